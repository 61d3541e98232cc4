// The exercise of a chapter as its released notebook has it: what checks an answer in the page is what stands there.
import { el } from "./kit.js";
import { OWN, ask } from "./python.js";

const CHECK = 20, PLAY = 60;               // seconds: a check calls the reader's function many times
const read = {};

// The code cells, { id, code, locked }. Drawing is loaded for what draws, so its import is a cell of its own.
export function cells(exercise) {
  return read[exercise] ??= fetch(new URL(`notebooks/${exercise}.ipynb`, document.baseURI))
    .then((answer) => { if (!answer.ok) throw new Error("The exercise could not be loaded"); return answer.json(); })
    .then((notebook) => notebook.cells.filter((cell) => cell.cell_type === "code").flatMap(({ id, source, metadata }) => {
      const code = [source].flat().join("");
      if (id !== "tools") return [{ id, code, locked: metadata.nbgrader?.locked }];
      const [draws, rest] = [/^import matplotlib.*$/m.exec(code)?.[0] ?? "", code.replace(/^import matplotlib.*$/m, "")];
      return [{ id: "drawing", code: draws, locked: true }, { id, code: rest, locked: true }];
    }))
    .catch((error) => { delete read[exercise]; throw error; });
}

// Each "Read: ..." of a verdict becomes a link to that place of the book; its words stay.
export async function link(output) {
  read.places ??= fetch(new URL("notebooks/places.json", document.baseURI)).then((answer) => answer.json())
    .catch(() => { delete read.places; return {}; });
  const places = await read.places;
  for (const told of output.querySelectorAll("pre[data-kind]")) {
    const parts = told.textContent.split(/^(Read: )(.+)$/m);
    if (parts.length > 1) told.replaceChildren(...parts.map((text) => (Object.hasOwn(places, text) ? el("a", { href: places[text] }, text) : text)));
  }
}

// Run the cell `id` and what checks it. `texts` has the reader's text of cells by id. Each answer of Python goes to
// `tell`, with the id of its cell. Gives "right", "noted" (a prediction), "wrong", "stopped" (there was no check), or
// "ran" (a cell without a check).
export async function answer(exercise, id, texts, tell) {
  const all = await cells(exercise);
  const asked = all.map((cell) => ({ code: cell.locked ? cell.code : texts[cell.id] ?? cell.code, name: cell.id,
    seconds: cell.id === "selfcheck" ? OWN : cell.locked ? CHECK : /^code_/.test(cell.id) ? PLAY : CHECK }));
  const run = async (place) => {
    let well = true, last;
    await ask({ world: exercise, cells: asked, place }, (told) => {
      last = told.place ?? place;
      if (told.failed || told.state === "ended") well = false;
      tell({ ...told, id: all[last].id });
    });
    return { well, last };
  };
  const place = all.findIndex((cell) => cell.id === id);
  const check = all.findIndex((cell) => cell.id === `check_${id}`);
  const own = await run(place);
  if (!own.well) return "stopped";
  if (check < 0) return "ran";
  const { well, last } = await run(check);
  if (well) return /^answer_\d+$/.test(id) ? "noted" : "right";
  return last === check ? "wrong" : "stopped";
}
