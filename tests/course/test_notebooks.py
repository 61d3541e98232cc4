"""The authored notebooks run as they are, and the released ones can be opened alone."""

import re

import pytest

from lstm_grader.exercise import spec
from lstm_grader.release import derive
from tests.course import answers
from tests.sample import of_interest

EXERCISES = spec.names()


def test_the_committed_notebooks_are_what_a_release_writes():
    assert derive.find_outdated(sorted(of_interest())) == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_solved_notebook_runs_from_top_to_bottom(exercise, monkeypatch, capsys):
    plt = pytest.importorskip("matplotlib.pyplot")
    shown = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(plt.gcf()))
    solved = answers.notebook(exercise, answers.author(exercise), answers.right_predictions(exercise))
    names: dict = {}
    try:
        for cell in solved.cells:
            if cell.cell_type == "code":
                exec(cell.source, names)
    finally:
        plt.close("all")
    assert len(shown) == 1, "one experiment"
    assert all(axes.lines or axes.images for axes in shown[0].axes)
    assert shown[0].get_figwidth() <= 5.6  # inches: what a phone shows with letters that can be read
    assert all(
        line.get_color() not in ("k", "black") for axes in shown[0].axes for line in axes.lines
    )  # on a dark page
    said = capsys.readouterr().out
    assert said.count("judged") == len(spec.load(exercise).checks)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_released_notebook_carries_its_picture_with_words_for_those_who_cannot_see_it(exercise):
    text = "\n".join(cell.source for cell in derive.released_notebook(exercise).cells if cell.cell_type == "markdown")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", text)
    assert pictures
    for words, source in pictures:
        assert len(words.split()) >= 10
        assert source.startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_released_notebook_has_the_five_parts_in_order(exercise):
    cells = derive.released_notebook(exercise).cells
    ids = [cell.get("id", "") for cell in cells]
    checks = [check.name for check in spec.load(exercise).checks]
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith(f"# {exercise[:2]} ")
    assert "10 points" in cells[0].source
    assert [name.removeprefix("check_") for name in ids if name.startswith("check_")] == checks
    for name in checks:
        assert ids.index(name) < ids.index(f"check_{name}")
    assert ids.index("selfcheck") < ids.index(checks[0])
    assert cells[-1].cell_type == "code"
    assert "plt.show()" in cells[-1].source


@pytest.mark.parametrize("exercise", EXERCISES)
def test_signature_and_docstring_are_given_as_the_spec_has_them(exercise):
    unsolved = {cell.get("id"): cell.source for cell in derive.released_notebook(exercise).cells}
    for answer in answers.author(exercise):
        check = next(check for check in spec.load(exercise).checks if check.name == answer.check)
        names: dict = {}
        exec(unsolved[answer.check], names)
        function = names[answer.check]
        assert function.__code__.co_varnames[: function.__code__.co_argcount] == check.arguments
        assert "Arguments:" in function.__doc__
        assert "Returns:" in function.__doc__
        assert all(f"    {argument}: " in function.__doc__ for argument in check.arguments)
        with pytest.raises(NotImplementedError):
            function(*check.examples[0])
