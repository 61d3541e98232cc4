// A cell of the page that runs in the page. Python is loaded with the first click, not before.
import { el } from "./lib/kit.js";
import { keep, kept } from "./lib/kept.js";
import { newline } from "./lib/field.js";
import { ASIDE, OWN, READERS, ask, load } from "./lib/python.js";
import { Shown, mark } from "./lib/shown.js";

const cells = () => [...document.querySelectorAll("live-cell")].sort((one, other) => one.number - other.number);
const MISSING = { torch: "PyTorch", "experiments.text": "a text that comes with Python" };

class LiveCell extends HTMLElement {
  connectedCallback() {
    this.number = Number(this.getAttribute("number"));
    this.code = this.querySelector("pre");
    this.written = this.code.textContent.replace(/\n$/, "");
    this.needs = this.getAttribute("needs");
    if (this.hidden) return;
    if (this.needs) {
      const link = el("a", { href: "how_to.html#how-run" }, "run it in a copy of the project");
      this.append(el("p", { class: "live-bar" }, `This cell needs ${MISSING[this.needs]}, which no page can load: `, link, "."));
      return;
    }
    this.name = `${document.location.pathname.split("/").pop()} ${this.written}`;
    this.field = el("textarea", { "aria-label": `Code of cell ${this.number}`, spellcheck: "false", autocapitalize: "off",
      autocomplete: "off", wrap: "off", class: "live-code", hidden: "" });
    this.status = el("span", { class: "live-status", role: "status" });
    const button = (text, does, hidden) => {
      const made = el("button", { type: "button", "aria-label": `${text}, cell ${this.number}`, ...(hidden ? { hidden: "" } : {}) }, text);
      made.addEventListener("click", does);
      return made;
    };
    this.edit = button("Edit", () => { this.open(this.written); this.field.focus(); });
    this.above = button("Run all above", () => this.run(true), true);
    this.reset = button("Reset", () => this.putBack(), true);
    this.append(el("div", { class: "live-bar" }, button("Run", () => this.run()), this.edit, this.above, this.reset,
      this.status, el("span", { class: "live-number" }, `cell ${this.number}`)));
    this.code.after(this.field);
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("focus", () => load((text) => this.say(text)).catch(() => {}));
    this.field.addEventListener("keydown", (event) => this.key(event));
    const text = kept(this.name);
    if (text !== null) this.open(text);
  }

  get text() { return this.needs ? "" : this.field && !this.field.hidden ? this.field.value : this.written; }

  asked() { return { code: this.text, name: `cell ${this.number}`, seconds: this.text === this.written ? OWN : READERS }; }

  open(text) {
    this.field.value = text;
    this.field.hidden = false;
    this.code.hidden = this.edit.hidden = true;
    this.above.hidden = this.reset.hidden = false;
    this.changed();
  }

  changed() {
    this.field.rows = this.field.value.split("\n").length;
    keep(this.name, this.field.value === this.written ? null : this.field.value);
    mark(this.field, 0);
  }

  key(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (event.shiftKey || event.ctrlKey || event.metaKey) { this.run(); return; }
    newline(this.field);
    this.changed();
  }

  putBack() {
    keep(this.name, null);
    mark(this.field, 0);
    this.field.hidden = this.above.hidden = this.reset.hidden = true;
    this.code.hidden = this.edit.hidden = false;
    this.shown?.putBack();
    this.say("");
    this.edit.focus();
  }

  say(text) { this.status.textContent = text; }

  // The place of what the cell shows: where the page has it, or below the code.
  place() {
    if (this.shown) return this.shown;
    let root = document.getElementById(`output-${this.number}`);
    if (!root) {
      root = el("div", { class: "cell_output docutils container", id: `output-${this.number}` });
      this.after(root);
    }
    this.shown = new Shown(root);
    return this.shown;
  }

  async run(above = false) {
    this.above.hidden = this.reset.hidden = this.stopped = false;
    const all = cells();
    const here = all.indexOf(this);
    try {
      await load((text) => this.say(text));
      this.say("Running …");
      await ask({ cells: all.map((cell) => cell.asked()), place: here, above },
        (answer) => all[answer.place ?? here].hear(answer, this));
    } catch (error) {
      this.say(location.protocol === "file:" ? ASIDE : `${error.message}.`);
      return;
    }
    if (above && !this.stopped) this.say("All above has run.");
  }

  // What Python tells of this cell, which runs because `asked` was clicked.
  hear({ state, kind, text, failed, line, took, seconds }, asked) {
    if (state === "drawing") asked.say("Loading matplotlib: 9 MB the first time …");
    const stopped = failed || state === "ended";
    asked.stopped ||= stopped;
    if (this.hidden) {
      if (stopped) asked.say(`Cell ${this.number}, which the page hides, stopped.`);
      return;
    }
    if (state === "running") {
      this.place().clear();
      mark(this.field.hidden ? this.code : this.field, 0);
      this.say("Running …");
      if (this !== asked) asked.say(`Running cell ${this.number}, which this one needs …`);
    }
    if (state === "shown") this.place().add(kind, text);
    if (state === "ran") {
      this.above.hidden = this.reset.hidden = false;
      if (failed) mark(this.field.hidden ? this.code : this.field, line);
      this.say(failed ? (line ? `An error, in line ${line}.` : "An error.") : `Done in ${Math.max(1, Math.round(took))} ms.`);
    }
    if (state === "ended") this.say(`Stopped after ${seconds} seconds. What the cells above made is made again when you run next.`);
    if (stopped && this !== asked) asked.say(`Cell ${this.number} above stopped first: look there.`);
  }
}
customElements.define("live-cell", LiveCell);
