"""The reference LSTM in NumPy, to be read from the first file to the last.

1. ``checks``       what every function expects, said clearly when it does not come
2. ``activations``  sigmoid and the slopes
3. ``parameters``   the eight arrays of a layer and how they start
4. ``gates``        the four networks, one function each
5. ``memory``       what the gates do to the cell
6. ``cell``         one whole step
7. ``sequence``     a step after the other

Sizes: T steps, B batch, D input, H state. Arrays are time-first ``(T, B, D)``; gates read ``z_t = [x_t, h_prev]``.
"""

from lstm_ref.activations import d_sigmoid, d_tanh, sigmoid
from lstm_ref.cell import StepCache, lstm_step, lstm_step_cached
from lstm_ref.gates import candidate, forget_gate, input_gate, output_gate
from lstm_ref.memory import cell_bound, cell_update, half_life, hidden_state, keep, write
from lstm_ref.parameters import Params, glorot_uniform, init_params, orthogonal
from lstm_ref.sequence import lstm_forward

__all__ = [
    "Params",
    "StepCache",
    "candidate",
    "cell_bound",
    "cell_update",
    "d_sigmoid",
    "d_tanh",
    "forget_gate",
    "glorot_uniform",
    "half_life",
    "hidden_state",
    "init_params",
    "input_gate",
    "keep",
    "lstm_forward",
    "lstm_step",
    "lstm_step_cached",
    "orthogonal",
    "output_gate",
    "sigmoid",
    "write",
]
