"""Collecting a class: archives in, a folder a person out, and what became of every entry. The whole way in one place.

Run again with the same archives it comes to the same; with another one it adds. Ended in between, it goes on: the
register of people is written before the first file, every file whole, and the table last.
"""

from __future__ import annotations

import errno
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from lstm_grader.collect import owners, placing, table
from lstm_grader.collect.archives import LEADS_OUT, Entry, inside, open_archive
from lstm_grader.collect.attempts import Attempt, choose
from lstm_grader.collect.clock import read_time
from lstm_grader.collect.owners import Owner, Told
from lstm_grader.collect.people import People, Seen
from lstm_grader.collect.submissions import NOTEBOOK, answers
from lstm_grader.collect.table import Row
from lstm_grader.collect.worksheets import Participant, read_worksheet
from lstm_grader.exercise import spec
from lstm_grader.exercise.spec import Exercise

MOST_BYTES, MOST_FILES = 200 * 2**20, 500  # of one person, unpacked
IN_PLACE = "(was in its place)"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)


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


@dataclass(frozen=True)
class Piece:
    """A file of somebody's, in an archive."""

    archive: str
    digest: str
    arrived: int
    entry: Entry
    told: Told


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
    home = submitted.parent / "collected"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(home / ".lock"):
        return _collect(exercise, archives, submitted, home, participants)


def _collect(
    exercise: Exercise,
    archives: Sequence[Path],
    submitted: Path,
    home: Path,
    participants: dict[str, Participant],
) -> Collected:
    path = home / f"{exercise.name}.csv"
    before, people = table.read(path), People.read(home / "people.csv")
    pieces, rows, failed = _listed(archives, before, exercise)
    found = list(dict.fromkeys(piece.told.owner for piece in pieces))
    seen = [_seen(owner, participants) for owner in found]
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
    for student in sorted(new):
        person = Person(student, exercise, submitted, participants)
        try:
            settled, changed = person.settle(new[student], old.pop(student, ()), known)
        except OSError as error:
            if error.errno in FULL:
                raise RuntimeError(
                    f"{error}. What is in its place stays; the same command goes on from there"
                ) from error
            failed.append(f"{student}: {error}")
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


def _seen(owner: Owner, participants: dict[str, Participant]) -> Seen:
    participant = participants.get(owner.number) if owner.platform == "moodle" else None
    if participant is None:
        return Seen(owner, owner.name)
    return Seen(owner, participant.name or owner.name, participant.ids, blind=not participant.name)


@dataclass(frozen=True)
class Person:
    """One person's hand-in, settled."""

    student: str
    exercise: Exercise
    submitted: Path
    participants: dict[str, Participant]

    def settle(
        self, pieces: Sequence[Piece], remembered: Sequence[Row], known: dict[tuple[str, str], Row]
    ) -> tuple[list[Row], bool]:
        """Puts the files of a person in their place.

        Args:
            pieces: of the archives given now. remembered: what came with others.
            known: rows of the same archives from an earlier run, by digest and entry.

        Returns:
            The rows of all of them as they stand now, and whether another notebook counts than before.
        """
        folder = placing.place_of(self.submitted, self.student, self.exercise.name)
        contents: dict[str, bytes] = {}
        rows = [self._with_time(row, known) for row in self._unpacked(pieces, contents)]
        rows += [self._remembered(row, contents) for row in remembered]
        arrived = 1 + max([row.arrived for row in known.values()] + [0])
        rows += self._in_place(folder, {row.content for row in rows}, arrived, contents)
        return self._placed(folder, rows, contents)

    def _unpacked(self, pieces: Sequence[Piece], contents: dict[str, bytes]) -> Iterator[Row]:
        """A row for each file, inside archives of the student's too; the bytes of those that can be kept."""
        left, files = MOST_BYTES, MOST_FILES
        for piece, entry, why in _opened(pieces):
            files -= 1
            data = b""
            try:
                if why:
                    raise ValueError(why)
                if files < 0:
                    raise ValueError(f"more than {MOST_FILES} files of one person")
                if left <= 0:
                    raise ValueError(f"more than {MOST_BYTES // 2**20} MB of one person")
                data = entry.read()
            except ValueError as error:
                outcome = table.REFUSED if str(error).startswith("refused") else table.LEFT
                yield replace(self._row(piece, entry), outcome=outcome, why=str(error))
                continue
            left -= len(data)
            content = placing.hash_of(data)
            contents[content] = data
            yield replace(self._row(piece, entry), content=content)

    def _row(self, piece: Piece, entry: Entry) -> Row:
        owner, inner = piece.told.owner, entry.path.removeprefix(piece.entry.path)
        return Row(
            self.student,
            "",
            "",
            "",
            piece.archive,
            entry.path,
            piece.told.file + inner,
            entry.changed,
            owner.platform,
            owner.number,
            owner.name,
            late="LATE" if piece.told.late else "",
            upload=piece.told.upload,
            arrived=piece.arrived,
            digest=piece.digest,
        )

    def _with_time(self, row: Row, known: dict[tuple[str, str], Row]) -> Row:
        old = known.get((row.digest, table.shown(row).entry))
        return replace(row, came=old.came) if old and old.content == row.content else row

    def _remembered(self, row: Row, contents: dict[str, bytes]) -> Row:
        """What an earlier run kept; where its file is gone or another, it plays no part any more."""
        if not row.file or row.content in contents:
            return row
        beside = f"{self.student}/{self.exercise.name}/{placing.earlier_name(row.handed_in, row.content)}"
        for place in (row.file, beside):
            try:
                data = placing.read_regular(self.submitted / place, placing.MAX_BYTES)
            except OSError:
                continue
            if placing.hash_of(data) == row.content:
                contents[row.content] = data
                return row
        return replace(row, outcome=table.LEFT, file="", content="", why="it was kept, and is gone or changed")

    def _in_place(self, folder: Path, known: set[str], arrived: int, contents: dict[str, bytes]) -> Iterator[Row]:
        """Notebooks that no archive brought: by hand, or through nbgrader's exchange."""
        for name, data in placing.there(folder).items():
            content = placing.hash_of(data)
            if content not in known:
                contents[content] = data
                file = f"{self.student}/{self.exercise.name}/{name}"
                yield Row(self.student, "", "", file, IN_PLACE, name, name, content=content, arrived=arrived)

    def _placed(self, folder: Path, rows: list[Row], contents: dict[str, bytes]) -> tuple[list[Row], bool]:
        notebook = f"{self.exercise.notebook}.ipynb"
        tries = {
            index: self._attempt(row, contents[row.content], notebook)
            for index, row in enumerate(rows)
            if row.content in contents and _is_notebook(row)
        }
        choice = choose(list(tries.values()))
        wanted: dict[str, bytes] = {}
        places: dict[str, tuple[str, str]] = {}  # content -> outcome, place
        if choice.counts:
            wanted[notebook] = contents[choice.counts.content]
            places[choice.counts.content] = table.COUNTS, notebook
        for item in choice.beside:
            place = placing.beside_name(item.name, item.content, wanted)
            wanted[place] = contents[item.content]
            places[item.content] = table.BESIDE, place
        for item in choice.earlier:
            place = placing.earlier_name(item.name, item.content)
            wanted[place] = contents[item.content]
            places[item.content] = table.EARLIER, place
        counting = {index for index, item in tries.items() if item == choice.counts}
        if not choice.counts:
            newest = max((row.arrived for row in rows), default=0)
            for row in rows:
                if row.content in contents and row.arrived == newest and row.content not in places:
                    place = placing.beside_name(row.handed_in, row.content, wanted)
                    wanted[place] = contents[row.content]
                    places[row.content] = table.KEPT, place
        rows = [self._told(row, index in counting, places) for index, row in enumerate(rows)]
        times = [row.came for row in rows if row.outcome == table.COUNTS and row.came]
        came = read_time(max(times)) if times else None
        return rows, placing.put(folder, wanted, came, notebook)

    def _attempt(self, row: Row, data: bytes, notebook: str) -> Attempt:
        name, count = owners.attempt(row.handed_in.rsplit("/", 1)[-1], row.platform)
        expected = name.lower() == notebook
        fits = expected or answers(self.exercise, data)
        return Attempt(row.content, row.arrived, name, count, row.upload, fits, expected, row.changed)

    def _told(self, row: Row, counts: bool, places: dict[str, tuple[str, str]]) -> Row:
        """The row with what became of it."""
        if row.content not in places:
            return replace(row, outcome=table.LEFT, why="no notebook") if row.content else row
        outcome, place = places[row.content]
        why = ""
        if outcome == table.COUNTS and not counts:
            outcome, why = table.EARLIER, "the same came again later"
        name = row.handed_in.rsplit("/", 1)[-1]
        if counts and name != place:
            why = f"handed in as {name}"
        participant = self.participants.get(row.number) if row.platform == "moodle" else None
        if counts and participant and participant.came:
            row = replace(row, came=written(participant.came))
        elif counts and participant and participant.submitted:
            why = "; ".join(filter(None, (why, f"when it came is not certain: {participant.submitted}")))
        return replace(row, outcome=outcome, why=why, file=f"{self.student}/{self.exercise.name}/{place}")


def written(moment: datetime) -> str:
    """A moment in UTC as the table has it."""
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _is_notebook(row: Row) -> bool:
    return bool(NOTEBOOK.fullmatch(row.handed_in.rsplit("/", 1)[-1]))


def _opened(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Entry, str]]:
    """The files, notebooks first, those in archives of the student's too; and why one is not to be read, if so."""
    for piece in sorted(pieces, key=lambda piece: not NOTEBOOK.fullmatch(piece.told.file.rsplit("/", 1)[-1])):
        yield from _levels(piece, piece.entry, 0)


def _levels(piece: Piece, entry: Entry, depth: int) -> Iterator[tuple[Piece, Entry, str]]:
    if entry.folder:
        if entry is piece.entry:
            yield piece, entry, "an empty folder"
        return
    if entry.leftover:
        yield piece, entry, "a file of the system's, no student's"
        return
    if entry.problem or not entry.path.lower().endswith(".zip"):
        yield piece, entry, ""
        return
    try:
        inner = list(inside(entry, entry.read(), depth + 1))
    except ValueError as error:
        yield piece, entry, str(error)
        return
    if [other.path for other in inner] == [entry.path]:  # the reason why it was not opened
        yield piece, inner[0], ""
        return
    yield piece, entry, "opened: its files stand below"
    for other in inner:
        yield from _levels(piece, other, depth + 1)
