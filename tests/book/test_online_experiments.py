"""The experiments with an error at each step: the network against torch, the grammar and the rules as published."""

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

BOOK = Path(__file__).parents[2] / "book"
sys.path[:0] = [str(BOOK), str(BOOK / "_ext")]

from experiments import alike, grammar  # noqa: E402
from experiments.online import Online, Stream  # noqa: E402

from lstm_ref.reber import reber_legal, reber_next  # noqa: E402

NETS = {
    "1997": {"biased": "gates", "output_gates": (-1, -2)},
    "2000": {"biased": "gates and outputs", "forget_gates": (0.5, 1), "gates_heard": False, "shortcut": True},
}


@pytest.mark.parametrize("year", NETS)
def test_what_a_step_learns_is_torchs_gradient_where_what_units_said_before_counts_as_given(year):
    net, rng = Online(3, 2, 2, 5, reach=1.0, **NETS[year]), np.random.default_rng(0)
    W, V = net.start(rng, 2)
    stream, C = Stream(net, W.copy(), V.copy()), net.C
    x, target = rng.normal(size=(7, 2, 3)), rng.uniform(size=(7, 2, 5))
    for t in range(7):
        y = stream.step(x[t], target[t], 0.0 if t < 6 else 0.5)
    for r in range(2):
        w, v, one = torch.tensor(W[r], requires_grad=True), torch.tensor(V[r], requires_grad=True), torch.ones(1)
        s, said = torch.zeros(C, dtype=torch.float64), torch.zeros(net.heard, dtype=torch.float64)
        for t in range(7):
            now = torch.tensor(x[t, r])
            sums = w @ torch.cat([now, said.detach(), one])
            gates = torch.sigmoid(sums[C:])
            each = gates.repeat_interleave(2)
            s = (each[2 * C :] if net.forget_gates else 1) * s + each[:C] * 2 * (2 * torch.sigmoid(sums[:C]) - 1)
            cells = each[C : 2 * C] * (2 * torch.sigmoid(s) - 1)
            said = torch.cat([cells, gates]) if net.gates_heard else cells
        out = torch.sigmoid(v @ torch.cat([cells, now, one] if net.shortcut else [cells, one]))
        (0.5 * (out - torch.tensor(target[6, r])) ** 2).sum().backward()
        units, outputs = (torch.tensor(part) for part in net.there())
        assert_allclose(y[r], out.detach(), rtol=1e-12)
        assert_allclose(W[r] - stream.W[r], 0.5 * w.grad * units, rtol=1e-10, atol=1e-15)
        assert_allclose(V[r] - stream.V[r], 0.5 * v.grad * outputs, rtol=1e-10, atol=1e-15)


def test_a_stream_that_is_reset_reads_on_like_a_new_one():
    net, rng = Online(3, 2, 2, 5, reach=1.0, **NETS["2000"]), np.random.default_rng(0)
    W, V = net.start(rng, 2)
    used, new, x = Stream(net, W.copy(), V.copy()), Stream(net, W.copy(), V.copy()), rng.normal(size=(2, 3))
    used.step(x, np.zeros((2, 5)), 0.0)
    used.reset(np.array([False, True]))
    target = np.ones((2, 5))
    got, wanted = used.step(x, target, 1.0), new.step(x, target, 1.0)
    assert_array_equal(got[1], wanted[1])
    assert_array_equal(used.W[1], new.W[1])
    assert np.abs(got[0] - wanted[0]).max() > 1e-3


def test_the_tables_of_the_grammar_tell_what_may_follow():
    follows, after, legal = grammar.machine()
    rng, string, state, strings = np.random.default_rng(0), "", 0, 0
    for _ in range(3000):
        allowed = reber_next(string) or "B"
        assert {grammar.LETTERS[k] for k in follows[state]} == set(allowed)
        assert {grammar.LETTERS[k] for k in np.flatnonzero(legal[state])} == set(allowed)
        symbol = follows[state, rng.integers(0, 2)]
        string += grammar.LETTERS[symbol]
        state = after[state, symbol]
        if reber_legal(string):
            string, strings = "", strings + 1
    assert 230 < strings < 290  # 11.5 symbols are the mean that is published


def test_the_sets_of_strings_have_none_in_common():
    ids, lengths, legal = grammar.sets(np.random.default_rng(0))
    strings = ["".join(grammar.LETTERS[k] for k in row[:n]) for row, n in zip(ids, lengths, strict=True)]
    assert len(set(strings)) == 512 and all(map(reber_legal, strings))
    assert set(np.flatnonzero(legal[5, 3])) == {grammar.LETTERS.index(k) for k in reber_next(strings[5][:4])}


def test_all_legal_symbols_have_to_be_above_all_others():
    legal = np.array([True, True, False, False])
    outputs = np.array([[0.5, 0.3, 0.2, 0.1], [0.5, 0.2, 0.2, 0.1], [0.1, 0.5, 0.2, 0.0]])
    assert_array_equal(grammar.ranked(outputs, legal), [True, False, False])


def test_two_sequences_that_are_alike_are_learned_where_the_lag_is_short():
    assert alike.weights(100) == 10_504
    told = alike.learn(p=4, rate=1.0, seed=0, trials=3, limit=3000, joined=200)
    assert all(200 <= trial["stop"][0] <= 3000 for trial in told)
