"""Checks of 14: the loss over real tokens, the clipped gradient, a step of Adam, the windows of a long text."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws

from . import hints, mistakes

PAGE = "14_training.html"
READS = {"L6": f"{PAGE}#tr-clip", "P9": f"{PAGE}#tr-loop"}
FAR = 1000.0  # scores whose exponential no float can hold


def _scores(
    rng: np.random.Generator, T: int, B: int, V: int, spread: float = 2.0, share: float = 0.6, far: float = 0.0
) -> tuple:
    """`(logits, targets, mask)`: real words first, then padding; columns of different lengths where there are several.

    `far`: the score that one word of each place gets, now above all others and now below.
    """
    logits, targets = rng.normal(0, spread, (T, B, V)), rng.integers(0, V, (T, B))
    lengths = np.maximum(1, (np.linspace(1, share, B) * T).round().astype(int))
    mask = np.arange(T)[:, None] < (rng.permutation(lengths) if B > 1 else lengths)
    if far:
        place = np.indices((T, B))
        logits[(*place, rng.integers(0, V, (T, B)))] = far * np.where(place.sum(axis=0) % 2, -1, 1)
        if V > 1:
            logits[0, 0], targets[0, 0] = np.linspace(-far, far, V), 0  # the right word's chance is no float
            mask[0, 0] = True
    return draws.layout(rng, logits), draws.layout(rng, targets), draws.layout(rng, mask)


def draw_scores(rng: np.random.Generator) -> list[tuple]:
    """Sizes all different; some the same; no padding; a sequence without any word; scores far apart; one of each."""
    T, B, V = (int(size) for size in rng.permutation((3, 5, 7)))
    t, b, v = (int(size) for size in rng.permutation((4, 2, 11)))
    found = [
        _scores(rng, T, B, V, share=0.4),
        _scores(rng, t + 3, b, v, share=0.5),
        _scores(rng, 5, 3, 4, share=1.0),
        _scores(rng, 4, 4, 4, share=0.5),
        _scores(rng, 6, 3, 5, far=FAR, share=0.5),
        _scores(rng, 4, 2, 3, far=9000.0 / 2, share=0.5),
        _scores(rng, 1, 1, 5),
        _scores(rng, 1, 1, 2, spread=0.5),
        _scores(rng, 12, 3, 13, share=0.2),
    ]
    logits, targets, mask = _scores(rng, 5, 4, 3, share=0.4)
    empty = mask.copy()
    empty[:, int(rng.integers(4))] = False
    return [*found, (logits, targets, empty)]


def _gradients(
    rng: np.random.Generator, norm: float, limit: float, shapes: tuple = ((4, 3), (3,), (2, 3), (3,))
) -> tuple:
    """`(grads, limit)` with this norm over all; two of the arrays have one shape."""
    names = [str(name) for name in rng.permutation(["W_f", "b_f", "E", "b_i"])][: len(shapes)]
    grads = {name: rng.normal(0, 1, shape) for name, shape in zip(names, shapes, strict=True)}
    size = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    return {name: draws.layout(rng, g * (norm / size)) for name, g in grads.items()}, limit


def draw_gradients(rng: np.random.Generator) -> list[tuple]:
    """Norms far below the limit, just below, just above and far above; a very small one; none at all."""
    return [
        _gradients(rng, 4.0, 1.0),
        _gradients(rng, float(rng.uniform(1.5, 2.0)), 1.0, ((3, 2), (2,), (5,))),
        _gradients(rng, 0.5, 2.5),
        _gradients(rng, 3.003, 3.0),
        _gradients(rng, 2.997, 3.0),
        _gradients(rng, 500.0, 0.5, ((3, 5), (5,))),
        _gradients(rng, 0.01, 0.009, ((3,), (2, 2))),
        _gradients(rng, 0.0, 1.0),
        _gradients(rng, 7.0, 2.0, ((1,),)),
        _gradients(rng, 30.0, 5.0, ((6, 7), (7,), (6, 7))),
    ]


def _descent(
    rng: np.random.Generator, t: int, lr: float, beta1: float, beta2: float, eps: float, shapes: tuple
) -> tuple:
    """Arguments of one step; the state of t - 1 steps before it, none where this is the first."""
    names = [str(name) for name in rng.permutation(["W_f", "b_f", "W_i"])][: len(shapes)]
    params, grads, state = {}, {}, {}
    for name, shape in zip(names, shapes, strict=True):
        params[name], grads[name] = draws.normal(rng, *shape), draws.normal(rng, *shape, scale=0.5)
        m, v = rng.normal(0, 0.3, shape), rng.uniform(0.05, 0.5, shape)
        state[name] = draws.layout(rng, m * (1 - beta1 ** (t - 1))), draws.layout(rng, v * (1 - beta2 ** (t - 1)))
    order = names[::-1] if t % 2 else names
    state = {name: state[name] for name in order} if t > 1 else {}
    return params, {name: grads[name] for name in order}, state, t, lr, beta1, beta2, eps


def draw_descents(rng: np.random.Generator) -> list[tuple]:
    """The first step, the second, the seventh and the fortieth; eps as usual and large; other rates and memories."""
    D, H, _ = (int(size) for size in rng.permutation((3, 5, 2)))
    some = (D, H), (H,), (D, H)
    return [
        _descent(rng, 1, 0.1, 0.9, 0.999, 1e-8, some),
        _descent(rng, 1, 0.05, 0.9, 0.999, 1e-2, some),
        _descent(rng, 7, 0.1, 0.9, 0.999, 1e-2, some),
        _descent(rng, 7, 0.01, 0.8, 0.99, 1e-8, ((3,), (4, 2))),
        _descent(rng, 40, 0.1, 0.9, 0.999, 1e-8, some),
        _descent(rng, 40, 0.2, 0.95, 0.98, 0.1, ((5, 2), (2,))),
        _descent(rng, 2, 0.3, 0.5, 0.9, 1e-2, ((1,),)),
        _descent(rng, 3, 1.0, 0.9, 0.95, 1e-3, ((6, 7), (7,))),
    ]


def draw_texts(rng: np.random.Generator) -> list[tuple]:
    """`(ids, B, T)`: with a remainder, with none, a whole number of windows but for the last target; one window, one
    column, one word a window."""
    B, T = int(rng.integers(2, 5)), int(rng.integers(5, 8))
    sizes = [
        (3 * B * T + B * T - 1, B, T), (4 * B * T, B, T), (3 * B * T + 1, B, T), (100, 3, 5), (31, 3, 10), (13, 3, 4),
        (5 * 4 * 4 + 7, 4, 4), (29, 1, 4), (23, 5, 1), (2, 1, 1), (200, 7, 5),
    ]  # fmt: skip
    return [(rng.permutation(1000)[:N].astype(np.int64), B, T) for N, B, T in sizes]


def example_scores(seed: int) -> list[tuple]:
    """Some padding; scores far apart; one word."""
    rng = np.random.default_rng(seed)
    found = [_scores(rng, 3, 2, 4, share=0.4), _scores(rng, 2, 3, 3, far=400.0, share=0.5), _scores(rng, 1, 1, 3)]
    return draws.rounded(found)


def example_gradients(seed: int) -> list[tuple]:
    """Above the limit, below it, just above it, and a small one."""
    rng = np.random.default_rng(seed)
    found = [_gradients(rng, 5.0, 2.0, ((2, 3), (3,))), _gradients(rng, 1.0, 2.5, ((3,), (2,)))]
    return [*draws.rounded(found), _gradients(rng, 0.01, 0.009, ((3,), (2,)))]


def example_descents(seed: int) -> list[tuple]:
    """The first step with the usual eps, the seventh with a large one."""
    rng = np.random.default_rng(seed)
    found = [
        _descent(rng, 1, 0.1, 0.9, 0.999, 1e-8, ((2, 3), (3,))), _descent(rng, 7, 0.1, 0.9, 0.99, 0.1, ((3,), (2,)))
    ]  # fmt: skip
    return draws.rounded(found)


TEXTS = [(np.arange(100, 132), 2, 5), (np.arange(12)[::-1].copy(), 2, 3), (np.arange(40, 60), 3, 2)]

exercise = Exercise(
    name="14_training",
    title="Training",
    checks=(
        FunctionCheck(
            name="softmax_cross_entropy",
            points=2.5,
            read=f"{PAGE}#tr-loss",
            hints=hints.SOFTMAX_CROSS_ENTROPY,
            arguments=("logits", "targets", "mask"),
            results=("loss", "d_logits"),
            reference=ref.softmax_cross_entropy,
            batch=({"logits": 1, "targets": 1}, {"d_logits": 1}),
            draw=draw_scores,
            examples=example_scores(14),
            mistakes=mistakes.CROSS_ENTROPY,
            changes="L14",
            reads=READS,
        ),
        FunctionCheck(
            name="clip_by_global_norm",
            points=1.5,
            read=f"{PAGE}#tr-clip",
            hints=hints.CLIP_BY_GLOBAL_NORM,
            arguments=("grads", "limit"),
            results=("clipped", "norm"),
            reference=ref.clip_by_global_norm,
            draw=draw_gradients,
            examples=example_gradients(14),
            mistakes=mistakes.CLIPPING,
            changes="L14",
            reads=READS,
        ),
        FunctionCheck(
            name="adam_step",
            points=2,
            read=f"{PAGE}#tr-adam",
            hints=hints.ADAM_STEP,
            arguments=("params", "grads", "state", "t", "lr", "beta1", "beta2", "eps"),
            results=("params", "state"),
            reference=ref.adam_step,
            draw=draw_descents,
            examples=example_descents(14),
            mistakes=mistakes.ADAM_STEP,
            changes="L14",
            reads=READS,
        ),
        FunctionCheck(
            name="bptt_windows",
            points=1,
            read=f"{PAGE}#tr-windows",
            hints=hints.BPTT_WINDOWS,
            arguments=("ids", "B", "T"),
            results=("inputs", "targets"),
            reference=ref.bptt_windows,
            draw=draw_texts,
            examples=TEXTS,
            mistakes=mistakes.BPTT_WINDOWS,
            reads=READS,
        ),
        Question(
            "answer_1", 1, f"{PAGE}#tr-loss", key=float(np.log(31)), tolerance=6e-3,
            traps={0.032: "L44", 4.95: "L21", 0.0: "L45"},
        ),
        Question("answer_2", 1, f"{PAGE}#tr-clip", key=1.6, traps={2.0: "L6", 4.0: "L30", 0.8: "L29"}),
        Question("answer_3", 1, f"{PAGE}#tr-adam", key=0.01, traps={10.0: "L38", 0.0316: "L12"}),
    ),
)  # fmt: skip
