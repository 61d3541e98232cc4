"""Reading a date with a time: with certainty, or not at all. nbgrader's commands read with the same function.

nbgrader's own parser takes "20:00 +0200" for 19:56:40 UTC, "20:00 CEST" for 20:00 UTC and "8:00 PM" for 08:00.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

EXPECTED = "expected YEAR-MONTH-DAY HOUR:MINUTE and a zone: UTC, an offset (+02:00) or a place (Europe/Berlin)"
TIME = re.compile(
    r"(?P<date>\d{4}([-/])\d{1,2}\2\d{1,2})[T ] ?(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(:(?P<second>\d\d)([.,](?P<fraction>\d{1,9}))?)? ?(?P<half>[AP]M\b)?( ?(?P<zone>[A-Z+-].*))?",
    re.IGNORECASE | re.ASCII,
)
OFFSET = re.compile(r"([+-])(\d\d):?([0-5]\d)?", re.ASCII)
PLACE = re.compile(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2}", re.ASCII)  # never a path out of the table of zones
WORLD = ("UTC", "GMT", "Z")


def read_time(text: str) -> datetime:
    """The moment, in UTC and without a zone, as nbgrader keeps it; a text that names no zone is in UTC, as there.

    Raises:
        ValueError: it is no time, or may be several: a zone's short name that is not one of the course's own zone, an
            hour that the clocks there skip or show twice.

    >>> str(read_time("2026-11-01 20:00 +0200")), str(read_time("2026-11-01 8:00 PM Europe/Berlin"))
    ('2026-11-01 18:00:00', '2026-11-01 19:00:00')
    """
    found = TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text[:60]!r} is no time; {EXPECTED}")
    year, month, day = map(int, re.split("[-/]", found["date"]))
    micro = int((found["fraction"] or "0")[:6].ljust(6, "0"))
    try:
        local = datetime(year, month, day, _hour(found), int(found["minute"]), int(found["second"] or 0), micro)
        moments = {(local - offset) for offset in _offsets(local, found["zone"] or "UTC")}
    except (ValueError, OverflowError, LookupError) as error:
        raise ValueError(f"{text[:60]!r} is no time ({error}); {EXPECTED}") from error
    if len(moments) != 1:
        raise ValueError(f"{text[:60]!r} may be {len(moments) or 'no'} moments, the clocks change there; {EXPECTED}")
    return moments.pop()


def _hour(found: re.Match) -> int:
    hour = int(found["hour"])
    if not found["half"]:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"{hour} is no hour of a clock with {found['half']}")
    return hour % 12 + (12 if found["half"].upper() == "PM" else 0)


def _offsets(local: datetime, zone: str) -> list[timedelta]:
    """What the clocks of a zone that show this time are before UTC: one where it is certain."""
    if zone.upper() in WORLD:
        return [timedelta(0)]
    if offset := OFFSET.fullmatch(zone):
        before = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return [timezone(before if offset[1] == "+" else -before).utcoffset(None)]
    if PLACE.fullmatch(zone):
        return _shown(local, ZoneInfo(zone))
    named = _shown(local, course_zone(), zone)
    if not named:
        raise ValueError(f"{zone} is no zone that has one meaning")
    return named


def _shown(local: datetime, zone: tzinfo, name: str = "") -> list[timedelta]:
    """The offsets at which clocks there show this time, of those that have this short name where one is given."""
    found = []
    for fold in (0, 1):
        there = local.replace(tzinfo=zone, fold=fold)
        back = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        if back == local and name in ("", there.tzname()):
            found.append(there.utcoffset())
    return found


def course_zone() -> tzinfo:
    """The zone whose short name nbgrader's exchange writes behind times: `Exchange.timezone` of the settings."""
    from lstm_grader import course  # which itself has nbgrader read by this file

    return ZoneInfo(course.settings().Exchange.get("timezone", "UTC"))


def parse_utc(ts: datetime | str | None) -> datetime | None:
    """In place of `nbgrader.utils.parse_utc`."""
    if isinstance(ts, str):
        return read_time(ts)
    return ts.astimezone(UTC).replace(tzinfo=None) if ts is not None and ts.tzinfo else ts


def teach_nbgrader() -> None:
    """Lets nbgrader's commands read times, due dates too, with `read_time`; it has no setting for that."""
    from nbgrader import api, coursedir, utils
    from nbgrader.apps import api as apps_api
    from nbgrader.apps import zipcollectapp
    from nbgrader.exchange.default import collect

    for module in (utils, api.utils, coursedir, apps_api, zipcollectapp, collect):
        module.parse_utc = parse_utc
