// Chapter 14: recorded trainings to diagnose; the curve and three lines are shown, what was done stays covered.
import { Plane, data, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const LETTERS = "ABCDEF", STEPS = 600;
const two = (n) => n.toFixed(2);

class TrainingRuns extends HTMLElement {
  connectedCallback() {
    this.given = data("training-runs");
    this.said = this.given.runs.map(() => "");
    const update = () => this.update();
    this.which = slider({ name: "training", label: "training", gate: "cell", min: 0, max: this.given.runs.length - 1, step: 1, value: 0,
      show: (k) => LETTERS[k] }, update);
    this.until = slider({ name: "until", label: "steps seen", gate: "hidden", min: 60, max: STEPS, step: 60, value: STEPS, show: String }, update);
    this.plane = new Plane({ x: [0, STEPS], y: [0, 2.7], height: 330, xLabel: "step", title: "Loss, and the three lines",
      xTicks: [0, 200, 400].map((n) => [n, String(n)]), yTicks: [0, 0.5, 1, 1.5, 2, 2.5].map((n) => [n, String(n)]) });
    for (const [k, level] of this.given.lines.entries()) {
      this.plane.draw("path", { class: "tangent gate-hidden", d: this.plane.path([[0, level], [STEPS, level]]) });
      this.plane.draw("text", { class: k ? "start" : "end", x: this.plane.px(k ? 0 : STEPS) + (k ? 4 : -4), y: this.plane.py(level) + (k === 2 ? 16 : -5) },
        ["knows nothing", "coin", "floor"][k]);
    }
    this.curve = this.plane.draw("path", { class: "curve gate-cell" });
    this.guess = el("select", { name: "diagnosis", "aria-label": "your diagnosis" }, el("option", { value: "" }, "What was done?"),
      ...this.given.runs.map(({ name }) => name).sort().map((name) => el("option", { value: name }, name)));
    this.guess.addEventListener("change", () => { this.said[this.which.value] = this.guess.value; this.update(); });
    this.verdict = el("p", { class: "live-verdict", role: "status" });
    this.table = table("So far", ["what", "value"], [["loss, last ten steps", "cell"], ["gradient's length, middle value", "hidden"], ["clipped", "hidden"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, this.which.row, this.until.row, this.plane.root,
      el("div", { class: "live-row" }, this.guess), this.verdict, this.table.root, this.summary.root));
    this.update();
  }

  update() {
    const k = this.which.value, run = this.given.runs[k], seen = run.loss.slice(0, this.until.value / 10), end = seen.at(-1);
    set(this.curve, { d: this.plane.path(seen.map((loss, n) => [10 * n + 5, loss])) });
    this.guess.value = this.said[k];
    const said = this.said[k], right = said === run.name;
    this.verdict.textContent = !said ? "Look first." : right ? `Yes: ${run.name}.` : `Not that: look at where it ends, and at the lines.`;
    this.table.set([[two(end)], [two(run.norm)], [`${Math.round(100 * run.clipped)} %`]]);
    const [, coin, floor] = this.given.lines;
    const where = end < floor - 0.03 ? "below the floor" : end < (coin + floor) / 2 ? "at the floor" : end < coin + 0.03 ? "at the coin's line" : "above the coin's line";
    this.summary.say(`Training ${LETTERS[k]} stands at ${two(end)} after ${this.until.value} steps, ${where}.`);
  }
}
define("training-runs", TrainingRuns);
