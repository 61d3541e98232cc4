// How far the exercises are: a mark at each chapter in the contents, and all of it saved to a file or loaded from one.
import { PASSED, work } from "./lib/kept.js";
import { differing, merge, packed, unpacked } from "./lib/carried.js";
import { download } from "./lib/notebook.js";

const WORDS = { begun: "exercise begun", done: "exercise done" };
const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

// "" | "begun" | "done": done is an exercise of which every check was content. What has no check, the experiment, is play.
function far(exercise, checks) {
  const { answers, verdicts } = work(exercise);
  if (checks.every((name) => PASSED.includes(verdicts[name]?.verdict))) return "done";
  return checks.some((name) => name in answers || name in verdicts) ? "begun" : "";
}

function mark(link, state) {
  link.querySelector(".progress-mark")?.remove();
  if (!state) return;
  const shown = document.createElement("span");
  shown.className = `progress-mark ${state}`;
  shown.title = WORDS[state];
  const told = document.createElement("span");
  told.className = "progress-word";
  told.textContent = ` (${WORDS[state]})`;
  shown.append(told);
  link.append(shown);
}

class CourseProgress extends HTMLElement {
  connectedCallback() {
    const all = Object.entries(JSON.parse(this.getAttribute("exercises")));
    this.checks = new Map(all.map(([exercise, checks]) => [exercise, checks.split(" ")]));
    [this.save, this.load, this.mine, this.theirs] = this.querySelectorAll("button");
    this.choice = this.mine.parentElement;
    this.input = this.querySelector("input");
    this.save.addEventListener("click", () => this.write());
    this.load.addEventListener("click", () => this.input.click());
    this.input.addEventListener("change", () => this.read(this.input.files[0]));
    this.mine.addEventListener("click", () => this.take(true));
    this.theirs.addEventListener("click", () => this.take(false));
    document.addEventListener("course:kept", () => this.show());
    for (const event of ["storage", "pageshow"]) addEventListener(event, () => this.show());
    this.show();
  }

  say(text) { this.querySelector(".progress-said").textContent = text; }

  show() {
    const state = new Map([...this.checks].map(([exercise, checks]) => [exercise, far(exercise, checks)]));
    for (const link of document.querySelectorAll(".bd-links a, #a-map-of-the-book td a")) {
      const page = link.pathname.split("/").pop().replace(/\.html$/, "");
      if (this.checks.has(page)) mark(link, state.get(page));
    }
    const number = (which) => [...state.values()].filter((one) => one === which).length;
    this.hidden = false;
    const begun = number("begun") ? `, ${number("begun")} begun` : "";
    this.querySelector(".progress-far").textContent = `${number("done")} of ${count(this.checks.size, "exercise")} done${begun}.`;
  }

  write() {
    const day = new Date().toISOString().slice(0, 10);
    download(`lstm-answers-${day}.json`, packed([...this.checks.keys()]), "application/json");
    this.say("Saved: look among your downloads.");
  }

  async read(file) {
    this.choice.hidden = true;
    if (!file) return;
    this.name = file.name;
    try {
      const coming = Object.entries(unpacked(file.name, await file.text()));
      this.coming = Object.fromEntries(coming.filter(([exercise]) => this.checks.has(exercise)));
      this.strange = coming.length - Object.keys(this.coming).length;
    } catch (error) {
      this.say(`${error.message}. Nothing was changed.`);
      return;
    } finally {
      this.input.value = "";               // the same file may be chosen again
    }
    const others = differing(this.coming);
    if (!others.length) { this.take(true); return; }
    this.say(`${count(others.length, "answer")} of yours ${others.length === 1 ? "differs" : "differ"} from the file’s `
      + `(${others.join(", ")}). Which shall stay? Nothing is changed yet.`);
    this.choice.hidden = false;
    this.mine.focus();
  }

  take(mine) {
    if (!this.choice.hidden) this.load.focus();
    this.choice.hidden = true;
    const whole = merge(this.coming, mine);
    const answers = Object.values(this.coming).flatMap((one) => Object.keys(one.answers)).length;
    const strange = this.strange ? ` Left out: ${count(this.strange, "exercise")} that this book does not have.` : "";
    this.say(whole ? `${this.name}: ${count(answers, "answer")} loaded.${strange}` : "This browser keeps no more: not all was loaded.");
  }
}
customElements.define("course-progress", CourseProgress);
