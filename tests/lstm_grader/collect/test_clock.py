"""A time is read with certainty or not at all, by our commands and by nbgrader's."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from nbgrader import coursedir, utils
from nbgrader.api import Gradebook

from lstm_grader import course
from lstm_grader.collect import clock
from lstm_grader.gradebook.late import PerDay

EIGHT = datetime.datetime(2026, 10, 24, 18)  # in Berlin eight in the evening, the night before clocks go back


@pytest.fixture(autouse=True)
def berlin(monkeypatch):
    monkeypatch.setattr(clock, "course_zone", lambda: ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-24 20:00 +0200",
        "2026-10-24 20:00 +02:00",
        "2026-10-24 20:00+02:00",
        "2026-10-24T20:00:00.000000+02",
        "2026-10-24 14:00:00 -0400",
        "2026-10-24 23:30 +0530",
        "2026-10-24 20:00:00.000000 CEST",
        "2026-10-24 20:00 Europe/Berlin",
        "2026-10-24 14:00 America/New_York",
        "2026-10-24 8:00 PM Europe/Berlin",
        "2026-10-24 06:00:00 pm UTC",
        "2026/10/24 18:00 UTC",
        "2026-10-24T18:00Z",
        "2026-10-24 18:00 GMT",
        "2026-10-24 18:00:00",
    ],
)
def test_one_moment_written_in_many_ways(text):
    assert clock.read_time(text) == EIGHT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-10-24",
        "24.10.2026 20:00",
        "10/24/2026 20:00",
        "2026-10-24 20:00 CST",
        "2026-10-24 20:00 CET",  # Berlin has summer time then
        "2026-10-24 20:00 GMT+2",
        "2026-10-24 20:00 Europe/Nowhere",
        "2026-10-24 20:00 ../../etc/passwd",
        "2026-10-24 20:00 /etc/localtime",
        "2026-10-24 20:00 +2500",
        "2026-10-24 20:00 PM",
        "2026-10-24 0:30 AM",
        "2026-10-24 24:00 UTC",
        "2026-02-30 12:00 UTC",
        "2026-10-25 02:30 Europe/Berlin",  # twice
        "2026-03-29 02:30 Europe/Berlin",  # never
        "0001-01-01 00:00 +1400",
        "２026-10-24 20:00 UTC",
        "2026-10-24 20:00 UTC UTC",
    ],
)
def test_what_is_not_certain_is_told(text):
    with pytest.raises(ValueError, match="expected YEAR-MONTH-DAY"):
        clock.read_time(text)


def test_an_hour_that_comes_twice_is_certain_with_its_short_name():
    first, second = (clock.read_time(f"2026-10-25 02:30 {name}") for name in ("CEST", "CET"))
    assert second - first == datetime.timedelta(hours=1)


def test_noon_and_midnight_on_a_clock_of_twelve():
    times = [clock.read_time(f"2026-10-24 {text} UTC").hour for text in ("12:00 AM", "12:00 PM", "11:59 PM")]
    assert times == [0, 12, 23]


def test_a_day_late_is_24_hours_also_where_the_clocks_change_in_it():
    due = clock.read_time("2026-10-24 20:00 Europe/Berlin")
    came = [clock.read_time(f"2026-10-25 {text} Europe/Berlin") for text in ("19:00", "19:01", "20:00")]
    rule = PerDay(share_per_day=0.1)
    late = [(time - due).total_seconds() for time in came]
    assert late[0] == 86400 and late[2] == 90000
    assert [rule.late_submission_penalty("ada", 10.0, seconds) for seconds in late] == [1.0, 2.0, 2.0]


def test_nbgrader_reads_due_dates_and_timestamps_alike(tmp_path):
    course.settings()  # as every command of nbgrader's does
    assert utils.parse_utc("2026-10-24 20:00 +0200") == coursedir.parse_utc("2026-10-24 8:00 PM CEST") == EIGHT
    assert utils.parse_utc(EIGHT.replace(tzinfo=datetime.UTC)) == utils.parse_utc(EIGHT) == EIGHT
    assert utils.parse_utc(None) is None
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", "lstm") as book:
        assert book.add_assignment("06_forget_gate", duedate="2026-10-24 20:00 +0200").duedate == EIGHT
        with pytest.raises(ValueError, match="expected YEAR-MONTH-DAY"):
            book.add_assignment("07_input_gate", duedate="2026-10-24 20:00 CST")
