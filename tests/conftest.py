"""One real browser for every test that looks at a page; slow files first; a name for each case that fits on a line.

`make quick` tries those exercises alone that somebody is at: it stays quick as the course grows.
"""

import gc

import pytest

from lstm_grader.commands import system
from lstm_grader.exercise import spec
from tests.sample import of_interest

NAMES = spec.names()
SLOW = ("kill", "browser", "cluster", "database", "nbgrader", "grading", "limits")
COURSE = "tests/course/"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def pytest_collection_modifyitems(config, items):
    """Who looks at the built book is marked so. What takes long comes first, else one processor waits at the end."""
    asked = {item: asked_for(item) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not asked[item]])
    items[:] = [item for item in items if asked[item]]
    for item in items:
        if {"browser", "html", "build_command"} & set(item.fixturenames):
            item.add_marker("browser")
    slow = {item.path for item in items if any(map(item.get_closest_marker, SLOW))}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_finish():
    """Thousands of tests live to the end: what looks for waste need not walk through them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


def asked_for(item: pytest.Item) -> bool:
    """Not so is a test of an exercise that is of no interest now; the exercise's name stands in the test's."""
    if not item.get_closest_marker("exercise"):
        return True
    named = {name for name in NAMES if name in item.name}
    return not named or bool(named & of_interest())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A file goes to one worker; those of the course together, which work out the same pairs of mistakes."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return COURSE if nodeid.startswith(COURSE) else super()._split_scope(nodeid)

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def profile(tmp_path_factory):
    """What the browser keeps from one file of tests to the next: code that it compiled, as a reader's does."""
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")
def own(profile):
    """A window of the system's Chromium with that. Ended with each file: while it runs, no other event loop may."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.launch_persistent_context(profile, executable_path=system.browser(), args=ARGUMENTS)
        yield own
        own.close()


@pytest.fixture(scope="module")
def browser(own):
    """The same browser, for those who need windows that know nothing of each other."""
    return own.browser


def pytest_make_parametrize_id(val):
    """A page of text is no name for a case."""
    return f"{val[:60]}..." if isinstance(val, str) and len(val) > 80 else None
