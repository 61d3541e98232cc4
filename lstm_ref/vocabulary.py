"""From words to numbers: every word a row of the table, two rows for what is no word."""

from collections import Counter

import numpy as np

from lstm_ref import checks

PAD, UNKNOWN = "<pad>", "<unk>"  # numbers 0 and 1


def build_vocab(tokens, min_count=1):
    """Number the words of a text, the most frequent first.

    Equation:
        0 is <pad>, 1 is <unk>; then by falling count, words that are as frequent by first appearance

    Arguments:
        tokens: list of str; the words of a text, may be empty
        min_count: int >= 1; a word seen less often gets no number

    Returns:
        stoi: dict; word -> number
        itos: list of str; the word of each number

    Raises:
        TypeError: tokens is not a list of strings, min_count is not a whole number
        ValueError: min_count below 1, <pad> or <unk> among the words

    Source:
        Bengio, Ducharme, Vincent & Jauvin 2003, who give all rare words one number.

    Example:
        >>> stoi, itos = build_vocab("the cat the dog".split())
        >>> itos, stoi["the"]
        (['<pad>', '<unk>', 'the', 'cat', 'dog'], 2)
    """
    counts, min_count = Counter(_words("tokens", tokens)), checks.count("min_count", min_count)
    if taken := [word for word in (PAD, UNKNOWN) if word in counts]:
        raise ValueError(f"tokens: expected words of a text, got {', '.join(taken)}, which stand for what is no word")
    # most_common leaves words that are as frequent in the order of their first appearance.
    itos = [PAD, UNKNOWN, *(word for word, count in counts.most_common() if count >= min_count)]
    return {word: number for number, word in enumerate(itos)}, itos


def encode(docs, stoi):
    """Write texts as columns of word numbers, with padding after the end of the shorter ones.

    Equation:
        ids[t, b] = stoi of word t of docs[b], 1 where it has no number, 0 after the end

    Arguments:
        docs: list of lists of str; B texts, an empty one has length 0
        stoi: dict; word -> number, as build_vocab gives it

    Returns:
        ids: (T, B) int; time first, T words in the longest text
        lengths: (B,) int; words of each text, unknown ones too

    Raises:
        TypeError: docs is not a list of lists of strings, stoi is not a dict
        ValueError: no text, <pad> or <unk> has no number in stoi

    Source:
        Sutskever, Vinyals & Le 2014, whose UNK stands for every word without a number.

    Example:
        >>> ids, lengths = encode([["the", "cow"], ["cat"]], {"<pad>": 0, "<unk>": 1, "the": 2, "cat": 3})
        >>> print(ids.T, lengths)
        [[2 1]
         [3 0]] [2 1]
    """
    if not isinstance(docs, tuple | list):
        raise TypeError(f"docs: expected a list of lists of words, got {type(docs).__name__}")
    if not docs:
        raise ValueError("docs: expected at least one text, got none")
    pad, unknown = checks.named("stoi", stoi, (PAD, UNKNOWN))
    lengths = np.array([len(_words(f"docs[{b}]", words)) for b, words in enumerate(docs)])
    ids = np.full((lengths.max(), len(docs)), pad)
    for b, words in enumerate(docs):
        ids[: len(words), b] = [stoi.get(word, unknown) for word in words]
    return ids, lengths


def _words(name, words):
    if not isinstance(words, tuple | list):
        raise TypeError(f"{name}: expected a list of words, got {type(words).__name__}; write text.split()")
    for word in words:
        if not isinstance(word, str):
            raise TypeError(f"{name}: expected words, got {type(word).__name__}")
    return words
