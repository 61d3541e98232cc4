"""The whole step: four networks, the update, the product that shows it, put together from the other shapes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import numpy as np

from lstm_grader.exercise.variants import Variant, as_tuple
from lstm_grader.families import cell, draws, gate, product
from lstm_grader.families.pieces import Mistakes, merged, same, sigmoid, variants

GATES = "fico"
SHOW = product.right(np.tanh)


def pick(name: str) -> Callable:
    """The weights and the bias of a network."""
    return lambda params, c_prev: (params[f"W_{name}"], params[f"b_{name}"])


def _step(p, x_t, h_prev, c_prev, params):
    f, i, g = (getattr(p, key)(x_t, h_prev, *getattr(p, f"pick_{key}")(params, c_prev)) for key in "fic")
    c_t = p.update(f, p.old(c_prev, h_prev), i, p.new(g, x_t))
    o = p.o(x_t, p.look(h_prev, c_t), *p.pick_o(params, c_prev))
    h_t = p.out(p.show(o, p.seen(c_t, c_prev, g)), x_t)
    return p.form(p.give(h_t, c_t, h_prev, c_prev))


RIGHT = Variant(
    _step, f=gate.right(), i=gate.right(), c=gate.right(np.tanh), o=gate.right(), update=cell.RIGHT, show=SHOW,
    **{f"pick_{key}": pick(key) for key in GATES},
    old=lambda c, h: c,  # what is kept
    new=lambda g, x: g,  # what is written
    look=lambda h, c_t: h,  # what the output gate reads beside x_t
    seen=lambda c_t, c, g: c_t,  # what is shown
    out=lambda h_t, x: h_t,
    give=lambda h_t, c_t, h, c: (h_t, c_t),
    form=same,
)  # fmt: skip


NETWORKS = {name: gate.mistakes("upside down") for name in "fio"} | {"c": gate.network_mistakes(gate.right(np.tanh))}


def in_networks(kinds: Callable, ids: str, gates: str = GATES, alone: str = GATES) -> Mistakes:
    """Mistakes of single networks, made in all of `gates` at once and in each of `alone`."""
    mistakes = {}
    for key in ids.split():
        each = {name: kinds(NETWORKS[name][key]) for name in GATES if key in NETWORKS[name]}
        together = zip(*(each[name] for name in gates), strict=True)  # none where there are no gates
        mistakes[key] = (
            *(RIGHT.but(**dict(zip(gates, row, strict=True))) for row in together),
            *(RIGHT.but(**{name: variant}) for name in alone if name in each for variant in each[name]),
        )
    return mistakes


def inside(kinds: Callable, part: str, mistakes: Mistakes, ids: str) -> Mistakes:
    """Mistakes of one part, made in the whole step."""
    return {key: variants(RIGHT, part, *kinds(mistakes[key])) for key in ids.split()}


def borrowed(weights: dict[str, str], biases: dict[str, str]) -> Variant:
    """Some networks use the weights or the bias of another."""

    def taken(name: str) -> Callable:
        return lambda params, c: (params[f"W_{weights.get(name, name)}"], params[f"b_{biases.get(name, name)}"])

    return RIGHT.but(**{f"pick_{name}": taken(name) for name in weights | biases})


def peephole(gates: str) -> Variant:
    """These networks add the old cell to their sum."""

    def peeping(name: str) -> Callable:
        return lambda params, c: (params[f"W_{name}"], params[f"b_{name}"] + c)

    return RIGHT.but(**{f"pick_{name}": peeping(name) for name in gates})


def by_place(places: Callable) -> Variant:
    """The weights and biases taken from these places of the dict."""

    def taken(name: str) -> Callable:
        return lambda params, c: tuple(list(params.values())[place] for place in places(name))

    return RIGHT.but(**{f"pick_{name}": taken(name) for name in GATES})


def unpacked(take: Callable) -> Variant:
    """The dict of parameters taken for something else."""
    return RIGHT.but(pick_f=lambda params, c: take(params))


TAKEN = [{one: other} for one, other in permutations(GATES, 2)]
SWAPS = [
    {"i": "o", "o": "i"}, {"f": "o", "o": "f"}, {"f": "i", "i": "o", "o": "f"}, {"f": "o", "o": "i", "i": "f"},
    {"c": "o", "o": "c"}, {"c": "i", "i": "c"}, {"c": "f", "f": "c"},
]  # fmt: skip
SHOWN = product.mistakes(SHOW, "G6") | {
    "A7": SHOW.but(partner=same, after=np.tanh),
    "C5": SHOW.but(partner=same),
    "C21": SHOW.but(gate=np.ones_like),
    "G13": SHOW.but(after=np.tanh),
}

WHOLE = {
    "A1": RIGHT.but(update=cell.MISTAKES["A1"][0], show=SHOWN["A1"][0]),
    "A6": (
        RIGHT.but(out=lambda h_t, x: h_t * x),
        RIGHT.but(show=SHOW.but(meet=lambda o, v: o), out=lambda h_t, x: h_t * x),
    ),
    "A8": RIGHT.but(new=lambda g, x: x),
    "C2": tuple(borrowed(swap, swap) for swap in SWAPS),
    "C3": RIGHT.but(c=gate.right(np.tanh).but(squash=sigmoid)),
    "C6": RIGHT.but(seen=lambda c_t, c, g: c),
    "C7": (RIGHT.but(seen=lambda c_t, c, g: g), RIGHT.but(seen=lambda c_t, c, g: g, show=SHOW.but(partner=same))),
    "C11": RIGHT.but(old=lambda c, h: h),
    "C15": (peephole("fio"), peephole("fi"), peephole("o")),
    "C25": (
        by_place(lambda name: (GATES.index(name), 4 + GATES.index(name))),
        by_place(lambda name: (2 * GATES.index(name), 2 * GATES.index(name) + 1)),
    ),
    "C20b": RIGHT.but(give=lambda h_t, c_t, h, c: (c_t, h_t)),
    "U1": RIGHT.but(give=lambda h_t, c_t, h, c: (h_t, c)),
    "U2": RIGHT.but(give=lambda h_t, c_t, h, c: (h, c_t)),
    "U3": RIGHT.but(look=lambda h, c_t: np.tanh(c_t)),
    "P4": RIGHT.but(form=lambda state: (state[0].T, state[1].T)),
    "P5": variants(RIGHT, "form", lambda state: tuple(map(np.squeeze, state)),
                   lambda state: tuple(map(np.ravel, state))),
    "P6": variants(RIGHT, "form", lambda state: tuple(part.tolist() for part in state)),
    "P9": variants(RIGHT, "form", lambda state: state[0], lambda state: state[1], np.stack,
                   lambda state: {"h_t": state[0], "c_t": state[1]}),
    "P10": (
        *(unpacked(take) for take in (
            lambda params: ("W_f", "b_f"), lambda params: params[0], lambda params: params.W_f,
        )),
        RIGHT.but(f=gate.right().but(times=np.dot), pick_f=lambda params, c: ("W_f", "b_f")),
    ),
}  # fmt: skip


def make_mistakes(kinds: Callable, alone: str) -> Mistakes:
    """All mistakes in the whole step; `kinds` chooses from the variants of each, `alone` networks err by themselves."""
    return merged(
        in_networks(kinds, "C12a C12b C12c C13 C14 G4", alone=alone),
        in_networks(kinds, "A11 A12 C4 C16 C23 G1 G2", gates="fio", alone=alone),
        in_networks(kinds, "C19 G16 G17 G18 G19 G21 P7", alone=""),
        inside(kinds, "update", cell.MISTAKES, "A1 A2 A3 A4 A8 A9 A10 C1 C8 C9 C10 C19 C22 G5 G8 K10 K11"),
        inside(kinds, "show", SHOWN, "A1 A2 A7 C5 C10 C21 G6 G13"),
        WHOLE,
    )


def plainest(variants: Variant | tuple[Variant, ...]) -> tuple[Variant, ...]:
    """The plainest variant of a mistake."""
    return as_tuple(variants)[:1]


WITH_BOTH = {"C24": tuple(borrowed(taken, taken) for taken in TAKEN)}
WITH_ONE = {"C24": tuple(borrowed(*one) for taken in TAKEN for one in ((taken, {}), ({}, taken)))}
MISTAKES = merged(make_mistakes(as_tuple, alone=GATES), WITH_BOTH, WITH_ONE)
# Pairs are made of the plainest variants: of all there would be ten thousands.
PAIRED = merged(make_mistakes(plainest, alone=""), in_networks(plainest, "C12a C4", gates=""), WITH_BOTH)
for alone in ("K11", "C25"):  # nobody makes these beside another, and each pair takes room in the notebook
    del PAIRED[alone]


ORDERS = (  # of the dict of parameters: the notebook's, another one, gate by gate
    [f"{kind}_{gate}" for kind in "Wb" for gate in "fico"],
    [f"{kind}_{gate}" for kind in "Wb" for gate in "icof"],
    [f"{kind}_{gate}" for gate in "ofci" for kind in "bW"],
)


def layer_params(
    rng: np.random.Generator, D: int, H: int, order: int, bias: float = 1.0, scale: float = 1.0
) -> dict[str, np.ndarray]:
    """Weights and biases of a layer with these spreads, their names in one of three orders."""
    params = {f"W_{name}": draws.normal(rng, D + H, H, scale=scale) for name in GATES}
    params |= {f"b_{name}": draws.normal(rng, H, scale=bias) for name in GATES}
    return {name: params[name] for name in ORDERS[order % 3]}


def draw(rng: np.random.Generator) -> list[tuple]:
    """Arguments `(x_t, h_prev, c_prev, params)` of a whole step; one more query has D = H."""
    H, B = (int(size) for size in rng.choice(draws.PRIMES[1:], 2, replace=False))
    queries = [*draws.queries(rng), draws.Query(B, H, H)]
    return [_query(rng, query, ORDERS[index % 3]) for index, query in enumerate(queries)]


def _query(rng: np.random.Generator, query: draws.Query, order: list[str]) -> tuple:
    x, h = draws.inputs(rng, query)
    params = {}
    for name in GATES:
        params[f"W_{name}"], params[f"b_{name}"] = draws.weights(rng, query, x, h, overflows=name != "c")
    return x, h, draws.cells(rng, query), {key: params[key] for key in order}


def examples(seed: int) -> list[tuple]:
    """Small, rounded arguments `(x_t, h_prev, c_prev, params)`: sizes all different, one cell far from zero; then the
    sizes all the same, and the parameters in another order."""
    rng = np.random.default_rng(seed)
    calls = [
        _query(rng, draws.Query(*sizes), order) for sizes, order in (((4, 3, 2), ORDERS[0]), ((2, 2, 2), ORDERS[1]))
    ]
    calls[0][2][0] *= 400
    return [
        (*(np.round(part, 2) for part in state), {key: np.round(value, 2) for key, value in params.items()})
        for *state, params in calls
    ]
