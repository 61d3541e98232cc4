"""One script out of modules and all that they import, each in a scope of its own, without the lines that are comments.

Each of the modules starts in a turn of its own: between them the browser answers its reader.

A browser loads no module in a page that was opened from a folder. Understood are `import { a, b as c } from "./x.js";`,
over one line or several, and `export` in front of a `const` of one name, a `function` or a `class`; anything else is
refused.
"""

import re
from pathlib import Path

IMPORT = re.compile(r'^import\s*\{([^{}]*)\}\s*from\s*"([^"]+)";[ \t]*$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function\*?|class) ([\w$]+))", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
SEVERAL = re.compile(r"^export const [\w$]+ = [^(\[{;]*,\s*[\w$]+ =.*", re.MULTILINE)
TURN = "await new Promise((go) => setTimeout(go));"


def bundle(*paths: Path) -> str:
    """The body of an async function that runs the modules, what they import in front of them, each file once.

    Raises:
        ValueError: an import or export of another form, or a file that imports itself by way of others.
    """
    scopes: dict[Path, str] = {}
    for path in paths:
        _add(path.resolve(), scopes, ())
    own = {path.resolve() for path in paths}
    return "\n".join(f"{TURN}\n{text}" if path in own else text for path, text in scopes.items())


def _add(path: Path, scopes: dict[Path, str], waiting: tuple[Path, ...]) -> str:
    """Put the file's scope behind those of its imports; the name of the constant that holds its exports."""
    if path in waiting:
        raise ValueError(f"{path.name}: imports itself by way of {', '.join(file.name for file in waiting)}")
    if path not in scopes:
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        used = {
            name: _add((path.parent / name).resolve(), scopes, (*waiting, path)) for _, name in IMPORT.findall(text)
        }
        text = IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = {used[found[2]]};", text)
        several, exported = SEVERAL.search(text), EXPORT.findall(text)
        text = EXPORT.sub("", text).strip()
        if other := several or OTHER.search(text):
            raise ValueError(f"{path.name}: expected a named import or export, got {other[0]!r}")
        scopes[path] = f"const module{len(scopes)} = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();"
    return f"module{list(scopes).index(path)}"
