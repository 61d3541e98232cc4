// A released notebook with the reader's text in its cells, and nothing else in it changed.

const open = (cell) => cell.cell_type === "code" && !cell.metadata.nbgrader?.locked;

// `answers` has texts by the id of a cell. Gives the notebook's text as the release writes it, and the ids that it took in.
export function filled(text, answers) {
  const notebook = JSON.parse(text);
  const taken = notebook.cells.filter((cell) => open(cell) && Object.hasOwn(answers, cell.id));
  for (const cell of taken) cell.source = answers[cell.id].match(/[^\n]*\n|[^\n]+/g) ?? [""];
  return { text: `${JSON.stringify(notebook, null, 1)}\n`, taken: taken.map((cell) => cell.id) };
}

// Hands a file over to the reader.
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);   // a browser may ask the reader where to, first
}
