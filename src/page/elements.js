// Elements, numbers, names and tables: what all parts of the page are made of.

/// <tag attributes>children</tag>; texts become text, whatever characters they have.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(name, value);
  made.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null));
  return made;
}

const superscripts = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

function powerOfTen(exponent) {
  return "10" + [...String(exponent)].map((sign) => superscripts[sign]).join("");
}

/// A number to so many digits, as it is printed in books; what is no number is a text already.
function numberText(x, digits = 15) {
  if (typeof x !== "number") return String(x).replace(/^-/, "−");
  const rounded = Number(x.toPrecision(digits));
  const [mantissa, exponent] = String(rounded).split("e");
  const text = exponent ? `${mantissa}·${powerOfTen(Number(exponent))}` : mantissa;
  return text.replace(/^-/, "−");
}

/// An error to two digits.
function errorText(x) {
  if (typeof x !== "number") return String(x);
  if (x === 0) return "0";
  const [mantissa, exponent] = x.toExponential(1).split("e");
  return `${mantissa}·${powerOfTen(Number(exponent))}`;
}

function countText(x) {
  return typeof x === "number" ? x.toLocaleString("en").replaceAll(",", " ") : String(x);
}

function timeText(seconds) {
  if (seconds < 1e-6) return `${(seconds * 1e9).toFixed(0)} ns`;
  if (seconds < 1e-3) return `${numberText(seconds * 1e6, 3)} µs`;
  return `${numberText(seconds * 1e3, 3)} ms`;
}

/// A name as it is set in books: v12_dot is v̇ with the index 12. Only names that are `known` have
/// tangents and adjoints.
function nameElement(name, known) {
  let base = name, mark = "", kind;
  for (const [suffix, sign, meaning] of [["_dot", "\u0307", "tangent"], ["_bar", "\u0304", "adjoint"]])
    if (name.endsWith(suffix) && known.has(name.slice(0, -4)))
      [base, mark, kind] = [name.slice(0, -4), sign, meaning];
  const [, letters, index] = /^(.*?)(\d*)$/.exec(base);
  return element("var", { class: kind }, letters.slice(0, 1) + mark + letters.slice(1),
    index ? element("sub", {}, index) : undefined);
}

/// An expression with its names set as names, and the other signs as they are printed.
function expressionNodes(text, known) {
  const isKnown = (word) => known.has(word) || (/_(dot|bar)$/.test(word) && known.has(word.slice(0, -4)));
  return text.split(/([A-Za-z_][A-Za-z_0-9]*)/).map((part) => {
    if (isKnown(part)) return nameElement(part, known);
    return part.replaceAll(" * ", " · ").replaceAll("*", "·").replaceAll("-", "−");
  });
}

/// A part that may be wider than the page, and then scrolls by itself.
function scrollBox(label, ...children) {
  return element("div", { class: "scroll", role: "group", "aria-label": label }, ...children);
}

/// Boxes that do scroll can be reached and moved by the keyboard.
function markScrollBoxes() {
  for (const box of document.querySelectorAll(".scroll"))
    if (box.scrollWidth > box.clientWidth + 1) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
}

/// A table with a caption; the first column are headers of rows. Columns whose heads begin with #
/// are numbers.
function table(caption, heads, rows, kind = "") {
  const isNumber = heads.map((head) => typeof head === "string" && head.startsWith("#"));
  const text = (head) => (typeof head === "string" && head.startsWith("#") ? head.slice(1) : head);
  const cell = (content, k) =>
    k === 0 ? element("th", { scope: "row" }, content) : element("td", { class: isNumber[k] ? "number" : undefined }, content);
  return scrollBox(caption,
    element("table", { class: kind },
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, heads.map((head, k) =>
        element("th", { scope: "col", class: isNumber[k] ? "number" : undefined }, text(head))))),
      element("tbody", {}, rows.map((row) => element("tr", {}, row.map(cell))))));
}

function details(summary, open, ...children) {
  return element("details", open ? { open: "" } : {}, element("summary", {}, summary), ...children);
}
