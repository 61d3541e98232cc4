"""Who is who: a register that gives each person one folder, whatever a platform calls them the next time.

A platform's number decides. Moodle numbers people anew in each assignment: from one to the next they are known by
their address, where the worksheet tells it, else by a name that nobody else has. The register is a table that people
can read and mend, `collected/people.csv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
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
        return self.blind or not self.name or NOBODY.fullmatch(key_of(self.name)) is not None


class People:
    """The register of one course."""

    def __init__(self, known: Iterable[Known] = ()):
        self.known = list(dict.fromkeys(known))

    @classmethod
    def read(cls, path: Path) -> People:
        """The register of a file, an empty one where there is none."""
        rows = (list(row.values()) for row in read_table(path, COLUMNS))
        return cls(Known(*row[:5], tuple(filter(None, row[5].split(";")))) for row in rows)

    def write(self, path: Path) -> None:
        """Writes the register, whole or not at all."""
        write_table(path, COLUMNS, [[*astuple(known)[:5], ";".join(known.ids)] for known in self.known])

    def ids(self, student: str) -> list[str]:
        """By what else lists of the class may have a student: numbers of Canvas, addresses, names."""
        found = [known for known in self.known if known.student == student]
        numbers = [known.number for known in found if known.platform == "canvas"]
        told = [*numbers, *(text for known in found for text in known.ids), *(known.name for known in found)]
        return list(dict.fromkeys(filter(None, told)))

    def student(self, text: str) -> str:
        """The student whom a list of the class means, by an id or a name; the text itself where it is not certain."""
        found = {known.student for known in self.known if key_of(known.student) == key_of(text)}
        if not found:
            found = {known.student for known in self.known if key_of(text) in map(key_of, self.ids(known.student))}
        if not found:
            found = {known.student for known in self.known if words_of(known.name) == words_of(text)}
        return found.pop() if len(found) == 1 else text

    def register(self, seen: Sequence[Seen], exercise: str, taken: Callable[[str], bool]) -> dict[Owner, str]:
        """The student that each person is; who is new gets a name that nobody has.

        Args:
            taken: whether a folder of this name is there already; one that the register does not know is adopted.
        """
        found: dict[Owner, str] = {}
        for who in seen:
            if student := self._by_number(who.owner, exercise) or self._by_ids(who):
                found[who.owner] = student
        new = [who for who in seen if who.owner not in found]
        shared = Counter(key_of(who.name) for who in seen)
        for who in new:
            alone = shared[key_of(who.name)] == 1 and not who.nameless
            student = (alone and self._by_name(who, exercise)) or self._name(who, alone, taken)
            found[who.owner] = student
            self.known.append(_row(student, who, exercise))
        for who in seen:
            self._learn(_row(found[who.owner], who, exercise))
        return found

    def _learn(self, row: Known) -> None:
        for index, known in enumerate(self.known):
            if _key(known) == _key(row):
                ids = tuple(dict.fromkeys((*known.ids, *row.ids)))
                self.known[index] = Known(*astuple(known)[:5], ids)
                return
        self.known.append(row)

    def _by_number(self, owner: Owner, exercise: str) -> str:
        wanted = _key(_row("", Seen(owner, owner.name), exercise))
        return next((known.student for known in self.known if _key(known) == wanted), "")

    def _by_ids(self, who: Seen) -> str:
        told = {key_of(text) for text in who.ids}
        if who.owner.platform == "folder":
            told.add(key_of(who.name))
        found = {known.student for known in self.known if told & {key_of(text) for text in (known.student, *known.ids)}}
        return found.pop() if len(found) == 1 else ""

    def _by_name(self, who: Seen, exercise: str) -> str:
        """Somebody of another exercise by this name, where only one has it and nothing speaks against it."""
        found = {known.student for known in self.known if key_of(known.name) == key_of(who.name)}
        others = [known for known in self.known if known.student in found]
        if len(found) != 1 or {known.platform for known in others} - {who.owner.platform, "folder"}:
            return ""
        told = {*map(key_of, who.ids)}
        here = any(known.exercise == exercise and known.number for known in others)  # by another number: somebody else
        unlike = any(told and known.ids and not told & {*map(key_of, known.ids)} for known in others)
        return "" if here or unlike or who.owner.platform == "canvas" else found.pop()

    def _name(self, who: Seen, alone: bool, taken: Callable[[str], bool]) -> str:
        own, number = folder_name(who.name), who.owner.number
        given = {key_of(known.student) for known in self.known}
        numbered = folder_name(f"{who.name} {number}".strip())
        if who.owner.platform == "canvas":
            proposals = [number] if taken(number) and number not in given else []  # what nbgrader's zip_collect made
            proposals += [numbered]
        else:
            proposals = [own, numbered] if alone and any(map(str.isalnum, who.name)) else [numbered]
        proposals += [folder_name(f"{who.name[:60]} {number} {count}") for count in range(2, len(self.known) + 3)]
        return next(name for name in proposals if key_of(name) not in given)


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
