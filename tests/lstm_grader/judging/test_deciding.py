"""What decides a verdict is hashed, and nothing else: shown by changes to a copy of the project, one by one."""

import shutil
import sys
from pathlib import Path

import nbformat
import pytest

from lstm_grader import ROOT
from lstm_grader.exercise import catalogue, spec
from lstm_grader.judging import deciding, judge
from lstm_grader.sandbox import Sandbox
from tests.lstm_grader.classes import NAME, WRONG, solved

OTHER = "05_squashing"
CODE = "\nMORE = 1\n"
DECIDING = (
    f"solutions/{NAME}/spec.py",
    f"solutions/{NAME}/mistakes.py",
    "lstm_grader/families/gate.py",
    "lstm_grader/exercise/cases.py",
    "lstm_grader/exercise/pairs.py",
    "lstm_grader/judging/judge.py",
    "lstm_grader/judging/causes.py",
    "lstm_grader/selfcheck/compare.py",
    "lstm_grader/selfcheck/naming.py",
    "lstm_grader/sandbox/walls.py",
    "lstm_grader/sandbox/inside/shell.py",
    "lstm_grader/sandbox/inside/seccomp.py",
    "lstm_grader/sandbox/wire.py",
    "lstm_grader/sandbox/replies.py",
    "lstm_grader/collect/notebooks.py",
    "lstm_grader/grading/deadline.py",
    "lstm_ref/gates.py",
    "lstm_ref/activations.py",
)
DECIDING_NOTHING = (
    f"solutions/{NAME}/forget_gate.py",
    f"solutions/{NAME}/right.py",
    f"solutions/{NAME}/wrong.py",
    f"solutions/{NAME}/hints.py",
    f"solutions/{OTHER}/spec.py",
    "lstm_grader/families/step.py",
    "lstm_grader/pages/exports.py",
    "lstm_grader/pages/platforms.py",
    "lstm_grader/gradebook/store.py",
    "lstm_grader/grading/whole_class.py",
    "lstm_grader/commands/grade.py",
    "lstm_grader/release/derive.py",
    "lstm_grader/sandbox/selftest.py",
    "lstm_grader/selfcheck/notebook.py",
    "lstm_ref/trainer.py",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("project")
    for folder in ("lstm_grader", "lstm_ref", "solutions", "exercises"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def changed(project):
    """`changed(file, change)` tells whether the hash of 06 is another one with `change(text)` in a file."""

    def is_another(file: str, change) -> bool:
        path = project / file
        before = path.read_text()
        assert change(before) != before
        path.write_text(change(before))
        try:
            return hashed(project) != judge.spec_hash(NAME)
        finally:
            path.write_text(before)

    return is_another


def hashed(root: Path) -> str:
    catalogue.read.cache_clear()
    return deciding.spec_hash.__wrapped__(NAME, root)


def test_a_copy_of_the_project_has_the_same_hash(project):
    assert hashed(project) == hashed(ROOT) == judge.spec_hash(NAME)


@pytest.mark.parametrize("file", DECIDING)
def test_code_that_decides_a_verdict_changes_the_hash(changed, file):
    assert changed(file, lambda text: text + CODE)


@pytest.mark.parametrize("file", DECIDING_NOTHING)
def test_code_that_decides_nothing_here_does_not_change_the_hash(changed, file):
    assert not changed(file, lambda text: text + CODE)


@pytest.mark.parametrize("file", DECIDING)
def test_comments_and_docstrings_change_nothing(changed, file):
    assert not changed(file, lambda text: text.replace('"""', '"""Said otherwise. ', 1) + "\n# ends\n")


def test_of_the_catalogue_the_rows_of_the_exercise_count(changed):
    table = "lstm_grader/exercise/catalogue/{}.toml"
    assert changed(table.format("A_wording"), lambda text: text.replace("In spite of its name", "Despite its name"))
    assert not changed(table.format("T_torch"), lambda text: text.replace('says = "', 'says = "Well. '))
    assert not changed(table.format("A_wording"), lambda text: text + "\n# a comment\n")
    new = '\n[Q99]\nname = "a new one"\nsays = "New."\nread = "11_sequences.html"\n'
    assert not changed(table.format("Q_sequences"), lambda text: text + new)


def test_a_package_that_hands_one_more_name_on_changes_nothing(changed):
    assert not changed("lstm_ref/__init__.py", lambda text: text + "\nfrom lstm_ref.trainer import something\n")
    assert changed("lstm_ref/__init__.py", lambda text: text + "\nimport numpy\n\nnumpy.seterr(all='raise')\n")


def test_of_the_released_notebook_the_code_counts(project, changed):
    def edit(find):
        def change(text):
            notebook = nbformat.reads(text, as_version=4)
            next(cell for cell in notebook.cells if find(cell)).source += "\n1"
            return nbformat.writes(notebook)

        return change

    file = f"exercises/{NAME}/forget_gate.ipynb"
    assert not changed(file, edit(lambda cell: cell.cell_type == "markdown"))
    assert not changed(file, edit(lambda cell: cell.id == "selfcheck"))
    assert changed(file, edit(lambda cell: cell.id == "keep"))


def test_a_file_that_the_spec_may_read_counts(project):
    data = project / "solutions" / NAME / "data.csv"
    data.write_text("1\n")
    with_data = hashed(project)
    data.unlink()
    assert with_data != hashed(project)


@pytest.mark.parametrize("name", [OTHER, NAME, "10_whole_cell"])
def test_whatever_runs_while_a_notebook_is_judged_is_hashed(name):
    """A function of the project that is called then stands in a file that counts."""
    ran = set()
    exercise = spec.load(name)
    answers = WRONG if name == NAME else {}
    data = nbformat.writes(solved(answers, name=name)).encode()
    with Sandbox(exercise.packages) as sandbox:
        judge.spec_hash(name), judge.versions()
        sys.setprofile(lambda frame, *_: ran.add(Path(frame.f_code.co_filename)))
        try:
            judge.judge("ada", exercise, data, b"secret", sandbox)
        finally:
            sys.setprofile(None)
    counted = deciding.find_code(name) | {path for path in ran if path.is_relative_to(ROOT / deciding.BY_VALUE)}
    ours = {
        path for path in ran if any(path.is_relative_to(ROOT / top) for top in ("lstm_grader", "lstm_ref", "solutions"))
    }
    assert len(ours) > 20
    assert sorted(str(path) for path in ours - counted) == []
