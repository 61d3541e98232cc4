"""Archives as Moodle and Canvas pack them, through the real `nbgrader zip_collect` with the course's settings."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lstm_grader import ROOT
from lstm_grader.collect import submissions

NAME = "06_forget_gate"
NOTEBOOK = ROOT / "exercises" / NAME / "forget_gate.ipynb"
PACKED = {
    "Ada Lovelace_123_assignsubmission_file/forget_gate.ipynb": "Ada Lovelace",
    "Jörg van der O'Berg_124_assignsubmission_file_/forget_gate (1).ipynb": "Jörg van der O'Berg",
    "Emmy Noether_125_assignsubmission_file_forget_gate.ipynb": "Emmy Noether",
    "turingalan_1201_88001_forget_gate.ipynb": "1201",
    "hoppergrace_LATE_1202_88002_forget_gate-1.ipynb": "1202",
}


@pytest.fixture
def course(tmp_path):
    """A copy of what the command reads, with its own folders for what it writes."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    (tmp_path / "lstm_grader").symlink_to(ROOT / "lstm_grader")
    release = tmp_path / "exercises" / NAME
    release.mkdir(parents=True)
    shutil.copy(NOTEBOOK, release)
    archive = tmp_path / "course" / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "submissions.zip", "w") as packed:
        for name in PACKED:
            packed.writestr(name, NOTEBOOK.read_bytes())
    return tmp_path


@pytest.mark.nbgrader
def test_archives_of_learning_platforms_become_submissions(course):
    command = [Path(sys.executable).parent / "nbgrader", "zip_collect", NAME]
    alone = {**os.environ, "HOME": str(course)}
    ran = subprocess.run(command, cwd=course, env=alone, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found = {item.student: item for item in submissions.find(course / "course" / "submitted")}
    assert set(found) == set(PACKED.values())
    assert all(item.read() == NOTEBOOK.read_bytes() for item in found.values())
