// Chapter 13: the cell of chapter 10 run backwards, one stop a press; each number beside what moving it does to the loss.
import { el, held, set, slider, summary, svg, table } from "./lib/kit.js";
import { define } from "./lib/part.js";
import { lstmStep, stepBackward } from "./lib/maths.js";

const D_H = 1, D_C = 0.5, EPS = 1e-4, STOPS = 9;
const NETS = { f: ["forget", 105, [0.5, 1]], i: ["input", 180, [-1, 0.5]], c: ["candidate", 250, [2, -1]], o: ["output", 330, [1, 0]] };
const ROWS = [  // stop, name, gate, and how its gradient is read off the way back
  [1, "o_t", "output", (d) => d.o_t], [2, "c_t", "cell", (d) => d.c_t], [3, "f_t", "forget", (d) => d.f_t],
  [4, "i_t", "input", (d) => d.i_t], [5, "c̃_t", "candidate", (d) => d.c_tilde_t], [6, "sum of f", "forget", (d) => d.a.f],
  [7, "W_f of x", "forget", (d) => [d.W_f[0][0]]], [8, "x_t", "hidden", (d) => [d.z_t[0]]], [8, "h_prev", "hidden", (d) => [d.z_t[1]]],
  [9, "c_prev", "cell", (d) => d.c_prev],
];
const WIRES = [  // stop, gate, where from and where to: backwards
  [1, "output", 330, 162, 330, 187], [2, "cell", 402, 50, 346, 50], [1, "hidden", 402, 150, 346, 150], [2, "hidden", 330, 136, 330, 123], [2, "cell", 330, 92, 330, 66],
  [3, "forget", 105, 64, 105, 187], [4, "input", 209, 136, 186, 187], [5, "candidate", 221, 136, 245, 187], [2, "cell", 314, 50, 230, 50],
  [9, "cell", 200, 50, 120, 50], [9, "cell", 91, 50, 46, 50], [4, "cell", 215, 64, 215, 112],
  ...Object.values(NETS).map(([gate, x]) => [8, gate, x, 224, x, 250]), [8, "hidden", 150, 276, 150, 298], [8, "hidden", 58, 263, 20, 263],
];
const BADGES = [[1, 350, 178], [2, 352, 76], [3, 125, 125], [4, 178, 146], [5, 254, 146], [6, 70, 205], [7, 125, 238], [8, 386, 263], [9, 66, 30]];
const number = (n) => n.toFixed(4).replace(/^-(?=0\.0000$)/, "").replace("-", "−");

function params(b_f, b_o) {
  const biases = { f: b_f, i: 0.5, c: 0, o: b_o };
  return Object.fromEntries(Object.entries(NETS).flatMap(([g, [, , w]]) => [[`W_${g}`, w.map((n) => [n])], [`b_${g}`, [biases[g]]]]));
}

// The loss when one number on the way forward is moved; all before it stays, all behind it follows.
function loss(p, name, by) {
  const at = (key, n) => n + (key === name ? by : 0);
  const W_f = [[at("W_f of x", p.W_f[0][0])], p.W_f[1]], b_f = [at("sum of f", p.b_f[0])];
  const [x, h, c] = [at("x_t", 1), at("h_prev", 0.5), at("c_prev", -2)];
  const s = lstmStep([x], [h], [c], { ...p, W_f, b_f });
  const [f, i, g, o] = [at("f_t", s.f_t[0]), at("i_t", s.i_t[0]), at("c̃_t", s.c_tilde_t[0]), at("o_t", s.o_t[0])];
  const c_t = at("c_t", f * c + i * g);
  return D_H * o * Math.tanh(c_t) + D_C * c_t;
}

class BackGraph extends HTMLElement {
  connectedCallback() {
    const update = () => this.update();
    this.stop = 0;
    this.b_f = slider({ name: "b_f", label: "forget bias", gate: "forget", min: -6, max: 6, step: 0.5, value: 1 }, update);
    this.b_o = slider({ name: "b_o", label: "output bias", gate: "output", min: -12, max: 6, step: 0.5, value: -0.5 }, update);
    this.back = el("button", { type: "button" }, "Back one stop");
    this.again = el("button", { type: "button" }, "Start again");
    this.back.addEventListener("click", () => this.go(this.stop + 1));
    this.again.addEventListener("click", () => this.go(0));
    this.kept = held("stop", (text) => /^[0-9]$/.test(text) && this.go(Number(text)));
    this.draw();
    this.table = table("Gradients on the way back", ["of", "formula", "by moving"],
      ROWS.map(([stop, name, gate]) => [`${stop}  ${name}`, gate]));
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, el("div", { class: "live-row" }, this.back, this.again, this.kept), this.root,
      this.b_f.row, this.b_o.row, this.table.root, this.summary.root));
    this.update();
  }

  draw() {
    const box = (x, y, gate, text) => [svg("rect", { class: `box gate-${gate}`, x: x - 21, y: y - 17, width: 42, height: 34, rx: 5 }),
      svg("text", { x, y: y + 5, class: `gate-${gate}` }, text)];
    const knot = (x, y, sign) => [svg("circle", { class: "knot", cx: x, cy: y, r: 13 }), svg("text", { x, y: y + 5 }, sign)];
    this.wires = WIRES.map(([stop, gate, x1, y1, x2, y2]) => [stop, svg("g", { class: `wire gate-${gate}` },
      svg("line", { x1, y1, x2, y2 }), svg("path", { d: "M0 0l-9 -5v10z", transform: `translate(${x2} ${y2}) rotate(${(Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI})` }))]);
    this.badges = BADGES.map(([stop, x, y]) => [stop, svg("g", { class: "badge" }, svg("circle", { cx: x, cy: y, r: 11 }), svg("text", { x, y: y + 5 }, String(stop)))]);
    this.root = svg("svg", { viewBox: "0 0 420 322", class: "live-back", role: "img",
      "aria-label": "One step of the LSTM with its arrows turned round: from the new cell and the hidden state back to the input and both old states." },
    ...this.wires.map(([, wire]) => wire),
    svg("rect", { class: "box gate-hidden", x: 62, y: 252, width: 308, height: 22, rx: 5 }), svg("text", { x: 216, y: 268 }, "x_t and h_prev, side by side"),
    ...Object.entries(NETS).flatMap(([g, [gate, x]]) => box(x, 205, gate, g === "c" ? "c̃" : g)),
    ...knot(105, 50, "×"), ...knot(215, 50, "+"), ...knot(215, 124, "×"), ...box(330, 105, "cell", "tanh"), ...knot(330, 150, "×"),
    svg("circle", { class: "knot", cx: 330, cy: 50, r: 15 }), svg("text", { x: 330, y: 55 }, "c_t"),
    ...[[22, 42, "c_prev"], [394, 40, "future"], [394, 140, "h_t"], [150, 315, "x_t"], [28, 252, "h_prev"]].map(([x, y, text]) => svg("text", { x, y, class: "quiet" }, text)),
    ...this.badges.map(([, badge]) => badge));
  }

  go(stop) {
    this.stop = stop;
    this.update();
  }

  update() {
    this.kept.value = this.stop;
    const p = params(this.b_f.value, this.b_o.value);
    const d = stepBackward([D_H], [D_C], lstmStep([1], [0.5], [-2], p), [-2], p);
    const found = ROWS.map(([stop, name, , of]) => [stop, name, of(d)[0], (loss(p, name, EPS) - loss(p, name, -EPS)) / (2 * EPS)]);
    this.table.set(found.map(([stop, , formula, moved]) => (stop <= this.stop ? [number(formula), number(moved)] : ["·", "·"])));
    for (const [stop, wire] of this.wires) wire.classList.toggle("reached", stop <= this.stop);
    for (const [stop, badge] of this.badges) badge.classList.toggle("reached", stop <= this.stop);
    this.back.disabled = this.stop === STOPS;
    this.again.disabled = this.stop === 0;
    const here = found.filter(([stop]) => stop === this.stop).map(([, name, formula]) => `${name} ${number(formula)}`);
    this.summary.say(here.length ? `Stop ${this.stop} of ${STOPS}. The gradient of ${here.join(", of ")}.` : "At the end of the step, before the first stop.");
  }
}
define("back-graph", BackGraph);
