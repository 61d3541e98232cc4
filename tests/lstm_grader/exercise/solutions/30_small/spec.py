"""What checks can carry, each in one small function: texts, whole numbers, dicts, None, recipes, parts, steps."""

import numpy as np

from lstm_grader.exercise.parts import in_parts
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.sandbox.types import Limits
from lstm_grader.selfcheck import Recipe

PAGE = "intro.html"
WORDS = ("the", "cat", "sat", "on", "a", "mat", "and", "saw", "dog", "run", "far", "off", "then", "came", "back")


def count_words(docs, min_count=1, sign=1, least=0):
    counts = {}
    for doc in docs:
        for word in doc:
            counts[word] = counts.get(word, 0) + 1
    kept = {word: count for word, count in counts.items() if count >= min_count + least}
    return kept, sorted(kept, key=lambda word: (-sign * kept[word], word))


def draw_docs(rng):
    docs = [[[str(word) for word in rng.choice(WORDS, 9)] for _ in range(3)] for _ in range(4)]
    return [(docs[0], 1), (docs[1], 2), (docs[2], 3), (docs[3],), ([],), ([[], docs[0][0]], 1)]


def first_place(words, word):
    return words.index(word) if word in words else None


def draw_places(rng):
    words = [[str(word) for word in rng.choice(WORDS, 6)] for _ in range(5)]
    return [*((row, row[int(rng.integers(6))]) for row in words), (words[0], "nowhere"), ([], "cat")]


def step(x_t, h_prev, w, keep=1.0, squash=np.tanh):
    return squash(x_t + keep * w * h_prev)


def roll(decay_step):
    def decay(x, h0, w):
        hs, h = [], h0
        for x_t in x:
            h = decay_step(x_t, h, w)
            hs.append(h)
        return np.array(hs)

    return decay


def late(x, h0, w):
    """Each step sees the sum of all."""
    return roll(step)(x + x.sum(axis=0), h0, w)


def draw_steps(rng):
    sizes = (5, 3), (12, 2), (7, 5), (2, 2), (1, 1), (3, 7)
    return [(rng.normal(size=size), rng.normal(size=size[1]), float(rng.normal())) for size in sizes]


def slope(f, x, eps=1e-5):
    return (f(x + eps) - f(x - eps)) / (2 * eps)


def forward(f, x, eps=1e-5):
    return (f(x + eps) - f(x)) / eps


CURVES = tuple(map(Recipe, ("lambda x: x**3", "lambda x: np.sin(2 * x)", "lambda x: 3 * x**2 - x")))


def draw_curves(rng):
    points = rng.uniform(1, 3, 6)
    return [(CURVES[i % 3], float(x), *(() if i % 2 else (1e-2,))) for i, x in enumerate(points)]


def dice(rng, n):
    return rng.integers(1, 7, n)


def draw_dice(rng):
    seeds = rng.integers(0, 2**32, 5)
    return [(Recipe(f"np.random.default_rng({seed})"), n) for seed, n in zip(seeds, (4, 5, 9, 12, 30), strict=True)]


DOCS = [["the", "cat", "saw", "the", "dog"], ["a", "dog", "saw", "the", "cat"]]
COUNT = in_parts(
    FunctionCheck(
        name="count_words", points=0, read=PAGE, arguments=("docs", "min_count"), results=("counts", "words"),
        reference=count_words, draw=draw_docs, examples=((DOCS, 1), (DOCS, 2), (DOCS,)),
        mistakes={
            "K10": lambda docs, min_count=1: count_words(docs, min_count, sign=-1),
            "K5": lambda docs, min_count=1: count_words(docs, min_count, least=1),
        },
    ),
    {"counts": 1, "words": 2},
)  # fmt: skip
STEP = FunctionCheck(
    name="decay_step", points=2, read=PAGE, arguments=("x_t", "h_prev", "w"), results=("h_t",), reference=step,
    draw=lambda rng: [(x[0], h, w) for x, h, w in draw_steps(rng)],
    examples=((np.array([0.5, -1.0]), np.array([2.0, 0.25]), 0.5), (np.array([0.1]), np.array([-1.0]), -2.0)),
    mistakes={
        "C13": lambda x_t, h_prev, w: step(x_t, h_prev, w, keep=0.0),
        "G1": lambda x_t, h_prev, w: step(x_t, h_prev, w, squash=lambda a: a),
    },
)  # fmt: skip
exercise = Exercise(
    name="30_small",
    title="What checks can carry",
    packages=("numpy",),
    limits=Limits(call_s=0.5),
    checks=(
        *COUNT,
        FunctionCheck(
            name="first_place", points=1, read=PAGE, arguments=("words", "word"), results=("place",),
            reference=first_place, draw=draw_places,
            examples=((["a", "cat", "a"], "a"), (["a", "cat"], "cat"), (["a", "cat"], "dog")),
            mistakes={"V3": lambda words, word: words.index(word) if word in words else -1},
        ),
        STEP,
        FunctionCheck(
            name="decay", points=2, read=PAGE, arguments=("x", "h0", "w"), results=("hs",), reference=roll(step),
            draw=draw_steps, batch=({"x": 1, "h0": 0}, {"hs": 1}), time=({"x": 0}, {"hs": 0}),
            examples=((np.array([[0.5, -1.0], [0.25, 0.75], [-0.5, 1.5], [1.0, 0.5]]), np.array([0.5, -0.25]), 0.5),
                      (np.array([[1.5, -0.5, 0.3]]), np.array([0.1, 0.2, -2.0]), -2.0)),
            mistakes={"A3": lambda x, h0, w: np.tanh(roll(step)(x, h0, w))}, uses=(STEP,), composed=roll,
        ),
        FunctionCheck(
            name="slope", points=1, read=PAGE, arguments=("f", "x", "eps"), results=("df",), reference=slope,
            draw=draw_curves, rtol=1e-4, atol=1e-6,
            examples=((CURVES[0], 2.0, 1e-2), (CURVES[1], 0.5)), mistakes={"V2": forward},
        ),
        FunctionCheck(
            name="dice", points=1, read=PAGE, arguments=("rng", "n"), results=("numbers",), reference=dice,
            draw=draw_dice, examples=((Recipe("np.random.default_rng(1)"), 5), (Recipe("np.random.default_rng(2)"), 3)),
            mistakes={"K5": lambda rng, n: rng.integers(0, 6, n)},
        ),
        Question("answer_1", 1, PAGE, key=3.0),
    ),
)  # fmt: skip
