"""Other libraries keep all gates side by side in one matrix: taking them apart and putting them together.

Our letters for the gates: f forget, i input, c candidate, o output; in a GRU r reset, z update, n candidate.
"""

import numpy as np


def unpack(W_x, W_h, b, order):
    """Gate matrices on [x_t, h_prev], copied from W_x (D, kH), W_h (H, kH), b (kH,), gates in that order."""
    W = np.split(np.concatenate([W_x, W_h]), len(order), axis=1)
    biases = np.split(b.copy(), len(order))
    return {f"W_{gate}": part for gate, part in zip(order, W, strict=True)} | {
        f"b_{gate}": part for gate, part in zip(order, biases, strict=True)
    }


def pack(params, order):
    """Packed W_x (D, kH), W_h (H, kH) and b (kH,), copied, gates in the given order."""
    W = np.concatenate([getattr(params, f"W_{gate}") for gate in order], axis=1)
    b = np.concatenate([getattr(params, f"b_{gate}") for gate in order])
    return W[: params.D], W[params.D :], b
