"""The fast path gives the numbers of the plain path."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref
from lstm_ref import fast as fast_path


def both(case, lengths, x=None, params=None):
    x, params = case.x if x is None else x, params or case.params
    return [ref.lstm_forward_cached(x, case.h0, case.c0, params, lengths, fast=fast) for fast in (False, True)]


@pytest.mark.parametrize("lengths", [None, [1, 5, 3], [0, 2, 4]])
def test_values_and_gradients_equal_the_plain_path(case, rng, lengths):
    (plain, plain_cache), (fast, fast_cache) = both(case, lengths)
    assert not isinstance(fast_cache, ref.SequenceCache)
    for a, b in zip(fast, plain, strict=True):
        assert_allclose(a, b, rtol=0, atol=1e-12)
    upstream = [rng.normal(size=a.shape) for a in plain]
    ours, theirs = (ref.lstm_backward(*upstream, cache) for cache in (fast_cache, plain_cache))
    for a, b in zip(ours[:3], theirs[:3], strict=True):
        assert_allclose(a, b, rtol=1e-12, atol=1e-12)
    assert set(ours[3]) == set(theirs[3])
    for name, d in theirs[3].items():
        assert_allclose(ours[3][name], d, rtol=1e-12, atol=1e-12, err_msg=name)


@pytest.mark.parametrize("seed", range(10))
def test_random_sizes_equal_the_plain_path(seed):
    rng = np.random.default_rng(seed)
    T, B, D, H = (int(n) for n in rng.choice([1, 2, 3, 5, 7, 11, 13], size=4))
    params = ref.init_params(rng, D, H)
    x, h0, c0 = rng.normal(size=(T, B, D)), rng.normal(size=(B, H)), 2 * rng.normal(size=(B, H))
    lengths = rng.integers(0, T + 1, size=B)
    results = []
    for fast in (False, True):
        outputs, cache = ref.lstm_forward_cached(x, h0, c0, params, lengths, fast)
        *d, grads = ref.lstm_backward(*outputs, cache)
        results.append([*outputs, *d, *(grads[name] for name in sorted(grads))])
    for a, b in zip(*results, strict=True):
        assert_allclose(a, b, rtol=1e-11, atol=1e-12)


def test_saturated_gates_stay_exact_and_warn_of_nothing(case):
    huge = ref.Params(**{name: 1000 * a for name, a in case.params.to_dict().items()})
    for dtype in (np.float64, np.float32):
        params = ref.Params(**{name: a.astype(dtype) for name, a in huge.to_dict().items()})
        with np.errstate(all="warn", under="ignore"):
            (plain, _), (fast, _) = both(case, None, case.x.astype(dtype), params)
        for a, b in zip(fast, plain, strict=True):
            assert_allclose(a, b, rtol=0, atol=1e-12 if dtype == np.float64 else 1e-5)


def test_single_precision_stays_single(case, rng):
    params = ref.Params(**{name: a.astype("f4") for name, a in case.params.to_dict().items()})
    arrays = (a.astype("f4") for a in (case.x, case.h0, case.c0))
    outputs, cache = ref.lstm_forward_cached(*arrays, params, case.lengths, fast=True)
    *d, grads = ref.lstm_backward(*outputs, cache)
    assert {a.dtype for a in (*outputs, *d, *grads.values())} == {np.dtype("f4")}


def test_one_array_in_double_precision_makes_both_paths_double(case):
    arrays = {name: a.astype("f8" if name == "W_i" else "f4") for name, a in case.params.to_dict().items()}
    given = [a.astype("f4") for a in (case.x, case.h0, case.c0)]
    plain, fast = (ref.lstm_forward(*given, ref.Params(**arrays), fast=fast) for fast in (False, True))
    assert plain[0].dtype == fast[0].dtype == np.float64
    assert_allclose(fast[0], plain[0], rtol=0, atol=1e-6)  # the plain path rounds its other gates


def test_nothing_given_is_changed(case):
    before = case.x.copy(), case.h0.copy(), case.c0.copy()
    outputs, cache = ref.lstm_forward_cached(case.x, case.h0, case.c0, case.params, case.lengths, fast=True)
    copies = [a.copy() for a in outputs]
    first = ref.lstm_backward(*outputs, cache)
    for a, b in zip((case.x, case.h0, case.c0, *outputs), (*before, *copies), strict=True):
        assert_array_equal(a, b)
    assert_array_equal(ref.lstm_backward(*outputs, cache)[0], first[0])  # a cache can be used twice


def test_what_is_done_to_the_outputs_does_not_reach_the_gradient(case):
    outputs, cache = ref.lstm_forward_cached(case.x, case.h0, case.c0, case.params, case.lengths, fast=True)
    upstream = [a.copy() for a in outputs]
    first = ref.lstm_backward(*upstream, cache)
    for a in outputs:
        a[:] = 7
    again = ref.lstm_backward(*upstream, cache)
    assert_array_equal(again[0], first[0])
    assert_array_equal(again[3]["W_f"], first[3]["W_f"])


def large(seed):
    """Sizes at which the slopes are made in several pieces, the last one shorter, in memory that serves again."""
    rng = np.random.default_rng(seed)
    T, B, D, H = 5, 61, 17, 131
    return rng.normal(size=(T, B, D)), rng.normal(size=(B, H)), rng.normal(size=(B, H)), ref.init_params(rng, D, H)


def train_step(arrays, fast, lengths=None):
    outputs, cache = ref.lstm_forward_cached(*arrays, lengths, fast)
    *d, grads = ref.lstm_backward(*outputs, cache)
    return [*outputs, *d, *(grads[name] for name in sorted(grads))]


def test_large_sizes_equal_the_plain_path():
    arrays, lengths = large(0), np.arange(61) % 6
    for a, b in zip(train_step(arrays, True, lengths), train_step(arrays, False, lengths), strict=True):
        assert_allclose(a, b, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("lengths", [None, [1, 5, 3], [0, 2, 4]])
@pytest.mark.parametrize("rows", [1, 6, 1000])
@pytest.mark.parametrize("band", [1, 64])
def test_large_weights_equal_the_plain_path(case, monkeypatch, lengths, rows, band):
    monkeypatch.setattr(fast_path, "BAND", band)  # one column at a time, or all
    monkeypatch.setattr(fast_path, "LARGE", 0)
    monkeypatch.setattr(fast_path, "ROWS", rows)  # x for 1, 2 and all 5 steps at once
    arrays = case.x, case.h0, case.c0, case.params
    for a, b in zip(train_step(arrays, True, lengths), train_step(arrays, False, lengths), strict=True):
        assert_allclose(a, b, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize(("band", "uncopied", "width"), [(1, 10**6, 1), (11, 10**6, 11), (5, 10**6, 11), (1, 10, 11)])
def test_weights_in_bands_equal_the_plain_path(case, monkeypatch, band, uncopied, width):
    monkeypatch.setattr(fast_path, "BAND", band)
    monkeypatch.setattr(fast_path, "UNCOPIED", uncopied)
    assert fast_path.plan(case.B, case.D, case.H, itemsize=8) == (False, width)
    arrays = case.x, case.h0, case.c0, case.params
    for a, b in zip(train_step(arrays, True, case.lengths), train_step(arrays, False, case.lengths), strict=True):
        assert_allclose(a, b, rtol=1e-11, atol=1e-12)


def test_what_an_earlier_call_returned_stays_as_it_was():
    first = train_step(large(0), True)
    before = [a.copy() for a in first]
    for seed in (1, 2):
        train_step(large(seed), True)
    for a, b in zip(first, before, strict=True):
        assert_array_equal(a, b)


@pytest.mark.parametrize("lengths", [None, [1, 5, 3], [0, 2, 4]])
def test_a_pass_that_keeps_nothing_gives_the_same_values(case, lengths):
    given = case.x, case.h0, case.c0, case.params, lengths
    kept, cache = ref.fast_forward(*given)
    outputs, nothing = ref.fast_forward(*given, keep=False)
    assert cache is not None and nothing is None
    for a, b in zip(outputs, kept, strict=True):
        assert_array_equal(a, b)


def test_wrong_arguments_are_named(case):
    with pytest.raises(ValueError, match=r"c0: expected shape \(B, H\) = \(3, 11\), got \(11, 3\); is it transposed\?"):
        ref.lstm_forward(case.x, case.h0, case.c0.T, case.params, fast=True)
    with pytest.raises(ValueError, match=r"lengths: expected sequence lengths in 0..5, got 6"):
        ref.lstm_forward(case.x, case.h0, case.c0, case.params, [6, 1, 1], fast=True)
    with pytest.raises(TypeError, match="params: expected Params, got dict"):
        ref.lstm_forward(case.x, case.h0, case.c0, {}, fast=True)
    outputs, cache = ref.lstm_forward_cached(case.x, case.h0, case.c0, case.params, fast=True)
    with pytest.raises(ValueError, match=r"d_hs: expected shape \(T, B, H\) = \(5, 3, 11\), got \(3, 11\)"):
        ref.lstm_backward(outputs[0][0], *outputs[1:], cache)
    with pytest.raises(ValueError, match="d_c_n: expected finite numbers"):
        ref.lstm_backward(*outputs[:2], outputs[2] * np.nan, cache)
    with pytest.raises(TypeError, match="cache: expected FastCache, got SequenceCache"):
        ref.fast_backward(*outputs, ref.lstm_forward_cached(case.x, case.h0, case.c0, case.params)[1])
