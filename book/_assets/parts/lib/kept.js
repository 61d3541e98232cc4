// What the reader wrote, kept in this browser; where it keeps nothing, all works but for that. `keep` tells whether it did.
export function kept(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}
export function keep(name, text) {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    return true;
  } catch { return false; /* full, or not allowed */ }
}

// The work on an exercise, such as "06_forget_gate": `answers` has the text of each cell that the reader wrote, by the
// cell's id in the notebook ("keep", "answer_1"), and `verdicts` what its check said of this text: `{ verdict, at }`,
// where the verdict is "right", "noted" (of a prediction), or a word that names what is wrong.
export const PASSED = ["right", "noted"];
const place = (exercise) => `exercise ${exercise}`;

export function work(exercise) {
  let { answers, verdicts } = {};
  try { ({ answers, verdicts } = JSON.parse(kept(place(exercise))) ?? {}); } catch { /* not of this course */ }
  return { answers: answers ?? {}, verdicts: verdicts ?? {} };
}

// Keeps all of it, which `course:kept` tells the page, or tells that the browser did not.
export function keepWork(exercise, { answers, verdicts }) {
  const none = !Object.keys(answers).length && !Object.keys(verdicts).length;
  const done = keep(place(exercise), none ? null : JSON.stringify({ answers, verdicts }));
  if (done) document.dispatchEvent(new CustomEvent("course:kept", { detail: { exercise } }));
  return done;
}

// What a reader calls a cell: one has no name.
export const called = (cell) => (cell.startsWith("code_") ? "the experiment" : cell);

// The text of an answer cell; null where it is as released. What a check said of another text is forgotten.
export function keepAnswer(exercise, name, text) {
  const now = work(exercise);
  if ((now.answers[name] ?? null) === text) return;
  delete now.verdicts[name];
  if (text === null) delete now.answers[name];
  else now.answers[name] = text;
  keepWork(exercise, now);
}

// What a check said of the text that is kept; `course:answered` tells the page.
export function keepVerdict(exercise, check, verdict) {
  const now = work(exercise);
  now.verdicts[check] = { verdict, at: new Date().toISOString() };
  keepWork(exercise, now);
  document.dispatchEvent(new CustomEvent("course:answered", { detail: { exercise, check, verdict } }));
}
