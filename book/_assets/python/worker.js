// Python in a worker of its own: the page stays alive whatever a cell does, and can end it.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const at = (name) => new URL(name, import.meta.url);
const pyodide = await loadPyodide({ indexURL: at("pyodide/").href, packages: ["numpy"], checkIntegrity: true });
pyodide.unpackArchive(await (await fetch(at("course.zip"))).arrayBuffer(), "zip", { extractDir: "/course" });
const python = pyodide.runPython(`
import sys, os
sys.path[:0] = ["/course", "/course/book/_ext", "/course/book", "/course/python"]
os.environ["MPLBACKEND"] = "agg"
import run_cell
run_cell`);
let drawing = false;

async function load(code) {
  if (drawing || !python.draws(code)) return;
  postMessage({ state: "drawing" });
  await pyodide.loadPackage("matplotlib", { messageCallback: () => {} });
  python.prepare_drawing();
  drawing = true;
}

// `cells` holds the texts of all cells of a world, the page or an exercise; the cell at `place` runs with what it needs,
// or all above it.
async function run({ cells, place, above, world = "" }) {
  const texts = JSON.stringify(cells.map(({ code }) => code));
  for (const each of JSON.parse(python.to_run(texts, place, above, world))) {
    const { code, name } = cells[each];
    await load(code);
    postMessage({ state: "running", place: each });
    const start = performance.now();
    const line = python.run(code, each, name, (kind, text) => postMessage({ state: "shown", place: each, kind, text }));
    const failed = line !== undefined;
    postMessage({ state: "ran", place: each, failed, line, took: performance.now() - start });
    if (failed) return;
  }
}

addEventListener("message", async ({ data }) => {
  try {
    await run(data);
    postMessage({ state: "idle" });
  } catch (error) {
    postMessage({ state: "broken", text: String(error) });
  }
});
postMessage({ state: "ready" });
