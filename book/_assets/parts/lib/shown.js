// What running a cell shows: text, pictures, errors; and the line where it stopped.
import { el } from "./kit.js";

export class Shown {
  constructor(root) {
    this.root = root;
    this.built = [...root.childNodes];
  }
  putBack() { this.root.replaceChildren(...this.built); }
  clear() { this.root.replaceChildren(); this.last = undefined; }
  add(kind, text) {
    if (kind === "html") {
      const number = (Shown.count = (Shown.count ?? 0) + 1);
      this.last = el("div", { class: "output text_html" });
      this.last.innerHTML = text.replaceAll(/(["#])plot(\d+-)/g, `$1ran${number}-$2`);   // ids of the page stay its own
      this.root.append(this.last);
    } else if (this.last?.dataset.kind === kind) {
      this.last.append(text);
    } else {
      this.last = el("pre", { class: `live-${kind}`, "data-kind": kind, tabindex: 0 }, text);
      this.root.append(el("div", { class: "output" }, this.last));
    }
  }
}

// A band behind line number `line` of the code, which does not wrap.
export function mark(code, line) {
  code.parentElement.querySelector(".live-mark")?.remove();
  if (!line) return;
  const style = getComputedStyle(code);
  const height = parseFloat(style.lineHeight);
  const band = el("span", { class: "live-mark", "aria-hidden": "true" });
  band.style.top = `${code.offsetTop + parseFloat(style.paddingTop) + parseFloat(style.borderTopWidth) + (line - 1) * height}px`;
  band.style.height = `${height}px`;
  code.after(band);
}
