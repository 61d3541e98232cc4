"""What a reader wrote in the pages: taken along in the notebook, marked in the contents, saved to a file and loaded."""

import csv
import json
import subprocess
import sys

import nbformat
import pytest

from lstm_grader.exercise import spec
from tests.book.barriers import barriers
from tests.book.conftest import ROOT
from tests.course import answers

NAME = "06_forget_gate"
KEPT = "const lib = await import('./_static/parts/lib/kept.js');"
RIGHT = {answer.check: answer.source for answer in answers.author(NAME)} | {
    name: f"{name} = {value!r}" for name, value in answers.right_predictions(NAME).items()
}
WRONG = RIGHT | {"keep": "def keep(f_t, c_prev):\n    return (1 - f_t) * c_prev", "answer_3": 'answer_3 = "a"'}


def write(page, texts, exercise=NAME):
    """As the page does while somebody writes."""
    page.evaluate(
        f"""async ([exercise, texts]) => {{ {KEPT}
          for (const [name, text] of Object.entries(texts)) lib.keepAnswer(exercise, name, text); }}""",
        [exercise, texts],
    )


def check(page, names, verdict="right", exercise=NAME):
    """As the page does when checks have answered."""
    page.evaluate(
        f"""async ([exercise, names, verdict]) => {{ {KEPT}
          for (const name of names) lib.keepVerdict(exercise, name, verdict); }}""",
        [exercise, list(names), verdict],
    )


def work(page, exercise=NAME):
    return page.evaluate(f"async exercise => {{ {KEPT} return lib.work(exercise); }}", exercise)


def taken(page, folder):
    return downloaded(page, folder, "Take my answers with me")


def saved(page, folder):
    return downloaded(page, folder, "Save to a file")


def downloaded(page, folder, button):
    with page.expect_download() as download:
        page.get_by_role("button", name=button).press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def load(page, path):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load a file").press("Enter")
    chooser.value.set_files(path)


def told(page, start):
    status = page.locator(".progress-said", has_text=start)
    status.wait_for()
    return status.text_content()


def marks(page, place=".bd-links"):
    texts = page.locator(f"{place} a:has(.progress-mark)").all_text_contents()
    return [" ".join(text.split()) for text in texts]


def test_nothing_is_offered_to_take_before_something_is_written(visit):
    page = visit().open(NAME)
    button = page.get_by_role("button", name="Take my answers with me")
    assert not button.is_visible()
    write(page, {"keep": "def keep(): ..."})
    assert button.is_visible()
    write(page, {"keep": None})
    assert not button.is_visible()


def test_the_notebook_of_every_exercise_takes_the_readers_text_and_nothing_else_in_it_changes(visit):
    page = visit().open("how_to")
    mine = {name: (answers.author(name), answers.right_predictions(name)) for name in spec.names()}
    texts = {
        name: {answer.check: answer.source for answer in functions}
        | {key: f"{key} = {value!r}" for key, value in guesses.items()}
        for name, (functions, guesses) in mine.items()
    }
    made = page.evaluate(
        """async texts => {
          const { filled } = await import("./_static/parts/lib/notebook.js");
          return Promise.all(Object.entries(texts).map(async ([name, answers]) => {
            const text = await (await fetch(`notebooks/${name}.ipynb`)).text();
            return [name, text, filled(text, {}).text, filled(text, { ...answers, selfcheck: "", text_0: "" }).text];
          }));
        }""",
        texts,
    )
    assert len(made) == len(spec.names())
    for name, released, untouched, solved in made:
        assert untouched == released, name
        assert nbformat.reads(solved, 4) == answers.notebook(name, *mine[name]), name


def test_what_is_taken_along_is_graded_right_and_wrong(visit, tmp_path):
    for student, texts in (("ada", RIGHT), ("ben", WRONG)):
        reader = visit()
        page = reader.open(NAME)
        write(page, texts)
        folder = tmp_path / "submitted" / student / NAME
        folder.mkdir(parents=True)
        nbformat.validate(nbformat.read(taken(page, folder), 4))
        assert "6 answers of yours" in page.locator("take-answers").text_content()
        assert reader.outside == [] and reader.complaints == []
    options = ["--submitted", tmp_path / "submitted", "--out", tmp_path / "out", "--no-pages"]
    subprocess.run([sys.executable, "-m", "lstm_grader", "grade", *options], cwd=ROOT, check=True, capture_output=True)
    with (tmp_path / "out" / "grades.csv").open() as table:
        rows = list(csv.DictReader(table))
    wrong = {(row["student"], row["check"]) for row in rows if row["verdict"] != "right"}
    assert {row["student"] for row in rows} == {"ada", "ben"} and len(rows) == 2 * len(RIGHT)
    assert wrong == {("ben", "keep"), ("ben", "answer_3")}
    assert all(row["mistake"] for row in rows if row["check"] == "keep" and row["student"] == "ben")


def test_the_contents_show_which_exercises_are_begun_and_done(visit):
    reader = visit()
    page = reader.open("intro")
    progress = page.get_by_role("region", name="Your progress")
    assert marks(page) == [] and f"0 of {len(spec.names())} exercises done." in progress.inner_text()
    write(page, RIGHT)
    assert marks(page) == ["06 · The forget gate (exercise begun)"]
    check(page, ["forget_gate", "keep", "half_life"])
    check(page, ["answer_1", "answer_2", "answer_3"], "noted")
    write(page, {"answer_1": "answer_1 = 1"}, "10_whole_cell")
    expected = ["06 · The forget gate (exercise done)", "10 · The whole cell (exercise begun)"]
    assert marks(page) == expected
    assert marks(page, "#a-map-of-the-book") == [text.replace(" ·", "") for text in expected]
    reader.open(NAME)
    assert marks(page) == expected
    assert page.locator(".progress-far").text_content() == f"1 of {len(spec.names())} exercises done, 1 begun."
    write(page, {"keep": RIGHT["keep"] + "  # looked at again"})
    assert marks(page)[0] == "06 · The forget gate (exercise begun)"
    check(page, ["keep"], "C12a")
    assert marks(page)[0] == "06 · The forget gate (exercise begun)"
    assert reader.outside == [] and reader.complaints == []


def test_an_experiment_that_was_changed_makes_no_exercise_begun(visit):
    page = visit().open(NAME)
    write(page, {"code_22": "print(1)"})
    assert marks(page) == []
    assert f"0 of {len(spec.names())} exercises done." in page.locator(".progress-far").text_content()


def test_the_map_of_the_book_leads_to_every_chapter_with_an_exercise(visit):
    page = visit().open("intro")
    links = page.locator("#a-map-of-the-book td a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    assert links == [f"{name}.html" for name in spec.names()]


def test_what_a_file_brings_is_seen_in_the_page_at_once(python, visit, tmp_path):
    page = visit().open(NAME)
    write(page, {"keep": RIGHT["keep"]})
    check(page, ["keep"])
    path = saved(page, tmp_path)
    other = visit().open(NAME)
    keep = other.locator("answer-cell[cell='keep']")
    write(other, {"keep": WRONG["keep"]})
    check(other, ["keep"], "wrong")
    assert keep.locator(".live-status").inner_text() == "Not right yet: check it again to read why."
    load(other, path)
    other.get_by_role("button", name="Take the file’s").press("Enter")
    told(other, path.name)
    assert keep.locator("textarea").input_value() == RIGHT["keep"]
    assert keep.locator(".live-status").inner_text() == "Right, on the examples."


def test_a_saved_file_brings_the_work_to_another_browser(visit, tmp_path):
    page = visit().open(NAME)
    write(page, RIGHT)
    check(page, RIGHT)
    there = work(page)
    path = saved(page, tmp_path)
    assert path.name.startswith("lstm-answers-") and path.suffix == ".json"
    reader = visit()
    other = reader.open("intro")
    write(other, {"hadamard": "mine"}, "01_two_products")
    load(other, path)
    assert told(other, path.name) == f"{path.name}: 6 answers loaded."
    assert work(other) == there
    assert work(other, "01_two_products")["answers"] == {"hadamard": "mine"}
    assert "06 · The forget gate (exercise done)" in marks(other)
    assert reader.outside == [] and reader.complaints == []


@pytest.mark.parametrize(
    ("choice", "stays", "says"), [("Keep mine", "mine", "C3"), ("Take the file’s", "theirs", "right")]
)
def test_where_two_answers_differ_the_reader_is_asked_and_nothing_changes_before(visit, tmp_path, choice, stays, says):
    page = visit().open(NAME)
    write(page, {"keep": "theirs", "half_life": "same"})
    check(page, ["keep"])
    path = saved(page, tmp_path)
    other = visit().open(NAME)
    write(other, {"keep": "mine", "half_life": "same", "answer_1": "answer_1 = 1"})
    check(other, ["keep"], "C3")
    before = work(other)
    load(other, path)
    assert "1 answer of yours differs" in told(other, "differs") and "06_forget_gate: keep" in told(other, "differs")
    assert work(other) == before
    assert other.evaluate("document.activeElement.textContent") == "Keep mine"
    other.get_by_role("button", name=choice).press("Enter")
    told(other, path.name)
    now = work(other)
    assert now["answers"] == before["answers"] | {"keep": stays}
    assert now["verdicts"]["keep"]["verdict"] == says
    assert other.evaluate("document.activeElement.textContent") == "Load a file"
    assert not other.get_by_role("button", name=choice).is_visible()


GOOD = {"format": "lstm-course-answers", "version": 1, "exercises": {NAME: {"answers": {"keep": "x"}, "verdicts": {}}}}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("no JSON {", "no file that was saved here"),
        ("null", "no file that was saved here"),
        ('{"cells": []}', "no file that was saved here"),
        (json.dumps(GOOD | {"version": 2}), "another edition"),
        (json.dumps(GOOD | {"exercises": []}), "damaged"),
        (json.dumps(GOOD | {"exercises": {NAME: {"answers": {"keep": 3}, "verdicts": {}}}}), "damaged"),
        (json.dumps(GOOD | {"exercises": {NAME: {"answers": {"keep": "x"}}}}), "damaged"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words_and_nothing_is_lost(visit, tmp_path, content, word):
    reader = visit()
    page = reader.open(NAME)
    write(page, {"keep": "mine"})
    before = work(page)
    path = tmp_path / "other.json"
    path.write_text(content)
    load(page, path)
    said = told(page, word)
    assert said.startswith("other.json ") and said.endswith(" Nothing was changed.")
    assert work(page) == before
    assert reader.complaints == []


def test_an_exercise_that_this_book_does_not_have_is_left_out_and_told(visit, tmp_path):
    page = visit().open(NAME)
    write(page, {"half_life": "mine"})
    path = tmp_path / "newer.json"
    path.write_text(json.dumps(GOOD | {"exercises": GOOD["exercises"] | {"99_later": GOOD["exercises"][NAME]}}))
    load(page, path)
    assert "1 answer loaded. Left out: 1 exercise that this book does not have." in told(page, "newer.json")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('exercise'))") == [f"exercise {NAME}"]


@pytest.mark.parametrize("width", [1300, 390])
def test_marks_and_the_question_are_accessible(visit, tmp_path, width):
    page = visit(width=width).open(NAME)
    write(page, RIGHT)
    check(page, RIGHT)
    write(page, {"hadamard": "x"}, "01_two_products")
    path = saved(page, tmp_path) if width > 600 else None
    if path:
        write(page, {"keep": "other"})
        load(page, path)
        told(page, "differs")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_browser_that_keeps_no_more_is_told_of(visit, tmp_path):
    page = visit().open(NAME)
    write(page, {"half_life": "mine"})
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    path = tmp_path / "full.json"
    path.write_text(json.dumps(GOOD))
    load(page, path)
    assert told(page, "keeps no more") == "This browser keeps no more: not all was loaded."
