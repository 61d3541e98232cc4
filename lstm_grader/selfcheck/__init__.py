"""Self-check: compares what a function returned with what it should return, and says which mistake it looks like.

The text of this package travels in every exercise notebook (with example cases), and the grader uses it with fresh
random inputs. NumPy only. It never shows an expected number. `PARTS` is the reading order; the parts import each other
relatively, so that they also run where there is no lstm_grader.
"""

from .asking import ask, call, parameters
from .compare import same, same_values
from .diagnosis import diagnose, fault_of
from .fingerprint import STEP, close, fingerprint, flat, slack
from .naming import ERRORS, fits
from .notebook import CheckFailed, SelfCheck
from .outcome import NEAR, Call, Mistake, Outcome, Subject
from .probes import MIXED_ALONG, dependence, varied
from .values import ANSWERS, Recipe, as_many, is_answer, plain, size
from .verdict import Verdict, Word

PARTS = (
    *("values", "outcome", "verdict", "fingerprint", "compare", "asking", "probes", "naming", "diagnosis"),
    "notebook",
)
__all__ = [
    "ANSWERS",
    "ERRORS",
    "MIXED_ALONG",
    "NEAR",
    "PARTS",
    "STEP",
    "Call",
    "CheckFailed",
    "Mistake",
    "Outcome",
    "Recipe",
    "SelfCheck",
    "Subject",
    "Verdict",
    "Word",
    "as_many",
    "ask",
    "call",
    "close",
    "dependence",
    "diagnose",
    "fault_of",
    "fingerprint",
    "fits",
    "flat",
    "is_answer",
    "parameters",
    "plain",
    "same",
    "same_values",
    "size",
    "slack",
    "varied",
]
