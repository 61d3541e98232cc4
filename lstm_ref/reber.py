"""A small grammar to predict: near its end comes again what stood at its beginning."""

from lstm_ref import checks

# State -> symbol -> next state, in the inner grammar.
INNER = {
    "start": {"B": "first"},
    "first": {"T": "loop s", "P": "loop t"},
    "loop s": {"S": "loop s", "X": "middle"},
    "loop t": {"T": "loop t", "V": "back"},
    "middle": {"X": "loop t", "S": "last"},
    "back": {"P": "middle", "V": "last"},
    "last": {"E": "end"},
}


def reber_next(prefix):
    """The symbols that may follow the beginning of a string of the embedded Reber grammar.

    Equation:
        B, then T or P, then a string of the inner grammar, then that same T or P, then E

    Arguments:
        prefix: str; what has been read so far, "" before the first symbol

    Returns:
        symbols: str; the legal next symbols, sorted; "" after a whole string and after what no string begins with

    Raises:
        TypeError: prefix is not a string

    Source:
        Smith & Zipser 1989; Hochreiter & Schmidhuber 1997, figures 3 and 4.

    Example:
        >>> reber_next(""), reber_next("B"), reber_next("BPB"), reber_next("BPBPVVE")
        ('B', 'PT', 'PT', 'P')
    """
    checks.instance("prefix", prefix, str, "one string of symbols")
    if not prefix:
        return "B"
    if prefix[0] != "B" or prefix[1:2] not in ("", "T", "P"):
        return ""
    if prefix == "B":
        return "PT"
    state = "start"
    for n, symbol in enumerate(prefix[2:], 3):
        state = INNER[state].get(symbol)
        if state is None:
            return ""
        if state == "end":
            return {"": prefix[1], prefix[1]: "E"}.get(prefix[n:], "")
    return "".join(sorted(INNER[state]))


def reber_legal(string):
    """Whether this is a whole string of the embedded Reber grammar.

    Equation:
        each symbol is among reber_next of those before it, and nothing may follow the last

    Arguments:
        string: str; any string

    Returns:
        legal: bool; True for a whole string

    Raises:
        TypeError: string is not a string

    Source:
        Smith & Zipser 1989; Hochreiter & Schmidhuber 1997, figures 3 and 4.

    Example:
        >>> reber_legal("BTBTXSETE"), reber_legal("BTBTXSEPE"), reber_legal("BTBTXSET")
        (True, False, False)
    """
    checks.instance("string", string, str, "one string of symbols")
    return not reber_next(string) and all(symbol in reber_next(string[:n]) for n, symbol in enumerate(string))


def reber_string(rng):
    """A random string of the embedded Reber grammar; wherever there is a choice, both are as likely.

    Equation:
        P(next symbol) = 1 / (number of legal next symbols)

    Arguments:
        rng: np.random.Generator; the source of the random numbers

    Returns:
        string: str; at least 9 symbols

    Raises:
        TypeError: rng is not a Generator

    Source:
        Smith & Zipser 1989; Hochreiter & Schmidhuber 1997, section 5.1.

    Example:
        >>> import numpy as np
        >>> reber_legal(reber_string(np.random.default_rng(0)))
        True
    """
    rng, string = checks.generator(rng), ""
    while symbols := reber_next(string):
        string += symbols[rng.integers(len(symbols))]
    return string
