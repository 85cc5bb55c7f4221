// Makes the page: its sections, its contents, its theme.

function section(id, title, ...children) {
  const heading = element("h2", { id: `${id}-title` }, title);
  return element("section", { id, "aria-labelledby": `${id}-title` }, heading, ...children);
}

function exampleSection(example) {
  const isNamed = example.formulas.length > 1;
  const parts = example.formulas.map((formula) => formulaParts(formula, isNamed));
  const few = example.formulas.filter((formula) => formula.show === "graph").length;
  const grouped = isNamed && few > 1 ? [element("div", { class: "gates" }, parts.slice(0, few)), parts.slice(few)] : parts;
  const extra = example.extra && extras[example.extra.kind];
  return section(example.id, example.title, example.text.map((text) => element("p", {}, text)), grouped,
    extra ? element("div", { class: "extra" }, element("h3", {}, extra.title), extra.parts(example.extra.data, example)) : undefined);
}

function fillPage({ sections, modes }) {
  const main = document.getElementById("main");
  main.append(...sections.map(exampleSection));
  if (modes) main.append(section("modes", "Forward or reverse mode?", modesSection(modes)));
  const list = document.querySelector("#contents ol");
  for (const part of main.querySelectorAll("section"))
    list.append(element("li", {}, element("a", { href: `#${part.id}` }, part.querySelector("h2").textContent)));
}

/// The contents are open where there is room beside the examples, and mark the one that is read.
function followReader() {
  const contents = document.getElementById("contents");
  const isWide = matchMedia("(min-width: 62rem)");
  const adapt = () => { contents.open = isWide.matches; };
  isWide.addEventListener("change", adapt);
  adapt();
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !isWide.matches) contents.open = false;
  });
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(target.id).setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const part of document.querySelectorAll("main > section")) observer.observe(part);
}

/// The system's theme, until the button is pressed.
function offerThemes() {
  const root = document.documentElement, button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.style.colorScheme || (system.matches ? "dark" : "light")) === "dark";
  const show = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Show the page in light colours" : "Show the page in dark colours");
    drawCharts();
  };
  button.addEventListener("click", () => {
    root.style.colorScheme = isDark() ? "light" : "dark";
    show();
  });
  system.addEventListener("change", show);
  show();
  let before = "", folded = [];
  addEventListener("beforeprint", () => {
    before = root.style.colorScheme;
    root.style.colorScheme = "light";
    folded = [...document.querySelectorAll("article details:not([open]), .traces details:not([open])")];
    for (const part of folded) part.open = true;
    drawCharts();
  });
  addEventListener("afterprint", () => {
    root.style.colorScheme = before;
    for (const part of folded) part.open = false;
    drawCharts();
  });
}

fillPage(JSON.parse(document.getElementById("data").textContent));
if (!hasCharts) document.getElementById("licence").remove();
offerThemes();
followWidths();
followReader();
markScrollBoxes();
addEventListener("resize", markScrollBoxes);
document.addEventListener("toggle", markScrollBoxes, true);
