// Chapter 11: three sentences in one batch, what fills the corner, and a mask that may be left away.
import { data, el, set, slider, summary, svg, table } from "./lib/kit.js";
import { define } from "./lib/part.js";
import { lstmStep } from "./lib/maths.js";

const T = 16, ROW = 23, WIDE = 140, TOP = 8;
const PADDING = [["zeros", "zeros"], ["noise", "noise"], ["<pad>", "the word <pad>"], ["door", "the word door"]];
const verb = (score) => (score > 0 ? "are" : "is");

class PaddingGrid extends HTMLElement {
  connectedCallback() {
    this.given = data("padding-grid");
    const update = () => this.update();
    this.lengths = this.given.sentences.map((words, b) => slider({ name: `length${b + 1}`, label: `words of sentence ${b + 1}`, gate: "hidden",
      min: 2, max: words.length, step: 1, value: words.length - 3 * (b + 1) + 3, show: String }, update));
    this.padding = el("select", { name: "padding" }, ...PADDING.map(([value, text]) => el("option", { value }, text)));
    this.mask = el("input", { type: "checkbox", name: "mask" });
    for (const control of [this.padding, this.mask]) control.addEventListener("change", update);
    this.draw();
    this.table = table("After the last row", ["sentence", "alone", "in the batch", "c off by"], this.given.sentences.map((_, b) => [String(b + 1), "hidden"]));
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, ...this.lengths.map(({ row }) => row),
      el("p", { class: "live-row" }, el("label", {}, "padding holds ", this.padding), el("label", {}, this.mask, " mask")),
      this.grid, this.table.root, this.summary.root));
    this.update();
  }

  draw() {
    const places = this.given.sentences.map((_, b) => Array.from({ length: T }, (_, t) => [WIDE * b + 14, TOP + ROW * t]));
    this.cells = places.map((column) => column.map(([x, y]) => svg("rect", { x, y, width: WIDE - 32, height: ROW - 4, rx: 4 })));
    this.words = places.map((column) => column.map(([x, y]) => svg("text", { x: x + (WIDE - 32) / 2, y: y + 14.5 })));
    this.wires = places.map(() => svg("path", { class: "gate-cell" }));
    this.grid = svg("svg", { viewBox: `0 0 ${WIDE * places.length} ${TOP + ROW * T + 12}`, class: "live-batch", role: "img",
      "aria-label": "Three sentences as columns of sixteen rows, padding dashed. A line, the state, runs beside what is read." },
    ...this.cells.flat(), ...this.words.flat(), ...this.wires);
  }

  // The cell and the score of "are" over "is" after these inputs.
  read(inputs) {
    const { params, are, bias } = this.given;
    const zero = are.map(() => 0);
    const { h_t, c_t } = inputs.reduce((state, x) => lstmStep(x, state.h_t, state.c_t, params), { h_t: zero, c_t: zero });
    return { c: c_t, score: h_t.reduce((sum, h, k) => sum + h * are[k], bias) };
  }

  pad(t) {
    const kind = this.padding.value, { vectors, noise } = this.given;
    return kind === "noise" ? noise[t] : kind === "zeros" ? noise[t].map(() => 0) : vectors[kind];
  }

  update() {
    const { sentences, vectors } = this.given, masked = this.mask.checked, held = { zeros: "0", noise: "~" }[this.padding.value] ?? this.padding.value;
    const rows = sentences.map((words, b) => {
      const length = this.lengths[b].value, real = words.slice(0, length).map((word) => vectors[word]);
      const all = Array.from({ length: T }, (_, t) => (t < length ? real[t] : this.pad(t)));
      const alone = this.read(real), batch = masked ? alone : this.read(all);
      const size = Math.hypot(...alone.c), off = Math.hypot(...alone.c.map((c, k) => batch.c[k] - c)) / size;
      this.cells[b].forEach((cell, t) => set(cell, { class: t < length ? "real" : "pad" }));
      this.words[b].forEach((text, t) => { text.textContent = t < length ? words[t] : held; set(text, { class: t < length ? "" : "held" }); });
      const x = WIDE * b + 7, out = WIDE * (b + 1) - 10, end = TOP + ROW * length - 2, bottom = TOP + ROW * T + 2;
      set(this.wires[b], { d: masked && length < T ? `M${x} 0V${end}H${out}V${bottom}` : `M${x} 0V${bottom}` });
      return [verb(alone.score), verb(batch.score), `${Math.round(100 * off)} %`];
    });
    this.table.set(rows);
    const wrong = rows.filter(([alone, batch]) => alone !== batch).length;
    this.summary.say(`Mask ${masked ? "on" : "off"}: ${wrong} of ${rows.length} verbs differ from what the sentence gives alone.`);
  }
}
define("padding-grid", PaddingGrid);
