"""The live parts of chapters 11 and 12: numbers of lstm_ref, moved by keyboard."""

import json

import numpy as np
import pytest

import lstm_ref as ref
from lstm_ref.packed import unpack

ROWS = 16


def handed_over(page, part: str):
    """What a cell of the page handed over to the part."""
    return json.loads(page.locator(f"#{part}-data").text_content())


def cells(page, part: str) -> list[list[str]]:
    """The numbers of the part's table, row by row."""
    return [row.locator("td").all_text_contents() for row in page.locator(f"{part} .live-table tbody tr").all()]


def read(given, inputs):
    """The cell of the reference after these inputs, and which verb it says."""
    params, zero = ref.Params.from_dict({k: np.array(v) for k, v in given["params"].items()}), np.zeros((1, 16))
    _, h_n, c_n = ref.lstm_forward(np.array(inputs)[:, None], zero, zero, params)
    return c_n[0], "are" if h_n[0] @ given["are"] + given["bias"] > 0 else "is"


@pytest.mark.parametrize("padding", ["zeros", "noise", "<pad>", "door"])
def test_a_batch_without_a_mask_reads_its_padding_and_with_one_it_does_not(visit, padding):
    page = visit().open("11_sequences")
    given = handed_over(page, "padding-grid")
    page.locator("padding-grid select").select_option(padding)
    slider = page.locator("padding-grid input[name=length2]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    for mask in (False, True):
        box = page.locator("padding-grid input[name=mask]")
        if box.is_checked() != mask:
            box.press("Space")
        for b, shown in enumerate(cells(page, "padding-grid")):
            length = int(page.locator(f"padding-grid input[name=length{b + 1}]").input_value())
            real = [given["vectors"][word] for word in given["sentences"][b][:length]]
            held = {"zeros": np.zeros((ROWS, 8)), "noise": np.array(given["noise"])}.get(padding)
            held = np.tile(given["vectors"][padding], (ROWS, 1)) if held is None else held
            (c, alone), (longer, batch) = read(given, real), read(given, [*real, *held[length:]])
            off = 0 if mask else round(100 * np.linalg.norm(longer - c) / np.linalg.norm(c))
            assert shown[:2] == [alone, alone if mask else batch]
            assert abs(int(shown[2].removesuffix(" %")) - off) <= 1
    assert page.locator("padding-grid .pad").count() == sum(
        ROWS - int(page.locator(f"padding-grid input[name=length{b}]").input_value()) for b in (1, 2, 3)
    )


def test_padding_grid_starts_with_answers_that_the_padding_has_turned(visit):
    page = visit().open("11_sequences")
    assert [row[:2] for row in cells(page, "padding-grid")] == [["are", "is"]] * 3


@pytest.mark.parametrize("layer", ["fresh", "large"])
def test_bands_in_any_order_give_the_error_of_the_reference(visit, layer):
    page = visit().open("12_torch_parity")
    given = handed_over(page, "band-order")
    arrays = {name: np.array(value) for name, value in given["layers"][layer].items()}
    page.locator("band-order select").select_option(layer)
    errors = {}
    for press in (None, ("output gate down", 2), ("candidate up", 1), ("forget gate up", 0), ("output gate up", 1)):
        for _ in range(0 if press is None else max(press[1], 1)):
            button = page.locator(f"band-order button[aria-label='{press[0]}']")
            if button.is_enabled():
                button.press("Enter")
        (order,), (shown,) = cells(page, "band-order")
        packed = arrays["weight_ih_l0"].T, arrays["weight_hh_l0"].T, arrays["bias_ih_l0"] + arrays["bias_hh_l0"]
        x, runs = np.array(given["inputs"])[:, None], {}
        for read in (order.replace(" ", ""), "ifco"):
            params = ref.Params(**unpack(*packed, read))
            runs[read] = ref.lstm_forward(x, *ref.zero_state(params, 1), params)[0]
        error = np.abs(runs[order.replace(" ", "")] - runs["ifco"]).max()
        assert float(shown) == pytest.approx(error, abs=6e-4)
        errors[order] = error
    assert len(errors) >= 3 and errors["i f c o"] == 0
