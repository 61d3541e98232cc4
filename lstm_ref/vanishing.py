"""How a gradient shrinks or grows on its way back through the plain network."""

import numpy as np

from lstm_ref import checks
from lstm_ref.activations import d_tanh


def step_jacobian(h_t, W_h):
    """How each entry of the state answers to each entry of the state before, for one example.

    Equation:
        J[j, k] = d h_t[j] / d h_prev[k] = (1 - h_t[j]**2) * W_h[k, j]

    Arguments:
        h_t: (H,) float in [-1, 1]; the state after tanh
        W_h: (H, H) float; the rows of W that read h_prev

    Returns:
        J: (H, H) float

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, a state outside [-1, 1]

    Source:
        Pascanu, Mikolov & Bengio 2013, eq. 5.

    Example:
        >>> print(step_jacobian([0.0, 0.5], [[1.0, 2.0], [3.0, 4.0]]))
        [[1.  3. ]
         [1.5 3. ]]
    """
    sizes = {}
    h_t = checks.array("h_t", h_t, "H", sizes)
    checks.within("h_t", h_t, -1, 1, "pass the state after tanh")
    return d_tanh(h_t)[:, None] * checks.array("W_h", W_h, "H H", sizes).T


def gradient_norms(hs, W_h):
    """How strongly the last state still feels each earlier one.

    Equation:
        norms[t] = spectral norm of d h_T / d h_t = norm of J_T @ J_(T-1) @ ... @ J_(t+1)

    Arguments:
        hs: (T, H) float in [-1, 1]; the states of one example
        W_h: (H, H) float; the rows of W that read h_prev

    Returns:
        norms: (T,) float; 1 at the last step

    Raises:
        TypeError: an argument does not hold real numbers
        ValueError: a wrong shape, NaN or infinity, a state outside [-1, 1], a gradient too large for a float

    Source:
        Bengio, Simard & Frasconi 1994; Pascanu, Mikolov & Bengio 2013.

    Example:
        >>> print(gradient_norms(np.zeros((3, 1)), np.array([[0.5]])))
        [0.25 0.5  1.  ]
    """
    sizes = {}
    hs = checks.array("hs", hs, "T H", sizes)
    checks.within("hs", hs, -1, 1, "pass the states after tanh")
    W_h = checks.array("W_h", W_h, "H H", sizes)
    product, norms = np.eye(sizes["H"]), []
    for h_t in hs[::-1]:
        if not np.isfinite(product).all():
            raise ValueError(
                f"W_h: expected a gradient that a float can hold, got overflow over the last {len(norms)} "
                "steps; scale W_h down or pass fewer states"
            )
        norms.append(np.linalg.norm(product, ord=2))
        with np.errstate(over="ignore", invalid="ignore"):
            product = product @ step_jacobian(h_t, W_h)
    return np.array(norms[::-1])
