"""Longer runs of a page: stored once with what they took, refused when they no longer belong to the page."""

import json
import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"
sys.path[:0] = [str(BOOK), str(BOOK / "_ext")]

from experiments.published import LEARNED_AT_EACH_STEP, PUBLISHED, parts  # noqa: E402
from stored_run import MAKE, RUNS, stored  # noqa: E402

SETTINGS = [{"seed": seed, "start": None} for seed in (2, 3)]


def doubled(seed, start):
    return {"value": 2 * seed}


def other(seed, start):
    return {"value": 3 * seed}


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.setenv(MAKE, "1")
    stored("two", doubled, SETTINGS, folder=tmp_path)
    monkeypatch.delenv(MAKE)
    return tmp_path


def test_a_stored_run_is_replaced_whole_never_written_over(made, monkeypatch):
    kept = made / "kept"
    kept.hardlink_to(made / "two.json")
    monkeypatch.setenv(MAKE, "1")
    stored("two", other, SETTINGS, folder=made)
    assert '"value": 4' in kept.read_text() and '"value": 6' in (made / "two.json").read_text()
    assert {path.name for path in made.iterdir()} == {"kept", "two.json"}


def test_what_was_stored_comes_back_and_says_so(made, capsys):
    assert stored("two", doubled, SETTINGS, folder=made) == [{"value": 4}, {"value": 6}]
    assert "stored: 2 runs" in capsys.readouterr().out


def test_the_file_holds_settings_results_and_seconds(made):
    kept = json.loads((made / "two.json").read_text())
    assert kept["runs"] == [[SETTINGS[0], {"value": 4}], [SETTINGS[1], {"value": 6}]]
    assert kept["seconds"] >= 0 and kept["versions"]["numpy"] == version("numpy")


def test_other_code_is_refused_also_that_of_a_function_which_the_run_calls(made):
    with pytest.raises(LookupError, match="other code or settings; run `make runs`"):
        stored("two", other, SETTINGS, folder=made)
    with pytest.raises(LookupError, match="other code or settings"):
        stored("two", doubled, SETTINGS, needs=[other], folder=made)


def test_other_settings_are_refused(made):
    with pytest.raises(LookupError, match="other code or settings"):
        stored("two", doubled, SETTINGS[:1], folder=made)


def test_nothing_stored_names_the_command(tmp_path):
    with pytest.raises(LookupError, match="make runs"):
        stored("two", doubled, SETTINGS, folder=tmp_path)


def test_every_stored_run_belongs_to_a_page_and_names_its_seeds():
    wanted = {name for page in BOOK.glob("*.md") for name in re.findall(r'stored\("([\w-]+)"', page.read_text())}
    of_1997 = {file for name in (*PUBLISHED, *LEARNED_AT_EACH_STEP) for file in parts(name)}
    assert wanted <= {path.stem for path in RUNS.glob("*.json")} <= wanted | of_1997
    for path in RUNS.glob("*.json"):
        assert all("seed" in setting for setting, _ in json.loads(path.read_text())["runs"])
