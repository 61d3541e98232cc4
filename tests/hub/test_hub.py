"""A class on a JupyterHub, end to end: fetch, solve, submit, collect, grade in the sandbox, feedback read in a browser.

Three accounts that exist for this test alone, see `machine.py`; it needs root, to make them.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

from lstm_grader.release import derive
from tests.sample import LEVEL

HERE = Path(__file__).parent
ALONE = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
NAME, NOTEBOOK = "06_forget_gate", "forget_gate.ipynb"
PASSWORD = "a word for loopback"
READY_S, SHOWN_MS = 120, 120_000
WRONG = {"keep": "def keep(f_t, c_prev):\n    return (1 - f_t) * c_prev\n"}

pytestmark = [
    pytest.mark.long,
    pytest.mark.browser,
    pytest.mark.skipif(LEVEL != "long", reason="a hub takes minutes: `make long` starts it"),
    pytest.mark.skipif(os.geteuid() != 0, reason="a hub for three accounts starts as root"),
]


class Hub:
    """A running hub: its address, and what its accounts type in a terminal."""

    def __init__(self, folder: Path):
        self.folder, self.url = folder, f"http://127.0.0.1:{_free_ports(3)}"
        self.log = folder.with_suffix(".log").open("w")
        port = self.url.rpartition(":")[2]
        self.process = subprocess.Popen(
            [*ALONE, sys.executable, str(HERE / "machine.py"), str(folder)],
            env=os.environ | {"LSTM_HUB_PORT": port, "LSTM_HUB_PASSWORD": PASSWORD},
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + READY_S
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/hub/login", timeout=5)
                return
            except OSError:
                time.sleep(0.5)
        self.close()
        pytest.fail(f"the hub did not start:\n{Path(self.log.name).read_text()[-3000:]}")

    def type(self, account: str, command: str, status: int = 0) -> str:
        """What a command prints that somebody types in a terminal on the hub."""
        child = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=True)
        inside = ["nsenter", f"--target={child.stdout.split()[0]}", "--mount", "--pid", "runuser", "--login", account]
        whole = [*inside, "--command", f"export JUPYTER_CONFIG_PATH=/srv/jupyter TZ=UTC; {command}"]
        done = subprocess.run(whole, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def write(self, account: str, path: str, text: str) -> None:
        """Saves a file in an account's home, as its editor does."""
        place = self.folder / "home" / account / path
        owner = place.parent.stat()
        place.write_text(text)
        os.chown(place, owner.st_uid, owner.st_gid)

    def close(self) -> None:
        self.process.send_signal(signal.SIGKILL)  # with --kill-child all that is inside goes too
        self.process.wait()
        self.log.close()


def _free_ports(count: int) -> int:
    """The first of some ports in a row that are free."""
    for first in range(8100, 9000, count):
        held = []
        try:
            for port in range(first, first + count):
                held.append(socket.create_server(("127.0.0.1", port)))
        except OSError:
            continue
        else:
            return first
        finally:
            for one in held:
                one.close()
    raise RuntimeError("no three free ports in a row")


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    hub = Hub(tmp_path_factory.mktemp("hub") / "machine")
    yield hub
    hub.close()


@pytest.fixture
def lab(hub, browser):
    """Signs an account in, and shows its JupyterLab."""
    opened = []

    def sign_in(account: str):
        context = browser.new_context(viewport={"width": 1300, "height": 900})
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(SHOWN_MS)
        page.goto(hub.url)
        page.fill("#username_input", account)
        page.fill("#password_input", PASSWORD)
        page.click("#login_submit")
        page.wait_for_url(re.compile(f"/user/{account}/lab"))
        page.locator("#jupyterlab-splash").wait_for(state="detached")
        page.locator("#jp-main-dock-panel .jp-MainAreaWidget").first.wait_for()
        return page

    yield sign_in
    for context in opened:
        context.close()


def menu(page) -> list[str]:
    """Opens nbgrader's menu: what it offers."""
    page.locator("li.lm-MenuBar-item", has_text="Nbgrader").click()
    page.locator(".lm-Menu-itemLabel", has_text="Assignment List").wait_for()
    return [label for label in page.locator(".lm-Menu-itemLabel").all_inner_texts() if label]


def assignments(page):
    """Opens the list of assignments, and shows it once it knows them."""
    menu(page)
    page.locator(".lm-Menu-itemLabel", has_text="Assignment List").click()
    page.locator("#released_assignments_list").wait_for()
    return page


def test_a_class_from_release_to_the_feedback_that_a_student_reads(hub, lab):
    teach = "cd lstm && PATH=$PWD/.venv/bin:$PATH &&"
    hub.type("teacher", f"{teach} python -m lstm_grader release {NAME}")
    hub.type("teacher", f"{teach} nbgrader db assignment add {NAME} --duedate '2099-01-01 12:00 UTC'")
    hub.type(
        "teacher", f"{teach} nbgrader generate_assignment {NAME} --force && nbgrader release_assignment {NAME} --force"
    )

    pages = {}
    for account, answers in (("ada", {}), ("alan", WRONG)):
        page = pages[account] = lab(account)
        assert menu(page) == ["Assignment List"]  # no formgrader, no list of courses
        page.keyboard.press("Escape")
        assignments(page)
        page.get_by_role("button", name="Fetch", exact=True).click()
        page.get_by_role("button", name="Submit", exact=True).wait_for()
        hub.write(account, f"{NAME}/{NOTEBOOK}", nbformat.writes(derive.solved_notebook(NAME, answers)))
        page.get_by_role("button", name="Submit", exact=True).click()
        page.locator("#submitted_assignments_list .list_item").first.wait_for()

    collected = hub.type("teacher", f"{teach} nbgrader collect {NAME}")
    assert "Collecting submission: ada" in collected and "Collecting submission: alan" in collected
    graded = hub.type("teacher", f"{teach} id -u && python -m lstm_grader grade --workers 1")
    assert not graded.startswith("0\n")  # an ordinary user
    assert re.search(r"ada +06_forget_gate +10/10 +all right", graded), graded
    assert re.search(r"alan +06_forget_gate +\d/10 +A10", graded), graded
    hub.type("teacher", f"{teach} nbgrader release_feedback {NAME}")

    page = pages["alan"]
    page.reload()
    assignments(page)
    page.get_by_role("button", name="Fetch Feedback").click()
    hub.type("alan", f"ls {NAME}/feedback/*/{NOTEBOOK.replace('ipynb', 'html')}")
    (path,) = (hub.folder / "home" / "alan" / NAME / "feedback").glob("*/*.html")
    page.goto(f"{hub.url}/user/alan/files/{path.relative_to(hub.folder / 'home' / 'alan')}")
    text = page.locator("main").inner_text()
    assert "Looks like" in text and "Feedback for alan" in text


def test_nobody_reads_what_others_handed_in(hub):
    hub.type("ada", "ls /srv/nbgrader/exchange/lstm/inbound", status=2)
    hub.type("ada", "ls /home/alan /home/teacher/lstm/course", status=2)


def test_formgrader_is_closed_to_students(hub, lab):
    page = lab("ada")
    assert page.goto(f"{hub.url}/user/ada/formgrader").status == 404
    page = lab("teacher")
    assert "Formgrader" in menu(page)
    assert page.goto(f"{hub.url}/user/teacher/formgrader").status == 200
    page.get_by_text(NAME).first.wait_for()
