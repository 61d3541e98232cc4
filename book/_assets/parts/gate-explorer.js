// Chapter 10: one input, one unit, the whole cell live. The drawing is the still picture's; its wires get their numbers.
import { lstmStep } from "./lib/maths.js";
import { PRESETS } from "./lib/presets.js";
import { Plane, el, held, set, slider, summary, svg, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const NETWORKS = [["f", "forget", "f_t"], ["i", "input", "i_t"], ["c", "candidate", "c_tilde_t"], ["o", "output", "o_t"]];
// Where a value stands in the drawing: x, y, anchor, colour.
const WIRES = {
  x_t: [66, 500, "end", ""], h_prev: [26, 366, "middle", "hidden"], c_prev: [26, 142, "middle", "cell"],
  f_t: [164, 244, "end", "forget"], i_t: [248, 284, "end", "input"], c_tilde_t: [332, 284, "end", "candidate"],
  o_t: [418, 284, "end", "output"], kept: [233, 96, "middle", "cell"], written: [305, 180, "start", "candidate"],
  c_t: [534, 142, "middle", "cell"], squashed: [473, 228, "end", "cell"], h_t: [534, 436, "middle", "hidden"],
};
const ROWS = [["forget gate f", "forget", "f_t"], ["input gate i", "input", "i_t"], ["candidate c̃", "candidate", "c_tilde_t"],
  ["output gate o", "output", "o_t"], ["kept f ⊙ c", "cell", "kept"], ["written i ⊙ c̃", "candidate", "written"],
  ["new cell c", "cell", "c_t"], ["its tanh", "cell", "squashed"], ["new hidden state h", "hidden", "h_t"]];
const short = (number) => number.toFixed(2).replace("-", "−");

class GateExplorer extends HTMLElement {
  connectedCallback() {
    const drawing = this.querySelector("svg");
    this.controls = {};
    this.summary = summary();
    this.table = table("Every value of this step", ["value", "number"], ROWS);
    this.kept = held("past", (text) => this.recall(text));
    this.label(drawing);
    this.replaceChildren(el("div", { class: "live" }, this.presetRow(), drawing, this.sequenceRow(), this.stateRows(),
      this.networkRows(), this.kept, this.table.root, this.summary.root));
    this.choose("example");
  }

  label(drawing) {
    this.values = Object.fromEntries(Object.entries(WIRES).map(([name, [x, y, anchor, gate]]) =>
      [name, svg("text", { x, y, class: `value ${gate}`, style: `text-anchor: ${anchor}` })]));
    drawing.append(...Object.values(this.values));
    this.boxes = NETWORKS.map(([, gate]) => drawing.querySelector(`.${gate} .network`));
  }

  presetRow() {
    this.preset = el("select", { name: "preset" },
      ...Object.entries(PRESETS).map(([name, { label }]) => el("option", { value: name }, label)));
    this.preset.addEventListener("change", () => this.choose(this.preset.value));
    return el("label", { class: "live-row" }, "Show ", this.preset);
  }

  sequenceRow() {
    const button = (name, action) => {
      const made = el("button", { type: "button", name }, name);
      made.addEventListener("click", action);
      return made;
    };
    this.inputs = el("input", { type: "text", name: "inputs", inputmode: "text", size: 20 });
    this.inputs.addEventListener("change", () => this.restart());
    this.place = el("output");
    this.stepButton = button("Next step", () => this.step());
    this.history = el("div", { class: "live-history" });
    return el("div", {}, el("div", { class: "live-row" }, el("label", {}, "Inputs, one a step ", this.inputs),
      this.stepButton, button("Start again", () => this.restart()), this.place), this.history);
  }

  control(name, label, gate, [min, max]) {
    const made = slider({ name, label, gate, min, max, step: 0.1, value: 0, field: true }, () => this.update());
    this.controls[name] = made;
    return made.row;
  }

  stateRows() {
    return el("fieldset", { class: "live-group" }, el("legend", {}, "What comes in"),
      this.control("x_t", "x, the input", "hidden", [-4, 4]), this.control("h_prev", "h of the step before", "hidden", [-1, 1]),
      this.control("c_prev", "c of the step before", "cell", [-10, 10]));
  }

  networkRows() {
    this.open = {};
    const groups = NETWORKS.map(([key, gate, value]) => {
      const rows = [this.control(`W_${key}_x`, "weight of x", gate, [-10, 10]),
        this.control(`W_${key}_h`, "weight of h", gate, [-10, 10]), this.control(`b_${key}`, "bias", gate, [-10, 10])];
      if (key !== "c") {
        this.open[value] = el("input", { type: "checkbox", name: `open_${value}` });
        this.open[value].addEventListener("change", () => this.update());
        rows.push(el("label", { class: "live-row" }, this.open[value], " taken out (always 1)"));
      }
      return el("fieldset", { class: `live-group gate-${gate}` }, el("legend", {}, gate === "candidate" ? gate : `${gate} gate`), ...rows);
    });
    return el("details", { class: "live-networks" }, el("summary", {}, "Weights and biases of the four networks"),
      el("div", { class: "live-pair" }, ...groups));
  }

  choose(name) {
    const { params, inputs, open } = PRESETS[name];
    this.preset.value = name;
    for (const [key] of NETWORKS) {
      [this.controls[`W_${key}_x`].value, this.controls[`W_${key}_h`].value] = params[`W_${key}`];
      this.controls[`b_${key}`].value = params[`b_${key}`];
    }
    for (const [value, box] of Object.entries(this.open)) box.checked = open.includes(value);
    this.inputs.value = inputs.join(" ");
    this.restart();
  }

  words() {
    return this.inputs.value.split(/[\s,;]+/).filter(Boolean);
  }

  sequence() {
    return this.words().map(Number).filter(Number.isFinite);
  }

  // Before the first step: the state of the preset, the first input of the sequence.
  restart() {
    const { h_prev, c_prev } = PRESETS[this.preset.value];
    this.t = 0;
    this.past = [{ c: c_prev, h: h_prev }];
    this.arrive(this.sequence()[0] ?? 0, h_prev, c_prev);
  }

  // The new states become the old ones, and the next input comes in. After the last one its step stays in sight.
  step() {
    const { c_t, h_t } = this.now;
    const inputs = this.sequence();
    this.past.push({ c: c_t, h: h_t });
    this.t += 1;
    if (this.t < inputs.length) this.arrive(inputs[this.t], h_t, c_t);
    else {
      this.tellPlace();
      this.update();
    }
  }

  // The steps done, as an address has them: "c,h c,h", the one in sight last. All else was set before.
  recall(text) {
    const past = text.split(" ").map((state) => state.split(",").map(Number)), length = this.sequence().length;
    if (past.length > length + 1 || past.some((state) => state.length !== 2 || !state.every(Number.isFinite))) return;
    this.past = past.map(([c, h]) => ({ c, h }));
    this.t = past.length - 1;
    const { c, h } = this.past[Math.min(this.t, Math.max(length - 1, 0))];
    this.arrive(this.controls.x_t.value, h, c);
  }

  arrive(x_t, h_prev, c_prev) {
    Object.entries({ x_t, h_prev, c_prev }).forEach(([name, value]) => { this.controls[name].value = value; });
    this.tellPlace();
    this.update();
  }

  tellPlace() {
    const left = this.sequence().length - this.t;
    const unread = this.words().filter((word) => !Number.isFinite(Number(word)));
    const place = left > 0 ? `step ${this.t + 1} of ${this.t + left}` : "the sequence is read";
    this.place.textContent = unread.length ? `${place}; left out, no number: ${unread.join(" ")}` : place;
    this.stepButton.disabled = left <= 0;
  }

  compute() {
    const at = (name) => this.controls[name].value;
    const params = Object.fromEntries(NETWORKS.flatMap(([key]) =>
      [[`W_${key}`, [[at(`W_${key}_x`)], [at(`W_${key}_h`)]]], [`b_${key}`, [at(`b_${key}`)]]]));
    const open = Object.fromEntries(Object.entries(this.open).filter(([, box]) => box.checked).map(([name]) => [name, [1]]));
    const given = { x_t: at("x_t"), h_prev: at("h_prev"), c_prev: at("c_prev") };
    const found = lstmStep([given.x_t], [given.h_prev], [given.c_prev], params, open);
    const { f_t, i_t, c_tilde_t, o_t, c_t, h_t } = Object.fromEntries(Object.entries(found).map(([name, [v]]) => [name, v]));
    return { ...given, f_t, i_t, c_tilde_t, o_t, c_t, h_t, kept: f_t * given.c_prev, written: i_t * c_tilde_t,
      squashed: Math.tanh(c_t) };
  }

  // The states of the step in sight as they stand now, set by hand or not.
  remember() {
    const { h_prev, c_prev, c_t, h_t } = this.now;
    const done = this.t > 0 && this.t >= this.sequence().length;
    this.past[done ? this.t - 1 : this.t] = { c: c_prev, h: h_prev };
    if (done) this.past[this.t] = { c: c_t, h: h_t };
    this.kept.value = this.past.map(({ c, h }) => `${Number(c.toPrecision(7))},${Number(h.toPrecision(7))}`).join(" ");
  }

  update() {
    this.now = this.compute();
    this.remember();
    this.drawPast();
    for (const [name, text] of Object.entries(this.values)) text.textContent = short(this.now[name]);
    NETWORKS.forEach(([, , value], k) =>
      set(this.boxes[k], { style: `fill-opacity: ${(0.06 + 0.5 * Math.abs(this.now[value])).toFixed(3)}` }));
    this.table.set(ROWS.map(([, , name]) => [this.now[name].toFixed(4)]));
    const { f_t, i_t, o_t, c_t, h_t } = this.now;
    this.summary.say(`Forget ${f_t.toFixed(2)}, input ${i_t.toFixed(2)}, output ${o_t.toFixed(2)}. ` +
      `The new cell is ${c_t.toFixed(2)}, the new hidden state ${h_t.toFixed(2)}.`);
  }

  drawPast() {
    const values = this.past.flatMap(({ c, h }) => [c, h]);
    const low = Math.min(0, ...values), high = Math.max(0, ...values) || (low ? 0 : 1);
    const marks = [low, 0, high].filter((mark) => mark === 0 || Math.abs(mark) > 0.1 * (high - low));
    const steps = Math.max(this.sequence().length, this.t, 1);
    const plane = new Plane({ x: [0, steps], y: [low, high], width: 620, height: 190, xLabel: "steps done",
      title: "Cell (thick) and hidden state (thin) so far",
      xTicks: Array.from({ length: steps + 1 }, (_, t) => [t, String(t)]),
      yTicks: marks.map((c) => [c, short(c)]) });
    for (const [key, gate, width] of [["c", "cell", 4], ["h", "hidden", 2]]) {
      plane.draw("path", { class: `curve gate-${gate}`, style: `stroke-width: ${width}`,
        d: plane.path(this.past.map((state, t) => [t, state[key]])) });
      plane.draw("circle", { class: `place gate-${gate}`, r: width + 2, cx: plane.px(this.t), cy: plane.py(this.past.at(-1)[key]) });
    }
    this.history.replaceChildren(plane.root);
  }
}
define("gate-explorer", GateExplorer);
