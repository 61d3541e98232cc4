// The work on all exercises as a file, and such a file read again.
import { called, keepWork, work } from "./kept.js";

const FORMAT = "lstm-course-answers";
const VERSION = 1;
const LARGEST = 4_000_000;                 // letters; a browser keeps five million

export function packed(exercises) {
  const all = exercises.map((exercise) => [exercise, work(exercise)]);
  const begun = all.filter(([, { answers, verdicts }]) => Object.keys({ ...answers, ...verdicts }).length);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, exercises: Object.fromEntries(begun) }, null, 1)}\n`;
}

const isMap = (value, holds) => value !== null && typeof value === "object" && !Array.isArray(value)
  && Object.values(value).every(holds);
const isVerdict = (one) => isMap(one, (text) => typeof text === "string") && "verdict" in one && "at" in one;
const isWork = (one) => isMap(one, () => true) && isMap(one.answers, (text) => typeof text === "string") && isMap(one.verdicts, isVerdict);

// The exercises of a file. Throws, in words for the reader, where it is none of ours.
export function unpacked(name, text) {
  let told;
  try { told = text.length > LARGEST ? null : JSON.parse(text); } catch { told = null; }
  if (told?.format !== FORMAT) throw new Error(`${name} is no file that was saved here`);
  if (told.version !== VERSION) throw new Error(`${name} is of another edition of this book, which saves in another form`);
  if (!isMap(told.exercises, isWork)) throw new Error(`${name} is damaged`);
  return told.exercises;
}

// Which answers of the file are others than those kept here, as words: "06_forget_gate: keep".
export function differing(coming) {
  return Object.entries(coming).flatMap(([exercise, { answers }]) => {
    const here = work(exercise).answers;
    const others = Object.keys(answers).filter((name) => Object.hasOwn(here, name) && here[name] !== answers[name]);
    return others.map((name) => `${exercise}: ${called(name)}`);
  });
}

// Adds the file's work to what is kept here; of two answers to one thing `mine` stays, or the file's comes, with what was
// said of it. False where the browser did not keep all.
export function merge(coming, mine) {
  return Object.entries(coming).map(([exercise, { answers, verdicts }]) => {
    const here = work(exercise);
    for (const [name, text] of Object.entries(answers)) {
      const same = here.answers[name] === text;
      if (!same && mine && Object.hasOwn(here.answers, name)) continue;
      if (!same) delete here.verdicts[name];
      here.answers[name] = text;
      if (Object.hasOwn(verdicts, name)) here.verdicts[name] ??= verdicts[name];
    }
    return keepWork(exercise, here);
  }).every(Boolean);
}
