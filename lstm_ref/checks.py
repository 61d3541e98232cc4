"""Argument checks: an error names the argument, what came, what was expected and the likely mistake.

Shapes are written as in the docstrings: ``"B D"`` is ``(B, D)`` and ``"D+H H"`` is ``(D+H, H)``. The first array that
shows a size binds its letter in a dictionary; every later array has to agree with it.
"""

from collections.abc import Mapping
from functools import lru_cache
from numbers import Integral, Real

import numpy as np


def real(name, value):
    """The value as an array of floats (integers become float64); refuses text, booleans, complex numbers, NaN and half
    precision: a sum over 70,000 words, or 1 divided by as many, is beyond it."""
    a = _floats(name, value)
    if np.isnan(a).any():
        raise ValueError(f"{name}: expected numbers, got NaN in {_count(np.isnan(a))}")
    return a


def finite(name, value, hint=""):
    """The value as an array of finite floats, of any shape."""
    a = _floats(name, value)
    if not np.isfinite(a).all():
        raise ValueError(f"{name}: expected finite numbers, got NaN or infinity in {_count(~np.isfinite(a))}{hint}")
    return a


def array(name, value, axes, sizes, empty=""):
    """The value as a finite float array of the stated shape; binds new letters in ``sizes``. A size may be 0 only where
    its letter stands in ``empty``."""
    a = finite(name, value)
    _match(name, a.shape, axes, sizes, empty)
    return a


def integers(name, value, axes, sizes, why, low=None, high=None, empty=""):
    """The value as an integer array of the stated shape, in low..high where given; ``why`` says what they are."""
    a = _numbers(name, value, "iu", "integers")
    _match(name, a.shape, axes, sizes, empty)
    if low is None:
        return a
    wrong = (a < low) | (a > high)
    if wrong.any():
        raise ValueError(f"{name}: expected {why} in {low}..{high}, got {a[wrong][0]} in {_count(wrong)}")
    return a


def lengths_of(lengths, T, B):
    """Sequence lengths as integers ``(B,)`` in 0..T; ``None`` means that every sequence is T long."""
    if lengths is None:
        return np.full(B, T)
    lengths = integers("lengths", lengths, "B", {"B": B}, "sequence lengths", 0, T)
    return lengths.astype(np.intp)  # a copy, for a cache keeps it; signed, for lengths - 1 - t


def within(name, a, low, high, hint):
    """Refuses values outside [low, high]."""
    wrong = (a < low) | (a > high)
    if wrong.any():
        raise ValueError(f"{name}: expected values in [{low}, {high}], got {a[wrong].flat[0]}; {hint}")


def number(name, value, low=-np.inf, high=np.inf):
    """One real number in [low, high]."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        raise TypeError(f"{name}: expected a number, got {type(value).__name__}")
    if not low <= value <= high:
        raise ValueError(f"{name}: expected a number in [{low}, {high}], got {value}")
    return float(value)


def count(name, value, low=1):
    """One whole number, at least ``low``."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, Integral):
        raise TypeError(f"{name}: expected a whole number, got {type(value).__name__}")
    if value < low:
        raise ValueError(f"{name}: expected at least {low}, got {value}")
    return int(value)


def instance(name, value, kind, hint, exact=False):
    """Refuses a value of another type; where exact, one of a subclass too."""
    if not isinstance(value, kind) or (exact and type(value) is not kind):
        raise TypeError(f"{name}: expected {kind.__name__}, got {type(value).__name__}; {hint}")
    return value


def generator(rng):
    """A source of random numbers."""
    return instance("rng", rng, np.random.Generator, "make one with np.random.default_rng(seed)")


def mapping(name, value):
    """Arrays by name."""
    if not isinstance(value, Mapping):
        raise TypeError(f"{name}: expected a dict of arrays by name, got {type(value).__name__}")
    return value


def named(what, arrays, names):
    """The arrays of the given names; a missing one is an error that says what was there."""
    mapping(what, arrays)
    if missing := [name for name in names if name not in arrays]:
        there = ", ".join(sorted(map(str, arrays))) or "nothing"
        raise ValueError(f"{what}: missing {', '.join(missing)}; got {there}")
    return [arrays[name] for name in names]


def several(name, value, what, *sizes):
    """A tuple or list of as many things as one of the sizes says."""
    if not isinstance(value, tuple | list):
        raise TypeError(f"{name}: expected {what}, got {type(value).__name__}")
    if len(value) not in sizes:
        raise ValueError(f"{name}: expected {what}, got a {type(value).__name__} of {len(value)}")
    return value


def _floats(name, value):
    a = _numbers(name, value, "iuf", "real numbers")
    if a.dtype.kind == "f" and a.dtype.itemsize < 4:
        raise TypeError(f"{name}: expected float64 or float32, got {a.dtype}; write a.astype(np.float32)")
    return a if a.dtype.kind == "f" else a.astype(np.float64)


def _numbers(name, value, kinds, expected):
    try:
        a = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name}: expected one array, got rows of different lengths; pad them first") from error
    if a.dtype.kind not in kinds:
        raise TypeError(f"{name}: expected {expected}, got {'None' if value is None else f'dtype {a.dtype}'}")
    return a


def _count(wrong):
    first = tuple(int(k) for k in np.argwhere(wrong)[0])
    return f"{wrong.sum()} of {wrong.size} values, first at {first}"


@lru_cache
def _parse(axes):
    """``"D+H 4H"`` becomes ``((1, "D"), (1, "H")), ((4, "H"),)``: each axis a sum of multiples of letters."""
    return tuple(tuple((int(term[:-1] or 1), term[-1]) for term in axis.split("+")) for axis in axes.split())


def _match(name, shape, axes, sizes, empty=""):
    bound = _bind(shape, axes, tuple(sizes.items()))
    if bound is None:
        raise ValueError(_shape_message(name, shape, axes, sizes))
    for letter, size in bound.items():
        if size == 0 and letter not in empty:
            raise ValueError(
                f"{name}: expected shape {_symbols(axes)} with every size at least 1, got {shape}; "
                f"is the {_MEANING.get(letter, 'array')} empty?"
            )
    sizes.update(bound)


@lru_cache(maxsize=4096)  # a sequence asks the same few questions at every step
def _bind(shape, axes, sizes):
    """The sizes with the new letters of this shape, or None where it does not fit."""
    parsed, bound = _parse(axes), dict(sizes)
    if len(shape) != len(parsed):
        return None
    for size, axis in zip(shape, parsed, strict=True):
        free = [(times, letter) for times, letter in axis if letter not in bound]
        rest = size - sum(times * bound[letter] for times, letter in axis if letter in bound)
        if not free:
            if rest:
                return None
            continue
        ((times, letter),) = free
        if rest % times or rest < (0 if len(axis) == 1 else times):
            return None
        bound[letter] = rest // times
    return bound


_MEANING = {"B": "batch", "T": "sequence", "D": "input", "H": "state", "V": "vocabulary"}


def _symbols(axes):
    parts = axes.split()
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def _shape_message(name, shape, axes, sizes):
    parsed = _parse(axes)
    letters = dict.fromkeys(letter for axis in parsed for _, letter in axis)
    known = {letter: sizes[letter] for letter in letters if letter in sizes}
    text = f"{name}: expected shape {_symbols(axes)}"
    expected = None
    if len(known) == len(letters):
        expected = tuple(sum(times * sizes[letter] for times, letter in axis) for axis in parsed)
        text += f" = {expected}"
    elif known:
        text += " with " + ", ".join(f"{letter} = {size}" for letter, size in known.items())
    return f"{text}, got {tuple(shape)}{_likely_mistake(shape, axes, expected, sizes)}"


def _likely_mistake(shape, axes, expected, sizes):
    """The likely mistake behind a wrong shape, or nothing where there is no good guess."""
    parts = axes.split()
    if len(shape) == len(parts) - 1 and parts[0] == "B":
        return "; one example still needs its batch axis: a[None, :]"
    if len(shape) == len(parts) - 1 and parts[:2] == ["T", "B"]:
        return "; is the time axis or the batch axis missing?"
    if len(shape) != len(parts):
        return ""
    if len(parts) == 3 and expected and (shape[1], shape[0], shape[2]) == expected:
        return "; are time and batch swapped? Time comes first"
    if len(parts) == 2 and _bind(shape[::-1], axes, tuple(sizes.items())) is not None:
        return "; is it transposed?"
    if parts[0] in ("D+H", "D+P") and expected and shape[1] == expected[1] and shape[0] in (sizes["D"], expected[1]):
        return "; it multiplies z_t = [x_t, h_prev], so it needs a row for every entry of both"
    return ""
