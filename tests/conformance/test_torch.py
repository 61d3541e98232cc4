"""torch: 200 random recurrent layers, their values to 1e-12 and every gradient to 1e-9, in float64."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

import lstm_ref as ref

P = 2


def draw(seed):
    """A random configuration and its inputs; sizes are different primes, with T = 1 and B = 1 among them."""
    rng = np.random.default_rng(seed)
    cell = str(rng.choice(["lstm", "lstm", "gru", "rnn"]))
    options = dict(num_layers=int(rng.integers(1, 4)), bidirectional=bool(rng.integers(2)))
    options["bias"] = bool(rng.random() < 0.8)
    if cell == "lstm" and rng.random() < 0.4:
        options["proj_size"] = P
    if options["num_layers"] > 1:
        options["dropout"] = 0.5  # and eval(): off
    T, B, D, H = int(rng.choice([1, 5, 7])), int(rng.choice([1, 3])), 7, 11
    torch.manual_seed(seed)
    kind = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}[cell]
    module = kind(D, H, dtype=torch.float64, **options)
    with torch.no_grad():
        for weight in module.parameters():
            weight.mul_(3)  # of order 1
    directions = options["num_layers"] * (1 + options["bidirectional"])
    states = [rng.normal(size=(directions, B, options.get("proj_size", H)))]
    if cell == "lstm":
        states.append(2 * rng.normal(size=(directions, B, H)))
    lengths = rng.permutation(np.append(rng.integers(1, T + 1, size=B - 1), T)) if rng.random() < 0.5 else None
    return rng, cell, module.eval(), rng.normal(size=(T, B, D)), states, lengths


def run_torch(module, x, states, lengths):
    state = tuple(states) if len(states) == 2 else states[0]
    if lengths is None:
        out, last = module(x, state)
    else:
        packed = torch.nn.utils.rnn.pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False)
        out, last = module(packed, state)
        out, _ = torch.nn.utils.rnn.pad_packed_sequence(out, total_length=len(x))
    return out, last if isinstance(last, tuple) else (last,)


def as_layers(states, layers):
    """torch keeps the states of all layers and directions in one array; here each layer has its own."""
    flat = iter(zip(*states, strict=True))
    return [tuple(next(flat) for _ in layer) if isinstance(layer, tuple) else next(flat) for layer in layers]


def as_torch(states, layers):
    flat = []
    for layer, state in zip(layers, states, strict=True):
        flat += state if isinstance(layer, tuple) else [state]
    return [np.stack(arrays) for arrays in zip(*flat, strict=True)]


def torch_gradients(layers, grads):
    """The gradients under torch's names; each of its two biases gets the gradient of their sum."""
    typed = [
        tuple(type(p).from_dict(g) for p, g in zip(layer, pair, strict=True))
        if isinstance(layer, tuple)
        else type(layer).from_dict(pair)
        for layer, pair in zip(layers, grads, strict=True)
    ]
    named = ref.stack_to_torch(typed)
    for name in [n for n in named if n.startswith("bias_hh")]:
        both = named[name.replace("bias_hh", "bias_ih")].copy()
        if isinstance(typed[0] if not isinstance(typed[0], tuple) else typed[0][0], ref.GRUParams):
            third = len(both) // 3
            both[2 * third :] = named[name][2 * third :]
        named[name] = both
    return named


@pytest.mark.parametrize("block", range(20))
def test_random_layers_equal_torch_in_values_and_gradients(block):
    for seed in range(10 * block, 10 * block + 10):
        rng, cell, module, x, states, lengths = draw(seed)
        leaves = [torch.tensor(a, requires_grad=True) for a in (x, *states)]
        out, last = run_torch(module, leaves[0], leaves[1:], lengths)
        upstream = [rng.normal(size=tuple(a.shape)) for a in (out, *last)]
        sum((a * torch.tensor(d)).sum() for a, d in zip((out, *last), upstream, strict=True)).backward()

        layers = ref.stack_from_torch({k: v.detach().numpy() for k, v in module.state_dict().items()}, cell)
        hs, states_n, cache = ref.stacked_forward_cached(x, layers, as_layers(states, layers), lengths)
        for ours, theirs in zip((hs, *as_torch(states_n, layers)), (out, *last), strict=True):
            assert_allclose(ours, theirs.detach().numpy(), rtol=0, atol=1e-12, err_msg=f"seed {seed}")

        d_x, d_states, grads = ref.stacked_backward(upstream[0], as_layers(upstream[1:], layers), cache)
        for ours, leaf in zip((d_x, *as_torch(d_states, layers)), leaves, strict=True):
            assert_allclose(ours, leaf.grad.numpy(), rtol=1e-9, atol=1e-9, err_msg=f"seed {seed}")
        named = torch_gradients(layers, grads)
        for name, weight in module.named_parameters():
            assert_allclose(named[name], weight.grad.numpy(), rtol=1e-9, atol=1e-9, err_msg=f"seed {seed}, {name}")


@pytest.mark.parametrize("seed", range(10))
def test_lstm_cell_equals_torch(seed):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    B, D, H = int(rng.choice([1, 3])), 7, 11
    cell = torch.nn.LSTMCell(D, H, dtype=torch.float64)
    x_t, h, c = rng.normal(size=(B, D)), rng.normal(size=(B, H)), 2 * rng.normal(size=(B, H))
    with torch.no_grad():
        expected = cell(torch.tensor(x_t), (torch.tensor(h), torch.tensor(c)))
    params = ref.from_torch({f"{name}_l0": a.detach().numpy() for name, a in cell.named_parameters()})
    for ours, theirs in zip(ref.lstm_step(x_t, h, c, params), expected, strict=True):
        assert_allclose(ours, theirs.numpy(), rtol=0, atol=1e-12)


def test_training_dropout_keeps_the_mean_in_both():
    """Dropout is random, so means and spreads over many draws are compared: outputs of two layers, dropout between."""
    torch.manual_seed(0)
    module = torch.nn.LSTM(7, 11, num_layers=2, dropout=0.5, dtype=torch.float64)
    layers = ref.stack_from_torch({k: v.detach().numpy() for k, v in module.state_dict().items()})
    rng, N = np.random.default_rng(0), 20_000
    x = rng.normal(size=(2, 1, 7)).repeat(N, axis=1)  # the same sequence N times, N draws of the noise
    ours, _, _ = ref.stacked_forward_cached(x, layers, dropout=0.5, rng=rng)
    with torch.no_grad():
        theirs = module.train()(torch.tensor(x))[0].numpy()
    spread = theirs.std(axis=1)
    assert np.all(spread > 1e-3)
    assert_allclose(ours.mean(axis=1), theirs.mean(axis=1), rtol=0, atol=6 * spread.max() / N**0.5)
    assert_allclose(ours.std(axis=1), spread, rtol=0.05)


def test_writing_and_reading_a_stack_changes_nothing():
    _, cell, module, *_ = draw(3)
    before = {k: v.detach().numpy() for k, v in module.state_dict().items()}
    layers = ref.stack_from_torch(before, cell)
    module.load_state_dict({k: torch.tensor(v) for k, v in ref.stack_to_torch(layers).items() if k in before})
    again = ref.stack_from_torch({k: v.detach().numpy() for k, v in module.state_dict().items()}, cell)
    flat = [
        (a, b)
        for one, two in zip(layers, again, strict=True)
        for a, b in (zip(one, two, strict=True) if isinstance(one, tuple) else [(one, two)])
    ]
    for one, two in flat:
        for name, a in one.to_dict().items():
            assert_allclose(getattr(two, name), a, rtol=0, atol=1e-15)
