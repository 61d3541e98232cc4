"""The gate explorer: every idea on its list runs as lstm_ref runs it, by keyboard alone."""

import numpy as np
import pytest

import lstm_ref as ref

NAMES = ("example", "latch", "counter", "forget", "saturate", "removed")
NETWORKS = ("f", "i", "c", "o")


@pytest.fixture(scope="module")
def presets(browser, site):
    """The settings as the page has them."""
    page = browser.new_page()
    page.goto(f"{site}10_whole_cell.html")
    yield page.evaluate("async () => (await import('./_static/parts/lib/presets.js')).PRESETS")
    page.close()


@pytest.fixture
def explorer(visit):
    reader = visit()
    page = reader.open("10_whole_cell")
    yield page
    assert reader.complaints == []


def params_of(preset) -> ref.Params:
    """The preset's numbers as the reference takes them: one input, one unit. A gate taken out has a huge bias."""
    numbers = preset["params"]
    fields = {f"W_{key}": np.array(numbers[f"W_{key}"], float)[:, None] for key in NETWORKS}
    fields |= {f"b_{key}": np.array([numbers[f"b_{key}"]], float) for key in NETWORKS}
    for gate in preset["open"]:
        fields[f"b_{gate[0]}"] = np.array([1e3])
    return ref.Params(**fields)


def shown(page) -> dict[str, float]:
    rows = page.locator("gate-explorer .live-table tbody tr").evaluate_all(
        "rows => rows.map(row => ['th', 'td'].map(part => row.querySelector(part).innerText))"
    )
    return {name: float(number) for name, number in rows}


def test_the_list_is_the_one_that_is_tested(presets):
    assert tuple(presets) == NAMES


def height_used(page) -> float:
    """The share of the plot's height that its curves use."""
    drawn = page.evaluate("""() => {
        const plane = document.querySelector("gate-explorer .live-history svg");
        const edges = [...plane.querySelectorAll("path.curve")].map((curve) => curve.getBBox());
        const ends = (line) => [line.y1.baseVal.value, line.y2.baseVal.value];
        const lines = [...plane.querySelectorAll("line.grid")].flatMap(ends);
        return { top: Math.min(...edges.map((box) => box.y)),
                 bottom: Math.max(...edges.map((box) => box.y + box.height)),
                 from: Math.max(...lines), to: Math.min(...lines) };
    }""")
    reached = min(drawn["bottom"], drawn["from"]) - max(drawn["top"], drawn["to"])
    return reached / (drawn["from"] - drawn["to"])


@pytest.mark.parametrize("name", NAMES)
def test_idea_runs_like_the_reference_and_its_plot_uses_its_height(explorer, presets, name):
    preset = presets[name]
    explorer.locator("select[name=preset]").select_option(name)
    h, c, params = np.array([[preset["h_prev"]]]), np.array([[preset["c_prev"]]]), params_of(preset)
    for t, x in enumerate(preset["inputs"]):
        h, c = ref.lstm_step(np.array([[x]], float), h, c, params)
        values = shown(explorer)
        assert values["new cell c"] == pytest.approx(c.item(), abs=6e-5), t
        assert values["new hidden state h"] == pytest.approx(h.item(), abs=6e-5), t
        explorer.locator("button", has_text="Next step").press("Enter")
    assert explorer.locator("button", has_text="Next step").is_disabled()
    assert shown(explorer) == values, "the last step stays in sight"
    assert height_used(explorer) > 0.5


def final_cell(preset) -> list[float]:
    """The cell after every step, by the reference."""
    h, c, cells = np.array([[preset["h_prev"]]]), np.array([[preset["c_prev"]]]), []
    for x in preset["inputs"]:
        h, c = ref.lstm_step(np.array([[x]], float), h, c, params_of(preset))
        cells.append(c.item())
    return cells


def test_the_ideas_show_what_they_are_called(presets):
    latch, counter, forget = (final_cell(presets[name]) for name in ("latch", "counter", "forget"))
    assert abs(latch[0]) < 0.05 and latch[1] > 0.9 and latch[-1] > 0.9
    np.testing.assert_allclose(counter, np.cumsum(presets["counter"]["inputs"]), atol=0.15)
    np.testing.assert_allclose(forget, [2, 1, 0.5, 0.25, 0.125, 0.0625], atol=0.01)
    assert final_cell(presets["saturate"])[-1] > 7.9
    assert np.all(np.diff(final_cell(presets["removed"])) >= 0)


def test_a_slider_and_a_typed_number_move_the_cell(explorer):
    explorer.locator("input[type=range][name=c_prev]").focus()
    explorer.keyboard.press("End")
    assert explorer.locator("input[aria-label='c of the step before, as a number']").input_value() == "10"
    assert shown(explorer)["kept f ⊙ c"] == pytest.approx(10 * shown(explorer)["forget gate f"], abs=1e-3)
    field = explorer.locator("input[aria-label='x, the input, as a number']")
    field.fill("0.37")
    field.press("Enter")
    assert shown(explorer)["candidate c̃"] == pytest.approx(np.tanh(2 * 0.37 - 0.5), abs=6e-5)


def test_a_state_set_by_hand_moves_the_plot(explorer):
    curve = explorer.locator("gate-explorer .live-history path.gate-cell")
    explorer.locator("button", has_text="Next step").press("Enter")
    before = curve.get_attribute("d")
    field = explorer.locator("input[aria-label='c of the step before, as a number']")
    field.fill("5")
    field.press("Enter")
    assert curve.get_attribute("d") != before


def test_inputs_that_are_no_numbers_are_named(explorer):
    field = explorer.locator("input[name=inputs]")
    field.fill("1 abc 2")
    field.press("Tab")
    place = explorer.locator("gate-explorer .live-row output").first
    assert place.inner_text() == "step 1 of 2; left out, no number: abc"


def test_taking_out_a_gate_holds_it_at_one(explorer):
    explorer.locator(".live-networks summary").press("Enter")
    explorer.locator("input[name=open_o_t]").press("Space")
    values = shown(explorer)
    assert values["output gate o"] == 1
    assert values["new hidden state h"] == values["its tanh"]


def test_wires_carry_the_numbers_of_the_table(explorer):
    values = shown(explorer)
    drawn = [float(text.replace("−", "-")) for text in explorer.locator("gate-explorer svg .value").all_text_contents()]
    for name in ("forget gate f", "kept f ⊙ c", "written i ⊙ c̃", "new cell c", "new hidden state h"):
        assert min(abs(values[name] - number) for number in drawn) <= 0.0051, name
