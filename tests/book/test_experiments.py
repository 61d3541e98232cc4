"""The experiments of 1997: the network and its rule against torch, the tasks and stop rules against the paper."""

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

BOOK = Path(__file__).parents[2] / "book"
sys.path[:0] = [str(BOOK), str(BOOK / "_ext")]

from experiments import tasks, trials  # noqa: E402
from experiments.net import Net, gradient, run  # noqa: E402
from experiments.published import EVERY, LEARNED_AT_EACH_STEP, PUBLISHED, network, results, task, was_run  # noqa: E402
from experiments.table import ROWS, lines  # noqa: E402


@pytest.mark.parametrize(
    ("name", "weights"),
    [("6a", 156), ("6b", 308), ("3a-3", 102), ("3b-1", 102), ("3c-3", 102), ("2c", 364), ("4", 93), ("5", 93)],
)
def test_networks_have_as_many_weights_as_published(name, weights):
    assert network(PUBLISHED[name]).weights() == weights


def test_weights_that_are_not_there_stay_zero_and_biases_start_where_they_are_told():
    W, V = Net(3, 2, 2, 5, biased="gates", input_gates=(-2, -4)).start(np.random.default_rng(0), 3)
    assert not W[:, :4, -1].any() and not V[:, :, -1].any()
    assert_array_equal(W[:, 4:6, -1], np.broadcast_to([-2.0, -4.0], (3, 2)))
    assert W[:, 6:, -1].all() and np.abs(W[:, :, :-1]).max() <= 0.1


@pytest.mark.parametrize("ranges", [{}, {"g": 1.0, "h": 2.0}], ids=["text", "Table 10"])
def test_the_gradient_is_torchs_where_what_units_said_before_counts_as_given(ranges):
    net, rng = Net(3, 2, 2, 5, reach=1.0, **ranges), np.random.default_rng(0)
    W, V = net.start(rng, 2)
    x, target = rng.normal(size=(7, 2, 11, 3)), rng.uniform(size=(2, 11, 5))
    y, cache = run(net, W, V, x)
    dW, dV = gradient(net, W, V, y, target, cache)
    for r in range(2):
        w, v, one = torch.tensor(W[r], requires_grad=True), torch.tensor(V[r], requires_grad=True), torch.ones(11, 1)
        s, said = torch.zeros(11, 4, dtype=torch.float64), torch.zeros(11, 8, dtype=torch.float64)
        for t in range(7):
            sums = torch.cat([torch.tensor(x[t, r]), said.detach(), one], 1) @ w.T
            gates = torch.sigmoid(sums[:, 4:])
            s = s + gates[:, :2].repeat_interleave(2, 1) * net.g * (2 * torch.sigmoid(sums[:, :4]) - 1)
            cells = gates[:, 2:].repeat_interleave(2, 1) * net.h * (2 * torch.sigmoid(s) - 1)
            said = torch.cat([cells, gates], 1)
        out = torch.sigmoid(torch.cat([cells, one], 1) @ v.T)
        (0.5 * (out - torch.tensor(target[r])) ** 2).sum().backward()
        assert_allclose(y[r], out.detach(), rtol=1e-12)
        assert_allclose(dW[r], w.grad, rtol=1e-10, atol=1e-14)
        assert_allclose(dV[r], v.grad, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize(("name", "lag"), [("6a", 40), ("6b", 24)])
def test_temporal_order_has_its_symbols_in_their_ranges_and_the_lag_of_table_10(name, lag):
    draw, places = task(PUBLISHED[name]["task"]), PUBLISHED[name]["task"][1]["places"]
    rng, lengths, nearest, last = np.random.default_rng(0), set(), 1000, []
    for _ in range(150):
        x, target = draw(rng, 2, 20)
        text = np.array(list(tasks.SYMBOLS))[x.argmax(axis=-1)]
        lengths.add(len(text))
        assert (text[0] == "E").all() and (text[-1] == "B").all() and set(np.unique(text[1:-1])) <= set("abcdXY")
        for r, b in np.ndindex(2, 20):
            at = np.flatnonzero(np.isin(text[:, r, b], ["X", "Y"])) + 1
            assert all(low <= place <= high for place, (low, high) in zip(at, places, strict=True))
            number = int("".join("01"[symbol == "Y"] for symbol in text[at - 1, r, b]), 2)
            assert target[r, b].argmax() == number and target[r, b].sum() == 1
            nearest, last = min(nearest, len(text) - at[-1]), [*last, at[-1]]
    assert lengths == set(range(100, 111)) and nearest == lag
    assert set(last) == set(range(places[-1][0], places[-1][1] + 1))


@pytest.mark.parametrize("name", ["3a-3", "3a-1", "3b-3", "3c-3"])
def test_two_sequences_tell_their_class_by_the_first_numbers(name):
    setting = PUBLISHED[name]["task"][1]
    x, target = task(PUBLISHED[name]["task"])(np.random.default_rng(0), 3, 2000)
    N, noise = setting["N"], np.sqrt(0.2)
    low, high = setting.get("targets", (0, 1))
    means = np.full(2, low + high) / 2
    sign = np.sign(x[:N].mean(axis=0)[..., 0])
    assert_allclose(x[N:].std(), noise, rtol=0.01)
    spread = x[:N, ..., 0] - sign
    assert_allclose(spread.std(), noise if setting.get("noisy") else 0, atol=0.06)
    learned = target[..., 0] - np.where(sign > 0, high, low)
    assert_allclose(np.median(learned), 0, atol=0.02)
    assert_allclose(learned.std(), np.sqrt(setting.get("target_noise", 0)), atol=0.06)
    assert abs(target.mean() - means[0]) < 0.02


def test_distractors_have_the_published_mean_length_and_end_with_the_trigger():
    draw, rng, lengths = tasks.distractors(50, 50), np.random.default_rng(0), []
    for _ in range(2000):
        x, target = draw(rng, 1, 1)
        ids = x[:, 0, 0].argmax(axis=-1)
        lengths.append(len(ids) + 1)  # the last element is the one to be said
        assert ids[0] == 51 and ids[-1] == 50 and ids[1] == 52 + target[0, 0].argmax() and (ids[2:-1] < 50).all()
    # the paper sums q + k + 4 to q + 14; the sum of its series is q + 13
    assert min(lengths) == 54 and abs(np.mean(lengths) - 63) < 1


@pytest.mark.parametrize(("draw", "first", "low"), [(tasks.adding(), 0.0, -1), (tasks.multiplication(), 1.0, 0)])
def test_marked_pairs_stand_in_their_ranges_and_a_marked_first_pair_counts_as_published(draw, first, low):
    x, target = draw(np.random.default_rng(0), 2, 4000)
    values, markers = x[..., 0].reshape(len(x), -1), x[..., 1].reshape(len(x), -1)
    assert (markers[[0, -1]] == -1).all() and low <= values.min() < low + 0.01
    assert 100 <= len(x) <= 110
    for b in range(0, 8000, 7):
        at = np.flatnonzero(markers[:, b] == 1)
        one, two = [*values[at, b], first][:2]
        assert at.max() <= 49 and at.min() <= (9 if len(at) == 2 else 49)
        assert_allclose(target.ravel()[b], 0.5 + (one + two) / 4 if low else one * two)


def test_st3_asks_for_2000_right_ones_and_a_small_mean_error():
    past, rule = trials.Past(2), trials.Recent(mean=0.1)
    for n in range(2300):
        past.add(np.array([False, n == 250]), np.array([0.05, 0.05]))
        assert_array_equal(rule.met(past, None), [n >= 1999, n >= 2250])
    for _ in range(2000):
        past.add(np.zeros(2, bool), np.array([0.05, 0.12]))
    assert_array_equal(rule.met(past, None), [True, False])
    assert_allclose(past.sums / 2000, [0.05, 0.12])


def test_the_rule_of_experiment_5_counts_the_wrong_ones_among_the_last_2000():
    past, rule = trials.Past(1), trials.Recent(wrong=13)
    for n in range(4200):
        past.add(np.array([n in range(500, 513)]), np.zeros(1))
        assert rule.met(past, None)[0] == (n > 2499)  # 13 are too many until the first of them is 2000 back


def test_st1_and_st2_ask_a_fresh_test_set_of_256():
    asked = []

    def told(size, of):
        asked.append(size)
        return np.array([5, 6, 0]), np.array([0.03, 0.03, 0.05]), None

    past = trials.Past(3)
    st1, st2 = (trials.Tested(256, 100, wrong=6, mean=mean) for mean in (np.inf, 0.04))
    for n in range(1, 201):
        past.add(np.zeros(3, bool), np.zeros(3))
        met = st1.met(past, told)
        assert_array_equal(met, [True, False, True] if n % 100 == 0 else [False] * 3)
    assert_array_equal(st2.met(past, told), [True, False, False])
    assert asked == [256] * 3


def test_a_sequence_is_wrong_when_one_output_misses_by_the_limit():
    y = np.array([[[0.0, 0.7], [0.29, 0.8], [0.9, 0.1]]])
    target = np.array([[[0.0, 1.0], [0.0, 1.0], [1.0, 0.0]]])
    wrong, error = trials.judge(y, target, 0.3)
    assert_array_equal(wrong, [[True, False, False]])
    assert_allclose(error, [[0.15, 0.245, 0.1]])


def test_a_trial_that_has_stopped_is_left_as_it_is_and_the_others_go_on():
    def last_sign(rng, R, B):
        x = rng.choice([-1.0, 1.0], (3, R, B, 1))
        return x, (x[-1] > 0).astype(float)

    told = trials.learn(
        Net(1, 1, 1, 1), last_sign, 1.0, 0.3, {"right": trials.Tested(64, 50, streak=20)}, seed=0, trials=4, limit=4000
    )
    counts = [trial["right"][0] for trial in told if trial]
    assert len(counts) == 4 and len(set(counts)) > 1 and all(n % 50 == 0 for n in counts)
    assert all(trial["right"][1] <= 25 for trial in told)


@pytest.mark.parametrize("name", [name for name in EVERY if was_run(name)])
def test_stored_trials_belong_to_the_code_that_stands(name):
    told = results(name)
    if name in PUBLISHED:
        assert len(told) == PUBLISHED[name]["trials"]
        assert all(set(trial) <= set(PUBLISHED[name]["rules"]) for trial in told)
    else:
        assert len(told) == LEARNED_AT_EACH_STEP[name][1]["trials"]
        assert all(set(trial) <= {"stop", "longest"} for trial in told)


def test_each_stored_run_and_each_of_its_rules_has_a_line_in_the_table():
    shown = {(name, rule) for _, name, rule, *_ in ROWS}
    for name in filter(was_run, EVERY):
        assert {(name, rule) for rule in PUBLISHED.get(name, {"rules": ["stop"]})["rules"]} <= shown
    printed = list(lines())
    assert len(printed) == 2 + len(ROWS) and max(map(len, printed)) <= 46  # letters on a phone
    (line,) = (line for line, row in zip(printed[2:], ROWS, strict=True) if row[1] == "2c")
    assert line.split() == ["2c", "30.0", "18/20", "98.1", "200", "0.7"]


def test_an_experiment_that_was_not_run_says_so(tmp_path):
    with pytest.raises(LookupError, match="nothing is stored"):
        results("6a", folder=tmp_path)
