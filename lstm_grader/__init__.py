"""From the authored exercise to the grade: release, judge in a sandbox, name the mistake, record, show."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
