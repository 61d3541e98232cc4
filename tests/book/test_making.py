"""What makes the book: the table of colours, the plots, the drawn cell, the key of the results."""

import re
import sys
from pathlib import Path

import matplotlib
import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
matplotlib.use("agg")

import gate_style  # noqa: E402
from course_book import cell_figure, previews, results  # noqa: E402

PAPER = {"light": "#FFFFFF", "dark": "#14181D"}
SENTENCE = "A line that rises from zero at the left to one at the right."


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_gate_can_be_read_on_its_page(theme):
    assert f"--paper: {PAPER[theme]}" in (ROOT / "book" / "_static" / "course.css").read_text()
    for gate, colour in gate_style.colours(theme).items():
        dark, light = sorted((luminance(colour), luminance(PAPER[theme])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, gate


def test_drawn_cell_has_the_colours_of_the_table():
    light, dark = re.findall(r"svg \{(.*?)\}", cell_figure.DRAWING.read_text(), re.DOTALL)
    for block, theme in ((light, "light"), (dark, "dark")):
        assert dict(re.findall(r"--gate-(\w+): (#\w{6})", block)) == gate_style.colours(theme)


def test_drawn_cells_on_one_page_share_no_id_and_bring_no_colours():
    first, second = cell_figure.inline_drawing(), cell_figure.inline_drawing("forget")
    ids = re.findall(r'\bid="([^"]+)"', first + second)
    assert len(ids) == len(set(ids)) == 4
    assert "focus-forget" in second and "focus-" not in first.split("<style>")[0]
    assert not re.search(r"#[0-9A-F]{6}", first)


def plot():
    fig, ax = gate_style.figure(width=4, height=2)
    ax.plot([0, 1], [0, 1], color=gate_style.FORGET, label="kept")
    ax.legend()
    return fig


def test_plot_takes_its_colours_from_the_page():
    shown = gate_style.show(plot(), SENTENCE)._repr_html_()
    assert "var(--gate-forget)" in shown and "currentColor" in shown
    assert not re.search(r"#[0-9a-fA-F]{6}", shown)
    assert f'aria-label="{SENTENCE}"' in shown


@pytest.mark.parametrize("alt", ["", "   ", "a plot"])
def test_plot_without_a_sentence_for_the_blind_is_refused(alt):
    with pytest.raises(ValueError, match="alt"):
        gate_style.show(plot(), alt)


def test_plots_on_one_page_share_no_id():
    shown = "".join(gate_style.show(plot(), SENTENCE)._repr_html_() for _ in range(2))
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", shown)) <= set(ids)


def test_a_plot_that_no_phone_could_show_is_refused():
    with pytest.raises(ValueError, match=r"5\.6 inches"):
        gate_style.figure(width=7)


def test_powers_of_ten_are_written_as_in_code_and_no_text_is_rounded():
    fig, ax = gate_style.figure()
    ax.semilogy([1e-9, 1e3])
    ax.set_title("one of 0.125")
    labels = re.findall(r"<text[^>]*>([^<]*)<", gate_style.show(fig, SENTENCE)._repr_html_())
    assert {"1e−8", "0.01", "1", "one of 0.125"} <= set(labels)


def test_the_picture_of_a_shared_link_stands_alone():
    picture = previews.first_figure("<p></p>" + gate_style.show(plot(), SENTENCE)._repr_html_())
    assert "var(" not in picture
    made = previews.drawn(picture, 800, 400)
    assert made.width <= 800 and made.height <= 400 and len(made.getcolors(maxcolors=10**6)) > 10
    assert previews.first_figure("<p>no picture</p>") == ""


def test_results_get_another_key_when_the_reference_changes(tmp_path, monkeypatch):
    source = tmp_path / "lstm_ref" / "gates.py"
    source.parent.mkdir()
    source.write_text("keep = 1\n")
    (tmp_path / "requirements.txt").write_text("numpy==2\n")
    monkeypatch.setattr(results, "ROOT", tmp_path)
    before = results.key()
    assert results.key() == before
    source.write_text("keep = 2\n")
    assert results.key() != before


def test_all_that_makes_the_key_of_the_results_is_there():
    assert [pattern for pattern in results.SOURCES if not any(ROOT.glob(pattern))] == []


def test_results_get_another_key_when_a_version_changes(monkeypatch):
    versions = {"numpy": "1"}
    monkeypatch.setattr(results, "version", lambda name: versions.get(name, "0"))
    before = results.key()
    versions["pytest"] = "1"
    assert results.key() == before, "no page needs it"
    versions["numpy"] = "2"
    assert results.key() != before
