// An answer cell of the chapter's exercise, checked in the page. Python is loaded with the first use, not before.
import { answer, link } from "./lib/exercise.js";
import { newline } from "./lib/field.js";
import { el } from "./lib/kit.js";
import { PASSED, called, keepAnswer, keepVerdict, work } from "./lib/kept.js";
import { load } from "./lib/python.js";
import { Shown, mark } from "./lib/shown.js";

const SAID = { right: "Right, on the examples.", noted: "Noted.", wrong: "Not right yet: read below.", stopped: "Stopped before the check.",
  ran: "Done." };
const AGAIN = "Not right yet: check it again to read why.";   // a kept verdict: what it told was not
const others = (cell) => [...document.querySelectorAll("answer-cell")].filter((each) => each.exercise === cell.exercise);

class AnswerCell extends HTMLElement {
  connectedCallback() {
    this.exercise = this.getAttribute("exercise");
    this.cell = this.getAttribute("cell");
    this.plays = this.cell.startsWith("code_");
    const code = this.querySelector("pre");
    this.written = code.textContent;
    const what = called(this.cell);
    this.field = el("textarea", { "aria-label": this.plays ? "Code of the experiment" : `Your answer: ${this.cell}`, spellcheck: "false",
      autocapitalize: "off", autocomplete: "off", wrap: "off", class: "live-code" });
    this.status = el("span", { class: "live-status", role: "status" });
    const button = (text, does) => {
      const made = el("button", { type: "button", "aria-label": `${text}, ${what}` }, text);
      made.addEventListener("click", does);
      return made;
    };
    this.reset = button("Reset", () => { this.put(this.written); this.changed(); this.shown.clear(); this.field.focus(); });
    const output = el("div", { class: "cell_output" });
    this.shown = new Shown(output);
    code.replaceWith(this.field);
    this.append(el("div", { class: "live-bar" }, button(this.plays ? "Run" : "Check", () => this.run()), this.reset, this.status), output);
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("focus", () => load((text) => this.say(text)).catch(() => {}));
    this.field.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("course:kept", ({ detail }) => { if (detail.exercise === this.exercise) this.refill(); });
    this.put(this.written);
    this.refill();
  }

  get text() { return this.field.value; }

  put(text) {
    this.field.value = text;
    this.grown();
  }

  grown() {
    this.field.rows = this.text.split("\n").length;
    this.reset.hidden = this.text === this.written;
    mark(this.field, 0);
  }

  // What is kept may have come from a file.
  refill() {
    const { answers, verdicts } = work(this.exercise);
    const text = answers[this.cell] ?? this.written;
    if (text !== this.text) {
      this.put(text);
      this.shown.clear();
      this.say("");
    }
    const verdict = verdicts[this.cell]?.verdict;
    if (!verdict) delete this.dataset.verdict;
    else if (verdict !== this.dataset.verdict) this.judged(verdict, AGAIN);
  }

  changed() {
    keepAnswer(this.exercise, this.cell, this.text === this.written ? null : this.text);
    this.grown();
    this.say("");
  }

  key(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (event.shiftKey || event.ctrlKey || event.metaKey || !this.written.includes("\n")) { this.run(); return; }
    newline(this.field);
    this.changed();
  }

  say(text) { this.status.textContent = text; }

  judged(verdict, wrong = SAID[verdict] ?? SAID.wrong) {
    this.dataset.verdict = verdict;
    this.say(PASSED.includes(verdict) ? SAID[verdict] : wrong);
  }

  async run() {
    const all = others(this);
    const texts = Object.fromEntries(all.map((each) => [each.cell, each.text]));
    let elsewhere;
    try {
      await load((text) => this.say(text));
      this.say(this.plays ? "Running …" : "Checking …");
      this.shown.clear();
      mark(this.field, 0);
      const verdict = await answer(this.exercise, this.cell, texts, (told) => {
        const mine = told.id === this.cell || told.id === `check_${this.cell}`;
        const other = all.find((each) => each.cell === told.id && each !== this);
        if (told.state === "drawing") this.say("Loading matplotlib: 9 MB the first time …");
        if (told.state === "shown" && mine) this.shown.add(told.kind, told.text);
        if (told.failed && told.id === this.cell) mark(this.field, told.line);
        if (told.state === "ended") this.shown.add("error", `Stopped after ${told.seconds} seconds: something in it does not end.`);
        if ((told.failed || told.state === "ended") && other) elsewhere = other;
      });
      if (this.text !== texts[this.cell]) { this.say("The text has changed: check it again."); return; }
      if (elsewhere) { this.say(`${elsewhere.cell} above stopped first: check it there.`); return; }
      if (this.plays) this.say(verdict === "ran" ? SAID.ran : "An error: read below.");
      else this.judged(verdict);
      if (!this.plays) keepVerdict(this.exercise, this.cell, verdict);
      await link(this.shown.root);
    } catch (error) {
      this.say(`${error.message.replace(/\.$/, "")}.`);
    }
  }
}
customElements.define("answer-cell", AnswerCell);
