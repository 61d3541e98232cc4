"""What a backup leaves behind, and where it may not go."""

import os
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from lstm_grader import ROOT
from lstm_grader.__main__ import main

LARGE = 2**30  # bytes that take some seconds to pack, and no room on the disk


@pytest.fixture
def term(tmp_path, monkeypatch) -> Path:
    """A term in which something is handed in and nothing graded; one stands in its folder."""
    folder = tmp_path / "term"
    assert main(["term", str(folder)]) == 0
    work = folder / "course" / "submitted" / "ada" / "work.txt"
    work.parent.mkdir(parents=True)
    work.write_text("mine")
    monkeypatch.chdir(folder)
    return folder


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def test_what_a_killed_backup_left_goes_with_the_next_one_and_what_another_is_at_work_on_stays(term, tmp_path):
    large, at_work = term / "course" / "large", tmp_path / f".gradebook-{os.getpid()}-other"
    large.touch()
    os.truncate(large, LARGE)
    command = [sys.executable, "-m", "lstm_grader", "backup", str(tmp_path / "monday.tar.gz")]
    backup = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        until = time.monotonic() + 60
        while not [*tmp_path.glob(".gradebook-*/packed")]:
            assert backup.poll() is None and time.monotonic() < until
            time.sleep(0.01)
    finally:
        backup.kill()
        backup.wait(60)
    at_work.mkdir()
    assert len(left(tmp_path)) > 1 and not (tmp_path / "monday.tar.gz").exists()
    large.unlink()
    assert main(["backup", str(tmp_path / "tuesday.tar.gz")]) == 0
    assert left(tmp_path) == [at_work.name]
    with tarfile.open(tmp_path / "tuesday.tar.gz") as archive:
        assert archive.extractfile("course/submitted/ada/work.txt").read() == b"mine"


@pytest.mark.parametrize("place", ["course/kept.tar.gz", "course/deep/kept.tar.gz", "course/../course/kept.tar.gz"])
def test_a_backup_into_the_folder_that_it_keeps_is_refused_and_writes_nothing(place, term, capsys):
    before = sorted(term.rglob("*"))
    assert main(["backup", place]) == 2
    assert "so it would hold itself; name a file elsewhere" in capsys.readouterr().err
    assert sorted(term.rglob("*")) == before
