"""Numbers that a cell computed, handed to a live part of the same page.

    from live_data import hand_over

    hand_over("word-map", {"words": words, "places": places.round(3).tolist()})

is the last line of its cell. The part named `word-map` finds them with `data("word-map")` of `lib/kit.js`.
"""

import json


class LiveData:
    """A block of JSON in the page; nothing of it is seen."""

    def __init__(self, part: str, values):
        self.part, self.text = part, json.dumps(values, separators=(",", ":"), allow_nan=False)

    def _repr_html_(self) -> str:
        safe = self.text.replace("<", "\\u003c")  # no text of the data can end the block
        return f'<script type="application/json" id="{self.part}-data">{safe}</script>'

    def __repr__(self) -> str:
        return f"the numbers of the figure {self.part}"


def hand_over(part: str, values) -> LiveData:
    """The values (numbers, texts, lists and dicts of them; no NaN) as JSON for the live part of this name."""
    return LiveData(part, values)
