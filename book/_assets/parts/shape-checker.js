// Chapter 01: two grids of numbers, two products. Which are legal, what shape comes out, and which numbers feed one of them?
import { el, set, slider, summary, svg, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const MOST = 4, CELL = 21, GAP = 30;
const sides = (x, y) => (x === y || y === 1 ? x : x === 1 ? y : null);    // NumPy stretches a side of 1
const text = (shape) => (shape ? `(${shape.join(", ")})` : "error");

// For each product: the result's shape or null, and the cells of a and b that meet in the result's cell [r, c].
const PRODUCTS = [
  {
    sign: "*",
    shape: (a, b) => { const both = [sides(a[0], b[0]), sides(a[1], b[1])]; return both.includes(null) ? null : both; },
    feeds: (r, c, a, b) => [a, b].map((of) => (i, j) => i === Math.min(r, of[0] - 1) && j === Math.min(c, of[1] - 1)),
    count: () => "1 and 1",
  },
  {
    sign: "@",
    shape: (a, b) => (a[1] === b[0] ? [a[0], b[1]] : null),
    feeds: (r, c) => [(i) => i === r, (i, j) => j === c],
    count: (a) => `${a[1]} and ${a[1]}`,
  },
];

class ShapeChecker extends HTMLElement {
  connectedCallback() {
    const update = () => this.update();
    const one = (name, label, gate, value) => slider({ name, label, gate, min: 1, max: MOST, step: 1, value, show: String }, update);
    this.sizes = [one("a_rows", "rows of a", "input", 2), one("a_columns", "columns of a", "input", 3),
      one("b_rows", "rows of b", "candidate", 2), one("b_columns", "columns of b", "candidate", 3)];
    this.at = [one("row", "row of the result", "cell", 1), one("column", "column of the result", "cell", 1)];
    this.drawings = PRODUCTS.map(({ sign }) => svg("svg", { viewBox: `0 0 ${3 * MOST * CELL + 2 * GAP + 4} ${MOST * CELL + 6}`,
      class: "live-grids", role: "img", "aria-label": `a ${sign} b` }));
    this.table = table("What NumPy says", ["what", "a * b", "a @ b"],
      [["shape of the result", "cell"], ["numbers that feed one of it", "hidden"]]);
    this.verdict = el("p", { class: "live-verdict" });
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, ...this.sizes.map((size) => size.row), ...this.drawings,
      ...this.at.map((place) => place.row), this.table.root, this.verdict, this.summary.root));
    this.update();
  }

  update() {
    const [ar, ac, br, bc] = this.sizes.map((size) => size.value);
    const a = [ar, ac], b = [br, bc], shapes = PRODUCTS.map((product) => product.shape(a, b));
    PRODUCTS.forEach((product, k) => this.draw(k, product, a, b, shapes[k]));
    this.table.set([shapes.map(text), PRODUCTS.map((product, k) => (shapes[k] ? product.count(a) : "–"))]);
    const [times, matrix] = shapes;
    this.verdict.textContent = times && matrix
      ? (text(times) === text(matrix) ? "Both are legal, with one shape: nothing will warn you." : "Both are legal; their shapes tell them apart.")
      : times || matrix ? `Only ${times ? "*" : "@"} is legal: the other one raises an error.` : "Neither is legal.";
    this.summary.say(`a is ${text(a)}, b is ${text(b)}. a * b: ${text(times)}. a @ b: ${text(matrix)}. ${this.verdict.textContent}`);
  }

  // The drawing is made anew, so that a cell comes to lie under a pointer that did not move: it asks for nothing new.
  choose(row, column) {
    const [r, c] = this.at;
    if (r.value === row && c.value === column) return;
    [r.value, c.value] = [row, column];
    this.update();
  }

  draw(k, { sign, feeds }, a, b, result) {
    const at = result ? this.at.map((place, axis) => Math.min(place.value, result[axis]) - 1) : [-1, -1];
    const [fromA, fromB] = result ? feeds(...at, a, b) : [() => false, () => false];
    const right = (nth) => 2 + nth * (MOST * CELL + GAP);
    const signAt = (nth, word) => svg("text", { x: right(nth) - GAP / 2, y: (MOST * CELL) / 2 + 6 }, word);
    this.drawings[k].replaceChildren(
      ...this.grid(right(0), a, "input", fromA), signAt(1, sign), ...this.grid(right(1), b, "candidate", fromB), signAt(2, "="),
      ...(result ? this.grid(right(2), result, "cell", (i, j) => i === at[0] && j === at[1], true)
        : [svg("text", { x: right(2) + (MOST * CELL) / 2, y: (MOST * CELL) / 2 + 6, class: "no" }, "error")]));
  }

  grid(x, [rows, columns], gate, lit, chosen = false) {
    const [left, top] = [x + ((MOST - columns) * CELL) / 2, 3 + ((MOST - rows) * CELL) / 2];
    return Array.from({ length: rows * columns }, (_, n) => {
      const [i, j] = [Math.floor(n / columns), n % columns];
      const cell = svg("rect", { x: left + j * CELL + 1, y: top + i * CELL + 1, width: CELL - 2, height: CELL - 2, rx: 3,
        class: `gate-${gate}${lit(i, j) ? " lit" : ""}` });
      if (chosen) cell.addEventListener("pointerenter", () => this.choose(i + 1, j + 1));
      return cell;
    });
  }
}
define("shape-checker", ShapeChecker);
