"""Memory is handed out again when nobody can see it any more, and never before."""

import threading

import numpy as np
import pytest

from lstm_ref import workspace


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(workspace, "_buffers", [])


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


@pytest.mark.parametrize("view", [lambda a: a, lambda a: a[1:], lambda a: a.T[3], lambda a: memoryview(a),
                                  lambda a: a.reshape(-1)[::7].view(np.int64)])
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


def test_no_more_is_held_back_than_stated(monkeypatch):
    monkeypatch.setattr(workspace, "KEPT", 3 * 300 * 500 * 8)
    arrays = [workspace.empty((300, 500), np.float64) for _ in range(5)]
    assert sum(b.nbytes for b in workspace._buffers) == workspace.KEPT
    for k, a in enumerate(arrays):
        a[:] = k
    assert [a[-1, -1] for a in arrays] == [0, 1, 2, 3, 4]
    monkeypatch.setattr(workspace, "MANY", 2)
    arrays = [workspace.empty((300, 500), np.float64) for _ in range(5)]
    assert len(workspace._buffers) == 2


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
    assert len(workspace._buffers) <= 2 * 4     # each thread holds one array while it asks for the next
