// What single examples have besides: a loss curve, orders, checks.

function weightsText(weights) {
  return weights.map((w) => numberText(w, 6)).join(", ");
}

function gradientDescent({ samples, rate, true_weights, start, found, curve }, { formulas }) {
  const names = formulas[0].data.derivation.with_respect_to;
  const colours = ["series-1", "series-2", "series-3"];
  const xs = curve.map((row) => row.epoch);
  const x = { label: "epoch", log: true, text: countText };
  return [
    element("p", {}, `${samples} samples; a step is −${rate} times the gradient of the mean square error. `
      + `From the weights ${weightsText(start)}, ${countText(xs.at(-1))} epochs lead to ${weightsText(found)}; `
      + `the samples were made with ${weightsText(true_weights)}.`),
    element("div", { class: "pair" },
      chartFigure({
        title: "The loss by epochs.", xs, x, y: { label: "mean square error", log: true, text: errorText },
        series: [{ label: "loss", values: curve.map((row) => row.loss), colour: "series-1", points: false }],
      }),
      chartFigure({
        title: "The weights by epochs.", note: "Dashed: the weights that the samples were made with.",
        xs, x, y: { label: "weight", text: (w) => numberText(w, 5) },
        series: names.flatMap((name, k) => [
          { label: name, values: curve.map((row) => row.weights[k]), colour: colours[k], points: false },
          { label: `${name} of the samples`, values: xs.map(() => true_weights[k]), colour: colours[k], points: false, dash: [4, 5] },
        ]),
      })),
  ];
}

function logisticMap({ x, value, derivative, errors }) {
  const axis = { label: "x", text: (at) => numberText(at, 5) };
  const ways = Object.keys(errors);
  const median = (all) => [...all].filter((e) => typeof e === "number").sort((a, b) => a - b)[Math.floor(all.length / 2)];
  const notes = {
    "by hand": "the formula of the derivative, worked out on paper", symbolic: "the closed form, derived by rules, not simplified",
    numerical: "(f(x + h) − f(x))/h, h = 0.000001", automatic: "the loop, with a tangent beside each value",
  };
  return [
    table("The four ways over [0, 1]", ["Way", "What is evaluated", "#Median error", "#Largest error"],
      ways.map((way) => [way, notes[way], errorText(median(errors[way])), errorText(worst(errors[way]))])),
    element("div", { class: "pair" },
      chartFigure({
        title: "The polynomial.", xs: x, x: axis, y: { label: "l4", text: (v) => numberText(v, 5) },
        series: [{ label: "l4", values: value, colour: "series-1", points: false }],
      }),
      chartFigure({
        title: "Its derivative.", xs: x, x: axis, y: { label: "derivative of l4", text: (v) => numberText(v, 5) },
        series: [{ label: "derivative", values: derivative, colour: "series-2", points: false }],
      }),
      chartFigure({
        title: "The error of the derivative.", note: "Peaks stand where the derivative is near 0.", xs: x, x: axis,
        y: { label: "relative error", log: true, text: errorText },
        series: ways.map((way, k) => ({ label: way, values: errors[way], colour: `series-${k + 1}`, points: false })),
      })),
  ];
}

function gradientCheck({ step, loss, rows }) {
  return [
    element("p", {}, `The loss at the weights is ${numberText(loss, 8)}. The columns agree to about ${errorText(step)}: the quotient errs by h/2 times the second derivative.`),
    table("Each weight moved by h = 0.0001", ["Weight", "#Its value", "#Loss at w + h", "#Quotient", "#Reverse mode", "#Difference"],
      rows.map((row) => [row.weight, numberText(row.value), numberText(row.moved_loss, 8), numberText(row.quotient, 6),
        numberText(row.gradient, 6), errorText(Math.abs(row.quotient - row.gradient))])),
  ];
}

function weightSharing(_, { formulas }) {
  const [shared, apart] = formulas.map(({ data }) => data.derivation);
  const of = (derivation, x) => derivation.gradient[derivation.with_respect_to.indexOf(x)];
  const [first, second, both] = [of(apart, "w1"), of(apart, "w2"), of(shared, "w")];
  return table("The parts and the whole", ["Derivative by", "#Value"], [
    ["w1, the inner use", numberText(first)], ["w2, the outer use", numberText(second)],
    ["their sum", numberText(first + second)], ["w, used twice", numberText(both)]], "sum");
}

function topologicalOrders({ rows }, { formulas }) {
  const { derivation } = formulas[0].data;
  const known = new Set(derivation.primal.map((line) => line.name));
  const heads = ["Order of the operations", "Level by level", `#value`, ...derivation.with_respect_to.map((x) => `#by ${x}`)];
  const isSame = rows.every((row) => row.results.every((x, k) => x === rows[0].results[k]));
  return [
    element("p", {}, `${rows.length} orders; ${isSame ? "all give the same numbers, to the last bit." : "they differ."}`),
    table("Value and gradient in each order", heads, rows.map((row) => [
      row.order.flatMap((name, k) => (k ? [" ", nameElement(name, known)] : [nameElement(name, known)])),
      row.by_level ? "yes" : "", ...row.results.map((x) => numberText(x, 17))])),
  ];
}

const extras = {
  "gradient descent": { title: "Gradient descent", parts: gradientDescent },
  "logistic map": { title: "Four ways to the derivative", parts: logisticMap },
  "gradient check": { title: "The check", parts: gradientCheck },
  "weight sharing": { title: "The sum of the parts", parts: weightSharing },
  "topological orders": { title: "All orders", parts: topologicalOrders },
};
