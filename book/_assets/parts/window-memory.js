// Introduction: what a window sees of two sentences that differ in one word, and what a cell keeps of them.
import { Plane, data, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const minus = (number) => number.toFixed(1).replace("-", "−");

class WindowMemory extends HTMLElement {
  connectedCallback() {
    const { one, many, kept } = data("window-memory");
    Object.assign(this, { kept, length: one.length, differs: one.findIndex((word, k) => word !== many[k]) });
    const update = () => this.update();
    const show = (n) => String(n);
    this.width = slider({ name: "window", label: "words in the window", gate: "hidden", min: 1, max: one.length, step: 1, value: 5, show }, update);
    this.step = slider({ name: "step", label: "words read", gate: "cell", min: 1, max: one.length, step: 1, value: one.length, show }, update);
    this.words = one.map((word, k) => el("li", {}, word === many[k] ? word : `${word} | ${many[k]}`));
    this.drawKept();
    this.table = table("Two sentences, one word apart", ["what", "key …", "keys …"],
      [["the window holds", "hidden"], ["the cell keeps", "cell"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.width.row, this.step.row,
      el("ol", { class: "live-words" }, ...this.words, el("li", { class: "asked" }, "is | are ?")),
      this.plane.root, this.table.root, this.summary.root));
    this.update();
  }

  drawKept() {
    const size = Math.ceil(Math.max(...this.kept.flat().map(Math.abs)));
    this.plane = new Plane({ x: [0, this.length + 1], y: [-size, size], xLabel: "words read", title: "The kept number",
      xTicks: [5, 10, 15, 20, 25].map((n) => [n, String(n)]), yTicks: [-size, 0, size].map((n) => [n, String(n).replace("-", "−")]) });
    this.lines = this.kept.map((_, s) => this.plane.draw("path", { class: `curve gate-${s ? "forget" : "cell"}` }));
    this.ends = this.kept.map((_, s) => this.plane.draw("circle", { class: `point gate-${s ? "forget" : "cell"}`, r: 6 }));
    this.names = ["key …", "keys …"].map((name) => this.plane.draw("text", { class: "tick" }, name));
    this.plane.onDrag((x) => { this.step.value = Math.min(this.length, Math.max(1, Math.round(x))); this.update(); });
  }

  update() {
    const step = this.step.value, from = this.length - this.width.value;
    this.words.forEach((word, k) => set(word, { class: `${k >= from ? "seen" : "unseen"}${k === step - 1 ? " now" : ""}` }));
    this.kept.forEach((row, s) => {
      const points = row.slice(0, step).map((value, k) => [k + 1, value]);
      const [x, y] = [this.plane.px(step), this.plane.py(row[step - 1])];
      set(this.lines[s], { d: this.plane.path(points) });
      set(this.ends[s], { cx: x, cy: y });
      set(this.names[s], { x: Math.max(x - 16, 70), y: y + (row.at(-1) > 0 ? 24 : -14) });
    });
    const differs = from <= this.differs;
    this.table.set([differs ? ["its noun", "its noun"] : ["the same words", "the same words"], this.kept.map((row) => minus(row[step - 1]))]);
    this.summary.say(`A window of ${this.width.value} words ${differs ? "holds the first noun" : "holds the same words in both sentences"}. ` +
      `After ${step} words the cell keeps ${this.kept.map((row) => minus(row[step - 1])).join(" and ")}.`);
  }
}
define("window-memory", WindowMemory);
