"""Runs the experiments that are named, or all: PYTHONPATH=.:book:book/_ext python -m experiments 6a 6b:1

A part that is named after a colon (from 0; see `PARTS`) is run alone, and writes a file of its own.
"""

import sys

from experiments.published import EVERY, results

for named in sys.argv[1:] or EVERY:
    name, _, part = named.partition(":")
    print(named, flush=True)
    for trial in results(name, make=True, part=int(part) if part else None):
        print("  ", trial, flush=True)
