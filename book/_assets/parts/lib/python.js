// Python for a page: a worker that runs its cells, and a spare that comes up when one of a reader's takes long.
const HOME = "_static/python/worker.js";
// What a cell may take, in seconds: the page's own code ends, however slow the machine is.
export const READERS = 5;
export const OWN = 300;
const LONG = 1;                            // it may never end: the next run shall not wait
export const ASIDE = "Opened as a file, a page runs no code: “make serve” shows the book so that it does.";

// A page has one Python, also for who imports this file once more.
const here = (globalThis.pagePython ??= { before: Promise.resolve() });

function start() {
  const worker = new Worker(new URL(HOME, document.baseURI), { type: "module" });
  const python = { worker, tell: () => {} };
  python.ready = new Promise((done, fail) => {
    const failed = (why) => {
      worker.terminate();
      fail(new Error(`Python could not be loaded${why ? ` (${why})` : ""}: try again`));
    };
    worker.onerror = ({ message }) => failed(message);
    worker.onmessage = ({ data }) => {
      if (data.state === "unready") failed(data.text);
      else if (data.state !== "ready") python.tell(data);
      else {
        worker.onerror = null;
        done();
      }
    };
  });
  python.ready.catch(() => {});            // whoever waits for it hears of it
  return python;
}

// Bring Python up, if nothing has yet.
export async function wake() {
  here.first ??= start();
  try {
    await here.first.ready;
  } catch (error) {
    here.first = undefined;
    throw error;
  }
}

// The same for a cell that is being used, which says how it goes.
export async function load(say) {
  if (location.protocol === "file:") { say(ASIDE); throw new Error(ASIDE); }
  if (!here.up) say("Loading Python: 9 MB the first time …");
  try {
    await wake();
  } catch (error) {
    say(`${error.message}.`);
    throw error;
  }
  if (!here.up) say("Python is ready.");
  here.up = true;
}

// Ask for something, in turn; each answer goes to `tell`. Resolves when all is told.
export function ask(request, tell) {
  const mine = here.before.then(wake).then(() => answers(request, tell));
  here.before = mine.catch(() => {});
  return mine;
}

const answers = (request, tell) => new Promise((done, fail) => {
  const { worker } = here.first;
  let timer, soon;
  const still = () => { clearTimeout(timer); clearTimeout(soon); };
  const replace = () => {
    still();
    worker.terminate();
    [here.first, here.spare] = [here.spare ?? start(), undefined];
  };
  const end = (place, seconds) => {        // nothing else ends a loop that does not end
    replace();
    tell({ state: "ended", place, seconds });
    done();
  };
  here.first.tell = (answer) => {
    if (answer.state === "running") {
      const { seconds } = request.cells[answer.place];
      timer = setTimeout(end, 1000 * seconds, answer.place, seconds);
      if (seconds < OWN) soon = setTimeout(() => { here.spare ??= start(); }, 1000 * LONG);
    }
    if (answer.state === "ran") still();
    if (answer.state === "idle") done();
    else if (answer.state === "broken") {
      replace();
      fail(new Error(answer.text));
    } else tell(answer);
  };
  worker.postMessage(request);
});
