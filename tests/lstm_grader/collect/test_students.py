"""Names in any script, and one name in the forms in which systems write it."""

import unicodedata

import pytest

from lstm_grader.collect import students, submissions
from tests.lstm_grader.collect.test_submissions import NAME, hand_in

JOSE = "José Núñez"
APART = unicodedata.normalize("NFD", JOSE)
NAMES = (
    "ada",
    JOSE,
    APART,
    "मीरा शर्मा",
    "தமிழ்ச்செல்வி",
    "শ্রীমতী",
    "ශ්‍රී",
    "می‌خواهم",
    "นที",
    "김민준",
    unicodedata.normalize("NFD", "김민준"),
    "Ada (Addie) O’Neill",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_and_form_is_a_student_id(tmp_path, name):
    path = hand_in(tmp_path, name)
    (item,) = submissions.find(tmp_path)
    assert (item.student, item.path, item.problem) == (name, path, "")


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "\u0301da", "a,b", "ada\u200d", "a\u200db", "x" * 129, " a", "a ", "a[b]", "(a)"]
)
def test_what_no_gradebook_or_path_can_hold_is_none(name):
    assert not students.is_student_id(name)


def test_a_better_name_keeps_accents_and_vowel_signs():
    assert students.propose_id(f"{APART}, (मीरा)") == f"{APART}_ (मीरा)"
    assert students.propose_id("//") == "student"


@pytest.mark.parametrize(("folder", "known"), [(JOSE, APART), (APART, JOSE), (JOSE, JOSE), (APART, APART)])
def test_a_folder_and_the_roster_are_one_student_in_whatever_form(tmp_path, folder, known):
    path = hand_in(tmp_path, folder)
    (item,) = submissions.find(tmp_path, [NAME], roster=[known])
    assert (item.student, item.path) == (known, path)
    assert students.folder_of(tmp_path, known) == tmp_path / folder


def test_a_link_in_another_form_is_refused(tmp_path):
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / APART).symlink_to(tmp_path)
    assert "is a link" in submissions.find_one(tmp_path / "class", JOSE, NAME).problem
