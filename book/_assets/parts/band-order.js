// Chapter 12: four bands of torch's matrix, read in an order of the reader's, and one unit drawn over torch's own.
import { Plane, data, el, held, set, summary, table } from "./lib/kit.js";
import { define } from "./lib/part.js";
import { lstmStep } from "./lib/maths.js";

const NAMES = { i: ["input gate", "input"], f: ["forget gate", "forget"], c: ["candidate", "candidate"], o: ["output gate", "output"] };
const RIGHT = ["i", "f", "c", "o"];
const number = (n) => n.toFixed(3).replace(/^-/, "−");

class BandOrder extends HTMLElement {
  connectedCallback() {
    this.given = data("band-order");
    this.order = ["i", "o", "f", "c"];
    this.kept = held("order", (text) => {
      if ([...text].sort().join("") === [...RIGHT].sort().join("")) this.order = [...text];
      this.update();
    });
    this.layer = el("select", { name: "layer" }, el("option", { value: "fresh" }, "fresh, small weights"), el("option", { value: "large" }, "large weights"));
    this.layer.addEventListener("change", () => this.update());
    this.rows = RIGHT.map((_, k) => this.band(k));
    const last = this.given.inputs.length - 1;
    this.plane = new Plane({ x: [0, last], y: [-1, 1], height: 230, xLabel: "steps", title: "h of one unit: PyTorch, and yours dashed",
      xTicks: [0, 10, 20].map((n) => [n, String(n)]), yTicks: [[-1, "−1"], [0, "0"], [1, "1"]] });
    this.theirs = this.plane.draw("path", { class: "curve gate-hidden" });
    this.yours = this.plane.draw("path", { class: "tangent gate-forget" });
    this.table = table("Read in this order", ["what", "value"], [["the order", "hidden"], ["largest error of h", "forget"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, el("p", { class: "live-row" }, el("label", {}, "layer ", this.layer), this.kept),
      el("ol", { class: "live-bands" }, ...this.rows.map(({ root }) => root)), this.plane.root, this.table.root, this.summary.root));
    this.update();
  }

  band(k) {
    const name = el("span", {});
    const move = (to, sign, word) => {
      const button = el("button", { type: "button" }, sign);
      button.disabled = to < 0 || to >= RIGHT.length;
      button.addEventListener("click", () => {
        [this.order[k], this.order[to]] = [this.order[to], this.order[k]];
        this.update();
        (this.rows[to][word].disabled ? this.rows[to][word === "up" ? "down" : "up"] : this.rows[to][word]).focus();
      });
      return button;
    };
    const up = move(k - 1, "↑", "up"), down = move(k + 1, "↓", "down");
    return { root: el("li", {}, name, up, down), name, up, down };
  }

  // All h of the layer with its bands read in this order: bands of rows, taken apart into the dict of ours.
  run(order) {
    const { weight_ih_l0: ih, weight_hh_l0: hh, bias_ih_l0: b1, bias_hh_l0: b2 } = this.given.layers[this.layer.value];
    const H = hh[0].length, params = {};
    order.forEach((gate, k) => {
      const rows = Array.from({ length: H }, (_, j) => k * H + j);
      params[`W_${gate}`] = [...ih[0].keys()].map((d) => rows.map((r) => ih[r][d])).concat([...hh[0].keys()].map((d) => rows.map((r) => hh[r][d])));
      params[`b_${gate}`] = rows.map((r) => b1[r] + b2[r]);
    });
    let state = { h_t: Array(H).fill(0), c_t: Array(H).fill(0) };
    return this.given.inputs.map((x) => (state = lstmStep(x, state.h_t, state.c_t, params)).h_t);
  }

  update() {
    this.rows.forEach(({ root, name, up, down }, k) => {
      const [words, gate] = NAMES[this.order[k]];
      set(root, { class: `gate-${gate}` });
      name.textContent = `band ${k}: ${words}`;
      set(up, { "aria-label": `${words} up` });
      set(down, { "aria-label": `${words} down` });
    });
    this.kept.value = this.order.join("");
    const theirs = this.run(RIGHT), yours = this.run(this.order);
    const error = Math.max(...theirs.flatMap((h, t) => h.map((value, k) => Math.abs(value - yours[t][k]))));
    const moves = (k) => theirs.reduce((sum, h) => sum + Math.abs(h[k]), 0);
    const unit = theirs[0].reduce((best, _, k) => (moves(k) > moves(best) ? k : best), 0);      // the liveliest
    set(this.theirs, { d: this.plane.path(theirs.map((h, t) => [t, h[unit]])) });
    set(this.yours, { d: this.plane.path(yours.map((h, t) => [t, h[unit]])) });
    this.table.set([[this.order.join(" ")], [number(error)]]);
    this.summary.say(`Read as ${this.order.join(" ")}, the largest error is ${number(error)}.`);
  }
}
define("band-order", BandOrder);
