// Python for a page: a worker that runs its cells, and a spare that is up when the first had to be ended.
const HOME = "_static/python/worker.js";
// What a cell may take, in seconds: the page's own code ends, however slow the machine is.
const READERS = 5, OWN = 300;

let first, spare, before = Promise.resolve();

function start() {
  const worker = new Worker(new URL(HOME, document.baseURI), { type: "module" });
  const python = { worker, tell: () => {} };
  python.ready = new Promise((done, fail) => {
    worker.onerror = () => fail(new Error("Python could not be loaded"));
    worker.onmessage = ({ data }) => (data.state === "ready" ? done() : python.tell(data));
  });
  python.ready.catch(() => {});            // whoever waits for it hears of it
  return python;
}

// Bring Python up, if nothing has yet.
export async function wake() {
  first ??= start();
  try {
    await first.ready;
  } catch (error) {
    first = undefined;
    throw error;
  }
}

// Ask for something, in turn; each answer goes to `tell`. Resolves when all is told.
export function ask(request, tell) {
  const mine = before.then(wake).then(() => answers(request, tell));
  before = mine.catch(() => {});
  return mine;
}

const answers = (request, tell) => new Promise((done, fail) => {
  const { worker } = first;
  let timer;
  const replace = () => {
    clearTimeout(timer);
    worker.terminate();
    [first, spare] = [spare ?? start(), undefined];
  };
  const end = (place, seconds) => {        // nothing else ends a loop that does not end
    replace();
    tell({ state: "ended", place, seconds });
    done();
  };
  first.tell = (answer) => {
    if (answer.state === "running") {
      const seconds = request.cells[answer.place].own ? OWN : READERS;
      timer = setTimeout(end, 1000 * seconds, answer.place, seconds);
    }
    if (answer.state === "ran") clearTimeout(timer);
    if (answer.state === "idle") {
      spare ??= start();
      done();
    } else if (answer.state === "broken") {
      replace();
      fail(new Error(answer.text));
    } else tell(answer);
  };
  worker.postMessage(request);
});
