"""Times as a platform shows them to people: "Sunday, 1 November 2026, 8:03 PM", in its own language, without a zone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from babel import Locale, localedata

from lstm_grader.collect import clock
from lstm_grader.collect.students import composed

SIGNED = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
HOURS = re.compile(r"(?<!\d)(\d{1,2})(?::(\d\d)(?::(\d\d))?|\.(\d\d))(?![\d:])")
NUMBERS = re.compile(r"\d+")
WORDS = re.compile(r"[^\W\d_]+")
HALVES = {"am": "AM", "pm": "PM"}
BEFORE = {"上午": "AM", "午前": "AM", "오전": "AM", "下午": "PM", "午後": "PM", "오후": "PM"}
CENTURY = range(2000, 2100)  # another calendar's year is none of it


@dataclass(frozen=True)
class Language:
    """The words of one language, in small letters."""

    months: dict[str, int]
    days: frozenset[str]
    halves: dict[str, str]


def read_moments(texts: Sequence[str], zone: str) -> list[datetime | None]:
    """The moments, in UTC, of a column of times; None where one is not certain.

    A language must have words for all of them; where several have, and they do not agree, nothing is certain.

    Args:
        zone: of those that name none, as `clock.read_time` takes it; without it, they are not certain.

    >>> read_moments(["Sonntag, 1. November 2026, 20:03", "-"], "Europe/Berlin")
    [datetime.datetime(2026, 11, 1, 19, 3), None]
    """
    plain = [_plain(text, zone) for text in texts]
    wordy = [index for index, text in enumerate(texts) if plain[index] is None and WORDS.search(text)]
    if not wordy or not zone:
        return plain
    found = {tuple(_by_words(texts[index], language, zone) for index in wordy) for language in _fitting(texts, wordy)}
    if len(found) == 1:
        for index, moment in zip(wordy, found.pop(), strict=True):
            plain[index] = moment
    return plain


def _plain(text: str, zone: str) -> datetime | None:
    """A time in figures alone, the year first."""
    found = clock.TIME.fullmatch(text.strip())
    signed = SIGNED.search(text)
    if signed:
        return _moment(*map(int, signed.groups()), text[signed.end() :], BEFORE, zone)
    return _certain(text if found["zone"] else f"{text.strip()} {zone}") if found and (zone or found["zone"]) else None


def _certain(text: str) -> datetime | None:
    try:
        return clock.read_time(text)
    except ValueError:
        return None


def _fitting(texts: Sequence[str], wordy: Sequence[int]) -> list[Language]:
    """The languages that have a month for each of the texts; of those that everybody reads, English alone."""
    words = [{composed(word).casefold() for word in WORDS.findall(texts[index])} for index in wordy]
    english = _language("en")
    if all(own & english.months.keys() for own in words):
        return [english]
    fitting = [language for language in _languages() if all(own & language.months.keys() for own in words)]
    # "listopada" is November in Polish and October in Croatian: the day of the week tells.
    return [language for language in fitting if all(own & language.days for own in words)] or fitting


def _by_words(text: str, language: Language, zone: str) -> datetime | None:
    hours = HOURS.search(text)
    if not hours:
        return None
    date = text[: hours.start()]
    months = {language.months[word] for word in _words(date) if word in language.months}
    numbers = [int(number) for number in NUMBERS.findall(date)]
    years, days = ([number for number in numbers if (number in CENTURY) is wanted] for wanted in (True, False))
    if len(months) != 1 or len(years) != 1 or len(days) != 1:
        return None
    return _moment(years[0], months.pop(), days[0], text[hours.start() :], language.halves, zone)


def _moment(year: int, month: int, day: int, rest: str, halves: dict[str, str], zone: str) -> datetime | None:
    """The moment of a day whose time stands in the rest; a word there must be one of the halves of a day."""
    hours = HOURS.search(rest)
    if not hours or not zone:
        return None
    said = [halves[word] for word in halves if word in composed(rest).casefold().replace(".", "")]
    behind = _words(rest[hours.end() :].replace(".", ""))
    if len(said) > 1 or (behind and not said):
        return None
    minute, second = hours[2] or hours[4], hours[3] or "00"
    return _certain(f"{year}-{month}-{day} {hours[1]}:{minute}:{second} {' '.join([*said, zone])}")


def _words(text: str) -> list[str]:
    return [composed(word).casefold() for word in WORDS.findall(text)]


@cache
def _languages() -> tuple[Language, ...]:
    return tuple(_language(name) for name in localedata.locale_identifiers() if "_" not in name)


@cache
def _language(name: str) -> Language:
    locale = Locale.parse(name)
    months = dict(_month_words(locale))
    periods = locale.day_periods.get("format", {}).get("wide", {})
    told = {composed(periods[half]).casefold().replace(".", ""): HALVES[half] for half in HALVES if periods.get(half)}
    return Language(months, frozenset(_day_words(locale)), HALVES | told)


def _day_words(locale: Locale) -> Iterator[str]:
    for context in ("format", "stand-alone"):
        for name in locale.days[context]["wide"].values():
            yield from (word for word in _words(name) if len(word) > 2)


def _month_words(locale: Locale) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for number, name in locale.months[context][width].items():
                words = [word for word in _words(name) if len(word) > 2]
                if len(words) == 1:
                    yield words[0], number
