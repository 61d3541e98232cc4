// "Take my answers with me": the released notebook with what the reader wrote in the page, ready to hand in.
import { el } from "./lib/kit.js";
import { called, work } from "./lib/kept.js";
import { download, filled } from "./lib/notebook.js";

const ASIDE = "Opened as a file, a page cannot read the notebook: “make serve” shows the book so that it does.";
const parts = (number) => (number === 1 ? "1 answer" : `${number} answers`);

class TakeAnswers extends HTMLElement {
  connectedCallback() {
    this.exercise = this.getAttribute("exercise");
    this.file = this.getAttribute("file");
    this.status = el("span", { class: "live-status", role: "status" });
    const button = el("button", { type: "button" }, "Take my answers with me");
    button.addEventListener("click", () => this.take());
    this.append(el("div", { class: "live-bar" }, button, this.status));
    document.addEventListener("course:kept", () => this.show());
    addEventListener("storage", () => this.show());
    this.show();
  }

  get answers() { return work(this.exercise).answers; }

  // There is nothing to take before something is written.
  show() { this.hidden = !Object.keys(this.answers).length; }

  async take() {
    if (location.protocol === "file:") { this.status.textContent = ASIDE; return; }
    try {
      const came = await fetch(this.getAttribute("notebook"));
      if (!came.ok) throw new Error(`${came.status}`);
      const { text, taken } = filled(await came.text(), this.answers);
      download(this.file, text, "application/x-ipynb+json");
      this.status.textContent = `${this.file} has ${parts(taken.length)} of yours: ${taken.map(called).join(", ")}. `
        + "Open it, run all cells, save: then it can be handed in.";
    } catch (error) {
      this.status.textContent = `The notebook could not be had (${error.message}). Nothing of yours is lost; try again.`;
    }
  }
}
customElements.define("take-answers", TakeAnswers);
