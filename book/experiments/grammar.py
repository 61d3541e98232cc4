"""Experiment 1 of 1997, strings of the embedded Reber grammar; and the streams of 2000, one string behind the other."""

import numpy as np

from experiments import online
from lstm_ref.reber import INNER, reber_next, reber_string

LETTERS = "BTPSXVE"
ONE = np.eye(7)


def machine():
    """The grammar as tables of its states, numbered, 0 before the first symbol and after the last.

    Returns:
        follows: (states, 2) int; the two symbols that may come next, twice the same where there is one
        after: (states, 7) int; the state after a symbol
        legal: (states, 7) float; 1 for each symbol that may come next
    """
    names = [("", ""), ("", "B")] + [(outer, inner) for outer in "TP" for inner in (*INNER, "end", "over")]
    number = {name: n for n, name in enumerate(names)}
    moves = {("", ""): {"B": ("", "B")}, ("", "B"): {outer: (outer, "start") for outer in "TP"}}
    for outer in "TP":
        moves |= {(outer, inner): {symbol: (outer, to) for symbol, to in told.items()} for inner, told in INNER.items()}
        moves |= {(outer, "end"): {outer: (outer, "over")}, (outer, "over"): {"E": ("", "")}}
    follows, after = np.zeros((len(names), 2), int), np.zeros((len(names), 7), int)
    for name, told in moves.items():
        n = number[name]
        follows[n] = [LETTERS.index((list(told) * 2)[k]) for k in (0, 1)]
        for symbol, to in told.items():
            after[n, LETTERS.index(symbol)] = number[to]
    return follows, after, np.maximum(ONE[follows[:, 0]], ONE[follows[:, 1]])


def sets(rng, size=256):
    """Two sets of strings that have none in common.

    Returns:
        ids: (2 * size, L) int; the symbols, those to train with first, the end padded
        lengths: (2 * size,) int
        legal: (2 * size, L, 7) bool; what may follow each symbol
    """
    strings = set()
    while len(strings) < 2 * size:
        strings.add(reber_string(rng))
    strings = rng.permutation(sorted(strings))
    lengths = np.array([len(string) for string in strings])
    ids, legal = np.zeros((2 * size, lengths.max()), int), np.zeros((2 * size, lengths.max(), 7), dtype=bool)
    for n, string in enumerate(strings):
        ids[n, : len(string)] = [LETTERS.index(symbol) for symbol in string]
        for t in range(len(string) - 1):
            legal[n, t, [LETTERS.index(symbol) for symbol in reber_next(string[: t + 1])]] = True
    return ids, lengths, legal


def ranked(y, legal):
    """Whether each legal symbol is above each that is not; y, legal (..., 7) -> (...)."""
    return np.where(legal, y, 2).min(axis=-1) > np.where(legal, -1, y).max(axis=-1)


def wrong_strings(net, W, V, ids, lengths, legal):
    """How many strings have a symbol after which the ranks are wrong, for one network, W (M, ...) and V (K, ...)."""
    n = len(ids)
    stream = online.Stream(net, np.broadcast_to(W, (n, *W.shape)), np.broadcast_to(V, (n, *V.shape)))
    wrong = np.zeros(n, dtype=bool)
    for t in range(lengths.max() - 1):
        wrong |= ~ranked(stream.step(ONE[ids[:, t]]), legal[:, t]) & (t < lengths - 1)
    return int(wrong.sum())


def strings(net, rate, seed, trials, limit, every=10):
    """Experiment 1: of 256 strings one is drawn, read from a state of zero, the next symbol learned at each step.
    A trial has solved it when in these and in 256 others all legal symbols are above all others at each step; that is
    asked after each `every` strings, where the last `every` were right while they were learned.

    Returns:
        for each trial {"stop": [strings, 0]}, {} where it has not solved it within `limit` strings
    """
    rng, net = np.random.default_rng(seed), online.Online(**net)
    ids, lengths, legal = sets(rng)
    stream, results, alive = online.Stream(net, *net.start(rng, trials)), [{} for _ in range(trials)], np.arange(trials)
    at, t = rng.integers(0, 256, trials), np.zeros(trials, int)
    read, right, clean = np.zeros(trials, int), np.zeros(trials, int), np.ones(trials, dtype=bool)
    while len(alive):
        y = stream.step(ONE[ids[at, t]], ONE[ids[at, t + 1]], rate)
        clean &= ranked(y, legal[at, t])
        t += 1
        ended = t == lengths[at] - 1
        if not ended.any():
            continue
        read += ended
        right = np.where(ended, (right + 1) * clean, right)
        clean |= ended
        going = read < limit
        for k in np.flatnonzero(ended & (right >= every) & (read % every == 0)):
            if not wrong_strings(net, stream.W[k], stream.V[k], ids, lengths, legal):
                results[alive[k]]["stop"], going[k] = [int(read[k]), 0], False
        stream.reset(ended)
        at, t = np.where(ended, rng.integers(0, 256, len(at)), at), np.where(ended, 0, t)
        if not going.all():
            stream.keep(going)
            alive, at, t, read, right, clean = (part[going] for part in (alive, at, t, read, right, clean))
    return results


def first_mistake(net, W, V, rng, streams, symbols, tables):
    """How many symbols come before the first mistake in any of some fresh streams; at most `symbols`."""
    follows, after, legal = tables
    stream = online.Stream(net, np.broadcast_to(W, (streams, *W.shape)), np.broadcast_to(V, (streams, *V.shape)))
    state = np.zeros(streams, int)
    for n in range(symbols):
        symbol = follows[state, rng.integers(0, 2, streams)]
        state = after[state, symbol]
        if (np.abs(stream.step(ONE[symbol]) - legal[state]) >= 0.49).any():
            return n
    return symbols


def continual(net, rate, decay, seed, trials, limit, streams=30_000, symbols=100_000, asked=1000):
    """The streams of 2000: strings without a gap, no state is ever set back within a stream, and after each symbol all
    that may follow are to be told. A stream ends at the first output that misses by 0.49, or after `symbols`; then the
    next one starts. A trial has solved it when it makes no mistake in 10 fresh streams of `symbols`, its weights held;
    that is asked after each stream of `asked` symbols or more.

    Arguments:
        decay: the rate is multiplied by it at each step, and starts anew with each stream
        limit: symbols that a trial may read in all, beside the `streams` it may start

    Returns:
        for each trial {"stop": [streams, symbols of the test without a mistake]}, {"longest": symbols} of its longest
        stream where it has not solved it
    """
    rng, net, tables = np.random.default_rng(seed), online.Online(**net), machine()
    follows, after, legal = tables
    stream, results, alive = online.Stream(net, *net.start(rng, trials)), [{} for _ in range(trials)], np.arange(trials)
    state, length, begun, longest = (np.zeros(trials, int) for _ in range(4))
    for _ in range(limit):
        symbol = follows[state, rng.integers(0, 2, len(alive))]
        state = after[state, symbol]
        target = legal[state]
        y = stream.step(ONE[symbol], target, rate * decay**length)
        length += 1
        ended = (np.abs(y - target) >= 0.49).any(axis=1) | (length == symbols)
        if not ended.any():
            continue
        begun += ended
        longest = np.where(ended, np.maximum(longest, length - 1), longest)
        going = begun < streams
        for k in np.flatnonzero(ended & (length > asked)):
            told = first_mistake(net, stream.W[k], stream.V[k], rng, 10, symbols, tables)
            if told == symbols:
                results[alive[k]]["stop"], going[k] = [int(begun[k]), told], False
        stream.reset(ended)
        state, length = np.where(ended, 0, state), np.where(ended, 0, length)
        for r, most in zip(alive, longest, strict=True):
            results[r]["longest"] = int(most)
        if not going.all():
            stream.keep(going)
            alive, state, length, begun, longest = (part[going] for part in (alive, state, length, begun, longest))
        if not len(alive):
            break
    return results
