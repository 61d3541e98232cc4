"""Checks of 13: the way back through a step, part by part; the step; the sequence; the check by differences."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws, step
from lstm_grader.selfcheck import Recipe

from . import differences, hints, mistakes

PAGE = "13_bptt.html"
SLOPES = "B6 B9 B10 S5 S6 S7 S8"
READS = dict.fromkeys(SLOPES.split(), f"{PAGE}#bp-slopes") | {
    "C14": f"{PAGE}#bp-layer", "C13": f"{PAGE}#bp-layer", "B17": f"{PAGE}#bp-layer", "A1": f"{PAGE}#bp-stops",
    "P9": f"{PAGE}#bp-order", "C20b": f"{PAGE}#bp-order",
}  # fmt: skip
KEYS = ("x_t", "h_prev", "c_prev", "f_t", "i_t", "c_tilde_t", "o_t", "c_t")
LOUD = 40.0  # of gradients that no clipping leaves alone


def plain(cache: ref.StepCache, order: int = 0) -> dict:
    """A cache as students get it; its entries, and those of its parameters, in one order or another."""
    arrays = {key: np.array(getattr(cache, key)) for key in (KEYS, KEYS[::-1])[order % 2]}
    params = cache.params.to_dict()
    return arrays | {"params": {key: np.array(params[key]) for key in step.ORDERS[order % 3]}}


def cached(query: tuple, order: int = 0) -> dict:
    """What a real step leaves."""
    x_t, h_prev, c_prev, params = query
    _, cache = ref.lstm_step_cached(x_t, h_prev, c_prev, ref.Params.from_dict(params))
    return plain(cache, order)


def draw_steps(rng: np.random.Generator) -> list[dict]:
    """Caches of steps of every kind: see `draws`."""
    return [cached(query, order) for order, query in enumerate(step.draw(rng))]


def gradient(rng: np.random.Generator, cache: dict) -> np.ndarray:
    """One that reaches the state."""
    return draws.normal(rng, *cache["c_t"].shape)


def draw_cells(rng: np.random.Generator) -> list[tuple]:
    """`(d_h, d_c, o_t, c_t)`; cells near zero and far from it."""
    return [
        (draws.normal(rng, q.B, q.H), draws.normal(rng, q.B, q.H), draws.shares(rng, q), draws.cells(rng, q))
        for q in draws.queries(rng)
    ]


def example_cells(seed: int) -> list[tuple]:
    """Sizes different, then the same, then one example."""
    rng = np.random.default_rng(seed)
    queries = [draws.Query(3, 1, 4), draws.Query(2, 1, 2), draws.Query(1, 1, 3)]
    return [
        draws.rounded((*rng.normal(0, 1, (2, q.B, q.H)), draws.shares(rng, q), draws.cells(rng, q))) for q in queries
    ]


def draw_sums(rng: np.random.Generator) -> list[tuple]:
    """`(d_h, d_c_t, cache)`."""
    return [(gradient(rng, cache), gradient(rng, cache), cache) for cache in draw_steps(rng)]


def draw_layers(rng: np.random.Generator) -> list[tuple]:
    """`(d_a, cache)`; the gates in one order or another."""
    return [
        ({gate: gradient(rng, cache) for gate in ("fico", "oicf")[n % 2]}, cache)
        for n, cache in enumerate(draw_steps(rng))
    ]


def draw_runs(rng: np.random.Generator) -> list[tuple]:
    """`(d_hs, d_h_n, d_c_n, caches)`: sizes all different; T = B, B = H, all the same; one step, one of everything,
    many steps; states or a loss at the end that are zero; gradients that are loud."""
    T, B, D, H = (int(size) for size in rng.permutation((2, 3, 5, 7)))
    b, d, h = (int(size) for size in rng.permutation((2, 3, 5)))
    return [
        _run(rng, T, B, D, H),
        _run(rng, 4, b, d, h),
        _run(rng, 3, 3, 2, h, state=0.0),
        _run(rng, 5, h, d, h),
        _run(rng, 3, 3, 3, 3),
        _run(rng, 1, b, d, h),
        _run(rng, 4, 1, 1, 1),
        _run(rng, 12, 2, d, 3),
        _run(rng, 3, b, d, h, end=0.0),
        _run(rng, 5, 2, d, 3, loud=LOUD),
    ]


def _run(
    rng: np.random.Generator, T: int, B: int, D: int, H: int, state: float = 1.0, end: float = 1.0, loud: float = 1.0
) -> tuple:
    """A real pass, with weights that let gradients neither die nor explode, and what the loss says of each state."""
    x, zero = rng.normal(0, 1, (T, B, D)), np.zeros((B, H))
    params = {f"W_{gate}": rng.normal(0, 1 / np.sqrt(H), (D + H, H)) for gate in step.GATES}
    params |= {f"b_{gate}": rng.normal(1.0 if gate == "f" else 0.0, 0.5, H) for gate in step.GATES}
    h0, c0 = state * np.tanh(rng.normal(0, 1, zero.shape)), state * rng.normal(0, draws.MEMORY, zero.shape)
    _, cache = ref.lstm_forward_cached(x, h0, c0, ref.Params.from_dict(params))
    d_hs, d_h_n, d_c_n = (loud * rng.normal(0, 1, shape) for shape in ((T, B, H), (B, H), (B, H)))
    return d_hs, end * d_h_n, end * d_c_n, [plain(one, t) for t, one in enumerate(cache.steps)]


def example_steps(seed: int) -> list[dict]:
    """Two small caches: sizes all different, then all the same."""
    rng = np.random.default_rng(seed)
    queries = [draws.Query(2, 1, 3), draws.Query(2, 2, 2)]
    return [cached(draws.rounded(step._query(rng, query, step.ORDERS[n])), n) for n, query in enumerate(queries)]


def example_runs(seed: int) -> list[tuple]:
    """Two small runs: three steps with loud gradients, and one step."""
    rng = np.random.default_rng(seed)
    found = []
    for (T, B, D, H), loud in (((3, 2, 1, 2), 6.0), ((1, 1, 2, 3), 1.0)):
        d_hs, d_h_n, d_c_n, caches = _run(rng, T, B, D, H, loud=loud)
        found.append((*draws.rounded((d_hs, d_h_n, d_c_n)), caches))
    return found


CURVES = (  # each takes an array of any shape and gives one number; all numbers of x matter, each in its own way
    "lambda x: np.sum({a} * x * np.roll(x.ravel(), 1).reshape(x.shape))",
    "lambda x: np.sum(np.linspace(1, {a}, x.size).reshape(x.shape) * x**3)",
    "lambda x: {a} * np.sum(np.sin(x + np.arange(x.size).reshape(x.shape)))",
    "lambda x: {a} * np.sum(np.tanh(x.sum(axis=0)) * x[0])",
)  # fmt: skip


def _curve(
    rng: np.random.Generator,
    kind: int,
    shape: tuple,
    *eps: float,
    share: float = 1.0,
    off: float = 0.0,
    order: str = "C",
) -> tuple:
    """`(f, x, d_f)` and perhaps eps: d_f is this share of the right one, and off by about so much."""
    f = Recipe(CURVES[kind].format(a=round(float(rng.uniform(1, 2)), 2)))
    x = np.round(rng.uniform(0.8, 1.6, shape) * rng.choice((-1, 1), shape), 2)
    right = ref.numeric_gradient(f.make(), x, 1e-5)
    wrong = np.round(share * right + off * rng.uniform(0.3, 1, shape) * rng.choice((-1, 1), shape), 2)
    d_f = right if share == 1 and not off else wrong
    return f, np.array(x, order=order), np.array(d_f, order=order), *eps


def draw_curves(rng: np.random.Generator) -> list[tuple]:
    """Right gradients and wrong ones, too small, too large and off; steps that are left out, small and wide; arrays in
    rows and in columns."""
    return [
        _curve(rng, 0, (5,)),
        _curve(rng, 1, (3, 2), share=0.4, order="F"),
        _curve(rng, 1, (4,), 1e-4, share=1.7),
        _curve(rng, 2, (2, 5), 1e-4, off=0.7),
        _curve(rng, 1, (2, 3), 1e-1, order="F"),
        _curve(rng, 3, (3, 2), 2e-1, off=0.4, order="F"),
        _curve(rng, 0, (2, 3, 2), 1e-5, off=0.6),
        _curve(rng, 2, (7,), off=1.5),
        _curve(rng, 1, (1,), 1e-1, off=0.8),
        _curve(rng, 3, (4, 3), off=3.0, order="F"),
    ]


def example_curves(seed: int) -> list[tuple]:
    """A gradient that is too small, one that is too large, a right one with a wide step, one that is off."""
    rng = np.random.default_rng(seed)
    return [
        _curve(rng, 1, (3,), share=0.4),
        _curve(rng, 1, (2, 3), 1e-3, share=1.7, order="F"),
        _curve(rng, 1, (2, 2), 1e-1, order="F"),
        _curve(rng, 2, (2, 3), off=0.6, order="F"),
    ]


def d_sums(d_h, d_c_t, cache):
    return ref.d_sums(d_h, d_c_t, ref.StepCache.from_dict(cache))


def d_layer(d_a, cache):
    return ref.d_layer(d_a, ref.StepCache.from_dict(cache))


def lstm_step_backward(d_h, d_c, cache):
    return ref.lstm_step_backward(d_h, d_c, ref.StepCache.from_dict(cache))


def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    steps = tuple(map(ref.StepCache.from_dict, caches))
    return ref.lstm_backward(d_hs, d_h_n, d_c_n, ref.SequenceCache(steps))


RIGHT = (ref.d_cell, d_sums, d_layer, lstm_step_backward)


def step_of(**functions):
    """A step out of these functions, its own where they are right."""
    return mistakes.STEP.but(**{name: one for name, one in functions.items() if one not in RIGHT})


def run_of(lstm_step_backward, **parts):
    """A run out of these functions."""
    one = step_of(**parts) if lstm_step_backward in RIGHT else lstm_step_backward
    return mistakes.RUN.but(step=one)


STEPS, RUNS = example_steps(13), example_runs(13)
GRADIENTS = np.random.default_rng(13).normal(0, 1, (2, 4, 3, 4)).round(2)


def small(cache: dict, which: int) -> np.ndarray:
    """A gradient of the state, for an example."""
    B, H = cache["c_t"].shape
    return GRADIENTS[0, which, :B, :H].copy()


D_CELL = FunctionCheck(
    name="d_cell",
    points=1,
    read=f"{PAGE}#bp-stops",
    hints=hints.D_CELL,
    arguments=("d_h", "d_c", "o_t", "c_t"),
    results=("d_c_t",),
    reference=ref.d_cell,
    batch=({"d_h": 0, "d_c": 0, "o_t": 0, "c_t": 0}, {"d_c_t": 0}),
    draw=draw_cells,
    examples=example_cells(13),
    mistakes=mistakes.D_CELL,
    paired=mistakes.plainest({key: known for key, known in mistakes.D_CELL.items() if key != "P4"}),
    changes="B20",
    reads=READS,
)
D_SUMS = FunctionCheck(
    name="d_sums",
    points=2,
    read=f"{PAGE}#bp-stops",
    hints=hints.D_SUMS,
    arguments=("d_h", "d_c_t", "cache"),
    results=("d_a",),
    reference=d_sums,
    draw=draw_sums,
    examples=[(small(c, 0), small(c, 1), c) for c in STEPS],
    mistakes=mistakes.D_SUMS,
    paired=mistakes.plainest(mistakes.D_SUMS),
    changes="B20",
    reads=READS,
)
D_LAYER = FunctionCheck(
    name="d_layer",
    points=1.5,
    read=f"{PAGE}#bp-layer",
    hints=hints.D_LAYER,
    arguments=("d_a", "cache"),
    results=("d_x", "d_h_prev", "grads"),
    reference=d_layer,
    draw=draw_layers,
    examples=[({gate: small(c, n) for n, gate in enumerate("fico")}, c) for c in STEPS],
    mistakes=mistakes.D_LAYER,
    paired=mistakes.plainest(mistakes.D_LAYER),
    changes="B20",
    reads=READS,
)
STEP_BACKWARD = FunctionCheck(
    name="lstm_step_backward",
    points=0.5,
    read=f"{PAGE}#bp-highway",
    hints=hints.LSTM_STEP_BACKWARD,
    arguments=("d_h", "d_c", "cache"),
    results=("d_x", "d_h_prev", "d_c_prev", "grads"),
    reference=lstm_step_backward,
    batch=({"d_h": 0, "d_c": 0}, {"d_x": 0, "d_h_prev": 0, "d_c_prev": 0}),
    draw=draw_sums,
    examples=[(small(c, 0), small(c, 1), c) for c in STEPS],
    mistakes=mistakes.STEP_BACKWARD,
    uses=(D_CELL, D_SUMS, D_LAYER),
    composed=step_of,
    changes="B20",
    reads=READS,
)

exercise = Exercise(
    name="13_bptt",
    title="Back through time",
    checks=(
        D_CELL,
        D_SUMS,
        D_LAYER,
        STEP_BACKWARD,
        FunctionCheck(
            name="lstm_backward",
            points=1,
            read=f"{PAGE}#bp-time",
            hints=hints.LSTM_BACKWARD,
            arguments=("d_hs", "d_h_n", "d_c_n", "caches"),
            results=("d_x", "d_h0", "d_c0", "grads"),
            reference=lstm_backward,
            batch=({"d_hs": 1, "d_h_n": 0, "d_c_n": 0}, {"d_x": 1, "d_h0": 0, "d_c0": 0}),
            draw=draw_runs,
            examples=RUNS,
            mistakes=mistakes.LSTM_BACKWARD,
            uses=(D_CELL, D_SUMS, D_LAYER, STEP_BACKWARD),
            composed=run_of,
            changes="B20",
            reads=READS,
        ),
        FunctionCheck(
            name="grad_check",
            points=1,
            read=f"{PAGE}#bp-check",
            hints=hints.GRAD_CHECK,
            arguments=("f", "x", "d_f", "eps"),
            results=("error",),
            reference=ref.grad_check,
            draw=draw_curves,
            examples=example_curves(13),
            mistakes=differences.GRAD_CHECK,
            changes="B22",
            reads=READS,
        ),
        Question(
            "answer_1", 1, f"{PAGE}#bp-highway", key=0.9**10,
            traps={1.0: "B16", 9.0: "R20", 0.9: "V2"},
        ),
        Question(
            "answer_2", 1, f"{PAGE}#bp-stops", key=0.25 + 0.5 * (1 - float(np.tanh(2)) ** 2),
            traps={-1.25: "B5", 0.75: "B6", 0.0353: "B2", 0.0530: "B27"},
        ),
        Question("answer_3", 1, f"{PAGE}#bp-check", key="b", traps={"a": "B21", "c": "B50", "d": "B50"}),
    ),
)  # fmt: skip
