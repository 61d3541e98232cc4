"""Notebooks with extreme lines, cells and nesting cost little: reading, putting back, pages, flags.

Processor time and memory are those of a child process, without what the file itself takes.
"""

import json
import random

import pytest

from lstm_grader.collect import notebooks
from lstm_grader.exercise import spec
from lstm_grader.exercise.released import released_notebook
from lstm_grader.judging import forbidden, judge
from lstm_grader.pages import feedback, similarity
from tests.hostile import submission
from tests.hostile.test_replies import MEGABYTES, SECONDS, in_child

pytestmark = pytest.mark.limits
EXERCISE = spec.load(submission.NAME)
MB = 2**20
OTHER = {
    "cell_type": "code",
    "source": "x = 1",
    "metadata": {"nbgrader": {"grade_id": "input_gate", "solution": True}},
}


def notebook(*cells, **more):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **more}).encode()


def code(source, **more):
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], **more}


def answered(text):
    """A text in the place of an answer, of the tools, of a check, and of no cell in particular."""
    document = json.loads(submission.lines(submission.right()))
    for cell in document["cells"]:
        if cell["id"] in ("keep", "tools", "check_half_life"):
            cell["source"] = text
    document["cells"].append(code(text))
    return json.dumps(document).encode()


UNITS = (
    *("\n", " ", "\t", "  \n", " \n\t", "\r\n", "\x0c", "(", "[", "{", "'", '"', '"""\n', "f'{", "\\", "\\\n", "a"),
    *("a = ", "def ", "def  keep", "def keep", "keep", "keep : ", "keep\t", "keep = ", "async def keep ", "@", "@a\n"),
    *("import torch\n", "torch.", "import ", "from a import ", "%time ", "%a -b 1 ", "a = %", "lambda:", "if a:\n"),
    *("a.", "!a", "-", "not ", "1", "0x", "#", "# \n", "![", "![a](data:", "\x1b[", "\x1b[0", "\ud800", "é", "\u0301"),
    *("𝒳", "\0"),
)
ENDS = ("", "x", "\n", "'", "=", "(", "torch")


def everything(data):
    """All that is done with a student's text outside of the sandbox."""
    try:
        read = notebooks.read_notebook(data)
    except notebooks.Unreadable:
        return "unreadable"
    judge._of_another(EXERCISE, read)
    restored = notebooks.restore(read, released_notebook(submission.NAME))
    record = judge.without_run("ada", EXERCISE, "timeout", "a text", data, b"secret").record
    graded = notebooks.annotate(restored, record, [])
    notebooks.write_notebook(graded)
    feedback.render(record, graded)
    similarity.find_answers(read, submission.NAME)
    forbidden.may_import(data, ())
    forbidden.find_names([cell.source for cell in read.cells])
    return "read"


@pytest.fixture(scope="module", autouse=True)
def warm():
    everything(submission.lines(submission.right()))


def test_the_search_for_functions_does_not_look_at_blank_lines_twice():
    """A cell of another exercise, and blank lines and a letter: it took 27 s for 16,000 lines."""
    data = notebook(OTHER, code("\n" * (3 * MB // 2) + "x"))
    result, seconds, megabytes = in_child(lambda: everything(data))
    assert result == "read" and seconds < 3 * SECONDS and megabytes < 2 * MEGABYTES


@pytest.mark.parametrize("number", range(8))
def test_a_text_of_any_kind_costs_no_more_than_it_may(number):
    chosen = random.Random(number)
    texts = [unit * (60_000 // len(unit)) + chosen.choice(ENDS) for unit in UNITS[number::8]]
    texts.append("".join(chosen.choice(UNITS) * chosen.randrange(300) for _ in range(200)))
    for text in texts:
        data = answered(text)
        result, seconds, megabytes = in_child(lambda data=data: everything(data))
        assert result == "read", text[:20]
        assert seconds < SECONDS and megabytes < MEGABYTES, (text[:20], text[-20:], seconds, megabytes)


DOCUMENTS = {
    "a thousand cells": lambda: notebook(*[code(f"x = {number}\n" * 100) for number in range(1000)]),
    "cells of one line": lambda: notebook(*[code("x" * 3000)] * 1000),
    "many lines": lambda: notebook(code(["\n"] * 500_000)),
    "empty lines": lambda: notebook(code([""] * 900_000)),
    "empty lists": lambda: notebook(code([[]] * 900_000)),
    "lists in outputs": lambda: notebook(code("x", outputs=[[]] * 900_000)),
    "lists in lists": lambda: notebook(code("x", metadata=[])).replace(b"[]", b"[" * 200_000 + b"]" * 200_000, 1),
    "lists in lists of outputs": lambda: notebook(code("x")).replace(b"[]", b"[" * 200_000 + b"]" * 200_000),
    "open lists": lambda: b'{"cells": ' + b"[" * 20 * MB,
    "an open string": lambda: b'{"cells": ["' + b"x" * 20 * MB,
    "many open strings": lambda: b'"\\' * (5 * MB),
    "backslashes": lambda: b'{"cells": ["' + b"\\" * 20 * MB + b'"]}',
    "digits": lambda: b'{"nbformat": ' + b"1" * (3 * MB) + b', "cells": []}',
    "numbers": lambda: notebook(more=[1.5] * 500_000),
    "words": lambda: notebook(more=["ab"] * 500_000),
    "names": lambda: notebook(more={f"name{number}": number for number in range(200_000)}),
    "long outputs": lambda: notebook(code("x", outputs=["a\n" * 100] * 50_000)),
    "blank": lambda: b" " * 30 * MB,
    "nothing but commas": lambda: b"," * 30 * MB,
    "two bytes a letter": lambda: notebook(code("x" * MB)).decode().encode("utf-16"),
    "names of cells": lambda: notebook(*[code("x", metadata={"nbgrader": {"grade_id": "keep"}})] * 1000),
    "names of no cell": lambda: notebook(*[code("x", metadata={"nbgrader": {"grade_id": "x" * 3000}})] * 1000),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_file_of_any_shape_costs_no_more_than_it_may(kind):
    data = DOCUMENTS[kind]()
    result, seconds, megabytes = in_child(lambda: everything(data))
    assert result in ("read", "unreadable")
    assert seconds < 3 * SECONDS and megabytes < 2 * MEGABYTES, (seconds, megabytes)
