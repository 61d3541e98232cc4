"""A gradebook of an older version opens, keeps everything, and is graded on, in SQLite and in PostgreSQL."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader import api
from sqlalchemy import Column, Integer, MetaData, create_engine, event, inspect, select, text

from lstm_grader import ROOT, course
from lstm_grader.gradebook import migrations
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import whole_class
from tests.lstm_grader.classes import NAME, WRONG, hand_in
from tests.lstm_grader.nbgrader_course import CONFIG

OLD = Path(__file__).with_name("version_0_1_0.sql")
OURS = ("lstm_grading", "lstm_check")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def empty(request, tmp_path) -> str:
    """The address of a database in which nothing is."""
    return request.getfixturevalue("url") if request.param == "postgresql" else f"sqlite:///{tmp_path}/gradebook.db"


@pytest.fixture
def old(empty, tmp_path) -> str:
    """The address of a gradebook as version 0.1.0 left it."""
    file = tmp_path / ("gradebook.db" if empty.startswith("sqlite") else "old.db")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(OLD.read_text())
    if not empty.startswith("sqlite"):
        move(f"sqlite:///{file}", empty)
    return empty


def move(file: str, url: str) -> None:
    """Puts the same rows into another database: nbgrader's tables as nbgrader makes them there, ours as they were."""
    ours = MetaData()
    event.listen(ours, "column_reflect", _in_any_database)
    source, target = create_engine(file), create_engine(url)
    with source.connect() as before, target.begin() as after:
        ours.reflect(before, only=(*OURS, "alembic_version"))
        for tables in (api.Base.metadata, ours):
            tables.create_all(after)
            for table in tables.sorted_tables:
                if found := before.execute(select(table)).mappings().all():
                    after.execute(table.insert(), found)
    for engine in (source, target):
        engine.dispose()


def _in_any_database(_, __, column: dict) -> None:
    column.update(type=column["type"].as_generic(), autoincrement=False)


def rows(url: str, query: str) -> list[tuple]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def everything(url: str) -> dict[str, list[tuple]]:
    return {name: sorted(rows(url, f"select * from {name}"), key=repr) for name in tables(url) - {"lstm_layout"}}


def today(old: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """The same with the columns that were added since: nobody was judged by a group's work then."""
    return old | {"lstm_grading": [(*row, "") for row in old["lstm_grading"]]}


def test_it_opens_and_keeps_all_that_is_in_it(old):
    before = everything(old)
    assert len(before["lstm_grading"]) == 6
    with Store(old, "lstm") as store:
        scores = {record.student: record.score for record in store.latest(NAME)}
        emmy = [record.score for record in store.history("emmy", NAME)]
    assert everything(old) == today(before)
    assert scores == {"ada": 10, "alan": 8, "emmy": 10, "kurt": 0, "sofia": 0}
    assert emmy == [8, 10]
    assert rows(old, "select number from lstm_layout") == [(len(migrations.STEPS) + 1,)]


def test_it_is_graded_on_and_marks_by_hand_stay(old, tmp_path, monkeypatch):
    settings = CONFIG.format(project=str(ROOT), folder=str(tmp_path), db_url=old)
    (tmp_path / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before, submitted = today(everything(old)), course.submitted()
    hand_in(submitted, "ada", WRONG)
    hand_in(submitted, "alan", WRONG)
    for student in ("emmy", "grace"):
        hand_in(submitted, student)
    found = whole_class.grade(submitted, course.folder(), [NAME], pages=False)
    assert found.judged == 6
    judged = {"ada": 8, "alan": 8, "emmy": 10, "grace": 10, "kurt": 0, "sofia": 0}
    assert {record.student: record.score for record in found.records} == judged
    after = everything(old)
    assert [set(before[table]) - set(after[table]) for table in OURS] == [set(), set()], "history was lost"
    with api.Gradebook(old, "lstm") as book:
        scores = {student: book.find_submission(NAME, student).score for student in ("ada", "alan", "emmy", "grace")}
        assert book.find_comment("keep", "forget_gate", NAME, "alan").comment == "The idea is right."
    assert scores == {"ada": 8, "alan": 9.5, "emmy": 10, "grace": 10}


def test_steps_change_an_old_gradebook_once(old, monkeypatch):
    before, taken = rows(old, "select * from lstm_grading"), []
    monkeypatch.setattr(migrations, "STEPS", (count_attempts(taken),))
    for _ in range(2):
        Store(old, "lstm").close()
    assert rows(old, "select number from lstm_layout") == [(2,)]
    assert rows(old, "select * from lstm_grading") == [(*row, 1) for row in before]
    assert taken == [1]


def test_steps_change_a_new_gradebook_never(empty, monkeypatch):
    taken = []
    monkeypatch.setattr(migrations, "STEPS", (count_attempts(taken),))
    for _ in range(2):
        Store(empty, "lstm").close()
    assert rows(empty, "select number from lstm_layout") == [(2,)]
    assert taken == []


def count_attempts(taken: list):
    def step(operations):
        taken.append(1)
        with operations.batch_alter_table("lstm_grading") as table:
            table.add_column(Column("attempt", Integer, server_default="1", nullable=False))

    return step


def test_a_step_that_fails_leaves_all_as_it_was(old, monkeypatch):
    before = everything(old)

    def step(operations):
        operations.execute("update lstm_grading set student = 'nobody'")
        raise KeyboardInterrupt

    monkeypatch.setattr(migrations, "STEPS", (step,))
    with pytest.raises(KeyboardInterrupt):
        Store(old, "lstm")
    assert everything(old) == before
    assert "lstm_layout" not in tables(old)


def test_what_a_newer_version_wrote_is_refused(old):
    with Store(old, "lstm") as store, store.engine.begin() as connection:
        connection.execute(text("update lstm_layout set number = 99"))
    with pytest.raises(RuntimeError, match=r"a newer version of the grader wrote .* layout 99"):
        Store(old, "lstm")
