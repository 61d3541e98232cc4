"""Mistakes in reading and writing torch's arrays, and in putting layers on layers."""

from itertools import permutations

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families.pieces import same, sigmoid, variants

ORDER = "ifco"
OTHERS = sorted(map("".join, permutations(ORDER)), key=["iofc", "ifoc", "fico", "fioc"].__contains__, reverse=True)
OTHERS.remove(ORDER)


def blocks(packed, k, H):
    """The right columns of gate k."""
    return packed[..., k * H : (k + 1) * H]


def in_turns(packed, k, H):
    """Every fourth column."""
    return packed[..., k::4]


def _from(p, state_dict):
    W_ih, W_hh = state_dict["weight_ih_l0"], state_dict["weight_hh_l0"]
    b, H = p.bias(state_dict["bias_ih_l0"], state_dict["bias_hh_l0"]), W_hh.shape[1]
    packed = p.join(p.turn(W_ih), p.turn(W_hh))
    W = {gate: p.out(p.cut(packed, k, H)) for k, gate in enumerate(p.order())}
    biases = {gate: p.cut(b, k, H) for k, gate in enumerate(p.bias_order())}
    return p.form(
        {p.name(f"W_{gate}"): W[gate] for gate in "fico"} | {p.name(f"b_{gate}"): biases[gate] for gate in "fico"}
    )


def below(W_x, W_h):
    """The right way to join: the rows that read the input first."""
    return np.concatenate([W_x, W_h])


def on_its_side(array):
    """The shape of the transpose, and the numbers in the order in which they lie."""
    return np.ascontiguousarray(array).reshape(array.shape[::-1])


def orders(right):
    """The four gates in every other order; and the biases alone."""
    both = tuple(right.but(order=lambda o=o: o, bias_order=lambda o=o: o) for o in OTHERS)
    return (*both, *(right.but(order=lambda o=o: o) for o in OTHERS[:4]),
            *(right.but(bias_order=lambda o=o: o) for o in OTHERS[:4]))  # fmt: skip


def as_torch_says(name):
    return name.replace("_c", "_g")


READ = Variant(
    _from, order=lambda: ORDER, bias_order=lambda: ORDER, turn=np.transpose, join=below, cut=blocks, out=same,
    bias=lambda ih, hh: ih + hh, name=same, form=same,
)  # fmt: skip
FROM_TORCH = {
    "T1": variants(
        READ, "bias", lambda ih, hh: ih, lambda ih, hh: hh, lambda ih, hh: 2 * ih, lambda ih, hh: 2 * hh,
        lambda ih, hh: 0 * ih, lambda ih, hh: (ih + hh) / 2,
    ),
    "T2": orders(READ),
    "T3": (READ.but(out=np.transpose), READ.but(turn=on_its_side)),
    "T8": READ.but(join=lambda W_x, W_h: below(W_h, W_x)),
    "T9": READ.but(cut=in_turns),
    "T10": (
        READ.but(name=as_torch_says), READ.but(name=lambda name: name.replace("_", "")),
    ),
    "P5": READ.but(form=lambda params: {key: value[None] for key, value in params.items()}),
    "P6": READ.but(form=lambda params: {key: value.tolist() for key, value in params.items()}),
    "P9": variants(READ, "form", lambda params: tuple(params.values()), lambda params: list(params.values())),
}  # fmt: skip


def _to(p, params):
    D = len(params["W_f"]) - len(params["b_f"])
    W = p.pack([params[f"W_{gate}"] for gate in p.order()])
    b = p.pack([params[f"b_{gate}"] for gate in p.bias_order()])
    (W_x, W_h), (ih, hh) = p.cut(W, D), p.bias(b)
    return p.form({
        p.name("weight_ih_l0"): p.turn(W_x), p.name("weight_hh_l0"): p.turn(W_h), p.name("bias_ih_l0"): ih,
        p.name("bias_hh_l0"): hh,
    })  # fmt: skip


def dealt_out(parts):
    """The columns of the gates in turns."""
    stacked = np.stack(parts, axis=-1)
    return stacked.reshape(*stacked.shape[:-2], -1)


PACK = Variant(
    _to, order=lambda: ORDER, bias_order=lambda: ORDER, pack=lambda parts: np.concatenate(parts, axis=-1),
    cut=lambda W, D: (W[:D], W[D:]), bias=lambda b: (b, 0 * b), turn=np.transpose, name=same, form=same,
)  # fmt: skip
TO_TORCH = {
    "T1": variants(PACK, "bias", lambda b: (b, b), lambda b: (0 * b, 0 * b)),
    "T7": variants(PACK, "bias", lambda b: (b / 2, b / 2), lambda b: (0 * b, b)),
    "T2": orders(PACK),
    "T3": variants(PACK, "turn", same, on_its_side),
    "T8": PACK.but(cut=lambda W, D: (W[D:], W[:D])),
    "C14": PACK.but(cut=lambda W, D: (W[len(W) - D :], W[: len(W) - D])),
    "T9": PACK.but(pack=dealt_out),
    "T10": (
        PACK.but(name=lambda name: name.removesuffix("_l0")), PACK.but(name=lambda name: name.replace("_l0", "_l1")),
    ),
    "P5": PACK.but(form=lambda arrays: {key: value[None] for key, value in arrays.items()}),
    "P6": PACK.but(form=lambda arrays: {key: value.tolist() for key, value in arrays.items()}),
    "P9": variants(
        PACK, "form", lambda arrays: tuple(arrays.values()), lambda arrays: list(arrays.values()),
        lambda arrays: {key: value for key, value in arrays.items() if key != "bias_hh_l0"},
    ),
}  # fmt: skip


def lstm_forward(x, h0, c0, params):
    """The one that the notebook gives."""
    h_t, c_t, hs = h0, c0, []
    for x_t in x:
        z_t = np.concatenate([x_t, h_t], axis=1)
        f_t, i_t, a_t, o_t = (z_t @ params[f"W_{gate}"] + params[f"b_{gate}"] for gate in "fico")
        c_t = sigmoid(f_t) * c_t + sigmoid(i_t) * np.tanh(a_t)
        h_t = sigmoid(o_t) * np.tanh(c_t)
        hs.append(h_t)
    return np.array(hs), h_t, c_t


def _stack(p, x, layers):
    below, last, outputs = x, None, []
    for params in p.layers(layers):
        zero = np.zeros((x.shape[1], len(params["b_f"])))
        hs, *last = lstm_forward(p.feed(below, x), *p.start(zero, last), params)
        below = hs
        outputs.append(hs)
    return p.form(p.give(below, last, outputs))


STACK = Variant(
    _stack, layers=same, feed=lambda below, x: below, start=lambda zero, last: (zero, zero),
    give=lambda hs, last, outputs: hs, form=same,
)  # fmt: skip
STACKED = {
    "T11": STACK.but(layers=lambda layers: layers[::-1]),
    "T12": STACK.but(feed=lambda below, x: x),
    "T13": STACK.but(start=lambda zero, last: last or (zero, zero)),
    "T14": variants(
        STACK, "layers", lambda layers: layers[:1], lambda layers: layers[:-1],
        lambda layers: [layers[0]] * len(layers), lambda layers: [*layers, layers[-1]],
    ),
    "Q3": (
        STACK.but(feed=lambda below, x: below[::-1]), STACK.but(form=lambda hs: hs[::-1]),
        STACK.but(form=lambda hs: np.swapaxes(hs, 0, 1)),
    ),
    "Q5": variants(STACK, "give", lambda hs, last, outputs: last[0], lambda hs, last, outputs: hs[-1:]),
    "R23": variants(STACK, "give", lambda hs, last, outputs: (hs, *last), lambda hs, last, outputs: (hs, tuple(last))),
    "P5": (
        *variants(STACK, "form", np.squeeze, lambda hs: hs[None], lambda hs: hs.reshape(-1, hs.shape[-1])),
        *variants(STACK, "give", lambda hs, last, outputs: np.concatenate(outputs, axis=2)),
    ),
    "P6": variants(STACK, "form", lambda hs: hs.tolist(), list)
    + variants(STACK, "give", lambda hs, last, outputs: outputs),
}  # fmt: skip
