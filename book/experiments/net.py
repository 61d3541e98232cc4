"""The network of 1997 and its learning rule, for many trials at once.

Cells have no forget gate: what is written stays. Cells of one block share an input gate and an output gate. All cells
and gates read the input and what all cells and gates said one step before. The outputs read the cells alone. The error
comes at the end of a sequence; inside a cell it goes back as far as it likes, elsewhere it is cut off after one step.

Sizes: R trials, B sequences for each, T steps, D inputs, C cells, G blocks, M = C + 2 G units, K outputs.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Net:
    """What the paper's Table 10 says of a network.

    biased: which units have a bias: "all" (outputs, too), "hidden" (cells and gates), "gates", "none"
    input_gates, output_gates: where the biases of the gates start, one for each block; empty: at random like the rest
    reach: weights start between -reach and reach
    g, h: what goes into a cell lies in [-g, g], what comes out in [-h, h]; 2 and 1 in the text, 1 and 2 in Table 10
    """

    D: int
    blocks: int
    size: int
    K: int
    biased: str = "all"
    input_gates: tuple = ()
    output_gates: tuple = ()
    reach: float = 0.1
    g: float = 2.0
    h: float = 1.0

    @property
    def C(self):
        return self.blocks * self.size

    @property
    def M(self):
        return self.C + 2 * self.blocks

    def there(self):
        """Which weights there are: (M, D+M+1) bool of the units, (K, C+1) bool of the outputs; biases stand last."""
        units = np.ones((self.M, self.D + self.M + 1), dtype=bool)
        outputs = np.ones((self.K, self.C + 1), dtype=bool)
        units[: self.C, -1] = self.biased in ("all", "hidden")
        units[self.C :, -1] = self.biased != "none"
        outputs[:, -1] = self.biased == "all"
        return units, outputs

    def weights(self):
        """How many weights it has."""
        return sum(int(part.sum()) for part in self.there())

    def start(self, rng, R):
        """W (R, M, D+M+1) and V (R, K, C+1): the rows of W are cells, input gates, output gates."""
        W, V = (rng.uniform(-self.reach, self.reach, (R, *part.shape)) * part for part in self.there())
        C, G = self.C, self.blocks
        if self.input_gates:
            W[:, C : C + G, -1] = self.input_gates
        if self.output_gates:
            W[:, C + G :, -1] = self.output_gates
        return W, V


def run(net, W, V, x):
    """Reads sequences of one length from a zero state.

    Arguments:
        x: (T, R, B, D) inputs

    Returns:
        y: (R, B, K) outputs after the last step
        cache: z (T, R, B, D+M+1) what the units read, a (T, R, B, M) tanh of half their sums, s (R, B, C) the states
            after the last step, (R, B, C) what the cells said then
    """
    (T, R, B, D), C, G, M = x.shape, net.C, net.blocks, net.M
    z = np.ones((T + 1, R, B, D + M + 1))
    z[:T, ..., :D] = x
    z[0, ..., D : D + M] = 0
    half = 0.5 * W.transpose(0, 2, 1)
    recurrent = np.ascontiguousarray(half[:, D : D + M])
    drive = np.matmul(x.reshape(T, R, B, D), half[:, :D]) + half[:, None, -1]
    split = (R, B, G, net.size)
    into, opened = drive[..., :C].reshape(T, *split), drive[..., C : C + G, None]
    heard, cells = z[1:, ..., D : D + C].reshape(T, *split), z[..., D : D + M]
    gates, out = z[1:, ..., D + C : D + M], z[1:, ..., D + C + G : D + M, None]
    s, moved, squashed, product = np.zeros(split), np.empty(split), np.empty(split), np.empty((R, B, M))
    for t in range(T):
        a = drive[t]
        np.matmul(cells[t], recurrent, out=product)
        np.add(a, product, out=a)
        np.tanh(a, out=a)
        np.multiply(into[t], opened[t] + 1, out=moved)
        if net.g != 2:
            moved *= 0.5 * net.g
        np.add(s, moved, out=s)
        np.multiply(a[..., C:], 0.5, out=gates[t])
        gates[t] += 0.5
        np.multiply(s, 0.5, out=squashed)
        np.tanh(squashed, out=squashed)
        if net.h != 1:
            squashed *= net.h
        np.multiply(squashed, out[t], out=heard[t])
    last = z[T, ..., D : D + C]
    sums = np.matmul(last, V[:, :, :-1].transpose(0, 2, 1)) + V[:, None, :, -1]
    return 0.5 + 0.5 * np.tanh(0.5 * sums), (z[:T], drive, s.reshape(R, B, C), last)


def gradient(net, W, V, y, target, cache):
    """Half the truncated gradient of the squared error, by W and V: equations 19 to 28 of the paper's appendix."""
    z, a, s, cells = cache
    (T, R, B, width), C, G = z.shape, net.C, net.blocks
    split = (R, B, G, net.size)
    e = y * (1 - y) * (y - target)
    dV = np.matmul(e.transpose(0, 2, 1), np.concatenate([cells, np.ones((R, B, 1))], axis=-1))
    back = np.matmul(e, V[:, :, :-1]).reshape(split)
    h = np.tanh(0.5 * s).reshape(split)
    out = 0.5 + 0.5 * a[-1, ..., C + G :]
    d_out = out * (1 - out) * net.h * (back * h).sum(axis=-1)
    d_s = back * out[..., None] * 0.5 * net.h * (1 - h**2)
    into, opened = a[..., :C].reshape(T, *split), a[..., C : C + G]
    d = np.empty((T, R, B, C + G))
    d[..., :C] = (d_s * (0.25 * net.g * (1 - into**2) * (1 + opened[..., None]))).reshape(T, R, B, C)
    d[..., C:] = (d_s * into).sum(axis=-1) * (0.25 * net.g * (1 - opened**2))
    dW = np.empty_like(W)
    flat = z.transpose(1, 0, 2, 3).reshape(R, T * B, width)
    dW[:, : C + G] = np.matmul(d.transpose(1, 3, 0, 2).reshape(R, C + G, T * B), flat)
    dW[:, C + G :] = np.matmul(d_out.transpose(0, 2, 1), z[-1])
    return dW, dV
