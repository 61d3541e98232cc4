"""The verdict on a check: its word, the mistake, and what is said about it."""

from dataclasses import dataclass
from enum import Enum


class Word(str, Enum):  # noqa: UP042 - a student's Python may be older than StrEnum
    """The word of a verdict."""

    RIGHT = "right"
    WRONG = "wrong"
    ERROR = "error"
    TIMEOUT = "timeout"
    MISSING = "missing"
    """Handed in, but the function is not there or untouched."""
    ABSENT = "absent"
    """Nothing was handed in, which is no score of 0."""
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    INFRASTRUCTURE = "infrastructure"
    """No verdict: the grader failed."""

    __str__ = str.__str__


@dataclass(frozen=True)
class Verdict:
    """The judgement of one check: its word, the catalogue id (or "unknown", or ""), and the text, line by line."""

    check: str
    verdict: Word
    mistake: str = ""
    lines: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What a function that uses this one has to know: the ids of its mistakes, empty where it is right."""
        return "" if self.verdict == Word.RIGHT else self.mistake or "unknown"

    @property
    def message(self) -> str:
        """The text as one string."""
        return "\n".join(self.lines)
