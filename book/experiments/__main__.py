"""Runs the experiments that are named, or all: PYTHONPATH=book:book/_ext python -m experiments 6a"""

import sys

from experiments.published import PUBLISHED, results

for name in sys.argv[1:] or PUBLISHED:
    print(name, flush=True)
    for trial in results(name, make=True):
        print("  ", trial, flush=True)
