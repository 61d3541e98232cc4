"""ONNX: its own node cases, and random nodes against its reference evaluator."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

import lstm_ref as ref

onnx = pytest.importorskip("onnx", reason="onnx comes with the extra 'test'")

KINDS = ("defaults", "with_initial_bias", "batchwise", "reverse", "bidirectional")
NAMES = [f"test_{cell}_{kind}" for cell in ("lstm", "gru", "simple_rnn") for kind in KINDS] + [
    "test_lstm_with_peepholes",
    "test_gru_seq_length",
    "test_rnn_seq_length",
]


@pytest.mark.parametrize("name", NAMES)
def test_node_case(name, onnx_cases, run_node):
    case = onnx_cases[name]
    node, (inputs, expected) = case.model.graph.node[0], case.data_sets[0]
    results = run_node(node, inputs)
    wanted = [output for output in node.output if output]
    assert len(wanted) == len(expected) > 0
    for output, value in zip(wanted, expected, strict=True):
        assert_allclose(results[output], value, rtol=case.rtol, atol=case.atol, err_msg=output)
        assert results[output].dtype == value.dtype


def random_node(rng, cell):
    """A node with random weights and every option drawn: T, B, D, H are different primes."""
    T, B, D, H = 5, 3, 7, 11
    gates = {"LSTM": 4, "GRU": 3, "RNN": 1}[cell]
    direction = rng.choice(["forward", "reverse", "bidirectional"])
    dirs, layout = (2 if direction == "bidirectional" else 1), int(rng.integers(2))
    shapes = {"W": (dirs, gates * H, D), "R": (dirs, gates * H, H), "B": (dirs, 2 * gates * H), "sequence_lens": None}
    states = ["initial_h", "initial_c"] if cell == "LSTM" else ["initial_h"]
    shapes |= {name: (B, dirs, H) if layout else (dirs, B, H) for name in states}
    if cell == "LSTM":
        shapes["P"] = (dirs, 3 * H)
    optional = {"B": rng.random() < 0.7, "P": rng.random() < 0.7, "sequence_lens": False}
    keep = {name: optional.get(name, True) for name in shapes}
    arrays = {"X": rng.normal(size=(B, T, D) if layout else (T, B, D))}
    arrays |= {name: rng.normal(size=shapes[name]) for name in shapes if keep[name]}
    options = {"linear_before_reset": int(rng.integers(2))} if cell == "GRU" else {}
    outputs = ["Y", "Y_h", "Y_c"] if cell == "LSTM" else ["Y", "Y_h"]
    node = onnx.helper.make_node(
        cell,
        ["X", *(name if keep[name] else "" for name in shapes)],
        outputs,
        hidden_size=H,
        direction=direction,
        layout=layout,
        **options,
    )
    return node, arrays


@pytest.mark.parametrize("cell", ["LSTM", "GRU", "RNN"])
@pytest.mark.parametrize("seed", range(20))
def test_random_node_equals_the_reference_evaluator(cell, seed, run_node):
    from onnx.reference import ReferenceEvaluator

    node, arrays = random_node(np.random.default_rng([seed, len(cell)]), cell)
    double = onnx.TensorProto.DOUBLE
    graph = onnx.helper.make_graph(
        [node],
        "one_node",
        [onnx.helper.make_tensor_value_info(n, double, a.shape) for n, a in arrays.items()],
        [onnx.helper.make_tensor_value_info(n, double, None) for n in node.output],
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 22)])
    expected = dict(zip(node.output, ReferenceEvaluator(model).run(None, arrays), strict=True))
    results = run_node(node, list(arrays.values()))
    for name, value in expected.items():
        assert_allclose(results[name], value, rtol=0, atol=1e-12, err_msg=name)


def test_a_written_node_is_read_back():
    _, arrays = random_node(np.random.default_rng(2), "GRU")
    params = ref.from_onnx(arrays["W"], arrays["R"], arrays.get("B"), cell="gru", linear_before_reset=1)
    again = ref.from_onnx(**ref.to_onnx(params), cell="gru", linear_before_reset=1)
    for one, two in zip(params, again, strict=True):
        for name, a in one.to_dict().items():
            assert_allclose(getattr(two, name), a, rtol=0, atol=0)
