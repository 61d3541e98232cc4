"""Anchors that nobody here wrote: other implementations, and numbers that others published."""

import importlib

import numpy as np
import pytest

import lstm_ref as ref


def run_onnx_node(node, inputs, step_layer=ref.layer_forward):
    """Y, Y_h, Y_c of one ONNX LSTM, GRU or RNN node, computed by lstm_ref."""
    attributes = {a.name: a.i if a.type == a.INT else a.s.decode() for a in node.attribute}
    given = dict(zip([name for name in node.input if name], inputs, strict=True))
    cell = {"LSTM": "lstm", "GRU": "gru", "RNN": "rnn"}[node.op_type]
    extra = {"P": given.get("P")} if cell == "lstm" else {}
    if cell == "gru":
        extra = {"linear_before_reset": attributes.get("linear_before_reset", 0)}
    directions = ref.from_onnx(given["W"], given["R"], given.get("B"), cell=cell, **extra)
    first = [given[name] for name in ("initial_h", "initial_c") if name in given]
    x, batch_first = given["X"], bool(attributes.get("layout"))
    if batch_first:
        x, first = np.swapaxes(x, 0, 1), [np.swapaxes(a, 0, 1) for a in first]
    results = []
    for k, params in enumerate(directions):
        state = tuple(a[k] for a in first) or ref.zero_state(params, x.shape[1])
        reverse = attributes.get("direction") == "reverse" or k == 1
        outputs, last, _ = step_layer(x, state, params, given.get("sequence_lens"), reverse)
        results.append((outputs, *last))
    Y = np.stack([r[0] for r in results], axis=1)
    ends = [np.stack(parts) for parts in zip(*(r[1:] for r in results), strict=True)]
    if batch_first:
        Y, ends = Y.transpose(2, 0, 1, 3), [np.swapaxes(a, 0, 1) for a in ends]
    return dict(zip(("Y", "Y_h", "Y_c"), (Y, *ends), strict=False))


@pytest.fixture(scope="session")
def onnx_cases():
    """ONNX's own node tests, as it generates them (three modules alone: a second, not half a minute)."""
    node = pytest.importorskip("onnx.backend.test.case.node", reason="onnx comes with the extra 'test'")
    for name in ("lstm", "gru", "rnn"):
        importlib.import_module(f"{node.__name__}.{name}")
    wanted = ("LSTM", "GRU", "RNN")
    cases = {case.name: case for case in node._NodeTestCases if case.model.graph.node[0].op_type in wanted}
    assert len(cases) == 18, sorted(cases)
    return cases


@pytest.fixture(scope="session")
def run_node():
    return run_onnx_node
