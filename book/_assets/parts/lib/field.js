// A new line in a field of code, as deep as the one before, and deeper behind a colon.
export function newline(field) {
  const { value, selectionStart: at } = field;
  const line = value.slice(value.lastIndexOf("\n", at - 1) + 1, at);
  const more = /:\s*(#.*)?$/.test(line) ? "    " : "";
  field.setRangeText(`\n${line.match(/^ */)[0]}${more}`, at, field.selectionEnd, "end");
}
