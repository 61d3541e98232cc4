"""The catalogue of mistakes is whole, spoken kindly, and points to places that exist."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lstm_grader.exercise import catalogue, spec
from lstm_grader.exercise.spec import FunctionCheck
from lstm_grader.release import selfcheck_cell
from tests.course.pages import anchors

BOOK = Path(spec.ROOT) / "book"
ROWS = catalogue.read()
GROUPS = {"A": 15, "C": 25, "Q": 24, "B": 50, "W": 25, "L": 45, "T": 14}
READS = sorted({row.read for row in ROWS.values()} | {
    read for name in spec.names() for check in spec.load(name).checks
    for read in (check.read, *getattr(check, "reads", {}).values())
})  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_every_number_of_a_measured_group_is_there(group):
    numbers = {int(re.fullmatch(r"[A-Z](\d+)[a-c]?", key)[1]) for key in ROWS if key[0] == group}
    assert numbers == set(range(1, GROUPS[group] + 1))


@pytest.mark.parametrize("key", ROWS)
def test_a_row_is_short_and_ends_like_a_sentence(key):
    row = ROWS[key]
    assert len(row.name) <= 80
    assert not row.name.endswith(".")
    assert len(row.says) <= 260
    assert row.says.endswith(".")
    assert not re.search(r"\b(stupid|obviously|simply|trivial|of course)\b", row.says, re.IGNORECASE)


@pytest.mark.parametrize("read", READS)
def test_where_to_read_exists(read):
    page, _, anchor = read.partition("#")
    path = BOOK / page.replace(".html", ".md")
    if not path.is_file():
        assert re.fullmatch(r"\d\d_[a-z_]+\.html", read), "only a chapter that is still to come may be missing"
        return
    assert not anchor or anchor in anchors(path)


def test_specs_use_only_ids_of_the_catalogue_and_pages_that_are_there():
    for name in spec.names():
        for check in spec.load(name).checks:
            used = {*check.mistakes, check.changes} if isinstance(check, FunctionCheck) else set(check.traps.values())
            assert used <= set(ROWS), check.name
            pages = {ROWS[key].read.partition("#")[0].replace(".html", ".md") for key in used}
            assert [page for page in pages if not (BOOK / page).is_file()] == [], check.name


@pytest.mark.parametrize(
    "checks",
    [
        (replace(spec.load("06_forget_gate").checks[0], mistakes={"none": abs}),),
        (replace(spec.load("06_forget_gate").checks[-1], traps={"a": "none"}),),
    ],
)
def test_an_id_without_a_row_is_told_with_the_check_and_the_table(checks):
    exercise = replace(spec.load("06_forget_gate"), checks=checks)
    with pytest.raises(LookupError, match=rf"{checks[0].name}: no row none in .*catalogue; add it there"):
        selfcheck_cell.as_json(exercise)


@pytest.mark.parametrize("row, groups, told", [
    ('[Z1]\nname = "a mistake"\nsayss = "It is."\nread = "page.html"\n', ("Z_mistakes",),
     r"Z_mistakes.toml: \[Z1\] has name, sayss, read; expected name, says, read"),
    ('[C1]\nname = "a mistake"\nsays = "It is."\nread = "page.html"\n', ("Z_mistakes",),
     r"Z_mistakes.toml: \[C1\] is no row of group Z"),
    ("", (), "add Z_mistakes to GROUPS"),
])  # fmt: skip
def test_a_row_or_a_table_that_is_out_of_place_is_told(tmp_path, monkeypatch, row, groups, told):
    (tmp_path / "Z_mistakes.toml").write_text(row)
    monkeypatch.setattr(catalogue, "GROUPS", groups)
    with pytest.raises(LookupError, match=told):
        catalogue.read.__wrapped__(tmp_path)
