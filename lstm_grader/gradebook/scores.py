"""The scores that count: a person's mark before the judge's, with what is taken off for handing in late."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from nbgrader import api
from sqlalchemy import Connection, Engine, or_, select

from lstm_grader.exercise import spec
from lstm_grader.gradebook import history
from lstm_grader.records import CheckRecord, Key, Record

STUDENT, ASSIGNMENT, NOTEBOOK = api.Student.__table__, api.Assignment.__table__, api.Notebook.__table__
SUBMITTED, SUBMITTED_NOTEBOOK = api.SubmittedAssignment.__table__, api.SubmittedNotebook.__table__
CELL, GRADE, COMMENT = api.BaseCell.__table__, api.Grade.__table__, api.Comment.__table__
HANDED_IN = SUBMITTED_NOTEBOOK.join(SUBMITTED, SUBMITTED.c.id == SUBMITTED_NOTEBOOK.c.assignment_id).join(
    ASSIGNMENT, ASSIGNMENT.c.id == SUBMITTED.c.assignment_id
)
GRADED, COMMENTED = (
    HANDED_IN.join(table, table.c.notebook_id == SUBMITTED_NOTEBOOK.c.id).join(CELL, CELL.c.id == table.c.cell_id)
    for table in (GRADE, COMMENT)
)


Due = Callable[[str, str], datetime | None]


@dataclass(frozen=True)
class Standing:
    """How one student stands in one exercise."""

    student: str
    name: str
    """"Last, First" as nbgrader's gradebook has it, or the student's id."""
    assignment: str
    checks: dict[str, float | None]
    """Points for each check, in the order of the exercise; None: not graded yet."""
    penalty: float
    """Points taken off for handing in late."""
    absent: bool = False
    """Nothing was handed in, and nobody gave points."""
    due: datetime | None = None
    """When it was due for this student, extension included, in UTC; None where there is no such day."""

    @property
    def points(self) -> float:
        """Those reached so far, whatever lateness costs."""
        return sum(points or 0.0 for points in self.checks.values())

    @property
    def total(self) -> float | None:
        """All points less the penalty, None when a check is not graded yet."""
        if None in self.checks.values():
            return None
        return max(sum(self.checks.values()) - self.penalty, 0.0)


def read_standings(engine: Engine, names: Collection[str], absent: Collection[Key] = frozenset()) -> list[Standing]:
    """Where everybody stands in some exercises, by student and exercise.

    Args:
        absent: who handed in nothing; for them nbgrader's tables may hold nothing.
    """
    query = (
        select(
            STUDENT.c.id,
            ASSIGNMENT.c.name.label("assignment"),
            SUBMITTED_NOTEBOOK.c.late_submission_penalty,
            CELL.c.name.label("cell"),
            GRADE.c.auto_score,
        )
        .select_from(GRADED)
        .join(STUDENT, STUDENT.c.id == SUBMITTED.c.student_id)
        .where(ASSIGNMENT.c.name.in_(names))
    )
    found: dict[Key, dict[str, float | None]] = {key: {} for key in absent}
    penalties: dict[Key, float | None] = {}
    given = read_marks(engine, names)
    with engine.connect() as connection:
        for row in connection.execute(query):
            key, check = (row.id, row.assignment), row.cell.removeprefix("check_")
            found.setdefault(key, {})[check] = given.get(key, Marks()).counted(check, row.auto_score)
            penalties[key] = row.late_submission_penalty
        called = {row.id: _called(row) for row in connection.execute(select(STUDENT))}
        due = _due(connection, names)
    return [
        _standing(called[key[0]], key, grades, penalties.get(key) or 0.0, key in absent, due)
        for key, grades in sorted(found.items())
    ]


def _called(row) -> str:
    return ", ".join(filter(None, (row.last_name, row.first_name))) or row.id


def _due(connection: Connection, names: Collection[str]) -> Due:
    """When an exercise is due for a student."""
    dates = dict(connection.execute(select(ASSIGNMENT.c["name", "duedate"]).where(ASSIGNMENT.c.name.in_(names))).all())
    query = select(SUBMITTED.c.student_id, ASSIGNMENT.c.name, SUBMITTED.c.extension)
    query = query.join(ASSIGNMENT, ASSIGNMENT.c.id == SUBMITTED.c.assignment_id)
    more = {(student, name): extra for student, name, extra in connection.execute(query) if extra is not None}

    def due(student: str, name: str) -> datetime | None:
        day = dates.get(name)
        return None if day is None else day + more.get((student, name), timedelta(0))

    return due


def make_absent(engine: Engine, people: Iterable[str], names: Collection[str]) -> list[Standing]:
    """The standings of people whom a list of the class has, and the gradebook has not: they handed in nothing."""
    with engine.connect() as connection:
        due = _due(connection, names)
    return [_standing(who, (who, name), {}, 0.0, True, due) for who in people for name in names]


def fill_missing(standings: Iterable[Standing], missing: str) -> list[Standing]:
    """What an export makes of those who handed in nothing.

    Args:
        missing: "empty" leaves them as they are, "zero" gives 0, "after-due" gives 0 to whom it was due before now.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    return [
        replace(one, checks=dict.fromkeys(one.checks, 0.0))
        if one.absent and (missing == "zero" or (missing == "after-due" and one.due is not None and one.due < now))
        else one
        for one in standings
    ]


def _standing(called: str, key: Key, grades: dict, penalty: float, absent: bool, due: Due) -> Standing:
    student, name = key
    marked = absent and any(points is not None for points in grades.values())  # then only what a person gave counts
    checks = {check.name: grades.get(check.name) for check in spec.load(name).checks}
    if marked:
        checks = {check: points or 0.0 for check, points in checks.items()}
    return Standing(student, called, name, checks, penalty, absent and not marked, due(student, name))


@dataclass(frozen=True)
class Marks:
    """What the gradebook has of one submission that no judge gave."""

    points: dict[str, tuple[float | None, float]] = field(default_factory=dict)
    """Of a check: a person's points in place of the judge's, None for the judge's, and extra credit."""
    comments: dict[str, str] = field(default_factory=dict)
    """What a person wrote to an answer, by its cell's name."""
    penalty: float = 0.0
    """Points taken off for handing in late."""

    def on(self, record: Record) -> Record:
        """The record with the points that count."""
        return replace(record, checks=tuple(map(self._counted, record.checks)))

    def _counted(self, check: CheckRecord) -> CheckRecord:
        return replace(check, score=self.counted(check.check, check.score))

    def counted(self, check: str, score: float | None) -> float | None:
        """The points that count, as nbgrader counts them; nothing where nobody graded."""
        given, extra = self.points.get(check, (None, 0.0))
        score = score if given is None else given
        return None if score is None else score + extra


def find_outdated(engine: Engine) -> dict[tuple[str, str], list[str]]:
    """The checks of each (student, exercise) to which a person gave points before the judge's verdict changed."""
    query = (
        select(SUBMITTED.c.student_id, ASSIGNMENT.c.name, CELL.c.name)
        .select_from(GRADED)
        .where(GRADE.c.manual_score.is_not(None), GRADE.c.needs_manual_grade)
        .order_by(CELL.c.name)
    )
    found: dict[tuple[str, str], list[str]] = {}
    with engine.connect() as connection:
        for student, name, cell in connection.execute(query):
            found.setdefault((student, name), []).append(cell.removeprefix("check_"))
    return found


def read_marks(engine: Engine, names: Collection[str]) -> dict[tuple[str, str], Marks]:
    """The marks on each (student, exercise) that has some, in some exercises.

    What a person gave to one member of a group is everyone's, where members were not given different points.
    """
    whose = select(SUBMITTED.c.student_id, ASSIGNMENT.c.name.label("assignment")).where(ASSIGNMENT.c.name.in_(names))
    penalty = SUBMITTED_NOTEBOOK.c.late_submission_penalty
    late = whose.add_columns(penalty).select_from(HANDED_IN).where(penalty != 0)
    graded = whose.add_columns(CELL.c.name, GRADE.c.manual_score, GRADE.c.extra_credit).select_from(GRADED)
    graded = graded.where(or_(GRADE.c.manual_score.is_not(None), GRADE.c.extra_credit != 0))
    noted = whose.add_columns(CELL.c.name, COMMENT.c.manual_comment).select_from(COMMENTED)
    found: dict[tuple[str, str], Marks] = {}
    with engine.connect() as connection:
        for student, name, off in connection.execute(late):
            found[student, name] = Marks(penalty=off)
        for student, name, cell, given, extra in connection.execute(graded):
            points = found.setdefault((student, name), Marks()).points
            points[cell.removeprefix("check_")] = given, extra or 0.0
        for student, name, cell, text in connection.execute(noted.where(COMMENT.c.manual_comment.is_not(None))):
            found.setdefault((student, name), Marks()).comments[cell] = text
        for name, members in groups(connection, names):
            own = [found.setdefault((student, name), Marks()) for student in sorted(members)]
            _share([item.points for item in own])
            _share([item.comments for item in own])
    return {key: item for key, item in found.items() if item != Marks()}


def groups(connection: Connection, names: Collection[str]) -> list[tuple[str, set[str]]]:
    """Exercise and members of each group whose work was judged once for all of them."""
    table = history.grading
    query = select(table.c["student", "assignment", "judged_as"]).where(
        table.c.id.in_(history.last_ids()), table.c.judged_as != "", table.c.assignment.in_(names)
    )
    found: dict[tuple[str, str], set[str]] = {}
    for student, name, owner in connection.execute(query):
        found.setdefault((name, owner), {owner}).add(student)
    return [(name, members) for (name, _), members in sorted(found.items())]


def _share(given: list[dict]) -> None:
    """What is given to some, and nothing else to others, is given to all."""
    for key in {key for own in given for key in own}:
        values = {own[key] for own in given if key in own}
        if len(values) == 1:
            for own in given:
                own.update(dict.fromkeys([key], *values))
