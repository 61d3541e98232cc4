"""Memory is handed out again when nobody can see it any more, and never before."""

import importlib
import sys
import threading

import numpy as np
import pytest

from lstm_ref import workspace


@pytest.fixture(autouse=True)
def nothing_waits():
    workspace._waiting.clear()


def address(a):
    return a.__array_interface__["data"][0]


def test_an_array_has_the_shape_and_kind_asked_for():
    for shape in [(3, 5), (300, 500)]:
        for dtype in (np.float32, np.float64):
            a = workspace.empty(shape, dtype)
            assert a.shape == shape and a.dtype == dtype and a.flags.c_contiguous and a.flags.writeable


def test_memory_that_nobody_holds_is_handed_out_again():
    a = workspace.empty((300, 500), np.float64)
    where = address(a)
    del a
    assert address(workspace.empty((290, 500), np.float64)) == where


@pytest.mark.parametrize(
    "view",
    [
        lambda a: a,
        lambda a: a[1:],
        lambda a: a.T[3],
        lambda a: memoryview(a),
        lambda a: a.reshape(-1)[::7].view(np.int64),
    ],
)
def test_memory_of_which_a_view_is_left_is_not_handed_out(view):
    held = view(workspace.empty((300, 500), np.float64))
    np.asarray(held)[...] = 3
    workspace.empty((300, 500), np.float64)[:] = 7
    assert np.all(np.asarray(held) == 3)


def test_memory_much_too_large_is_left_for_others():
    a = workspace.empty((900, 500), np.float64)
    where = address(a)
    del a
    small = workspace.empty((300, 500), np.float64)
    assert address(small) != where
    assert address(workspace.empty((900, 500), np.float64)) == where


def test_no_more_waits_than_stated(monkeypatch):
    monkeypatch.setattr(workspace, "KEPT", 3 * 300 * 500 * 8)
    arrays = [workspace.empty((300, 500), np.float64) for _ in range(5)]
    for k, a in enumerate(arrays):
        a[:] = k
    assert [a[-1, -1] for a in arrays] == [0, 1, 2, 3, 4]
    assert not workspace._waiting
    arrays.clear()
    del a
    assert sum(buffer.nbytes for buffer in workspace._waiting.values()) == workspace.KEPT


def test_two_arrays_never_share_memory_under_a_debugger():
    def look(frame, event, arg):
        seen.append(frame.f_locals)  # what a debugger does: it holds on to what it has seen
        return look

    seen = []
    sys.settrace(look)
    try:
        importlib.reload(workspace)
        one, other = (workspace.empty((300, 500), np.float64) for _ in range(2))
    finally:
        sys.settrace(None)
    assert not np.shares_memory(one, other)


def test_threads_do_not_get_the_same_memory():
    wrong = []

    def work(number):
        for _ in range(300):
            a = workspace.empty((100, 100), np.float64)
            a[:] = number
            if not np.all(a == number):
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(workspace._waiting) <= 2 * 4  # each thread holds one array while it asks for the next
