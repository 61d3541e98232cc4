"""Checks of 16: windows and targets, the split in time, the scaler, the seasonal rival, the skill."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws

from . import hints, mistakes

PAGE = "16_time_series.html"
READS = {"P9": f"{PAGE}#ts-windows"}


def _series(rng: np.random.Generator, N: int, level: float = 0.0, spread: float = 1.0) -> np.ndarray:
    return draws.layout(rng, level + spread * rng.normal(0, 1, N))


def draw_series(rng: np.random.Generator) -> list[tuple]:
    """`(series, width, horizon)`: with room for several windows, for one, for none, and less than that; the width or
    the horizon 1, both the same, and a horizon beyond the width."""
    width, horizon = (int(size) for size in rng.permutation((3, 5)))
    sizes = [
        (int(rng.integers(15, 20)), width, horizon), (int(rng.integers(20, 30)), 4, 1), (12, 1, 2), (9, 1, 1),
        (60, 7, 7), (17, 3, 6), (8, 5, 4), (7, 5, 3), (7, 4, 3), (5, 4, 4), (3, 5, 1), (4, 2, 3), (2, 2, 6),
        (101, 13, 2),
    ]  # fmt: skip
    return [(_series(rng, N, level=float(rng.normal(0, 3))), width, horizon) for N, width, horizon in sizes]


def draw_splits(rng: np.random.Generator) -> list[tuple]:
    """`(n, width, horizon, first_test)`: the test within the series; before the first target, right behind it and right
    before; behind the last; in between the last window's; no window at all; a horizon of 1 and beyond the width."""
    width, horizon, n = (int(size) for size in rng.permutation((3, 5, 7)))
    last = n + width + horizon - 2  # the place of the last target
    return [
        (int(rng.integers(40, 60)), width, horizon, int(rng.integers(20, 35))), (31, 4, 1, 19), (23, 1, 3, 11),
        (29, 1, 1, 13), (17, 2, 6, int(rng.integers(12, 18))), (n, width, horizon, width + horizon - 1),
        (n, width, horizon, width + horizon), (n, width, horizon, width + horizon - 2),
        (n, width, horizon, width + horizon - 4), (n, width, horizon, 0), (n, width, horizon, last),
        (n, width, horizon, last + 1), (n, width, horizon, last + 5), (0, 3, 2, 7), (0, 3, 2, 2), (1, 3, 2, 4),
        (1, 3, 2, 5), (200, 11, 5, 120),
    ]  # fmt: skip


def draw_trains(rng: np.random.Generator) -> list[tuple]:
    """`(train,)`: of some lengths, levels and spreads, below 1 and above; whole numbers that never change, at 0 and
    elsewhere; a single value; two."""
    N = int(rng.integers(11, 30))
    return [
        (_series(rng, N),), (_series(rng, 41, level=30, spread=7),), (_series(rng, 7, level=-5, spread=0.2),),
        (_series(rng, 13, level=2, spread=0.01),), (np.full(5, float(rng.integers(2, 9))),), (np.zeros(4),),
        (np.full(6, -float(rng.integers(2, 9))),), (np.array([float(rng.integers(2, 9))]),),
        (_series(rng, 2, spread=3),), (_series(rng, 300, level=100, spread=20),),
    ]  # fmt: skip


def draw_histories(rng: np.random.Generator) -> list[tuple]:
    """`(history, season, steps)`: fewer steps than a season, as many, one more, many more, none; a season of 1,
    and one as long as the history."""
    N = int(rng.integers(11, 16))
    sizes = [
        (N, 4, 3), (N, 5, 5), (N + 3, 4, 5), (12, 3, 11), (9, 7, 17), (10, 1, 4), (8, 3, 0), (6, 6, 4), (6, 6, 9),
        (5, 5, 5), (1, 1, 3), (13, 2, 1), (40, 12, 30),
    ]  # fmt: skip
    return [(_series(rng, N, level=float(rng.normal(0, 3))), season, steps) for N, season, steps in sizes]


def _judged(rng: np.random.Generator, N: int, mine: float, rival: float) -> tuple:
    """`(forecast, actual, baseline)` with errors of these spreads, those of the rival never nothing."""
    actual = 4 + 3 * rng.normal(0, 1, N)
    errors = rng.choice([-1.0, 1.0], N) * rng.uniform(0.5, 1.5, N)
    told = actual + mine * rng.normal(0, 1, N), actual, actual + rival * errors
    return tuple(draws.layout(rng, part) for part in told)


def draw_judged(rng: np.random.Generator) -> list[tuple]:
    """`(forecast, actual, baseline)`: better than the rival, worse, the same, without error; the rival right
    somewhere."""
    N = int(rng.integers(8, 15))
    found = [_judged(rng, *sizes) for sizes in (
        (N, 0.4, 1.0), (7, 2.5, 1.0), (31, 1.0, 1.0), (2, 0.3, 2.0), (5, 0.0, 1.0), (41, 6.0, 0.5), (11, 0.02, 3.0),
    )]  # fmt: skip
    forecast, actual, baseline = (np.array(part) for part in _judged(rng, 9, 0.5, 1.5))
    baseline[int(rng.integers(9))] = actual[0]
    return [*found, (forecast, actual, baseline), (baseline.copy(), actual.copy(), baseline.copy())]


def example_judged() -> list[tuple]:
    """A good forecast, a bad one, and the rival itself."""
    actual, baseline = np.array([2.0, 3.5, 3.0, 5.25]), np.array([1.0, 2.0, 3.5, 3.0])
    return [
        (np.array([2.25, 3.0, 3.5, 5.0]), actual, baseline), (np.array([4.5, 0.5, 1.0, 6.75]), actual, baseline),
        (baseline.copy(), actual, baseline),
    ]  # fmt: skip


WAVE = np.array([0.25, 1.5, 2.75, 1.75, 0.5, -1.25, -2.5, -1.0, 0.75])

exercise = Exercise(
    name="16_time_series",
    title="Time series",
    checks=(
        FunctionCheck(
            name="make_windows",
            points=2,
            read=f"{PAGE}#ts-windows",
            hints=hints.MAKE_WINDOWS,
            arguments=("series", "width", "horizon"),
            results=("inputs", "targets"),
            reference=ref.make_windows,
            draw=draw_series,
            examples=((WAVE, 3, 2), (WAVE[:7], 2, 1), (WAVE[:6], 1, 3), (WAVE[:3], 3, 2), (WAVE[:2], 4, 1)),
            mistakes=mistakes.MAKE_WINDOWS,
            reads=READS,
        ),
        FunctionCheck(
            name="split_windows",
            points=2,
            read=f"{PAGE}#ts-split",
            hints=hints.SPLIT_WINDOWS,
            arguments=("n", "width", "horizon", "first_test"),
            results=("train", "test"),
            reference=ref.split_windows,
            draw=draw_splits,
            examples=((12, 3, 2, 9), (9, 4, 3, 11), (15, 2, 1, 7), (6, 3, 2, 2), (5, 3, 2, 12)),
            mistakes=mistakes.SPLIT_WINDOWS,
            reads=READS,
        ),
        FunctionCheck(
            name="fit_scaler",
            points=1,
            read=f"{PAGE}#ts-scaler",
            hints=hints.FIT_SCALER,
            arguments=("train",),
            results=("mean", "std"),
            reference=ref.fit_scaler,
            draw=draw_trains,
            examples=((WAVE,), (np.array([12.5, 15.0, 11.25, 17.75]),), (np.full(4, 3.0),)),
            mistakes=mistakes.FIT_SCALER,
            paired=mistakes.plainest(mistakes.FIT_SCALER),
            reads=READS,
        ),
        FunctionCheck(
            name="seasonal_naive",
            points=1,
            read=f"{PAGE}#ts-rivals",
            hints=hints.SEASONAL_NAIVE,
            arguments=("history", "season", "steps"),
            results=("forecast",),
            reference=ref.seasonal_naive,
            draw=draw_histories,
            examples=((WAVE, 4, 3), (WAVE, 3, 8), (WAVE[:5], 5, 7), (WAVE[:4], 1, 2)),
            mistakes=mistakes.SEASONAL_NAIVE,
            reads=READS,
        ),
        FunctionCheck(
            name="skill",
            points=1,
            read=f"{PAGE}#ts-skill",
            hints=hints.SKILL,
            arguments=("forecast", "actual", "baseline"),
            results=("skill",),
            reference=ref.skill,
            draw=draw_judged,
            examples=example_judged(),
            mistakes=mistakes.SKILL,
            reads=READS,
        ),
        Question(
            "answer_1",
            1,
            f"{PAGE}#ts-skill",
            key=0.25,
            tolerance=6e-3,
            traps={0.75: "F27", -1 / 3: "F29", -0.25: "F30"},
        ),
        Question("answer_2", 1, f"{PAGE}#ts-split", key=56, traps={80: "F8", 61: "F9", 60: "F9", 57: "F10", 55: "F10"}),
        Question("answer_3", 1, f"{PAGE}#ts-late", key="b", traps={"a": "F36", "c": "F30"}),
    ),
)
