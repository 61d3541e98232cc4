"""Checks of 11: the LSTM over padded sequences, sequences turned round within their lengths, and both directions."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.exercise.variants import as_tuple
from lstm_grader.families import draws, step

from . import hints, mistakes

PAGE = "11_sequences.html"
READS = dict.fromkeys(("Q1", "Q2", "Q3", "Q5", "A5", "R3", "R22"), f"{PAGE}#se-start") | {
    "C18": f"{PAGE}#se-c18",
    "C19": f"{PAGE}#se-influence",
}
LOUD = 1e3  # what may stand in the padding
SIZES = (3, 5, 7, 11)


def forward(x, h0, c0, params, lengths=None):
    """The reference takes `Params` where students get a plain dict."""
    return ref.lstm_forward(x, h0, c0, ref.Params.from_dict(params), lengths)


def bilstm(x, lengths, params_fw, params_bw):
    return ref.bilstm(x, lengths, ref.Params.from_dict(params_fw), ref.Params.from_dict(params_bw))


def some_lengths(rng: np.random.Generator, T: int, B: int, longest: int | None = None) -> np.ndarray:
    """Lengths in any order: 0, then 1, then the longest and others, as many as there are; a single one is shorter than
    T."""
    longest = T if longest is None else longest
    if B == 1:
        return rng.integers(1, max(T, 2), 1)
    found = np.concatenate([[longest, 0, 1], rng.integers(1, longest + 1, B)])[:B]
    return draws.layout(rng, rng.permutation(found))


def padded(rng: np.random.Generator, T: int, B: int, D: int, lengths: np.ndarray | None, loud: float) -> np.ndarray:
    """Inputs, and padding that holds numbers of another size."""
    x = rng.normal(0, 1, (T, B, D))
    if lengths is not None:
        x = np.where((np.arange(T)[:, None] < lengths)[..., None], x, loud * x)
    return draws.layout(rng, x)


def some_params(rng: np.random.Generator, D: int, H: int, order: int, bias: float = 1.0) -> dict:
    """Weights that keep the squashings off their ends."""
    return step.layer_params(rng, D, H, order, bias, scale=1 / np.sqrt(H))


def draw_forward(rng: np.random.Generator) -> list[tuple]:
    """Sizes all different, or two the same in each way that makes a mistake legal; lengths with 0, 1 and T, all shorter
    than T, none, left out; padding like data or far louder; states or biases of zero; cells far out; many steps, many
    examples, one of everything."""
    T, B, D, H = (int(size) for size in rng.permutation(SIZES))
    t, b, d, h = (int(size) for size in rng.permutation(SIZES))
    return [
        _run(rng, T, B, D, H),
        _run(rng, t, b, d, h, shorter=True, loud=LOUD),
        _run(rng, T, T, d, h, loud=LOUD),
        _run(rng, t, B, 2, B),
        _run(rng, t, b, d, h, lengths=False),
        _run(rng, T, B, D, H, lengths=False)[:4],
        _run(rng, t, 5, h, h, state=0.0),
        _run(rng, 4, 3, 3, 3, state=0.0, bias=0.0, loud=LOUD),
        _run(rng, 1, 3, d, 2),
        _run(rng, 5, 1, 1, 1),
        _run(rng, 13, 3, 2, 2, shorter=True),
        _run(rng, 3, draws.MANY, 2, 5),
        _run(rng, 3, 5, 2, 3, cell=60.0),
    ]


def _run(
    rng: np.random.Generator, T: int, B: int, D: int, H: int, lengths: bool = True, shorter: bool = False,
    loud: float = 1.0, state: float = 1.0, cell: float = draws.MEMORY, bias: float = 1.0,
) -> tuple:  # fmt: skip
    some = some_lengths(rng, T, B, T - 1 if shorter else T) if lengths else None
    c0 = state * rng.normal(0, cell, (B, H))
    if cell > draws.MEMORY:
        c0 = np.sign(c0) * (cell + np.abs(c0))
    return (
        padded(rng, T, B, D, some, loud),
        draws.layout(rng, np.tanh(rng.normal(0, state, (B, H)))),
        draws.layout(rng, c0),
        some_params(rng, D, H, T, bias),
        some,
    )


def draw_reverse(rng: np.random.Generator) -> list[tuple]:
    """Sizes all different or the same; lengths with 0, 1 and T, all shorter than T, all T; padding that is loud."""
    T, B, D = (int(size) for size in rng.permutation(SIZES)[:3])
    sizes = [(T, B, D, T), (B, D, T, B - 1), (T, T, D, T), (B, B, B, B), (1, 3, D, 1), (5, 1, 1, 5), (13, 3, 2, 12),
             (3, draws.MANY, 2, 3), (T, 2, D, T)]  # fmt: skip
    found = []
    for t, b, d, longest in sizes:
        lengths = np.full(b, t) if b == 2 else some_lengths(rng, t, b, longest)
        found.append((padded(rng, t, b, d, lengths, LOUD if len(found) % 2 else 1.0), lengths))
    return found


def draw_both(rng: np.random.Generator) -> list[tuple]:
    """As above; where D = H the outputs of one layer could be read by the other."""
    T, B, D, H = (int(size) for size in rng.permutation(SIZES))
    sizes = [(T, B, D, H, T), (B, T, H, D, B - 1), (T, T, D, H, T), (T, B, H, H, T), (4, 3, 3, 3, 4), (1, 3, D, 2, 1),
             (5, 1, 1, 1, 5), (13, 3, 2, 2, 12), (3, draws.MANY, 2, 3, 3), (T, B, 2, B, T - 1)]  # fmt: skip
    found = []
    for t, b, d, h, longest in sizes:
        lengths = some_lengths(rng, t, b, longest)
        x = padded(rng, t, b, d, lengths, LOUD if len(found) % 2 else 1.0)
        found.append((x, lengths, some_params(rng, d, h, t), some_params(rng, d, h, t + 1)))
    return found


SHOWN = np.random.default_rng(11)
LENGTHS = (np.array([3, 0]), np.array([1, 3, 2]), None, np.array([2]))
RUNS = [
    draws.rounded((padded(SHOWN, *size, lengths, 1.0), *_run(SHOWN, *size, H)[1:4], lengths))
    for (*size, H), lengths in zip(((4, 2, 1, 3), (3, 3, 2, 3), (2, 2, 3, 1), (3, 1, 2, 2)), LENGTHS, strict=True)
]
TURNS = [
    draws.rounded((padded(SHOWN, *size, np.array(lengths), 1.0), np.array(lengths)))
    for *size, lengths in (
        (4, 2, 1, (3, 0)), (3, 3, 2, (1, 3, 2)), (2, 2, 3, (2, 2)), (4, 1, 1, (3,)), (1, 2, 2, (1, 0)),
    )
]  # fmt: skip
BOTH = [
    draws.rounded((x, lengths, some_params(SHOWN, D, H, 0), some_params(SHOWN, D, H, 1)))
    for (x, lengths), D, H in zip(TURNS[:4], (1, 2, 3, 1), (2, 2, 2, 1), strict=True)
]
LSTM_FORWARD = FunctionCheck(
    name="lstm_forward",
    points=4,
    read=f"{PAGE}#se-equation",
    hints=hints.LSTM_FORWARD,
    arguments=("x", "h0", "c0", "params", "lengths"),
    results=("hs", "h_n", "c_n"),
    reference=forward,
    batch=({"x": 1, "h0": 0, "c0": 0, "lengths": 0}, {"hs": 1, "h_n": 0, "c_n": 0}),
    time=({"x": 0}, {"hs": 0}),
    draw=draw_forward,
    examples=RUNS,
    mistakes=mistakes.FORWARD,
    paired={key: as_tuple(several)[0] for key, several in mistakes.FORWARD.items()},
    reads=READS,
)
REVERSE_PADDED = FunctionCheck(
    name="reverse_padded",
    points=1,
    read=f"{PAGE}#se-both-ways",
    hints=hints.REVERSE_PADDED,
    arguments=("x", "lengths"),
    results=("out",),
    reference=ref.reverse_padded,
    batch=({"x": 1, "lengths": 0}, {"out": 1}),
    draw=draw_reverse,
    examples=TURNS,
    mistakes=mistakes.REVERSE,
    reads=READS,
)

exercise = Exercise(
    name="11_sequences",
    title="Sequences",
    checks=(
        LSTM_FORWARD,
        REVERSE_PADDED,
        FunctionCheck(
            name="bilstm",
            points=2,
            read=f"{PAGE}#se-both-ways",
            hints=hints.BILSTM,
            arguments=("x", "lengths", "params_fw", "params_bw"),
            results=("out",),
            reference=bilstm,
            batch=({"x": 1, "lengths": 0}, {"out": 1}),
            draw=draw_both,
            examples=BOTH,
            mistakes=mistakes.BILSTM,
            uses=(LSTM_FORWARD, REVERSE_PADDED),
            composed=lambda lstm_forward, reverse_padded: mistakes.BOTH.but(
                lstm_forward=lstm_forward,
                # the reference refuses what a mistake in lstm_forward may hand to it
                reverse=mistakes.TURN if reverse_padded is ref.reverse_padded else reverse_padded,
            ),
            reads=READS,
        ),
        Question(
            "answer_1", 1, f"{PAGE}#se-q6", key=0.25, traps={2.0: "Q7", 0.0: "Q8", 0.125: "Q10", 1.0: "V2"},
        ),
        Question("answer_2", 1, f"{PAGE}#se-both-ways", key=97500.0, traps={975.0: "Q11", 57900.0: "Q3"}),
        Question("answer_3", 1, f"{PAGE}#se-equation", key=11.0, traps={0.0: "Q6", 9.0: "Q10", 14.0: "Q10"}),
    ),
)  # fmt: skip
