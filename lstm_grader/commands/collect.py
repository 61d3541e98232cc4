"""`collect`: archives of a learning platform become submissions."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lstm_grader.commands import stored
from lstm_grader.visible import visible

if TYPE_CHECKING:
    from lstm_grader.collect.collecting import Collected
    from lstm_grader.collect.groups import Group
    from lstm_grader.collect.table import Row

SHOWN = 40  # files that were not taken; all are in the table


def add(commands: argparse._SubParsersAction) -> None:
    """Adds the command to the command line."""
    parser = commands.add_parser("collect", help="sort what Moodle or Canvas packed into a folder a student")
    parser.add_argument("name", metavar="NAME", help="the exercise")
    parser.add_argument("archives", nargs="+", type=Path, metavar="ARCHIVE", help="zip or folder, the oldest first")
    parser.add_argument("--worksheet", type=Path, metavar="CSV", help="Moodle's grading worksheet: who, and when")
    parser.add_argument("--roster", type=Path, metavar="CSV", help="the platform's list of the class: who is expected")
    parser.add_argument("--zone", default="", help="of the worksheet's times: UTC, +02:00, Europe/Berlin")
    stored.add_submitted(parser)
    parser.set_defaults(command=_collect)


def _collect(options: argparse.Namespace) -> int:
    from lstm_grader.collect import collecting, enrolling, groups, missing

    stored.find_places(options)
    zone = options.zone or _course_zone()
    _require_one_meaning(zone)
    if options.roster:
        missing.read_class(options.roster)  # what is wrong with it is told before anything is written
    done = collecting.collect(options.name, options.archives, options.submitted, options.worksheet, zone)
    grouped = groups.read(options.submitted)
    known = done.people, done.participants, grouped
    without = missing.without_notebook(done.rows, options.name, *known, options.roster)
    for line in _told(done, without, _through_groups(done, grouped, options.name), options, zone):
        print(visible(line))
    if options.roster and (unsure := enrolling.enrol_class(options.roster, options.name, options.submitted)):
        print("`grade` does not expect them: no later archive tells them apart without --worksheet")
        print(*(visible(f"  {who}") for who in unsure), sep="\n")
    for line in done.failed:
        print(visible(f"lstm_grader: {line}"), file=sys.stderr)
    return int(bool(done.failed))


def _course_zone() -> str:
    """The zone that the settings name; nbgrader's own default is no word on where the class is."""
    from lstm_grader import course

    zone = course.settings().Exchange.get("timezone", "")
    return zone if isinstance(zone, str) else ""


def _through_groups(done: Collected, grouped: Sequence[Group], exercise: str) -> set[str]:
    """Who has a notebook because somebody else of the group has."""
    from lstm_grader.collect import table

    own = {row.student for row in done.rows if row.outcome == table.COUNTS}
    working = [group for group in grouped if group.works_on(exercise) and own.intersection(group.folders)]
    return {student for group in working for student in group.members} - own


def _require_one_meaning(zone: str) -> None:
    from lstm_grader.collect.clock import read_time

    try:
        read_time(f"2026-01-15 12:00 {zone}")
        read_time(f"2026-07-15 12:00 {zone}")
    except ValueError:
        raise RuntimeError(f"--zone: expected UTC, an offset (+02:00) or a place (Europe/Berlin), got {zone}") from None


def _told(
    done: Collected, without: Mapping[str, str], through: set[str], options: argparse.Namespace, zone: str
) -> Iterable[str]:
    from lstm_grader.collect import table

    counting = {row.student: row for row in done.rows if row.outcome == table.COUNTS}
    given = [row for row in done.rows if row.digest in done.digests]
    shared = f", {len(through)} more through their group" if through else ""
    yield f"{len(counting)} with a notebook{shared}, {len(without)} without"
    yield from (f"  {who}: {why}" for who, why in sorted(without.items()))
    if done.replaced:
        yield f"another notebook counts now than before, the one before is kept beside: {', '.join(done.replaced)}"
    if renamed := [row for row in counting.values() if row.why.startswith("handed in as")]:
        yield "taken under the exercise's name"
        yield from (f"  {row.student}: {row.why}" for row in renamed)
    if late := sorted(row.student for row in counting.values() if row.late):
        yield f"late, says Canvas, not by how much, so no points are taken off: {', '.join(late)}"
    if strangers := sorted({row.student for row in given if _stranger(row, done)}):
        yield f"in the archive, not in the worksheet; is it that of this assignment? {', '.join(strangers)}"
    yield from _about_times(counting.values(), options, zone)
    yield from _not_taken(given)
    yield f"what became of every entry  {done.table}"
    yield f"who is who                  {done.table.with_name('people.csv')}"


def _about_times(counting: Iterable[Row], options: argparse.Namespace, zone: str) -> Iterable[str]:
    unknown = sorted(row.student for row in counting if not row.came)
    if not unknown:
        return
    if not options.worksheet:
        hint = "no archive tells; Moodle's does with --worksheet"
    elif not zone:
        hint = "the worksheet's times name no zone: say which, --zone Europe/Berlin"
    else:
        hint = "the worksheet does not say, or not with certainty"
    yield f"when it came is not known, so it is never late, of {len(unknown)}: {hint}"
    if options.worksheet and zone:
        yield from (f"  {student}" for student in unknown)


def _not_taken(given: Iterable[Row]) -> Iterable[str]:
    from lstm_grader.collect import table

    rows = [row for row in given if row.outcome in (table.LEFT, table.REFUSED, table.NOBODY) and not _usual(row)]
    if rows:
        yield f"not taken: {', '.join(f'{count} {word}' for word, count in Counter(r.outcome for r in rows).items())}"
    yield from (f"  {row.entry}: {row.why}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"  and {len(rows) - SHOWN} more, in the table"


def _stranger(row: Row, done: Collected) -> bool:
    return bool(done.participants) and row.platform == "moodle" and row.number not in done.participants


def _usual(row: Row) -> bool:
    return row.why.startswith(("no notebook", "a file of the system's", "opened"))
