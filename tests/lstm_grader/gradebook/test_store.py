"""The store: nbgrader reads what it wrote; history keeps everything; nothing of a person's is lost."""

import copy
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, event

from lstm_grader import course
from lstm_grader.exercise import spec
from lstm_grader.gradebook import cells, history, scores
from lstm_grader.gradebook.store import Store
from lstm_grader.records import CheckRecord, Record
from lstm_grader.release import derive

EXERCISE = spec.load("06_forget_gate")


def record(student="ada", right=True, **more) -> Record:
    word = "right" if right else "wrong"
    checks = tuple(
        CheckRecord(check.name, check.points if right else 0.0, check.points, word, "" if right else "C4", "so it is")
        for check in EXERCISE.checks
    )
    values = {"notebook_hash": "a" * 64, "seed": "5eed", "spec_hash": "b" * 64, "versions": (("numpy", "2.4.6"),)}
    values |= {"sandbox": ("bubblewrap", "seccomp"), "flags": ("network",), "graded_at": "2026-01-01T00:00:00+00:00"}
    return Record(student, EXERCISE.name, EXERCISE.notebook, checks, **(values | more))


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A gradebook with the exercise in it, made once."""
    path = tmp_path_factory.mktemp("released") / "new" / "gradebook.db"
    with Store(f"sqlite:///{path}", "lstm") as store:
        store.ensure_assignment(EXERCISE)
    return path


@pytest.fixture
def store(released, tmp_path):
    shutil.copy(released, tmp_path)
    with Store(f"sqlite:///{tmp_path / released.name}", "lstm") as store:
        yield store


@pytest.fixture
def nbgrader(store):
    with Gradebook(store.db_url, "lstm") as gradebook:
        yield gradebook


def dump(db_url: str) -> dict[str, list]:
    """Everything in a gradebook, without the random ids and the course that nbgrader adds by itself."""
    tables = ("alembic_version", "assignment", "notebook", "base_cell", "grade_cells", "solution_cells", "source_cell")
    with sqlite3.connect(db_url.removeprefix("sqlite:///")) as connection:
        found = {}
        for table in tables:
            cursor = connection.execute(f"select * from {table}")
            names = [column[0] for column in cursor.description]
            found[table] = sorted(
                repr({k: v for k, v in zip(names, row, strict=True) if not (k == "id" or k.endswith("_id"))})
                for row in cursor
            )
    connection.close()
    return found


def test_a_new_gradebook_is_the_one_nbgrader_would_have_made(store, tmp_path):
    other = f"sqlite:///{tmp_path / 'stock.db'}"
    places = {"source_directory": tmp_path / "source", "release_directory": tmp_path / "release"}
    derive.release([EXERCISE.name], db_url=other, **places)
    with Gradebook(store.db_url, "lstm") as gradebook:
        assert gradebook.find_assignment(EXERCISE.name).course_id == "lstm"
    assert dump(store.db_url) == dump(other)
    assert "judged by lstm_grader" in repr(dump(store.db_url)["source_cell"])


def test_ensuring_twice_leaves_the_cells_alone(store, nbgrader):
    before = [cell.id for cell in nbgrader.find_notebook(EXERCISE.notebook, EXERCISE.name).source_cells]
    store.ensure_assignment(EXERCISE)
    nbgrader.db.expire_all()
    assert [cell.id for cell in nbgrader.find_notebook(EXERCISE.notebook, EXERCISE.name).source_cells] == before


def test_changed_points_reach_the_gradebook(store, nbgrader):
    nbgrader.update_or_create_grade_cell("check_keep", EXERCISE.notebook, EXERCISE.name, max_score=77.0)
    store.ensure_assignment(EXERCISE)
    nbgrader.db.expire_all()
    cell = nbgrader.find_grade_cell("check_keep", EXERCISE.notebook, EXERCISE.name)
    assert cell.max_score == next(check.points for check in EXERCISE.checks if check.name == "keep")


def test_nbgrader_reads_the_scores(store, nbgrader):
    store.save([record("ada"), record("kurt", right=False)])
    ada, kurt = (nbgrader.find_submission(EXERCISE.name, student) for student in ("ada", "kurt"))
    assert (ada.score, ada.max_score, ada.needs_manual_grade) == (EXERCISE.max_score, EXERCISE.max_score, False)
    assert (kurt.score, kurt.needs_manual_grade) == (0.0, False)
    assert len(ada.notebooks[0].grades) == len(EXERCISE.checks)
    written = nbgrader.find_notebook(EXERCISE.notebook, EXERCISE.name).solution_cells
    assert len(ada.notebooks[0].comments) == len(written)
    assert store.students() == ["ada", "kurt"]


def test_what_is_saved_comes_back_whole(store):
    records = [record("ada"), record("kurt", right=False)]
    store.save(records)
    assert store.latest() == store.latest(EXERCISE.name) == records
    assert store.latest("05_squashing") == []


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's add_submission gives one
def test_a_row_of_nbgraders_own_is_filled_not_doubled(store, nbgrader):
    nbgrader.add_student("ada", first_name="Ada")
    submission = nbgrader.add_submission(EXERCISE.name, "ada", timestamp="2026-01-01 12:00:00 UTC")
    store.save([record("ada")])
    nbgrader.db.expire_all()
    assert nbgrader.find_submission(EXERCISE.name, "ada").id == submission.id
    assert submission.score == EXERCISE.max_score and submission.timestamp is not None
    assert nbgrader.find_student("ada").first_name == "Ada"


def test_scores_and_comments_of_a_person_survive_a_regrade(store, nbgrader):
    store.save([record("ada", right=False)])
    place = (EXERCISE.notebook, EXERCISE.name, "ada")
    grade, comment = nbgrader.find_grade("check_keep", *place), nbgrader.find_comment("keep", *place)
    grade.manual_score, grade.extra_credit, comment.manual_comment = 1.5, 0.25, "Nearly."
    nbgrader.db.commit()
    store.save([record("ada", right=False, graded_at="2026-01-02T00:00:00+00:00")])
    nbgrader.db.expire_all()
    assert (grade.score, comment.comment, grade.needs_manual_grade) == (1.75, "Nearly.", False)
    assert scores.find_outdated(store.engine) == {}
    store.save([record("ada", notebook_hash="c" * 64)])
    nbgrader.db.expire_all()
    assert (grade.auto_score, grade.score, comment.comment) == (grade.max_score, 1.75, "Nearly.")
    assert grade.needs_manual_grade, "the score under the person's has changed: the person should look again"
    assert scores.find_outdated(store.engine) == {("ada", EXERCISE.name): ["keep"]}


def test_every_grading_is_kept_and_the_newest_counts(store, nbgrader):
    first, second = record(right=False, notebook_hash="1" * 64), record(notebook_hash="2" * 64)
    back = replace(first, graded_at="2026-01-03T00:00:00+00:00")
    for one in (first, second, back):
        store.save([one])
    assert store.history("ada", EXERCISE.name) == [first, second, back]
    assert store.latest() == [back]
    assert nbgrader.find_submission(EXERCISE.name, "ada").score == 0.0


def test_the_same_grading_saved_again_adds_no_history(store):
    store.save([record(), record()])
    store.save([record(graded_at="2026-05-05T00:00:00+00:00")])
    assert store.history("ada", EXERCISE.name) == [record()]


def test_the_same_verdict_by_another_version_is_another_grading(store):
    newer = record(versions=(("numpy", "2.5.0"),))
    store.save([record()])
    store.save([newer])
    assert store.history("ada", EXERCISE.name) == [record(), newer]


def test_an_ungraded_submission_is_not_a_zero(store, nbgrader):
    lost = record()
    rows = tuple(replace(check, score=0.0, verdict="infrastructure") for check in lost.checks)
    store.save([replace(lost, checks=rows)])
    submission = nbgrader.find_submission(EXERCISE.name, "ada")
    assert submission.needs_manual_grade and all(grade.auto_score is None for grade in submission.notebooks[0].grades)
    store.save([lost])
    nbgrader.db.expire_all()
    assert not submission.needs_manual_grade and submission.score == EXERCISE.max_score
    assert len(store.history("ada", EXERCISE.name)) == 2


def test_what_no_database_holds_does_not_stop_the_class(store):
    odd = replace(record("odd"), checks=(replace(record().checks[0], message="\0 \ud800 \U0001f600"),))
    store.save([odd, record("ada")])
    assert [one.student for one in store.latest()] == ["ada", "odd"]
    assert store.latest()[1].checks[0].message == "\\0 \\ud800 \U0001f600"


def test_an_unknown_assignment_is_named_and_nothing_is_written(store):
    with pytest.raises(LookupError, match="07_nowhere"):
        store.save([record("ada"), replace(record("kurt"), assignment="07_nowhere")])
    assert store.students() == [] and store.latest() == []


def test_a_reader_in_the_middle_stops_nobody(store):
    store.save([record("ada")])
    reader = sqlite3.connect(store.db_url.removeprefix("sqlite:///"), isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("select count(*) from grade").fetchone() == (len(EXERCISE.checks),)
    store.save([record(f"student{number}") for number in range(20)])
    assert reader.execute("select count(*) from grade").fetchone() == (len(EXERCISE.checks),)  # its own moment
    reader.execute("COMMIT")
    assert reader.execute("select count(*) from grade").fetchone() == (21 * len(EXERCISE.checks),)
    reader.close()


def test_a_gradebook_put_in_its_place_is_the_one_written_to(store, released):
    path = Path(store.db_url.removeprefix("sqlite:///"))
    store.save([record("ada")])
    path.unlink()
    shutil.copy(released, path)
    store.save([record("kurt")])
    assert store.students() == ["kurt"]


def test_saving_takes_a_few_statements_for_a_whole_batch(store):
    count = 0

    def counted(*_):
        nonlocal count
        count += 1

    event.listen(store.engine, "before_cursor_execute", counted)
    store.save([record(f"student{number}") for number in range(200)])
    assert count < 40


def test_a_database_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="SQLite or PostgreSQL, got mysql"):
        history.insert(type("C", (), {"dialect": type("D", (), {"name": "mysql"})})(), history.grading)


def test_the_course_is_that_of_the_settings(tmp_path):
    with Store(f"sqlite:///{tmp_path / 'gradebook.db'}") as store:
        assert store.course_id == course.settings().CourseDirectory.course_id
    engine = create_engine(store.db_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select id from course").scalars().all() == [store.course_id]
    engine.dispose()


def test_a_question_that_is_added_while_the_term_runs_leaves_the_grades_there_are(store, nbgrader, monkeypatch):
    store.save([record("ada"), record("alan", right=False)])
    more = copy.deepcopy(cells.graded_notebook(EXERCISE.name))
    for name in ("answer_4", "check_answer_4"):
        cell = copy.deepcopy(next(cell for cell in more.cells if cell.id == "check_answer_3"))
        cell.id = cell.metadata.nbgrader.grade_id = name
        cell.metadata.nbgrader.grade = name.startswith("check")
        more.cells.append(cell)
    monkeypatch.setattr(cells, "graded_notebook", lambda name: more)
    store.ensure_assignment(EXERCISE)
    grades = {
        submission.student.id: {grade.name: grade.auto_score for grade in submission.notebooks[0].grades}
        for submission in nbgrader.assignment_submissions(EXERCISE.name)
    }
    assert {student: sum(filter(None, marks.values())) for student, marks in grades.items()} == {"ada": 10, "alan": 0}
    assert "check_answer_4" in {
        cell.name for cell in nbgrader.find_notebook(EXERCISE.notebook, EXERCISE.name).grade_cells
    }


def test_a_question_that_has_grades_is_not_taken_away(store, monkeypatch):
    store.save([record("ada")])
    fewer = copy.deepcopy(cells.graded_notebook(EXERCISE.name))
    fewer.cells = [cell for cell in fewer.cells if cell.id != "check_answer_3"]
    monkeypatch.setattr(cells, "graded_notebook", lambda name: fewer)
    with pytest.raises(RuntimeError, match=r"does not have any more.*nbgrader db assignment remove"):
        store.ensure_assignment(EXERCISE)
