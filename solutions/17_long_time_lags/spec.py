"""Checks of 17: Reber's grammar, the adding problem and its draws, the order of symbols."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws
from lstm_grader.selfcheck import Recipe

from . import hints, mistakes

PAGE = "17_long_time_lags.html"
FIXED = ("", "B", "BP", "BTBTS", "BPBPT", "BTBTXX", "BPBPVP", "BTBTXS", "BTBTXSE", "BPBPVVE", "BPBPVVEP", "BTBTXSETE")
LOST = (
    "T", "BX", "BTT", "BTBV", "BTBTV", "BPBPS", "BTBTXV", "BPBPVVT", "BTBTXSEP", "BPBPVVET", "BTBTXSETT", "BTBTXSETEB",
    "bt",
)  # fmt: skip
LOOPS = ("BTBTSSXXTTVPSETE", "BPBTSXXVVEPE", "BTBPTTVPXVVETE", "BPBPTVPXTVPSEPE")
SHORT = (
    "", "B", "E", "BTBTXSETE", "BTBTXSEPE", "BTBTXSET", "BTBTXSETEE", "BTXSE", "BTBTXVVETE", "BPBPVVEPE", "BPBPVVETE",
    "BPBPVVEP", "BPBPVPSEPE", "BPBTXSEPE", "BTBTXXVVETE", "BTBTXXTVPSETE", "BTBPTVVETE", "BTBPSVVETE", "BPBTTXSEPE",
    "BTBTSXSETE", "BPBTSSXSETE", "BTBTXSE", "BPBTXSEE", "BPBTXSEPEB", "BTBPXSETE", "BTBTVVETE", "BPBPVPXVPSEPE",
    "BTBTXXXSETE", "BTBPVPTVVETE", "BPBPVPXTVVEPE", "BPBPVVSEPE", "BTBTXVSETE", "BTBPVPPSETE", "BPBTXXSEPE",
    "BTBTXSSETE", "BPBPVPXSEPE", "BTBPVPVVETE", "BTBTXXVPXVVETE",
)  # fmt: skip


def beginnings(rng: np.random.Generator) -> list[str]:
    """Those of some random strings, and where they are lost: one more symbol that may not follow."""
    strings = [*LOOPS, *(ref.reber_string(rng) for _ in range(3))]
    found = [string[: rng.integers(2, len(string) + 1)] for string in strings]
    wrong = [prefix + str(rng.choice([s for s in "BEPSTVX" if s not in ref.reber_next(prefix)])) for prefix in found]
    return [*(string[:n] for string in LOOPS for n in range(4, len(string))), *found, *wrong]


def draw_prefixes(rng: np.random.Generator) -> list[tuple]:
    """Every place of the grammar with both second symbols, loops, arrows back, whole strings, strings that are none."""
    return [(prefix,) for prefix in dict.fromkeys([*FIXED, *LOST, *beginnings(rng)])]


def draw_strings(rng: np.random.Generator) -> list[tuple]:
    """Whole ones, beginnings, whole ones with a wrong symbol early, late, at the end, more behind, nothing."""
    whole = [ref.reber_string(rng) for _ in range(4)] + list(LOOPS)
    other = [string[:-2] + "PT"["TP".index(string[-2])] + "E" for string in whole]
    early = [string[:2] + "E" + string[3:] for string in whole[:3]]
    strings = [*whole, *other, *early, *(string[:-1] for string in whole), *(string + "E" for string in whole[:3])]
    return [(string,) for string in dict.fromkeys([*strings, "", "B", "E", "TE", "BTXSE", "BPVVE", *LOST])]


def _pairs(rng: np.random.Generator, T: int, B: int) -> tuple:
    """`(values, markers)`: two marks anywhere between the ends, minus one at the ends."""
    markers = np.zeros((T, B))
    for b in range(B):
        markers[rng.choice(np.arange(1, T - 1), 2, replace=False), b] = 1
    markers[[0, -1]] = -1
    return draws.layout(rng, rng.uniform(-1, 1, (T, B))), draws.layout(rng, markers)


def draw_pairs(rng: np.random.Generator) -> list[tuple]:
    """Sizes all different, T = B, one sequence, many; the shortest that has two marks; marks at the ends."""
    T, B = (int(size) for size in rng.permutation((11, 5)))
    sizes = [(T, B), (13, 7), (6, 6), (23, 3), (9, 1), (17, 41), (4, 2), (12, 3)]
    values, ends = _pairs(rng, 5, 3)
    ends = ends * 0
    ends[[0, -1]] = 1
    return [*(_pairs(rng, T, B) for T, B in sizes), (values, ends), (rng.uniform(-1, 1, (2, 3)), np.ones((2, 3)))]


def _symbols(rng: np.random.Generator, order: str, T: int) -> tuple:
    """A sequence with this order of X and Y at random places of the noise."""
    symbols = ["E", *map(str, rng.choice(list("abcdxy"), T)), "B"]
    for place, symbol in zip(np.sort(rng.choice(np.arange(1, T + 1), len(order), replace=False)), order, strict=True):
        symbols[place] = symbol
    symbols[rng.choice([n for n, symbol in enumerate(symbols) if symbol in "abcdxy"])] = "y"
    return (symbols,)


def draw_symbols(rng: np.random.Generator) -> list[tuple]:
    """All orders of two and of three, in sequences of several lengths."""
    orders = ["XX", "XY", "YX", "YY", "XXX", "XXY", "XYX", "XYY", "YXX", "YXY", "YYX", "YYY"]
    return [_symbols(rng, order, int(rng.integers(8, 40))) for order in orders] + [(["X", "Y"],), (["Y", "a", "X"],)]


# What holds for every right batch, but for a chance of less than one in 10 ** 9; of few sequences less can be said.
FACTS = """lambda x, y: (lambda form, x, y: (lambda v, k, m, T, few: {
    "the shapes and dtypes": form,
    "the range of the values": few or bool((np.abs(v) <= 1).all()),
    "the spread of the values": few or bool(v.min() < -0.9 and v.max() > 0.9),
    "two marks of 1": few or bool((m.sum(axis=0) == 2).all()),
    "the markers at both ends": few or bool((k[[0, -1]] == -1).all()),
    "the other markers": few or bool(np.isin(k[1:-1], (0, 1)).all()),
    "a mark among steps 1 to 9": few or bool(m[1:10].any(axis=0).all()),
    "marks from step T // 2 on": 0 if few else int(m[T // 2].any()) + 2 * int(m[T // 2 + 1 : -1].any()),
    "marks at every step before": few or bool(m[1 : T // 2].any(axis=1).all()),
    "how late the earlier mark may be": few or bool(m[1:10].all(axis=1).any() or m[9 : T // 2].sum(axis=0).max() > 1),
    "both marks early": few or bool((m[1:10].sum(axis=0) == 2).any()),
    "marks of their own": few or not bool(m[1:10].all(axis=1).any()),
    "the targets": bool(np.allclose(y, 0.5 + (v * m).sum(axis=0) / 4, 1e-7, 1e-9)),
})(x[..., 0], x[..., 1], x[..., 1] == 1, len(x), x.shape[1] < 500))(
    [str(a.dtype) + " " + str(a.shape) if isinstance(a, np.ndarray) else "no array" for a in (x, y)],
    *((x, y) if isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and x.dtype.kind == y.dtype.kind == "f"
      and x.ndim == 3 and x.shape[2] == 2 and y.shape == x.shape[1:2] and x.size and len(x) >= 20
      else (np.zeros((20, 1, 2)), np.zeros(1))))"""


def _batch(seed: int, T: int, B: int) -> tuple:
    return Recipe(f"np.random.default_rng({seed})"), T, B


def draw_batches(rng: np.random.Generator) -> list[tuple]:
    """Many sequences, and few; the shortest, even and odd lengths."""
    sizes = [(20, 600), (46, 600), (33, 600), (20, 1), (27, 5)]
    return [_batch(int(rng.integers(10**9)), T, B) for T, B in sizes]


REBER_NEXT = FunctionCheck(
    name="reber_next",
    points=2,
    read=f"{PAGE}#lt-reber",
    hints=hints.REBER_NEXT,
    arguments=("prefix",),
    results=("symbols",),
    reference=ref.reber_next,
    draw=draw_prefixes,
    examples=tuple((prefix,) for prefix in (*FIXED, *LOST[:12], *LOOPS, "BTBTSX", "BTBTXXT", "BPBPVPX", "BPBTSS")),
    mistakes=mistakes.REBER_NEXT,
)
exercise = Exercise(
    name="17_long_time_lags",
    title="Long time lags",
    checks=(
        REBER_NEXT,
        FunctionCheck(
            name="reber_legal",
            points=1,
            read=f"{PAGE}#lt-reber",
            hints=hints.REBER_LEGAL,
            arguments=("string",),
            results=("legal",),
            reference=ref.reber_legal,
            draw=draw_strings,
            examples=tuple((string,) for string in (*LOOPS, *SHORT)),
            mistakes=mistakes.REBER_LEGAL,
            uses=(REBER_NEXT,),
            composed=lambda reber_next: mistakes.LEGAL.but(follows=reber_next),
        ),
        FunctionCheck(
            name="adding_target",
            points=1,
            read=f"{PAGE}#lt-adding",
            hints=hints.ADDING_TARGET,
            arguments=("values", "markers"),
            results=("targets",),
            reference=ref.adding_target,
            batch=({"values": 1, "markers": 1}, {"targets": 0}),
            draw=draw_pairs,
            examples=tuple(
                (np.round(values, 2), markers)
                for values, markers in (
                    _pairs(np.random.default_rng(seed), T, B) for seed, T, B in ((1, 6, 3), (2, 5, 5), (3, 8, 1))
                )
            ),
            mistakes=mistakes.ADDING_TARGET,
        ),
        FunctionCheck(
            name="temporal_order_class",
            points=1,
            read=f"{PAGE}#lt-order",
            hints=hints.TEMPORAL_ORDER_CLASS,
            arguments=("symbols",),
            results=("number",),
            reference=ref.temporal_order_class,
            draw=draw_symbols,
            examples=tuple(
                (list(text),)
                for text in ("EaXbcXdB", "EXyaYB", "EbYcXxB", "EYdaYB", "EXaYYyB", "EYcXdXB", "EYXbYB")
            ),
            mistakes=mistakes.ORDER_CLASS,
        ),
        FunctionCheck(
            name="adding_problem",
            points=2,
            read=f"{PAGE}#lt-adding",
            hints=hints.ADDING_PROBLEM,
            arguments=("rng", "T", "B"),
            results=("x", "targets"),
            reference=ref.adding_problem,
            draw=draw_batches,
            examples=(_batch(1, 20, 1), _batch(2, 20, 600), _batch(3, 46, 600)),
            mistakes=mistakes.ADDING_PROBLEM,
            facts=FACTS,
        ),
        Question("answer_1", 1, f"{PAGE}#lt-rule", key=0.233, tolerance=6e-4, traps={0.953: "V2", 0.0: "Z60"}),
        Question("answer_2", 1, f"{PAGE}#lt-adding", key=0.0417, tolerance=6e-4, traps={0.0208: "Z61", 0.1667: "Z62"}),
        Question("answer_3", 1, f"{PAGE}#lt-table", key="b", traps={"a": "Z63", "c": "Z64"}),
    ),
)  # fmt: skip
