"""What a cell hands over to a live part of its page."""

import json
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

sys.path.insert(0, str(Path(__file__).parents[2] / "book" / "_ext"))

from live_data import hand_over


def test_data_comes_back_as_it_was_given_whatever_its_texts_hold():
    given = {"words": ["</script><b>", "ü", '"'], "places": [[0.5, -1], []]}
    block = BeautifulSoup(hand_over("word-map", given)._repr_html_(), "html.parser").script
    assert block["id"] == "word-map-data" and block["type"] == "application/json"
    assert json.loads(block.string) == given


def test_a_number_that_json_does_not_have_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        hand_over("word-map", [float("nan")])
