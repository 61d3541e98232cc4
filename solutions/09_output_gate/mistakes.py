"""Mistakes in the output gate, and in the hidden state."""

import numpy as np

from lstm_grader.families import gate, pieces, product
from lstm_grader.families.pieces import same, sigmoid, variants

GATE = gate.mistakes(upside_down="G6") | {
    "A6": variants(gate.right(), "out", lambda o, x: o * x, lambda o, x: o @ x, lambda o, x: x @ o),
}
SHOW = product.right(view=np.tanh)
SHOWN = {
    **product.mistakes(SHOW, upside_down="G6"),
    "A7": SHOW.but(partner=same, after=np.tanh),
    "C3": SHOW.but(partner=sigmoid),
    "C5": SHOW.but(partner=same),
    "C16": SHOW.but(partner=lambda c: np.clip(c, -1, 1)),
    "C21": SHOW.but(gate=np.ones_like),
    "P7": variants(SHOW, "partner", *pieces.one_by_one(np.tanh)),
    "G13": (SHOW.but(after=np.tanh), SHOW.but(partner=lambda c: np.tanh(np.tanh(c)))),
    "G15": (SHOW.but(gate=np.tanh, partner=same), SHOW.but(gate=np.tanh)),
    "S2": variants(SHOW, "partner", lambda c: np.tanh(c / 2), lambda c: np.tanh(2 * c)),
    "S4": SHOW.but(partner=lambda c: 1 - np.tanh(c) ** 2),
}
