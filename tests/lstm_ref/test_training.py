import json
import time
import tracemalloc

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref

T, B, D, H, V = 5, 3, 7, 11, 13


@pytest.fixture
def params(rng):
    return ref.init_model(rng, V, D, H)


@pytest.fixture
def batch(rng):
    return rng.integers(1, V, size=(T, B)), rng.integers(1, V, size=(T, B)), np.array([1, 5, 3])


def quadratic(params, batch):
    return float(np.sum((params["b"] - batch) ** 2)), {"b": 2 * (params["b"] - batch)}


def draw(rng):
    return rng.normal(size=2)


def test_every_gradient_of_the_model_equals_finite_differences(params, batch, rng):
    _, grads = ref.model_loss(params, batch)
    assert set(grads) == set(params)
    for name, d in grads.items():
        step = rng.normal(size=d.shape)
        if name == "E":
            step[0] = 0  # padding is held fixed
        ends = [ref.model_loss(params | {name: params[name] + s * 1e-6 * step}, batch)[0] for s in (1, -1)]
        assert_allclose(np.sum(d * step), (ends[0] - ends[1]) / 2e-6, rtol=1e-6, atol=1e-9, err_msg=name)


def test_the_model_is_embedding_lstm_and_a_linear_layer(params, batch):
    ids, _, lengths = batch
    logits, h_n, c_n = ref.predict(params, ids, lengths=lengths)
    layer = ref.Params(**{name: params[name] for name in ref.Params.AXES})
    hs, h, c = ref.lstm_forward(ref.embed(ids, params["E"]), *ref.zero_state(layer, B), layer, lengths)
    assert_allclose(logits, hs @ params["W_y"] + params["b_y"], rtol=0, atol=1e-12)
    assert_allclose(h_n, h, rtol=0, atol=1e-12)
    assert_allclose(c_n, c, rtol=0, atol=1e-12)


def test_a_prediction_keeps_nothing_for_a_backward_pass(rng):
    params, ids = ref.init_model(rng, V, D=7, H=31), rng.integers(0, V, size=(101, 17))
    tracemalloc.start()
    ref.predict(params, ids)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5 * 101 * 17 * 31 * 8  # bytes of the gates, the candidates and the cells of every step


def test_reading_on_from_a_state_is_reading_in_one_go(params, batch):
    ids = batch[0]
    whole, h_whole, _ = ref.predict(params, ids)
    first, h, c = ref.predict(params, ids[:2])
    second, h, c = ref.predict(params, ids[2:], h, c)
    assert_allclose(np.concatenate([first, second]), whole, rtol=0, atol=1e-12)
    assert_allclose(h, h_whole, rtol=0, atol=1e-12)


def test_eight_short_sequences_are_learned_by_heart_in_under_20_seconds(rng):
    ids = rng.integers(1, V, size=(13, 8))
    ids[0] = np.arange(1, 9)  # each begins with its own word, so each can be told from the others
    data = ids[:-1], ids[1:]
    started = time.process_time()
    state = ref.train(
        ref.start_training(ref.init_model(rng, V, D, 32), seed=0),
        ref.model_loss,
        lambda rng: data,
        steps=400,
        lr=0.02,
        report=None,
    )
    assert time.process_time() - started < 20
    assert state.losses[0] > 2 and state.losses[-1] < 0.02
    logits, _, _ = ref.predict(state.params, data[0])
    assert_array_equal(logits.argmax(axis=-1), data[1])


def test_the_same_seed_makes_the_same_run():
    starts = [ref.start_training({"b": np.zeros(2)}, seed=seed) for seed in (3, 3, 4)]
    runs = [ref.train(start, quadratic, draw, 7, report=None) for start in starts]
    assert_array_equal(runs[0].losses, runs[1].losses)
    assert np.abs(runs[0].losses - runs[2].losses).max() > 1e-3


def test_a_run_that_was_saved_goes_on_as_if_it_had_not_stopped(tmp_path):
    whole = ref.train(ref.start_training({"b": np.zeros(2)}, seed=3), quadratic, draw, 12, report=None)
    half = ref.train(ref.start_training({"b": np.zeros(2)}, seed=3), quadratic, draw, 5, report=None)
    ref.save_training(tmp_path / "run.npz", half)
    ref.save_training(tmp_path / "run.npz", half)  # a second time over the first
    again = ref.train(ref.load_training(tmp_path / "run.npz"), quadratic, draw, 7, report=None)
    assert again.step == 12
    assert_array_equal(again.losses, whole.losses)
    assert_array_equal(again.norms, whole.norms)
    assert_array_equal(again.params["b"], whole.params["b"])
    assert half != ref.load_training(tmp_path / "run.npz")  # another run with the same arrays; no bare error
    assert [p.name for p in tmp_path.iterdir()] == ["run.npz"]


def test_a_state_is_not_changed_by_training():
    state = ref.start_training({"b": np.zeros(2)}, seed=0)
    ref.train(state, quadratic, draw, 5, report=None)
    assert state.step == 0 and np.all(state.params["b"] == 0)


def test_progress_is_shown():
    lines = []
    ref.train(ref.start_training({"b": np.zeros(2)}, seed=0), quadratic, draw, 5, clip=1e-3, report=lines.append)
    assert len(lines) >= 1
    assert lines[-1].startswith("step     5  loss ") and "clipped 100%" in lines[-1] and "steps/s" in lines[-1]


def test_files_that_are_no_saved_run_are_refused(tmp_path):
    (tmp_path / "text.npz").write_text("hello")
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    np.savez(tmp_path / "pickled.npz", a=np.array([{}], dtype=object))
    for name in ("text", "other", "pickled"):
        with pytest.raises(ValueError, match="path: expected a file of save_training, got"):
            ref.load_training(tmp_path / f"{name}.npz")
    with pytest.raises(FileNotFoundError):
        ref.load_training(tmp_path / "none.npz")


def test_saved_runs_that_were_damaged_are_refused(tmp_path):
    state, path = ref.start_training({"W": np.zeros((2, 3)), "b": np.zeros(2)}, seed=3), tmp_path / "run.npz"
    ref.save_training(
        path, ref.train(state, lambda p, batch: (1.0, {k: a + 1 for k, a in p.items()}), draw, 5, report=None)
    )
    with np.load(path) as file:
        saved = dict(file)
    text = str(saved["rng_state"])
    number = str(json.loads(text)["state"]["state"])
    wrong_rng = [{"rng_state": np.array(text.replace(number, other))} for other in ("-1", str(2**200), "1.5")]
    for change, message in [
        ({"adam_m/W": np.ones(3)}, r"m of state\['W'\]: expected shape \(2, 3\), got \(3,\)"),
        ({"adam_v/W": None}, r"state\['W'\]: expected the pair \(m, v\) of adam_step, .* got a tuple of 1"),
        (dict.fromkeys(("adam_m/W", "adam_v/W", "adam_m/b", "adam_v/b")), "m of state: expected at least one array"),
        ({"params/W": None}, "m of state: expected the names of params, got a difference in W"),
        ({"losses": np.ones((5, 2))}, r"losses, norms: expected one number a step, got shapes \(5, 2\) and \(5,\)"),
        ({"norms": np.ones(4)}, r"losses, norms: expected one number a step"),
        ({"norms": None}, "missing norms; got"),
        *((change, "") for change in wrong_rng),
    ]:
        np.savez(path, **{name: a for name, a in (saved | change).items() if a is not None})
        with pytest.raises(ValueError, match=f"path: expected a file of save_training, got .*: .*{message}"):
            ref.load_training(path)


@pytest.mark.parametrize("bit", [1, 8, 64])
def test_a_saved_run_with_one_wrong_byte_is_refused_or_read(tmp_path, bit):
    path = tmp_path / "run.npz"
    ref.save_training(path, ref.start_training({"b": np.zeros(2)}, seed=3))
    whole, refused = path.read_bytes(), 0
    for place in range(len(whole) - 400, len(whole)):  # the table at the end of a zip file
        path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        try:
            assert ref.load_training(path).params["b"].shape == (2,)
        except (ValueError, OSError):
            refused += 1
    assert refused > 100


def test_windows_follow_the_text(rng):
    ids = rng.integers(0, V, size=101)
    inputs, targets = ref.bptt_windows(ids, B, T)
    assert inputs.shape == targets.shape == (6, T, B)
    columns = inputs.transpose(2, 0, 1).reshape(B, -1)  # a column, window after window, is a piece of the text
    assert_array_equal(columns.ravel(), ids[: 6 * T * B])
    assert_array_equal(targets.transpose(2, 0, 1).reshape(-1), ids[1 : 6 * T * B + 1])


def test_wrong_arguments_are_named(params, batch):
    ids, targets, lengths = batch
    with pytest.raises(ValueError, match=r"ids: expected at least B \* T \+ 1 = 16 words, got 15"):
        ref.bptt_windows(np.arange(15), B, T)
    with pytest.raises(TypeError, match="ids: expected integers, got dtype float64"):
        ref.bptt_windows(np.ones(50), B, T)
    with pytest.raises(ValueError, match=r"ids: expected word numbers in 0..12, got 13"):
        ref.predict(params, np.full((T, B), 13))
    with pytest.raises(ValueError, match=r"lengths: expected sequence lengths in 0..5, got 6"):
        ref.model_loss(params, (ids, targets, lengths + 1))
    with pytest.raises(ValueError, match=r"params: expected the names of init_model, got a difference in \['b_y'\]"):
        ref.predict({name: a for name, a in params.items() if name != "b_y"}, ids)
    with pytest.raises(ValueError, match=r"batch: expected \(ids, targets\) or .*, got a tuple of 1"):
        ref.model_loss(params, (ids,))
    with pytest.raises(TypeError, match="params: expected a dict of arrays by name, got NoneType"):
        ref.predict(None, ids)
    with pytest.raises(ValueError, match=r"W_y: expected shape \(H, V\) = \(11, 13\), got \(13, 11\); is it trans"):
        ref.predict(params | {"W_y": params["W_y"].T}, ids)
    with pytest.raises(ValueError, match="V: expected at least 1, got 0"):
        ref.init_model(np.random.default_rng(0), 0, D, H)
    state = ref.start_training({"b": np.zeros(2)}, seed=0)
    with pytest.raises(ValueError, match=r"loss: expected a finite number, got nan at step 1; is lr = 0.01 too large"):
        ref.train(state, lambda p, b: (float("nan"), p), draw, 1)
    with pytest.raises(TypeError, match="state: expected TrainState, got dict; make it with start_training"):
        ref.train({}, quadratic, draw, 1)
    with pytest.raises(ValueError, match="steps: expected at least 1, got 0"):
        ref.train(state, quadratic, draw, 0)
    with pytest.raises(ValueError, match="seed: expected at least 0, got -1"):
        ref.start_training({"b": np.zeros(2)}, seed=-1)
    with pytest.raises(ValueError, match="params: expected at least one array, got none"):
        ref.start_training({}, seed=0)
    with pytest.raises(TypeError, match="params: expected a dict of arrays by name, got list"):
        ref.start_training([1], seed=0)
    with pytest.raises(TypeError, match="state: expected TrainState, got NoneType"):
        ref.save_training("never_written.npz", None)
