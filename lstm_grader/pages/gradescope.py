"""A judgement as Gradescope's `results.json`.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/ (output format).
"""

from __future__ import annotations

import json

from lstm_grader.gradebook.scores import Standing
from lstm_grader.pages import feedback
from lstm_grader.pages.platforms import ABSENT
from lstm_grader.records import CheckRecord, Record
from lstm_grader.selfcheck import Word


def make_results(record: Record, standing: Standing, book: str) -> str:
    """The text of the file: a test for each check, and the score that counts.

    Args:
        standing: the points that count, with those given by hand, and what lateness costs.
        book: the published book's address, for links; empty where there is none.
    """
    tests = [_test(check, standing.checks[check.check], book) for check in record.checks]
    late = f"{standing.penalty:g} points are taken off for handing in late." if standing.penalty else ""
    told = {
        "score": standing.total or 0.0,
        "output": ABSENT if record.absent else late,
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }
    return json.dumps(told, indent=1, ensure_ascii=True) + "\n"


def _test(check: CheckRecord, points: float | None, book: str) -> dict:
    said = [
        f"{line.label}: {line.href if book and line.href else line.text}" if line.label else line.text
        for line in feedback.lines(check, book)
    ]
    return {
        "name": check.check,
        "score": points or 0.0,
        "max_score": check.max_score,
        "status": "passed" if check.verdict == Word.RIGHT else "failed",
        "output": "\n".join(said),
        "output_format": "text",
        "visibility": "visible",
    }
