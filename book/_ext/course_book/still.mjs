// Draws a live part as it first stands, without a browser: the page's own script, on the few elements that it asks for.
// Reads {script, data} as JSON, writes HTML: how the part is set, its pictures and tables, and its spoken summary.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { script, data } = JSON.parse(readFileSync(0, "utf8"));
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const property = (name) => ({ get() { return this.getAttribute(name); }, set(value) { this.setAttribute(name, value); } });

class Drawn {
  constructor(tag) {
    Object.assign(this, { tag, attributes: new Map(), children: [], styles: [] });
    this.style = { setProperty: (name, value) => this.styles.push(`${name}: ${value}`) };
    this.classList = {
      add: (...names) => names.forEach((name) => this.classList.toggle(name, true)),
      toggle: (name, on) => { this.names = this.names.filter((each) => each !== name).concat(on ? name : []); },
    };
  }
  get names() { return (this.getAttribute("class") ?? "").split(" ").filter(Boolean); }
  set names(all) { this.setAttribute("class", all.join(" ")); }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  setAttribute(name, value) { this.attributes.set(name, String(value)); }
  append(...children) { this.children.push(...children); }
  replaceChildren(...children) { this.children = children; }
  addEventListener() {}
  get textContent() { return this.children.map((child) => child.textContent ?? String(child)).join(""); }
  set textContent(text) { this.children = [text]; }
  get all() { return this.children.flatMap((child) => (child instanceof Drawn ? [child, ...child.all] : [])); }
  querySelector(tag) { return this.all.find((child) => child.tag === tag); }
  get options() { return this.all.filter(({ tag }) => tag === "option"); }
  get value() { return this.chosen ?? this.getAttribute("value") ?? (this.tag === "select" ? this.options[0].value : this.textContent); }
  set value(value) { this.chosen = String(value); }
  get valueAsNumber() { return Number(this.value); }
  get outerHTML() {
    const styles = [...this.styles, this.getAttribute("style")].filter(Boolean).join("; ");
    const attributes = [...this.attributes].filter(([name]) => name !== "style").concat(styles ? [["style", styles]] : []);
    const inside = this.children.map((child) => child.outerHTML ?? escape(String(child))).join("");
    return `<${this.tag}${attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join("")}>${inside}</${this.tag}>`;
  }
}
for (const name of ["max", "min"]) Object.defineProperty(Drawn.prototype, name, property(name));

// What a control says of how the part is set.
function said(control) {
  if (control.names.includes("live-slider")) return control.children.map(({ textContent }) => textContent.trim()).join(" ");
  if (control.tag === "select") return control.options.find(({ value }) => value && value === control.value)?.textContent ?? "";
  if (control.tag === "button") return control.getAttribute("aria-pressed") === "true" ? control.getAttribute("aria-label") : "";
  if (control.tag !== "label") return control.getAttribute("type") === "text" ? control.value : "";
  const inside = control.children.map((child) => (child instanceof Drawn ? said(child) : ""));
  return inside.some(Boolean) ? control.children.map((child, k) => inside[k] || child).join("").trim() : "";
}

// What can be set goes, and with it what held nothing else.
function strip(element, settings) {
  element.children = element.children.filter((child) => {
    if (!(child instanceof Drawn)) return true;
    if (child.names.includes("live-slider") || ["select", "input", "button", "label"].includes(child.tag)) {
      settings.push(said(child));
      return false;
    }
    strip(child, settings);
    return child.children.length > 0 || !["div", "p"].includes(child.tag);
  });
}

let part, drawn;
Object.assign(globalThis, {
  HTMLElement: class {                                       // a part names its own things as it likes
    replaceChildren(live) { drawn = live; }
    addEventListener() {}
    querySelectorAll() { return []; }
  },
  document: { createElement: (tag) => new Drawn(tag), createElementNS: (_, tag) => new Drawn(tag), getElementById: () => ({ textContent: data }) },
  customElements: { define: (_, Part) => { part = new Part(); } },
  matchMedia: () => ({ matches: true }),                     // as narrow as a phone: it has to fit there as well
  location: { search: "" },
  setTimeout: (does) => does(),
  clearTimeout: () => {},
});
await import(pathToFileURL(script));
part.connectedCallback();
const settings = [];
strip(drawn, settings);
const summary = drawn.all.find(({ names }) => names.includes("live-summary"));
drawn.children = drawn.children.filter((child) => child !== summary);
const told = `<p>Set to: ${escape(settings.filter(Boolean).join("; "))}.</p>`;
process.stdout.write(`<figure class="live still">${told}${drawn.children.map((child) => child.outerHTML).join("")}` +
  `<figcaption>${escape(summary.textContent)}</figcaption></figure>`);
