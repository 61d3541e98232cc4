"""A training run in a file: stopped, saved and taken up again, it makes exactly the steps it would have made."""

import json
import os

import numpy as np

from lstm_ref import checks
from lstm_ref.optimizers import finite, moments
from lstm_ref.trainer import TrainState


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
        >>> from lstm_ref import start_training
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
    except Exception as error:  # zip, npy and json have many ways to say that bytes are damaged
        raise ValueError(f"path: expected a file of save_training, got {path}: {error}") from error


def _state(arrays):
    """A TrainState from the arrays of its file; refuses what no run can have left."""
    params, m, v = (
        {name.removeprefix(group): a for name, a in arrays.items() if name.startswith(group)}
        for group in ("params/", "adam_m/", "adam_v/")
    )
    params = finite("params", params, hint="")
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
