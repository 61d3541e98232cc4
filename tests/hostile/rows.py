"""What is right of each hostile or malformed submission to 06. The numbers in the attacks' docstrings are those of the
list of known attacks that the grader has to survive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.hostile.attacks import endings, files, machine, results, verdicts
from tests.hostile.submission import World


@dataclass(frozen=True)
class Expected:
    """The right end: points in all, words of checks that are not right, their names, a flag."""

    score: float
    words: dict[str, str]
    flagged: bool | None = False
    """None: it may be flagged."""
    says: str = ""
    """A part of the message of every check that is not right."""
    named: dict[str, str] | None = None
    """check -> catalogue id."""


CHECKS = ("forget_gate", "keep", "half_life", "answer_1", "answer_2", "answer_3")
FUNCTIONS = CHECKS[:3]
NOTHING = dict.fromkeys(CHECKS, "wrong")
UNREADABLE = Expected(0, dict.fromkeys(CHECKS, "unreadable"), says="Not readable")
AFTER = ("half_life", "answer_1", "answer_2", "answer_3")
WHOLE = Expected(10, {})
BESIDE = {machine.ships_numpy: {"numpy.py": "raise SystemExit('not this one')"}}

ROWS: dict[Callable[[World], bytes], Expected] = {
    verdicts.no_asserts: Expected(0, NOTHING),
    verdicts.no_input: Expected(0, NOTHING),
    verdicts.no_running: Expected(0, NOTHING),
    verdicts.agreeable_allclose: Expected(0, NOTHING),
    verdicts.other_numpy: Expected(0, NOTHING),
    verdicts.patching_thread: Expected(0, NOTHING),
    verdicts.shows_a_score: Expected(0, NOTHING),
    verdicts.shows_a_huge_score: Expected(0, NOTHING),
    machine.writes_gradebook: Expected(0, NOTHING, flagged=True),
    machine.reads_solutions: Expected(10, {}, flagged=True),
    machine.hooks_cells: WHOLE,
    machine.edits_neighbour: Expected(10, {}, flagged=True),
    machine.ships_numpy: WHOLE,
    verdicts.hides_errors: Expected(0, NOTHING),
    endings.exits: Expected(5, dict.fromkeys(AFTER, "error"), says="stopped in code cell"),
    endings.leaves_politely: WHOLE,
    endings.loops_in_call: Expected(8, {"half_life": "timeout"}, says="within the time limit"),
    endings.loops_deaf: Expected(8, {"half_life": "timeout"}, says="within the time limit"),
    machine.memory_bomb: WHOLE,
    machine.fork_bomb: Expected(10, {}, flagged=True),
    endings.prints_much: WHOLE,
    endings.prints_for_ever: Expected(5, dict.fromkeys(AFTER, "timeout"), says="stopped in code cell"),
    endings.asks: WHOLE,
    machine.calls_out: Expected(10, {}, flagged=True),
    results.pickled: Expected(8, {"keep": "wrong"}, says="an object of type Payload"),
    results.odd_objects: Expected(3, dict.fromkeys(FUNCTIONS, "wrong"), says="an object of type"),
    results.odd_arrays: Expected(3, {"forget_gate": "wrong", "keep": "wrong", "half_life": "error"}),
    results.remembers: Expected(6, {"keep": "wrong", "half_life": "wrong"}, named={"keep": "C18", "half_life": "P2"}),
    results.learned_by_heart: Expected(8, {"keep": "wrong"}, named={"keep": "P3"}),
    results.borrows: Expected(3, dict.fromkeys(FUNCTIONS, "missing"), flagged=True),
    results.searches_the_process: Expected(0, NOTHING, flagged=None),
    results.warns: WHOLE,
    files.duplicated_check: WHOLE,
    files.split_answer: WHOLE,
    files.deleted_check: WHOLE,
    files.no_metadata: WHOLE,
    files.retyped: WHOLE,
    files.more_points: Expected(0, NOTHING),
    files.moved_check: WHOLE,
    files.truncated: UNREADABLE,
    files.empty: UNREADABLE,
    files.web_page: UNREADABLE,
    files.old_format: UNREADABLE,
    files.huge: UNREADABLE,
    files.julia: WHOLE,
    files.magics: Expected(10, {}, flagged=None),
    machine.forges_frames: Expected(5, dict.fromkeys(AFTER, "error"), says="stopped in code cell"),
    verdicts.no_chance: WHOLE,
    files.injects: WHOLE,
}
