"""Mistakes on the way back: in each part of a step, in the step, in the sequence.

The step is made of its parts, and the sequence of steps, so that a mistake in one shows as itself in all that use it.
"""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import pieces, step
from lstm_grader.families.pieces import same, sigmoid, variants
from lstm_grader.families.step import GATES


def gentle(y):
    """The slope of tanh from its output."""
    return 1 - y**2


def rising(s):
    """The slope of the sigmoid from its output."""
    return s * (1 - s)


def after_tanh(slope):
    """A slope that is taken at tanh of the cell."""
    return lambda c: slope(np.tanh(c))


# --- into the cell


def _cell(p, d_h, d_c, o_t, c_t):
    return p.form(p.meet(d_c, p.shown(d_h, o_t), p.slope(c_t)))


CELL = Variant(
    _cell, shown=lambda d_h, o: d_h * o, slope=after_tanh(gentle), meet=lambda d_c, shown, slope: d_c + shown * slope,
    form=same,
)  # fmt: skip
D_CELL = {
    "A1": variants(CELL, "shown", lambda d_h, o: d_h @ o, lambda d_h, o: d_h @ o.T),
    "B2": CELL.but(meet=lambda d_c, shown, slope: shown * slope),
    "B5": CELL.but(slope=gentle),
    "B6": CELL.but(slope=np.ones_like),
    "B7": CELL.but(slope=np.tanh),
    "B9": CELL.but(slope=after_tanh(after_tanh(gentle))),
    "B27": CELL.but(meet=lambda d_c, shown, slope: (d_c + shown) * slope),
    "B28": CELL.but(shown=lambda d_h, o: d_h),
    "B29": CELL.but(meet=lambda d_c, shown, slope: d_c),
    "B30": CELL.but(meet=lambda d_c, shown, slope: d_c * shown * slope),
    "S5": CELL.but(slope=after_tanh(rising)),
    "S6": CELL.but(slope=after_tanh(lambda y: y**2 - 1)),
    "S7": CELL.but(slope=after_tanh(lambda y: 1 + y**2)),
    **pieces.wrong_forms(CELL),
}

# --- to the four sums before squashing

PLACES = {"f": "f_t", "i": "i_t", "c": "c_tilde_t", "o": "o_t"}


def _sums(p, d_h, d_c_t, cache):
    d = {
        "f": p.into_f(d_h, d_c_t) * p.beside_f(cache),
        "i": p.into_i(d_h, d_c_t) * p.beside_i(cache),
        "c": p.into_c(d_h, d_c_t) * p.beside_c(cache),
        "o": p.into_o(d_h, d_c_t) * p.beside_o(cache),
    }
    return p.form(p.order({gate: d[gate] * getattr(p, f"slope_{gate}")(cache[PLACES[gate]]) for gate in GATES}))


def from_cell(d_h, d_c_t):
    return d_c_t


def shut(cache):
    """What the output gate let out."""
    return np.tanh(cache["c_t"])


def entry(name):
    return lambda cache: cache[name]


SUMS = Variant(
    _sums, into_f=from_cell, into_i=from_cell, into_c=from_cell, into_o=lambda d_h, d_c_t: d_h,
    beside_f=entry("c_prev"), beside_i=entry("c_tilde_t"), beside_c=entry("i_t"), beside_o=shut,
    slope_f=rising, slope_i=rising, slope_c=gentle, slope_o=rising, order=same, form=same,
)  # fmt: skip


def gates(slope, names="fio"):
    """The same slope in all of these gates, and in each alone."""
    together = SUMS.but(**{f"slope_{name}": slope for name in names})
    return (together, *(SUMS.but(**{f"slope_{name}": slope}) for name in names))


def placed(names):
    """The four under each other's names."""
    return SUMS.but(order=lambda d: dict(zip(GATES, (d[name] for name in names), strict=True)))


def tuple_of(names):
    return SUMS.but(form=lambda d: tuple(d[name] for name in names))


def each(change):
    """A change of every array, in whatever holds them."""

    def changed(value):
        if isinstance(value, dict):
            return {key: changed(item) for key, item in value.items()}
        return tuple(map(changed, value)) if isinstance(value, tuple) else change(value)

    return changed


def lists(right):
    return {"P6": right.but(form=each(lambda value: value.tolist()))}


D_SUMS = {
    "B6": SUMS.but(slope_c=np.ones_like),
    "B7": SUMS.but(beside_o=entry("c_t")),
    "B8": SUMS.but(beside_f=entry("c_t")),
    "B9": (
        *gates(lambda s: rising(sigmoid(s))), SUMS.but(slope_c=after_tanh(gentle)),
        SUMS.but(slope_c=after_tanh(gentle), **{f"slope_{name}": lambda s: rising(sigmoid(s)) for name in "fio"}),
    ),
    "B10": (
        *gates(np.ones_like), SUMS.but(slope_c=np.ones_like, **{f"slope_{name}": np.ones_like for name in "fio"}),
    ),
    "B12": tuple(map(placed, ("ifco", "icfo", "fcio", "fioc", "oicf", "ocif"))),
    "B25": SUMS.but(into_o=from_cell),
    "B31": (
        SUMS.but(beside_i=entry("i_t"), beside_c=entry("c_tilde_t")), SUMS.but(beside_i=entry("i_t")),
        SUMS.but(beside_c=entry("c_tilde_t")), SUMS.but(beside_i=entry("c_prev")),
        SUMS.but(beside_f=entry("c_tilde_t")),
        SUMS.but(beside_f=entry("f_t")), SUMS.but(beside_c=entry("f_t")), SUMS.but(beside_f=entry("h_prev")),
        SUMS.but(beside_o=entry("o_t")),
    ),
    "B32": SUMS.but(into_f=lambda d_h, d_c_t: d_h, into_i=lambda d_h, d_c_t: d_h, into_c=lambda d_h, d_c_t: d_h),
    "B33": (
        tuple_of(GATES), tuple_of("ifco"), SUMS.but(form=lambda d: [d[gate] for gate in GATES]),
        SUMS.but(form=lambda d: {PLACES[gate]: value for gate, value in d.items()}),
        SUMS.but(form=lambda d: {f"d_a_{gate}": value for gate, value in d.items()}),
    ),
    "S5": (SUMS.but(slope_c=rising), *gates(gentle)),
    "S6": (SUMS.but(slope_c=lambda y: y**2 - 1), *gates(lambda s: s * (s - 1))),
    "S8": (*gates(lambda s: 1 - s), *gates(same), SUMS.but(slope_c=lambda y: 1 - y)),
    **lists(SUMS),
}  # fmt: skip

# --- through the layer


def _layer(p, d_a, cache):
    z = p.join(cache["x_t"], p.state(cache))
    params, D = cache["params"], cache["x_t"].shape[1]
    back = [p.back(d_a[gate], params[f"W_{gate}"], D) for gate in GATES]
    d_x, d_h_prev = p.split(p.total(back), D)
    weights = {f"W_{gate}": p.weight(z, d_a[gate]) for gate in GATES}
    biases = {f"b_{gate}": p.bias(d_a[gate], d_a) for gate in GATES}
    return p.form(p.give(d_x, d_h_prev, p.order(weights | biases)))


def turned(d, W, D):
    """The way back through one matrix."""
    return d @ W.T


def half_turned(d, W, D):
    """The input's rows turned, the state's square block as it is."""
    return np.hstack([d @ W[:D].T, d @ W[D:]])


LAYER = Variant(
    _layer, join=lambda x, h: np.hstack([x, h]), state=entry("h_prev"), back=turned, total=sum,
    split=lambda d_z, D: (d_z[:, :D], d_z[:, D:]), weight=lambda z, d: z.T @ d, bias=lambda d, all: d.sum(axis=0),
    order=same, give=lambda d_x, d_h_prev, grads: (d_x, d_h_prev, grads), form=same,
)  # fmt: skip


def backwards_joined(x, h):
    return np.hstack([h, x])


def state_first(d_z, D):
    H = d_z.shape[1] - D
    return d_z[:, H:], d_z[:, :H]


def renamed(naming):
    return LAYER.but(order=lambda grads: {naming(name): value for name, value in grads.items()})


D_LAYER = {
    "B13": LAYER.but(state=lambda cache: cache["o_t"] * np.tanh(cache["c_t"])),
    "B15": variants(LAYER, "bias", lambda d, all: d.mean(axis=0), lambda d, all: d.sum(axis=1), lambda d, all: d,
                    lambda d, all: all["f"].sum(axis=0), lambda d, all: sum(all.values()).sum(axis=0),
                    lambda d, all: d.sum(), lambda d, all: d.sum(axis=0, keepdims=True)),
    "B17": LAYER.but(back=half_turned),
    "B34": variants(LAYER, "back", lambda d, W, D: d @ W, lambda d, W, D: np.dot(d, W), lambda d, W, D: W.T @ d,
                    lambda d, W, D: np.dot(W.T, d), lambda d, W, D: W @ d, lambda d, W, D: np.dot(W, d)),
    "B35": (
        LAYER.but(weight=lambda z, d: z.T @ d / len(d)),
        LAYER.but(weight=lambda z, d: z.T @ d / len(d), bias=lambda d, all: d.mean(axis=0)),
        LAYER.but(weight=lambda z, d: np.einsum("bi,bj->bij", z, d)),
    ),
    "B36": variants(LAYER, "weight", lambda z, d: d.T @ z),
    "B37": (LAYER.but(split=state_first),
            *variants(LAYER, "give", lambda d_x, d_h, grads: (d_h, d_x, grads))),
    "B38": variants(LAYER, "total", lambda back: back[-1], lambda back: back[0], lambda back: back[1],
                    lambda back: back[2], lambda back: sum(back) / 4, lambda back: sum(back[:3])),
    "C14": (LAYER.but(join=backwards_joined), LAYER.but(join=backwards_joined, split=state_first)),
    "C13": LAYER.but(state=lambda cache: 0 * cache["h_prev"]),
    "B33": (
        renamed(lambda name: f"d_{name}"), renamed(str.lower),
        LAYER.but(order=lambda grads: tuple(grads.values())), LAYER.but(order=lambda grads: list(grads.values())),
        LAYER.but(order=lambda grads: {name: value for name, value in grads.items() if name[0] == "W"}),
    ),
    "P9": variants(LAYER, "give", lambda d_x, d_h, grads: (d_x, d_h), lambda d_x, d_h, grads: grads,
                   lambda d_x, d_h, grads: (d_h, grads)),
    **lists(LAYER),
}  # fmt: skip

# --- one step


def _step(p, d_h, d_c, cache):
    d_c_t = p.d_cell(d_h, d_c, cache["o_t"], cache["c_t"])
    d_x, d_h_prev, grads = p.d_layer(p.d_sums(d_h, p.handed(d_c_t, d_c, d_h), cache), cache)
    return p.form(p.give(d_x, d_h_prev, p.old(d_c_t, d_c, d_h, cache), grads))


STEP = Variant(
    _step, d_cell=CELL, d_sums=SUMS, d_layer=LAYER, handed=lambda d_c_t, d_c, d_h: d_c_t,
    old=lambda d_c_t, d_c, d_h, cache: d_c_t * cache["f_t"],
    give=lambda d_x, d_h_prev, d_c_prev, grads: (d_x, d_h_prev, d_c_prev, grads), form=same,
)  # fmt: skip


def unbracketed(d_c_t, d_c, d_h, cache):
    """Only the last term of the sum meets the gate."""
    return d_c + (d_c_t - d_c) * cache["f_t"]


STEP_BACKWARD = {
    "B11": STEP.but(old=unbracketed),
    "B16": variants(STEP, "old", lambda d_c_t, d_c, d_h, cache: d_c_t,
                    lambda d_c_t, d_c, d_h, cache: d_c * cache["f_t"],
                    lambda d_c_t, d_c, d_h, cache: d_c, lambda d_c_t, d_c, d_h, cache: (d_c_t - d_c) * cache["f_t"]),
    "B39": variants(STEP, "old", lambda d_c_t, d_c, d_h, cache: d_c_t * cache["i_t"],
                    lambda d_c_t, d_c, d_h, cache: d_c_t * (1 - cache["f_t"]),
                    lambda d_c_t, d_c, d_h, cache: d_c_t * cache["o_t"]),
    "B40": variants(STEP, "handed", lambda d_c_t, d_c, d_h: d_c, lambda d_c_t, d_c, d_h: d_h,
                    lambda d_c_t, d_c, d_h: d_c_t - d_c),
    "C20b": variants(STEP, "give", lambda d_x, d_h, d_c, grads: (d_x, d_c, d_h, grads)),
    "P9": variants(STEP, "give", lambda d_x, d_h, d_c, grads: (d_x, d_h, grads),
                   lambda d_x, d_h, d_c, grads: (d_x, d_h, d_c), lambda d_x, d_h, d_c, grads: (d_h, d_c, grads)),
    **lists(STEP),
}  # fmt: skip

# --- the sequence


def _run(p, d_hs, d_h_n, d_c_n, caches):
    T = len(caches)
    d_h, d_c = p.last_h(d_h_n), p.last_c(d_c_n)
    d_x, total = [], {}
    for t in p.times(T):
        meets = p.meet(d_hs[t], d_h, t == T - 1)
        d_x_t, d_h, d_c, grads = p.step(meets, p.given(d_c, d_c_n, t == T - 1), caches[t])
        d_h, d_c = p.held(d_h), p.held_c(d_c)
        d_x.append(d_x_t)
        total = p.add(total, grads)
    d_x = p.line_up(d_x)
    return p.form(p.give(np.stack(d_x), d_h, d_c, p.share(total, T)))


def added(total, grads):
    return {name: total.get(name, 0) + value for name, value in grads.items()}


RUN = Variant(
    _run, last_h=same, last_c=same, times=lambda T: range(T - 1, -1, -1), meet=lambda d, d_h, last: d + d_h, step=STEP,
    held=same, held_c=same, given=lambda d_c, d_c_n, last: d_c, add=added, line_up=lambda d_x: d_x[::-1],
    share=lambda total, T: total, give=lambda d_x, d_h, d_c, grads: (d_x, d_h, d_c, grads), form=same,
)  # fmt: skip


def clipped(limit):
    return lambda d: np.clip(d, -limit, limit)


def short(d):
    """No row longer than 1."""
    return d / np.maximum(1, np.linalg.norm(d))


LSTM_BACKWARD = {
    "B1": variants(RUN, "meet", lambda d, d_h, last: d + d_h if last else d, lambda d, d_h, last: d),
    "B2": (
        RUN.but(given=lambda d_c, d_c_n, last: d_c_n), RUN.but(given=lambda d_c, d_c_n, last: d_c if last else 0 * d_c),
        RUN.but(held_c=np.zeros_like),
    ),
    "B3": RUN.but(last_c=np.zeros_like),
    "B4": (RUN.but(meet=lambda d, d_h, last: d + d_h if last else d_h), RUN.but(meet=lambda d, d_h, last: d_h)),
    "B14": (
        RUN.but(add=lambda total, grads: grads), RUN.but(add=lambda total, grads: total or grads),
    ),
    "B18": (
        RUN.but(held=clipped(1), held_c=clipped(1)), RUN.but(held=clipped(5), held_c=clipped(5)),
        RUN.but(held=clipped(1)), RUN.but(held=clipped(5)), RUN.but(held_c=clipped(1)), RUN.but(held_c=clipped(5)),
        RUN.but(held=short, held_c=short),
    ),
    "B19": (
        RUN.but(line_up=same), RUN.but(line_up=lambda d_x: [d / len(d_x) for d in d_x[::-1]]),
        RUN.but(line_up=lambda d_x: [d / len(d) for d in d_x[::-1]]),
    ),
    "B26": RUN.but(meet=lambda d, d_h, last: d_h if last else d + d_h),
    "B41": RUN.but(last_h=np.zeros_like),
    "B42": (RUN.but(share=lambda total, T: {name: value / T for name, value in total.items()}),),
    "B43": RUN.but(times=range, line_up=same),
    "C20b": variants(RUN, "give", lambda d_x, d_h, d_c, grads: (d_x, d_c, d_h, grads)),
    "P9": variants(RUN, "give", lambda d_x, d_h, d_c, grads: (d_x, grads),
                   lambda d_x, d_h, d_c, grads: (d_x, d_h, grads),
                   lambda d_x, d_h, d_c, grads: (d_x, d_h, d_c)),
    **lists(RUN),
}  # fmt: skip


def plainest(table):
    """The plainest variant of each: of all there would be too many pairs for a notebook."""
    return {key: step.plainest(variants) for key, variants in table.items()}
