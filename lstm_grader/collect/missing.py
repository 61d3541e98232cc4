"""Who of a class has no notebook: nobody is lost silently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lstm_grader.collect import table
from lstm_grader.collect.groups import Group
from lstm_grader.collect.people import People, key_of, words_of
from lstm_grader.collect.rosters import CANVAS, MOODLE, NAMES
from lstm_grader.collect.sheets import read_sheet
from lstm_grader.collect.table import Row
from lstm_grader.collect.worksheets import Participant

FIRST = 4  # columns in which names stand, where the headings are in another language


@dataclass(frozen=True)
class Listed:
    """A row of a list of the class."""

    label: str
    ids: frozenset[str]
    names: frozenset[tuple[str, ...]]
    number: str = ""
    """Canvas's, by which its archives know them; empty where another platform wrote the list."""


def without_notebook(
    rows: Iterable[Row],
    exercise: str,
    people: People,
    participants: dict[str, Participant],
    grouped: Sequence[Group],
    roster: Path | None,
) -> dict[str, str]:
    """Who has none, nor their group, and what is known of why."""
    rows = [row for row in rows if row.student]
    have = {row.student for row in rows if row.outcome == table.COUNTS}
    for group in grouped:
        if group.works_on(exercise) and have.intersection(group.folders):
            have |= {*group.members}
    came = defaultdict(list)
    for row in rows:
        if row.student not in have:
            came[row.student].append(row.handed_in or row.entry)
    found = {student: f"handed in {', '.join(files)[:200]}" for student, files in came.items()}
    own = [known for known in people.known if known.exercise == exercise and known.platform == "moodle"]
    numbers = {known.number: known.student for known in own}
    for number, participant in participants.items():
        if numbers.get(number, "") not in have | found.keys():
            found[participant.label] = "in the worksheet, not in an archive"
    students = have | found.keys()
    for listed in find_others(read_class(roster), students, people) if roster else ():
        found.setdefault(listed.label, "in the roster, not in an archive")
    return found


def read_class(path: Path) -> list[Listed]:
    """The students of a list that a platform exported, in any language; a repeated row is one student.

    Raises:
        RuntimeError: it is no table.
    """
    header, *body = read_sheet(path) or [[]]
    heads = [head.strip().lower() for head in header]
    known = [heads.index(name.lower()) for name in (*MOODLE, *CANVAS[1:4]) if name.lower() in heads]
    named = [heads.index(name.lower()) for name in (*NAMES, "full name", CANVAS[0]) if name.lower() in heads]
    found = {}
    for row in body:
        cells = [cell.strip() for cell in row]
        if not any(cells) or "Points Possible" in cells[0]:
            continue
        told = [cells[index] for index in known if index < len(cells)] if known else [c for c in cells if "@" in c]
        names = [cells[index] for index in (named or range(FIRST)) if index < len(cells) and "@" not in cells[index]]
        pairs = [f"{first} {last}" for first, last in pairwise(names)]
        ids = frozenset(key_of(text) for text in told if text)
        listed = Listed(
            " ".join(filter(None, names[:2])) or next(iter(sorted(ids)), ""),
            ids,
            frozenset(filter(None, map(words_of, [*names, *pairs]))),
            dict(zip(heads, cells, strict=False)).get("id", "") if CANVAS[0].lower() in heads else "",
        )
        found.setdefault(ids or listed.label, listed)
    return list(found.values())


def find_others(listed: list[Listed], students: set[str], people: People) -> list[Listed]:
    """Those of a list who are none of the students: by an id, else by the name, of which there may be several."""
    texts = {student: {student, *people.ids(student)} for student in students}
    ids = {key_of(text): student for student, own in texts.items() for text in own}
    names = Counter(words for own in texts.values() for words in {words_of(text) for text in own})
    for item in listed:
        if any(key in ids for key in item.ids):  # who is known by an id does not stand for a namesake
            own = texts[next(ids[key] for key in item.ids if key in ids)]
            names.subtract({words_of(text) for text in own})
    missing = []
    for item in listed:
        if any(key in ids for key in item.ids):
            continue
        words = next((words for words in item.names if names[words] > 0), None)
        if words is None:
            missing.append(item)
        else:
            names[words] -= 1
    return missing
