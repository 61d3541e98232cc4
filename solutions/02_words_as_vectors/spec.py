"""Checks of 02: from words to numbers, from numbers to vectors, and the gradient of the table."""

import numpy as np

import lstm_ref as ref
from lstm_grader.exercise.spec import Exercise, FunctionCheck, Question
from lstm_grader.families import draws

from . import hints, mistakes

PAGE = "02_words_as_vectors.html"
READS = {"C18": f"{PAGE}#wv-c18", "C19": f"{PAGE}#the-look-up"}
WORDS = (
    "the", "key", "door", "cabinet", "window", "near", "behind", "under", "is", "are", "and", "of", "to", "a",
    "in", "that", "it", "on", "was", "with", "as", "for", "cat", "dog", "saw", "ran", "sat", "mat", "far",
    "off", "then", "came", "back", "home", "went", "day", "night", "sea", "hill", "tree", "road",
)  # fmt: skip
MANY = 41  # texts


def some_words(rng: np.random.Generator, counts: list[int]) -> list[str]:
    """A text of different words, each so often, in any order."""
    words = rng.choice(WORDS, len(counts), replace=False)
    return [str(word) for word in rng.permutation(np.repeat(words, counts))]


def draw_tokens(rng: np.random.Generator) -> list[tuple]:
    """Seven words tied at every count that may be the edge; the rarest, the empty text, and nothing that is kept."""
    tied = [1] * 7 + [2] * 7 + [3] * 7 + [4, 6]
    texts = [some_words(rng, tied) for _ in range(6)]
    rare = some_words(rng, [1] * 11)
    return [(texts[0],), *((texts[1 + k], 1 + k) for k in range(4)), (rare,), (rare, 2), ([],), ([], 3)]


def draw_docs(rng: np.random.Generator) -> list[tuple]:
    """Texts of different lengths, some words unknown: sizes different, an empty one, T = B, many, one text, nothing."""

    def texts(lengths: list[int]) -> tuple:
        known = [str(word) for word in rng.permutation(WORDS)[:14]]
        docs = [[str(word) for word in rng.choice(WORDS, length)] for length in rng.permutation(lengths)]
        longest = max(docs, key=len)
        if longest:
            longest[:3] = [known[0], known[0], "unheard"]
        return docs, ref.build_vocab(known)[0]

    sizes = (
        [11, 7, 5],
        [7, 3, 5, 4, 2],
        [*rng.integers(1, 12, MANY - 2), 13, 12],
        [5, 0, 3],
        [4, 2, 5, 3, 4],
        [6],
        [0, 0, 0],
    )
    return [texts(lengths) for lengths in sizes]


def some_ids(rng: np.random.Generator, T: int, B: int, V: int) -> np.ndarray:
    """Numbers of words, one twice in a step and in two steps, and some padding; where V is larger than 13 the last two
    words are missing, elsewhere the last one is there."""
    ids = rng.integers(0, V - 2, (T, B))
    ids[T // 2 :, B // 2] = 0
    ids[:1, :2] = ids[1:2, :1] = rng.integers(2, V - 2)
    ids[:1, -1:] = 1
    if V == 13:
        ids[-1, 0] = V - 1
    return draws.layout(rng, ids)


def tables(rng: np.random.Generator) -> list[tuple[int, int, int, int]]:
    """T, B, D, V of each query: different, many texts, T = B, one of a kind, one number a word, one step, no step."""
    T, B, D = (int(size) for size in rng.choice(draws.PRIMES[1:], 3, replace=False))
    return [
        (T, B, D, 13), (B, D, T, 17), (T, MANY, D, 19), (B, B, D, 13), (T, 1, D, 17), (T, B, 1, 19), (1, B, D, 17),
        (0, B, D, 11),
    ]  # fmt: skip


def draw_embed(rng: np.random.Generator) -> list[tuple]:
    """Word numbers and a table whose row 0 is like any other."""
    return [(some_ids(rng, T, B, V), draws.normal(rng, V, D)) for T, B, D, V in tables(rng)]


def draw_backward(rng: np.random.Generator) -> list[tuple]:
    """Gradients, word numbers and V; in one query nothing but padding."""
    drawn = [(draws.normal(rng, T, B, D), some_ids(rng, T, B, V), V) for T, B, D, V in tables(rng) if T]
    return [*drawn, (draws.normal(rng, 3, 5, 2), np.zeros((3, 5), dtype=int), 7)]


def rounded(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """An array that can be read."""
    return np.round(rng.normal(0, 1.5, shape), 2)


SHOWN = np.random.default_rng(2)
SHOWN_IDS = (
    np.array([[2, 4], [3, 2], [2, 0]]),
    np.array([[1, 3, 3], [4, 0, 2], [3, 3, 0]]),
    np.array([[2], [3]]),
    np.zeros((0, 2), dtype=int),
)
TEXT = ["the", "cat", "saw", "the", "dog", "and", "the", "dog", "saw", "a", "cat", "on", "a", "mat", "far", "off"]
DOCS = [["the", "cow", "saw", "the", "dog"], ["cat", "and", "dog"], []]

exercise = Exercise(
    name="02_words_as_vectors",
    title="Words as vectors",
    checks=(
        FunctionCheck(
            name="build_vocab",
            points=2,
            read=f"{PAGE}#from-words-to-numbers",
            hints=hints.BUILD_VOCAB,
            arguments=("tokens", "min_count"),
            results=("stoi", "itos"),
            reference=ref.build_vocab,
            reads=READS,
            draw=draw_tokens,
            examples=((TEXT,), (TEXT, 2), (["b", "a", "b", "c", "a", "b", "d", "c", "e", "c"], 3), ([], 1)),
            mistakes=mistakes.BUILD_VOCAB,
        ),
        FunctionCheck(
            name="encode",
            points=2,
            read=f"{PAGE}#from-words-to-numbers",
            hints=hints.ENCODE,
            arguments=("docs", "stoi"),
            results=("ids", "lengths"),
            reference=ref.encode,
            batch=({"docs": 0}, {"ids": 1, "lengths": 0}),
            reads=READS,
            draw=draw_docs,
            examples=(
                (DOCS, ref.build_vocab(TEXT)[0]),
                ([["saw", "cat", "saw"], ["dog", "dog"], ["mat"]], ref.build_vocab(TEXT, 2)[0]),
                ([["on", "a", "mat"]], ref.build_vocab(TEXT)[0]),
                ([[], []], ref.build_vocab([])[0]),
            ),
            mistakes=mistakes.ENCODE,
        ),
        FunctionCheck(
            name="embed",
            points=1,
            read=f"{PAGE}#the-look-up",
            hints=hints.EMBED,
            arguments=("ids", "E"),
            results=("out",),
            reference=ref.embed,
            batch=({"ids": 1}, {"out": 1}),
            time=({"ids": 0}, {"out": 0}),
            reads=READS,
            draw=draw_embed,
            examples=tuple(
                (ids, rounded(SHOWN, V, D))
                for ids, V, D in zip(SHOWN_IDS, (5, 5, 5, 9), (3, 2, 4, 3), strict=True)  # the plainest is no empty one
            ),
            mistakes=mistakes.EMBED,
        ),
        FunctionCheck(
            name="embed_backward",
            points=2,
            read=f"{PAGE}#learning-the-table",
            hints=hints.EMBED_BACKWARD,
            arguments=("d_out", "ids", "V"),
            results=("d_E",),
            reference=ref.embed_backward,
            reads=READS,
            draw=draw_backward,
            examples=tuple(
                (rounded(SHOWN, *ids.shape, D), ids, V)
                for ids, D, V in zip(SHOWN_IDS[:3], (3, 2, 4), (6, 7, 4), strict=True)
            ),
            mistakes=mistakes.EMBED_BACKWARD,
        ),
        Question("answer_1", 1, f"{PAGE}#the-look-up", key="a", traps={"b": "W17", "c": "W20"}),
        Question(
            "answer_2",
            1,
            f"{PAGE}#learning-the-table",
            key=10.0,
            tolerance=6e-3,
            traps={6.0: "W1", 3.333: "W22", 3.0: "W25"},
        ),
        Question("answer_3", 1, f"{PAGE}#from-words-to-numbers", key=4.0, traps={5.0: "W4", 2.0: "W6", 3.0: "W6"}),
    ),
)
