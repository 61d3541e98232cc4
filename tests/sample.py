"""What only repeats: a small sample in `make test`, all of it in `make long`."""

import os


def how_many(sample: int, all_of: int) -> int:
    """How often a test marked `long` repeats what it does: all of it where `LONG` is set."""
    return all_of if os.environ.get("LONG") else sample
