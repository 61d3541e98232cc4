// Chapter 05: one number goes through both squashing curves; the tangent shows how much of a push comes through.
import { dSigmoid, dTanh, sigmoid } from "./lib/maths.js";
import { Plane, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const CURVES = [
  { name: "sigmoid", gate: "forget", squash: sigmoid, slope: dSigmoid, steepest: 1 / 4 },
  { name: "tanh", gate: "candidate", squash: Math.tanh, slope: dTanh, steepest: 1 },
];
const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

class SquashExplorer extends HTMLElement {
  connectedCallback() {
    this.z = slider({ name: "z", label: "z, before squashing", gate: "hidden", min: -6, max: 6, step: 0.1, value: -1 },
      () => this.update());
    this.plane = new Plane({
      x: [-6, 6], y: [-1.15, 1.15], xLabel: "z", title: "The two curves and their tangents at z", width: 620, height: 320,
      xTicks: [-6, -4, -2, 0, 2, 4, 6].map((z) => [z, String(z).replace("-", "−")]),
      yTicks: [[-1, "−1"], [0, "0"], [1, "1"]],
    });
    this.plane.onDrag((z) => { this.z.value = Math.round(10 * z) / 10; this.update(); });
    this.drawn = CURVES.map(({ squash, gate }) => {
      this.plane.curve(squash, gate);
      return {
        tangent: this.plane.draw("path", { class: `tangent gate-${gate}` }),
        point: this.plane.draw("circle", { class: `point gate-${gate}`, r: 7 }),
      };
    });
    this.table = table("After squashing", ["curve", "value", "slope", "of its steepest"],
      CURVES.map(({ name, gate }) => [name, gate]));
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.z.row, this.plane.root, this.table.root, this.summary.root));
    this.update();
  }

  update() {
    const z = this.z.value;
    const rows = CURVES.map(({ squash, slope, steepest }, k) => {
      const y = squash(z), m = slope(y), reach = 1.6;
      set(this.drawn[k].point, { cx: this.plane.px(z), cy: this.plane.py(y) });
      set(this.drawn[k].tangent, { d: this.plane.path([[z - reach, y - reach * m], [z + reach, y + reach * m]]) });
      return [y.toFixed(4), m.toFixed(4), percent(m / steepest)];
    });
    this.table.set(rows);
    this.summary.say(`At z = ${z.toFixed(1)}: ` + CURVES.map(({ name }, k) =>
      `${name} ${rows[k][0]}, slope ${rows[k][1]}, which is ${rows[k][2]} of its steepest`).join("; ") + ".");
  }
}
define("squash-explorer", SquashExplorer);
