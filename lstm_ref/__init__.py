"""The reference LSTM in NumPy, to be read from the first file to the last; each builds on those before it.

 1. ``products``       entry by entry, and a row with a matrix
 2. ``vocabulary``     words as numbers
 3. ``embedding``      words as vectors
 4. ``activations``    sigmoid and the slopes
 5. ``parameters``     the eight arrays of a layer and how they start
 6. ``gates``          the four networks, one function each
 7. ``memory``         what the gates do to the cell
 8. ``cell``           one whole step
 9. ``fast``           (skip at first) the numbers of the next two files, sooner
10. ``sequence``       one step after the other, with sequences of different lengths
11. ``bptt``           the same graph backwards
12. ``gradient_check`` gradients by moving one number at a time
13. ``rnn``            the plain network that the LSTM improves on
14. ``vanishing``      what becomes of a gradient on its way back through it
15. ``gru``            two gates and no separate cell
16. ``variants``       parts left out or added: the 1997 cell, coupled gates, peepholes
17. ``projection``     a hidden state smaller than the cell
18. ``layer``          any of these cells over a sequence, forwards or in reverse
19. ``bidirectional``  two layers that read in opposite directions
20. ``dropout``        noise between layers while training
21. ``stacked``        layers on layers
22. ``loss``           how wrong the predictions are
23. ``optimizers``     from gradients to new parameters
24. ``trace``          looking inside
25. ``packed``         all gates in one matrix, as other libraries keep them
26. ``layout_torch``   arrays to and from torch.nn.LSTM and torch.nn.GRU
27. ``layout_keras``   arrays to and from Keras
28. ``layout_onnx``    arrays to and from ONNX
29. ``layout_cs231n``  arrays to and from the CS231n layout
30. ``model``          a sequence model to train: embedding, LSTM, output layer
31. ``text``           what a model of text is asked for
32. ``agreement``      a task for it: the verb agrees with the first noun
33. ``reber``          another: a small grammar whose end hangs on its beginning
34. ``lag_tasks``      and two with long time lags: adding, and the order of symbols
35. ``trainer``        the training loop
36. ``saved_run``      a run in a file, to be taken up again
37. ``forecasting``    a series cut into windows, a rival, and how good a forecast is

Beneath them all, to be skipped at first:

- ``checks``    what every function expects, said clearly when it does not come
- ``workspace`` memory that serves again

Sizes: T steps, B batch, D input, H state, P projected state, V vocabulary. Arrays are time-first ``(T, B, D)``, float64
unless float32 comes in; gates read ``z_t = [x_t, h_prev]``.
"""

from lstm_ref.activations import d_sigmoid, d_tanh, sigmoid
from lstm_ref.agreement import agreement_batch
from lstm_ref.bidirectional import bidirectional_backward, bidirectional_forward, bilstm
from lstm_ref.bptt import d_cell, d_layer, d_sums, lstm_backward, lstm_step_backward
from lstm_ref.cell import StepCache, lstm_step, lstm_step_cached
from lstm_ref.dropout import dropout
from lstm_ref.embedding import embed, embed_backward
from lstm_ref.fast import fast_backward, fast_forward
from lstm_ref.forecasting import fit_scaler, make_windows, seasonal_naive, skill, split_windows
from lstm_ref.gates import candidate, forget_gate, input_gate, output_gate
from lstm_ref.gradient_check import grad_check, numeric_gradient
from lstm_ref.gru import GRUParams, gru_step, gru_step_backward, gru_step_cached
from lstm_ref.lag_tasks import adding_problem, adding_target, temporal_order_class
from lstm_ref.layer import layer_backward, layer_forward, reverse_padded, zero_state
from lstm_ref.layout_cs231n import from_cs231n, to_cs231n
from lstm_ref.layout_keras import from_keras, to_keras
from lstm_ref.layout_onnx import from_onnx, to_onnx
from lstm_ref.layout_torch import from_torch, stack_from_torch, stack_to_torch, to_torch
from lstm_ref.loss import softmax, softmax_cross_entropy
from lstm_ref.memory import cell_bound, cell_update, half_life, hidden_state, keep, write
from lstm_ref.model import bptt_windows, init_model, model_loss, predict
from lstm_ref.optimizers import adam_step, clip_by_global_norm, sgd_step
from lstm_ref.parameters import Params, glorot_uniform, init_params, orthogonal
from lstm_ref.products import affine, hadamard
from lstm_ref.projection import ProjectedParams, projected_step_backward, projected_step_cached
from lstm_ref.reber import reber_legal, reber_next, reber_string
from lstm_ref.rnn import RNNParams, rnn_forward, rnn_step, rnn_step_backward, rnn_step_cached
from lstm_ref.saved_run import load_training, save_training
from lstm_ref.sequence import SequenceCache, lstm_forward, lstm_forward_cached
from lstm_ref.stacked import stacked_backward, stacked_forward, stacked_forward_cached
from lstm_ref.text import class_probabilities, last_valid_state, perplexity, sample_next
from lstm_ref.trace import gate_trace
from lstm_ref.trainer import TrainState, start_training, train
from lstm_ref.vanishing import gradient_norms, step_jacobian
from lstm_ref.variants import VariantParams, lstm_variant, variant_step_backward, variant_step_cached
from lstm_ref.vocabulary import build_vocab, encode

__all__ = [
    "GRUParams",
    "Params",
    "ProjectedParams",
    "RNNParams",
    "SequenceCache",
    "StepCache",
    "TrainState",
    "VariantParams",
    "adam_step",
    "adding_problem",
    "adding_target",
    "affine",
    "agreement_batch",
    "bidirectional_backward",
    "bidirectional_forward",
    "bilstm",
    "bptt_windows",
    "build_vocab",
    "candidate",
    "cell_bound",
    "cell_update",
    "class_probabilities",
    "clip_by_global_norm",
    "d_cell",
    "d_layer",
    "d_sigmoid",
    "d_sums",
    "d_tanh",
    "dropout",
    "embed",
    "embed_backward",
    "encode",
    "fast_backward",
    "fast_forward",
    "fit_scaler",
    "forget_gate",
    "from_cs231n",
    "from_keras",
    "from_onnx",
    "from_torch",
    "gate_trace",
    "glorot_uniform",
    "grad_check",
    "gradient_norms",
    "gru_step",
    "gru_step_backward",
    "gru_step_cached",
    "hadamard",
    "half_life",
    "hidden_state",
    "init_model",
    "init_params",
    "input_gate",
    "keep",
    "last_valid_state",
    "layer_backward",
    "layer_forward",
    "load_training",
    "lstm_backward",
    "lstm_forward",
    "lstm_forward_cached",
    "lstm_step",
    "lstm_step_backward",
    "lstm_step_cached",
    "lstm_variant",
    "make_windows",
    "model_loss",
    "numeric_gradient",
    "orthogonal",
    "output_gate",
    "perplexity",
    "predict",
    "projected_step_backward",
    "projected_step_cached",
    "reber_legal",
    "reber_next",
    "reber_string",
    "reverse_padded",
    "rnn_forward",
    "rnn_step",
    "rnn_step_backward",
    "rnn_step_cached",
    "sample_next",
    "save_training",
    "seasonal_naive",
    "sgd_step",
    "sigmoid",
    "skill",
    "softmax",
    "softmax_cross_entropy",
    "split_windows",
    "stack_from_torch",
    "stack_to_torch",
    "stacked_backward",
    "stacked_forward",
    "stacked_forward_cached",
    "start_training",
    "step_jacobian",
    "temporal_order_class",
    "to_cs231n",
    "to_keras",
    "to_onnx",
    "to_torch",
    "train",
    "variant_step_backward",
    "variant_step_cached",
    "write",
    "zero_state",
]
