"""Mistakes with text: the perplexity, the draw of the next word, the last state that counts, shares of classes."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families.pieces import same, sigmoid, softmax, variants

# --- the perplexity


def log_softmax(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def _perplexity(p, logits, targets, mask):
    each = -np.take_along_axis(p.logs(logits), targets[..., None], axis=-1)[..., 0]
    return p.form(float(p.grown(p.average(each, p.real(mask)))))


def over_real(each, real):
    return each[real].mean()


def per(count):
    """Divided by something else than the number of real tokens."""
    return lambda each, real: each[real].sum() / count(real)


def per_sequence(each, real):
    return (np.where(real, each, 0).sum(axis=0) / np.maximum(real.sum(axis=0), 1)).mean()


def naive(logits):
    e = np.exp(logits)
    return e / e.sum(axis=-1, keepdims=True)


def guarded(tiny):
    return lambda logits: np.log(softmax(logits) + tiny)


PERPLEXITY_RIGHT = Variant(_perplexity, logs=log_softmax, real=same, average=over_real, grown=np.exp, form=same)
PERPLEXITY = {
    "X1": variants(PERPLEXITY_RIGHT, "grown", lambda loss: 2.0**loss, lambda loss: np.exp(loss / np.log(2)),
                   lambda loss: 10.0**loss, lambda loss: 2.0 ** (loss * np.log(2))),
    "X2": variants(PERPLEXITY_RIGHT, "grown", same, lambda loss: loss / np.log(2)),
    "X3": variants(PERPLEXITY_RIGHT, "average", lambda each, real: np.log(np.exp(each[real]).mean()),
                   lambda each, real: -np.log(np.exp(-each[real]).mean())),
    "L1": PERPLEXITY_RIGHT.but(average=per(lambda real: real.size)),
    "L2": variants(PERPLEXITY_RIGHT, "average", per_sequence, per(lambda real: real.shape[1]), per(len)),
    "L3": variants(PERPLEXITY_RIGHT, "logs", lambda x: log_softmax(softmax(x))),
    "L10": (
        PERPLEXITY_RIGHT.but(logs=lambda x: np.log(naive(x))),
        *variants(PERPLEXITY_RIGHT, "logs", *map(guarded, (0, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8))),
    ),
    "L19": PERPLEXITY_RIGHT.but(real=np.ones_like),
    "L22": PERPLEXITY_RIGHT.but(grown=lambda loss: np.exp(-loss)),
    "L24": PERPLEXITY_RIGHT.but(average=per(lambda real: 1)),
}  # fmt: skip

# --- the next word


def _sample(p, logits, temperature, u):
    shares = p.cooled(p.shares(p.warm(logits, temperature)), temperature)
    return p.form(p.told(p.pick(shares, p.wheel(u)), shares))


def divided(logits, temperature):
    return logits / temperature


def first_beyond(shares, u):
    return int(np.searchsorted(np.cumsum(shares), u, side="right"))


def stepped(by):
    return lambda shares, u: first_beyond(shares, u) + by


def ranked(order, back):
    """Words in the order of their shares; their number, or their rank."""

    def pick(shares, u):
        places = order(shares)
        k = first_beyond(shares[places], u)
        return int(places[min(k, len(places) - 1)]) if back else k

    return pick


def rising(shares):
    return np.argsort(shares, kind="stable")


def falling(shares):
    return rising(shares)[::-1]


def falling_stable(shares):
    return np.argsort(-shares, kind="stable")


def unscaled(logits):
    return np.exp(logits - logits.max())


def by_argmax(shares, u):
    return int(np.argmax(np.cumsum(shares) > u))


def from_behind(shares, u):
    return len(shares) - 1 - first_beyond(shares[::-1], u)


SAMPLE_RIGHT = Variant(
    _sample, warm=divided, shares=softmax, cooled=lambda shares, temperature: shares, wheel=same, pick=first_beyond,
    told=lambda k, shares: k, form=same,
)  # fmt: skip
UNDIVIDED = SAMPLE_RIGHT.but(warm=lambda logits, temperature: logits)
SAMPLE = {
    "X4": variants(SAMPLE_RIGHT, "warm", lambda logits, temperature: logits * temperature),
    "X5": variants(UNDIVIDED, "cooled", lambda shares, temperature: softmax(shares / temperature),
                   lambda shares, temperature: shares / temperature),
    "X6": UNDIVIDED,
    "X7": variants(SAMPLE_RIGHT, "pick", lambda shares, u: int(np.argmax(shares))),
    "X8": variants(SAMPLE_RIGHT, "pick", stepped(-1), stepped(1), lambda shares, u: max(first_beyond(shares, u) - 1, 0),
                   lambda shares, u: min(first_beyond(shares, u) + 1, len(shares) - 1)),
    "X9": variants(SAMPLE_RIGHT, "pick", *(ranked(order, back) for order in (rising, falling, falling_stable)
                                           for back in (True, False))),
    "X10": SAMPLE_RIGHT.but(shares=unscaled),
    "X11": (
        SAMPLE_RIGHT.but(shares=naive), SAMPLE_RIGHT.but(shares=naive, pick=by_argmax),
        SAMPLE_RIGHT.but(shares=naive, pick=lambda shares, u: int((np.cumsum(shares) <= u).sum())),
        SAMPLE_RIGHT.but(shares=naive, pick=lambda shares, u: min(first_beyond(shares, u), len(shares) - 1)),
    ),
    "X12": (SAMPLE_RIGHT.but(wheel=lambda u: 1 - u), SAMPLE_RIGHT.but(pick=from_behind)),
    "X13": variants(SAMPLE_RIGHT, "pick", lambda shares, u: int(np.argmax(shares > u)),
                    lambda shares, u: int(np.argmin(np.abs(shares - u)))),
    "X14": variants(SAMPLE_RIGHT, "told", lambda k, shares: float(shares[k])),
    "P5": variants(SAMPLE_RIGHT, "form", lambda k: np.array([k])),
    "P6": variants(SAMPLE_RIGHT, "form", lambda k: [k]),
}  # fmt: skip

# --- the last valid state


def _last(p, hs, lengths):
    return p.form(p.pick(hs, p.count(lengths, len(hs))))


def at_their_ends(hs, lengths):
    return hs[lengths - 1, np.arange(hs.shape[1])].copy()


def summed(how):
    """A summary of the real steps, or of all."""
    return lambda hs, lengths: how(hs, (np.arange(len(hs))[:, None] < lengths)[..., None])


def beyond(hs, lengths):
    return hs[lengths, np.arange(hs.shape[1])]


LAST_RIGHT = Variant(_last, count=lambda lengths, T: lengths, pick=at_their_ends, form=same)
LAST = {
    "X15": variants(LAST_RIGHT, "pick", lambda hs, lengths: hs[-1].copy()),
    "X16": variants(LAST_RIGHT, "pick", lambda hs, lengths: hs[lengths - 1],
                    lambda hs, lengths: hs[:, np.arange(hs.shape[1])][lengths - 1].swapaxes(0, 1)),
    "X17": variants(
        LAST_RIGHT, "pick", summed(lambda hs, real: (hs * real).sum(axis=0) / real.sum(axis=0)),
        summed(lambda hs, real: (hs * real).sum(axis=0)), lambda hs, lengths: hs.mean(axis=0),
        lambda hs, lengths: hs.sum(axis=0), lambda hs, lengths: hs.max(axis=0),
        summed(lambda hs, real: np.where(real, hs, -np.inf).max(axis=0)),
    ),
    "X18": variants(LAST_RIGHT, "pick", *(lambda hs, lengths, one=one: hs[one(lengths) - 1].copy()
                                          for one in (np.max, np.min, lambda n: n[0], lambda n: n[-1]))),
    "X19": variants(LAST_RIGHT, "pick", lambda hs, lengths: hs[np.arange(hs.shape[1]), lengths - 1],
                    lambda hs, lengths: hs[np.arange(len(lengths)), np.minimum(lengths, hs.shape[1]) - 1]),
    "Q10": (
        LAST_RIGHT.but(pick=beyond), LAST_RIGHT.but(count=lambda lengths, T: lengths - 1),
        LAST_RIGHT.but(count=lambda lengths, T: np.minimum(lengths + 1, T)),
        LAST_RIGHT.but(count=lambda lengths, T: np.maximum(lengths - 1, 1)),
    ),
    "P4": variants(LAST_RIGHT, "form", np.transpose),
    "P5": variants(LAST_RIGHT, "form", lambda h: h[None], np.squeeze, np.ravel),
    "P6": variants(LAST_RIGHT, "form", lambda h: h.tolist(), list),
}  # fmt: skip

# --- the shares of the classes


def _classes(p, h_last, W_y, b_y):
    return p.form(p.shares(p.squash(p.biased(p.product(h_last, W_y), b_y))))


def over(axis):
    """Shares along another axis than that of the classes."""

    def shares(scores):
        e = np.exp(scores - scores.max(axis=axis, keepdims=True))
        return e / e.sum(axis=axis, keepdims=True)

    return shares


CLASSES_RIGHT = Variant(
    _classes, product=lambda h, W: h @ W, biased=lambda a, b: a + b, squash=same, shares=softmax, form=same
)  # fmt: skip
CLASSES = {
    "X20": variants(CLASSES_RIGHT, "shares", over(0), over(None)),
    "X21": CLASSES_RIGHT.but(shares=same),
    "X22": CLASSES_RIGHT.but(shares=sigmoid),
    "X23": variants(CLASSES_RIGHT, "shares", lambda scores: scores.argmax(axis=1),
                    lambda scores: np.eye(scores.shape[1])[scores.argmax(axis=1)]),
    "X24": CLASSES_RIGHT.but(shares=log_softmax),
    "X25": variants(CLASSES_RIGHT, "squash", np.tanh, sigmoid, lambda scores: np.maximum(scores, 0)),
    "X11": CLASSES_RIGHT.but(shares=naive),
    "X10": CLASSES_RIGHT.but(shares=lambda scores: np.exp(scores - scores.max(axis=1, keepdims=True))),
    "X26": CLASSES_RIGHT.but(shares=lambda scores: softmax(softmax(scores))),
    "C12a": CLASSES_RIGHT.but(biased=lambda a, b: a),
    "C12b": CLASSES_RIGHT.but(biased=lambda a, b: a + 2 * b),
    "G19": variants(CLASSES_RIGHT, "product", lambda h, W: h @ W.T, lambda h, W: W @ h),
    "P4": CLASSES_RIGHT.but(form=np.transpose),
    "P5": variants(CLASSES_RIGHT, "form", np.ravel, np.squeeze, lambda y: y[None]),
    "P6": variants(CLASSES_RIGHT, "form", lambda y: y.tolist(), list),
}  # fmt: skip
