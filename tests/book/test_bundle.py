"""One script out of modules: it does what the modules do, and refuses what it does not understand."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "book" / "_ext"))
from course_book.bundle import bundle


def write(folder: Path, **files: str) -> Path:
    """The files `a`, `b` ... as `a.js`, `b.js`; the path of the first."""
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text)
    return folder / f"{next(iter(files))}.js"


def run(browser, script: str):
    """What the script leaves in `globalThis.result`."""
    page = browser.new_page()
    try:
        return page.evaluate(f"async () => {{ {script}\n return globalThis.result; }}")
    finally:
        page.close()


def test_an_import_over_several_lines_is_read(browser, tmp_path):
    start = write(
        tmp_path,
        start='import {\n  one,\n  Two as Three,\n} from "./lib.js";\nglobalThis.result = one() + new Three().value;\n',
        lib="export const one = () => 1;\nexport class Two {\n  value = 20;\n}\n",
    )
    assert run(browser, bundle(start)) == 21


def test_each_file_has_its_own_names(browser, tmp_path):
    start = write(
        tmp_path,
        start='import { left } from "./left.js";\nimport { right } from "./right.js";\n'
        "const size = 1;\nglobalThis.result = [size, left(), right()];\n",
        left="const size = 2;\nexport function left() { return size; }\n",
        right="const size = 3;\nexport const right = () => size;\n",
    )
    assert run(browser, bundle(start)) == [1, 2, 3]


def test_a_file_that_two_import_runs_once(browser, tmp_path):
    start = write(
        tmp_path,
        start='import { a } from "./a.js";\nimport { b } from "./b.js";\nglobalThis.result = a === b;\n',
        a='import { shared } from "./shared.js";\nexport const a = shared;\n',
        b='import { shared } from "./shared.js";\nexport const b = shared;\n',
        shared="export const shared = {};\n",
    )
    assert run(browser, bundle(start)) is True


def test_of_several_modules_each_runs_and_what_they_share_is_there_once(browser, tmp_path):
    one = write(
        tmp_path,
        one='import { told } from "./told.js";\ntold.push("one");\n',
        two='// It follows.\nimport { told } from "./told.js";\nglobalThis.result = [...told, "two"]; // stays\n',
        told="export const told = [];\n",
    )
    script = bundle(one, tmp_path / "two.js")
    assert run(browser, script) == ["one", "two"]
    assert script.count("told = []") == 1
    assert "It follows" not in script and "stays" in script


@pytest.mark.parametrize(
    "text",
    [
        'import all from "./lib.js";\n',
        'import * as all from "./lib.js";\n',
        "export default 1;\n",
        "export let x = 1;\n",
        "export const x = 1, y = 2;\n",
    ],
)
def test_other_forms_are_refused(tmp_path, text):
    with pytest.raises(ValueError, match="expected a named import or export"):
        bundle(write(tmp_path, start=text, lib=""))


def test_a_circle_is_refused(tmp_path):
    start = write(tmp_path, a='import { b } from "./b.js";\n', b='import { a } from "./a.js";\nexport const b = a;\n')
    with pytest.raises(ValueError, match="imports itself"):
        bundle(start)


def test_each_module_starts_in_a_turn_of_its_own(browser, tmp_path):
    one = write(tmp_path, one="setTimeout(() => { globalThis.between = true; });\n")
    (tmp_path / "two.js").write_text("globalThis.result = globalThis.between === true;\n")
    assert run(browser, bundle(one, tmp_path / "two.js")) is True
