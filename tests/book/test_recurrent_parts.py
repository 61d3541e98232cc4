"""The live parts of chapters 03 and 04: numbers of lstm_ref, moved by keyboard."""

import json

import numpy as np
import pytest

import lstm_ref as ref
from tests.book.live import move, numbers


def one_unit(inputs, w_x, w_h):
    """The states of the reference, (T,)."""
    x = np.array(inputs, dtype=float).reshape(-1, 1, 1)
    return ref.rnn_forward(x, np.zeros((1, 1)), np.array([[w_x], [w_h]]), np.zeros(1))[:, 0, 0]


def test_strip_hands_its_state_on_as_the_reference_does(visit):
    page = visit().open("03_rnn")
    inputs = np.zeros(10)
    inputs[0] = 1
    for step, keys in ((None, ["Home"]), (4, ["End"]), (9, ["PageDown", "ArrowLeft"])):
        w_x, w_h = move(page, "w_x", "End"), move(page, "w_h", *keys)
        if step is not None:
            page.locator(f"rnn-strip button[aria-label='pulse at step {step}']").press("Enter")
            inputs[step - 1] = 1
        hs = one_unit(inputs, w_x, w_h)
        assert page.locator("rnn-strip button[aria-pressed=true]").count() == inputs.sum()
        drawn = page.locator(".live-strip text").all_text_contents()
        np.testing.assert_allclose([float(text.replace("−", "-")) for text in drawn], hs, rtol=0, atol=0.0051)
        felt = ref.gradient_norms(hs[:, None], np.array([[w_h]]))[0] * w_x * (1 - hs[0] ** 2)
        np.testing.assert_allclose(np.abs(numbers(page)), np.abs([hs[-1], felt]), rtol=0.06, atol=0.00051)


@pytest.mark.parametrize(("w_x", "w_h"), [(1.0, 0.5), (-2.5, 1.7), (3.0, -1.0)])
def test_influence_of_the_page_is_what_a_nudge_moves(visit, w_x, w_h):
    page = visit().open("03_rnn")
    inputs = [1.0, 0, 0, 0.5, 0, -1, 0]
    states, influence = page.evaluate(
        """async ([inputs, w_x, w_h]) => {
            const maths = await import("./_static/parts/lib/maths.js");
            const states = maths.rnnUnit(inputs, w_x, w_h);
            return [states, maths.rnnInfluence(states, w_x, w_h)];
        }""",
        [inputs, w_x, w_h],
    )
    np.testing.assert_allclose(states, one_unit(inputs, w_x, w_h), rtol=1e-12, atol=1e-14)
    eps, nudges = 1e-5, np.eye(len(inputs)) * 1e-5
    moved = [(one_unit(inputs + n, w_x, w_h) - one_unit(inputs - n, w_x, w_h)) / (2 * eps) for n in nudges]
    np.testing.assert_allclose(influence, np.array(moved).T, rtol=1e-5, atol=1e-9)


SIZES = (0, 0.01, 0.1, 0.3, 1, 3)


def network(page, radius, size):
    """The norms by lag that the reference finds in the page's own network, (T,)."""
    given = json.loads(page.locator("#gradient-lag-data").text_content())
    W_h, noise = radius * np.array(given["W_h"]), np.array(given["noise"])
    H = len(W_h)
    hs = ref.rnn_forward(size * noise[:, None], np.zeros((1, H)), np.concatenate([np.eye(H), W_h]), np.zeros(H))
    return ref.gradient_norms(hs[:, 0], W_h)[::-1]


def test_gradient_by_lag_is_the_one_of_the_reference(visit):
    page = visit().open("04_vanishing_gradients")
    for keys in (["Home"], ["End"], ["ArrowLeft"] * 3):
        radius = float(move(page, "radius", *keys))
        size = SIZES[int(move(page, "size", "Home", "ArrowRight", "ArrowRight"))]
        keep = ref.sigmoid(move(page, "bias", *keys))
        lags = np.array([10, 50, 99])
        expected = np.concatenate([network(page, radius, size)[lags], radius**lags, keep**lags])
        np.testing.assert_allclose(numbers(page), expected, rtol=0.5 / 1.5, atol=0)


@pytest.mark.parametrize(("radius", "size"), [(1.0, 0.0), (0.7, 0.1), (2.0, 1.0), (3.0, 0.3)])
def test_norms_of_the_page_are_the_largest_singular_values(visit, radius, size):
    page = visit().open("04_vanishing_gradients")
    norms = page.evaluate(
        """async ([radius, size]) => {
            const maths = await import("./_static/parts/lib/maths.js");
            const { W_h, noise } = JSON.parse(document.getElementById("gradient-lag-data").textContent);
            return maths.gradientNorms(W_h.map(row => row.map(w => radius * w)), noise, size);
        }""",
        [radius, size],
    )
    np.testing.assert_allclose(norms, network(page, radius, size), rtol=0.01, atol=0)
