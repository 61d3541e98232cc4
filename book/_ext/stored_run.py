"""Longer runs of a page: computed once, by `make runs`, and stored with their settings and the seconds they took.

    from stored_run import stored

    right = stored("rnn-longer", share_right, [{"kind": "RNN", "seed": seed} for seed in range(3)])

calls `share_right` once for each setting where `make runs` executes the page, and elsewhere gives back what it returned
then. A run whose code or settings have changed since is refused.
"""

import hashlib
import inspect
import json
import os
import sys
import time
from importlib.metadata import version
from pathlib import Path
from platform import python_version

BOOK = Path(__file__).parents[1]
RUNS = BOOK / "_runs"
MAKE = "STORE_RUNS"


def stored(name, run, settings, needs=(), folder=RUNS, make=None):
    """What `run(**setting)` returned for each setting, and a printed line on how that was made.

    Arguments:
        name: of the file in the folder of runs
        run: a function of the page that returns a number, a text, or lists and dicts of these
        settings: a list of dicts, the arguments of each run, the seed among them
        needs: other functions, classes and modules that the run calls: their code belongs to the run
        make: whether the runs are made now; None: where `make runs` executes the page

    Returns:
        results: a list, as long as settings

    Raises:
        LookupError: nothing is stored, or for other code or settings
    """
    path = folder / f"{name}.json"
    code = hashlib.sha256("\n".join(inspect.getsource(part) for part in (*needs, run)).encode()).hexdigest()[:16]
    if bool(os.environ.get(MAKE)) if make is None else make:
        from lstm_grader.drafts import draft  # a page that only reads runs where there is no grader

        start = time.process_time()
        lines = [json.dumps([setting, run(**setting)]) for setting in settings]
        seconds, versions = (
            round(time.process_time() - start, 1),
            {"python": python_version(), "numpy": version("numpy")},
        )
        head = json.dumps({"code": code, "seconds": seconds, "versions": versions})
        with draft(path) as place:
            place.write_text(f'{head[:-1]}, "runs": [\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    if not path.is_file():
        raise LookupError(f"{name}: nothing is stored; run `make runs`")
    made = json.loads(path.read_text(encoding="utf-8"))
    if made["code"] != code or [setting for setting, _ in made["runs"]] != settings:
        raise LookupError(f"{name}: stored for other code or settings; run `make runs`")
    print(f"(stored: {len(settings)} runs, {made['seconds']:.0f} s, by make runs)")
    return [result for _, result in made["runs"]]


def main(pages: list[str]) -> None:
    """Executes every page that stores a run, or those of them that are named."""
    import jupytext
    from nbclient import NotebookClient

    os.environ[MAKE] = "1"
    os.environ["MPLBACKEND"] = "agg"
    os.environ["PYTHONPATH"] = os.pathsep.join([str(BOOK.parent), str(BOOK / "_ext")])
    for page in sorted(BOOK.glob("*.md")):
        if "from stored_run import" in page.read_text(encoding="utf-8") and (page.stem in pages or not pages):
            print(page.name, flush=True)
            NotebookClient(jupytext.read(page), timeout=1800, resources={"metadata": {"path": str(BOOK)}}).execute()


if __name__ == "__main__":
    main(sys.argv[1:])
