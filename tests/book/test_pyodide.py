"""Where Python for the pages comes from: what does not match is refused, what is missing is asked of the next."""

import doctest
import hashlib
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_book import live_cells, pyodide  # noqa: E402


@pytest.fixture
def pinned(monkeypatch):
    """Two small files in place of the large ones."""
    contents = {"core.wasm": b"core", "numpy.whl": b"numpy"}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    monkeypatch.setattr(pyodide, "FILES", hashes)
    return contents


def test_what_does_not_match_is_refused_and_asked_of_the_next(tmp_path, pinned):
    asked = []

    def forged(folder, missing):
        asked.append(missing)
        yield "core.wasm", b"something else"
        yield "numpy.whl", b"numpy"

    def true(folder, missing):
        asked.append(missing)
        yield "core.wasm", b"core"

    assert pyodide.fetch(tmp_path, (forged,)) == ["core.wasm"]
    assert pyodide.fetch(tmp_path, (forged, true)) == []
    assert asked == [{"core.wasm", "numpy.whl"}, {"core.wasm"}, {"core.wasm"}]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == pinned


def test_who_has_all_asks_nobody(tmp_path, pinned):
    for name, content in pinned.items():
        (tmp_path / name).write_bytes(content)

    def never(folder, missing):
        raise AssertionError("asked")

    assert pyodide.fetch(tmp_path, (never,)) == []


def test_a_source_that_fails_is_passed_over(tmp_path, pinned):
    def unreachable(folder, missing):
        raise OSError("no network")
        yield

    assert pyodide.fetch(tmp_path, (unreachable, lambda *_: iter(pinned.items()))) == []


def test_a_file_that_was_damaged_is_fetched_again(tmp_path, pinned):
    (tmp_path / "core.wasm").write_bytes(b"co")
    (tmp_path / "numpy.whl").write_bytes(b"numpy")
    assert pyodide.fetch(tmp_path, (lambda folder, missing: iter([("core.wasm", b"core")]),)) == []


def test_files_of_another_pyodide_do_not_stay_in_the_site(tmp_path, pinned, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    pyodide.fetch(pyodide.kept_in(), (lambda *_: iter(pinned.items()),))
    folder = tmp_path / "_static" / "python" / "pyodide"
    folder.mkdir(parents=True)
    (folder / "numpy-1.whl").write_bytes(b"old")
    config = SimpleNamespace(python_here=True)
    pyodide.put_into_the_site(
        SimpleNamespace(builder=SimpleNamespace(format="html"), outdir=tmp_path, config=config), None
    )
    assert {path.name for path in folder.iterdir()} == {*pinned, pyodide.LOCK}


def test_the_lock_holds_all_that_its_packages_ask_for():
    packages = pyodide.TABLE["lock"]["packages"]
    assert {name for one in packages.values() for name in one["depends"]} <= packages.keys()
    assert {"numpy", "matplotlib"} <= packages.keys()


def test_what_cells_import_is_packed_alike_each_time(tmp_path):
    live_cells.pack(tmp_path / "one.zip", ROOT)
    live_cells.pack(tmp_path / "two.zip", ROOT)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    names = zipfile.ZipFile(tmp_path / "one.zip").namelist()
    assert {"lstm_ref/gates.py", "book/_ext/gate_style.py", "book/_static/gates.css", "python/run_cell.py"} <= {*names}


def test_what_a_cell_needs_is_found_as_its_examples_say():
    found = doctest.testmod(sys.modules["cell_names"])
    assert found.attempted > 2 and found.failed == 0
