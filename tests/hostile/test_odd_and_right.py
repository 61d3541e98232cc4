"""Odd notebooks with right answers in them: every point, and no word that a person would have to look at."""

import json

import nbformat
import pytest

from lstm_grader.exercise import spec
from lstm_grader.judging import judge
from lstm_grader.sandbox import Sandbox
from tests.hostile import submission

EXERCISE = spec.load(submission.NAME)
KEY = next(check.key for check in EXERCISE.checks if check.name == "answer_1")


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(EXERCISE.packages) as warm:
        yield warm


def cell(notebook, name):
    return notebook.cells[submission.index(notebook, name)]


def first(text):
    return lambda: submission.with_cell(submission.right(), text)


def last(text):
    def make():
        notebook = submission.right()
        notebook.cells.append(submission.code(text))
        return submission.lines(notebook)

    return make


def prediction(text):
    return lambda: submission.answered(answer_1=text)


def typed(name, text, emptied=""):
    """Something typed into a locked cell; the cell that should have held it is as it was handed out."""

    def make():
        notebook = submission.right()
        locked = cell(notebook, name)
        locked.source = f"{text or cell(notebook, emptied).source}\n\n{locked.source}"
        if emptied:
            cell(notebook, emptied).source = cell(judge.released_notebook(submission.NAME), emptied).source
        return submission.lines(notebook)

    return make


def merged(name, text=""):
    """An answer merged with the check below it, whose name the cell then has."""

    def make():
        notebook = submission.right()
        answer, check = cell(notebook, name), cell(notebook, f"check_{name}")
        check.source = f"{text or answer.source}\n\n{check.source}"
        notebook.cells.remove(answer)
        return submission.lines(notebook)

    return make


def needs_math():
    notebook = submission.right()
    tools = cell(notebook, "tools")
    tools.source = f"import math\n{tools.source}"
    cell(notebook, "half_life").source += "\n\nassert math.pi > 3\nanswer_3_by_hand = math.log(0.5)"
    cell(notebook, "keep").source = "math.pi\n" + cell(notebook, "keep").source
    return submission.lines(notebook)


def with_odd_cell(odd):
    def make():
        document = json.loads(submission.lines(submission.right()))
        document["cells"].insert(3, odd)
        return json.dumps(document).encode()

    return make


def much_output():
    notebook = submission.right()
    shown = nbformat.v4.new_output("stream", text='12345678 ["{\n' * (21 * 2**20 // 25))
    notebook.cells[-1].outputs = [shown]
    assert len(submission.lines(notebook)) > 21 * 2**20
    return submission.lines(notebook)


ODD = {
    "await": first("import asyncio\nawait asyncio.sleep(0)"),
    "longdouble": prediction(f"answer_1 = np.longdouble({KEY!r})"),
    "Fraction": prediction(f"from fractions import Fraction\nanswer_1 = Fraction({str(KEY)!r})"),
    "Decimal": prediction(f"from decimal import Decimal\nanswer_1 = Decimal({str(KEY)!r})"),
    "prediction typed into the check": typed("check_answer_1", "", "answer_1"),
    "prediction merged with the check": merged("answer_1"),
    "answer typed into the check": typed("check_keep", "", "keep"),
    "answer merged with the check": merged("keep"),
    "def with a blank": merged("keep", "def keep (f, c):\n    return f * c"),
    "lambda": merged("keep", "keep = lambda f_t, c_prev: f_t * c_prev"),
    "import added to the tools": needs_math,
    "window": first("import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.plot([1])"),
    "unknown kind of cell": with_odd_cell({"cell_type": "heading", "source": "x", "metadata": {}}),
    "no source": with_odd_cell({"cell_type": "code", "source": None, "metadata": {}, "outputs": []}),
    "no cell": with_odd_cell(None),
    "21 MB of output": much_output,
    "stack": first("import traceback\ntraceback.print_stack()"),
    "frames": first("import inspect\nprint(inspect.stack())\ninspect.getsource(inspect)"),
    "warning": first("import warnings\ndef f(): warnings.warn('x', stacklevel=2)\nf()"),
    "far warning": first("import warnings\nwarnings.warn('x', stacklevel=9)"),
    "system": first("import platform\nprint(platform.uname(), platform.platform(), platform.processor())"),
    "architecture": first("import platform\nprint(platform.architecture(), platform.libc_ver(), platform.node())"),
    "Kaggle": first(
        "# This Python 3 environment comes with many helpful analytics libraries installed\n"
        "import numpy as np # linear algebra\nimport os\n"
        "for dirname, _, filenames in os.walk('/kaggle/input'):\n    for filename in filenames:\n"
        "        print(os.path.join(dirname, filename))"
    ),
    "Kaggle with pandas": last(
        "import numpy as np\nimport pandas as pd\nimport os\n"
        "for dirname, _, filenames in os.walk('/kaggle/input'):\n    print(filenames)"
    ),
    "Colab": first("import os\nprint(os.path.isdir('/content'), os.listdir('/content/sample_data') if 0 else '')"),
    "exception that was caught and printed": first(
        "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    traceback.print_exc()"
    ),
    "versions": first("import sys, numpy, matplotlib\nprint(sys.version, numpy.__version__)\nnumpy.show_config()"),
    "logging": first("import logging\nlogging.warning('x', stack_info=True)"),
}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_notebook_with_right_answers_has_every_point_and_no_flag(kind, sandbox):
    record = judge.judge("ada", EXERCISE, ODD[kind](), b"secret", sandbox).record
    assert record.score == record.max_score, [row.message for row in record.checks if row.verdict != "right"]
    assert record.flags == ()
