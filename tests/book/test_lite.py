"""The exercises in JupyterLite, as the site serves them: each link opens its notebook, which runs and answers there."""

import contextlib
import hashlib
import io
import json
import shutil
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from bs4 import BeautifulSoup

from lstm_grader.exercise import spec
from tests.book.conftest import Visit
from tests.course import answers

sys.path.insert(0, str(Path(__file__).parents[2] / "book" / "_ext"))
from course_site import elsewhere, lite

NAME = "06_forget_gate"
WRONG = "def forget_gate(x_t, h_prev, W_f, b_f):\n    return np.tanh(np.hstack([x_t, h_prev]) @ W_f + b_f)"
RIGHT = {answer.check: answer.source for answer in answers.author(NAME)}
A_WHILE = 240_000  # ms: Python, matplotlib and what IPython imports are loaded


@pytest.fixture(scope="module")
def served(html, python, tmp_path_factory) -> Path:
    """The site with JupyterLite."""
    site = shutil.copytree(html, tmp_path_factory.mktemp("served") / "site")
    missing = lite.make(site, elsewhere.notebooks(site))
    if missing:
        pytest.skip(missing)
    elsewhere.link(site, "")
    return site


def opened(site: Path, name: str) -> str:
    """The address of the chapter's exercise in JupyterLite, as its page has it."""
    document = BeautifulSoup((site / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    (link,) = document.select(f'a[href^="{lite.FOLDER}/"]')
    return link["href"]


@pytest.mark.parametrize("name", spec.names())
def test_a_link_to_jupyterlite_leads_to_the_exercise_of_its_page(served, name):
    link = urlparse(opened(served, name))
    assert (served / link.path).is_file()
    (path,) = parse_qs(link.query)["path"]
    assert Path(path).parent.name == name
    assert (served / "lite" / "files" / path).read_bytes() == (spec.ROOT / "exercises" / path).read_bytes()
    listed = json.loads((served / "lite" / "api" / "contents" / name / "all.json").read_text(encoding="utf-8"))
    assert path in [file["path"] for file in listed["content"]]


def test_all_that_the_kernel_loads_is_in_the_site_as_its_lock_says(served):
    folder = served / lite.FOLDER
    settings = json.loads((folder / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    (kernel,) = settings["litePluginSettings"].values()
    assert (folder / kernel["pyodideUrl"]).is_file() and kernel["disablePyPIFallback"]
    packages = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    for package in packages.values():
        assert hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest() == package["sha256"]
    asked = {"micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython"}  # by its worker
    assert asked <= set(kernel["loadPyodideOptions"]["packages"]) <= packages.keys()


def test_jupyterlite_brings_no_map_of_its_source_and_no_other_app(served):
    folder = served / lite.FOLDER
    assert [path.name for path in folder.rglob("*.map")] == []
    assert [path.name for path in folder.iterdir() if path.name in ("lab", "repl", "consoles", "edit")] == []
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 26_000_000


def test_a_site_without_pyodide_says_so_and_has_no_link(tmp_path):
    pytest.importorskip("jupyterlite_pyodide_kernel", reason="the extra “lite” is not installed")
    page = '<a class="exercise-notebook" href="notebooks/06_x.ipynb" download="x.ipynb">D</a>'
    (tmp_path / "06_x.html").write_text(page, encoding="utf-8")
    assert "Pyodide could not be had" in lite.make(tmp_path, elsewhere.notebooks(tmp_path))
    elsewhere.link(tmp_path, "")
    assert [path.name for path in tmp_path.iterdir()] == ["06_x.html"]
    assert (tmp_path / "06_x.html").read_text(encoding="utf-8") == page


def test_a_wheel_that_does_not_match_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    pins = tmp_path / "lite.txt"
    right = tmp_path / "kept" / "comm-1-py3-none-any.whl"
    right.parent.mkdir()
    right.write_bytes(b"comm")
    pins.write_text(f"comm==1 --hash=sha256:{hashlib.sha256(b'comm').hexdigest()}\n", encoding="utf-8")
    assert lite.fetch(right.parent, pins) == [right]
    right.write_bytes(b"something else")
    assert lite.fetch(right.parent, pins) == []


def words(answer: str) -> str:
    """What the notebook's own check says of the answer."""
    (path,) = (spec.ROOT / "exercises" / NAME).glob("*.ipynb")
    cells = {cell["id"]: "".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]}
    world = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()) as said:
        try:
            for code in (cells["tools"], cells["selfcheck"], answer, cells["check_forget_gate"]):
                exec(code, world)
        except AssertionError as error:
            print(error)
    return said.getvalue().strip()


class Notebook:
    """An exercise that is open in JupyterLite."""

    def __init__(self, page):
        self.page, self.cells = page, page.locator(".jp-CodeCell")
        self.cells.first.wait_for(timeout=A_WHILE)

    def run(self, cell):
        """Run a cell that stands in sight, and wait until it has run."""
        before = cell.locator(".jp-InputPrompt").inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            r"""([cell, before]) => { const { textContent } = cell.querySelector(".jp-InputPrompt");
              return /\[\d+\]/.test(textContent) && textContent !== before; }""",
            arg=[cell.element_handle(), before],
            timeout=A_WHILE,
        )

    def check(self, function: str, answer: str) -> str:
        """The verdict on an answer."""
        written = self.cells.filter(has_text=f"def {function}(")
        written.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(answer)
        self.run(written)
        check = self.cells.filter(has_text=f"check({function})")
        self.run(check)
        output = check.locator(".jp-OutputArea-output")
        output.wait_for()
        return output.inner_text().strip()


@pytest.mark.long
def test_an_exercise_opened_from_its_page_is_answered_wrong_and_right_without_another_site(served, browser, host):
    site = host(served)
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    visit = Visit(context.new_page(), site)
    context.on("request", visit._note_request)  # those of workers as well
    page = visit.open(NAME)
    page.get_by_role("link", name="open it in the browser (JupyterLite").click()
    notebook = Notebook(page)
    assert page.url == f"{site}{opened(served, NAME)}"
    notebook.run(notebook.cells.first)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")  # the self-check, whose code is hidden
    wrong = notebook.check("forget_gate", WRONG)
    assert wrong == words(WRONG) and "tanh" in wrong
    assert notebook.check("forget_gate", RIGHT["forget_gate"]) == words(RIGHT["forget_gate"])
    for function in ("keep", "half_life"):
        assert notebook.check(function, RIGHT[function]).startswith(f"{function}: right")
    notebook.run(notebook.cells.last)
    notebook.cells.last.locator(".jp-OutputArea-output img").wait_for()  # the figure of the experiment
    assert visit.outside == []
    context.close()
