"""A file is there whole or not at all, however many write it at once."""

import multiprocessing
from pathlib import Path

import pytest

from lstm_grader.drafts import draft


def write_often(path: Path, text: str) -> None:
    for _ in range(300):
        with draft(path) as place:
            place.write_text(text)


def test_two_that_write_at_once_do_not_take_each_others_draft(tmp_path):
    path, context = tmp_path / "new" / "page.html", multiprocessing.get_context("fork")
    writers = [context.Process(target=write_often, args=(path, sign * 5000)) for sign in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert path.read_text() in ("a" * 5000, "b" * 5000)
    assert [file.name for file in path.parent.iterdir()] == ["page.html"]


def test_what_fails_leaves_the_file_as_it_was_and_no_draft(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("old")
    with pytest.raises(OSError, match="the disk is full"), draft(path) as place:
        place.write_text("ne")
        raise OSError("the disk is full")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("page.html", "old")]
