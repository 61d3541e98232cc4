"""The training loop: draw a batch, take the gradient, clip it, make a step, and tell how it goes.

The loop knows nothing of the model: it asks ``loss_and_grads(params, batch)`` and ``next_batch(rng)``.
"""

import time
from dataclasses import dataclass, replace

import numpy as np

from lstm_ref import checks
from lstm_ref.optimizers import adam_step, clip_by_global_norm, finite


@dataclass(frozen=True, eq=False)
class TrainState:
    """Where a run stands; every step makes a new one.

    Arguments:
        params: dict of arrays; by name
        adam: dict; name -> (m, v), as adam_step keeps it
        rng_state: dict; where the source of the batches stands
        losses: (n,) float; one a step made so far
        norms: (n,) float; length of the gradient before clipping, one a step

    Example:
        >>> start_training({"b": np.zeros(2)}, seed=0).step
        0
    """

    params: dict
    adam: dict
    rng_state: dict
    losses: np.ndarray
    norms: np.ndarray

    @property
    def step(self):
        """Steps made so far."""
        return len(self.losses)


def start_training(params, seed):
    """The state before the first step.

    Equation:
        step = 0

    Arguments:
        params: dict of arrays; by name
        seed: int >= 0; decides every batch

    Returns:
        state: TrainState

    Raises:
        TypeError: seed is not a whole number, an array does not hold real numbers
        ValueError: seed below 0, NaN or infinity, no array

    Source:
        None needed.

    Example:
        >>> start_training({"b": np.zeros(2)}, seed=0).losses
        array([], dtype=float64)
    """
    rng = np.random.default_rng(checks.count("seed", seed, low=0))
    return TrainState(finite("params", params, hint=""), {}, rng.bit_generator.state, np.empty(0), np.empty(0))


def train(state, loss_and_grads, next_batch, steps, lr=0.01, clip=1.0, report=print):
    """Make some steps of Adam with clipped gradients.

    Equation:
        params = adam_step(params, clip_by_global_norm(grads of a batch, clip), lr)

    Arguments:
        state: TrainState; from start_training, train or load_training
        loss_and_grads: function (params, batch) -> (loss, grads)
        next_batch: function (rng) -> batch; all its randomness has to come from rng
        steps: int; steps to make now
        lr: float > 0; learning rate
        clip: float > 0; longest gradient allowed
        report: function of one line of text, called twice a second and at the end; None for silence

    Returns:
        state: TrainState; after the last step

    Raises:
        TypeError: an argument of another kind
        ValueError: a loss or gradient that is not finite, a setting out of range

    Source:
        Kingma & Ba 2015; Pascanu, Mikolov & Bengio 2013.

    Example:
        >>> def loss_and_grads(params, batch):
        ...     return float(np.sum((params["b"] - batch) ** 2)), {"b": 2 * (params["b"] - batch)}
        >>> state = start_training({"b": np.zeros(2)}, seed=0)
        >>> state = train(state, loss_and_grads, lambda rng: 3.0, steps=500, lr=0.1, report=None)
        >>> state.step, state.params["b"].round(3)
        (500, array([3., 3.]))
    """
    checks.instance("state", state, TrainState, "make it with start_training")
    steps, start, said = checks.count("steps", steps), time.perf_counter(), time.perf_counter()
    rng = np.random.default_rng()
    rng.bit_generator.state = state.rng_state
    params, adam, losses, norms = state.params, state.adam, list(state.losses), list(state.norms)
    for n in range(1, steps + 1):
        step = len(losses) + 1
        loss, grads = loss_and_grads(params, next_batch(rng))
        if not np.isfinite(loss):
            raise ValueError(f"loss: expected a finite number, got {loss} at step {step}; is lr = {lr} too large?")
        grads, norm = clip_by_global_norm(grads, clip)
        params, adam = adam_step(params, grads, adam, step, lr)
        losses.append(float(loss))
        norms.append(norm)
        now = time.perf_counter()
        if report and (now - said > 0.5 or n == steps):
            said = now
            report(_told(losses, norms[-n:], clip, n / (now - start)))
    return replace(
        state,
        params=params,
        adam=adam,
        rng_state=rng.bit_generator.state,
        losses=np.array(losses),
        norms=np.array(norms),
    )


def _told(losses, norms, clip, speed):
    """How it goes, in a line: losses of all steps, norms of those made now."""
    return (
        f"step {len(losses):5d}  loss {np.mean(losses[-20:]):.4f}  gradient {norms[-1]:.3f}  "
        f"clipped {np.mean(np.array(norms) > clip):.0%}  {speed:.0f} steps/s"
    )
