"""What was published beside what was found here, a line for each rule: the table of chapter 17."""

import contextlib
import io

from experiments.published import LEARNED_AT_EACH_STEP, PUBLISHED, results, was_run

ROWS = (  # what is shown, the run, its rule, the published mean of sequences until solved
    ("1    4x1, .1", "1-4x1-0.1-swapped", "stop", 39_740),
    ("1    3x2, .1", "1-3x2-0.1-swapped", "stop", 21_730),
    ("1    3x2, .2", "1-3x2-0.2-swapped", "stop", 14_060),
    ("1    4x1, .5", "1-4x1-0.5-swapped", "stop", 9_500),
    ("     text", "1-4x1-0.5", "stop", 9_500),
    ("1    3x2, .5", "1-3x2-0.5-swapped", "stop", 8_440),
    ("     text", "1-3x2-0.5", "stop", 8_440),
    ("2a", "2a", "stop", 5_040),
    ("     at once", "2a-at-once", "stop", 5_040),
    ("     at 3,000", "2a-late", "stop", 5_040),
    ("2c", "2c", "stop", 30_000),
    ("     swapped", "2c-swapped", "stop", 30_000),
    ("3a-3 ST1", "3a-3", "ST1", 27_380),
    ("     ST2", "3a-3", "ST2", 39_850),
    ("3a-1 ST1", "3a-1", "ST1", 58_370),
    ("     ST2", "3a-1", "ST2", 64_330),
    ("3b-3 ST1", "3b-3", "ST1", 41_740),
    ("     ST2", "3b-3", "ST2", 43_250),
    ("3b-1 ST1", "3b-1", "ST1", 74_950),
    ("     ST2", "3b-1", "ST2", 78_430),
    ("3c-3", "3c-3", "stop", 269_650),
    ("4", "4", "stop", 74_000),
    ("     swapped", "4-swapped", "stop", 74_000),
    ("     rate 1", "4-fast", "stop", 74_000),
    ("5    140", "5", "140", 482_000),
    ("     13", "5", "13", 1_273_000),
    ("6a", "6a", "stop", 31_390),
    ("     swapped", "6a-swapped", "stop", 31_390),
    ("6b", "6b", "stop", 571_100),
    ("streams 1997", "streams-1997", "stop", None),
    ("     gate", "streams", "stop", 18_889),
    ("     falling", "streams-decay", "stop", 14_087),
)


def found(name, rule):
    """How many trials met a rule, how many there were, the mean of their sequences and of what was wrong among 2560."""
    with contextlib.redirect_stdout(io.StringIO()):
        trials = results(name)
    met = [trial[rule] for trial in trials if rule in trial]
    sequences, wrong = (sum(one[k] for one in met) / len(met) if met else None for k in (0, 1))
    return len(met), len(trials), sequences, wrong if name in PUBLISHED else None


def bound(name):
    """After how many sequences a trial of a run was left alone; of the streams after how many symbols."""
    return (PUBLISHED[name] if name in PUBLISHED else LEARNED_AT_EACH_STEP[name][1])["limit"]


def lines():
    """The table as it is printed, narrow enough for a phone."""
    yield f"{'in thousands':13s}{'paper':>7s}{'here':>7s}"
    yield f"{'of sequences':13s}{'mean':>7s}{'solved':>7s}{'mean':>6s}{'bound':>6s}{'wrong':>6s}"
    for what, name, rule, mean in ROWS:
        line = f"{what:13s}{thousands(mean):>7s}"
        if not was_run(name):
            yield f"{line}  not run"
            continue
        met, trials, sequences, wrong = found(name, rule)
        line += f"{f'{met}/{trials}':>7s}{thousands(sequences):>6s}{bound(name) / 1000:6,.0f}"
        yield f"{line}{'' if wrong is None else f'{wrong:.1f}':>6s}".rstrip()


def thousands(number):
    """So many thousand, with three digits or more; a dash where nothing is known."""
    return "-" if number is None else f"{number / 1000:.{0 if number >= 1e6 else 1}f}"
