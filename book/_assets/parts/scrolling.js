// What scrolls, such as a long line of code, is reached with the Tab key. Only what is drawn is asked, all of it at once.
const ASKED = "pre, .cell_output > .output, .pst-scrollable-table-container";
const scrolls = (each) => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight;

const drawn = new ResizeObserver((seen) => {
  const found = seen.map(({ target }) => [target, scrolls(target)]);
  for (const [each, does] of found) each.tabIndex = does ? 0 : -1;
});
const watch = (root) => root.querySelectorAll(ASKED).forEach((each) => drawn.observe(each));

const page = document.getElementById("main-content");
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) if (addedNodes.length) watch(target);
}).observe(page, { childList: true, subtree: true });
watch(page);
