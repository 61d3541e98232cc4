"""Which anchor catches which wrong LSTM: 19 cells with one mistake each, and the anchors must still kill them."""

import numpy as np
import pytest
import torch

import lstm_ref as ref

SWAPS = {"swap i and f": "if", "swap i and o": "io", "swap o and c": "oc", "swap f and o": "fo"}
SEQUENCES_ONLY = ("forget inverted", "no forget gate", "tanh as forget gate", "cell overwritten", "no recurrence")
EVERYWHERE = (
    "coupled i = 1 - f",
    "no input gate",
    "no output gate",
    "h without tanh",
    "h from the old cell",
    "c returned as h",
    "candidate with sigmoid",
)
MUTANTS = (
    *SWAPS,
    "f applied to the candidate",
    *SEQUENCES_ONLY,
    *EVERYWHERE,
    "bias dropped",
    "output peephole reads the old cell",
)


def step(mutant, x_t, h, c_prev, p):
    """A step of the LSTM with peepholes, with one mistake (or none)."""
    arrays = p.to_dict()
    if mutant in SWAPS:
        a, b = SWAPS[mutant]
        for kind in "Wb":
            arrays[f"{kind}_{a}"], arrays[f"{kind}_{b}"] = arrays[f"{kind}_{b}"], arrays[f"{kind}_{a}"]
    z = np.concatenate([x_t, 0 * h if mutant == "no recurrence" else h], axis=1)
    a_f, a_i, a_c, a_o = (z @ arrays[f"W_{g}"] + (0 if mutant == "bias dropped" else arrays[f"b_{g}"]) for g in "fico")
    sigmoid, one = ref.sigmoid, np.ones_like(c_prev)
    f = (np.tanh if mutant == "tanh as forget gate" else sigmoid)(a_f + p.p_f * c_prev)
    f = {"forget inverted": 1 - f, "no forget gate": one}.get(mutant, f)
    i = sigmoid(a_i + p.p_i * c_prev)
    i = {"coupled i = 1 - f": 1 - f, "no input gate": one, "f applied to the candidate": f}.get(mutant, i)
    g = (sigmoid if mutant == "candidate with sigmoid" else np.tanh)(a_c)
    c = i * g if mutant == "cell overwritten" else f * c_prev + i * g
    o = sigmoid(a_o + p.p_o * (c_prev if mutant == "output peephole reads the old cell" else c))
    if mutant == "no output gate":
        o = one
    shown = {"h without tanh": c, "h from the old cell": np.tanh(c_prev)}.get(mutant, np.tanh(c))
    return c if mutant == "c returned as h" else o * shown, c


def as_peephole(p):
    return p if isinstance(p, ref.VariantParams) else ref.VariantParams(**p.to_dict(), kind="peephole")


def layer(mutant):
    """A layer of the mutant with the arguments of ref.layer_forward."""

    def forward(x, state, params, lengths=None, reverse=False):
        (h, c), outputs = state, []
        for x_t in x[::-1] if reverse else x:
            h, c = step(mutant, x_t, h, c, as_peephole(params))
            outputs.append(h)
        return np.stack(outputs[::-1] if reverse else outputs), (h, c), None

    return forward


@pytest.fixture(scope="module")
def anchors(onnx_cases, run_node):
    """name -> function of a layer that says whether the layer passes."""
    rng = np.random.default_rng(5)
    torch.manual_seed(5)
    module = torch.nn.LSTM(7, 11, dtype=torch.float64)
    params = ref.from_torch({k: v.detach().numpy() for k, v in module.state_dict().items()})
    x, h0, c0 = rng.normal(size=(5, 3, 7)), rng.normal(size=(3, 11)), 2 * rng.normal(size=(3, 11))

    def torch_anchor(T):
        with torch.no_grad():
            expected = module(torch.tensor(x[:T]), (torch.tensor(h0)[None], torch.tensor(c0)[None]))[0].numpy()
        return lambda run: np.allclose(run(x[:T], (h0, c0), params)[0], expected, rtol=0, atol=1e-12)

    def cs231n(N, D, H, T, x_range, weights, h_range, c_range, expected):
        def spread(ends, *shape):
            return np.linspace(*ends, num=int(np.prod(shape))).reshape(shape)

        params = ref.from_cs231n(
            *(spread(ends, *shape) for ends, shape in zip(weights, [(D, 4 * H), (H, 4 * H), (4 * H,)], strict=True))
        )
        x, state = spread(x_range, N, T, D).transpose(1, 0, 2), (spread(h_range, N, H), spread(c_range, N, H))
        return lambda run: np.allclose(run(x, state, params)[0][:, 0], expected, rtol=0, atol=5e-9)

    def onnx_anchor(case):
        node, (inputs, expected) = case.model.graph.node[0], case.data_sets[0]
        wanted = [name for name in node.output if name]

        def passes(run):
            results = run_node(node, inputs, run)
            return all(
                np.allclose(results[name], value, rtol=case.rtol, atol=case.atol)
                for name, value in zip(wanted, expected, strict=True)
            )

        return passes

    step_h = [[0.24635157, 0.28610883, 0.32240467, 0.35525807, 0.38474904]]
    sequence_h = [
        [0.01764008, 0.01823233, 0.01882671, 0.0194232],
        [0.11287491, 0.12146228, 0.13018446, 0.13902939],
        [0.31358768, 0.33338627, 0.35304453, 0.37250975],
    ]
    return {
        "torch step": torch_anchor(1),
        "torch sequence": torch_anchor(5),
        "CS231n step": cs231n(
            3, 4, 5, 1, (-0.4, 1.2), [(-2.1, 1.3), (-0.7, 2.2), (0.3, 0.7)], (-0.3, 0.7), (-0.4, 0.9), step_h
        ),
        "CS231n sequence": cs231n(
            2, 5, 4, 3, (-0.4, 0.6), [(-0.2, 0.9), (-0.3, 0.6), (0.2, 0.7)], (-0.4, 0.8), (0, 0), sequence_h
        ),
    } | {name.removeprefix("test_"): onnx_anchor(case) for name, case in onnx_cases.items() if "lstm" in name}


def expected_kills(mutant):
    short = {"lstm_defaults", "lstm_batchwise", "lstm_with_initial_bias", "lstm_with_peepholes"}
    long = {"lstm_reverse", "lstm_bidirectional"}
    others = {"torch step", "torch sequence", "CS231n step", "CS231n sequence"}
    if mutant in EVERYWHERE:
        return others | short | long
    if mutant in SEQUENCES_ONLY:
        return others | long
    if mutant == "bias dropped":
        return others | {"lstm_with_initial_bias"}
    if mutant == "output peephole reads the old cell":
        return {"lstm_with_peepholes"}
    return others


def test_there_are_19_mutants_and_the_right_cell_passes_every_anchor(anchors):
    assert len(MUTANTS) == 19 and len(anchors) == 10
    assert [name for name, passes in anchors.items() if not passes(ref.layer_forward)] == []
    assert [name for name, passes in anchors.items() if not passes(layer(None))] == []


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_anchors_still_kill(mutant, anchors):
    killed = {name for name, passes in anchors.items() if not passes(layer(mutant))}
    assert killed == expected_kills(mutant)
