"""Broken notebooks through the real judge: each ends with a row for every check, none with a crash."""

import copy
import json
import random
from dataclasses import replace

import nbformat
import pytest

from lstm_grader.collect import notebooks
from lstm_grader.exercise import spec
from lstm_grader.judging import judge
from lstm_grader.release import derive
from lstm_grader.sandbox import Sandbox
from lstm_grader.sandbox.types import Limits
from lstm_grader.selfcheck import Word
from tests.sample import how_many

NAME = "06_forget_gate"
EXERCISE = replace(spec.load(NAME), limits=Limits(cell_s=2, call_s=1, notebook_s=5))
ODD = (None, True, -1, 1e308, "", "\ud800", "x" * 10_000, [], {}, [[]], {"nbgrader": 1}, ["a", 1], 10**30)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(EXERCISE.packages) as warm:
        yield warm


@pytest.fixture(scope="module")
def whole() -> bytes:
    return nbformat.writes(derive.solved_notebook(NAME)).encode()


def broken_bytes(data: bytes, rng: random.Random) -> bytes:
    """Some bytes changed, removed, or doubled."""
    mutated = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        place = rng.randrange(len(mutated))
        length = rng.randint(1, 50)
        mutated[place : place + rng.choice((0, 1, length))] = rng.choice(
            (b"", rng.randbytes(1), mutated[place : place + length], b'"', b"}", b"\x00", b"\xff")
        )
    return bytes(mutated)


def places(node, path=()):
    """The path of every value in a JSON document."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


def broken_structure(document: dict, all_places: list, rng: random.Random) -> bytes:
    """Some values replaced by something else, removed, or exchanged for another part of the notebook."""
    mutated = copy.deepcopy(document)
    for _ in range(rng.randint(1, 4)):
        parent = mutated
        *above, last = rng.choice(all_places)
        try:
            for key in above:
                parent = parent[key]
            parent[last] = copy.deepcopy(rng.choice([*ODD, mutated["cells"][0], mutated["metadata"]]))
            if rng.random() < 0.3:
                del parent[last]
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this place away
    return json.dumps(mutated).encode()


@pytest.mark.long
@pytest.mark.parametrize("kind", ["bytes", "structure"])
def test_broken_notebooks_end_with_a_grade(kind, whole, sandbox):
    rng = random.Random(f"{kind} 1")
    document = json.loads(whole)
    for cell in document["cells"]:  # smaller lines of source do not make other breaks
        cell["source"] = "".join(cell["source"])
    all_places = list(places(document))
    seen = set()
    for number in range(how_many(100, all_of=1000)):
        data = broken_bytes(whole, rng) if kind == "bytes" else broken_structure(document, all_places, rng)
        judgement = judge.judge(f"s{number}", EXERCISE, data, b"secret", sandbox)
        rows = judgement.record.checks
        assert [row.check for row in rows] == [check.name for check in EXERCISE.checks]
        assert all(Word(row.verdict) and row.message and 0 <= row.score <= row.max_score for row in rows)
        seen |= {row.verdict for row in rows}
        if judgement.notebook is not None:
            json.loads(notebooks.write_notebook(judgement.notebook))
    assert {"right", "unreadable"} <= seen
