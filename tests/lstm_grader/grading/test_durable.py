"""kill -9 of the grader, of a worker or of a sandbox at any moment, then a rerun: nothing lost, doubled or left."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook

from lstm_grader.exercise import spec
from lstm_grader.gradebook.store import Store
from lstm_grader.grading import whole_class
from lstm_grader.pages.places import Places
from lstm_grader.records import Record
from tests.lstm_grader.classes import NAME, WRONG, hand_in
from tests.lstm_grader.grading.killed import REFUSED
from tests.sample import how_many

ROUNDS = how_many(1, all_of=10)  # each on a gradebook of its own: two kills of the grader, three of what is below it
PAUSE = "import time\ntime.sleep(0.15)"  # so that there are moments within the judging of a notebook


@pytest.fixture(scope="module")
def submitted(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("class") / "submitted"
    for number in range(10):
        hand_in(folder, f"student{number}", WRONG if number % 3 == 0 else {}, PAUSE)
    return folder


class Graders:
    """Graders, one at a time, and the processes below each."""

    def __init__(self, submitted: Path):
        command = [sys.executable, "-m", "tests.lstm_grader.grading.killed"]
        self.submitted, self.log = submitted, submitted.parent / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, stdin=-1, stdout=-1, stderr=log, text=True, cwd=spec.ROOT)
        self.hear()

    def hear(self) -> dict:
        return json.loads(self.process.stdout.readline())

    def start(self, out: Path, **more) -> psutil.Process:
        arguments = {"submitted": str(self.submitted), "out": str(out), "workers": 2, "pages": False} | more
        self.process.stdin.write(json.dumps(arguments) + "\n")
        self.process.stdin.flush()
        return psutil.Process(self.hear()["grader"])

    def end(self) -> int:
        """The grader's exit status; fails when a process outlived it."""
        said = self.hear()
        assert said["left"] == []
        assert said["status"] in (0, 130, REFUSED, -signal.SIGKILL), self.log.read_text()[-3000:]
        return said["status"]


@pytest.fixture(scope="module")
def graders(submitted):
    found = Graders(submitted)
    yield found
    found.process.communicate()


@pytest.fixture(scope="module")
def undisturbed(graders, tmp_path_factory) -> tuple[list, float]:
    """What a grading gives that nobody disturbs, and how long it takes."""
    out = tmp_path_factory.mktemp("undisturbed")
    (out / "secret").write_bytes(b"the same in all")
    start = time.monotonic()
    graders.start(out)
    assert graders.end() == 0
    return stored(out), time.monotonic() - start


def stored(out: Path) -> list[tuple]:
    with Store(Places(out).db_url) as store:
        return sorted(map(seen, store.latest()))


def seen(record: Record) -> tuple:
    return record.student, record.seed, [(check.check, check.verdict, check.mistake) for check in record.checks]


def count_stored(out: Path) -> int:
    try:
        return rows(out, "select count(*) from lstm_grading")[0][0]
    except sqlite3.OperationalError:  # no table yet
        return 0


def rows(out: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(out / "gradebook.db")) as connection:
        return connection.execute(query).fetchall()


BELOW = ("worker", "outside", "warm", "student")


def kill_below(grader: psutil.Process, kind: str, chance: random.Random) -> bool:
    """Kills a worker, a sandbox's outside, its warm process or a student's; False where there is none (now)."""
    below = grader.children(recursive=True)
    outside = [process for process in below if "bwrap" in process.name()]
    warm = [child for process in outside for child in process.children()]
    student = [child for process in warm for child in process.children()]
    worker = [process for process in below if process not in [*outside, *warm, *student]]
    found = dict(zip(BELOW, [worker, outside, warm, student], strict=True))[kind]
    if found:
        chance.choice(found).kill()
    return bool(found)


@pytest.mark.kill
@pytest.mark.long
@pytest.mark.parametrize("number", range(ROUNDS))
def test_killed_at_any_moment_nothing_is_lost_or_doubled_or_left(number, graders, undisturbed, tmp_path):
    expected, duration = undisturbed
    chance = random.Random(number)
    (tmp_path / "secret").write_bytes(b"the same in all")

    grader = graders.start(tmp_path)
    time.sleep(chance.uniform(0, duration))
    before = _kill(grader, graders, tmp_path)

    grader, kinds = graders.start(tmp_path, force=True), chance.sample(BELOW, 3)
    end = time.monotonic() + chance.uniform(0.5, 1.5) * duration
    time.sleep(chance.uniform(0, duration / 4))
    while time.monotonic() < end:
        try:
            if not kinds or not kill_below(grader, kinds[-1], chance):
                time.sleep(chance.uniform(0, 0.1))
                continue
        except psutil.NoSuchProcess:
            continue
        kinds.pop()
        time.sleep(chance.uniform(0, duration / 4))
    again = _kill(grader, graders, tmp_path)
    assert {student for student, *_ in before} <= {student for student, *_ in again}, "a stored grade was lost"

    graders.start(tmp_path)
    assert graders.end() == 0
    assert stored(tmp_path) == expected
    checks = len(expected[0][2])
    assert rows(tmp_path, "select count(*) from grade where auto_score is not null") == [(len(expected) * checks,)]
    assert rows(tmp_path, "select max(n) from (select count(*) n from grade group by cell_id, notebook_id)") == [(1,)]
    failed = "(select grading_id from lstm_check where verdict = 'infrastructure')"
    verdicts = f"select student, count(*) from lstm_grading where id not in {failed} group by student order by student"
    assert rows(tmp_path, verdicts) == [(student, 1) for student, *_ in expected], "one verdict was stored twice"


def _kill(grader: psutil.Process, graders: Graders, out: Path) -> list[tuple]:
    if grader.is_running():
        grader.kill()
    graders.end()
    return stored(out) if (out / "gradebook.db").exists() else []


def test_a_gradebook_that_many_open_at_once_is_made_once(tmp_path):
    url = Places(tmp_path).db_url
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(put, [url] * 4)) == [[]] * 4
    with Gradebook(url, "lstm") as gradebook:
        assert gradebook.find_assignment(NAME).max_score == 10


def put(url: str) -> list:
    """An exercise into the gradebook; what is graded there."""
    with Store(url, "lstm") as store:
        store.ensure_assignment(spec.load(NAME))
        return store.latest()


def test_a_gradebook_that_somebody_writes_to_is_waited_for(tmp_path):
    """A gradebook that stock nbgrader made is in another journal mode: the change of mode does not wait by itself."""
    with closing(sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE somebody (id)")
        with ThreadPoolExecutor(1) as thread:
            opened = thread.submit(Store, Places(tmp_path).db_url, "lstm")
            assert not wait([opened], timeout=0.5).done  # it neither gave up nor went past
            other.execute("COMMIT")
            with opened.result() as store:
                assert store.latest() == []


@pytest.mark.kill
def test_ctrl_c_keeps_what_is_done_and_the_rerun_does_the_rest(graders, submitted, tmp_path):
    grader = graders.start(tmp_path)
    while grader.is_running() and not count_stored(tmp_path):
        time.sleep(0.05)
    os.kill(grader.pid, signal.SIGINT)
    assert graders.end() == 130
    done = stored(tmp_path)
    assert 0 < len(done) < 10
    found = whole_class.grade(submitted, tmp_path, pages=False)
    assert found.judged == 10 - len(done)
    assert len(stored(tmp_path)) == 10
