// One formula: what it is, its graph and traces, and how well each method differentiates it.

/// The statements of a formula, one a line; the last one is the value.
function formulaLines(data, known) {
  const { derivation, function: f } = data;
  const lines = derivation.formula.split(/[;\n]/).map((line) => line.trim()).filter((line) => line);
  const names = new Set([...known, ...lines.slice(0, -1).map((line) => line.split("=")[0].trim())]);
  const head = [nameElement(f, known), "(", derivation.variables.flatMap((v, k) => (k ? [", ", nameElement(v, known)] : [nameElement(v, known)])), ")"];
  return element("p", { class: "formula" }, lines.map((line, k) =>
    element("span", {}, k === lines.length - 1 ? [head, " = "] : [], expressionNodes(line.replace("=", " = ").replace(/ +/g, " "), names))));
}

function pointLine(data, known) {
  const at = data.derivation.variables.flatMap((name, k) => [k ? ", " : "at ", nameElement(name, known), ` = ${numberText(data.point[k])}`]);
  return element("p", { class: "point" }, at);
}

/// d f / d x as names of rows.
function derivativeName(f, x, known) {
  return element("span", { class: "whole" }, "∂", nameElement(f, known), "/∂", nameElement(x, known));
}

function resultTable(data, known) {
  const { derivation, function: f } = data;
  const rows = derivation.with_respect_to.map((x, k) => [derivativeName(f, x, known),
    numberText(derivation.gradient[k]), expressionNodes(derivation.symbolic_gradient[k], known)]);
  rows.unshift([nameElement(f, known), numberText(derivation.value), ""]);
  return table("Value and gradient", ["Name", "#At the point", "Formula"], rows, "result");
}

function hessianTable(data, known) {
  const { derivation } = data;
  const names = derivation.with_respect_to;
  return details("Second derivatives: the Hessian", false, table("Hessian",
    ["By", ...names.map((x) => `#${x}`)], names.map((x, k) => [nameElement(x, known), ...derivation.hessian[k].map((v) => numberText(v, 10))])));
}

const methodName = (name) => name.replace(/1e-(\d+)/, (_, k) => powerOfTen(-Number(k)));

const worst = (errors) => errors.reduce((most, e) => (typeof e !== "number" ? e : typeof most !== "number" || most > e ? most : e), 0);

function comparisonTables(data, known) {
  const { methods } = data.comparison, f = data.function;
  const done = methods.filter((m) => !m.refused);
  const kinds = [["additions", "+ −"], ["multiplications", "×"], ["divisions", "÷ √"], ["choices", "choices"], ["calls", "functions"], ["total", "all"]];
  return [
    table("Relative error of each derivative, in double precision", ["Derivative", ...done.map((m) => `#${methodName(m.name)}`)],
      data.comparison.with_respect_to.map((x, k) => [derivativeName(f, x, known), ...done.map((m) => errorText(m.errors[k]))])),
    table("Operations and time for value and gradient", ["Method", ...kinds.map(([, head]) => `#${head}`), "#time"],
      done.map((m) => [methodName(m.name), ...kinds.map(([kind]) => countText(m.operations[kind])), timeText(m.seconds)])),
    methods.filter((m) => m.refused).map((m) => element("p", { class: "note" }, `${m.name}: ${m.refused}`)),
  ];
}

function differenceChart(data) {
  const { differences, methods } = data.comparison;
  const reverse = methods.find((m) => m.name === "reverse mode");
  return chartFigure({
    title: "Difference quotients over their step.",
    note: "A large h errs by the curve of the function, a small one by rounding; reverse mode has no step.",
    xs: differences.map((d) => d.step),
    x: { label: "step h", log: true, text: (h) => powerOfTen(Math.round(Math.log10(h))) },
    y: { label: "largest relative error", log: true, text: errorText },
    series: [
      { label: "forward difference", values: differences.map((d) => worst(d.forward_errors)), colour: "series-1" },
      { label: "central difference", values: differences.map((d) => worst(d.central_errors)), colour: "series-2" },
      { label: "reverse mode", values: differences.map(() => worst(reverse.errors)), colour: "series-3", dash: [6, 4], points: false },
    ],
  });
}

function ladderChart(data) {
  const short = { "long double": "long", "50 digits": "50", "100 digits": "100" };
  return chartFigure({
    title: "The precision ladder.",
    note: "The same program in five number types; the point is rounded to each.",
    xs: data.ladder.map((step) => step.type),
    x: { label: "number type, or decimal digits", names: data.ladder.map((step) => short[step.type] ?? step.type), text: (name) => name },
    y: { label: "relative error", log: true, text: errorText },
    series: [
      { label: "value", values: data.ladder.map((step) => step.value_error), colour: "series-1" },
      { label: "gradient, largest", values: data.ladder.map((step) => step.gradient_error), colour: "series-2" },
      { label: "last digit of the type", values: data.ladder.map((step) => 10 ** -step.digits), colour: "series-4", dash: [6, 4], points: false },
    ],
  });
}


function formulaParts(formula, isNamed) {
  const { data } = formula;
  const known = new Set([...data.derivation.variables, ...data.derivation.primal.map((line) => line.name)]);
  const parts = [formulaLines(data, known), pointLine(data, known), resultTable(data, known), graphFigure(data, known)];
  const block = (title, ...children) => [element(isNamed ? "h4" : "h3", {}, title), ...children];
  if (formula.show === "all") {
    const { paths } = data.derivation;
    parts.push(
      block("Traces", traces(data.derivation, known)),
      block("Sum over all paths", element("p", {}, `${countText(paths)} ${paths === 1 ? "path leads" : "paths lead"} from the variables to the value.`
        + (data.paths ? "" : " They are too many to be listed.")), pathTables(data, known)),
      block("Methods compared", comparisonTables(data, known), hessianTable(data, known)),
      element("div", { class: "pair" }, differenceChart(data), ladderChart(data)));
  }
  return element(isNamed ? "article" : "div", {}, isNamed ? element("h3", {}, formula.title) : undefined, parts);
}
