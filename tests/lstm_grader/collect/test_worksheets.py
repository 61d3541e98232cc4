"""Moodle's worksheet in any language: who is who, and when they came; times that are not certain are no times."""

import datetime

import pytest

from lstm_grader.collect.moments import read_moments
from lstm_grader.collect.worksheets import read_worksheet

CAME = datetime.datetime(2026, 11, 1, 19, 3)
SURE = {
    "English": "Sunday, 1 November 2026, 8:03 PM",
    "American": "Sunday, November 1, 2026, 8:03 PM",
    "German": "Sonntag, 1. November 2026, 20:03",
    "Spanish": "domingo, 1 de noviembre de 2026, 20:03",
    "French": "dimanche 1 novembre 2026, 20:03",
    "Italian": "domenica, 1 novembre 2026, 20:03",
    "Polish, where Croatian has October": "niedziela, 1 listopada 2026, 20:03",
    "Czech": "neděle, 1. listopadu 2026, 20.03",
    "Russian": "воскресенье, 1 ноября 2026, 20:03",
    "Finnish": "sunnuntai, 1. marraskuuta 2026, 20.03",
    "Chinese": "2026年11月1日 星期日 20:03",
    "Japanese": "2026年 11月 1日(日曜日) 午後8:03",
    "figures": "2026-11-01 20:03",
    "with a zone of its own": "2026-11-01 19:03 UTC",
}
UNSURE = {
    "day or month": "01/11/2026 20:03",
    "two languages": "1 listopada 2026, 20:03",
    "another calendar": "1 พฤศจิกายน 2569, 20:03",
    "half of the day unknown": "Sunday, 1 November 2026, 8:03 xx",
    "an hour that clocks show twice": "Sunday, 25 October 2026, 2:30 AM",
    "no time": "Sunday, 1 November 2026",
    "no date": "8:03 PM",
    "nothing": "-",
    "no such day": "31 November 2026, 20:03",
}


@pytest.mark.parametrize("text", SURE.values(), ids=SURE)
def test_a_time_in_words_is_read(text):
    assert read_moments([text, "-"], "Europe/Berlin") == [CAME, None]


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_a_time_that_may_be_another_is_none(text):
    assert read_moments([text], "Europe/Berlin") == [None]


def test_without_a_zone_only_what_names_its_own_is_certain():
    assert read_moments([*SURE.values()], "") == [None] * (len(SURE) - 1) + [CAME]


def test_the_languages_of_a_column_are_one():
    """Each of the two alone may be Croatian or Polish; no language has both words."""
    assert read_moments(["1 listopada 2026, 20:03", "1 Mai 2026, 20:03"], "UTC") == [None, None]


SHEETS = {
    "English": 'Identifier,"Full name","Email address",Status,Grade,"Last modified (submission)",Other',
    "German": "Kennung;Vollständiger Name;E-Mail-Adresse;Status;Bewertung;Zuletzt geändert (Abgabe);Anderes",
}


@pytest.mark.parametrize("head", SHEETS.values(), ids=SHEETS)
def test_columns_are_found_in_any_language(tmp_path, head):
    between = ";" if ";" in head else ","
    rows = [
        [
            "Teilnehmer/in7",
            "Ada Lovelace",
            "ada@x.org",
            "Abgegeben",
            "-",
            f'"{SURE["German"]}"',
            '"Montag, 2. x 2026, 1:00"',
        ],
        ["Teilnehmer/in11", "Alan Turing", "alan@x.org", "Nicht abgegeben", "-", "-", "-"],
        ["Teilnehmer/in7", "Ada Lovelace", "ada@x.org", "Abgegeben", "-", "-", "-"],
    ]
    path = tmp_path / "w.csv"
    path.write_text("\n".join([head, *(between.join(row) for row in rows)]), encoding="utf-8-sig")
    found = read_worksheet(path, "Europe/Berlin")
    assert [(own.number, own.name, own.ids, own.came) for own in found.values()] == [
        ("7", "Ada Lovelace", ("ada@x.org",), CAME),
        ("11", "Alan Turing", ("alan@x.org",), None),
    ]


def test_a_blind_worksheet_has_no_names(tmp_path):
    path = tmp_path / "w.csv"
    rows = [f"Participant {number},Submitted,-,-" for number in (7, 11, 13)]
    path.write_text("\n".join(["Identifier,Status,Grade,Last modified (submission)", *rows]))
    assert [own.name for own in read_worksheet(path, "UTC").values()] == ["", "", ""]


@pytest.mark.parametrize("text", ["", "Name,Points\nAda,7 of 10\n", "Identifier\n"])
def test_what_is_no_worksheet_is_told(tmp_path, text):
    (tmp_path / "w.csv").write_text(text)
    with pytest.raises(RuntimeError, match="expected Moodle's grading worksheet"):
        read_worksheet(tmp_path / "w.csv", "UTC")
