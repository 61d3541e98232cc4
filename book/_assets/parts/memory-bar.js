// Chapter 06: a bias sets the gate, the gate sets how long a memory lasts.
import { halfLife, sigmoid } from "./lib/maths.js";
import { Plane, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const STEPS = 30;
const BIAS = [-2, 6];
const steps = (n) => (n < 9.95 ? n.toFixed(2) : n.toFixed(1));

class MemoryBar extends HTMLElement {
  connectedCallback() {
    const update = () => this.update();
    this.bias = slider({ name: "bias", label: "bias b_f", gate: "forget", min: BIAS[0], max: BIAS[1], step: 0.1, value: 1 }, update);
    this.n = slider({ name: "steps", label: "steps n", gate: "cell", min: 0, max: STEPS, step: 1, value: 5,
      show: (n) => String(n) }, update);
    this.drawDecay();
    this.drawHalfLife();
    this.table = table("What the gate keeps when nothing else comes in", ["quantity", "value"],
      [["gate f = σ(b_f)", "forget"], ["half-life in steps", "forget"], ["left of the memory after n steps", "cell"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.bias.row, this.n.row,
      el("div", { class: "live-pair" }, this.decay.root, this.lives.root), this.table.root, this.summary.root));
    this.update();
  }

  drawDecay() {
    this.decay = new Plane({ x: [-0.7, STEPS + 0.7], y: [0, 1], xLabel: "steps n", title: "Left of the memory",
      xTicks: [0, 10, 20, 30].map((n) => [n, String(n)]), yTicks: [[0, "0"], [0.5, "½"], [1, "1"]] });
    const width = 0.72 * (this.decay.px(1) - this.decay.px(0));
    this.bars = Array.from({ length: STEPS + 1 }, (_, n) =>
      this.decay.draw("rect", { class: "bar gate-cell", x: this.decay.px(n) - width / 2, width, rx: 1.5 }));
    this.half = this.decay.draw("path", { class: "marker gate-forget" });
    this.decay.onDrag((n) => { this.n.value = Math.max(0, Math.round(n)); this.update(); });
  }

  drawHalfLife() {
    this.lives = new Plane({ x: BIAS, y: [0.25, 350], log: true, xLabel: "bias b_f", title: "Half-life in steps",
      xTicks: [-2, 0, 2, 4, 6].map((b) => [b, String(b).replace("-", "−")]),
      yTicks: [1, 10, 100].map((n) => [n, String(n)]) });
    this.lives.curve((b) => halfLife(sigmoid(b)), "forget");
    this.point = this.lives.draw("circle", { class: "point gate-forget", r: 7 });
    this.lives.onDrag((b) => { this.bias.value = Math.round(10 * b) / 10; this.update(); });
  }

  update() {
    const b = this.bias.value, n = this.n.value;
    const f = sigmoid(b), life = halfLife(f), left = f ** n;
    this.bars.forEach((bar, k) => {
      const top = this.decay.py(f ** k);
      set(bar, { y: top, height: this.decay.py(0) - top, "fill-opacity": k === n ? 1 : 0.38 });
    });
    const at = Math.min(life, this.decay.x[1]);
    set(this.half, { d: life <= STEPS ? this.decay.path([[-0.7, 0.5], [at, 0.5], [at, 0]]) : this.decay.path([[-0.7, 0.5], [at, 0.5]]) });
    set(this.point, { cx: this.lives.px(b), cy: this.lives.py(life) });
    this.table.set([[f.toFixed(4)], [steps(life)], [left.toFixed(4)]]);
    this.summary.say(`With a bias of ${b.toFixed(1)} the gate is ${f.toFixed(4)}. Half of the memory is gone after ` +
      `${steps(life)} steps. After ${n} steps ${left.toFixed(4)} of it is left.`);
  }
}
define("memory-bar", MemoryBar);
