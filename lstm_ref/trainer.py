"""The training loop: draw a batch, take the gradient, clip it, make a step, and tell how it goes.

The loop knows nothing of the model: it asks ``loss_and_grads(params, batch)`` and ``next_batch(rng)``. A run can be
stopped, saved and taken up again, and then makes exactly the steps it would have made.
"""

import json
import os
import time
from dataclasses import dataclass, replace

import numpy as np

from lstm_ref import checks
from lstm_ref.optimizers import adam_step, clip_by_global_norm, finite, moments


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
    return TrainState(finite("params", params, slip=""), {}, rng.bit_generator.state, np.empty(0), np.empty(0))


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
        loss, grads = loss_and_grads(params, next_batch(rng))
        if not np.isfinite(loss):
            step = len(losses) + 1
            raise ValueError(f"loss: expected a finite number, got {loss} at step {step}; is lr = {lr} too large?")
        grads, norm = clip_by_global_norm(grads, clip)
        params, adam = adam_step(params, grads, adam, len(losses) + 1, lr)
        losses.append(float(loss))
        norms.append(norm)
        now = time.perf_counter()
        if report and (now - said > 0.5 or n == steps):
            said, clipped = now, np.mean(np.array(norms[-n:]) > clip)
            report(f"step {len(losses):5d}  loss {np.mean(losses[-20:]):.4f}  gradient {norm:.3f}  "
                   f"clipped {clipped:.0%}  {n / (now - start):.0f} steps/s")
    return replace(state, params=params, adam=adam, rng_state=rng.bit_generator.state,
                   losses=np.array(losses), norms=np.array(norms))


def save_training(path, state):
    """Write a state to one file of plain arrays (npz, nothing pickled); a file that is there is replaced at once.

    Equation:
        load_training(path) holds what state holds

    Arguments:
        path: str or path; the file
        state: TrainState; what to keep

    Returns:
        nothing

    Raises:
        TypeError: state is not a TrainState
        OSError: the file cannot be written

    Source:
        The npz format of NumPy.

    Example:
        >>> import os, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save_training(os.path.join(folder, "run.npz"), start_training({"b": np.ones(2)}, seed=0))
        ...     load_training(os.path.join(folder, "run.npz")).params
        {'b': array([1., 1.])}
    """
    checks.instance("state", state, TrainState, "make it with start_training")
    arrays = {f"params/{name}": a for name, a in state.params.items()}
    for name, (m, v) in state.adam.items():
        arrays |= {f"adam_m/{name}": m, f"adam_v/{name}": v}
    arrays |= {"losses": state.losses, "norms": state.norms, "rng_state": np.array(json.dumps(state.rng_state))}
    draft = f"{os.fspath(path)}.draft"
    with open(draft, "wb") as file:
        np.savez(file, **arrays)
    os.replace(draft, path)


def load_training(path):
    """Read a state that save_training wrote.

    Equation:
        load_training(path) holds what the saved state held, so that training goes on as if it had not stopped

    Arguments:
        path: str or path; the file

    Returns:
        state: TrainState

    Raises:
        ValueError: not a file of save_training
        OSError: the file cannot be read

    Source:
        The npz format of NumPy.

    Example:
        >>> load_training("no_such_file.npz")
        Traceback (most recent call last):
        FileNotFoundError: [Errno 2] No such file or directory: 'no_such_file.npz'
    """
    try:
        with open(path, "rb") as raw, np.load(raw, allow_pickle=False) as file:
            return _state(dict(file))
    except OSError:
        raise
    except Exception as error:      # zip, npy and json have many ways to say that bytes are damaged
        raise ValueError(f"path: expected a file of save_training, got {path}: {error}") from error


def _state(arrays):
    """A TrainState from the arrays of its file; refuses what no run can have left."""
    params, m, v = (
        {name.removeprefix(group): a for name, a in arrays.items() if name.startswith(group)}
        for group in ("params/", "adam_m/", "adam_v/"))
    params = finite("params", params, slip="")
    adam = {name: tuple(group[name] for group in (m, v) if name in group) for name in m | v}
    losses, norms, rng_state = checks.named("file", arrays, ("losses", "norms", "rng_state"))
    losses, norms = checks.finite("losses", losses), checks.real("norms", norms)
    if losses.ndim != 1 or losses.shape != norms.shape:
        raise ValueError(f"losses, norms: expected one number a step, got shapes {losses.shape} and {norms.shape}")
    if adam or losses.size:
        adam = moments(params, adam)
    rng_state, bits = json.loads(str(rng_state)), np.random.default_rng().bit_generator
    bits.state = rng_state
    if bits.state != rng_state:
        raise ValueError(f"rng_state: expected the state of a generator, got {rng_state}")
    return TrainState(params, adam, rng_state, losses, norms)
