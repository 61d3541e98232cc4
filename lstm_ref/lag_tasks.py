"""Tasks whose answer hangs on a few steps long before: two numbers to be added, the order of a few symbols."""

import numpy as np

from lstm_ref import checks


def adding_target(values, markers):
    """Half of one, and a quarter of the sum of the two marked numbers.

    Equation:
        target = 0.5 + (X1 + X2) / 4,  X1 and X2 the values whose marker is 1

    Arguments:
        values: (T, B) float; the numbers
        markers: array of floats (T, B); 1 at two steps of each sequence, anything else elsewhere

    Returns:
        target: (B,) float; in [0, 1] for values in [-1, 1]

    Raises:
        TypeError: something is not an array of numbers
        ValueError: shapes disagree, or a sequence has not two markers of 1

    Source:
        Hochreiter & Schmidhuber 1997, section 5.4.

    Example:
        >>> adding_target(np.array([[0.9], [0.5], [-0.1]]), np.array([[-1.0], [1.0], [1.0]]))
        array([0.6])
    """
    sizes = {}
    values, markers = checks.array("values", values, "T B", sizes), checks.array("markers", markers, "T B", sizes)
    marked = markers == 1
    if (marked.sum(axis=0) != 2).any():
        raise ValueError(f"markers: expected two of 1 in each sequence, got {marked.sum(axis=0).tolist()}")
    return 0.5 + np.where(marked, values, 0).sum(axis=0) / 4


def adding_problem(rng, T, B):
    """A batch of the adding problem: pairs of a number and a marker, and what is to be said at the end.

    Equation:
        targets = adding_target(x[:, :, 0], x[:, :, 1])

    Arguments:
        rng: np.random.Generator; the source of the random numbers
        T: int >= 20; steps
        B: int; sequences

    Returns:
        x: array of floats (T, B, 2); values in [-1, 1], and markers: -1 at the first and the last step, 1 at two steps,
            else 0. One of the two is drawn from steps 1 to 9, counted from 0, the other from what is left of steps 1 to
            T // 2 - 1
        targets: (B,) float; in [0, 1]

    Raises:
        TypeError: rng is not a Generator, a number is not whole
        ValueError: T below 20, B below 1

    Source:
        Hochreiter & Schmidhuber 1997, section 5.4, where the first pair may be drawn, too, and then counts 0.

    Example:
        >>> x, targets = adding_problem(np.random.default_rng(0), T=20, B=3)
        >>> x.shape, np.argwhere(x[:, 0, 1] == 1).ravel()
        ((20, 3, 2), array([2, 6]))
    """
    rng, T, B = checks.generator(rng), checks.count("T", T, 20), checks.count("B", B)
    x, column = np.zeros((T, B, 2)), np.arange(B)
    x[..., 0] = rng.uniform(-1, 1, (T, B))
    first, second = rng.integers(1, 10, B), rng.integers(1, T // 2 - 1, B)
    second += second >= first  # the unmarked steps, numbered without the marked one
    x[[0, -1], :, 1] = -1
    x[first, column, 1] = x[second, column, 1] = 1
    return x, adding_target(x[..., 0], x[..., 1])


def temporal_order_class(symbols):
    """Which of the orders of X and Y a sequence holds, as a number.

    Equation:
        read X as 0 and Y as 1, the first one as the highest binary digit

    Arguments:
        symbols: list of str; "X" or "Y" at some places, anything else is noise

    Returns:
        number: int; with two: XX 0, XY 1, YX 2, YY 3

    Raises:
        TypeError: symbols is not a list of strings
        ValueError: no X and no Y

    Source:
        Hochreiter & Schmidhuber 1997, section 5.6.

    Example:
        >>> temporal_order_class(["E", "a", "Y", "d", "X", "c", "B"])
        2
    """
    if not isinstance(symbols, list) or not all(isinstance(symbol, str) for symbol in symbols):
        raise TypeError("symbols: expected a list of strings; a text becomes one with list(text)")
    digits = [symbol == "Y" for symbol in symbols if symbol in ("X", "Y")]
    if not digits:
        raise ValueError("symbols: expected an X or a Y among them, got none")
    return sum(2**place for place, digit in enumerate(reversed(digits)) if digit)
