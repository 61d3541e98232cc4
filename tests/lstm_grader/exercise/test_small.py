"""All that checks can carry, on one small exercise: released, run as a student does, judged in the sandbox."""

from contextlib import closing

import nbformat
import pytest

from lstm_grader import ROOT
from lstm_grader.exercise import released, spec, term
from lstm_grader.gradebook import cells
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import appeal, pool, rehearsal, whole_class
from lstm_grader.judging import judge
from lstm_grader.pages import feedback
from lstm_grader.pages.places import Places
from lstm_grader.release import derive
from lstm_grader.sandbox import Sandbox

NAME = "30_small"
CACHES = (spec.load, derive.source_notebook, released.released_notebook, cells.graded_notebook, released.given_texts)
RIGHT_STEP = "def decay_step(x_t, h_prev, w):\n    return np.tanh(x_t + w * h_prev)"
LOST_STATE = "def decay_step(x_t, h_prev, w):\n    return np.tanh(x_t)"
OTHER_STEP = "def decay_step(x_t, h_prev, w):\n    return np.tanh(x_t + w * h_prev) + 0.03"
OWN_LOOP = """def decay(x, h0, w):
    hs, h = [], h0
    for x_t in x:
        h = np.tanh({})
        hs.append(h)
    return np.array(hs)"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The exercise, released into a folder of its own."""
    folder = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spec, "SOLUTIONS", ROOT / "tests" / "lstm_grader" / "exercise" / "solutions")
        patch.setattr(term, "ROOT", folder)
        for function in CACHES:
            function.cache_clear()
        derive.release(
            [NAME],
            source_directory=folder / "source",
            release_directory=folder / "exercises",
            db_url=f"sqlite:///{folder}/gradebook.db",
        )
        yield folder
    for function in CACHES:
        function.cache_clear()


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(("numpy",)) as sandbox:
        yield sandbox


def solved(changed=None):
    return derive.solved_notebook(NAME, changed)


def graded(sandbox, changed=None, secret=b"s"):
    data = nbformat.writes(solved(changed)).encode()
    return judge.judge("ada", spec.load(NAME), data, secret, sandbox)


def rows(judgement):
    return {row.check: row for row in judgement.record.checks}


def run(notebook):
    """What a student reads below each check cell of a notebook that runs alone."""
    names, said = {}, {}
    for cell in notebook.cells:
        try:
            exec(cell.source, names)
        except Exception as error:
            said[cell.id] = str(error)
    return said


def test_the_project_s_own_answers_are_right_in_the_notebook_and_in_the_sandbox(small, sandbox):
    assert run(solved()) == {}
    assert [row.verdict for row in graded(sandbox).record.checks] == ["right"] * 8
    assert graded(sandbox).record.score == spec.load(NAME).max_score == 11


WRONG = {
    "return kept, sorted(kept, key=lambda word: (kept[word], word))": {"words": "K10"},
    "return kept, [word.upper() for word in kept]": {"words": "unknown"},
    "return {word: kept[word] / 1 for word in kept}, sorted(kept)": {"counts": "unknown", "words": "unknown"},
    "return kept": {"counts": "unknown", "words": "unknown"},
}
COUNT = """def count_words(docs, min_count=1):
    counts = {{}}
    for doc in docs:
        for word in doc:
            counts[word] = counts.get(word, 0) + 1
    kept = {{word: count for word, count in counts.items() if count >= min_count}}
    {}"""


@pytest.mark.parametrize(("line", "names"), WRONG.items(), ids=range(len(WRONG)))
def test_each_part_of_a_result_has_points_and_a_verdict_of_its_own(small, sandbox, line, names):
    changed = {"count_words": COUNT.format(line)}
    judgement = graded(sandbox, changed)
    said = run(solved(changed))
    for part, points in (("counts", 1), ("words", 2)):
        row = rows(judgement)[f"count_words_{part}"]
        assert row.mistake == names.get(part, ""), row.message
        assert row.score == (0 if part in names else points)
        assert (f"check_count_words_{part}" in said) == (part in names)
        assert f"count_words_{part}" in feedback.render(judgement.record, judgement.notebook)


OTHERS = {
    "none": (
        "first_place",
        "def first_place(words, word):\n    return words.index(word) if word in words else -1",
        "V3",
    ),
    "text": ("first_place", "def first_place(words, word):\n    return str(words.index(word))", "unknown"),
    "curve": ("slope", "def slope(f, x, eps=1e-5):\n    return (f(x + eps) - f(x)) / eps", "V2"),
    "default": ("slope", "def slope(f, x, eps=1):\n    return (f(x + eps) - f(x - eps)) / (2 * eps)", "unknown"),
    "dice": ("dice", "def dice(rng, n):\n    return rng.integers(0, 6, n)", "K5"),
    "floats": ("dice", "def dice(rng, n):\n    return rng.integers(1, 7, n) * 1.0", "unknown"),
    "later": ("decay", OWN_LOOP.format("x_t + w * h + 0.1 * x.sum(axis=0)"), "Q3"),
    "others": ("decay", OWN_LOOP.format("x_t + w * h.mean()"), "C19"),
}


@pytest.mark.parametrize("answer", OTHERS)
def test_the_judge_and_the_notebook_say_the_same_of_each(small, sandbox, answer):
    name, source, key = OTHERS[answer]
    row = rows(graded(sandbox, {name: source}))[name]
    assert (row.score, row.mistake) == (0, key), row.message
    said = run(solved({name: source}))[f"check_{name}"]
    looks = [line for line in said.splitlines() if line.startswith(("Looks", "Not"))]
    assert [line.split(" Here ")[0].split(" The smallest")[0] for line in looks] == [
        line.split(" Here ")[0].split(" The smallest")[0]
        for line in row.message.splitlines()
        if line.startswith(("Looks", "Not"))
    ]


@pytest.mark.parametrize(
    "source",
    [
        "def slope(f, x, eps=1e-5):\n    return (f(x + eps) - f(x - eps)) / (2 * eps) + 9e-3",
        "def slope(f, x, eps=1e-5):\n    return (f(x + eps) - f(x - eps)) / (2 * eps) + 9e-7",
    ],
)
def test_the_tolerance_is_that_of_the_check(small, sandbox, source):
    judgement = rows(graded(sandbox, {"slope": source}))["slope"]
    assert (judgement.verdict == "right") == ("9e-7" in source), judgement.message


CARRIED = {
    "uses the wrong part": ({"decay_step": LOST_STATE}, "C13", "right"),
    "has the same mistake itself": (
        {"decay_step": LOST_STATE, "decay": OWN_LOOP.format("x_t + 0 * h")},
        "C13",
        "right",
    ),
    "has it though the part is right": ({"decay": OWN_LOOP.format("x_t + 0 * h")}, "", "wrong"),
    "has another mistake of the part": (
        {"decay_step": LOST_STATE, "decay": OWN_LOOP.format("x_t + w * h").replace("np.tanh", "")},
        "C13",
        "wrong",
    ),
    "uses a part that is wrong in no known way": ({"decay_step": OTHER_STEP}, "unknown", "wrong"),
}


@pytest.mark.parametrize("case", CARRIED)
def test_a_mistake_that_was_marked_in_a_part_is_not_marked_again_in_what_uses_it(small, sandbox, case):
    changed, part, whole = CARRIED[case]
    judgement = graded(sandbox, changed)
    assert rows(judgement)["decay_step"].mistake == part
    row = rows(judgement)["decay"]
    assert (row.verdict, row.score) == (whole, 2 if whole == "right" else 0), row.message
    assert ("decay" in {key.removeprefix("check_") for key in run(solved(changed))}) == (whole == "wrong")
    if whole == "right":
        assert "costs nothing twice" in row.message and "(C13) in decay_step" in row.message
        assert "costs nothing twice" in feedback.render(judgement.record, judgement.notebook)
    if not part:
        assert row.mistake == "C13"
        assert "Your decay_step itself is right." in row.message


def test_an_exercise_has_limits_and_packages_of_its_own(small, sandbox):
    slow = "import time\ndef dice(rng, n):\n    time.sleep(2)\n    return rng.integers(1, 7, n)"
    assert rows(graded(sandbox, {"dice": slow}))["dice"].verdict == "timeout"
    other = "import matplotlib\ndef dice(rng, n):\n    return rng.integers(1, 7, n)"
    assert "only numpy and Python's own library" in rows(graded(sandbox, {"dice": other}))["dice"].message


class Here:
    """Judges in this process, where the small exercise is known."""

    def __init__(self, count, job):
        self.job = job

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pool.close_sandboxes()

    def grade(self, tasks):
        for task in tasks:
            yield pool.grade_one(task, self.job)


def test_explain_reproduces_all_of_it(small):
    path = small / "submitted" / "ada" / NAME / "small.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(nbformat.writes(solved({"decay_step": LOST_STATE, "count_words": COUNT.format("return kept, []")})))
    whole_class.grade(small / "submitted", small / "out", graders=Here)
    with closing(Store(Places(small / "out").db_url)) as store:
        text, same = appeal.explain("ada", NAME, small / "submitted", small / "out", store, Here)
    assert same, text
    assert "count_words_words: wrong" in text and "decay: right" in text
    assert "costs nothing twice" in text
    assert "count_words_words" in (small / "out" / "grades.csv").read_text()


def test_check_says_what_the_notebook_says(small, tmp_path):
    path = tmp_path / "small.ipynb"
    path.write_text(nbformat.writes(solved({"decay_step": LOST_STATE})))
    verdicts = {check.check: check for check in rehearsal.rehearse(path, Here).checks}
    assert [name for name, verdict in verdicts.items() if verdict.verdict != "right"] == ["decay_step"]
    assert "costs nothing twice" in verdicts["decay"].message
