"""Mistakes in a step of the plain network, and in its run over a sequence."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import gate
from lstm_grader.families.pieces import same, sigmoid, variants

NET = gate.right(np.tanh)


def _gated(x_t, h_prev, W, b):
    """A share of the old state is kept, the rest is new: what a GRU does with one of its gates."""
    a = gate.side_by_side(x_t, h_prev) @ W + b
    return sigmoid(a) * h_prev + (1 - sigmoid(a)) * np.tanh(a)


STEP = {
    **gate.network_mistakes(NET),
    "C3": NET.but(squash=sigmoid),
    "C16": NET.but(squash=lambda a: np.clip(a, -1, 1)),
    "A12": variants(NET, "squash", np.sign, lambda a: np.round(np.tanh(a))),
    "S1": NET.but(squash=lambda a: np.tanh(-a)),
    "S2": variants(NET, "squash", lambda a: np.tanh(a / 2), lambda a: np.tanh(2 * a)),
    "S4": NET.but(squash=lambda a: 1 - np.tanh(a) ** 2),
    "S11": NET.but(out=lambda y, x: x),
    "R25": (NET.but(squash=lambda a: sigmoid(a) * np.tanh(a)), _gated),
}


def _forward(p, x, h0, W, b):
    first = h_t = p.start(h0)
    hs = []
    for x_t in p.read(x):
        h_t = p.step(x_t, p.back(h_t, h0), W, b)
        hs.append(h_t)
    return p.form(p.stack(p.store(hs, first)))


RUN = Variant(
    _forward, start=same, read=same, back=lambda h_prev, h0: h_prev, step=NET, store=lambda hs, first: hs,
    stack=np.array, form=same,
)  # fmt: skip


def along_the_batch(x):
    """As if the examples were the steps: what `x[:, t]` reads, for as many t as there are examples."""
    return np.swapaxes(x, 0, 1)


def batch_for_time(x):
    """`x[:, t]` for as many t as there are steps."""
    return (x[:, t] for t in range(len(x)))


def late(x):
    """The input of the step before, and zeros at the first one."""
    return np.concatenate([np.zeros_like(x[:1]), x[:-1]])


FORWARD = {
    "Q1": RUN.but(start=np.zeros_like),
    "Q2": RUN.but(back=lambda h_prev, h0: h0),
    "Q3": (
        RUN.but(read=lambda x: x[::-1]), RUN.but(read=lambda x: x[::-1], store=lambda hs, first: hs[::-1]),
        RUN.but(store=lambda hs, first: hs[::-1]), RUN.but(stack=lambda hs: np.stack(hs, axis=1)),
        RUN.but(read=along_the_batch), RUN.but(read=along_the_batch, stack=lambda hs: np.stack(hs, axis=1)),
        RUN.but(read=batch_for_time), RUN.but(read=batch_for_time, stack=lambda hs: np.stack(hs, axis=1)),
    ),
    "Q5": (*variants(RUN, "store", lambda hs, first: [first, *hs[:-1]], lambda hs, first: hs[1:]),
           *variants(RUN, "form", lambda hs: hs[-1], lambda hs: hs[-1:])),
    "A5": variants(RUN, "read", late, lambda x: np.roll(x, 1, axis=0)),
    "R2": RUN.but(store=lambda hs, first: [hs[-1]] * len(hs)),
    "R3": RUN.but(store=lambda hs, first: [first, *hs]),
    "R22": variants(RUN, "read", lambda x: [x[0]] * len(x), lambda x: [x[-1]] * len(x)),
    "R23": variants(RUN, "form", lambda hs: (hs, hs[-1]), lambda hs: (hs, hs[-1:])),
    "P5": (
        *variants(RUN, "form", np.squeeze, lambda hs: hs[None], lambda hs: hs.reshape(-1, hs.shape[-1])),
        RUN.but(stack=lambda hs: np.concatenate(hs, axis=1)),
    ),
    "P6": variants(RUN, "form", lambda hs: hs.tolist(), list, lambda hs: [hs]),
}  # fmt: skip
