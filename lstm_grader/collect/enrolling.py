"""Who has handed in nothing yet gets the name under which it will lie, out of a list of the class."""

from __future__ import annotations

from pathlib import Path

from lstm_grader.collect.missing import read_class
from lstm_grader.collect.owners import Owner
from lstm_grader.collect.people import People, Seen, key_of, words_of
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
    (one,) = found
    owner = Owner("canvas", one.number, one.label) if one.number else Owner("folder", "", one.label)
    with take_turn(submitted) as home:
        people = People.read(home / "people.csv")
        seen = Seen(owner, one.label, tuple(sorted(one.ids)))
        student = people.register([seen], exercise, lambda name: (submitted / name).is_dir())[owner]
        people.write(home / "people.csv")
    return student
