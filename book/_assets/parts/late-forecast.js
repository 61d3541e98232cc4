// Chapter 16: a price and a forecast of it, which can be moved back in time: how late is it?
import { Plane, data, el, set, slider, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const MOST = 8;
const two = (n) => n.toFixed(2);
const days = (k) => (k === 1 ? "1 day" : `${k} days`);

// The mean size of the errors of a forecast that is moved k days back.
const missed = (told, came, k) => came.reduce((sum, value, t) => sum + (t + k < told.length ? Math.abs(told[t + k] - value) : 0), 0) / (told.length - k);

class LateForecast extends HTMLElement {
  connectedCallback() {
    const { came, told } = data("late-forecast");
    Object.assign(this, { came, told });
    const update = () => this.update();
    const all = [came, ...told.map(({ values }) => values)].flat(), from = Math.floor(Math.min(...all) / 50) * 50, to = Math.ceil(Math.max(...all) / 50) * 50;
    this.choice = el("select", { name: "forecast", "aria-label": "whose forecast" }, ...told.map(({ name }, k) => el("option", { value: k }, name)));
    this.choice.addEventListener("change", update);
    this.back = slider({ name: "back", label: "moved back by", gate: "output", min: 0, max: MOST, step: 1, value: 0, show: days }, update);
    this.plane = new Plane({ x: [0, came.length], y: [from, to], height: 320, xLabel: "trading day of the test", title: "Price, and forecast (dashed)",
      xTicks: [0, 50, 100, 150, 200].filter((n) => n < came.length).map((n) => [n, String(n)]),
      yTicks: Array.from({ length: Math.floor((to - from) / 100) + 1 }, (_, k) => from + 100 * k).map((n) => [n, String(n)]) });
    this.plane.draw("path", { class: "curve gate-hidden", d: this.plane.path(came.map((value, t) => [t, value])) });
    this.line = this.plane.draw("path", { class: "tangent gate-output" });
    this.table = table("Mean error", ["where it stands", "of doing nothing's"],
      [["as it was told", "hidden"], ["moved back", "output"]]);
    this.verdict = el("p", { class: "live-verdict", role: "status" });
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, el("div", { class: "live-row" }, this.choice), this.back.row,
      this.plane.root, this.table.root, this.verdict, this.summary.root));
    this.update();
  }

  update() {
    const { name, values } = this.told[this.choice.value], k = this.back.value, nothing = missed(this.told[0].values, this.came, 0);
    set(this.line, { d: this.plane.path(values.map((value, t) => [t - k, value]).filter(([t]) => t >= 0)) });
    const errors = Array.from({ length: MOST + 1 }, (_, n) => missed(values, this.came, n)), best = errors.indexOf(Math.min(...errors));
    this.table.set([[two(errors[0] / nothing)], [two(errors[k] / nothing)]]);
    this.verdict.textContent = best ? `It fits best moved back by ${days(best)}: it is late.` : "It fits best where it stands.";
    this.summary.say(`${name}, moved back by ${days(k)}: ${two(errors[k] / nothing)} of the error of doing nothing.`);
  }
}
define("late-forecast", LateForecast);
