"""A model to train: words in, an LSTM, scores of the next word out. Its parameters are one flat dictionary by name."""

import numpy as np

from lstm_ref import checks
from lstm_ref.bptt import lstm_backward
from lstm_ref.embedding import embed, embed_backward
from lstm_ref.loss import softmax_cross_entropy
from lstm_ref.parameters import Params, glorot_uniform, init_params
from lstm_ref.sequence import lstm_forward, lstm_forward_cached


def init_model(rng, V, D, H, forget_bias=1.0):
    """Fresh parameters of a next-word model.

    Equation:
        E ~ normal / sqrt(D),  the layer as in init_params,  W_y = glorot_uniform,  b_y = 0

    Arguments:
        rng: np.random.Generator; the source of the random numbers
        V: int; words; word 0 is padding
        D: int; size of a word vector
        H: int; size of the state
        forget_bias: float; as in init_params

    Returns:
        params: dict of arrays; E (V, D), the eight arrays of Params, W_y (H, V), b_y (V,)

    Raises:
        TypeError: rng is not a Generator, a size is not a whole number
        ValueError: a size below 1

    Source:
        Mikolov et al. 2010, with an LSTM as in Sundermeyer, Schlüter & Ney 2012.

    Example:
        >>> params = init_model(np.random.default_rng(0), V=13, D=7, H=11)
        >>> params["E"].shape, params["W_y"].shape
        ((13, 7), (11, 13))
    """
    layer = init_params(rng, D, H, forget_bias)
    V = checks.count("V", V)
    E = rng.normal(size=(V, D)) / np.sqrt(D)
    return {"E": E, **layer.to_dict(), "W_y": glorot_uniform(rng, (H, V)), "b_y": np.zeros(V)}


def predict(params, ids, h0=None, c0=None, lengths=None):
    """Scores of the next word after every word.

    Equation:
        logits[t] = h_t @ W_y + b_y

    Arguments:
        params: dict of arrays; as init_model gives them
        ids: (T, B) int in 0..V-1; words read
        h0: (B, H) float; first hidden state; None for zeros
        c0: (B, H) float; first cell; None for zeros
        lengths: (B,) int in 0..T, or None when all are T

    Returns:
        logits: (T, B, V) float; scores
        h_n: (B, H) float; the last hidden state
        c_n: (B, H) float; the last cell

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, a word outside 0..V-1, a name is missing

    Source:
        Sundermeyer, Schlüter & Ney 2012.

    Example:
        >>> params = init_model(np.random.default_rng(0), V=13, D=7, H=11)
        >>> logits, h_n, c_n = predict(params, np.ones((5, 3), dtype=int))
        >>> logits.shape
        (5, 3, 13)
    """
    hs, h_n, c_n = lstm_forward(*_layer_arguments(params, ids, h0, c0, lengths), fast=True)
    return _scores(params, hs), h_n, c_n


def model_loss(params, batch):
    """Loss of a batch and its gradient: what the trainer asks of a model.

    Equation:
        loss = mean over real words of -log(softmax(logits)[target])

    Arguments:
        params: dict of arrays; as init_model gives them
        batch: (ids, targets) or (ids, targets, lengths); (T, B) int, (T, B) int and (B,) int

    Returns:
        loss: float; in nats a word
        grads: dict of arrays; the names and shapes of params

    Raises:
        TypeError: an argument does not hold numbers of the right kind
        ValueError: a wrong shape, a word outside 0..V-1, no real word, not two or three arrays in batch

    Source:
        The chain rule on predict and softmax_cross_entropy.

    Example:
        >>> params = init_model(np.random.default_rng(0), V=13, D=7, H=11)
        >>> loss, grads = model_loss(params, (np.ones((5, 3), dtype=int), np.ones((5, 3), dtype=int)))
        >>> sorted(grads) == sorted(params), loss > 0
        (True, True)
    """
    checks.several("batch", batch, "(ids, targets) or (ids, targets, lengths)", 2, 3)
    ids, targets, lengths = (*batch, None)[:3]
    *arguments, lengths = _layer_arguments(params, ids, None, None, lengths)
    (hs, _, _), cache = lstm_forward_cached(*arguments, lengths, fast=True)
    mask = np.arange(len(hs))[:, None] < lengths
    loss, d_logits = softmax_cross_entropy(_scores(params, hs), targets, mask)
    zero = np.zeros_like(hs[0])
    d_x, _, _, grads = lstm_backward(d_logits @ params["W_y"].T, zero, zero, cache)
    grads |= {"W_y": np.tensordot(hs, d_logits, axes=([0, 1], [0, 1])), "b_y": d_logits.sum(axis=(0, 1))}
    return loss, grads | {"E": embed_backward(d_x, ids, len(params["E"]))}


def bptt_windows(ids, B, T):
    """Cut one long text into batches for training: each column goes on where it stopped in the window before.

    Equation:
        targets[n, t, b] is the word after inputs[n, t, b]

    Arguments:
        ids: (N,) int; the text as word numbers
        B: int; columns read side by side
        T: int; words a window

    Returns:
        inputs: (n, T, B) int; n windows; the end that does not fill a window is dropped
        targets: (n, T, B) int; the words one later

    Raises:
        TypeError: ids are not integers, B or T is not a whole number
        ValueError: a wrong shape, a text too short for one window

    Source:
        Truncated back-propagation through time, Williams & Peng 1990.

    Example:
        >>> inputs, targets = bptt_windows(np.arange(10), B=2, T=2)
        >>> print(inputs[0].T, targets[0].T)
        [[0 1]
         [4 5]] [[1 2]
         [5 6]]
    """
    ids = checks.integers("ids", ids, "N", {}, "word numbers")
    B, T = checks.count("B", B), checks.count("T", T)
    n = (len(ids) - 1) // (B * T)
    if n == 0:
        raise ValueError(f"ids: expected at least B * T + 1 = {B * T + 1} words, got {len(ids)}")

    def cut(words):
        return words[: n * B * T].reshape(B, n, T).transpose(1, 2, 0)

    return cut(ids), cut(ids[1:])


def _layer_arguments(params, ids, h0, c0, lengths):
    """What lstm_forward asks for: x, h0, c0, the layer and the lengths."""
    names = {"E", "W_y", "b_y"} | set(Params.AXES)
    if set(checks.mapping("params", params)) != names:
        raise ValueError(f"params: expected the names of init_model, got a difference in {sorted(set(params) ^ names)}")
    layer = Params(**{name: params[name] for name in Params.AXES})
    x = embed(ids, params["E"])
    zero = np.zeros((x.shape[1], layer.H), x.dtype)
    lengths = checks.lengths_of(lengths, *x.shape[:2])
    return x, zero if h0 is None else h0, zero if c0 is None else c0, layer, lengths


def _scores(params, hs):
    sizes = {"H": hs.shape[2], "V": len(params["E"])}
    W_y, b_y = checks.array("W_y", params["W_y"], "H V", sizes), checks.array("b_y", params["b_y"], "V", sizes)
    return hs @ W_y + b_y
