// What the live parts are built of: elements, sliders, a plane to draw on, a table, a spoken summary.

const SVG = "http://www.w3.org/2000/svg";

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
// A picture knows its width in its own units: the style sheets keep its labels legible by that.
export function svg(tag, attributes = {}, ...children) {
  const element = fill(document.createElementNS(SVG, tag), attributes, children);
  if (attributes.viewBox) element.style.setProperty("--units", attributes.viewBox.split(" ")[2]);
  return element;
}
export const set = (element, attributes) => fill(element, attributes, []);

// A labelled range input with its value beside it, as text or, with `field`, as a number that can be typed.
// `show` turns the number into words.
export function slider({ name, label, gate, min, max, step, value, field = false, show = (n) => n.toFixed(1) }, onInput) {
  const input = el("input", { type: "range", name, min, max, step, value });
  const shown = field ? el("input", { type: "number", name, step: "any", "aria-label": `${label}, as a number` }) : el("output");
  const row = el("div", { class: `live-slider gate-${gate}` }, el("label", {}, label, input), shown);
  let exact = value;                       // a number that was typed or computed may lie between the slider's steps
  const tell = () => {
    if (field) shown.value = String(Number(exact.toFixed(4)));
    else shown.textContent = show(exact);
    input.setAttribute("aria-valuetext", show(exact));
  };
  const take = (number) => { exact = number; input.value = number; tell(); };
  input.addEventListener("input", () => { exact = input.valueAsNumber; tell(); onInput(); });
  if (field) shown.addEventListener("change", () => { if (Number.isFinite(shown.valueAsNumber)) { take(shown.valueAsNumber); onInput(); } });
  tell();
  return { row, get value() { return exact; }, set value(number) { take(number); } };
}

// What no control of a part holds, such as how far it was walked: a field that nobody sees, for the address (part.js).
export function held(name, take) {
  const field = el("input", { type: "hidden", name });
  field.addEventListener("change", () => take(field.value));
  return field;
}

const PHONE = matchMedia("(max-width: 600px)");

// A chart: x and y are [from, to]; ticks are [number, text] pairs; log draws y by its logarithm. On a phone it is narrower.
export class Plane {
  constructor({ x, y, xTicks, yTicks, xLabel, title, log = false, width = 420, height = 250 }) {
    width = PHONE.matches ? Math.min(width, 350) : width;
    Object.assign(this, { x, y, log, width, height, left: 40, right: 10, top: 26, bottom: 42 });
    this.root = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "live-plane", role: "img", "aria-label": title });
    const [x0, x1, y0, y1] = [this.left, width - this.right, height - this.bottom, this.top];
    for (const [at, text] of xTicks) {
      this.draw("line", { x1: this.px(at), x2: this.px(at), y1: y0, y2: y1, class: "grid" });
      this.draw("text", { x: this.px(at), y: y0 + 16, class: "tick" }, text);
    }
    for (const [at, text] of yTicks) {
      this.draw("line", { x1: x0, x2: x1, y1: this.py(at), y2: this.py(at), class: "grid" });
      this.draw("text", { x: x0 - 6, y: this.py(at) + 4, class: "tick end" }, text);
    }
    this.draw("text", { x: (x0 + x1) / 2, y: height - 6, class: "tick" }, xLabel);
    this.draw("text", { x: x0, y: 14, class: "heading" }, title);
  }
  px(x) {
    return this.left + ((x - this.x[0]) / (this.x[1] - this.x[0])) * (this.width - this.left - this.right);
  }
  py(y) {
    const [from, to, at] = this.log ? [...this.y, y].map(Math.log) : [...this.y, y];
    return this.height - this.bottom - ((at - from) / (to - from)) * (this.height - this.top - this.bottom);
  }
  draw(tag, attributes, ...children) {
    const element = svg(tag, attributes, ...children);
    this.root.append(element);
    return element;
  }
  curve(f, gate, samples = 120) {
    const points = Array.from({ length: samples + 1 }, (_, k) => this.x[0] + (k / samples) * (this.x[1] - this.x[0]));
    return this.draw("path", { class: `curve gate-${gate}`, d: this.path(points.map((x) => [x, f(x)])) });
  }
  path(points) {
    return "M" + points.map(([x, y]) => `${this.px(x).toFixed(1)} ${this.py(y).toFixed(1)}`).join("L");
  }
  // Pointing or dragging anywhere on the chart tells the x under the finger, and with `both` the y of a chart without log.
  onDrag(tell, both = false) {
    const within = ([from, to], share) => from + Math.min(1, Math.max(0, share)) * (to - from);
    const point = (event) => {
      const box = this.root.getBoundingClientRect();
      const across = ((event.clientX - box.left) / box.width) * this.width - this.left;
      const up = this.height - this.bottom - ((event.clientY - box.top) / box.height) * this.height;
      tell(within(this.x, across / (this.width - this.left - this.right)), within(this.y, up / (this.height - this.top - this.bottom)));
    };
    this.root.classList.add("draggable", ...(both ? ["both"] : []));
    this.root.addEventListener("pointerdown", (event) => {
      this.root.setPointerCapture(event.pointerId);
      point(event);
    });
    this.root.addEventListener("pointermove", (event) => this.root.hasPointerCapture(event.pointerId) && point(event));
  }
}

// A table of values: `set(rows)` writes the numbers under fixed headings.
export function table(caption, columns, names) {
  const cells = names.map(() => columns.slice(1).map(() => el("td")));
  const body = names.map(([name, gate], r) =>
    el("tr", {}, el("th", { scope: "row", class: `gate-${gate}` }, name), ...cells[r]));
  const root = el("table", { class: "live-table" }, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...columns.map((column) => el("th", { scope: "col" }, column)))),
    el("tbody", {}, ...body));
  return { root, set: (rows) => rows.forEach((row, r) => row.forEach((text, k) => { cells[r][k].textContent = text; })) };
}

// A sentence for screen readers, said when the sliders have come to rest.
export function summary() {
  const root = el("p", { class: "live-summary", "aria-live": "polite" });
  let timer;
  return { root, say: (text) => { clearTimeout(timer); timer = setTimeout(() => { root.textContent = text; }, 400); } };
}

// What a cell of the page handed over to this part (book/_ext/live_data.py).
export const data = (part) => JSON.parse(document.getElementById(`${part}-data`).textContent);
