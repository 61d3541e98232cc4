"""Every statement of the source article has its place in each chapter that owes it one, and what proves it."""

import re
import tomllib

import pytest
import yaml

from lstm_grader import ROOT
from lstm_grader.exercise import catalogue, spec
from lstm_grader.exercise.spec import FunctionCheck
from tests.course.pages import anchors, section

ROWS = tomllib.loads((ROOT / "book" / "derivation.toml").read_text(encoding="utf-8"))
TOC = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text())
CHAPTERS = {TOC["root"], *(chapter["file"] for part in TOC["parts"] for chapter in part["chapters"])}


DUE = [row for row in ROWS if set(ROWS[row]["due"]) & CHAPTERS]


def test_all_rows_are_there():
    assert list(ROWS) == [*(f"S{number}" for number in range(1, 19)), *(f"E{number}" for number in range(1, 9))]


@pytest.mark.parametrize("row", DUE)
def test_each_chapter_that_is_out_has_a_place_for_what_it_owes(row):
    pages = {place.partition("#")[0] for place in ROWS[row].get("pages", [])}
    assert set(ROWS[row]["due"]) & CHAPTERS <= pages


@pytest.mark.parametrize("row", DUE)
def test_what_a_row_claims_is_proved(row):
    entry = ROWS[row]
    assert sum(key in entry for key in ("checks", "shown")) == 1, f"{row}: a check, or `shown` where nothing is claimed"


@pytest.mark.parametrize("row", ROWS)
def test_the_places_and_checks_of_a_row_exist(row):
    entry = ROWS[row]
    for place in entry.get("pages", []):
        page, anchor = place.split("#")
        assert page in CHAPTERS
        assert anchor in anchors(ROOT / "book" / f"{page}.md"), f"{row}: {page} has no {anchor}"
    for target in entry.get("checks", []):
        exercise, name = target.split(".")
        found = [check for check in spec.load(exercise).checks if check.name == name]
        assert found, f"{row}: {exercise} has no check {name}"


@pytest.mark.parametrize("row", [row for row in ROWS if "asserts" in ROWS[row]])
def test_a_section_that_asserts_its_claim_does(row):
    for place in ROWS[row]["asserts"]:
        page, anchor = place.split("#")
        assert re.search(r"^ *assert ", section(ROOT / "book" / f"{page}.md", anchor), re.MULTILINE), place


@pytest.mark.parametrize("row", [row for row in ROWS if "mistakes" in ROWS[row]])
def test_a_loose_wording_is_recognised_by_its_checks(row):
    known = set()
    for target in ROWS[row]["checks"]:
        exercise, name = target.split(".")
        check = next(check for check in spec.load(exercise).checks if check.name == name)
        known |= set(check.mistakes) if isinstance(check, FunctionCheck) else set()
    assert set(ROWS[row]["mistakes"]) <= known & set(catalogue.read())
