"""The eight arrays of an LSTM layer, and how they start."""

from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from lstm_ref import checks


class Weights:
    """Named arrays of one layer; subclasses are frozen dataclasses that state the shape of each array in AXES.

    Like every dataclass of this package they are made with eq=False: ``==`` asks whether it is the same object, for
    arrays do not compare to one answer.
    """

    AXES: ClassVar[dict[str, str]]

    def __post_init__(self):
        sizes = {}
        for name, axes in self.AXES.items():
            object.__setattr__(self, name, checks.array(name, getattr(self, name), axes, sizes))
        object.__setattr__(self, "sizes", sizes)

    @property
    def D(self):
        """Size of the input."""
        return self.sizes["D"]

    @property
    def H(self):
        """Size of the state."""
        return self.sizes["H"]

    def to_dict(self):
        """The arrays by name, as students get them."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name in self.AXES}

    @classmethod
    def from_dict(cls, arrays, **options):
        """A layer from its arrays by name; an unknown or missing name is an error."""
        checks.named("params", arrays, sorted(cls.AXES))
        if unknown := sorted(map(str, set(arrays) - set(cls.AXES))):
            raise ValueError(f"params: unknown name {', '.join(unknown)}; expected {', '.join(sorted(cls.AXES))}")
        return cls(**arrays, **options)


@dataclass(frozen=True, eq=False)
class Params(Weights):
    """Weights and biases of one LSTM layer, one matrix a gate on the concatenation z_t = [x_t, h_prev].

    Equation:
        f_t = sigmoid(z_t @ W_f + b_f), and so on for i, c (the candidate) and o

    Arguments:
        W_f: (D+H, H) float; forget gate; the first D rows read x_t, the last H rows read h_prev
        W_i: (D+H, H) float; input gate
        W_c: (D+H, H) float; candidate
        W_o: (D+H, H) float; output gate
        b_f: (H,) float; bias of the forget gate
        b_i: (H,) float; bias of the input gate
        b_c: (H,) float; bias of the candidate
        b_o: (H,) float; bias of the output gate

    Raises:
        TypeError: an array does not hold real numbers
        ValueError: a wrong shape, NaN or infinity

    Source:
        Gers, Schmidhuber & Cummins 2000, without peepholes.

    Example:
        >>> params = init_params(np.random.default_rng(0), D=7, H=11)
        >>> params.D, params.H, params.W_f.shape
        (7, 11, (18, 11))
        >>> Params.from_dict(params.to_dict()).b_f is params.b_f
        True
    """

    W_f: np.ndarray
    W_i: np.ndarray
    W_c: np.ndarray
    W_o: np.ndarray
    b_f: np.ndarray
    b_i: np.ndarray
    b_c: np.ndarray
    b_o: np.ndarray

    AXES: ClassVar = dict.fromkeys(("b_f", "b_i", "b_c", "b_o"), "H") | dict.fromkeys(
        ("W_f", "W_i", "W_c", "W_o"), "D+H H"
    )


def plain(params):
    """The params of a plain LSTM; a variant is refused, because what makes it one would not be read."""
    hint = "make it with Params.from_dict(arrays); a variant goes to layer_forward or lstm_variant"
    return checks.instance("params", params, Params, hint, exact=True)


def glorot_uniform(rng, shape):
    """Weights that keep the variance of a signal about the same, forwards and backwards.

    Equation:
        W ~ Uniform(-a, a),  a = sqrt(6 / (rows + columns))

    Arguments:
        rng: np.random.Generator; the source of the random numbers
        shape: (rows, columns); two whole numbers

    Returns:
        W: (rows, columns) float64

    Raises:
        TypeError: rng is not a Generator, or shape does not hold whole numbers
        ValueError: not two sizes, a size below 1

    Source:
        Glorot & Bengio 2010, eq. 16.

    Example:
        >>> W = glorot_uniform(np.random.default_rng(0), (2, 4))
        >>> W.shape, bool(np.abs(W).max() <= 1)
        ((2, 4), True)
    """
    rng = checks.generator(rng)
    if np.shape(shape) != (2,):
        raise ValueError(f"shape: expected two whole numbers (rows, columns), got {shape!r}")
    rows, columns = (checks.count("shape", size) for size in shape)
    limit = np.sqrt(6 / (rows + columns))
    return rng.uniform(-limit, limit, (rows, columns))


def orthogonal(rng, size):
    """A random orthogonal matrix: multiplying by it many times neither shrinks nor stretches a vector.

    Equation:
        Q.T @ Q = I

    Arguments:
        rng: np.random.Generator; the source of the random numbers
        size: int; rows and columns

    Returns:
        Q: (size, size) float64

    Raises:
        TypeError: rng is not a Generator, or size is not a whole number
        ValueError: size below 1

    Source:
        Saxe, McClelland & Ganguli 2014; the signs as in Mezzadri 2007, so that all such matrices are equally likely.

    Example:
        >>> Q = orthogonal(np.random.default_rng(0), 3)
        >>> bool(np.allclose(Q.T @ Q, np.eye(3)))
        True
    """
    size = checks.count("size", size)
    Q, R = np.linalg.qr(checks.generator(rng).normal(size=(size, size)))
    return Q * np.sign(np.diag(R))


def init_params(rng, D, H, forget_bias=1.0):
    """Fresh parameters: Glorot weights on the input, orthogonal ones on the state, a forget gate that starts open.

    Equation:
        W = [glorot_uniform; orthogonal],  b_f = forget_bias,  b_i = b_c = b_o = 0

    Arguments:
        rng: np.random.Generator; the source of the random numbers
        D: int; size of the input
        H: int; size of the state
        forget_bias: float; with 0 the gate starts near 1/2 and memories halve each step

    Returns:
        params: Params in float64

    Raises:
        TypeError: rng is not a Generator, a size is not a whole number, forget_bias is not a number
        ValueError: a size below 1, forget_bias not finite

    Source:
        Gers, Schmidhuber & Cummins 2000 (forget bias); Jozefowicz, Zaremba & Sutskever 2015 (its value 1).

    Example:
        >>> params = init_params(np.random.default_rng(0), D=2, H=3)
        >>> print(params.b_f, params.b_i)
        [1. 1. 1.] [0. 0. 0.]
    """
    rng, D, H = checks.generator(rng), checks.count("D", D), checks.count("H", H)
    forget_bias = checks.number("forget_bias", forget_bias, -1e300, 1e300)
    W_f, W_i, W_c, W_o = (np.vstack([glorot_uniform(rng, (D, H)), orthogonal(rng, H)]) for _ in range(4))
    return Params(W_f, W_i, W_c, W_o, np.full(H, forget_bias), np.zeros(H), np.zeros(H), np.zeros(H))
