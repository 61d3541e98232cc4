// Chapter 15: held-out text, each letter shaded by what one cell holds after it; the reader chooses the role.
import { data, el, slider, summary } from "./lib/kit.js";
import { define } from "./lib/part.js";

const AT_ONCE = 350;

class TextCells extends HTMLElement {
  connectedCallback() {
    this.given = data("text-cells");
    const update = () => this.update();
    this.choice = el("select", { name: "role", "aria-label": "role of the cell" },
      ...this.given.roles.map(({ name, cell }, k) => el("option", { value: k }, `${name} (cell ${cell})`)));
    this.choice.addEventListener("change", update);
    this.from = slider({ name: "from", label: "from letter", gate: "cell", min: 0, max: this.given.text.length - AT_ONCE, step: 10, value: 0, show: String }, update);
    this.marked = el("input", { type: "checkbox", name: "truth", id: "text-cells-truth" });
    this.marked.addEventListener("change", update);
    this.letters = el("pre", { class: "live-letters", tabindex: "0", "aria-label": "held-out text, shaded by the cell" });
    this.told = el("p", { class: "live-verdict", role: "status" });
    this.summary = summary();
    this.replaceChildren(el("div", { class: "live" }, el("div", { class: "live-row" }, this.choice,
      el("label", { for: "text-cells-truth" }, this.marked, " underline where it is so")),
      this.from.row, this.letters, this.told, this.summary.root));
    this.update();
  }

  update() {
    const role = this.given.roles[this.choice.value], from = this.from.value;
    this.letters.replaceChildren(...[...this.given.text].slice(from, from + AT_ONCE).map((letter, k) => {
      const says = Math.max(-1, Math.min(1, role.says[from + k]));
      const span = el("span", { style: `--shade: var(--gate-${says < 0 ? "forget" : "cell"}); --share: ${Math.abs(says).toFixed(2)}` }, letter);
      if (this.marked.checked && role.is[from + k]) span.classList.add("is");
      return span;
    }));
    this.told.textContent = `Of 100 pairs of letters, one ${role.name} and one not, this cell orders ${Math.round(100 * role.held)} right on held-out text.`;
    this.summary.say(`Cell ${role.cell}, chosen for ${role.name}: ${Math.round(100 * role.held)} of 100 pairs right.`);
  }
}
define("text-cells", TextCells);
