"""The class page: numbers that agree with the records, nothing a student wrote as code, readable in print."""

import hashlib
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from lstm_grader import __main__ as program
from lstm_grader.collect import submissions
from lstm_grader.exercise import spec
from lstm_grader.gradebook.store import Store
from lstm_grader.judging import forbidden
from lstm_grader.pages import class_page
from lstm_grader.pages.places import Places
from lstm_grader.records import CheckRecord, Record
from tests.lstm_grader.classes import NAME, hand_in

CHECKS = [check.name for check in spec.load(NAME).checks]


def record(student, *seen, flags=(), **more):
    """A record with the first checks as given, (verdict, mistake), the others right."""
    checks = spec.load(NAME).checks
    seen = [*seen, *[("right", "")] * (len(checks) - len(seen))]
    rows = tuple(
        CheckRecord(check.name, check.points * (word == "right"), check.points, word, mistake)
        for check, (word, mistake) in zip(checks, seen, strict=True)
    )
    return Record(student, NAME, "forget_gate", rows, flags=flags, **more)


CLASS = [
    record("ada"),
    record("alan", ("right", ""), ("wrong", "A1")),
    record("grace", ("wrong", "unknown")),
    record("emmy", ("wrong", "C3+C12a"), ("wrong", "A1")),
    record("kurt", *[("unreadable", "")] * len(CHECKS)),
]


def test_each_score_is_in_one_column_of_the_histogram(tmp_path):
    page = class_page.summarize(CLASS, tmp_path)
    assert sum(column.count for column in page.bins) == page.students == 5
    for column in page.bins[:-1]:
        assert column.count == sum(column.low <= item.score < column.high for item in CLASS)
    assert page.bins[-1].count == sum(item.score >= page.bins[-1].low for item in CLASS) >= page.full == 1


def test_checks_have_their_pass_rates_and_verdicts(tmp_path):
    rows = {row.name: row for row in class_page.summarize(CLASS, tmp_path).checks}
    assert list(rows) == CHECKS
    assert (rows["forget_gate"].right, rows["forget_gate"].total) == (2, 5)
    assert rows["forget_gate"].others == (("wrong", 2), ("unreadable", 1))


def test_mistakes_are_counted_by_student_and_two_at_once_count_both():
    found = {row.key: (row.students, row.checks) for row in class_page.count_mistakes(CLASS)}
    assert found == {
        "A1": (2, ("keep",)),
        "C3": (1, ("forget_gate",)),
        "C12a": (1, ("forget_gate",)),
        "unknown": (1, ("forget_gate",)),
    }
    assert next(iter(found)) == "A1", "the most frequent first"


def test_who_needs_a_person_and_nobody_else(tmp_path):
    flagged = [*CLASS, record("hedy", flags=("network",)), record("sofia", *[("missing", "")] * len(CHECKS))]
    people = {row.student: row.reasons for row in class_page.summarize(flagged, tmp_path).people}
    assert people == {
        "grace": ("a mistake that the catalogue does not know: forget_gate",),
        "kurt": ("unreadable",),
        "hedy": ("tried: network",),
    }


def test_points_by_hand_that_a_new_verdict_did_not_touch_need_a_person(tmp_path):
    (row,) = class_page.summarize([record("ada"), record("alan")], tmp_path, outdated={("alan", NAME): ["keep"]}).people
    assert row.student == "alan"
    assert row.reasons == ("points given by hand stand, though the verdict changed since: keep",)


def test_what_lies_in_the_notebooks_place_or_beside_it_is_said(tmp_path):
    for student, name in (("ada", "forget_gate (1)"), ("alan", "forget_gate"), ("alan", "forget_gate_v2")):
        hand_in(tmp_path, student, "{}", file=name)
    renamed = hashlib.sha256(hand_in(tmp_path, "emmy", file="Copy of forget_gate").read_bytes()).hexdigest()
    (tmp_path / "alan" / NAME / "timestamp.txt").write_text("comes tomorrow")
    told = hashlib.sha256(b"{}").hexdigest()
    refused = [CheckRecord(name, 0.0, 1.0, "refused", "", "Refused: forget_gate.ipynb is a link.") for name in CHECKS]
    people = {
        row.student: row.reasons
        for row in class_page.summarize(
            [
                record("ada", *[("missing", "")] * len(CHECKS)),
                record("alan", notebook_hash=told),
                record("emmy", notebook_hash=renamed),
                Record("eve", NAME, "forget_gate", tuple(refused)),
            ],
            tmp_path,
            tmp_path,
        ).people
    }
    assert people == {
        "ada": ("Expected forget_gate.ipynb, found forget_gate (1).ipynb. Hand it in under the expected name.",),
        "alan": (
            "Not judged, another notebook beside it: forget_gate_v2.ipynb.",
            "no time that is certain in its timestamp.txt: when it came is not known",
        ),
        "emmy": ("Handed in as Copy of forget_gate.ipynb: by its cells it is forget_gate.ipynb.",),
        "eve": ("Refused: forget_gate.ipynb is a link.",),
    }


class Reader(HTMLParser):
    """Tags with attributes, and the text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def written(path: Path, records) -> Reader:
    class_page.write(records, path)
    return Reader(path.read_text(encoding="utf-8"))


def test_what_a_student_chose_is_text(tmp_path):
    name = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e\ud800"
    page = written(tmp_path / "report.html", [record(name, flags=("file outside: <svg onload=alert(1)>",))])
    assert "<script>alert(1)</script>" in page.text and "<svg onload" in page.text
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert not [key for _, attrs in page.tags for key in attrs if key.startswith("on")]


def test_the_page_asks_for_nothing_and_tables_say_what_they_are(tmp_path):
    page = written(tmp_path / "report.html", CLASS)
    tags = [tag for tag, _ in page.tags]
    assert not {"script", "link", "iframe", "img"} & set(tags)
    assert tags.count("caption") == tags.count("table") == 3
    assert not re.search(r"https?:", (tmp_path / "report.html").read_text())
    figure = next(attrs for tag, attrs in page.tags if tag == "svg")
    assert figure["role"] == "img" and "9 to 10: 1." in figure["aria-label"]
    assert "40 %" in page.text, "a bar's number stands beside it"


def test_where_nobody_looked_for_copies_the_page_says_how_to(tmp_path):
    class_page.write(CLASS, tmp_path / "report.html", pairs=None)
    assert "python -m lstm_grader report" in (tmp_path / "report.html").read_text()
    assert "python -m lstm_grader report" not in written(tmp_path / "report.html", CLASS).text


def test_an_exercise_that_the_course_has_no_more_stops_no_class_page(tmp_path):
    page = written(tmp_path / "report.html", [*CLASS, Record("ada", "99_gone", "gone", CLASS[0].checks)])
    assert spec.load(NAME).title in page.text and "99_gone" not in page.text


def test_grading_without_a_sandbox_is_said(tmp_path):
    assert "without a sandbox" in written(tmp_path / "one.html", [record("ada", sandbox=("none",))]).text
    assert "without a sandbox" not in written(tmp_path / "two.html", CLASS).text


@pytest.fixture
def course(tmp_path):
    """Three students graded without being run: what the report reads is the store and the files."""
    for student, cells in {"ada": (), "ida": ("import torch.nn as nn\ncell = nn.LSTM(3, 4)",), "kurt": ()}.items():
        hand_in(tmp_path / "submitted", student, {}, *cells)
    records = []
    for student in ("ada", "ida", "kurt"):
        data = (tmp_path / "submitted" / student / NAME / "forget_gate.ipynb").read_bytes()
        records.append(record(student, notebook_hash=class_page.hashlib.sha256(data).hexdigest()))
    with Store(Places(tmp_path).db_url) as store:
        store.ensure_assignment(spec.load(NAME))
        store.save(records)
    hand_in(tmp_path / "submitted", "kurt", {}, "print('better')")
    return tmp_path


def test_the_command_reports_the_stored_grades_and_looks_at_the_files(course, capsys):
    arguments = ["report", "--out", str(course), "--submitted", str(course / "submitted")]
    assert program.main([*arguments, NAME]) == 0
    assert capsys.readouterr().out.strip() == str(course / "report.html")
    text = Reader((course / "report.html").read_text()).text
    assert "names torch.nn.LSTM" in text and "another file was handed in since: grade again" in text
    assert re.search(r"3\s+students, median 10", text)


def test_the_command_says_what_is_missing(course, tmp_path, capsys):
    assert program.main(["report", "05_squashing", "--out", str(course)]) == 2
    assert "nothing is graded of 05_squashing; there are grades of: 06_forget_gate" in capsys.readouterr().err
    assert program.main(["report", "--out", str(tmp_path / "nowhere")]) == 2
    assert "grade first" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "cell",
    [
        "import torch",
        "from torch.nn import LSTM",
        "import numpy, torch.nn",
        "import keras as k",
        "%time import torch",
        "__import__('torch')",
        "import importlib\nimportlib.import_module('torch')",
        "def f():\n    from torch import nn",
    ],
)
def test_libraries_that_answer_by_themselves_are_seen(cell):
    assert [name.partition(".")[0] for name in forbidden.find_names([cell])] in (["torch"], ["keras"])


@pytest.mark.parametrize(
    "cell",
    [
        "import numpy as np",
        "torch = np.zeros(3)\ntorch.sum()",
        "# import torch",
        "print('import torch')",
        "import torch\n  broken",
        "(" * 5000,
        "\0",
        "x = " + "-" * 50_000 + "1",
        "from . import torch",
    ],
)
def test_other_text_is_not(cell):
    assert forbidden.find_names([cell]) == []


def test_a_name_is_found_however_the_file_writes_it():
    assert forbidden.may_import(b'{"source": "import torch"}') and forbidden.may_import(
        rb'{"source": "import \u0074orch"}'
    )
    assert not forbidden.may_import(b'{"source": "import numpy as np"}')
    for encoding in ("utf-16", "utf-16-be", "utf-32", "utf-8-sig"):
        assert forbidden.may_import('{"source": "import torch"}'.encode(encoding)), encoding


@pytest.mark.parametrize("cell", ["x = !ls\n" * 2000, "%a\n" * 2000, "a?\n" * 2000, "x = %%b\n" * 2000])
def test_no_text_takes_long(cell):
    """IPython's own reading of these takes minutes, or gives up with an error."""
    start = time.process_time()
    forbidden.find_names(["import torch", cell])
    forbidden.may_import(b"import " * 300_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (f"from torch import {', '.join(f'a{number}' for number in range(12_000))}", 12_000),
        (f"from torch.{'b' * 40_000} import {', '.join(f'a{number}' for number in range(7_000))}", 1),
        (f"import torch.{'a' * 100_000} as t\n" + "t;" * 10_000, 1),
        ("import torch" + ".a" * 50_000, 0),
    ],
    ids=["many", "many long", "long", "deeper than is looked at"],
)
def test_no_number_of_names_takes_long(cell, count):
    start = time.process_time()
    named = forbidden.find_names([cell])
    assert time.process_time() - start < 2
    assert len(named) == count and all(len(name) <= 100 for name in named)


def test_of_many_names_some_are_shown(tmp_path):
    path = hand_in(tmp_path, "ida", {}, f"from torch import {', '.join(f'a{number}' for number in range(60))}")
    same = record("ida", notebook_hash=class_page.hashlib.sha256(path.read_bytes()).hexdigest())
    (reason,) = class_page._seen_in_the_file(same, tmp_path)
    assert reason.startswith("names torch.a0, ") and reason.endswith("torch.a49, and 10 more")


def test_a_file_that_cannot_be_read_stops_no_class_page(tmp_path, monkeypatch):
    monkeypatch.setattr(submissions.Submission, "read", _denied)
    assert list(class_page._seen_in_the_file(record("ada"), tmp_path)) == []


def _denied(_):
    raise PermissionError("permission denied")
