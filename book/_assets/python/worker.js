// Python in a worker of its own: the page stays alive whatever a cell does, and can end it.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const at = (name) => new URL(name, import.meta.url);
let pyodide, python, drawing = false;

// Pyodide waits without end for a file of its own that does not come: here that is an error.
const lost = new Promise((_, fail) => {
  const { fetch } = self;
  self.fetch = async (...asked) => {
    try {
      const answer = await fetch(...asked);
      if (!answer.ok) throw new Error(`${answer.url.split("/").pop()}: ${answer.status}`);
      return answer;
    } catch (error) {
      fail(error);
      throw error;
    }
  };
});

async function start() {
  pyodide = await loadPyodide({ indexURL: at("pyodide/").href, packages: ["numpy"], checkIntegrity: true });
  pyodide.unpackArchive(await (await fetch(at("course.zip"))).arrayBuffer(), "zip", { extractDir: "/course" });
  python = pyodide.runPython(`
import sys, os
sys.path[:0] = ["/course", "/course/book/_ext", "/course/book", "/course/python"]
os.environ["MPLBACKEND"] = "agg"
import run_cell
run_cell`);
}

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
Promise.race([start(), lost]).then(
  () => postMessage({ state: "ready" }),
  (error) => postMessage({ state: "unready", text: error.message }),
);
