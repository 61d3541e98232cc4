"""Where a notebook sends whoever holds it alone: to an address, or to a chapter and section."""

import json

import pytest

from lstm_grader import course
from lstm_grader.exercise import cases, spec
from lstm_grader.exercise.spec import FunctionCheck
from lstm_grader.release import reading, selfcheck_cell
from lstm_grader.selfcheck.notebook import CheckFailed, SelfCheck

PAGE = """---
jupytext: {}
---

# 06 · The *forget* gate

(at-the-start)=
Text.

```{code-cell}
# Not a heading
(not-a-label)=
```

(first)=
## What it `keeps`

(in-a-section)=
Text.

```{admonition} A box
:class: warning
:name: box

Text.
(in-a-box)=
More.
```
"""


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A book of one page, not published."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "06_page.md").write_text(PAGE)
    monkeypatch.setattr(reading, "ROOT", tmp_path)
    monkeypatch.setattr(course, "published_book", lambda: "")
    reading._titles.cache_clear()
    yield
    reading._titles.cache_clear()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("06_page.html", "chapter 06, The forget gate"),
        ("06_page.html#at-the-start", "chapter 06, The forget gate"),
        ("06_page.html#first", "chapter 06, The forget gate: What it keeps"),
        ("06_page.html#what-it-keeps", "chapter 06, The forget gate: What it keeps"),
        ("06_page.html#in-a-section", "chapter 06, The forget gate: What it keeps"),
        ("06_page.html#box", "chapter 06, The forget gate: A box"),
        ("06_page.html#in-a-box", "chapter 06, The forget gate: A box"),
    ],
)
def test_a_book_of_no_known_address_is_named_by_chapter_and_section(book, place, words):
    assert reading.say_where(place) == words


@pytest.mark.parametrize("place", ["06_page.html#not-a-label", "06_page.html#not-a-heading", "07_page.html"])
def test_a_place_that_the_book_does_not_have_is_refused(book, place):
    with pytest.raises(LookupError, match="the book has no"):
        reading.say_where(place)


def test_the_address_is_the_setting_of_nbgrader_config(monkeypatch):
    settings = course.settings()
    monkeypatch.setattr(course, "settings", lambda: settings)
    settings.FeedbackExporter.book = "https://example.org/lstm"
    assert reading.say_where("06_forget_gate.html#fg-keep") == "https://example.org/lstm/06_forget_gate.html#fg-keep"
    settings.FeedbackExporter.book = ""
    assert reading.say_where("06_forget_gate.html#fg-keep") == "chapter 06, The forget gate: Keep"


@pytest.mark.parametrize("published", ["", "https://example.org/lstm/"])
def test_a_notebook_prints_no_file_name_that_its_reader_does_not_have(monkeypatch, published):
    monkeypatch.setattr(course, "published_book", lambda: published)
    check = SelfCheck(selfcheck_cell.as_json(spec.load("06_forget_gate")))

    def keep(f, c):
        return (1 - f) * c

    def forget_gate(x_t, h_prev, W_f, b_f):
        raise NotImplementedError

    place = f"{published}06_forget_gate.html#" if published else "chapter 06, The forget gate: "
    told = {keep: ("fg-a10", "The gate the wrong way round"), forget_gate: ("fg-equation", "The equation")}
    for function, own in told.items():
        with pytest.raises(CheckFailed, match=f"(?m)^Read: {place}{own[not published]}$"):
            check(function)


@pytest.mark.exercise
@pytest.mark.parametrize("name", spec.names())
def test_every_place_that_a_notebook_names_is_in_the_book(name, monkeypatch):
    monkeypatch.setattr(course, "published_book", lambda: "")
    exercise = spec.load(name)
    data = json.loads(selfcheck_cell.as_json(exercise))
    told = [row[2] for row in data["mistakes"].values()] + [row["subject"]["read"] for row in data["checks"]]
    functions = [check for check in exercise.checks if isinstance(check, FunctionCheck)]
    asked = [mistake.read for check in functions for mistake in cases.make_subject(check).mistakes.values()]
    assert set(told) == {reading.say_where(place) for place in [*asked, *(check.read for check in functions)]}
    assert not [words for words in told if ".html" in words]
