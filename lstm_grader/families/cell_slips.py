"""Mistakes in the cell's update and in the whole step, which is put together from the parts of the other exercises."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import numpy as np

from lstm_grader.exercise.variants import Variant, as_tuple
from lstm_grader.families import slips
from lstm_grader.families.slips import Slips, network, product, same, sigmoid, spread, variants

# The update: form(after(keep(f(f_t), c(c_prev)) + write(i(i_t), g(c_tilde_t)))), or another arrangement of the four ---


def _cell(p, f_t, c_prev, i_t, c_tilde_t):
    f, c, i, g = p.f(f_t), p.c(c_prev), p.i(i_t), p.g(c_tilde_t)
    return p.form(p.after(p.arrange(f, c, i, g) if p.arrange else p.keep(f, c) + p.write(i, g)))


CELL = Variant(
    _cell, f=same, c=same, i=same, g=same, keep=lambda f, c: f * c, write=lambda i, g: i * g, arrange=None,
    after=same, form=same,
)  # fmt: skip


def arranged(*functions: Callable) -> tuple[Variant, ...]:
    """The four in another arrangement each."""
    return variants(CELL, "arrange", *functions)


def matmul(one, other):
    return one @ other


def hard(share):
    return (share > 0.5) * 1.0


UPDATE = {
    "A1": (
        CELL.but(keep=matmul, write=matmul), CELL.but(keep=matmul), CELL.but(write=matmul),
        CELL.but(keep=lambda f, c: f @ c.T, write=lambda i, g: i @ g.T),
        CELL.but(keep=lambda f, c: f.T @ c, write=lambda i, g: i.T @ g),
    ),
    "A2": variants(
        CELL, "after", lambda y: spread(y.sum(axis=1, keepdims=True), y), lambda y: y.sum(axis=1, keepdims=True),
        lambda y: y.sum(axis=1), lambda y: y.sum(),
    ),
    "A3": CELL.but(after=np.tanh),
    "A4": CELL.but(after=lambda y: np.clip(y, -1, 1)),
    "A8": variants(CELL, "write", lambda i, g: i, lambda i, g: i * i),
    "A9": arranged(
        lambda f, c, i, g: f * i + c * g, lambda f, c, i, g: (f + i) * g, lambda f, c, i, g: (f + i) * (c + g),
        lambda f, c, i, g: f * i * c, lambda f, c, i, g: f * i * (c + g), lambda f, c, i, g: f * c * i * g,
        lambda f, c, i, g: f * (c + i * g), lambda f, c, i, g: (f * c + i) * g,
        lambda f, c, i, g: f * c + f * i * g,
    ),
    "A10": CELL.but(f=lambda f: 1 - f),
    "A12": (CELL.but(f=hard, i=hard), CELL.but(f=hard), CELL.but(i=hard)),
    "C1": arranged(lambda f, c, i, g: i * c + f * g),
    "C3": CELL.but(g=sigmoid),
    "C8": arranged(lambda f, c, i, g: f * c + (1 - f) * g, lambda f, c, i, g: (1 - i) * c + i * g),
    "C9": CELL.but(f=np.ones_like),
    "C10": (
        CELL.but(write=lambda i, g: i + g), CELL.but(keep=lambda f, c: f + c),
        CELL.but(write=lambda i, g: i + g, keep=lambda f, c: f + c),
        *arranged(lambda f, c, i, g: (f + c) * (i + g)),
    ),
    "C19": (
        CELL.but(f=lambda f: f[:1], i=lambda i: i[:1]), CELL.but(c=lambda c: c[:1], g=lambda g: g[:1]),
        CELL.but(c=lambda c: c[:1]), CELL.but(c=lambda c: c.mean(axis=0)),
        CELL.but(f=lambda f: f.mean(axis=0), i=lambda i: i.mean(axis=0)),
        CELL.but(after=lambda y: spread(y.mean(axis=0), y)),
    ),
    "C22": CELL.but(i=np.ones_like),
    "G5": CELL.but(i=lambda i: 1 - i),
    "G7": (CELL.but(f=sigmoid, i=sigmoid), CELL.but(f=sigmoid), CELL.but(i=sigmoid)),
    "G8": CELL.but(c=np.tanh),
    "G9": CELL.but(g=np.tanh),
    "K8": CELL.but(f=np.zeros_like),
    "K9": CELL.but(i=np.zeros_like),
    "K10": (CELL.but(write=lambda i, g: -(i * g)), CELL.but(keep=lambda f, c: -(f * c))),
    **slips.form(CELL),
}  # fmt: skip

# The whole step: four networks, the update, the product that shows it -----------------------------------------------

GATES = "fico"
SHOW = product(np.tanh)


def pick(name: str) -> Callable:
    """The weights and the bias of a network."""
    return lambda params, c_prev: (params[f"W_{name}"], params[f"b_{name}"])


def _step(p, x_t, h_prev, c_prev, params):
    f, i, g = (getattr(p, key)(x_t, h_prev, *getattr(p, f"pick_{key}")(params, c_prev)) for key in "fic")
    c_t = p.update(f, p.old(c_prev, h_prev), i, p.new(g, x_t))
    o = p.o(x_t, p.look(h_prev, c_t), *p.pick_o(params, c_prev))
    h_t = p.out(p.show(o, p.seen(c_t, c_prev, g)), x_t)
    return p.form(p.give(h_t, c_t, h_prev, c_prev))


STEP = Variant(
    _step, f=network(sigmoid), i=network(sigmoid), c=network(np.tanh), o=network(sigmoid), update=CELL, show=SHOW,
    **{f"pick_{key}": pick(key) for key in GATES},
    old=lambda c, h: c,  # what is kept
    new=lambda g, x: g,  # what is written
    look=lambda h, c_t: h,  # what the output gate reads beside x_t
    seen=lambda c_t, c, g: c_t,  # what is shown
    out=lambda h_t, x: h_t,
    give=lambda h_t, c_t, h, c: (h_t, c_t),
    form=same,
)  # fmt: skip


NETWORKS = {name: slips.gate("upside down") for name in "fio"} | {"c": slips.sums(network(np.tanh))}


def in_networks(kinds: Callable, ids: str, gates: str = GATES, alone: str = GATES) -> Slips:
    """Mistakes of single networks, made in all of `gates` at once and in each of `alone`."""
    slips = {}
    for key in ids.split():
        each = {name: kinds(NETWORKS[name][key]) for name in GATES if key in NETWORKS[name]}
        together = zip(*(each[name] for name in gates), strict=True)  # none where there are no gates
        slips[key] = (
            *(STEP.but(**dict(zip(gates, row, strict=True))) for row in together),
            *(STEP.but(**{name: variant}) for name in alone if name in each for variant in each[name]),
        )
    return slips


def inside(kinds: Callable, part: str, slips: Slips, ids: str) -> Slips:
    """Mistakes of one part, made in the whole step."""
    return {key: variants(STEP, part, *kinds(slips[key])) for key in ids.split()}


def borrowed(weights: dict[str, str], biases: dict[str, str]) -> Variant:
    """Some networks use the weights or the bias of another."""

    def taken(name: str) -> Callable:
        return lambda params, c: (params[f"W_{weights.get(name, name)}"], params[f"b_{biases.get(name, name)}"])

    return STEP.but(**{f"pick_{name}": taken(name) for name in weights | biases})


def peephole(gates: str) -> Variant:
    """These networks add the old cell to their sum."""

    def peeping(name: str) -> Callable:
        return lambda params, c: (params[f"W_{name}"], params[f"b_{name}"] + c)

    return STEP.but(**{f"pick_{name}": peeping(name) for name in gates})


def unpacked(take: Callable) -> Variant:
    """The dict of parameters taken for something else."""
    return STEP.but(pick_f=lambda params, c: take(params))


TAKEN = [{one: other} for one, other in permutations(GATES, 2)]
SWAPS = [
    {"i": "o", "o": "i"}, {"f": "o", "o": "f"}, {"f": "i", "i": "o", "o": "f"}, {"f": "o", "o": "i", "i": "f"},
    {"c": "o", "o": "c"}, {"c": "i", "i": "c"}, {"c": "f", "f": "c"},
]  # fmt: skip
SHOWN = slips.scaled(SHOW, "G6") | {
    "A7": SHOW.but(partner=same, after=np.tanh),
    "C5": SHOW.but(partner=same),
    "C21": SHOW.but(gate=np.ones_like),
    "G13": SHOW.but(after=np.tanh),
}

WHOLE = {
    "A1": STEP.but(update=UPDATE["A1"][0], show=SHOWN["A1"][0]),
    "A6": (
        STEP.but(out=lambda h_t, x: h_t * x),
        STEP.but(show=SHOW.but(meet=lambda o, v: o), out=lambda h_t, x: h_t * x),
    ),
    "A8": STEP.but(new=lambda g, x: x),
    "C2": tuple(borrowed(swap, swap) for swap in SWAPS),
    "C3": STEP.but(c=network(np.tanh).but(squash=sigmoid)),
    "C6": STEP.but(seen=lambda c_t, c, g: c),
    "C7": (STEP.but(seen=lambda c_t, c, g: g), STEP.but(seen=lambda c_t, c, g: g, show=SHOW.but(partner=same))),
    "C11": STEP.but(old=lambda c, h: h),
    "C15": (peephole("fio"), peephole("fi"), peephole("o")),
    "C20b": STEP.but(give=lambda h_t, c_t, h, c: (c_t, h_t)),
    "U1": STEP.but(give=lambda h_t, c_t, h, c: (h_t, c)),
    "U2": STEP.but(give=lambda h_t, c_t, h, c: (h, c_t)),
    "U3": STEP.but(look=lambda h, c_t: np.tanh(c_t)),
    "P4": STEP.but(form=lambda state: (state[0].T, state[1].T)),
    "P5": variants(STEP, "form", lambda state: tuple(map(np.squeeze, state)),
                   lambda state: tuple(map(np.ravel, state))),
    "P6": variants(STEP, "form", lambda state: tuple(part.tolist() for part in state)),
    "P9": variants(STEP, "form", lambda state: state[0], lambda state: state[1], np.stack,
                   lambda state: {"h_t": state[0], "c_t": state[1]}),
    "P10": (
        *(unpacked(take) for take in (
            lambda params: ("W_f", "b_f"), lambda params: params[0], lambda params: params.W_f,
        )),
        STEP.but(f=network(sigmoid).but(times=np.dot), pick_f=lambda params, c: ("W_f", "b_f")),
    ),
}  # fmt: skip


def known(kinds: Callable, alone: str) -> Slips:
    """All mistakes in the whole step; `kinds` chooses from the variants of each, `alone` networks err by themselves."""
    return slips.merged(
        in_networks(kinds, "C12a C12b C12c C13 C14 G4", alone=alone),
        in_networks(kinds, "A11 A12 C4 C16 C23 G1 G2", gates="fio", alone=alone),
        in_networks(kinds, "C19 G16 G17 G18 G19 G21 P7", alone=""),
        inside(kinds, "update", UPDATE, "A1 A2 A3 A4 A8 A9 A10 C1 C8 C9 C10 C19 C22 G5 G8 K10"),
        inside(kinds, "show", SHOWN, "A1 A2 A7 C5 C10 C21 G6 G13"),
        WHOLE,
    )


def first(variants: Variant | tuple[Variant, ...]) -> tuple[Variant, ...]:
    """The plainest variant of a mistake."""
    return as_tuple(variants)[:1]


WITH_BOTH = {"C24": tuple(borrowed(taken, taken) for taken in TAKEN)}
WITH_ONE = {"C24": tuple(borrowed(*one) for taken in TAKEN for one in ((taken, {}), ({}, taken)))}
SLIPS = slips.merged(known(as_tuple, alone=GATES), WITH_BOTH, WITH_ONE)
# Pairs are made of the plainest variants: of all there would be ten thousands.
PAIRED = slips.merged(known(first, alone=""), in_networks(first, "C12a C4", gates=""), WITH_BOTH)
