// The computational graph and the traces of one formula.

/// The drawing by Graphviz. Its colours follow the theme by the style sheet; its names of nodes are
/// nobody's business.
function graphFigure(data, known) {
  const { derivation, graph, function: f } = data;
  if (!graph) return element("p", { class: "note" }, "The graph has too many nodes to be drawn here; the traces have all of them.");
  const svg = document.importNode(new DOMParser().parseFromString(graph, "image/svg+xml").documentElement, true);
  for (const part of [svg, ...svg.querySelectorAll("[id]")]) part.removeAttribute("id");
  for (const part of svg.querySelectorAll("title")) part.remove();
  const width = parseFloat(svg.getAttribute("width"));
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.style.width = `max(${0.85 * width}px, min(100%, ${width}px))`;
  svg.setAttribute("role", "img");
  const steps = derivation.primal.map((line) => `${line.name} = ${line.expression ?? line.value}`).join("; ");
  svg.setAttribute("aria-label", `Computational graph of ${derivation.formula}: ${steps}.`);
  return element("figure", { class: "graph" },
    element("figcaption", {}, element("strong", {}, "The computational graph."), " On each node its ",
      element("span", { class: "primal" }, "value"), " and beneath it its ",
      element("span", { class: "adjoint" }, "adjoint"), ", the derivative of ", nameElement(f, known), " by it."),
    scrollBox("Computational graph", svg));
}

function traceTable(caption, lines, known, kind) {
  return table(caption, ["Name", "Operation", "#Value"], lines.map((line) => [
    nameElement(line.name, known), line.expression ? expressionNodes(line.expression, known) : "", numberText(line.value)]),
    `trace ${kind}`);
}

function traces(derivation, known) {
  const tangents = Object.entries(derivation.tangents);
  return element("div", { class: "traces" },
    traceTable("Primal trace: from the variables to the value", derivation.primal, known, "primal"),
    traceTable("Adjoint trace: from the value back", derivation.adjoint, known, "adjoint"),
    tangents.map(([variable, lines], k) =>
      details(["Tangent trace along ", nameElement(variable, known)], k < 2,
        traceTable(`Forward mode: how all changes with ${variable}`, lines, known, "tangent"))));
}

/// Each path with the product of its partials; their sum is the derivative.
function pathTables(data, known) {
  if (!data.paths) return undefined;
  const arrow = (names) => names.flatMap((name, k) => (k ? [" → ", nameElement(name, known)] : [nameElement(name, known)]));
  return element("div", { class: "paths" }, data.paths.map(({ variable, paths }) => {
    const sum = paths.reduce((all, path) => (typeof path.product === "number" ? all + path.product : NaN), 0);
    const rows = paths.map((path) => [arrow(path.nodes),
      path.partials.length ? path.partials.map((x) => (x < 0 && path.partials.length > 1 ? `(${numberText(x, 5)})` : numberText(x, 5))).join(" · ") : "1",
      numberText(path.product, 6)]);
    rows.push([paths.length === 1 ? "One path: the derivative" : paths.length === 0 ? "No path" : `Sum of ${paths.length} paths`, "", numberText(sum, 6)]);
    return table(`Paths from ${variable}`, ["Path", "Product of the partials", "#Value"], rows, "sum");
  }));
}
