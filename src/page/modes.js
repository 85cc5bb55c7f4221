// Forward or reverse mode: what a Jacobian costs, and where the modes cross.

function modesSection(modes) {
  const { jacobians, crossings } = modes;
  const outputs = [...new Set(jacobians.map((j) => j.outputs))];
  const inputs = [...new Set(jacobians.map((j) => j.inputs))];
  const at = (n, m) => jacobians.find((j) => j.inputs === n && j.outputs === m);
  const colours = ["series-1", "series-2", "series-3", "series-4"];
  const shown = outputs.length <= 4 ? outputs : [0, 1, 2, 3].map((k) => outputs[Math.round((k * (outputs.length - 1)) / 3)]);
  const lines = (cost) => shown.flatMap((m, k) => [
    { label: `forward, m = ${m}`, values: inputs.map((n) => cost(at(n, m).forward)), colour: colours[k] },
    { label: `reverse, m = ${m}`, values: inputs.map((n) => cost(at(n, m).reverse)), colour: colours[k], dash: [6, 4] },
  ]);
  const x = { label: "inputs n", log: true, text: countText };
  const place = (n) => (n === 0 ? `below ${inputs[0]}` : typeof n === "number" ? numberText(n, 3) : `above ${inputs.at(-1)}`);
  return [
    element("p", {}, "A function with n inputs and m outputs has a Jacobian of n × m numbers. Forward mode makes it in n sweeps, one for each "
      + "input; reverse mode in m sweeps, one for each output. Where inputs are many and outputs few, as in a loss over weights, reverse mode is "
      + "cheaper by about n/m; with few inputs and many outputs forward mode is. Here the lines cross near n = m."),
    element("p", { class: "point" }, modes.function.replace("R^n -> R^m", "Rⁿ → Rᵐ"), ", with all weights given; the interpreter was timed."),
    element("div", { class: "pair" },
      chartFigure({ title: "Operations for value and Jacobian.", xs: inputs, x, y: { label: "operations", log: true, text: countText }, series: lines((c) => c.operations.total) }),
      chartFigure({ title: "Time for value and Jacobian.", xs: inputs, x, y: { label: "seconds", log: true, text: (s) => (s > 0 ? timeText(s) : "0") }, series: lines((c) => c.seconds) })),
    table("Where reverse mode becomes cheaper", ["Outputs m", "#inputs n, by operations", "#inputs n, by time"],
      crossings.map((c) => [String(c.outputs), place(c.inputs_by_operations), place(c.inputs_by_time)])),
    details("All sizes", false, table("Operations and time of both modes, and what automatic picks",
      ["Size", "#value", "#forward", "#reverse", "#time forward", "#time reverse", "automatic"],
      jacobians.map((j) => [`n = ${j.inputs}, m = ${j.outputs}`, countText(j.value.operations.total), countText(j.forward.operations.total),
        countText(j.reverse.operations.total), timeText(j.forward.seconds), timeText(j.reverse.seconds), j.automatic]))),
    table("A long iteration: the logistic map, compiled", ["Iterations", "#paths", "#operations forward", "#reverse", "#time forward", "#time reverse"],
      modes.logistic_map.map((row) => [countText(row.iterations), `2${[...String(row.iterations)].map((d) => superscripts[d]).join("")}`,
        countText(row.forward.operations.total), countText(row.reverse.operations.total), timeText(row.forward.seconds), timeText(row.reverse.seconds)])),
  ];
}
