"""A gradebook that cannot be opened, or used, ends a command with what came, what was expected and what to do."""

import resource
import subprocess
import sys
from contextlib import contextmanager

import pytest

from lstm_grader.__main__ import main
from lstm_grader.exercise import spec
from lstm_grader.gradebook import cells
from lstm_grader.gradebook.store import Store
from lstm_grader.records import CheckRecord, Record
from tests.lstm_grader.nbgrader_course import CONFIG

SAID = {
    "nonsense": "expected sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME, got nonsense",
    "mysql://ada:secret@host/lstm": "got mysql://ada:***@host/lstm",
    "sqlite://": "expected sqlite:///FILE",
    "sqlite:///:memory:": "expected sqlite:///FILE",
    "postgresql://ada:secret@host:port/lstm": "got …host:port/lstm",
    "postgresql+none://ada:secret@host/lstm": "postgresql+none://ada:***@host/lstm: there is no driver for it here",
    "postgresql+psycopg2://ada:secret@host/lstm": "pip install -c constraints.txt -e '.[scale]'",
    "sqlite:////dev": "cannot be opened: unable to open database file. Is that the right place",
}


@pytest.fixture
def named(tmp_path, monkeypatch, capsys):
    """A course whose settings name a gradebook; what a command says that ends for it."""

    def run(url: str, command: str) -> str:
        (tmp_path / "course" / "submitted").mkdir(parents=True)
        text = CONFIG.format(project=str(spec.ROOT), folder=str(tmp_path), db_url=url)
        (tmp_path / "nbgrader_config.py").write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        assert main(command.split()) == 2
        return capsys.readouterr().err

    return run


@pytest.mark.parametrize("url", SAID)
def test_the_command_says_what_is_wrong_with_the_gradebook_and_no_password(url, named):
    said = named(url, "grade")
    assert SAID[url] in said and said.startswith("lstm_grader: ") and "secret" not in said


@pytest.mark.parametrize(
    "command",
    [
        "report",
        "export moodle --missing zero",
        "handback moodle 06_forget_gate",
        "results 06_forget_gate --format gradescope",
        "explain ada 06_forget_gate",
        "extend ada 06_forget_gate --days 1",
    ],
)
def test_a_server_that_does_not_answer_is_named(named, command):
    pytest.importorskip("psycopg")
    url = "postgresql+psycopg://ada:secret@127.0.0.1:1/lstm?password=secret"
    said = named(url, command)
    assert "postgresql+psycopg://ada:***@127.0.0.1:1/lstm cannot be opened" in said and "secret" not in said
    assert said.count("\n") == 1


def test_a_disk_without_room_is_named_whoever_writes_and_the_next_try_goes_on(tmp_path):
    command = f"from tests.lstm_grader.gradebook import test_address as t; t.write_where_no_room_is({str(tmp_path)!r})"
    done = subprocess.run([sys.executable, "-c", command], cwd=spec.ROOT, capture_output=True, text=True)
    assert done.stdout == "done\n", done.stderr


def write_where_no_room_is(folder: str) -> None:
    exercise = spec.load("06_forget_gate")
    checks = tuple(CheckRecord(check.name, 0.0, check.points, "wrong", "C4", "") for check in exercise.checks)
    record = Record("ada", exercise.name, exercise.notebook, checks, "a" * 64, "seed", "b" * 64)
    with Store(f"sqlite:///{folder}/gradebook.db", "lstm") as store:
        for kib, write in ((64, lambda: store.ensure_assignment(exercise)), (4, lambda: store.save([record]))):
            with room(kib), pytest.raises(RuntimeError, match=r"gradebook\.db failed: .*the same command goes on"):
                write()
            write()
        assert [found.student for found in store.latest()] == ["ada"]
    print("done")


@contextmanager
def room(kib: int):
    """No file may be larger; with 64 KiB one can read, and nbgrader starts to write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kib * 1024, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_no_password_stands_in_the_advice_on_other_cells(monkeypatch, tmp_path):
    exercise = spec.load("06_forget_gate")
    with Store(f"sqlite:///{tmp_path}/gradebook.db") as store:
        monkeypatch.setattr(cells.api, "Gradebook", lambda *_: store)
        monkeypatch.setattr(Store, "update_or_create_assignment", lambda *_, **__: None, raising=False)
        monkeypatch.setattr(cells, "_save", _refuse)
        with pytest.raises(RuntimeError, match="has submissions of it with cells") as said:
            cells.ensure(exercise, store.engine, "postgresql://ada:secret@host/lstm", "lstm")
    assert "postgresql://ada:***@host/lstm" in str(said.value) and "secret" not in str(said.value)


def _refuse(*_):
    raise RuntimeError("there are submissions")
