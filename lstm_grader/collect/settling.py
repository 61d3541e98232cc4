"""One person's hand-in, settled: unpacked, the newest attempt chosen, put in its place, a row for each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lstm_grader.collect import owners, placing, table, timestamps
from lstm_grader.collect.archives import Entry, inside
from lstm_grader.collect.attempts import Attempt, choose
from lstm_grader.collect.clock import read_time
from lstm_grader.collect.owners import Told
from lstm_grader.collect.submissions import NOTEBOOK, answers
from lstm_grader.collect.table import Row
from lstm_grader.collect.worksheets import Participant
from lstm_grader.exercise.spec import Exercise

MOST_BYTES, MOST_FILES = 200 * 2**20, 500  # of one person, unpacked
IN_PLACE = "(was in its place)"


@dataclass(frozen=True)
class Piece:
    """A file of somebody's, in an archive."""

    archive: str
    digest: str
    arrived: int
    entry: Entry
    told: Told


@dataclass
class Budget:
    """What is left of what one person may have unpacked."""

    left: int = MOST_BYTES
    files: int = MOST_FILES

    def read(self, entry: Entry) -> bytes:
        """The bytes of an entry.

        Raises:
            ValueError: why they are not to be had.
        """
        self.files -= 1
        if self.files < 0:
            raise ValueError(f"more than {MOST_FILES} files of one person")
        if self.left <= 0:
            raise ValueError(f"more than {MOST_BYTES // 2**20} MB of one person")
        data = entry.read()
        self.left -= len(data)
        return data


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
        budget = Budget()
        for piece, entry, why in _opened(pieces, budget):
            try:
                if why:
                    raise ValueError(why)
                data = budget.read(entry)
            except ValueError as error:
                outcome = table.REFUSED if str(error).startswith("refused") else table.LEFT
                yield replace(self.row(piece, entry), outcome=outcome, why=str(error))
                continue
            content = placing.hash_of(data)
            contents[content] = data
            yield replace(self.row(piece, entry), content=content)

    def row(self, piece: Piece, entry: Entry) -> Row:
        """The row of a file, of which nothing is known yet."""
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
        folder = placing.place_of(self.submitted, self.student, self.exercise.name) / placing.EARLIER
        for path in (self.submitted / row.file, *sorted(folder.glob(f"*.{row.content[:8]}*"))):
            try:
                data = placing.read_regular(path, placing.MAX_BYTES)
            except OSError:
                continue
            if placing.hash_of(data) == row.content:
                contents[row.content] = data
                return row
        return replace(row, outcome=table.LEFT, file="", content="", why="it was kept, and is gone or changed")

    def _in_place(self, folder: Path, known: set[str], arrived: int, contents: dict[str, bytes]) -> Iterator[Row]:
        """Notebooks that no archive brought: by hand, or through nbgrader's exchange."""
        came = timestamps.read(folder)
        for name, data in placing.there(folder).items():
            content = placing.hash_of(data)
            if content not in known:
                contents[content] = data
                file = f"{self.student}/{self.exercise.name}/{name}"
                row = Row(self.student, "", "", file, IN_PLACE, name, name, content=content, arrived=arrived)
                yield replace(row, came=written(came) if came else "")

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
        told = {row.content: row.came for row in sorted(rows, key=lambda row: row.came)}  # the same again: its time
        rows = [replace(row, came=row.came or told[row.content]) if row.content else row for row in rows]
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
        participant = self._participant(row)
        if counts and participant and participant.came:
            row = replace(row, came=written(participant.came))
        elif counts and participant and participant.submitted:
            why = "; ".join(filter(None, (why, f"when it came is not certain: {participant.submitted}")))
        return replace(row, outcome=outcome, why=why, file=f"{self.student}/{self.exercise.name}/{place}")

    def _participant(self, row: Row) -> Participant | None:
        """Whom the worksheet has by that number; for a group, one of those whom it has in it."""
        if row.platform == "moodle":
            return self.participants.get(row.number)
        members = (own for own in self.participants.values() if row.name in own.cells and own.submitted)
        return next(members, None) if row.platform == "moodle group" else None


def written(moment: datetime) -> str:
    """A moment in UTC as the table has it."""
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _is_notebook(row: Row) -> bool:
    return bool(NOTEBOOK.fullmatch(row.handed_in.rsplit("/", 1)[-1]))


def _opened(pieces: Sequence[Piece], budget: Budget) -> Iterator[tuple[Piece, Entry, str]]:
    """The files, notebooks first, those in archives of the student's too; and why one is not to be read, if so."""
    for piece in sorted(pieces, key=lambda piece: not NOTEBOOK.fullmatch(piece.told.file.rsplit("/", 1)[-1])):
        yield from _levels(piece, piece.entry, 0, budget)


def _levels(piece: Piece, entry: Entry, depth: int, budget: Budget) -> Iterator[tuple[Piece, Entry, str]]:
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
        inner = list(inside(entry, budget.read(entry), depth + 1))
    except ValueError as error:
        yield piece, entry, str(error)
        return
    if [other.path for other in inner] == [entry.path]:  # the reason why it was not opened
        yield piece, inner[0], ""
        return
    yield piece, entry, "opened: its files stand below"
    for other in inner:
        yield from _levels(piece, other, depth + 1, budget)
