// Checks pages of `typegrad report` in Chromium: node page_test.mjs CHROMIUM EXAMPLES.html FORMULA.html
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, examples, formula] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/// Opens a page from disk; whatever it asks for besides, or complains of, is in `faults`.
async function open(path, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, offline: true });
  const page = await context.newPage();
  page.setDefaultTimeout(120000);
  const faults = [], address = pathToFileURL(path).href;
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => request.url() === address || faults.push(`asks for ${request.url()}`));
  await page.goto(address);
  return { page, faults, close: () => context.close() };
}

/// The number of coloured pixels of each chart: axes and grids are grey.
const colouredPixels = (page) => page.evaluate(() => [...document.querySelectorAll(".plot")].map((place) => {
  const canvas = place.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let k = 0; k < data.length; k += 4)
    if (data[k + 3] > 128 && Math.max(...data.slice(k, k + 3)) - Math.min(...data.slice(k, k + 3)) > 60) ++count;
  return count;
}));

/// Contrast, landmarks, headers of tables, names for those who do not see, in the given parts.
async function checkAccess(page, parts, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((include) => window.axe.run({ include }, { resultTypes: ["violations"] }), parts);
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200), nodes[0].failureSummary]), [], where);
}

async function checkLook(path, width, scheme, parts = []) {
  const { page, faults, close } = await open(path, width, scheme);
  const where = `${path}, ${width} pixels, ${scheme}`;
  const pixels = await colouredPixels(page);
  assert.ok(pixels.length > 0 && pixels.every((count) => count > 60), `${where}: charts of ${pixels} coloured pixels`);
  const drawings = await page.evaluate(() => [...document.querySelectorAll(".graph svg")].map((svg) =>
    svg.getBBox().width > 40 && svg.querySelectorAll("text").length > 2));
  assert.ok(drawings.length > 0 && drawings.every(Boolean), `${where}: a graph is empty`);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(widths[0] <= widths[1], `${where}: the page is ${widths[0]} pixels wide`);
  // What is folded is checked as well.
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  const unfolded = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(unfolded <= widths[1], `${where}: unfolded, the page is ${unfolded} pixels wide`);
  if (parts.length) await checkAccess(page, parts, where);
  assert.deepEqual(faults, [], where);
  await close();
}

async function checkBehaviour() {
  const { page, close } = await open(examples, 1280, "light");
  const text = await page.locator("#log-sine").textContent();
  for (const number of ["11.6520714552231", "5.5", "1.71633781453677", "−0.9589242747"])
    assert.ok(text.includes(number), `no ${number} at log(x1) + x1*x2 - sin(x2)`);
  assert.equal(await page.locator("main > section").count(), 14);

  const plot = page.locator(".plot").first();
  await plot.focus();
  await page.keyboard.press("ArrowRight");
  assert.ok((await plot.locator(".tip").innerText()).length > 10, "no numbers at the first place");

  const lightness = () => page.evaluate(() =>
    getComputedStyle(document.body).backgroundColor.match(/\d+/g).reduce((sum, x) => sum + Number(x), 0));
  const light = await lightness();
  await page.locator("#theme").click();
  assert.ok(await lightness() < light / 3, "the page does not become dark");
  assert.ok((await colouredPixels(page)).every((count) => count > 60), "charts vanish with the theme");

  await page.locator("nav a", { hasText: "Weight sharing" }).click();
  await page.waitForTimeout(200);
  const top = await page.evaluate(() => document.querySelector("#weight-sharing").getBoundingClientRect().top);
  assert.ok(Math.abs(top) < 60, "the contents lead nowhere");
  await close();
}

// One formula has what all have; of the examples, what they have besides is looked at.
await checkLook(formula, 1280, "light", ["body"]);
await checkLook(formula, 390, "dark", ["body"]);
await checkLook(examples, 1280, "light", ["nav", "#reading", "#gates", "#orders", ".extra", "#modes"]);
await checkLook(examples, 1280, "dark");
await checkLook(examples, 390, "light");
await checkLook(examples, 390, "dark");
await checkBehaviour();
await browser.close();
console.log("All checks of the page hold.");
