// Chapter 08: the same three values at every step. The cell may climb; its tanh stays inside.
import { Plane, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const STEPS = 20;

class CellClimb extends HTMLElement {
  connectedCallback() {
    const knob = (name, label, gate, min, max, value) =>
      slider({ name, label, gate, min, max, step: 0.01, value, show: (number) => number.toFixed(2) }, () => this.update());
    this.knobs = {
      f: knob("f", "forget gate f", "forget", 0, 1, 1), i: knob("i", "input gate i", "input", 0, 1, 1),
      c_tilde: knob("c_tilde", "candidate c̃", "candidate", -1, 1, 0.9), c_0: knob("c_0", "cell at the start", "cell", -5, 5, 0),
    };
    this.chart = el("div");
    this.table = table(`After ${STEPS} steps`, ["value", "number"], [["cell c", "cell"], ["its tanh", "hidden"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, ...Object.values(this.knobs).map(({ row }) => row), this.chart,
      this.table.root, this.summary.root));
    this.update();
  }

  cells() {
    const { f, i, c_tilde, c_0 } = this.knobs;
    const cells = [c_0.value];
    for (let t = 0; t < STEPS; t += 1) cells.push(f.value * cells[t] + i.value * c_tilde.value);
    return cells;
  }

  update() {
    const cells = this.cells();
    const most = Math.max(2, Math.ceil(Math.max(...cells.map(Math.abs)) / 5) * 5 * (Math.max(...cells.map(Math.abs)) > 2));
    const plane = new Plane({ x: [0, STEPS], y: [-most, most], width: 620, height: 260, xLabel: "step",
      title: "Cell (thick) and its tanh (thin)", xTicks: [0, 5, 10, 15, 20].map((t) => [t, String(t)]),
      yTicks: (most > 8 ? [-most, 0, most] : [-most, -1, 1, most]).map((c) => [c, String(c).replace("-", "−")]) });
    for (const [values, gate, width] of [[cells, "cell", 4], [cells.map(Math.tanh), "hidden", 2]]) {
      const line = plane.draw("path", { class: `curve gate-${gate}`, d: plane.path(values.map((c, t) => [t, c])) });
      set(line, { style: `stroke-width: ${width}` });
    }
    this.chart.replaceChildren(plane.root);
    const last = cells.at(-1);
    this.table.set([[last.toFixed(4)], [Math.tanh(last).toFixed(4)]]);
    this.summary.say(`After ${STEPS} steps the cell is ${last.toFixed(2)}, its tanh ${Math.tanh(last).toFixed(2)}.`);
  }
}
define("cell-climb", CellClimb);
