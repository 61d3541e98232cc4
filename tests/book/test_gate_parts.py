"""The live parts of chapters 07 to 09: numbers of lstm_ref, moved by keyboard."""

import numpy as np
import pytest

import lstm_ref as ref
from tests.book.live import move, numbers


def test_write_field_multiplies_gate_and_candidate(visit):
    page = visit().open("07_input_gate")
    for keys in (["Home"], ["End"], ["ArrowLeft"] * 3):
        i = ref.sigmoid(move(page, "gate", *keys))
        c_tilde = np.tanh(move(page, "candidate", *keys))
        written = ref.write(np.array([[i]]), np.array([[c_tilde]])).item()
        assert numbers(page) == pytest.approx([i, c_tilde, written], abs=6e-5)


def test_point_of_the_write_field_follows_the_pointer(visit):
    page = visit().open("07_input_gate")
    point, plane = page.locator("write-field .point"), page.locator("write-field svg.live-plane")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.6 * box["height"])
    page.mouse.up()
    drawn = point.bounding_box()
    assert drawn["x"] + drawn["width"] / 2 == pytest.approx(box["x"] + 0.3 * box["width"], abs=0.05 * box["width"])
    assert drawn["y"] + drawn["height"] / 2 == pytest.approx(box["y"] + 0.6 * box["height"], abs=0.05 * box["height"])


def test_cell_climbs_as_the_reference_does(visit):
    page = visit().open("08_memory_cell")
    for keys in (["Home"], ["End"], ["PageDown", "ArrowLeft"]):
        f, i, c_tilde, c = (np.array([[move(page, name, *keys)]]) for name in ("f", "i", "c_tilde", "c_0"))
        for _ in range(20):
            c = ref.cell_update(f, c, i, c_tilde)
        assert numbers(page) == pytest.approx([c.item(), np.tanh(c).item()], abs=6e-5)


def test_output_gate_shows_a_part_of_the_squashed_cell(visit):
    page = visit().open("09_output_gate")
    for keys in (["Home"], ["End"], ["ArrowLeft"] * 4):
        c, o = move(page, "c", *keys), move(page, "o", *keys)
        h = ref.hidden_state(np.array([[o]]), np.array([[c]])).item()
        assert numbers(page) == pytest.approx([np.tanh(c), o, h], abs=6e-5)
