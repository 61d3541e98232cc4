"""`make quick` tries those exercises that somebody is at."""

import subprocess

import pytest

from lstm_grader.exercise import spec
from tests import sample

NAMES = ("05_one", "06_forget_gate", "07_two", "08_three")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A project with four exercises on the branch main."""
    monkeypatch.setattr(spec, "ROOT", tmp_path)
    monkeypatch.setattr(spec, "SOLUTIONS", tmp_path / "solutions")
    monkeypatch.setattr(sample, "LEVEL", "quick")
    for name in NAMES:
        write(tmp_path, name, "spec.py", "first")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    return tmp_path


def write(course, name, file, text):
    path = course / "solutions" / name / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def git(folder, *words):
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def commit(folder):
    git(folder, "add", ".")
    git(folder, "-c", "user.name=ada", "-c", "user.email=ada@example.org", "commit", "--quiet", "-m", "all")


def test_it_tries_what_was_changed_or_is_new_and_always_one(course):
    assert sample.of_interest.__wrapped__() == {sample.ALWAYS}
    git(course, "switch", "--quiet", "-c", "mine")
    write(course, "05_one", "spec.py", "second")
    commit(course)
    write(course, "07_two", "spec.py", "second")
    write(course, "09_new", "spec.py", "first")
    (course / "solutions" / "README").write_text("no exercise")
    assert sample.of_interest.__wrapped__() == {sample.ALWAYS, "05_one", "07_two", "09_new"}


def test_it_tries_all_where_nobody_can_tell_what_was_changed(course):
    git(course, "branch", "--move", "other")
    assert sample.of_interest.__wrapped__() == {*NAMES}


def test_others_try_all(course, monkeypatch):
    monkeypatch.setattr(sample, "LEVEL", "test")
    assert sample.of_interest.__wrapped__() == {*NAMES}
