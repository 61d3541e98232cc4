"""Collecting a class: archives in, a folder a person out, and what became of every entry. The whole way in one place.

Run again with the same archives it comes to the same; with another one it adds. Ended in between, it goes on: the
register of people is written before the first file, every file whole, and the table last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lstm_grader.collect import groups, owners, placing, table
from lstm_grader.collect.archives import LEADS_OUT, Entry, open_archive
from lstm_grader.collect.groups import Group
from lstm_grader.collect.owners import Owner
from lstm_grader.collect.people import People, Seen, key_of
from lstm_grader.collect.settling import Person, Piece
from lstm_grader.collect.table import Row
from lstm_grader.collect.turn import take_turn
from lstm_grader.collect.worksheets import Participant, read_worksheet
from lstm_grader.drafts import FULL
from lstm_grader.exercise import spec
from lstm_grader.exercise.spec import Exercise


@dataclass(frozen=True)
class Collected:
    """What came of it."""

    rows: list[Row]
    """Of these archives, and of all that were collected before."""
    table: Path
    digests: set[str]
    """Of the archives that were given now."""
    participants: dict[str, Participant]
    """Those of the worksheet, by their number."""
    people: People
    failed: list[str] = field(default_factory=list)
    """Archives that are none, and folders that could not be written, with the reason."""
    replaced: list[str] = field(default_factory=list)
    """Students of whom another notebook counts now than before."""


def collect(
    name: str, archives: Sequence[Path], submitted: Path, worksheet: Path | None = None, zone: str = ""
) -> Collected:
    """Sorts archives into `submitted/{student}/{name}/`.

    Args:
        name: the exercise.
        archives: as the platform packed them, or folders; where one is newer than another, the older one first.
        worksheet: Moodle's grading worksheet.
        zone: of the times in it.

    Raises:
        LookupError: there is no such exercise. RuntimeError: the worksheet is none, or a table of ours was changed.
    """
    exercise = spec.load(name)
    participants = read_worksheet(worksheet, zone) if worksheet else {}
    with take_turn(submitted) as home:
        return _collect(exercise, archives, submitted, home, participants)


def _collect(
    exercise: Exercise,
    archives: Sequence[Path],
    submitted: Path,
    home: Path,
    participants: dict[str, Participant],
) -> Collected:
    placing.sweep(home)
    path = home / f"{exercise.name}.csv"
    before, people = table.read(path), People.read(home / "people.csv")
    pieces, rows, failed = _listed(archives, before, exercise)
    pieces = _with_groups(pieces, participants, groups.read(submitted), exercise.name)
    found = list(dict.fromkeys(piece.told.owner for piece in pieces))
    seen = [_seen(owner, participants) for owner in found]
    seen += _others(found, participants)
    students = people.register(seen, exercise.name, lambda student: (submitted / student).is_dir())
    people.write(home / "people.csv")
    digests = {piece.digest for piece in pieces} | {row.digest for row in rows}
    known = {(row.digest, row.entry): row for row in before}
    new, old = defaultdict(list), defaultdict(list)
    for piece in pieces:
        new[students[piece.told.owner]].append(piece)
    for row in before:
        if row.digest not in digests:
            old[row.student].append(row)
    replaced = []
    for student, own in sorted(new.items()):
        person, remembered = Person(student, exercise, submitted, participants), old.pop(student, [])
        try:
            settled, changed = person.settle(own, remembered, known)
        except OSError as error:
            if error.errno in FULL:
                raise
            failed.append(f"{student}: {error}")
            rows += remembered
            rows += (replace(person.row(piece, piece.entry), outcome=table.REFUSED, why=str(error)) for piece in own)
            continue
        rows += settled
        replaced += [student] * changed
    rows += (row for kept in old.values() for row in kept)
    rows.sort(key=lambda row: (row.arrived, row.entry))
    table.write(rows, path)
    return Collected(rows, path, digests, participants, people, failed, replaced)


def _listed(
    archives: Sequence[Path], before: Sequence[Row], exercise: Exercise
) -> tuple[list[Piece], list[Row], list[str]]:
    """The files of all archives by whose they are; the rows of those that are nobody's; and archives that are none."""
    arrived = {row.digest: row.arrived for row in before if row.digest}
    last = max((row.arrived for row in before), default=0) + 1  # what is found in its place came before what is new
    pieces, rows, failed, given = [], [], [], set()
    for path in archives:
        try:
            digest, entries = open_archive(path)
        except RuntimeError as error:
            failed.append(str(error))
            continue
        if digest in given:
            continue
        given.add(digest)
        last += digest not in arrived
        number = arrived.setdefault(digest, last)
        mine, nobodys = _of_archive(list(entries), path.name, digest, number, exercise)
        pieces += mine
        rows += nobodys
    return pieces, rows, failed


def _of_archive(
    entries: list[Entry], archive: str, digest: str, arrived: int, exercise: Exercise
) -> tuple[list[Piece], list[Row]]:
    files = [entry for entry in entries if not entry.folder and not entry.leftover]
    told = owners.tell([entry.parts for entry in files], spec.names(), exercise.notebook)
    filled = {"/".join(entry.parts[:depth]) for entry in entries for depth in range(len(entry.parts))}
    bare = [entry for entry in entries if entry.folder and not entry.problem and "/".join(entry.parts) not in filled]
    empty = [(entry, owners.by_moodle(entry.parts)) for entry in bare]
    pieces, rows = [], []
    for entry, whose in [*zip(files, told, strict=True), *((entry, whose) for entry, whose in empty if whose)]:
        if whose and not entry.problem.startswith(LEADS_OUT):
            pieces.append(Piece(archive, digest, arrived, entry, whose))
            continue
        outcome = table.REFUSED if entry.problem.startswith("refused") else table.NOBODY
        why = entry.problem or "its name does not say whose it is"
        rows.append(Row("", outcome, why, "", archive, entry.path, digest=digest, arrived=arrived))
    for entry in entries:
        if entry.leftover and not entry.folder:
            why = "a file of the system's, no student's"
            rows.append(Row("", table.LEFT, why, "", archive, entry.path, digest=digest, arrived=arrived))
    return pieces, rows


def _with_groups(
    pieces: list[Piece], participants: dict[str, Participant], grouped: Sequence[Group], exercise: str
) -> list[Piece]:
    """The same, where a group is the owner: its number is none of a participant's, and may be the same.

    Moodle packs a group's work as `GROUP_NUMBER_…`, before version 4 as `GROUP-FULLNAME_NUMBER_…` for each member.
    """
    people = {key_of(text) for own in participants.values() for text in (own.name, *own.ids)}
    names = {key_of(cell): cell for own in participants.values() for cell in own.cells if key_of(cell) not in people}
    names |= {key_of(group.name): group.name for group in grouped if group.works_on(exercise)}
    owners_of = {owner: _group_or_member(owner, names) for owner in {piece.told.owner for piece in pieces}}
    return [replace(piece, told=replace(piece.told, owner=owners_of[piece.told.owner])) for piece in pieces]


def _group_or_member(owner: Owner, names: dict[str, str]) -> Owner:
    name = key_of(owner.name)
    if owner.platform == "canvas":
        return owner
    if name in names:
        return Owner(f"{owner.platform} group", owner.number, names[name])
    before = [cut for cut in range(1, len(name)) if name[cut] == "-" and name[:cut] in names]
    return replace(owner, name=owner.name[before[0] + 1 :].strip()) if before and owner.number else owner


def _others(found: Sequence[Owner], participants: dict[str, Participant]) -> list[Seen]:
    """Who is in the worksheet alone: they have their names from the beginning, before they hand in."""
    there = {owner.number for owner in found if owner.platform == "moodle"}
    return [
        _seen(Owner("moodle", own.number, own.name), participants)
        for own in participants.values()
        if own.name and own.number not in there
    ]


def _seen(owner: Owner, participants: dict[str, Participant]) -> Seen:
    participant = participants.get(owner.number) if owner.platform == "moodle" else None
    if participant is None:
        return Seen(owner, owner.name)
    return Seen(owner, participant.name or owner.name, participant.ids, blind=not participant.name)
