"""Mistakes in the candidate, and in what is written."""

import numpy as np

from lstm_grader.families import gate, product
from lstm_grader.families.pieces import sigmoid, variants

NET = gate.right(np.tanh)
CANDIDATE = {
    **gate.network_mistakes(NET),
    "C3": NET.but(squash=sigmoid),
    "C16": NET.but(squash=lambda a: np.clip(a, -1, 1)),
    "A8": lambda x_t, h_prev, W_c, b_c: x_t,
    "A12": variants(NET, "squash", np.sign, lambda a: np.round(np.tanh(a))),
    "S1": NET.but(squash=lambda a: np.tanh(-a)),
    "S2": variants(NET, "squash", lambda a: np.tanh(a / 2), lambda a: np.tanh(2 * a)),
    "S4": NET.but(squash=lambda a: 1 - np.tanh(a) ** 2),
}

WRITTEN = product.right()
WRITE = {
    **product.mistakes(WRITTEN, upside_down="G5"),
    "A8": WRITTEN.but(meet=lambda i, c_tilde: i * i),
    "C3": WRITTEN.but(partner=sigmoid),
    "C22": WRITTEN.but(gate=np.ones_like),
    "G9": WRITTEN.but(partner=np.tanh),
    "G13": WRITTEN.but(after=np.tanh),
}
