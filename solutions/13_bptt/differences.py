"""Mistakes in the check of a gradient by finite differences."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families.pieces import same, variants


def _difference(p, f, x, d_f, eps=1e-5):
    numeric = p.walk(lambda moved, where: p.slope(f, x, moved, where, p.width(eps)), x)
    return p.form(p.worst(np.abs(numeric - d_f), numeric, d_f, numeric - d_f))


def moved_at(x, k, by):
    changed = np.array(x, dtype=float)
    changed[k] += by
    return changed


def one_by_one(slope, x):
    """The slope in each direction, entry by entry."""
    return np.array([slope(moved_at, k) for k in np.ndindex(x.shape)]).reshape(x.shape)


def row_by_row(slope, x):
    """All entries of a row at once."""
    numeric = np.zeros(x.shape)
    for k in range(len(x)):
        numeric[k] = slope(moved_at, k)
    return numeric


def at_once(slope, x):
    return np.full(x.shape, slope(lambda x, k, by: x + by, None))


def central(f, x, moved, k, eps):
    return (f(moved(x, k, eps)) - f(moved(x, k, -eps))) / (2 * eps)


def nothing_moved(f, x, moved, k, eps):
    return (f(x) - f(x)) / (2 * eps)


def of_a_copy(flat):
    """The entries of a flattened array moved, which is a copy of x where its memory is not in rows."""

    def slope(f, x, moved, k, eps):
        x = x.copy(order="K")
        line, place = flat(x), np.ravel_multi_index(k, x.shape) if x.ndim else 0
        was = line[place]
        line[place] = was + eps
        up = f(x)
        line[place] = was - eps
        down = f(x)
        return (up - down) / (2 * eps)

    return slope


def relative(error, numeric, d_f, signed):
    return float(np.max(error / np.maximum(1, np.maximum(np.abs(numeric), np.abs(d_f))), initial=0))


CHECK = Variant(
    _difference, walk=one_by_one, slope=central, width=same, worst=relative, form=same,
)  # fmt: skip


def worst(function):
    return CHECK.but(worst=function)


def scale(numeric, d_f):
    return np.maximum(1, np.maximum(np.abs(numeric), np.abs(d_f)))


GRAD_CHECK = {
    "B21": (
        CHECK.but(slope=lambda f, x, moved, k, eps: (f(moved(x, k, eps)) - f(x)) / eps),
        CHECK.but(slope=lambda f, x, moved, k, eps: (f(x) - f(moved(x, k, -eps))) / eps),
    ),
    "B23": (CHECK.but(slope=nothing_moved), CHECK.but(slope=of_a_copy(np.ravel))),
    "B24": (
        worst(lambda error, numeric, d_f, signed: float(error.max())),
        worst(lambda error, numeric, d_f, signed: float(error.mean())),
        worst(lambda error, numeric, d_f, signed: float((error / scale(numeric, d_f)).mean())),
        worst(lambda error, numeric, d_f, signed: float((error / scale(numeric, d_f)).sum())),
        worst(lambda error, numeric, d_f, signed: float(np.linalg.norm(error / scale(numeric, d_f)))),
        worst(lambda error, numeric, d_f, signed: float(np.linalg.norm(error))),
        worst(lambda error, numeric, d_f, signed: float(np.linalg.norm(error) / np.linalg.norm(numeric + d_f))),
        worst(lambda error, numeric, d_f, signed: float(
            np.linalg.norm(error) / (np.linalg.norm(numeric) + np.linalg.norm(d_f))
        )),
    ),
    "B44": (
        worst(lambda error, numeric, d_f, signed: float((error / np.maximum(np.abs(numeric), np.abs(d_f))).max())),
        worst(lambda error, numeric, d_f, signed: float((error / np.abs(numeric)).max())),
        worst(lambda error, numeric, d_f, signed: float((error / np.maximum(1, np.abs(d_f))).max())),
        worst(lambda error, numeric, d_f, signed: float((error / np.maximum(1, np.abs(numeric))).max())),
        worst(lambda error, numeric, d_f, signed: float((error / (np.abs(numeric) + np.abs(d_f))).max())),
        worst(lambda error, numeric, d_f, signed: float((error / (1 + np.abs(numeric) + np.abs(d_f))).max())),
        worst(lambda error, numeric, d_f, signed: float(
            (error / np.maximum(1e-8, np.abs(numeric) + np.abs(d_f))).max()
        )),
        worst(lambda error, numeric, d_f, signed: float((error / np.maximum(1, np.abs(numeric) + np.abs(d_f))).max())),
    ),
    "B45": (
        CHECK.but(slope=lambda f, x, moved, k, eps: 2 * central(f, x, moved, k, eps)),
        CHECK.but(slope=lambda f, x, moved, k, eps: central(f, x, moved, k, eps) * 2 * eps),
        CHECK.but(slope=lambda f, x, moved, k, eps: central(f, x, moved, k, eps) * eps**2),
        CHECK.but(slope=lambda f, x, moved, k, eps: central(f, x, moved, k, eps) / 2),
        CHECK.but(slope=lambda f, x, moved, k, eps: -central(f, x, moved, k, eps)),
    ),
    "B46": variants(CHECK, "width", lambda eps: 1e-5, lambda eps: 1e-6, lambda eps: eps / 2),
    "B47": (CHECK.but(walk=row_by_row), CHECK.but(walk=at_once)),
    "B48": worst(lambda error, numeric, d_f, signed: float((signed / scale(numeric, d_f)).max())),
    "B49": (CHECK.but(worst=lambda error, numeric, d_f, signed: error / scale(numeric, d_f)),
            CHECK.but(worst=lambda error, numeric, d_f, signed: bool((error / scale(numeric, d_f)).max() < 1e-6)),
            CHECK.but(worst=lambda error, numeric, d_f, signed: numeric)),
}  # fmt: skip
