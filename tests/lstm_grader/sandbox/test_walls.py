"""The walls stand, are seen to stand, and are missed when one is taken away."""

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from lstm_grader.sandbox import Query, Sandbox, SandboxError, SandboxUnavailable, start, walls
from lstm_grader.sandbox.inside import seccomp
from lstm_grader.sandbox.selftest import selftest
from lstm_grader.sandbox.types import Limits
from lstm_grader.sandbox.zygote_process import LostZygote, Zygote

ROOT = Path(__file__).resolve().parents[3]
LIMITS = Limits(cell_s=5.0, call_s=2.0, notebook_s=10.0, memory_mb=256)


def weaken(monkeypatch, tmp_path, name, old, new):
    """A copy of the sandbox's own files with one change."""
    files = walls.agent_files()
    text = files[name].read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(walls, "agent_files", lambda: {**files, name: tmp_path / name})


def refused(sandbox):
    """Act -> was it refused."""
    return {act.name: act.refused for act in selftest(sandbox)}


def test_every_hostile_act_is_refused():
    with Sandbox() as sandbox:
        assert {"bubblewrap", "namespaces", "seccomp", "rlimits"} <= set(sandbox.layers)
        acts = selftest(sandbox)
    assert len(acts) > 60
    assert [act for act in acts if not act.refused] == []


def test_an_exercise_that_has_torch_may_import_it_and_nothing_else_changes():
    pytest.importorskip("torch")
    with Sandbox(("numpy", "torch")) as sandbox:
        run = sandbox.run(["import torch\nx = torch.ones(2, dtype=torch.float64).numpy() @ [1, 2]"], [Query("x", None)])
        assert run.replies[0][0].value == 3.0 and run.flags == ()
        acts = refused(sandbox)
    assert all(acts.values()) and "import torch" not in acts


def test_without_the_system_call_filter_the_self_test_fails(monkeypatch, tmp_path):
    weaken(monkeypatch, tmp_path, "harden.py", '    seccomp.install(libc, config["filter"])\n', "")
    with Sandbox() as sandbox:
        acts = refused(sandbox)
    assert not acts["connect to a local socket"] and not acts["fork"]
    assert acts["read a solution"] and acts["connect to a server"]  # the other walls stand


def test_without_private_namespaces_or_landlock_the_other_walls_hold_and_the_home_is_emptied(monkeypatch, tmp_path):
    weaken(monkeypatch, tmp_path, "harden.py", 'if config["landlock"]', "if False")
    monkeypatch.setattr(walls, "agent_files", _without_namespaces(walls.agent_files(), tmp_path))
    with Sandbox() as sandbox:
        assert "private home" not in sandbox.layers and "landlock" not in sandbox.layers
        sandbox.run(["open('left', 'w').write('for the next')\nimport os; os.makedirs('a/b')"], [], LIMITS)
        run = sandbox.run(["import os\nx = os.listdir()"], [Query("x", None)], LIMITS)
        assert run.replies[0][0].value == []
        assert [act for act, was in refused(sandbox).items() if not was] == []


def _without_namespaces(files, tmp_path):
    text = files["harden.py"].read_text(encoding="utf-8")
    old = 'if private_namespaces(config["home"])'
    assert old in text
    (tmp_path / "harden2.py").write_text(text.replace(old, "if False"), encoding="utf-8")
    return lambda: {**files, "harden.py": tmp_path / "harden2.py"}


def test_a_wall_that_falls_later_is_a_fault_of_the_machinery(monkeypatch):
    with Sandbox() as sandbox:
        monkeypatch.setattr(Sandbox, "_start", lambda self: None)
        sandbox.walls = (*sandbox.walls, "moat")
        with pytest.raises(SandboxError):
            sandbox.run(["x = 1"], [], LIMITS)


ORDINARY = """
import json, sys
sys.path.insert(0, {root!r})
from lstm_grader.sandbox import Query, Sandbox
from lstm_grader.sandbox.selftest import selftest
from lstm_grader.sandbox.zygote_process import LostZygote, Zygote
with Sandbox() as sandbox:
    run = sandbox.run(["import numpy as np\\nx = np.ones(2)"], [Query("x", None)])
    print(json.dumps([list(sandbox.layers), [act.name for act in selftest(sandbox) if not act.refused],
                      run.replies[0][0].value.tolist()]))
"""


@pytest.mark.skipif(os.getuid() != 0, reason="already an ordinary user: the whole file is this test")
def test_the_same_walls_stand_for_an_ordinary_user(tmp_path):
    script = tmp_path / "ordinary.py"
    script.write_text(ORDINARY.format(root=str(ROOT)), encoding="utf-8")
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder != Path("/tmp"):
            folder.chmod(0o755)
    opened = _open_way_to(Path(sys.base_prefix), tmp_path / "python")
    drop = f"exec setpriv --reuid 12345 --regid 12345 --clear-groups {sys.executable} -B {script}"
    done = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-ec", f"{opened}\n{drop}"],
        capture_output=True,
        text=True,
        timeout=120,
        cwd="/",
        env={"PATH": os.environ["PATH"]},
    )
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"this machine lets root make no private mounts: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    layers, not_refused, value = json.loads(done.stdout)
    assert {"bubblewrap", "namespaces", "seccomp", "rlimits"} <= set(layers) and "own user" not in layers
    assert not_refused == [] and value == [1.0, 1.0]


@pytest.mark.skipif(os.getuid() != 0, reason="root alone tries without a user namespace first")
def test_a_root_without_its_powers_falls_back_on_a_user_namespace(monkeypatch):
    def limited(packages, unshare_user):
        if not unshare_user:
            raise LostZygote("bwrap: Creating new namespace failed: Operation not permitted")
        return Zygote(packages, unshare_user=unshare_user)

    monkeypatch.setattr(start, "Zygote", limited)
    with Sandbox() as sandbox:
        assert "own user" not in sandbox.layers
        assert [act for act, was in refused(sandbox).items() if not was] == []


def _open_way_to(folder, place):
    """Shell lines that let everybody reach a Python below a home of mode 0700, in this mount namespace alone."""
    closed = [parent for parent in reversed(folder.parents) if not parent.stat().st_mode & 0o001]
    if not closed:
        return ""
    place.mkdir()
    return textwrap.dedent(f"""
        mount --bind {folder} {place}
        mount -t tmpfs -o mode=755 tmpfs {closed[0]}
        mkdir -p {folder}
        mount --bind {place} {folder}""")


def test_without_bubblewrap_it_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SandboxUnavailable, match="apt install bubblewrap"):
        Sandbox()


def test_a_bubblewrap_that_is_refused_is_as_good_as_none(monkeypatch, tmp_path):
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(SandboxUnavailable, match=r"uid map: Permission denied(.|\n)*AppArmor"):
        Sandbox()


def test_a_python_that_does_not_start_is_an_error_of_its_own(monkeypatch):
    monkeypatch.setattr(walls, "START", "raise SystemExit('no start')  # {agent} {site}")
    with pytest.raises(SandboxError, match="no start"):
        Sandbox()


def test_unsafe_runs_the_same_protocol_and_says_that_there_are_no_walls():
    with Sandbox(unsafe=True) as sandbox:
        assert sandbox.layers == ("none",)
        run = sandbox.run(["import numpy as np\ndef f(x): return 2 * x", "import torch"], [Query("f", ((3,),))], LIMITS)
        assert run.replies[0][0].value == 6
        assert run.cells[1].outputs[0]["ename"] == "ModuleNotFoundError"
        assert sandbox.run(["while True: pass"], [], Limits(cell_s=0.5)).cells[0].status == "timeout"
        assert [act.refused for act in selftest(sandbox)] == [False]
        folder = sandbox.zygote.folder
        assert folder.is_dir()
    assert not folder.exists()
    with pytest.raises(SandboxError, match="closed"):
        sandbox.run([], [])


def test_a_lost_zygote_is_started_again():
    with Sandbox() as sandbox:
        first = sandbox.zygote.process
        first.kill()
        first.wait()
        assert sandbox.run(["x = 1"], [Query("x", None)], LIMITS).replies[0][0].value == 1
        assert sandbox.zygote.process.pid != first.pid


def test_a_zygote_lost_in_the_middle_of_a_run_is_started_again():
    with Sandbox() as sandbox:
        killer = threading.Timer(1.0, sandbox.zygote.process.kill)
        killer.start()
        run = sandbox.run(["import time; time.sleep(2)", "x = 1"], [Query("x", None)], LIMITS)
        killer.join()
        assert run.stopped is None and run.replies[0][0].value == 1


def test_a_sandbox_outlives_the_thread_that_made_it():
    made = []
    thread = threading.Thread(target=lambda: made.append(Sandbox()))
    thread.start()
    thread.join()
    with made[0] as sandbox:
        assert sandbox.run(["x = 1"], [Query("x", None)], LIMITS).replies[0][0].value == 1


@pytest.mark.parametrize("unsafe", [False, True])
def test_kill_minus_nine_of_the_grader_leaves_no_orphan(tmp_path, unsafe):
    script = tmp_path / "grader.py"
    script.write_text(
        textwrap.dedent(f"""
        import sys; sys.path.insert(0, {str(ROOT)!r})
        from lstm_grader.sandbox import Sandbox
        from lstm_grader.sandbox.types import Limits
        sandbox = Sandbox(unsafe={unsafe})
        print("ready", flush=True)
        sandbox.run(["while True: pass"], [], Limits(cell_s=60))
        """),
        encoding="utf-8",
    )
    grader = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    with grader.stdout:
        assert grader.stdout.readline() == "ready\n"
    count = 2 if unsafe else 3  # the warm process and its child; bubblewrap around them
    deadline = time.monotonic() + 30
    while len(below := descendants(grader.pid)) < count:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    deadline = time.monotonic() + 10
    while (alive := [pid for pid in below if running(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert alive == []


def descendants(pid):
    """All processes below one."""
    found, todo = [], [pid]
    while todo:
        children = Path(f"/proc/{todo.pop()}/task").glob("*/children")
        new = [int(child) for path in children for child in path.read_text().split()]
        found += new
        todo += new
    return found


def running(pid):
    """True for a process that is neither gone nor a zombie."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("machine", "header"),
    [
        ("x86_64", f"/usr/include/{os.uname().machine}-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_the_numbers_of_the_system_calls_are_the_kernels(machine, header):
    if not Path(header).is_file():
        pytest.skip(f"{header} is not installed")
    numbers = {
        name: int(number)
        for name, number in re.findall(r"#define\s+__NR(?:3264)?_(\w+)\s+(\d+)", Path(header).read_text())
    }
    numbers.setdefault("newfstatat", numbers.get("fstatat"))
    table = {name: row[seccomp.COLUMN[machine]] for name, row in (seccomp.FREE | seccomp.CHECKED).items()}
    table = {name: number for name, number in table.items() if number is not None}
    assert table == {name: numbers[name] for name in table}
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize("machine", list(seccomp.COLUMN))
def test_a_filter_allows_what_it_lists_and_nothing_else(machine):
    code = seccomp.program(1000, machine)
    arch, column = seccomp.AUDIT_ARCH[machine], seccomp.COLUMN[machine]
    listed = {row[column] for row in (seccomp.FREE | seccomp.CHECKED).values()}
    assert evaluate(code, seccomp.FREE["read"][column], arch) == seccomp.ALLOW
    assert evaluate(code, seccomp.FREE["read"][column], arch + 1) == seccomp.KILL_PROCESS
    assert all(evaluate(code, number, arch) == seccomp.DENY for number in range(600) if number not in listed)
    for name, arguments, action in [
        ("kill", [1000, 6], seccomp.ALLOW),
        ("kill", [1, 6], seccomp.DENY),
        ("kill", [2**32 - 1, 6], seccomp.DENY),
        ("kill", [1000, 9], seccomp.DENY),
        ("kill", [1000, 15], seccomp.DENY),
        ("kill", [1000, 0], seccomp.ALLOW),
        ("tgkill", [1000, 1001, 6], seccomp.ALLOW),
        ("tgkill", [1000, 1000, 9], seccomp.DENY),
        ("tgkill", [1, 1, 6], seccomp.DENY),
        ("clone", [0x3D0F00], seccomp.ALLOW),
        ("clone", [17], seccomp.DENY),
        ("clone", [0x3D0F00 | 0x10000000], seccomp.DENY),
        ("fcntl", [3, 8], seccomp.DENY),
        ("fcntl", [3, 3], seccomp.ALLOW),
        *(("fcntl", [3, command], seccomp.DENY) for command in (5, 6, 7, 36, 37, 38, 1024)),
        ("socketpair", [1, 1], seccomp.ALLOW),
        ("socketpair", [2, 1], seccomp.DENY),
        ("ioctl", [3, 0x8901], seccomp.DENY),
        ("prlimit64", [0, 7, 0], seccomp.ALLOW),
        ("prlimit64", [0, 7, 1], seccomp.DENY),
        ("prlimit64", [0, 7, 2**32], seccomp.DENY),
        ("prlimit64", [5, 7, 0], seccomp.DENY),
        ("sendto", [3, 1, 1, 0, 0], seccomp.ALLOW),
        ("sendto", [3, 1, 1, 0, 2**32], seccomp.DENY),
        ("prctl", [4], seccomp.DENY),
    ]:
        assert evaluate(code, seccomp.CHECKED[name][column], arch, arguments) == action, (name, arguments)


def evaluate(code, number, arch, arguments=()):
    """What the kernel's BPF machine would answer."""
    words = {0: number, 4: arch}
    for index in range(6):
        value = arguments[index] if index < len(arguments) else 0
        words |= {16 + 8 * index: value & 0xFFFFFFFF, 20 + 8 * index: value >> 32}
    accumulator = position = 0
    while True:
        operation, if_true, if_false, constant = code[position]
        position += 1
        if operation == seccomp.LOAD:
            accumulator = words[constant]
        elif operation == seccomp.RETURN:
            return constant
        else:
            holds = {
                seccomp.JUMP_EQUAL: accumulator == constant,
                seccomp.JUMP_ANY_BIT: bool(accumulator & constant),
                seccomp.JUMP_GREATER_EQUAL: accumulator >= constant,
            }[operation]
            position += if_true if holds else if_false


def test_no_table_no_sandbox():
    with pytest.raises(OSError, match="riscv64"):
        seccomp.program(1, "riscv64")


def test_only_what_is_needed_is_in_sight():
    with Sandbox() as sandbox:
        run = sandbox.run(
            ["import os, sys\nx = [sorted(os.listdir('/site')), sys.path, dict(os.environ)]"],
            [Query("x", None)],
            LIMITS,
        )
    site, path, environment = run.replies[0][0].value
    assert "numpy" in site and not {"torch", "nbgrader", "sphinx", "jupyter_book", "lstm_ref"} & set(site)
    assert not any(str(ROOT) in entry for entry in path)
    assert set(environment) - {"LC_CTYPE"} == set(walls.environment(walls.HOME)) | {"PWD"}
