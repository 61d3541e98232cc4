"""The live part of chapter 14: recorded trainings, told by their curves."""

import json


def given(page):
    return json.loads(page.locator("#training-runs-data").text_content())


def test_each_training_ends_where_its_record_does(visit):
    page = visit().open("14_training")
    runs, slider = given(page)["runs"], page.locator("input[type=range][name=training]")
    assert len(runs) == 6
    slider.focus()
    page.keyboard.press("Home")
    for run in runs:
        assert float(page.locator("training-runs td").first.text_content()) == float(f"{run['loss'][-1]:.2f}")
        page.keyboard.press("ArrowRight")


def test_a_diagnosis_is_told_right_or_not(visit):
    page = visit().open("14_training")
    first, other = (run["name"] for run in given(page)["runs"][:2])
    verdict = page.locator("training-runs .live-verdict")
    assert verdict.text_content() == "Look first."
    page.get_by_label("your diagnosis").select_option(other)
    assert verdict.text_content().startswith("Not that")
    page.get_by_label("your diagnosis").select_option(first)
    assert verdict.text_content() == f"Yes: {first}."
