"""The exercise in the page, in a browser of another make; left out where there is none."""

import contextlib
import functools
import itertools
import json
import subprocess
import time

import pytest
import websocket

from lstm_grader.commands import system
from lstm_grader.exercise import spec
from tests.book import known_wrong
from tests.course import answers
from tests.sample import how_many

NAME = "06_forget_gate"
RIGHT = {answer.check: answer.source for answer in answers.author(NAME)}
A_WHILE = 120  # s: Python is loaded first
ANSWER = """async ([name, text]) => {
  const cell = document.querySelector(`answer-cell[cell="${name}"]`), find = (part) => cell.querySelector(part);
  const until = async (holds) => { while (!holds()) await new Promise((done) => setTimeout(done, 50)); };
  await until(() => find("textarea"));
  find("textarea").value = text;
  find("textarea").dispatchEvent(new Event("input", { bubbles: true }));
  find("button").click();
  await until(() => /^(Not right|Right)/.test(find(".live-status").textContent));
  return [find(".live-status").textContent, find(".cell_output").innerText];
}"""


class Page:
    """An open page of Firefox, asked as a page of Chromium is; spoken to by WebDriver BiDi, W3C's protocol."""

    def __init__(self, address: str, site: str):
        self.socket = websocket.create_connection(f"{address}/session", timeout=A_WHILE, suppress_origin=True)
        self.count = itertools.count()
        self.ask("session.new", capabilities={})
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]
        self.ask("browsingContext.navigate", context=self.context, url=site, wait="complete")

    def close(self):
        self.socket.close()

    def ask(self, method: str, **parameters) -> dict:
        """The answer to a command; what is told beside it is passed over."""
        number = next(self.count)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        answer: dict = {}
        while answer.get("id") != number:
            answer = json.loads(self.socket.recv())
        assert answer["type"] == "success", answer
        return answer["result"]

    def evaluate(self, function: str, argument):
        """What an asynchronous function in JavaScript makes of the argument."""
        came = self.ask(
            "script.callFunction",
            functionDeclaration=f"async (text) => JSON.stringify(await ({function})(JSON.parse(text)))",
            arguments=[{"type": "string", "value": json.dumps(argument)}],
            target={"context": self.context},
            awaitPromise=True,
        )
        assert came["type"] == "success", came["exceptionDetails"]["text"]
        return json.loads(came["result"]["value"])


@pytest.fixture(scope="module")
def page(python, site, tmp_path_factory):
    program = system.find("firefox-esr")
    if program is None:
        pytest.skip("Firefox is not on this machine: `.venv/bin/python -m lstm_grader needs firefox-esr` gets it")
    profile = tmp_path_factory.mktemp("profile")
    listens = profile / "WebDriverBiDiServer.json"
    command = [program, "--headless", "--no-remote", "--remote-debugging-port=0", f"--profile={profile}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as firefox:
        try:
            deadline = time.monotonic() + A_WHILE
            while not listens.is_file() or not listens.read_text():
                assert firefox.poll() is None, "Firefox ended before it listened"
                assert time.monotonic() < deadline, "Firefox does not listen"
                time.sleep(0.05)
            where = json.loads(listens.read_text())
            with contextlib.closing(Page(f"ws://{where['ws_host']}:{where['ws_port']}", f"{site}{NAME}.html")) as page:
                yield page
        finally:
            firefox.terminate()


def test_a_gate_is_answered_wrong_and_then_right(page):
    ask = functools.partial(page.evaluate, ANSWER)
    status, told = ask(["keep", "def keep(f_t, c_prev):\n    return f_t + c_prev"])
    assert status.startswith("Not right yet")
    assert "Looks like: added where it should be multiplied." in told
    status, told = ask(["keep", RIGHT["keep"]])
    assert status == "Right, on the examples."
    assert "right on all" in told


@pytest.mark.long
@pytest.mark.parametrize("exercise", spec.names())
def test_the_page_says_of_a_mistake_what_the_judge_says(page, exercise):
    assert known_wrong.said_otherwise(page, exercise, how_many(1, len(known_wrong.of(exercise)))) == []
