"""What only repeats, and how much of it: `make quick` leaves it out, `make test` takes a sample, `make long` all of it.

Whoever runs pytest without make gets what `make test` runs.
"""

import os
import subprocess
from functools import cache

from lstm_grader.exercise import spec

LEVEL = os.environ.get("LEVEL", "test")  # or "quick", or "long"
ALWAYS = "06_forget_gate"  # the exercise that `make quick` tries though nobody changed it


def how_many(sample: int, all_of: int) -> int:
    """How often a test marked `long` repeats what it does."""
    return all_of if LEVEL == "long" else sample


@cache
def of_interest() -> frozenset[str]:
    """The exercises that are tried: all, in `make quick` `ALWAYS` and those that differ from the branch main."""
    if LEVEL != "quick":
        return frozenset(spec.names())
    place = spec.SOLUTIONS.relative_to(spec.ROOT)
    changed = [
        subprocess.run(["git", *question, "--", place], cwd=spec.ROOT, capture_output=True, text=True, check=False)
        for question in (("diff", "--name-only", "main"), ("ls-files", "--others", "--exclude-standard"))
    ]
    if any(answer.returncode for answer in changed):  # no repository, or one without main
        return frozenset(spec.names())
    parts = [line.split("/") for answer in changed for line in answer.stdout.splitlines()]
    return frozenset([ALWAYS, *(part[1] for part in parts if len(part) > 2)])
