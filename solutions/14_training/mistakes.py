"""Mistakes in training: the loss over real tokens, the clipped gradient, a step of Adam, the windows of a long text."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families import step
from lstm_grader.families.pieces import same, softmax, variants

# --- the loss


def log_softmax(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def hot(logits, targets):
    """One at each target."""
    return np.eye(logits.shape[-1])[targets]


def _loss(p, logits, targets, mask):
    real = p.real(mask)
    each = -np.take_along_axis(p.logs(logits), targets[..., None], axis=-1)[..., 0]
    d_logits = p.slope(p.shares(logits), hot(logits, targets))
    loss, d_logits = p.average(p.unit(each), d_logits, real, p.kept(real))
    return p.form(p.give(loss, d_logits))


def per_token(each, d, real, kept):
    n = real.sum()
    return np.where(real, each, 0).sum() / n, np.where(kept[..., None], d, 0) / n


def per(count):
    """Divided by something else than the number of real tokens."""

    def average(each, d, real, kept):
        return np.where(real, each, 0).sum() / count(real), np.where(kept[..., None], d, 0) / count(real)

    return average


def per_sequence(each, d, real, kept):
    n, B = np.maximum(real.sum(axis=0), 1), real.shape[1]
    return (np.where(real, each, 0).sum(axis=0) / n).sum() / B, np.where(kept[..., None], d, 0) / n[:, None] / B


def loss_alone(average):
    """The gradient right, and the loss another mean."""
    return lambda each, d, real, kept: (average(each, d, real, kept)[0], per_token(each, d, real, kept)[1])


def undivided(each, d, real, kept):
    return per_token(each, d, real, kept)[0], np.where(kept[..., None], d, 0)


LOSS = Variant(
    _loss, real=same, kept=same, logs=log_softmax, shares=softmax, slope=lambda y, one: y - one, unit=same,
    average=per_token, give=lambda loss, d: (float(loss), d), form=same,
)  # fmt: skip


def positions(real):
    return real.size


def guarded(tiny):
    return lambda logits: np.log(softmax(logits) + tiny)


def naive(logits):
    e = np.exp(logits)
    return e / e.sum(axis=-1, keepdims=True)


def cut(logits):
    return np.log(np.clip(softmax(logits), 1e-12, 1 - 1e-12))


CROSS_ENTROPY = {
    "L1": (LOSS.but(average=per(positions)), LOSS.but(average=loss_alone(per(positions)))),
    "L2": tuple(
        LOSS.but(average=how(average))
        for average in (per_sequence, per(lambda real: real.shape[1]), per(lambda real: len(real)))
        for how in (same, loss_alone)
    ),
    "L3": (
        LOSS.but(logs=lambda x: log_softmax(softmax(x)), shares=lambda x: softmax(softmax(x))),
        LOSS.but(logs=lambda x: log_softmax(softmax(x))),
    ),
    "L10": (
        LOSS.but(logs=lambda x: np.log(naive(x)), shares=naive), LOSS.but(logs=lambda x: np.log(naive(x))),
        *variants(LOSS, "logs", *map(guarded, (0, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8))), LOSS.but(logs=cut),
    ),
    "L11": LOSS.but(average=undivided),
    "L19": (LOSS.but(real=np.ones_like), LOSS.but(real=np.ones_like, average=loss_alone(per_token))),
    "L20": LOSS.but(kept=np.ones_like),
    "L21": (LOSS.but(unit=lambda each: each / np.log(2)), LOSS.but(logs=lambda x: log_softmax(x) / np.log(10))),
    "L22": LOSS.but(unit=np.negative),
    "L23": variants(LOSS, "slope", lambda y, one: one - y, lambda y, one: y, lambda y, one: y - 1, lambda y, one: -one),
    "L24": LOSS.but(average=per(lambda real: 1)),
    "P6": LOSS.but(form=lambda value: (value[0], value[1].tolist())),
    "P9": variants(LOSS, "give", lambda loss, d: float(loss), lambda loss, d: d),
}  # fmt: skip

# --- clipping


def _clip(p, grads, limit):
    norm = p.norm(grads)
    clipped = p.shorten(grads, limit, norm)
    return p.give(clipped, float(p.told(clipped, norm)))


def root(grads):
    return np.sqrt(sum(np.sum(g**2) for g in grads.values()))


def together(grads, limit, norm):
    return grads if norm <= limit else {name: g * (limit / norm) for name, g in grads.items()}


def with_eps(eps):
    """torch's form: a little added to the norm, and the factor never above 1."""

    def shorten(grads, limit, norm):
        factor = min(1.0, limit / (norm + eps))
        return {name: g * factor for name, g in grads.items()}

    return shorten


def only_above(eps):
    return lambda grads, limit, norm: (
        grads if norm <= limit else {n: g * (limit / (norm + eps)) for n, g in grads.items()}
    )


def each_by_itself(grads, limit, norm):
    sizes = {name: np.sqrt(np.sum(g**2)) for name, g in grads.items()}
    return {name: g if sizes[name] <= limit else g * (limit / sizes[name]) for name, g in grads.items()}


def always(grads, limit, norm):
    return {name: g * (limit / norm) if norm else g for name, g in grads.items()}


CLIP = Variant(
    _clip, norm=root, shorten=together, told=lambda clipped, norm: norm, give=lambda clipped, norm: (clipped, norm),
)  # fmt: skip
CLIPPING = {
    "L6": variants(
        CLIP, "shorten", lambda grads, limit, norm: {name: np.clip(g, -limit, limit) for name, g in grads.items()},
        lambda grads, limit, norm: {name: np.minimum(g, limit) for name, g in grads.items()},
    ),
    "L17": variants(CLIP, "shorten", *map(with_eps, (1e-6, 1e-8)), *map(only_above, (1e-6, 1e-8))),
    "L25": CLIP.but(shorten=each_by_itself),
    "L26": CLIP.but(told=lambda clipped, norm: root(clipped)),
    "L27": (
        CLIP.but(shorten=always),
        CLIP.but(shorten=lambda grads, limit, norm: {n: g * (limit / norm) for n, g in grads.items()}),
    ),
    "L28": variants(
        CLIP, "norm", lambda grads: sum(np.sqrt(np.sum(g**2)) for g in grads.values()),
        lambda grads: sum(np.sum(g**2) for g in grads.values()),
        lambda grads: sum(np.abs(g).sum() for g in grads.values()),
        lambda grads: max(np.abs(g).max() for g in grads.values()),
        lambda grads: max(np.sqrt(np.sum(g**2)) for g in grads.values()),
        lambda grads: np.sqrt(sum(np.mean(g**2) for g in grads.values())),
    ),
    "L29": CLIP.but(
        shorten=lambda grads, limit, norm: grads if norm <= limit else {n: g / norm for n, g in grads.items()}
    ),
    "L30": CLIP.but(shorten=lambda grads, limit, norm: grads),
    "P9": variants(CLIP, "give", lambda clipped, norm: clipped, lambda clipped, norm: norm),
}  # fmt: skip

# --- Adam


def _adam(p, params, grads, state, t, lr, beta1, beta2, eps):
    new, kept = {}, {}
    beta1, beta2 = p.betas(beta1, beta2)
    for name, a in params.items():
        g, (m_old, v_old) = grads[name], p.old(state, name, a)
        m, v = p.mean(m_old, g, beta1), p.square(v_old, g, beta2)
        time = p.time(t)
        m_hat, v_hat = p.whole_m(m, beta1, time), p.whole_v(v, beta2, time)
        new[name] = p.step(a, lr, m_hat, v_hat, eps, (m, v, beta1, beta2, time), g)
        kept[name] = p.keep(m, v, m_hat, v_hat)
    return p.give(new, kept)


def carried(state, name, a):
    return state.get(name, (np.zeros_like(a), np.zeros_like(a)))


def whole(m, beta, t):
    return m / (1 - beta**t)


ADAM = Variant(
    _adam, betas=lambda one, two: (one, two), old=carried, mean=lambda m, g, b: b * m + (1 - b) * g,
    square=lambda v, g, b: b * v + (1 - b) * g**2, time=same, whole_m=whole, whole_v=whole,
    step=lambda a, lr, m, v, eps, raw, g: a - lr * m / (np.sqrt(v) + eps), keep=lambda m, v, m_hat, v_hat: (m, v),
    give=lambda new, kept: (new, kept),
)  # fmt: skip


def eps_hat(a, lr, m_hat, v_hat, eps, raw, g):
    """The form in which eps stands beside the uncorrected root."""
    m, v, beta1, beta2, t = raw
    return a - lr * np.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps)


def uncorrected(m, beta, t):
    return m


ADAM_STEP = {
    "L12": (
        ADAM.but(whole_m=uncorrected, whole_v=uncorrected), ADAM.but(whole_m=uncorrected),
        ADAM.but(whole_v=uncorrected),
    ),
    "L13": ADAM.but(keep=lambda m, v, m_hat, v_hat: (m_hat, v_hat)),
    "L18": variants(
        ADAM, "step", lambda a, lr, m, v, eps, raw, g: a - lr * m / np.sqrt(v + eps), eps_hat,
        lambda a, lr, m, v, eps, raw, g: a - lr * m / np.sqrt(np.maximum(v, eps)) if eps else a,
        lambda a, lr, m, v, eps, raw, g: a - lr * m / np.where(v > 0, np.sqrt(v), 1),
        lambda a, lr, m, v, eps, raw, g: a - lr * m / (np.sqrt(v) + 1e-8),
    ),
    "L31": variants(ADAM, "time", lambda t: t + 1),
    "L32": variants(ADAM, "square", lambda v, g, b: b * v + (1 - b) * np.abs(g), lambda v, g, b: b * v + (1 - b) * g),
    "L33": ADAM.but(step=lambda a, lr, m, v, eps, raw, g: a + lr * m / (np.sqrt(v) + eps)),
    "L34": ADAM.but(betas=lambda one, two: (two, one)),
    "L35": ADAM.but(old=lambda state, name, a: (np.zeros_like(a), np.zeros_like(a))),
    "L36": (
        ADAM.but(mean=lambda m, g, b: b * m + g, square=lambda v, g, b: b * v + g**2),
        ADAM.but(mean=lambda m, g, b: b * m + g), ADAM.but(square=lambda v, g, b: b * v + g**2),
        ADAM.but(mean=lambda m, g, b: (1 - b) * m + b * g, square=lambda v, g, b: (1 - b) * v + b * g**2),
    ),
    "L37": ADAM.but(step=lambda a, lr, m, v, eps, raw, g: a - lr * m / (v + eps)),
    "L38": variants(ADAM, "step", lambda a, lr, m, v, eps, raw, g: a - lr * g,
                    lambda a, lr, m, v, eps, raw, g: a - lr * m,
                    lambda a, lr, m, v, eps, raw, g: a - lr * g / (np.sqrt(v) + eps)),
    "L39": variants(ADAM, "keep", lambda m, v, m_hat, v_hat: (v, m), lambda m, v, m_hat, v_hat: m),
    "P9": variants(ADAM, "give", lambda new, kept: new, lambda new, kept: kept),
}  # fmt: skip

# --- the windows of a long text


def _windows(p, ids, B, T):
    n = p.count(len(ids), B, T)
    inputs = p.cut(ids, 0, n, B, T)
    return p.form(p.give(inputs, p.targets(ids, inputs, lambda shift: p.cut(ids, shift, n, B, T))))


def side_by_side(ids, shift, n, B, T):
    """The right cut: column b goes on where it stopped in the window before."""
    return ids[shift : shift + n * B * T].reshape(B, n, T).transpose(1, 2, 0)


WINDOWS = Variant(
    _windows, count=lambda N, B, T: (N - 1) // (B * T), cut=side_by_side, targets=lambda ids, inputs, cut: cut(1),
    give=lambda inputs, targets: (inputs, targets), form=same,
)  # fmt: skip


def straight(ids, shift, n, B, T):
    return ids[shift : shift + n * B * T].reshape(n, T, B)


def blocks(ids, shift, n, B, T):
    """Each window a stretch of the text of its own."""
    return ids[shift : shift + n * B * T].reshape(n, B, T).transpose(0, 2, 1)


def _parts(rows, last):
    """Columns of N // B words, cut into windows; the targets within the column, or from the text."""

    def windows(ids, B, T):
        m = len(ids) // B
        columns = ids[: m * B].reshape(B, m).T
        n = rows(m, T)
        inputs = [columns[k * T : (k + 1) * T] for k in range(n)]
        targets = [last(columns, ids, k, T, m, B) for k in range(n)]
        return np.array(inputs).reshape(n, T, B), np.array(targets).reshape(n, T, B)

    return windows


def within(columns, ids, k, T, m, B):
    return columns[k * T + 1 : (k + 1) * T + 1]


def from_text(columns, ids, k, T, m, B):
    place = np.arange(k * T, (k + 1) * T)[:, None] + m * np.arange(B)
    return ids[np.minimum(place + 1, len(ids) - 1)]


def of_one_more(ids, B, T):
    """Stretches of T + 1 words, the last of each a target only."""
    n = len(ids) // (B * (T + 1))
    pieces = ids[: n * B * (T + 1)].reshape(B, n, T + 1).transpose(1, 2, 0)
    return pieces[:, :-1], pieces[:, 1:]


def rolled(ids, inputs, cut):
    return np.roll(inputs, -1, axis=1)


BPTT_WINDOWS = {
    "L4": (
        WINDOWS.but(targets=lambda ids, inputs, cut: inputs), WINDOWS.but(targets=rolled),
        WINDOWS.but(targets=lambda ids, inputs, cut: cut(2)),
    ),
    "L15": WINDOWS.but(cut=straight),
    "L16": (_parts(lambda m, T: (m - 1) // T, within), _parts(lambda m, T: m // T, from_text)),
    "L40": WINDOWS.but(cut=blocks),
    "L41": (WINDOWS.but(count=lambda N, B, T: N // (B * T)), WINDOWS.but(count=lambda N, B, T: (N - 1) // (B * T) - 1)),
    "L42": of_one_more,
    "L43": variants(
        WINDOWS, "form", lambda value: tuple(part.transpose(0, 2, 1) for part in value),
        lambda value: tuple(part.transpose(1, 0, 2) for part in value),
        lambda value: tuple(part.transpose(2, 0, 1) for part in value),
        lambda value: tuple(part.reshape(-1, part.shape[2]) for part in value),
    ),
    "P6": WINDOWS.but(form=lambda value: tuple(part.tolist() for part in value)),
    "P9": variants(WINDOWS, "give", lambda inputs, targets: inputs,
                   lambda inputs, targets: np.stack([inputs, targets])),
}  # fmt: skip


def plainest(table):
    """The plainest variant of each: of all there would be too many pairs for a notebook."""
    return {key: step.plainest(variants) for key, variants in table.items()}
