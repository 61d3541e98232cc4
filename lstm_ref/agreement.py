"""A small task to learn: after "the keys near the cabinet" comes "are", for the verb agrees with the first noun."""

import numpy as np

from lstm_ref import checks

WORDS = ["<pad>", "the", "near", "behind", "key", "cabinet", "door", "keys", "cabinets", "doors", "is", "are", "."]
NEAR, SINGULAR, PLURAL, VERB, STOP = 2, 4, 7, 10, 12  # where each kind of word begins


def agreement_batch(rng, B, phrases=(1, 3)):
    """Random sentences such as "the keys near the cabinet behind the door are .", to be read word by word.

    Equation:
        targets[t] = ids[t+1],  verb = "are" if the first noun is a plural else "is"

    Arguments:
        rng: np.random.Generator; the source of the random numbers
        B: int; sentences
        phrases: (least, most); two whole numbers, how many phrases with a noun of their own follow the first noun; all
            numbers between them are equally likely, and so are the nouns and the prepositions

    Returns:
        ids: (3*most+3, B) int; every word but the last, as numbers in WORDS, 0 after a sentence's end
        targets: (3*most+3, B) int; the words one later
        lengths: (B,) int; words to read in each sentence, 3 for a phrase and 3 more; the last of them is the verb

    Raises:
        TypeError: rng is not a Generator, a number is not whole
        ValueError: B or the least number of phrases below 1, most below least, not two numbers

    Source:
        Linzen, Dupoux & Goldberg 2016, who asked it of networks that had read English.

    Example:
        >>> from lstm_ref.agreement import WORDS
        >>> ids, targets, lengths = agreement_batch(np.random.default_rng(2), B=2)
        >>> for b in range(2):
        ...     print(lengths[b], *(WORDS[word] for word in ids[:, b]))
        12 the key behind the door behind the door behind the door is
        6 the cabinet behind the cabinets is <pad> <pad> <pad> <pad> <pad> <pad>
        >>> print(*(WORDS[word] for word in targets[:, 1]))
        cabinet behind the cabinets is . <pad> <pad> <pad> <pad> <pad> <pad>
    """
    rng, B = checks.generator(rng), checks.count("B", B)
    least, most = checks.several("phrases", phrases, "(least, most)", 2)
    least, most = checks.count("phrases", least), checks.count("phrases", most)
    if most < least:
        raise ValueError(f"phrases: expected (least, most), got ({least}, {most}); are they the wrong way round?")
    n, column = rng.integers(least, most + 1, B), np.arange(B)
    nouns = rng.integers(SINGULAR, VERB, (most + 1, B))
    words = np.ones((3 * most + 4, B), dtype=int)  # "the" stands at every third place
    words[1::3] = nouns
    words[2:-3:3] = rng.integers(NEAR, SINGULAR, (most, B))
    words[3 * n + 2, column] = np.where(nouns[0] >= PLURAL, VERB + 1, VERB)
    words[3 * n + 3, column] = STOP
    lengths, t = 3 * n + 3, np.arange(len(words))[:, None]
    return np.where(t < lengths, words, 0)[:-1], np.where(t <= lengths, words, 0)[1:], lengths
