"""The live part of chapter 15: held-out text, shaded by a cell that the reader chooses."""

import json


def given(page):
    return json.loads(page.locator("#text-cells-data").text_content())


def test_each_role_has_its_number_of_held_out_text(visit):
    page = visit().open("15_text")
    choice, told = page.get_by_label("role of the cell"), page.locator("text-cells .live-verdict")
    roles = given(page)["roles"]
    assert len(roles) == 4
    for k, role in enumerate(roles):
        choice.select_option(str(k))
        assert f"orders {round(100 * role['held'])} right" in told.text_content()


def test_the_text_stands_as_it_is_and_moves_by_keyboard(visit):
    page = visit().open("15_text")
    letters, slider = page.locator("text-cells pre"), page.locator("text-cells input[type=range]")
    text = given(page)["text"]
    assert letters.text_content() == text[:350]
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert letters.text_content() == text[10:360]


def test_where_the_role_holds_is_underlined_when_asked_for(visit):
    page = visit().open("15_text")
    page.get_by_label("underline where it is so").check()
    assert page.locator("text-cells .is").count() == sum(given(page)["roles"][0]["is"][:350])
