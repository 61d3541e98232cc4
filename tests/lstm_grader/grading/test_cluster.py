"""A real Dask cluster of several processes: the verdicts of the local pool, and killed workers lose nothing."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import nbformat
import pytest

SCALE = "needs the extra 'scale': pip install -e '.[scale]'"
dask = pytest.importorskip("dask", reason=SCALE)
# Its workers are forked from a process that has imported it; clusters that commands start are as users have them.
dask.config.set({"distributed.worker.multiprocessing-method": "forkserver"})
distributed = pytest.importorskip("distributed", reason=SCALE)

from lstm_grader import ROOT  # noqa: E402
from lstm_grader import __main__ as program  # noqa: E402
from lstm_grader.collect.submissions import Submission  # noqa: E402
from lstm_grader.exercise import spec  # noqa: E402
from lstm_grader.gradebook.store import Store  # noqa: E402
from lstm_grader.grading import cluster, pool, whole_class  # noqa: E402
from lstm_grader.grading.pool import Job, Task  # noqa: E402
from lstm_grader.pages.places import Places  # noqa: E402
from tests.lstm_grader.classes import NAME, WRONG, hand_in, solved  # noqa: E402

PAUSE = "import time\ntime.sleep(0.3)"
FEW = ("absent", "student00", "student01", "student05")
pytestmark = [
    pytest.mark.cluster,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def submitted(tmp_path_factory) -> Path:
    """Honest and mistaken students, one who ends the process, one who hands in nothing, one unreadable file."""
    folder = tmp_path_factory.mktemp("class") / "submitted"
    for number in range(12):
        last = "import os\nos._exit(3)" if number == 5 else PAUSE
        hand_in(folder, f"student{number:02}", WRONG if number % 3 == 0 else {}, last)
    (folder / "absent").mkdir()
    hand_in(folder, "student11", "no notebook")
    return folder


@pytest.fixture(scope="module")
def few(submitted, tmp_path_factory) -> Path:
    """Four of them, for those to whom the way to a cluster matters and not who is in the class."""
    folder = tmp_path_factory.mktemp("few") / "submitted"
    for student in FEW:
        shutil.copytree(submitted / student, folder / student)
    return folder


@pytest.fixture(scope="module")
def local(submitted, tmp_path_factory) -> tuple[bytes, list]:
    """The secret, and what the local pool gives with it."""
    out = tmp_path_factory.mktemp("local")
    whole_class.grade(submitted, out, [NAME], workers=2)
    return (out / "secret").read_bytes(), stored(out)


def stored(out: Path) -> list[tuple]:
    with Store(Places(out).db_url) as store:
        return [(record.student, record.seed, record.checks, record.flags) for record in store.latest()]


@pytest.fixture(scope="module")
def dask_cluster():
    settings = {
        "scheduler.allowed-failures": 1,
        "admin.log-length": 0,
        "deploy.lost-worker-timeout": "1h",
    }  # else who is just starting again is taken for lost
    with dask.config.set({f"distributed.{name}": value for name, value in settings.items()}):
        made = distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0", silence_logs=50
        )
        with made:
            yield made


def on(made, count: int, job: Job) -> cluster.Cluster:
    return cluster.Cluster(made.scheduler_address, None, count, job)


def test_a_cluster_gives_the_verdicts_and_pages_of_the_local_pool(local, submitted, dask_cluster, tmp_path):
    (tmp_path / "secret").write_bytes(local[0])
    done = whole_class.grade(submitted, tmp_path, [NAME], graders=partial(on, dask_cluster))
    assert stored(tmp_path) == local[1]
    assert done.judged == 13
    assert len(list(tmp_path.glob("feedback/*/*/*.html"))) == 13
    assert len(list(tmp_path.glob("autograded/*/*/*.ipynb"))) == 11


def test_two_workers_killed_in_the_middle_lose_nothing(local, submitted, dask_cluster, tmp_path):
    (tmp_path / "secret").write_bytes(local[0])
    killed: list[int] = []
    killer = threading.Thread(target=kill_two, args=(dask_cluster, tmp_path, killed))
    killer.start()
    whole_class.grade(submitted, tmp_path, [NAME], graders=partial(on, dask_cluster))
    killer.join()
    assert len(killed) == 2
    assert stored(tmp_path) == local[1]


def kill_two(made, out: Path, killed: list[int]) -> None:
    """One worker after the first grades are stored, and another a moment later."""
    while not (out / "gradebook.db").exists() or not stored(out):
        time.sleep(0.05)
    for worker in made.workers.values():
        killed.append(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)
        time.sleep(0.5)


def test_a_submission_that_ends_every_worker_is_given_up_with_a_reason_and_nobody_else(dask_cluster):
    """Its workers are killed as often as it takes; the others have their grades, and the grading ends."""
    tasks = [task("deadly", "import time\ntime.sleep(8)"), *map(task, ("ada", "alan", "emmy"))]
    stop, killed = threading.Event(), []
    with on(dask_cluster, 1, Job(b"secret")) as graders:
        killer = threading.Thread(target=kill_whoever_is_at, args=(dask_cluster, "deadly", stop, killed))
        killer.start()
        records = {graded.record.student: graded.record for graded in graders.grade(tasks) if graded}
        stop.set()
        killer.join()
    assert len(killed) >= 4  # twice among others, twice alone: allowed-failures is 1
    words = {student: {check.verdict for check in record.checks} for student, record in records.items()}
    assert words == {"deadly": {"infrastructure"}} | {student: {"right"} for student in ("ada", "alan", "emmy")}
    assert "the grading process ended again and again" in records["deadly"].checks[0].message


def task(student: str, cell: str = "") -> Task:
    return Task(Submission(student, NAME, None), nbformat.writes(solved({}, cell)).encode())


def kill_whoever_is_at(made, student: str, stop: threading.Event, killed: list[int]) -> None:
    with distributed.Client(made.scheduler_address, set_as_default=False) as client:
        while not stop.wait(0.05):
            at_work = {address for address, keys in client.processing().items() if any(student in key for key in keys)}
            for worker in made.workers.values():
                if worker.worker_address in at_work and (process := worker.pid) not in {*killed, None}:
                    killed.append(process)
                    os.kill(process, signal.SIGKILL)


def test_a_notebook_on_which_a_worker_spends_too_much_ends_that_worker_alone(dask_cluster):
    """Another worker takes its place, which knows nothing of the search that takes years."""
    with distributed.Client(dask_cluster.scheduler_address, set_as_default=False) as client:
        client.wait_for_workers(len(dask_cluster.workers), timeout=60)  # one may have been killed just before
        before = {worker.pid for worker in dask_cluster.workers.values()}
        assert len(client.run(make_stuck)) == len(before)
    with on(dask_cluster, 1, Job(b"secret", processor_s=2.0)) as graders:
        records = {item.record.student: item.record for item in graders.grade(map(task, ("stuck", "ada"))) if item}
    words = {student: {check.verdict for check in record.checks} for student, record in records.items()}
    assert words == {"ada": {"right"}, "stuck": {"right"}}
    assert {worker.pid for worker in dask_cluster.workers.values()} != before


def make_stuck() -> None:
    whole = pool.judge_read

    def judge(task, job):
        if task.submission.student == "stuck":
            re.search(r"^(\s*)*x", "\n" * 100, re.MULTILINE)
        return whole(task, job)

    pool.judge_read = judge


def test_what_fails_in_a_worker_is_infrastructure_with_the_reason_and_ends_nothing(dask_cluster):
    """A worker that came later has no walls: nobody's mark, and the class goes on to its end."""
    with on(dask_cluster, 1, Job(b"secret")) as graders:
        graders.client.run(lose_the_walls, graders.name)
        records = {item.record.student: item.record for item in graders.grade(map(task, ("ada", "alan"))) if item}
    assert sorted(records) == ["ada", "alan"]
    for record in records.values():
        assert {check.verdict for check in record.checks} == {"infrastructure"}
        assert "could not put up its walls" in record.checks[0].message


def lose_the_walls(name: str, dask_worker) -> None:
    dask_worker.plugins[name].ready = False


def test_a_task_that_is_gone_is_tried_again(dask_cluster):
    """As it goes with a worker that leaves, or when somebody cancels it."""
    with on(dask_cluster, 1, Job(b"secret")) as graders:
        stop = threading.Event()
        canceller = threading.Thread(target=cancel_first, args=(graders, stop))
        canceller.start()
        tasks = [task("gone", "import time\ntime.sleep(3)"), task("ada")]
        records = {item.record.student: item.record for item in graders.grade(tasks) if item}
        stop.set()
        canceller.join()
    assert {student: {check.verdict for check in record.checks} for student, record in records.items()} == {
        "gone": {"right"},
        "ada": {"right"},
    }


def cancel_first(graders, stop: threading.Event) -> None:
    while not stop.wait(0.1):
        if gone := [future for key, future in _futures(graders) if "gone" in key and "alone" not in key]:
            graders.client.cancel(gone, force=True)
            return


def _futures(graders) -> list:
    return [(key, distributed.Future(key, client=graders.client)) for key in list(graders.client.futures)]


def test_where_no_worker_is_left_the_grading_ends(dask_cluster, monkeypatch):
    with on(dask_cluster, 1, Job(b"secret")) as graders:
        monkeypatch.setattr(cluster, "ARRIVAL_S", 0.5)
        monkeypatch.setattr(graders.client, "nthreads", dict)
        with pytest.raises(RuntimeError, match=r"no worker for .* s; what is graded is stored"):
            list(graders.grade([task("ada", PAUSE * 20)]))


def test_a_worker_with_another_version_of_an_exercise_grades_nothing(dask_cluster, few, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster.judge, "spec_hash", lambda name: "0" * 64)
    with pytest.raises(RuntimeError, match=f"has another version of {spec.names()[0]}"):
        whole_class.grade(few, tmp_path, [NAME], graders=partial(on, dask_cluster))


def test_the_cluster_keeps_no_secret(dask_cluster):
    with on(dask_cluster, 1, Job(b"secret")), distributed.Client(dask_cluster, set_as_default=False) as client:
        assert all(client.run(has_plugin).values())
    with distributed.Client(dask_cluster, set_as_default=False) as client:
        assert not any(client.run(has_plugin).values())


def has_plugin(dask_worker) -> bool:
    return any(name.startswith("lstm_grader") for name in dask_worker.plugins)


def test_two_gradings_share_a_cluster_and_its_threads(local, few, tmp_path):
    """Each with its own secret; and a worker with two threads has a sandbox for each."""
    options = {"n_workers": 1, "threads_per_worker": 2, "host": "127.0.0.1", "dashboard_address": ":0"}
    with distributed.LocalCluster(silence_logs=50, **options) as made:
        places = [tmp_path / "one", tmp_path / "two"]
        threads = [
            threading.Thread(
                target=whole_class.grade,
                args=(few, out, [NAME]),
                kwargs={"graders": partial(on, made), "pages": False},
            )
            for out in places
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert words(places[0]) == words(places[1]) == [words_of(record[0], record[2]) for record in of_few(local)]
    assert stored(places[0]) != stored(places[1]), "two secrets, two draws"


def of_few(local) -> list[tuple]:
    return [record for record in local[1] if record[0] in FEW]


def words(out: Path) -> list[tuple]:
    return [words_of(record[0], record[2]) for record in stored(out)]


def words_of(student: str, checks) -> tuple:
    return student, [(check.check, check.verdict, check.mistake) for check in checks]


def test_a_scheduler_that_is_lost_hides_no_other_error():
    made = distributed.LocalCluster(n_workers=1, host="127.0.0.1", dashboard_address=":0", silence_logs=50)
    quickly = dask.config.set({"distributed.comm.timeouts.connect": "1s"})
    with quickly, pytest.raises(RuntimeError, match="the first"), on(made, 1, Job(b"secret")) as graders:
        made.close()
        raise RuntimeError("the first")
    assert graders.client.status == "closed"


def test_certificates_are_asked_for(few, tmp_path, capsys):
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=course",
            "-keyout",
            key,
            "-out",
            certificate,
        ],
        check=True,
        capture_output=True,
    )
    security = cluster.load_certificates(certificate, certificate, key)
    options = {"n_workers": 1, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": ":0"}
    grade = ["grade", NAME, "--submitted", str(few), "--out", str(tmp_path / "out"), "--no-pages"]
    with distributed.LocalCluster(protocol="tls://", security=security, silence_logs=50, **options) as made:
        assert made.scheduler_address.startswith("tls://")
        grade += ["--scheduler", made.scheduler_address]
        assert program.main(grade) == 2
        assert "TLS needs --tls-ca" in capsys.readouterr().err
        tls = ["--tls-ca", str(certificate), "--tls-cert", str(certificate), "--tls-key", str(key)]
        assert program.main([*grade, *tls]) == 0
    assert "student00" in capsys.readouterr().out


def test_a_cluster_that_the_guides_commands_start_grades(local, few, tmp_path):
    """Word for word, on this machine, with another port and fewer workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    certificate, scheduler, worker, grade = commands_of_the_guide(port)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(certificate, cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret").write_bytes(local[0])
    started = []
    with (tmp_path / "log").open("w") as log:
        try:
            for command in (scheduler, worker):
                started.append(subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log))
            grade += ["--submitted", str(few), "--out", str(tmp_path / "out"), "--no-pages"]
            done = subprocess.run(grade, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait(60)
    assert done.returncode == 0, done.stderr + (tmp_path / "log").read_text()
    assert stored(tmp_path / "out") == of_few(local)


def commands_of_the_guide(port: str) -> list[list[str]]:
    text = (ROOT / "book" / "instructor_guide.md").read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line[2:] for line in text.splitlines() if re.match(r"\$ (openssl|.*-m dask|.*--scheduler)", line)]
    changes = {
        ".venv/bin/python": sys.executable,
        "scheduler.example.org": "127.0.0.1",
        ":8786": f":{port}",
        "--port 8786": f"--port {port}",
        ":8787": ":0",
        "--nworkers 8": "--nworkers 1",
    }
    for old, new in changes.items():
        lines = [line.replace(old, new) for line in lines]
    return [shlex.split(line) for line in lines]


def test_a_named_cluster_class_is_made_and_ended(few, tmp_path):
    command = [sys.executable, "-m", "lstm_grader", "grade", NAME, "--submitted", str(few), "--workers", "1"]
    command += ["--out", str(tmp_path), "--no-pages", "--scheduler", "dask.distributed.LocalCluster"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(stored(tmp_path)) == len(FEW)


def test_a_wrong_scheduler_is_said_to_be_so(few, tmp_path, capsys):
    grade = ["grade", NAME, "--submitted", str(few), "--out", str(tmp_path)]
    assert program.main([*grade, "--scheduler", "dask.nothing.Cluster"]) == 2
    assert "expected an address (tls://…) or a cluster class" in capsys.readouterr().err


def test_without_dask_the_extra_is_named(few, tmp_path):
    start = "import sys; sys.modules['distributed'] = None; from lstm_grader.__main__ import main; sys.exit(main({}))"
    grade = ["grade", NAME, "--submitted", str(few), "--out", str(tmp_path), "--scheduler", "tcp://127.0.0.1:1"]
    command = [sys.executable, "-c", start.format(grade)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install -e '.[scale]'" in done.stderr
