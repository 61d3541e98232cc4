// What the live parts share: the address keeps how a part is set, from the reader's first move on. A link shows the same.

const named = (part) => [...part.querySelectorAll(":is(input, select)[name]")];
const text = (control) => (control.type === "checkbox" ? String(Number(control.checked)) : control.value);
const setting = (part) => new URLSearchParams(Object.fromEntries(named(part).map((control) => [control.name, text(control)])));
const fits = (control, asked) => (control.options ? [...control.options].some(({ value }) => value === asked)
  : !["range", "number"].includes(control.type) || (asked.trim() !== "" && Number.isFinite(Number(asked))));

// As if the reader had set it. What an address asks for and the control does not have is passed over.
function put(control, asked) {
  if (text(control) === asked || !fits(control, asked)) return;
  if (control.type === "checkbox") control.checked = asked === "1";
  else control.value = asked;
  for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
}

export function define(name, Part) {
  customElements.define(name, class extends Part {
    connectedCallback() {
      super.connectedCallback();
      const asked = new URLSearchParams(location.search);
      for (const control of named(this)) if (asked.has(control.name)) put(control, asked.get(control.name));
      let timer, told = String(setting(this));
      const tell = () => {
        const now = setting(this), all = new URLSearchParams(location.search);
        if (String(now) === told) return;
        told = String(now);
        for (const [key, value] of now) all.set(key, value);      // another part of the page keeps its own
        history.replaceState(null, "", `?${all}#${name}`);
      };
      for (const kind of ["input", "change", "click", "pointerup", "pointerover"]) {
        this.addEventListener(kind, () => { clearTimeout(timer); timer = setTimeout(tell, 300); });
      }
    }
  });
}
