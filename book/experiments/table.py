"""What was published beside what was found here, a line for each rule: the table of chapter 17."""

import contextlib
import io

from experiments.published import LEARNED_AT_EACH_STEP, PUBLISHED, results, was_run

ROWS = (  # what is shown, the run, its rule; as published: solved of 100 (the paper of 1997 tells some tables without)
    # and sequences until solved, the mean
    ("1    4 blocks of 1, .1", "1-4x1-0.1-swapped", "stop", 100, 39_740),
    ("1    3 blocks of 2, .1", "1-3x2-0.1-swapped", "stop", 100, 21_730),
    ("1    3 blocks of 2, .2", "1-3x2-0.2-swapped", "stop", 97, 14_060),
    ("1    4 blocks of 1, .5", "1-4x1-0.5-swapped", "stop", 97, 9_500),
    ("     ranges of the text", "1-4x1-0.5", "stop", 97, 9_500),
    ("1    3 blocks of 2, .5", "1-3x2-0.5-swapped", "stop", 100, 8_440),
    ("     ranges of the text", "1-3x2-0.5", "stop", 100, 8_440),
    ("2a", "2a", "stop", 100, 5_040),
    ("     cell at once", "2a-at-once", "stop", 100, 5_040),
    ("     cell after 3,000", "2a-late", "stop", 100, 5_040),
    ("2c", "2c", "stop", 100, 30_000),
    ("     swapped ranges", "2c-swapped", "stop", 100, 30_000),
    ("3a   3 numbers, ST1", "3a-3", "ST1", None, 27_380),
    ("                ST2", "3a-3", "ST2", None, 39_850),
    ("3a   1 number,  ST1", "3a-1", "ST1", None, 58_370),
    ("                ST2", "3a-1", "ST2", None, 64_330),
    ("3b   3 numbers, ST1", "3b-3", "ST1", None, 41_740),
    ("                ST2", "3b-3", "ST2", None, 43_250),
    ("3b   1 number,  ST1", "3b-1", "ST1", None, 74_950),
    ("                ST2", "3b-1", "ST2", None, 78_430),
    ("3c   3 numbers", "3c-3", "stop", None, 269_650),
    ("4    adding", "4", "stop", None, 74_000),
    ("     swapped ranges", "4-swapped", "stop", None, 74_000),
    ("     rate 1", "4-fast", "stop", None, 74_000),
    ("5    multiplying, 140", "5", "140", None, 482_000),
    ("                   13", "5", "13", None, 1_273_000),
    ("6a   order of two", "6a", "stop", None, 31_390),
    ("     swapped ranges", "6a-swapped", "stop", None, 31_390),
    ("6b   order of three", "6b", "stop", None, 571_100),
    ("streams, 1997", "streams-1997", "stop", 0, None),
    ("streams, forget gate", "streams", "stop", 18, 18_889),
    ("     rate falls", "streams-decay", "stop", 62, 14_087),
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
    """The table as it is printed."""
    number = "{:,.0f}".format
    yield f"{'':24s}{'published':>16s}{'here':>18s}"
    yield f"{'':24s}{'solved':>7s}{'mean':>10s}{'solved':>8s}{'mean':>9s}{'bound':>11s}{'wrong':>7s}"
    for what, name, rule, share, mean in ROWS:
        line = f"{what:24s}{'' if share is None else f'{share} %':>7s}{number(mean) if mean else '-':>10s}"
        if not was_run(name):
            yield f"{line}  not run"
            continue
        met, trials, sequences, wrong = found(name, rule)
        line += (
            f"{f'{met}/{trials}':>8s}{'-' if sequences is None else number(sequences):>9s}{number(bound(name)):>11s}"
        )
        yield f"{line}{'' if wrong is None else f'{wrong:.1f}':>7s}".rstrip()
