"""The network of 1997 where an error comes at each step, and after it an update. With a forget gate, that of 2000.

What a state owes to each weight is carried along from step to step, and errors outside of the cells are cut off after
one step, as in `net`. Each of the R trials reads a stream of its own.
"""

from dataclasses import dataclass

import numpy as np

from experiments.net import Net


@dataclass(frozen=True)
class Online(Net):
    """What a network has beside those of `net`.

    forget_gates: where their biases start, one for each block; empty: it has none, and what is written stays
    gates_heard: whether cells and gates read what the gates said one step before; those of 2000 do not
    shortcut: whether the outputs read the input, too
    """

    forget_gates: tuple = ()
    gates_heard: bool = True
    shortcut: bool = False

    @property
    def M(self):
        return self.C + (3 if self.forget_gates else 2) * self.blocks

    @property
    def heard(self):
        """How many units the cells and gates listen to."""
        return self.M if self.gates_heard else self.C

    def there(self):
        """(M, D+heard+1) bool of the units, (K, C+1) or (K, C+D+1) of the outputs; biases stand last."""
        units = np.ones((self.M, self.D + self.heard + 1), dtype=bool)
        outputs = np.ones((self.K, self.C + self.shortcut * self.D + 1), dtype=bool)
        units[: self.C, -1] = self.biased in ("all", "hidden")
        units[self.C :, -1] = self.biased != "none"
        outputs[:, -1] = self.biased in ("all", "gates and outputs")
        return units, outputs

    def start(self, rng, R):
        """W (R, M, D+heard+1) and V (R, K, ...): the rows of W are cells, input gates, output gates, forget gates."""
        W, V = (rng.uniform(-self.reach, self.reach, (R, *part.shape)) * part for part in self.there())
        for k, biases in enumerate((self.input_gates, self.output_gates, self.forget_gates)):
            if biases:
                W[:, self.C + k * self.blocks : self.C + (k + 1) * self.blocks, -1] = biases
        return W, V


class Stream:
    """R networks in the midst of their streams: weights, states, and what the states owe to the weights."""

    def __init__(self, net, W, V):
        self.net, self.W, self.V = net, W, V
        self.units, self.outputs = net.there()
        R, C = len(W), net.C
        self.z = np.ones((R, W.shape[2]))
        self.read = np.ones((R, V.shape[2]))
        self.s = np.zeros((R, C))
        # of the cell's own weights, of the input gate's, of the forget gate's
        self.owed = np.zeros((R, C, 3 if net.forget_gates else 2, W.shape[2]))
        self.reset(np.ones(R, dtype=bool))

    def reset(self, which):
        """Sets the states of some trials back to zero."""
        self.s[which] = 0
        self.owed[which] = 0
        self.z[which, self.net.D : -1] = 0

    def keep(self, kept):
        """Goes on with some trials only."""
        for name in ("W", "V", "z", "read", "s", "owed"):
            setattr(self, name, getattr(self, name)[kept])

    def step(self, x, target=None, rate=None):
        """Reads one symbol for each trial, x (R, D); returns the outputs (R, K). With a target (R, K) and a rate (a
        number, or (R,)) it learns from them."""
        net, C, G = self.net, self.net.C, self.net.blocks
        split = (len(x), G, net.size)
        self.z[:, : net.D] = x
        a = np.tanh(0.5 * (self.W @ self.z[:, :, None])[..., 0])
        gates = 0.5 + 0.5 * a[:, C:]
        into, gate = a[:, :C], gates.repeat(net.size, axis=1) if net.size > 1 else gates
        opened, out = gate[:, :C], gate[:, C : 2 * C]
        stays = gate[:, 2 * C :] if net.forget_gates else None
        if target is not None:
            owes = [0.5 * net.g * (1 - into**2) * opened, net.g * into * opened * (1 - opened)]
            if stays is not None:
                owes.append(self.s * stays * (1 - stays))
                self.owed *= stays[..., None, None]
            self.owed += np.stack(owes, axis=2)[..., None] * self.z[:, None, None]
        if stays is not None:
            self.s *= stays
        self.s += net.g * opened * into
        h = np.tanh(0.5 * self.s)
        self.read[:, :C] = net.h * h * out
        if net.shortcut:
            self.read[:, C:-1] = x
        y = 0.5 + 0.5 * np.tanh(0.5 * (self.V @ self.read[:, :, None])[..., 0])
        if target is not None:
            e = y * (1 - y) * (y - target)
            back = (e[:, None] @ self.V[:, :, :C])[:, 0]
            d = (back * out * (0.5 * net.h) * (1 - h**2))[..., None, None] * self.owed
            d_gates = d[:, :, 1:].reshape(*split, d.shape[2] - 1, d.shape[3]).sum(axis=2)
            d_out = (net.h * back * h).reshape(split).sum(axis=2) * gates[:, G : 2 * G] * (1 - gates[:, G : 2 * G])
            parts = [d[:, :, 0], d_gates[:, :, 0], d_out[..., None] * self.z[:, None]]
            if stays is not None:
                parts.append(d_gates[:, :, 1])
            rate = np.reshape(rate, (-1, 1, 1))
            self.W -= rate * np.concatenate(parts, axis=1) * self.units
            self.V -= rate * (e[..., None] * self.read[:, None]) * self.outputs
        self.z[:, net.D : net.D + C] = self.read[:, :C]
        if net.gates_heard:
            self.z[:, net.D + C : -1] = gates
        return y
