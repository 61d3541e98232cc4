// Chapter 17: a grid of lags and biases. Each square: what the rule predicts is left, beside how many of five starts solved it.
import { data, el, set, slider, summary, svg, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const SIDE = { left: 44, top: 26, across: 44, down: 34 };
const sigmoid = (b) => 1 / (1 + Math.exp(-b));
const short = (x) => (x > 0.0005 ? x.toFixed(3) : x.toExponential(0));

class LagGrid extends HTMLElement {
  connectedCallback() {
    this.given = data("lag-grid");
    const { lags, biases } = this.given;
    const update = () => this.update();
    this.lag = slider({ name: "lag", label: "lag", gate: "hidden", min: 0, max: lags.length - 1, step: 1, value: 3, show: (k) => String(lags[k]) }, update);
    this.bias = slider({ name: "bias", label: "bias of the forget gate", gate: "forget", min: 0, max: biases.length - 1, step: 1, value: 1,
      show: (k) => String(biases[k]) }, update);
    const width = SIDE.left + biases.length * SIDE.across + 4, height = SIDE.top + lags.length * SIDE.down + 40;
    this.root = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "live-lags", role: "img",
      "aria-label": "A grid: lags downwards, biases to the right; the sliders choose a square, the table below tells its numbers." });
    this.text(SIDE.left, 14, "heading", "Solved of five; colour: the rule");
    this.squares = lags.map((lag, r) => {
      this.text(SIDE.left - 6, SIDE.top + (r + 0.5) * SIDE.down + 4, "tick end", String(lag));
      return biases.map((bias, c) => this.square(r, c));
    });
    biases.forEach((bias, c) => this.text(SIDE.left + (c + 0.5) * SIDE.across, SIDE.top + lags.length * SIDE.down + 16, "tick", String(bias)));
    this.text(SIDE.left + (biases.length * SIDE.across) / 2, height - 6, "tick", "bias; lags at the left");
    this.chosen = svg("rect", { width: SIDE.across - 4, height: SIDE.down - 4, rx: 4, class: "chosen" });
    this.root.append(this.chosen);
    this.table = table("This square", ["what", "value"], [["the gate at the start", "forget"], ["left after the lag", "cell"],
      ["solved of five", "hidden"], ["steps needed", "hidden"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.lag.row, this.bias.row, this.root, this.table.root, this.summary.root));
    this.update();
  }

  text(x, y, name, words) {
    this.root.append(svg("text", { x, y, class: name }, words));
  }

  // The colour is as deep as the prediction (by its logarithm, from 1 to a millionth); the number is what was measured.
  square(r, c) {
    const { lags, biases, solved } = this.given;
    const left = sigmoid(biases[c]) ** lags[r], depth = Math.max(0, 1 + Math.log10(left) / 6);
    const x = SIDE.left + c * SIDE.across, y = SIDE.top + r * SIDE.down;
    const box = svg("g", { class: "square" },
      svg("rect", { x: x + 2, y: y + 2, width: SIDE.across - 4, height: SIDE.down - 4, rx: 4, style: `fill-opacity: ${(0.55 * depth).toFixed(2)}` }),
      svg("text", { x: x + SIDE.across / 2, y: y + SIDE.down / 2 + 5, class: "measured" }, String(solved[r][c])));
    box.addEventListener("click", () => { this.lag.value = r; this.bias.value = c; this.update(); });
    this.root.append(box);
    return box;
  }

  update() {
    const { lags, biases, solved, needed } = this.given, r = this.lag.value, c = this.bias.value;
    set(this.chosen, { x: SIDE.left + c * SIDE.across + 2, y: SIDE.top + r * SIDE.down + 2 });
    const gate = sigmoid(biases[c]), left = gate ** lags[r];
    const steps = needed[r][c].map((n) => (n === null ? "–" : String(n))).join(", ");
    this.table.set([[gate.toFixed(3)], [short(left)], [String(solved[r][c])], [steps]]);
    this.summary.say(`Lag ${lags[r]}, bias ${biases[c]}: ${short(left)} is left, ${solved[r][c]} of five starts learned it.`);
  }
}
define("lag-grid", LagGrid);
