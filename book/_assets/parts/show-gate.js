// Chapter 09: the output gate decides how much of the squashed memory is shown.
import { Plane, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

class ShowGate extends HTMLElement {
  connectedCallback() {
    const update = () => this.update();
    this.c = slider({ name: "c", label: "cell c", gate: "cell", min: -6, max: 6, step: 0.1, value: 2 }, update);
    this.o = slider({ name: "o", label: "output gate o", gate: "output", min: 0, max: 1, step: 0.01, value: 0.6,
      show: (number) => number.toFixed(2) }, update);
    this.plane = new Plane({ x: [-6, 6], y: [-1.1, 1.1], width: 620, height: 290, xLabel: "cell c",
      title: "tanh of the cell (thin) and what is shown of it (thick)",
      xTicks: [-6, -4, -2, 0, 2, 4, 6].map((c) => [c, String(c).replace("-", "−")]), yTicks: [[-1, "−1"], [0, "0"], [1, "1"]] });
    set(this.plane.curve(Math.tanh, "cell"), { style: "stroke-width: 1.6" });
    this.shown = this.plane.draw("path", { class: "curve gate-hidden", style: "stroke-width: 4" });
    this.drop = this.plane.draw("path", { class: "marker gate-output" });
    this.point = this.plane.draw("circle", { class: "point gate-hidden", r: 8 });
    this.plane.onDrag((c) => { this.c.value = Math.round(10 * c) / 10; this.update(); });
    this.table = table("One unit", ["part", "value"],
      [["tanh(c)", "cell"], ["output gate o", "output"], ["shown: o ⊙ tanh(c)", "hidden"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.c.row, this.o.row, this.plane.root, this.table.root, this.summary.root));
    this.update();
  }

  update() {
    const c = this.c.value, o = this.o.value, y = Math.tanh(c), h = o * y;
    const places = Array.from({ length: 121 }, (_, k) => -6 + k / 10);
    set(this.shown, { d: this.plane.path(places.map((x) => [x, o * Math.tanh(x)])) });
    set(this.drop, { d: this.plane.path([[c, y], [c, h]]) });
    set(this.point, { cx: this.plane.px(c), cy: this.plane.py(h) });
    this.table.set([[y.toFixed(4)], [o.toFixed(4)], [h.toFixed(4)]]);
    this.summary.say(`The cell holds ${c.toFixed(1)}, its tanh is ${y.toFixed(2)}, and ${h.toFixed(2)} is shown.`);
  }
}
define("show-gate", ShowGate);
