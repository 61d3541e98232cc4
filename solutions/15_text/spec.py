"""Checks of 15: the perplexity, the draw of the next word, the last state that counts, shares of classes."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws

from . import hints, mistakes

PAGE = "15_text.html"
READS = dict.fromkeys(("L1", "L2", "L3", "L10", "L19", "L22", "L24"), f"{PAGE}#tx-bits") | {
    "Q10": f"{PAGE}#tx-last", "G19": f"{PAGE}#tx-sort", "C12a": f"{PAGE}#tx-sort", "C12b": f"{PAGE}#tx-sort",
}  # fmt: skip
FAR = 1000.0  # scores whose exponential no float can hold
LOUD = 50.0  # what may stand in the padding


def _scores(rng: np.random.Generator, T: int, B: int, V: int, share: float = 0.6, far: float = 0.0) -> tuple:
    """`(logits, targets, mask)`: real words first, then padding; columns of different lengths where there are several.

    `far`: the score that the right word of each place gets; one place in the first column is wrong by as much.
    """
    logits, targets = rng.normal(0, 2, (T, B, V)), rng.integers(0, V, (T, B))
    lengths = np.maximum(1, (np.linspace(1, share, B) * T).round().astype(int))
    mask = np.arange(T)[:, None] < (rng.permutation(lengths) if B > 1 else lengths)
    if far:
        np.put_along_axis(logits, targets[..., None], far, axis=-1)
        logits[0, 0], targets[0, 0] = np.linspace(-far / 2, far / 2, V), 0
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
        _scores(rng, 5, draws.MANY, 3, far=5 * FAR, share=0.5),
        _scores(rng, 1, 1, 5),
        _scores(rng, 1, 1, 2),
        _scores(rng, 12, 3, 13, share=0.2),
    ]
    logits, targets, mask = _scores(rng, 5, 4, 3, share=0.4)
    empty = mask.copy()
    empty[:, int(rng.integers(4))] = False
    return [*found, (logits, targets, empty)]


TEMPERATURES = 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0


def _wheel(rng: np.random.Generator, V: int, temperature: float, spread: float = 2.0, decimals: int = 12) -> tuple:
    """`(logits, temperature, u)`, u well away from every place where the word changes."""
    while True:
        logits, u = np.round(rng.normal(0, spread, V), decimals) + 0.0, float(np.round(rng.uniform(), decimals))
        edges = np.cumsum(ref.softmax(logits / temperature))
        if np.abs(edges - u).min() > 1e-4 and 1e-4 < u < 0.9999:
            return logits, temperature, u


def _far_wheel(rng: np.random.Generator, V: int, gap: float) -> tuple:
    """One word stands far above all others, and behind one that stands half as high."""
    logits, second = rng.normal(0, 1, V), int(rng.integers(0, V - 2))
    logits[second], logits[int(rng.integers(second + 1, V - 1))] = gap / 2, gap
    return logits, float(rng.choice(TEMPERATURES[:5])), float(rng.uniform(0.05, 0.95))


def draw_wheels(rng: np.random.Generator) -> list[tuple]:
    """Many small wheels, for a word is soon right by chance: few words and many, temperatures on both sides of 1; words
    far above all others; words as likely as each other; u of 0; a single word."""
    found = [
        _wheel(rng, int(rng.choice((3, 5, 7, 11))), temperature)
        for temperature in (0.3, 0.5, 0.5, 2.0, 2.0, 3.0, 1.0)
        for _ in range(8)
    ]
    found += [_far_wheel(rng, V, gap) for V, gap in ((5, 3e3), (7, 1e4), (4, 1e4), (5, 1e4))]
    found += [(rng.normal(0, 1, 5) - 1e4, 1.5, float(rng.uniform(0.9, 0.95))), _wheel(rng, 53, 0.7)]
    found += [(np.zeros(4), 0.7, 0.6), (rng.normal(0, 0.1, 3), 2.0, 0.0), (rng.normal(0, 1, 1), 0.5, 0.3)]
    return [(draws.layout(rng, logits), temperature, u) for logits, temperature, u in found]


def some_lengths(rng: np.random.Generator, T: int, B: int) -> np.ndarray:
    """Lengths of 1..T in any order: 1, T, and what lies between."""
    found = np.concatenate([[T, 1, max(T - 1, 1)], rng.integers(1, T + 1, B)])[:B]
    return draws.layout(rng, rng.permutation(found))


def _states(rng: np.random.Generator, T: int, B: int, H: int, loud: float = 1.0) -> tuple:
    """`(hs, lengths)`, with padding that holds numbers of another size."""
    hs = np.tanh(rng.normal(0, 1, (T, B, H)))
    lengths = some_lengths(rng, T, B) if B > 1 else np.array([max(T - 1, 1)])
    hs = np.where((np.arange(T)[:, None] < lengths)[..., None], hs, loud * rng.normal(0, 1, hs.shape))
    return draws.layout(rng, hs), lengths


def draw_states(rng: np.random.Generator) -> list[tuple]:
    """Sizes all different, or two the same in each way that makes a mistake legal; one step; all of full length; many
    steps, many sentences, one of everything; padding like data or far louder."""
    T, B, H = (int(size) for size in rng.permutation((3, 5, 7)))
    sizes = [
        (T, B, H), (B, T, H), (T, T, H), (T, B, B), (5, 3, 5), (4, 4, 4), (1, 3, 2), (6, 1, 3), (1, 1, 1), (13, 3, 2),
        (3, draws.MANY, 2),
    ]  # fmt: skip
    found = [_states(rng, *size, loud=LOUD if n % 2 else 1.0) for n, size in enumerate(sizes)]
    return [*found, (draws.normal(rng, 4, 3, 2), np.full(3, 4))]


def _layer(rng: np.random.Generator, B: int, H: int, K: int, spread: float = 1.0, bias: float = 1.0) -> tuple:
    """`(h_last, W_y, b_y)`."""
    return (
        draws.layout(rng, np.tanh(rng.normal(0, 1, (B, H)))),
        draws.normal(rng, H, K, scale=spread),
        draws.normal(rng, K, scale=bias),
    )


def draw_layers(rng: np.random.Generator) -> list[tuple]:
    """Sizes all different, or two the same; no bias; states of zero; scores far apart; one of everything; many."""
    B, H, K = (int(size) for size in rng.permutation((3, 5, 7)))
    h, W, b = _layer(rng, B, H, K)
    far = _layer(rng, 5, 3, 4)
    return [
        (h, W, b),
        _layer(rng, H, B, K),
        _layer(rng, B, H, H),
        _layer(rng, B, B, B),
        _layer(rng, K, H, K, bias=0.0),
        (np.zeros((4, H)), draws.normal(rng, H, 3), draws.normal(rng, 3)),
        (far[0], far[1], far[2] + rng.permutation([FAR, 0.0, -FAR, FAR])),
        _layer(rng, draws.MANY, 3, 6),
        _layer(rng, 1, H, 5),
        _layer(rng, 6, 1, 2),
        _layer(rng, 1, 1, 1),
    ]


def rounded(args: tuple) -> tuple:
    """The same with two decimals."""
    return tuple(np.round(arg, 2) + 0.0 if getattr(arg, "dtype", None) == "float64" else arg for arg in args)


def example_scores(seed: int) -> list[tuple]:
    """Some padding; scores far apart; one word."""
    rng = np.random.default_rng(seed)
    found = [_scores(rng, 3, 2, 4, share=0.4), _scores(rng, 5, 4, 3, far=FAR, share=0.5), _scores(rng, 1, 1, 3)]
    return [rounded(call) for call in found]


def example_wheels(seed: int) -> list[tuple]:
    """Few words, several temperatures; one word far above; words as likely as each other."""
    rng = np.random.default_rng(seed)
    found = [_wheel(rng, V, t, decimals=2) for V, t in ((3, 2.0), (4, 0.5), (5, 3.0), (4, 0.3), (6, 2.0), (5, 0.5))]
    far = np.array([0.5, 2000.0, -1.0, 4000.0, 0.0])
    return [*found, *(_wheel(rng, 7, t, decimals=2) for t in (2.0, 0.5, 3.0, 1.0, 2.0, 0.3)), (far, 1.5, 0.4),
            (np.zeros(4), 0.7, 0.6)]  # fmt: skip


def example_states(seed: int) -> list[tuple]:
    """Sizes all different, then steps and sentences the same, then one sentence."""
    rng = np.random.default_rng(seed)
    found = [_states(rng, 4, 3, 2), _states(rng, 3, 3, 3), _states(rng, 3, 1, 2), _states(rng, 2, 4, 1)]
    return [rounded(call) for call in found]


def example_layers(seed: int) -> list[tuple]:
    """Sizes all different, then all the same, then scores far apart."""
    rng = np.random.default_rng(seed)
    h, W, _ = _layer(rng, 2, 3, 2)
    return [rounded(call) for call in (_layer(rng, 3, 2, 4), _layer(rng, 2, 2, 2), (h, W, np.array([900.0, 0.0])),
                                       _layer(rng, 1, 2, 3))]  # fmt: skip


exercise = Exercise(
    name="15_text",
    title="Text",
    checks=(
        FunctionCheck(
            name="perplexity",
            points=2,
            read=f"{PAGE}#tx-bits",
            hints=hints.PERPLEXITY,
            arguments=("logits", "targets", "mask"),
            results=("perplexity",),
            reference=ref.perplexity,
            draw=draw_scores,
            examples=example_scores(15),
            mistakes=mistakes.PERPLEXITY,
            reads=READS,
        ),
        FunctionCheck(
            name="sample_next",
            points=2.5,
            read=f"{PAGE}#tx-temperature",
            hints=hints.SAMPLE_NEXT,
            arguments=("logits", "temperature", "u"),
            results=("k",),
            reference=ref.sample_next,
            draw=draw_wheels,
            examples=example_wheels(15),
            mistakes=mistakes.SAMPLE,
            reads=READS,
        ),
        FunctionCheck(
            name="last_valid_state",
            points=1.5,
            read=f"{PAGE}#tx-last",
            hints=hints.LAST_VALID_STATE,
            arguments=("hs", "lengths"),
            results=("h_last",),
            reference=ref.last_valid_state,
            batch=({"hs": 1, "lengths": 0}, {"h_last": 0}),
            draw=draw_states,
            examples=example_states(15),
            mistakes=mistakes.LAST,
            reads=READS,
        ),
        FunctionCheck(
            name="class_probabilities",
            points=1,
            read=f"{PAGE}#tx-sort",
            hints=hints.CLASS_PROBABILITIES,
            arguments=("h_last", "W_y", "b_y"),
            results=("p",),
            reference=ref.class_probabilities,
            batch=({"h_last": 0}, {"p": 0}),
            draw=draw_layers,
            examples=example_layers(15),
            mistakes=mistakes.CLASSES,
            reads=READS,
        ),
        Question(
            "answer_1", 1, f"{PAGE}#tx-bits", key=4.0, tolerance=6e-3,
            traps={2.0: "X2", 1.386: "X2", 4.667: "X3", 3.429: "X3", 7.389: "X1", 2.614: "X1"},
        ),
        Question(
            "answer_2", 1, f"{PAGE}#tx-temperature", key=16 / 17, tolerance=6e-3,
            traps={0.8: "X5", 0.667: "X4", 1.6: "X5"},
        ),
        Question("answer_3", 1, f"{PAGE}#tx-last", key="b", traps={"a": "X15", "c": "X15", "d": "Q7"}),
    ),
)  # fmt: skip
