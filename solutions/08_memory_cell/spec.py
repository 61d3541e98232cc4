"""Checks of 08: the cell's update, and how far the cell can go."""

import numpy as np

import lstm_ref as ref
from lstm_grader import inputs, slips
from lstm_grader.slips import sigmoid
from lstm_grader.spec import Exercise, FunctionCheck, Question

PAGE = "08_memory_cell.html"


def draw_bounds(rng: np.random.Generator) -> list[tuple]:
    """A start and a number of steps: either of them the larger one, a start below 1, no start, no steps, one step."""
    return [
        (float(rng.uniform(1, 5)), int(rng.integers(6, 50))),
        (float(rng.uniform(20, 30)), int(rng.integers(2, 9))),
        (float(rng.uniform(0, 1)), int(rng.integers(2, 9))),
        (float(rng.uniform(1, 5)), 0),
        (0.0, int(rng.integers(2, 99))),
        (float(rng.uniform(1, 5)), 1),
    ]


UPDATE = {
    "A1": (
        lambda f, c, i, g: f @ c + i @ g,
        lambda f, c, i, g: f @ c + i * g,
        lambda f, c, i, g: f * c + i @ g,
        lambda f, c, i, g: f @ c.T + i @ g.T,
        lambda f, c, i, g: f.T @ c + i.T @ g,
    ),
    "A2": (
        lambda f, c, i, g: np.broadcast_to((f * c + i * g).sum(axis=1, keepdims=True), c.shape),
        lambda f, c, i, g: (f * c + i * g).sum(axis=1, keepdims=True),
        lambda f, c, i, g: (f * c + i * g).sum(axis=1),
        lambda f, c, i, g: (f * c + i * g).sum(),
    ),
    "A3": lambda f, c, i, g: np.tanh(f * c + i * g),
    "A4": lambda f, c, i, g: np.clip(f * c + i * g, -1, 1),
    "A8": lambda f, c, i, g: f * c + i * i,
    "A9": (
        lambda f, c, i, g: f * i + c * g,
        lambda f, c, i, g: (f + i) * g,
        lambda f, c, i, g: (f + i) * (c + g),
        lambda f, c, i, g: f * i * c,
        lambda f, c, i, g: f * i * (c + g),
        lambda f, c, i, g: f * c * i * g,
        lambda f, c, i, g: f * (c + i * g),
        lambda f, c, i, g: (f * c + i) * g,
        lambda f, c, i, g: f * c + f * i * g,
    ),
    "A10": lambda f, c, i, g: (1 - f) * c + i * g,
    "A12": (
        lambda f, c, i, g: (f > 0.5) * c + (i > 0.5) * g,
        lambda f, c, i, g: (f > 0.5) * c + i * g,
        lambda f, c, i, g: f * c + (i > 0.5) * g,
    ),
    "C1": lambda f, c, i, g: i * c + f * g,
    "C3": lambda f, c, i, g: f * c + i * sigmoid(g),
    "C8": (lambda f, c, i, g: f * c + (1 - f) * g, lambda f, c, i, g: (1 - i) * c + i * g),
    "C9": lambda f, c, i, g: c + i * g,
    "C10": (
        lambda f, c, i, g: f * c + (i + g),
        lambda f, c, i, g: (f + c) + i * g,
        lambda f, c, i, g: f + c + i + g,
        lambda f, c, i, g: (f + c) * (i + g),
    ),
    "C19": (
        lambda f, c, i, g: f[:1] * c + i[:1] * g,
        lambda f, c, i, g: f * c[:1] + i * g[:1],
        lambda f, c, i, g: f * c.mean(axis=0) + i * g,
        lambda f, c, i, g: f.mean(axis=0) * c + i.mean(axis=0) * g,
        lambda f, c, i, g: np.broadcast_to((f * c + i * g).mean(axis=0), c.shape),
    ),
    "C22": lambda f, c, i, g: f * c + g,
    "G5": lambda f, c, i, g: f * c + (1 - i) * g,
    "G7": (
        lambda f, c, i, g: sigmoid(f) * c + sigmoid(i) * g,
        lambda f, c, i, g: sigmoid(f) * c + i * g,
        lambda f, c, i, g: f * c + sigmoid(i) * g,
    ),
    "G8": lambda f, c, i, g: f * np.tanh(c) + i * g,
    "G9": lambda f, c, i, g: f * c + i * np.tanh(g),
    "G14": lambda f, c, i, g: f * c - i * g,
    "K8": lambda f, c, i, g: i * g,
    "K9": lambda f, c, i, g: f * c,
    **slips.form(ref.cell_update),
}

BOUND = {
    "K1": (lambda c0, n: 1.0, lambda c0, n: max(c0, 1.0), lambda c0, n: min(c0 + n, 1.0)),
    "K2": lambda c0, n: float(n),
    "K3": lambda c0, n: c0,
    "K4": (
        lambda c0, n: c0 * n, lambda c0, n: (c0 + 1) * n, lambda c0, n: c0**n, lambda c0, n: c0 * 2.0**n,
        lambda c0, n: c0 * (n + 1),
    ),
    "K5": (lambda c0, n: c0 + n - 1, lambda c0, n: c0 + n + 1),
    "K6": lambda c0, n: float(max(c0, n)),
    "K7": (lambda c0, n: c0 + 2 * n, lambda c0, n: 2 * (c0 + n), lambda c0, n: np.inf),
    "V2": lambda c0, n: c0 + 1,
    "C20a": (lambda c0, n: int(c0 + n), lambda c0, n: float(np.ceil(c0 + n)), lambda c0, n: float(np.round(c0 + n))),
}  # fmt: skip

exercise = Exercise(
    name="08_memory_cell",
    title="The memory cell",
    tier="core",
    checks=(
        FunctionCheck(
            name="cell_update",
            points=4,
            read=f"{PAGE}#mc-equation",
            arguments=("f_t", "c_prev", "i_t", "c_tilde_t"),
            results=("c_t",),
            reference=ref.cell_update,
            draw=inputs.cells,
            examples=inputs.cell_examples(8),
            mistakes=UPDATE,
        ),
        FunctionCheck(
            name="cell_bound",
            points=3,
            read=f"{PAGE}#mc-unbounded",
            arguments=("c0_abs", "n"),
            results=("bound",),
            reference=ref.cell_bound,
            draw=draw_bounds,
            examples=((0.5, 4), (7.25, 3), (2.4, 0), (0.0, 6)),
            mistakes=BOUND,
        ),
        Question(
            "answer_1", 1, f"{PAGE}#mc-equation", key=-0.8,
            traps={-0.664: "A3", -0.1: "C1", -0.6: "C8", -1.8: "C9", -0.2: "C22", 0.8: "V3"},
        ),
        Question("answer_2", 1, f"{PAGE}#mc-unbounded", key=8.0, traps={1.0: "K1", 0.8: "V2"}),
        Question("answer_3", 1, f"{PAGE}#mc-unbounded", key="c", traps={"a": "K1", "b": "K5", "d": "C9"}),
    ),
)  # fmt: skip
