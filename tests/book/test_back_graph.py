"""The live part of chapter 13: the cell backwards, each gradient the reference's and the one that moving shows."""

import numpy as np
import pytest

import lstm_ref as ref


def numbers(page) -> np.ndarray:
    """The table, (10, 2): by formula and by moving."""
    texts = page.locator("back-graph td").all_text_contents()
    return np.array([float(text.replace("−", "-")) for text in texts]).reshape(-1, 2)


def move(page, name: str, *keys: str) -> None:
    page.locator(f"input[type=range][name={name}]").focus()
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("seed", range(3))
def test_way_back_of_the_page_is_the_references(visit, seed):
    page, rng, D, H = visit().open("13_bptt"), np.random.default_rng(seed), 3, 5
    params = ref.Params(*rng.normal(size=(4, D + H, H)), *rng.normal(size=(4, H)))
    x_t, h_prev, c_prev, d_h, d_c = (rng.normal(size=(1, n)) for n in (D, H, H, H, H))
    _, cache = ref.lstm_step_cached(x_t, h_prev, c_prev, params)
    plain = {name: value.tolist() for name, value in params.to_dict().items()}
    drawn = page.evaluate(
        """async ([x, h, c, d_h, d_c, params]) => {
            const maths = await import("./_static/parts/lib/maths.js");
            return maths.stepBackward(d_h, d_c, maths.lstmStep(x, h, c, params), c, params);
        }""",
        [*(array[0].tolist() for array in (x_t, h_prev, c_prev, d_h, d_c)), plain],
    )
    d_x, d_h_prev, d_c_prev, grads = ref.lstm_step_backward(d_h, d_c, cache)
    d_c_t = ref.d_cell(d_h, d_c, cache.o_t, cache.c_t)
    wanted = {"z_t": np.hstack([d_x, d_h_prev])[0], "c_prev": d_c_prev[0], "c_t": d_c_t[0], "W_f": grads["W_f"]}
    for name, want in wanted.items():
        np.testing.assert_allclose(drawn[name], want, rtol=1e-12, atol=1e-14)
    for gate, want in ref.d_sums(d_h, d_c_t, cache).items():
        np.testing.assert_allclose(drawn["a"][gate], want[0], rtol=1e-12, atol=1e-14)


def test_each_press_leads_one_stop_back_and_moving_agrees(visit):
    page = visit().open("13_bptt")
    back = page.get_by_role("button", name="Back one stop")
    reached = page.locator("back-graph .badge.reached")
    for stop in range(9):
        assert reached.count() == stop
        back.press("Enter")
    assert back.is_disabled()
    found = numbers(page)
    assert len(found) == 10
    np.testing.assert_allclose(found[:, 0], found[:, 1], rtol=0, atol=1.1e-4)
    page.get_by_role("button", name="Start again").press("Enter")
    assert reached.count() == 0
    assert set(page.locator("back-graph td").all_text_contents()) == {"·"}


def test_a_shut_output_gate_leaves_the_memory_its_road(visit):
    page = visit().open("13_bptt")
    for _ in range(9):
        page.get_by_role("button", name="Back one stop").press("Enter")
    move(page, "b_o", "Home")
    found = numbers(page)
    assert abs(found[1, 0] - 0.5) < 1e-4  # the future's alone
    move(page, "b_f", "Home")
    assert abs(numbers(page)[9, 0]) < 0.01  # and with the forget gate shut not even that reaches the old cell
