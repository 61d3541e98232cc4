// Chapter 07: what is written is a product. Every point of the field is a gate and a candidate; lines join equal products.
import { sigmoid } from "./lib/maths.js";
import { Plane, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const LEVELS = [-0.75, -0.5, -0.25, 0.25, 0.5, 0.75];

class WriteField extends HTMLElement {
  connectedCallback() {
    const update = () => this.update();
    this.gate = slider({ name: "gate", label: "input gate, before σ", gate: "input", min: -6, max: 6, step: 0.1, value: 1 }, update);
    this.candidate = slider({ name: "candidate", label: "candidate, before tanh", gate: "candidate", min: -3, max: 3, step: 0.1,
      value: -0.8 }, update);
    this.plane = new Plane({ x: [-1, 1], y: [0, 1.1], width: 620, height: 310, xLabel: "candidate c̃", title: "Input gate i",
      xTicks: [[-1, "−1"], [-0.5, "−½"], [0, "0"], [0.5, "½"], [1, "1"]], yTicks: [[0, "0"], [0.5, "½"], [1, "1"]] });
    LEVELS.forEach((level) => this.drawLevel(level));
    this.across = this.plane.draw("path", { class: "marker gate-input" });
    this.point = this.plane.draw("circle", { class: "point gate-candidate", r: 8 });
    this.plane.onDrag((c_tilde, i) => this.take(c_tilde, i), true);
    this.table = table("What is written", ["part", "value"],
      [["input gate i", "input"], ["candidate c̃", "candidate"], ["written i ⊙ c̃", "cell"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.gate.row, this.candidate.row, this.plane.root, this.table.root,
      this.summary.root));
    this.update();
  }

  // All (c̃, i) with i · c̃ = level, as far as they lie in the field.
  drawLevel(level) {
    const from = Math.abs(level), side = Math.sign(level);
    const points = Array.from({ length: 41 }, (_, k) => from + (k / 40) * (1 - from)).map((size) => [side * size, from / size]);
    this.plane.draw("path", { class: "curve gate-hidden", style: "stroke-width: 1.2; opacity: .6", d: this.plane.path(points) });
    this.plane.draw("text", { x: this.plane.px(side * (from + 0.02)), y: this.plane.py(1) - 4, class: "tick" },
      String(level).replace("-", "−"));
  }

  // The two sums that lead to a candidate and a gate, as far as the sliders go.
  take(c_tilde, i) {
    const near = (sum, most) => Math.round(10 * Math.min(most, Math.max(-most, sum))) / 10;
    this.candidate.value = near(Math.atanh(c_tilde), 3);
    this.gate.value = near(Math.log(Math.min(1, i) / (1 - Math.min(1, i))), 6);
    this.update();
  }

  update() {
    const i = sigmoid(this.gate.value), c_tilde = Math.tanh(this.candidate.value);
    set(this.point, { cx: this.plane.px(c_tilde), cy: this.plane.py(i) });
    set(this.across, { d: this.plane.path([[0, i], [c_tilde, i], [c_tilde, 0]]) });
    this.table.set([[i.toFixed(4)], [c_tilde.toFixed(4)], [(i * c_tilde).toFixed(4)]]);
    this.summary.say(`The gate is ${i.toFixed(2)}, the candidate ${c_tilde.toFixed(2)}: ${(i * c_tilde).toFixed(2)} is written.`);
  }
}
define("write-field", WriteField);
