"""A gradebook of an older version opens, keeps everything, and is graded on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import Column, Integer

from lstm_grader.gradebook import migrations
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import whole_class
from lstm_grader.pages.places import Places
from tests.lstm_grader.classes import NAME, WRONG, hand_in

OLD = Path(__file__).with_name("version_0_1_0.sql")
OURS = ("lstm_grading", "lstm_check")


@pytest.fixture
def old(tmp_path) -> Path:
    """The folder of a course with a gradebook as version 0.1.0 left it."""
    with closing(sqlite3.connect(tmp_path / "gradebook.db")) as connection:
        connection.executescript(OLD.read_text())
    return tmp_path


def rows(out: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(out / "gradebook.db")) as connection:
        return connection.execute(query).fetchall()


def everything(out: Path) -> dict[str, list[tuple]]:
    tables = rows(out, "select name from sqlite_master where type = 'table' and name <> 'lstm_layout'")
    return {table: sorted(rows(out, f"select * from {table}"), key=repr) for (table,) in tables}


def today(old: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """The same with the columns that were added since: nobody was judged by a group's work then."""
    return old | {"lstm_grading": [(*row, "") for row in old["lstm_grading"]]}


def test_it_opens_and_keeps_all_that_is_in_it(old):
    before = everything(old)
    assert len(before["lstm_grading"]) == 6
    with Store(Places(old).db_url, "lstm") as store:
        scores = {record.student: record.score for record in store.latest(NAME)}
        emmy = [record.score for record in store.history("emmy", NAME)]
    assert everything(old) == today(before)
    assert scores == {"ada": 10, "alan": 8, "emmy": 10, "kurt": 0, "sofia": 0}
    assert emmy == [8, 10]
    assert rows(old, "select number from lstm_layout") == [(len(migrations.STEPS) + 1,)]


def test_it_is_graded_on_and_marks_by_hand_stay(old):
    before = today(everything(old))
    submitted = old / "submitted"
    hand_in(submitted, "ada", WRONG)
    hand_in(submitted, "alan", WRONG)
    for student in ("emmy", "grace"):
        hand_in(submitted, student)
    found = whole_class.grade(submitted, old, [NAME], pages=False)
    assert found.judged == 6
    judged = {"ada": 8, "alan": 8, "emmy": 10, "grace": 10, "kurt": 0, "sofia": 0}
    assert {record.student: record.score for record in found.records} == judged
    after = everything(old)
    assert [set(before[table]) - set(after[table]) for table in OURS] == [set(), set()], "history was lost"
    with Gradebook(Places(old).db_url, "lstm") as book:
        scores = {student: book.find_submission(NAME, student).score for student in ("ada", "alan", "emmy", "grace")}
        assert book.find_comment("keep", "forget_gate", NAME, "alan").comment == "The idea is right."
    assert scores == {"ada": 8, "alan": 9.5, "emmy": 10, "grace": 10}


def test_steps_change_an_old_gradebook_once_and_a_new_one_never(old, tmp_path, monkeypatch):
    before, taken = rows(old, "select * from lstm_grading"), []

    def step(operations):
        taken.append(1)
        with operations.batch_alter_table("lstm_grading") as table:
            table.add_column(Column("attempt", Integer, server_default="1", nullable=False))

    monkeypatch.setattr(migrations, "STEPS", (step,))
    for _ in range(2):
        Store(Places(old).db_url, "lstm").close()
    assert rows(old, "select number from lstm_layout") == [(2,)]
    assert rows(old, "select * from lstm_grading") == [(*row, 1) for row in before]
    Store(Places(tmp_path / "new").db_url, "lstm").close()
    assert rows(tmp_path / "new", "select number from lstm_layout") == [(2,)]
    assert taken == [1]


def test_a_step_that_fails_leaves_all_as_it_was(old, monkeypatch):
    before = everything(old)

    def step(operations):
        operations.execute("update lstm_grading set student = 'nobody'")
        raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "STEPS", (step,))
    with pytest.raises(KeyboardInterrupt):
        Store(Places(old).db_url, "lstm")
    assert everything(old) == before
    assert rows(old, "select name from sqlite_master where name = 'lstm_layout'") == []


def test_what_a_newer_version_wrote_is_refused(old):
    Store(Places(old).db_url, "lstm").close()
    with closing(sqlite3.connect(old / "gradebook.db")) as connection:
        connection.execute("update lstm_layout set number = 99")
        connection.commit()
    with pytest.raises(RuntimeError, match=r"a newer version of the grader wrote .* layout 99"):
        Store(Places(old).db_url, "lstm")
