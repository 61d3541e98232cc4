"""Who is who: a register that gives each person one folder, whatever a platform calls them the next time.

A platform's number decides. Moodle numbers people anew in each assignment: from one to the next they are known by
their address, where the worksheet tells it, else by a name that nobody else has. The register is a table that people
can read and mend, `collected/people.csv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from itertools import count
from pathlib import Path

from lstm_grader.collect.owners import Owner
from lstm_grader.collect.sheets import read_table, write_table
from lstm_grader.collect.students import LONGEST, composed, is_student_id

WORD = re.compile(r"[^\W_]+")
MOST_BYTES = 160  # of a name: a file system takes 255, and something is put before and behind
NOT_KEPT = re.compile(r"[^\w.@+'’() -]")
# What Moodle calls everybody where marking is blind, in the language of the site.
NOBODY = re.compile(
    "participant|participante|participantă|teilnehmer(/?in)?|partecipante|deelnemer|deltager|deltaker|deltagare|"
    "osallistuja|uczestnik|účastník|résztvevő|участник|учасник|συμμετέχων|参加者|参与者|參與者|참가자|katılımcı|مشارك|anon"
)


@dataclass(frozen=True)
class Known:
    """A person as one platform has them."""

    student: str
    """The name of their folder, and in the gradebook."""
    platform: str
    exercise: str
    """Whose number it is: Moodle numbers people in each anew. Empty where the number is a person's everywhere."""
    number: str
    name: str
    ids: tuple[str, ...] = ()
    """Addresses and other names by which lists of the class have them."""


COLUMNS = tuple(field.name for field in fields(Known))


@dataclass(frozen=True)
class Seen:
    """A person who is in an archive, and what a worksheet says of them."""

    owner: Owner
    name: str
    ids: tuple[str, ...] = ()
    blind: bool = False
    """The name is nobody's own."""

    @property
    def nameless(self) -> bool:
        """Nobody is known by this name again."""
        return self.blind or is_nobody(self.name)


class People:
    """The register of one course."""

    def __init__(self, known: Iterable[Known] = ()):
        self._rows: dict[tuple, Known] = {}
        self._of: defaultdict[str, dict[tuple, None]] = defaultdict(dict)  # student -> the keys of their rows
        self._by: defaultdict[tuple[str, object], set[str]] = defaultdict(set)  # an id, a name, its words -> students
        for row in known:
            self._learn(row)

    @property
    def known(self) -> list[Known]:
        """All rows."""
        return list(self._rows.values())

    @classmethod
    def read(cls, path: Path) -> People:
        """The register of a file, an empty one where there is none."""
        rows = (list(row.values()) for row in read_table(path, COLUMNS))
        return cls(Known(*row[:5], tuple(filter(None, row[5].split(";")))) for row in rows)

    def write(self, path: Path) -> None:
        """Writes the register, whole or not at all."""
        write_table(path, COLUMNS, [[*astuple(known)[:5], ";".join(known.ids)] for known in self.known])

    def students(self) -> set[str]:
        """Everybody, apart from groups: who is expected even when they hand in nothing."""
        return {row.student for row in self.known if not row.platform.endswith(" group")}

    def ids(self, student: str) -> list[str]:
        """By what else lists of the class may have a student: numbers of Canvas, addresses, names."""
        found = self._rows_of(student)
        numbers = [known.number for known in found if known.platform == "canvas"]
        told = [*numbers, *(text for known in found for text in known.ids), *(known.name for known in found)]
        return list(dict.fromkeys(filter(None, told)))

    def student(self, text: str) -> str:
        """The student whom a list of the class means, by an id or a name; the text itself where it is not certain."""
        keys = ("student", key_of(text)), ("id", key_of(text)), ("name", key_of(text)), ("words", words_of(text))
        found = next((self._by[key] for key in keys if key in self._by), set())
        return next(iter(found)) if len(found) == 1 else text

    def register(self, seen: Sequence[Seen], exercise: str, taken: Callable[[str], bool]) -> dict[Owner, str]:
        """The student that each person is; who is new gets a name that nobody has.

        Args:
            taken: whether a folder of this name is there already; one that the register does not know is adopted.
        """
        found: dict[Owner, str] = {}
        shared = Counter(key_of(who.name) for who in seen)
        for sure in (True, False):  # who is known for certain first, so that nobody else gets their name
            for who in seen:
                student = found.get(who.owner) or self._by_number(who, exercise) or self._by_ids(who, exercise)
                if not student and not sure:
                    alone = shared[key_of(who.name)] == 1 and not who.nameless
                    student = (alone and self._by_name(who, exercise)) or self._name(who, alone, taken)
                if student:
                    found[who.owner] = student
                    self._learn(_row(student, who, exercise))
        return found

    def _learn(self, row: Known) -> None:
        key = _key(row)
        known = self._rows.get(key, row)
        self._rows[key] = row = replace(known, ids=tuple(dict.fromkeys((*known.ids, *row.ids))))
        self._of[row.student][key] = None
        numbers = [row.number] if row.platform == "canvas" else []
        told = [("student", row.student), ("name", row.name), *(("id", text) for text in (*numbers, *row.ids))]
        for kind, text in told:
            if text:
                self._by[kind, key_of(text)].add(row.student)
        self._by["words", words_of(row.name)].add(row.student)

    def _rows_of(self, student: str) -> list[Known]:
        return [self._rows[key] for key in self._of.get(student, ())]

    def _is_another(self, student: str, who: Seen, exercise: str) -> bool:
        """Whether that student has another number than this person, in this exercise."""
        number = who.owner.number
        rows = [known for known in self._rows_of(student) if known.exercise == exercise and known.number]
        return bool(number) and any(known.number != number for known in rows)

    def _by_number(self, who: Seen, exercise: str) -> str:
        known = self._rows.get(_key(_row("", who, exercise)))
        return known.student if known else ""

    def _by_ids(self, who: Seen, exercise: str) -> str:
        texts = [*who.ids, *([who.name] if who.owner.platform == "folder" else [])]
        keys = [(kind, key_of(text)) for text in texts for kind in ("student", "id")]
        found = {student for key in keys for student in self._by.get(key, ())}
        return found.pop() if len(found) == 1 and not self._is_another(min(found), who, exercise) else ""

    def _by_name(self, who: Seen, exercise: str) -> str:
        """Somebody of another exercise by this name, where only one has it and nothing speaks against it."""
        found = self._by.get(("name", key_of(who.name))) or self._listed(who.name)
        if len(found) != 1 or who.owner.platform == "canvas":
            return ""
        (student,) = found
        others = self._rows_of(student)
        told = {*map(key_of, who.ids)}
        elsewhere = {known.platform for known in others} - {who.owner.platform, "folder"}
        unlike = any(told and known.ids and not told & {*map(key_of, known.ids)} for known in others)
        return "" if elsewhere or unlike or self._is_another(student, who, exercise) else student

    def _listed(self, name: str) -> set[str]:
        """Who is known from no platform's archive alone, where lists may put the family's name first."""
        found = self._by.get(("words", words_of(name)), set())
        return {student for student in found if all(row.platform == "folder" for row in self._rows_of(student))}

    def _name(self, who: Seen, alone: bool, taken: Callable[[str], bool]) -> str:
        proposals = self._proposals(who, alone, taken)
        return next(name for name in proposals if ("student", key_of(name)) not in self._by)

    def _proposals(self, who: Seen, alone: bool, taken: Callable[[str], bool]) -> Iterator[str]:
        number = who.owner.number
        if who.owner.platform == "canvas":
            yield from [number] if taken(number) else []  # what nbgrader's zip_collect made
        elif alone and any(map(str.isalnum, who.name)):
            yield folder_name(who.name)
        yield folder_name(f"{who.name} {number}".strip())
        yield from (folder_name(f"{who.name[:60]} {number} {more}") for more in count(2))


def place_of(submitted: Path) -> Path:
    """Where the register of a course lies, beside what was handed in."""
    return submitted.parent / "collected" / "people.csv"


def is_nobody(name: str) -> bool:
    """Whether it is no name of a person's own.

    >>> is_nobody("Participant"), is_nobody("anon"), is_nobody("Ada")
    (True, True, False)
    """
    return not name or NOBODY.fullmatch(key_of(name)) is not None


def key_of(name: str) -> str:
    """What is compared of names: neither case nor form nor blanks."""
    return " ".join(composed(name).casefold().split())


def words_of(name: str) -> tuple[str, ...]:
    """A name without the order of its words: the family's first or last.

    >>> words_of("Lovelace, Ada") == words_of("ada  LOVELACE")
    True
    """
    return tuple(sorted(WORD.findall(key_of(name))))


def folder_name(name: str) -> str:
    """A student id that reads like the name.

    >>> folder_name("Lovelace, Ada [Addie]"), folder_name("../x"), folder_name("?")
    ('Lovelace Ada (Addie)', 'x', 'student')
    """
    text = composed(name).replace("[", "(").replace("]", ")")
    kept = "".join(sign if _kept(sign) else " " for sign in text)
    found = " ".join(kept.split()).lstrip(".'’() ")
    found = found.encode()[:MOST_BYTES].decode(errors="ignore")[: LONGEST - 28].rstrip(". ")
    return found if is_student_id(found) else "".join(filter(str.isalnum, found)) or "student"


def _kept(sign: str) -> bool:
    return not NOT_KEPT.match(sign) or unicodedata.category(sign) in ("Mn", "Mc") or sign in "\u200c\u200d"


def _row(student: str, who: Seen, exercise: str) -> Known:
    owner = who.owner
    where = exercise if owner.platform == "moodle" else ""
    return Known(student, owner.platform, where, owner.number, who.name or owner.name, who.ids)


def _key(known: Known) -> tuple:
    """By what a person is known again: the number, and where there is none the name."""
    return known.platform, known.exercise, known.number or key_of(known.name)
