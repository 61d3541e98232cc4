// Chapter 04: what is left of a gradient some steps back, in a plain network as it is, by the textbook, and along a gate.
import { Plane, data, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";
import { gradientNorms, sigmoid } from "./lib/maths.js";

const SIZES = [0, 0.01, 0.1, 0.3, 1, 3], LAGS = [10, 50, 99], FLOOR = 1e-14, TOP = 1e6;
const short = (n) => (n >= 0.01 && n < 1000 ? n.toPrecision(2) : n.toExponential(0));

class GradientLag extends HTMLElement {
  connectedCallback() {
    this.given = data("gradient-lag");
    const update = () => this.update();
    this.radius = slider({ name: "radius", label: "spectral radius", gate: "hidden", min: 0.5, max: 3, step: 0.1, value: 1 }, update);
    this.size = slider({ name: "size", label: "size of the inputs", gate: "hidden", min: 0, max: SIZES.length - 1, step: 1, value: 1,
      show: (k) => String(SIZES[k]) }, update);
    this.bias = slider({ name: "bias", label: "forget bias", gate: "forget", min: 0, max: 6, step: 0.5, value: 1 }, update);
    this.plane = new Plane({ x: [0, 99], y: [FLOOR, TOP], log: true, height: 290, xLabel: "steps back", title: "What is left of the gradient",
      xTicks: [0, 20, 40, 60, 80].map((n) => [n, String(n)]), yTicks: [[1e-12, "10⁻¹²"], [1e-6, "10⁻⁶"], [1, "1"], [1e6, "10⁶"]] });
    this.textbook = this.plane.draw("path", { class: "tangent gate-hidden" });
    this.gate = this.plane.draw("path", { class: "curve gate-forget" });
    this.measured = this.plane.draw("path", { class: "curve gate-hidden" });
    this.table = table("After so many steps back", ["what", ...LAGS.map(String)],
      [["the plain network, measured", "hidden"], ["textbook: radius (dashed)", "hidden"], ["the forget gate", "forget"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.radius.row, this.size.row, this.bias.row, this.plane.root, this.table.root, this.summary.root));
    this.update();
  }

  update() {
    const radius = this.radius.value, keep = sigmoid(this.bias.value), { W_h, noise } = this.given;
    const norms = gradientNorms(W_h.map((row) => row.map((w) => radius * w)), noise, SIZES[this.size.value]);
    const by = [[this.measured, norms], [this.textbook, norms.map((_, n) => radius ** n)], [this.gate, norms.map((_, n) => keep ** n)]];
    for (const [line, values] of by) {
      const leaves = values.findIndex((value) => value < FLOOR || value > TOP);
      const shown = values.slice(0, leaves < 0 ? undefined : leaves + 1);
      set(line, { d: this.plane.path(shown.map((value, n) => [n, Math.min(TOP, Math.max(FLOOR, value))])) });
    }
    this.table.set(by.map(([, values]) => LAGS.map((n) => short(values[n]))));
    this.summary.say(`Fifty steps back the plain network has ${short(norms[50])} left, the forget gate ${short(keep ** 50)}.`);
  }
}
define("gradient-lag", GradientLag);
