// Chapter 02: words as points. Two ways to count, four sizes of context; the chosen word is joined to its nearest ones.
import { data, el, set, slider, summary, svg, table } from "./lib/kit.js";
import { define } from "./lib/part.js";

const SIZE = { width: 380, height: 340, edge: 34 };

class WordMap extends HTMLElement {
  connectedCallback() {
    this.given = data("word-map");
    const { words, contexts } = this.given;
    const update = () => this.update();
    this.word = el("select", { name: "word", "aria-label": "the word" }, ...words.map((word) => el("option", {}, word)));
    this.way = el("select", { name: "way", "aria-label": "what is compared" },
      el("option", { value: "ppmi" }, "PPMI"), el("option", { value: "raw" }, "raw counts"));
    this.word.value = "left";
    this.context = slider({ name: "context", label: "words of context", gate: "hidden", min: 0, max: contexts.length - 1, step: 1, value: 2,
      show: (k) => String(contexts[k]) }, update);
    [this.word, this.way].forEach((choice) => choice.addEventListener("change", update));
    this.root = svg("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, class: "live-map", role: "img",
      "aria-label": "A map of words; the table below names the nearest ones." });
    this.lines = [0, 1, 2, 3, 4].map(() => svg("line", {}));
    this.names = words.map((word) => {
      const name = svg("text", {}, word);
      name.addEventListener("click", () => { this.word.value = word; this.update(); });
      return name;
    });
    this.root.append(...this.lines, ...this.names);
    this.table = table("The five nearest", ["of", "words"], [["the words on the map", "cell"], [`all ${this.given.size} words`, "hidden"]]);
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" },
      el("div", { class: "live-row" }, el("label", {}, "word ", this.word), el("label", {}, "compared by ", this.way)),
      this.context.row, this.root, this.table.root, this.summary.root));
    this.update();
  }

  update() {
    const { words, contexts, maps } = this.given;
    const { places, near, nearest } = maps[`${this.way.value} ${contexts[this.context.value]}`];
    const chosen = words.indexOf(this.word.value);
    const at = places.map(([x, y]) => [SIZE.width / 2 + x * (SIZE.width / 2 - SIZE.edge), SIZE.height / 2 - y * (SIZE.height / 2 - 16)]);
    this.names.forEach((name, k) => set(name, { x: at[k][0], y: at[k][1] + 4,
      class: k === chosen ? "chosen" : near[chosen].includes(k) ? "near" : "far" }));
    this.lines.forEach((line, k) => {
      const [[x1, y1], [x2, y2]] = [at[chosen], at[near[chosen][k]]];
      set(line, { x1, y1, x2, y2 });
    });
    this.table.set([[near[chosen].map((k) => words[k]).join(", ")], [nearest[chosen].join(", ")]]);
    this.summary.say(`Nearest to ${words[chosen]} among all words: ${nearest[chosen].join(", ")}.`);
  }
}
define("word-map", WordMap);
