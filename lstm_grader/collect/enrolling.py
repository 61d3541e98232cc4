"""Who has handed in nothing yet gets the name under which it will lie, out of a list of the class."""

from __future__ import annotations

from pathlib import Path

from lstm_grader.collect.missing import Listed, find_others, read_class
from lstm_grader.collect.owners import Owner
from lstm_grader.collect.people import People, Seen, is_nobody, key_of, place_of, words_of
from lstm_grader.collect.turn import take_turn


def enrol(path: Path, text: str, exercise: str, submitted: Path) -> str:
    """The student whom a list of the class has by an id or a name: what they hand in later goes to this name.

    Raises:
        LookupError: nobody in it is called so; or several are, so that a later archive could not tell them apart.
    """
    everybody = read_class(path)
    found = [one for one in everybody if key_of(text) in one.ids or words_of(text) in one.names]
    alike = [one for one in everybody if found and one.names & found[0].names]
    if not found:
        raise LookupError(f"{path}: nobody is called {text}")
    if len(found) > 1 or (len(alike) > 1 and not found[0].number):
        raise LookupError(
            f"{path}: {' and '.join(one.label for one in max(found, alike, key=len))} have one name; `collect` with "
            "--worksheet tells them apart, then name the address"
        )
    (seen,) = map(_seen, found)
    with take_turn(submitted):
        people = People.read(place_of(submitted))
        student = people.register([seen], exercise, lambda name: (submitted / name).is_dir())[seen.owner]
        people.write(place_of(submitted))
    return student


def enrol_class(path: Path, exercise: str, submitted: Path) -> list[str]:
    """Everybody of a list of the class is expected from now on, under the name that what they hand in will have.

    Returns:
        who is left out, since a later archive could not tell them apart: two of one name, or nobody has a name there.
    """
    everybody = read_class(path)
    with take_turn(submitted):
        people = People.read(place_of(submitted))
        folders = {place.name for place in submitted.iterdir() if place.is_dir()} if submitted.is_dir() else set()
        new = find_others(everybody, people.students() | folders, people)
        blind = any(is_nobody(row.name) for row in people.known if row.exercise in ("", exercise))
        sure = [one for one in new if one.number or not (blind or _is_shared(one, everybody))]
        people.register([_seen(one) for one in sure], exercise, lambda name: (submitted / name).is_dir())
        people.write(place_of(submitted))
    return sorted(one.label for one in new if one not in sure)


def _is_shared(one: Listed, everybody: list[Listed]) -> bool:
    return any(other != one and other.names & one.names for other in everybody)


def _seen(one: Listed) -> Seen:
    owner = Owner("canvas", one.number, one.label) if one.number else Owner("folder", "", one.label)
    return Seen(owner, one.label, tuple(sorted(one.ids)))
