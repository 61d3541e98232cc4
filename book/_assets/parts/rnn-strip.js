// Chapter 03: one unit over ten steps. Pulses go in, the state is handed on, and a triangle shows what reaches what.
import { el, held, set, slider, summary, svg, table } from "./lib/kit.js";
import { define } from "./lib/part.js";
import { rnnInfluence, rnnUnit } from "./lib/maths.js";

const T = 10, WIDTH = 42, HALF = 62, SIDE = 26, EDGE = 44;
const ALL = Array.from({ length: T }, (_, t) => t);
const middle = (t) => WIDTH * (t + 0.5);
const number = (n) => (n !== 0 && Math.abs(n) < 0.001 ? n.toExponential(1) : n.toFixed(3)).replace(/^-/, "−");

class RnnStrip extends HTMLElement {
  connectedCallback() {
    const update = () => this.update();
    const weight = (name, label, min, value) => slider({ name, label, gate: "candidate", min, max: 3, step: 0.1, value }, update);
    this.w_x = weight("w_x", "input weight", -3, 1);
    this.w_h = weight("w_h", "recurrent weight", -1, 0.5);
    this.pulses = ALL.map((t) => el("button", { type: "button", "aria-label": `pulse at step ${t + 1}`, "aria-pressed": t === 0 }, String(t + 1)));
    this.pulses.forEach((button) => button.addEventListener("click", () => {
      set(button, { "aria-pressed": button.getAttribute("aria-pressed") !== "true" });
      update();
    }));
    this.given = held("pulses", (text) => {
      this.pulses.forEach((button, t) => set(button, { "aria-pressed": text[t] === "1" }));
      update();
    });
    this.drawStrip();
    this.drawTriangle();
    this.table = table("After ten steps", ["what", "value"], [["the last state", "hidden"], ["influence of step 1 on it", "hidden"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.w_x.row, this.w_h.row, this.strip,
      el("div", { class: "live-steps" }, ...this.pulses, this.given), this.triangle, this.table.root, this.summary.root));
    this.update();
  }

  drawStrip() {
    const y = 2 * HALF + 46;
    const arrow = (x1, y1, x2, y2, head) => [svg("line", { x1, y1, x2, y2 }), svg("path", { d: `M${x2} ${y2}${head}` })];
    this.bars = ALL.map((t) => svg("rect", { class: "bar gate-hidden", x: middle(t) - 12, width: 24 }));
    this.values = ALL.map((t) => svg("text", { x: middle(t) }));
    this.strip = svg("svg", { viewBox: `0 0 ${WIDTH * T} ${y + 38}`, class: "live-strip", role: "img",
      "aria-label": "The state after each of ten steps as a bar, and below it the step, which hands the state on to the right." },
    svg("line", { x1: 0, x2: WIDTH * T, y1: HALF + 18, y2: HALF + 18, class: "zero" }), ...this.bars, ...this.values,
    ...ALL.flatMap((t) => [svg("rect", { class: "step gate-candidate", x: middle(t) - 11, y: y - 11, width: 22, height: 22, rx: 5 }),
      ...(t < T - 1 ? arrow(middle(t) + 12, y, middle(t + 1) - 13, y, "l-5 -4m5 4l-5 4") : []),
      ...arrow(middle(t), y + 36, middle(t), y + 14, "l-4 5m4 -5l4 5")]));
  }

  drawTriangle() {
    const size = SIDE * T, at = (k) => EDGE + SIDE * (k + 0.5);
    this.cells = ALL.map((t) => ALL.map((s) => svg("rect", { x: EDGE + SIDE * s + 1, y: EDGE + SIDE * t + 1, width: SIDE - 2, height: SIDE - 2 })));
    this.triangle = svg("svg", { viewBox: `0 0 ${size + EDGE + 10} ${size + EDGE + 6}`, class: "live-triangle gate-hidden", role: "img",
      "aria-label": "How much each input moves each state: nothing above the diagonal." },
    svg("text", { x: EDGE + size / 2, y: 16, class: "name" }, "input of step"),
    svg("text", { x: -(EDGE + size / 2), y: 14, class: "name", transform: "rotate(-90)" }, "moves state"),
    ...ALL.flatMap((k) => [svg("text", { x: at(k), y: EDGE - 7 }, String(k + 1)), svg("text", { x: EDGE - 12, y: at(k) + 5 }, String(k + 1))]),
    ...this.cells.flat());
  }

  update() {
    const inputs = this.pulses.map((button) => (button.getAttribute("aria-pressed") === "true" ? 1 : 0));
    this.given.value = inputs.join("");
    const [w_x, w_h] = [this.w_x.value, this.w_h.value];
    const states = rnnUnit(inputs, w_x, w_h), influence = rnnInfluence(states, w_x, w_h);
    states.forEach((h, t) => {
      set(this.bars[t], { y: HALF + 18 - Math.max(h, 0) * HALF, height: Math.abs(h) * HALF });
      set(this.values[t], { y: HALF + 18 - h * HALF + (h < 0 ? 15 : -5) });
      this.values[t].textContent = h.toFixed(2).replace("-", "−");
    });
    this.cells.forEach((row, t) => row.forEach((cell, s) => {
      const strength = s > t ? 0 : Math.min(1, Math.max(0.04, 1 + Math.log10(Math.abs(influence[t][s])) / 5));
      set(cell, { "fill-opacity": strength.toFixed(2), class: s > t ? "never" : "" });
    }));
    this.table.set([[number(states[T - 1])], [number(influence[T - 1][0])]]);
    this.summary.say(`The last state is ${states[T - 1].toFixed(2)}. The first input's influence on it is ${number(influence[T - 1][0])}.`);
  }
}
define("rnn-strip", RnnStrip);
