"""What bars a page to somebody, by axe: in light everything, in dark the colours, for nothing else changes there."""

from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js")
FOUND = """async ([theme, options]) => {
  document.documentElement.dataset.theme = theme;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (const each of document.getAnimations()) {     // a colour on its way is neither the one nor the other
    try { each.finish(); } catch { each.cancel(); }  // what has no end cannot be finished
  }
  return axe.run(document, { ...options, resultTypes: ["violations"] }).then(result => result.violations);
}"""


def barriers(page) -> list[str]:
    """Each rule that the open page breaks, with the element and what to do about it."""
    page.evaluate(AXE.read_text())
    found = [
        (theme, rule)
        for theme, options in (("light", {}), ("dark", {"runOnly": ["color-contrast"]}))
        for rule in page.evaluate(FOUND, [theme, options])
    ]
    return [
        f"{theme}: {rule['id']}: {node['target']} {node['failureSummary']}"
        for theme, rule in found
        for node in rule["nodes"]
    ]
