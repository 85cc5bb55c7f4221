// Charts by uPlot: axes that may be logarithmic, the colours of the page's theme, the numbers of a
// place where one points, and a table beneath. Without the library there is the table alone.

const charts = [];
const hasCharts = typeof uPlot === "function";

/// The colour that a variable of the style sheet stands for in the theme that is shown.
function themeColour(name) {
  const probe = document.getElementById("theme");
  const before = probe.style.color;
  probe.style.color = `var(--${name})`;
  const colour = getComputedStyle(probe).color;
  probe.style.color = before;
  return colour;
}

/// Decades from the least to the largest of positive numbers. Zeros are drawn one decade below.
function decades(values) {
  const logs = values.filter((x) => typeof x === "number" && x > 0).map(Math.log10);
  const hasZeros = values.some((x) => x === 0);
  if (logs.length === 0) return { low: -17, high: -15, zero: -17 };
  const low = Math.floor(Math.min(...logs)), high = Math.max(Math.ceil(Math.max(...logs)), low + 1);
  return hasZeros ? { low: low - 1, high, zero: low - 1 } : { low, high };
}

function powers({ low, high }, most) {
  const step = Math.ceil((high - low) / most), all = [];
  for (let k = Math.ceil(low / step) * step; k <= high; k += step) all.push(10 ** k);
  return all;
}

/// Scale and axis of one side: { label, log, values } or { label, names } for a row of names.
function side(axis, isBelow) {
  const common = {
    label: axis.label, labelSize: 22, labelFont: "13px system-ui, sans-serif", font: "12px system-ui, sans-serif",
    stroke: themeColour("text"), grid: { stroke: themeColour("rule"), width: 1 }, ticks: { stroke: themeColour("rule"), width: 1 },
    size: isBelow ? 34 : 58,
  };
  if (axis.names) return {
    scale: { time: false, range: [-0.4, axis.names.length - 0.6] },
    axis: { ...common, splits: axis.names.map((_, k) => k), values: (u, at) => at.map((k) => axis.names[k]) },
  };
  if (!axis.log) return { scale: { time: false }, axis: common };
  const span = decades(axis.values);
  const exponent = (x) => Math.round(Math.log10(x));
  return {
    zero: span.zero === undefined ? undefined : 10 ** span.zero,
    scale: { time: false, distr: 3, log: 10, range: [10 ** span.low, 10 ** span.high] },
    axis: {
      ...common, splits: (u) => powers(span, isBelow && u.width < 450 ? 5 : 8), filter: (u, at) => at,
      values: (u, at) => at.map(exponent).map((k) => (k === span.zero ? "0" : k >= 0 && k < 4 ? countText(10 ** k) : powerOfTen(k))),
    },
  };
}

/// A small box beside the place that is pointed at, with the numbers there.
function tooltip(spec) {
  let box;
  return {
    hooks: {
      init: (u) => { box = u.over.appendChild(element("div", { class: "tip", hidden: "" })); },
      setCursor: (u) => {
        const k = u.cursor.idx;
        box.hidden = k === null || k === undefined || u.cursor.left < 0;
        if (box.hidden) return;
        box.replaceChildren(
          element("strong", {}, `${spec.x.label}: ${spec.x.text(spec.xs[k])}`),
          ...spec.series.map((s) => element("div", {}, `${s.label}: ${spec.y.text(s.values[k])}`)));
        const left = u.valToPos(u.data[0][k], "x");
        const isRight = left > u.over.clientWidth / 2;
        box.style.left = isRight ? "auto" : `${left + 12}px`;
        box.style.right = isRight ? `${u.over.clientWidth - left + 12}px` : "auto";
      },
    },
  };
}

function draw(chart) {
  const { spec, place } = chart;
  const x = side({ ...spec.x, values: spec.xs }, true);
  const y = side({ ...spec.y, values: spec.series.flatMap((s) => s.values) }, false);
  const height = (v) => (typeof v !== "number" ? null : v === 0 && y.zero !== undefined ? y.zero : v);
  const options = {
    width: Math.max(place.clientWidth, 200), height: 260, legend: { show: false },
    scales: { x: x.scale, y: y.scale }, axes: [x.axis, y.axis],
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    series: [{}, ...spec.series.map((s) => ({
      label: s.label, stroke: themeColour(s.colour), width: 2, dash: s.dash,
      points: { show: s.points !== false, size: 6, fill: themeColour("page") },
    }))],
    plugins: [tooltip(spec)],
  };
  const data = [spec.x.names ? spec.xs.map((_, k) => k) : spec.xs, ...spec.series.map((s) => s.values.map(height))];
  if (chart.drawn) chart.drawn.destroy();
  chart.drawn = new uPlot(options, data, place);
}

/// The arrow keys move from one place to the next.
function moveByKeys(chart) {
  let k = -1;
  chart.place.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !chart.drawn) return;
    event.preventDefault();
    k = Math.min(Math.max(k + step, 0), chart.spec.xs.length - 1);
    const u = chart.drawn;
    u.setCursor({ left: u.valToPos(u.data[0][k], "x"), top: u.over.clientHeight / 2 });
  });
  chart.place.addEventListener("blur", () => chart.drawn && chart.drawn.setCursor({ left: -10, top: -10 }));
}

function legend(series) {
  return element("ul", { class: "legend" }, series.map((s) => {
    const swatch = element("span", { class: s.dash ? "swatch dashed" : "swatch", "aria-hidden": "true" });
    swatch.style.setProperty("--colour", `var(--${s.colour})`);
    return element("li", {}, swatch, s.label);
  }));
}

/// A chart as a figure. spec: { title, note, xs, x: { label, log, names, text }, y: { label, log,
/// text }, series: [{ label, values, colour, dash, points }] }.
function chartFigure(spec) {
  const numbers = table(`${spec.title.replace(/\.$/, "")}: the numbers`, [spec.x.label, ...spec.series.map((s) => `#${s.label}`)],
    spec.xs.map((at, k) => [spec.x.text(at), ...spec.series.map((s) => spec.y.text(s.values[k]))]));
  const caption = element("figcaption", {}, element("strong", {}, spec.title), spec.note ? ` ${spec.note}` : undefined);
  if (!hasCharts) return element("figure", { class: "chart" }, caption, details("Numbers", true, numbers));
  const place = element("div", {
    class: "plot", role: "img", tabindex: "0",
    "aria-label": `Chart: ${spec.title}. ${spec.y.label} over ${spec.x.label}. The numbers stand in the table beneath.`,
  });
  const chart = { spec, place };
  charts.push(chart);
  moveByKeys(chart);
  return element("figure", { class: "chart" }, caption, place, legend(spec.series), details("Numbers", false, numbers));
}

/// Draws all charts, once they stand in the page; anew when their width or the theme changes.
function drawCharts() {
  if (hasCharts) charts.forEach(draw);
}

function followWidths() {
  if (!hasCharts) return;
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const { drawn, place } = charts.find((chart) => chart.place === target);
      const width = Math.max(place.clientWidth, 200);
      if (drawn && drawn.width !== width) drawn.setSize({ width, height: 260 });
    }
  });
  for (const { place } of charts) observer.observe(place);
}
