"""Mistakes in the LSTM over padded sequences, in turning these round, and in reading them both ways."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import pieces
from lstm_grader.families.pieces import same, sigmoid, variants


def lstm_step(x_t, h_prev, c_prev, params):
    """The one that the notebook gives."""
    z_t = np.concatenate([x_t, h_prev], axis=1)
    f_t, i_t, a, o_t = (z_t @ params[f"W_{gate}"] + params[f"b_{gate}"] for gate in "fico")
    c_t = sigmoid(f_t) * c_prev + sigmoid(i_t) * np.tanh(a)
    return sigmoid(o_t) * np.tanh(c_t), c_t


def _forward(p, x, h0, c0, params, lengths=None):
    lengths = p.lengths(lengths, *x.shape[:2])
    first = h, c = p.start(h0, c0)
    hs, cs, seen = [], [], []
    for t, x_t in enumerate(p.read(x, lengths)):
        runs, new = p.mask(t, lengths), lstm_step(x_t, *p.back(h, c, h0, c0), params)
        h, c = p.stop_h(runs, new[0], h), p.stop_c(runs, new[1], c)
        hs.append(p.show(runs, h, new[0]))
        cs.append(c)
        seen.append(h)
    hs = p.stack(p.store(hs, first[0]))
    return p.form(p.give(p.cut(hs, lengths), *p.last(hs, seen, cs, lengths)))


def given_or_all(lengths, T, B):
    """The right way to read them."""
    return np.full(B, T) if lengths is None else lengths


def at_the_end(states, lengths):
    """What an index of `lengths - 1` finds."""
    return np.array(states)[lengths - 1, np.arange(len(lengths))]


def ambiguous(lengths, T, B):
    """`if not lengths`, or `lengths == None`: a question that an array of several does not answer."""
    if lengths is None:
        return np.full(B, T)
    if len(lengths) > 1:
        raise ValueError("The truth value of an array with more than one element is ambiguous.")
    return lengths


def not_given(lengths, T, B):
    if lengths is None:
        raise TypeError("'<' not supported between instances of 'int' and 'NoneType'")
    return lengths


def by_if(t, lengths):
    """`if t < lengths`."""
    if len(lengths) > 1:
        raise ValueError("The truth value of an array with more than one element is ambiguous.")
    return (t < lengths)[:, None]


def zeroed(x, lengths):
    """Zeros in place of the padding."""
    return np.where((np.arange(len(x))[:, None] < lengths)[..., None], x, 0)


def late(x, lengths):
    """The input of the step before, and zeros at the first one."""
    return np.concatenate([np.zeros_like(x[:1]), x[:-1]])


def along_the_batch(x, lengths):
    """As if the examples were the steps."""
    return np.swapaxes(x, 0, 1)


def frozen(runs, new, old):
    """The right way to stop."""
    return np.where(runs, new, old)


def running(runs, new, old):
    """No stop at all."""
    return new


RUN = Variant(
    _forward, lengths=given_or_all, start=lambda h0, c0: (h0, c0), read=lambda x, lengths: x,
    mask=lambda t, lengths: (t < lengths)[:, None], back=lambda h, c, h0, c0: (h, c),
    stop_h=frozen, stop_c=frozen, show=lambda runs, h, new: np.where(runs, h, 0),
    store=lambda hs, first: hs, stack=np.array, cut=lambda hs, lengths: hs,
    last=lambda hs, seen, cs, lengths: (seen[-1], cs[-1]), give=lambda hs, h, c: (hs, h, c), form=same,
)  # fmt: skip
ON = RUN.but(stop_h=running, stop_c=running)  # the state runs on through the padding


def of_hs(change):
    """A change of the states of all steps alone."""
    return lambda result: (change(result[0]), *result[1:])


FORWARD = {
    "Q1": variants(
        RUN, "start", lambda h0, c0: (0 * h0, 0 * c0), lambda h0, c0: (0 * h0, c0), lambda h0, c0: (h0, 0 * c0),
        lambda h0, c0: (c0, h0), lambda h0, c0: (h0, h0),
    ),
    "Q2": variants(
        RUN, "back", lambda h, c, h0, c0: (h0, c0), lambda h, c, h0, c0: (h0, c), lambda h, c, h0, c0: (h, c0),
    ),
    "Q3": (
        RUN.but(read=lambda x, lengths: x[::-1]), RUN.but(stack=lambda hs: np.stack(hs, axis=1)),
        RUN.but(stack=lambda hs: np.array(hs[::-1])), RUN.but(read=along_the_batch),
        RUN.but(read=along_the_batch, stack=lambda hs: np.stack(hs, axis=1)),
    ),
    "Q5": (*variants(RUN, "store", lambda hs, first: [first, *hs[:-1]]),
           *variants(RUN, "form", of_hs(lambda hs: hs[-1]), of_hs(lambda hs: hs[-1:]))),
    "Q6": (
        ON.but(show=lambda runs, h, new: new), ON,
        *variants(RUN, "lengths", lambda lengths, T, B: np.full(B, T if lengths is None else max(lengths)),
                  lambda lengths, T, B: np.full(B, T if lengths is None else min(lengths))),
    ),
    "Q7": (ON.but(read=zeroed, show=lambda runs, h, new: new), ON.but(read=zeroed)),
    "Q8": (
        RUN.but(stop_h=lambda runs, new, old: runs * new, stop_c=lambda runs, new, old: runs * new),
        RUN.but(stop_c=lambda runs, new, old: runs * new),
    ),
    "Q9": (RUN.but(stop_c=running), RUN.but(stop_h=running)),
    "Q10": variants(
        RUN, "mask", lambda t, lengths: (t <= lengths)[:, None], lambda t, lengths: (t < lengths - 1)[:, None],
    ),
    "Q14": RUN.but(last=lambda hs, seen, cs, lengths: (hs[-1], cs[-1])),
    "Q16": variants(RUN, "show", lambda runs, h, new: h, lambda runs, h, new: new),
    "Q17": variants(RUN, "lengths", not_given, ambiguous),
    "Q18": RUN.but(cut=lambda hs, lengths: hs[: max(lengths)]),
    "Q19": (
        RUN.but(last=lambda hs, seen, cs, lengths: (at_the_end(hs, lengths), cs[-1])),
        ON.but(last=lambda hs, seen, cs, lengths: (at_the_end(seen, lengths), at_the_end(cs, lengths))),
        ON.but(last=lambda hs, seen, cs, lengths: (at_the_end(hs, lengths), at_the_end(cs, lengths))),
    ),
    "Q20": RUN.but(mask=lambda t, lengths: t < lengths),
    "A5": variants(RUN, "read", late, lambda x, lengths: np.roll(x, 1, axis=0)),
    "R3": RUN.but(store=lambda hs, first: [first, *hs]),
    "R22": variants(RUN, "read", lambda x, lengths: [x[0]] * len(x)),
    "C19": RUN.but(mask=lambda t, lengths: np.full((len(lengths), 1), t < lengths[0])),
    "C20b": RUN.but(give=lambda hs, h, c: (hs, c, h)),
    "P5": variants(RUN, "form", lambda result: tuple(map(np.squeeze, result)), of_hs(lambda hs: hs[None]),
                   of_hs(lambda hs: hs.reshape(-1, hs.shape[-1]))),
    "P6": variants(RUN, "form", of_hs(lambda hs: hs.tolist()), of_hs(list)),
    "P7": RUN.but(mask=by_if),
    "P9": variants(RUN, "form", lambda result: result[0], lambda result: (result[0], result[1:]),
                   lambda result: result[:2]),
}  # fmt: skip


def _reverse(p, x, lengths):
    out = x.copy()
    for b, n in enumerate(p.lengths(lengths)):
        out[:, b] = p.turn(x[:, b], p.count(n, len(x)))
    return p.form(out)


def turned(column, n):
    """The right way to turn one sequence round."""
    return np.concatenate([column[:n][::-1], column[n:]])


def placed(column, n, values):
    """Values written over the first n rows."""
    out = column.copy()
    out[:n] = values
    return out


TURN = Variant(_reverse, lengths=same, count=lambda n, T: n, turn=turned, form=same)
REVERSE = {
    "Q11": variants(
        TURN, "turn", lambda column, n: column[::-1], lambda column, n: np.concatenate([column[n:], column[:n][::-1]]),
        lambda column, n: np.concatenate([0 * column[n:], column[:n][::-1]]),
    ),
    "Q21": variants(
        TURN, "turn", lambda column, n: np.concatenate([column[:n][::-1], 0 * column[n:]]),
        lambda column, n: np.concatenate([column[:n][::-1], column[n:][::-1]]),
    ),
    "Q10": (
        *variants(TURN, "count", lambda n, T: max(n - 1, 0), lambda n, T: min(n + 1, T)),
        TURN.but(turn=lambda column, n: placed(column, n, column[n - np.arange(n)])),
    ),
    "Q19": TURN.but(turn=lambda column, n: placed(column, n, column[n - 1 :: -1])),
    "Q3": (
        TURN.but(form=lambda out: out[:, ::-1]), Variant(lambda p, x, lengths: x[:, ::-1]),
        Variant(lambda p, x, lengths: x[..., ::-1]),
    ),
    "C19": TURN.but(lengths=lambda lengths: [lengths[0]] * len(lengths)),
    "P4": TURN.but(form=lambda out: np.swapaxes(out, 0, 1)),
    "P5": variants(TURN, "form", np.squeeze, lambda out: out[None], lambda out: out[..., 0]),
    "P6": pieces.wrong_forms(TURN)["P6"],
}  # fmt: skip


def _both_ways(p, x, lengths, params_fw, params_bw):
    params_fw, params_bw = p.weights(params_fw, params_bw)
    zero = np.zeros((x.shape[1], len(params_fw["b_f"])))
    forward = p.lstm_forward(x, zero, zero, params_fw, p.fw_lengths(lengths))
    read, start = p.feed(x, forward), p.start(zero, forward)
    backward = p.lstm_forward(p.turn(p.reverse, read, lengths), *start, params_bw, p.bw_lengths(lengths))[0]
    return p.form(p.join(forward[0], p.unturn(p.reverse, backward, lengths), lengths))


def by_length(reverse, x, lengths):
    """Turned round within its length."""
    return reverse(x, lengths)


def whole(reverse, x, lengths):
    """Turned round with the padding."""
    return x[::-1]


def not_at_all(reverse, x, lengths):
    return x


def side_by_side(forward, backward, lengths):
    """The right way to join."""
    return np.concatenate([forward, backward], axis=2)


def no_lengths(lengths):
    return None


BOTH = Variant(
    _both_ways, lstm_forward=RUN, reverse=TURN, weights=lambda fw, bw: (fw, bw), fw_lengths=same, bw_lengths=same,
    feed=lambda x, forward: x, start=lambda zero, forward: (zero, zero), turn=by_length, unturn=by_length,
    join=side_by_side, form=same,
)  # fmt: skip
FLIPPED = BOTH.but(turn=whole, unturn=whole, bw_lengths=no_lengths)
BILSTM = {
    "Q11": (
        FLIPPED, FLIPPED.but(join=lambda f, b, lengths: zeroed(side_by_side(f, b, lengths), lengths)),
        FLIPPED.but(fw_lengths=no_lengths),
    ),
    "Q15": (BOTH.but(turn=whole), BOTH.but(turn=whole, unturn=whole)),
    "Q13": variants(BOTH, "unturn", not_at_all, whole),
    "Q6": (
        BOTH.but(fw_lengths=no_lengths, bw_lengths=no_lengths), BOTH.but(fw_lengths=no_lengths),
        BOTH.but(bw_lengths=no_lengths),
    ),
    "Q22": (
        BOTH.but(weights=lambda fw, bw: (fw, fw)), BOTH.but(weights=lambda fw, bw: (bw, fw)),
        BOTH.but(weights=lambda fw, bw: (bw, bw)), BOTH.but(join=lambda f, b, lengths: side_by_side(b, f, lengths)),
    ),
    "Q23": variants(
        BOTH, "join", lambda f, b, lengths: f + b, lambda f, b, lengths: (f + b) / 2,
        lambda f, b, lengths: np.concatenate([f, b]), lambda f, b, lengths: np.concatenate([f, b], axis=1),
    ),
    "Q24": (
        BOTH.but(start=lambda zero, forward: forward[1:]), BOTH.but(feed=lambda x, forward: forward[0]),
    ),
    "Q5": variants(BOTH, "form", lambda out: out[-1], lambda out: out[-1:]),
    "P5": variants(BOTH, "form", np.squeeze, lambda out: out[None]) + variants(
        BOTH, "join", lambda f, b, lengths: np.stack([f, b]), lambda f, b, lengths: np.stack([f, b], axis=2),
    ),
    "P6": pieces.wrong_forms(BOTH)["P6"],
    "P9": BOTH.but(join=lambda f, b, lengths: (f, b)),
}  # fmt: skip
