"""Every statement of the source article has its place in the book and, where one is owed, a check."""

import tomllib

import pytest
import yaml

from lstm_grader import ROOT
from lstm_grader.exercise import catalogue, spec
from lstm_grader.exercise.spec import FunctionCheck
from tests.course.pages import anchors

ROWS = tomllib.loads((ROOT / "book" / "derivation.toml").read_text(encoding="utf-8"))
TOC = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text())
CHAPTERS = {TOC["root"], *(chapter["file"] for part in TOC["parts"] for chapter in part["chapters"])}


def test_all_rows_are_there():
    assert list(ROWS) == [*(f"S{number}" for number in range(1, 19)), *(f"E{number}" for number in range(1, 9))]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_is_due_has_its_targets(row):
    entry = ROWS[row]
    if set(entry["due"]) <= CHAPTERS:
        assert entry.get("pages"), f"{row} is due in {entry['due']} and has no page"
    for place in entry.get("pages", []):
        page, anchor = place.split("#")
        assert page in CHAPTERS
        assert anchor in anchors(ROOT / "book" / f"{page}.md"), f"{row}: {page} has no {anchor}"
    for target in entry.get("checks", []):
        exercise, name = target.split(".")
        found = [check for check in spec.load(exercise).checks if check.name == name]
        assert found, f"{row}: {exercise} has no check {name}"


@pytest.mark.parametrize("row", [row for row in ROWS if "mistakes" in ROWS[row]])
def test_a_loose_wording_is_recognised_by_its_checks(row):
    known = set()
    for target in ROWS[row]["checks"]:
        exercise, name = target.split(".")
        check = next(check for check in spec.load(exercise).checks if check.name == name)
        known |= set(check.mistakes) if isinstance(check, FunctionCheck) else set()
    assert set(ROWS[row]["mistakes"]) <= known & set(catalogue.read())
