// Chapter 10: the page's two units read a sentence that the reader types.
import { data, el, Plane, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";
import { lstmStep } from "./lib/maths.js";

const SENTENCE = "the keys near the cabinet behind the door ?";
const VALUES = ["f_t", "i_t", "c_tilde_t", "o_t", "c_t", "h_t"];
const signed = (n) => (Math.abs(n) < 0.005 ? "0.00" : n.toFixed(2).replace("-", "−"));

class SentenceReader extends HTMLElement {
  connectedCallback() {
    this.given = data("sentence-reader");
    this.words = [];
    this.sentence = el("input", { type: "text", name: "sentence", size: 44, autocapitalize: "none" });
    this.sentence.addEventListener("input", () => this.start());
    this.place = slider({ name: "word", label: "words read", gate: "cell", min: 0, max: 1, step: 1, value: 0, show: (t) => `${t} of ${this.words.length}` },
      () => this.update());
    this.row = el("ol", { class: "live-words" });
    this.chart = el("div");
    this.table = table("At this word", ["unit", "f", "i", "c̃", "o", "c", "h"], [["0, number", "cell"], ["1, marker", "hidden"]]);
    this.verdict = el("p", { class: "live-verdict" });
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, el("label", { class: "live-row" }, "Sentence ", this.sentence),
      this.place.row, this.row, this.verdict, this.chart, this.table.root, this.summary.root));
    this.sentence.value = SENTENCE;
    this.start(2);
  }

  // All steps of the sentence; the reading stands behind its first `t` words.
  start(t = Infinity) {
    const found = this.sentence.value.toLowerCase().match(/[^\s?.,;!]+|\?/g) ?? [];
    this.words = found.filter((word) => this.given.words.includes(word));
    this.unknown = found.filter((word) => !this.words.includes(word));
    let state = { h_t: [0, 0], c_t: [0, 0] };
    this.steps = [state, ...this.words.map((word) => {
      const x_t = this.given.words.map((known) => Number(known === word));
      return (state = lstmStep(x_t, state.h_t, state.c_t, this.given.params));
    })];
    this.place.row.querySelector("input").max = this.words.length;
    this.place.value = Math.min(t, this.words.length);
    this.update();
  }

  say(t) {
    const left = this.unknown.length ? ` Left out, not among its words: ${this.unknown.join(", ")}.` : "";
    const shown = this.steps[t].h_t[0];
    if (this.words[t - 1] !== "?") return `Unit 0 keeps ${signed(this.steps[t].c_t[0])}, and shows ${signed(shown)}.${left}`;
    return `${Math.abs(shown) < 0.1 ? "It shows nothing: no noun, no verb." : `It shows ${signed(shown)}: ${shown > 0 ? "are" : "is"}.`}${left}`;
  }

  update() {
    const t = this.place.value, step = this.steps[t];
    this.row.replaceChildren(...this.words.map((word, k) => el("li", { class: `${k < t ? "seen" : "unseen"}${k === t - 1 ? " now" : ""}` }, word)));
    this.table.set([0, 1].map((unit) => VALUES.map((name) => (step[name] ? signed(step[name][unit]) : "–"))));
    this.verdict.textContent = this.say(t);
    this.draw(t);
    this.summary.say(`${t} of ${this.words.length} words read. ${this.say(t)}`);
  }

  draw(t) {
    const apart = Math.ceil(this.steps.length / 12);
    const plane = new Plane({ x: [0, Math.max(this.words.length, 1)], y: [-1.2, 1.2], width: 620, height: 170, xLabel: "words read",
      title: "Unit 0: memory (thick) and what it shows (thin)",
      xTicks: this.steps.map((_, k) => [k, String(k)]).filter(([k]) => k % apart === 0),
      yTicks: [[-1, "−1"], [0, "0"], [1, "1"]] });
    for (const [name, gate, width] of [["c_t", "cell", 4], ["h_t", "hidden", 2]]) {
      plane.draw("path", { class: `curve gate-${gate}`, style: `stroke-width: ${width}`,
        d: plane.path(this.steps.slice(0, t + 1).map((step, k) => [k, step[name][0]])) });
      plane.draw("circle", { class: `place gate-${gate}`, r: width + 2, cx: plane.px(t), cy: plane.py(this.steps[t][name][0]) });
    }
    this.chart.replaceChildren(plane.root);
  }
}
define("sentence-reader", SentenceReader);
