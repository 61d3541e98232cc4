"""What the tests of live parts share: moving a slider, and reading what the part shows."""

import json


def move(page, name: str, *keys: str) -> float:
    """Press keys on the slider and say where it stands."""
    slider = page.locator(f"input[type=range][name={name}]")
    slider.focus()
    for key in keys:
        page.keyboard.press(key)
    return slider.evaluate("element => element.valueAsNumber")


def cells(page) -> list[str]:
    """The texts of the part's table, with a minus as Python writes it."""
    return [text.replace("−", "-") for text in page.locator(".live-table td").all_text_contents()]


def numbers(page) -> list[float]:
    """The same as numbers."""
    return list(map(float, cells(page)))


def handed_over(page, part: str):
    """What a cell of the page handed over to the part."""
    return json.loads(page.locator(f"#{part}-data").text_content())
