"""Every public docstring is walked: its parts, its argument names, and its shapes: drawn, called and compared."""

import dataclasses
import inspect
import re

import numpy as np
import pytest

import lstm_ref as ref

SIZES = {
    "T": 5,
    "B": 3,
    "D": 7,
    "H": 11,
    "P": 2,
    "V": 13,
    "K": 17,
    "N": 101,
    "n": 6,
    "most": 3,
    "dirs": 1,
    "size": 17,
    "rows": 17,
    "columns": 19,
}
PARTS = ["Equation", "Arguments", "Returns", "Raises", "Source", "Example"]
FUNCTIONS = [name for name in ref.__all__ if inspect.isfunction(getattr(ref, name))]
CLASSES = [name for name in ref.__all__ if inspect.isclass(getattr(ref, name))]
STATED = re.compile(r"(\([^;]*\)) (float|int|bool)\b")
ALWAYS = {"seed": 0, "steps": 2, "t": 1, "rate": 0.5, "c0_abs": 2.0, "lr": 0.1, "limit": 1.0}
PLAIN = {  # what is given to one function and is not drawn
    "reber_next": {"prefix": "BT"},
    "sample_next": {"temperature": 1.0, "u": 0.5},
    "last_valid_state": {"lengths": np.array([1, SIZES["T"], 2])},
    "reber_legal": {"string": "BTBTXSETE"},
    "adding_target": {"markers": np.isin(np.arange(5), (1, 3))[:, None] * np.ones((5, 3))},
    "adding_problem": {"T": 23},
    "temporal_order_class": {"symbols": ["E", "X", "a", "Y"]},
    "build_vocab": {"tokens": ["the", "cat", "the"]},
    "encode": {"docs": [[], ["the"] * SIZES["T"], ["cow"]], "stoi": {"<pad>": 0, "<unk>": 1, "the": 2}},
    "lstm_variant": {"kind": "coupled"},
    "from_onnx": {"cell": "lstm"},
    "glorot_uniform": {"shape": (SIZES["rows"], SIZES["columns"])},
    "numeric_gradient": {"f": np.sum},
    "grad_check": {"f": np.sum},
    "make_windows": {"width": 13, "horizon": 2},
    "split_windows": {"n": 61, "width": 13, "horizon": 2, "first_test": 40},
    "seasonal_naive": {"season": 7, "steps": 17},
}
CACHES = {  # what goes backwards: what goes forwards, its weights, its state
    "lstm_step_backward": ("lstm_step_cached", "Params", "hc"),
    "d_sums": ("lstm_step_cached", "Params", "hc"),
    "d_layer": ("lstm_step_cached", "Params", "hc"),
    "lstm_backward": ("lstm_forward_cached", "Params", "hc"),
    "fast_backward": ("fast_forward", "Params", "hc"),
    "rnn_step_backward": ("rnn_step_cached", "RNNParams", "h"),
    "gru_step_backward": ("gru_step_cached", "GRUParams", "h"),
    "variant_step_backward": ("variant_step_cached", "VariantParams", "hc"),
    "projected_step_backward": ("projected_step_cached", "ProjectedParams", "pc"),
}


def parts_of(thing):
    """Title -> text of each part, the first sentence under the empty title."""
    pieces = re.split(r"(?m)^(\w+):$", inspect.getdoc(thing))
    return {"": pieces[0].strip()} | {title: text for title, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def entries(text):
    """name -> description, one for each line ``name: description``."""
    return {m[1]: m[2].strip() for m in re.finditer(r"(?m)^    (\w+): ((?:.|\n        )*)", text)}


def shape(text):
    """``(D+H, 4H)`` as numbers; ``...`` is any two axes."""
    dims = [dim.strip() for dim in text.strip("()").split(",") if dim.strip()]
    sizes = []
    for dim in dims:
        dim = re.sub(r"(\d)([A-Za-z])", r"\1*\2", dim)
        sizes += [SIZES["T"], SIZES["B"]] if dim == "..." else [eval(dim, {}, SIZES)]
    return tuple(sizes)


def draw(rng, description):
    """An array as the docstring states it."""
    dims, kind = STATED.match(description).groups()
    if kind == "bool":
        return np.ones(shape(dims), dtype=bool)
    if kind == "int":
        return rng.integers(0, SIZES["T"] if "0..T" in description else SIZES["V"], size=shape(dims))
    low, high = next(
        ((-1, 1) if lo == "-1" else (0, 1) for lo, _ in re.findall(r"in \[(-?\d), (\d)\]", description)), (-2, 2)
    )
    return rng.uniform(low, high, size=shape(dims))


def weights(rng, cell, **options):
    sizes = {"H": "(H,)", "D+H H": "(D+H, H)", "D+P H": "(D+P, H)", "H P": "(H, P)"}
    cls = getattr(ref, cell)
    return cls.from_dict({n: rng.normal(size=shape(sizes[axes])) for n, axes in cls.AXES.items()}, **options)


def given(rng, name):
    """What cannot be drawn from its description alone: functions, caches, layers, files."""
    x, h, p, c = (rng.normal(size=shape(dims)) for dims in ("(T, B, D)", "(B, H)", "(B, P)", "(B, H)"))
    lstm, variant = weights(rng, "Params"), weights(rng, "VariantParams", kind="peephole")
    always = ALWAYS | SIZES | {"rng": rng, "params": lstm, "params_fw": lstm, "params_bw": lstm}
    if name in PLAIN:
        return always | PLAIN[name]
    if name in CACHES:
        forward, cell, state = CACHES[name]
        params = {"Params": lstm, "VariantParams": variant}.get(cell) or weights(rng, cell)
        starts = ({"h": h, "c": c, "p": p}[key] for key in state)
        cache = getattr(ref, forward)(x[0] if "step" in forward else x, *starts, params)[1]
        return always | {"cache": cache, "d_a": dict.fromkeys("fico", h)}
    return always | layers(name, x, [ref.zero_state(lstm, SIZES["B"])] * 2, lstm) | learned(rng, name, h, lstm, variant)


def layers(name, x, states, lstm):
    """What belongs to a function of several layers or directions."""
    given = {
        "layer_forward": lambda: {"state": states[0]},
        "layer_backward": lambda: {"cache": ref.layer_forward(x, states[0], lstm)[2], "d_state": states[0]},
        "bidirectional_forward": lambda: {"params": (lstm, lstm), "states": states},
        "bidirectional_backward": lambda: {
            "cache": ref.bidirectional_forward(x, states, (lstm, lstm))[2],
            "d_states": states,
        },
        "stacked_forward": lambda: {"layers": [lstm], "states": None},
        "stacked_forward_cached": lambda: {"layers": [lstm], "states": None},
        "stacked_backward": lambda: {"cache": ref.stacked_forward_cached(x, [lstm])[2], "d_states": states[:1]},
        "stack_from_torch": lambda: {"state_dict": ref.to_torch(lstm)},
        "stack_to_torch": lambda: {"layers": [lstm]},
    }
    return given[name]() if name in given else {}


def learned(rng, name, h, lstm, variant):
    """The weights of a function that has other ones, and what trains them."""
    if name.startswith(("rnn_", "gru_", "projected_")):
        cell = {"r": "RNNParams", "g": "GRUParams", "p": "ProjectedParams"}[name[0]]
        return {"params": weights(rng, cell)}
    model = ref.init_model(rng, SIZES["V"], SIZES["D"], SIZES["H"])
    step = {"params": {"b": h}, "grads": {"b": h}, "state": {}}
    return {
        "variant_step_cached": {"params": variant},
        "to_onnx": {"params": [variant]},
        "from_keras": {"weights": ref.to_keras(lstm)},
        "predict": {"params": model},
        "model_loss": {"params": model, "batch": 2 * (np.ones((5, 3), dtype=int),)},
        "clip_by_global_norm": {"grads": {"b": h}},
        "sgd_step": step,
        "adam_step": step,
        "start_training": {"params": {"b": h}},
        "train": {
            "state": ref.start_training({"b": h}, seed=0),
            "loss_and_grads": lambda params, batch: (1.0, params),
            "next_batch": np.shape,
            "report": None,
        },
    }.get(name, {})


def arguments(rng, name):
    known, values = given(rng, name), {}
    stated, signature = entries(parts_of(getattr(ref, name))["Arguments"]), inspect.signature(getattr(ref, name))
    for argument, description in stated.items():
        if STATED.match(description):
            values[argument] = draw(rng, description)
        elif description.startswith("dict; weight_ih_l0"):
            values[argument] = {
                key: rng.normal(size=shape(dims)) for key, dims in re.findall(r"(\w+) (\([^()]*\))", description)
            }
        elif argument in known:
            values[argument] = known[argument]
        else:
            assert signature.parameters[argument].default is not inspect.Parameter.empty, argument
    return values


def compare(value, description, where):
    """A returned value against its description."""
    stated = STATED.match(description)
    if stated and stated[1].startswith("(("):
        inner = re.findall(r"\([^()]*\)", stated[1][1:-1])
        assert [a.shape for a in value] == [shape(dims) for dims in inner], where
    elif stated:
        assert value.shape == shape(stated[1]), where
        assert value.dtype.kind == {"float": "f", "int": "i"}[stated[2]], where
        assert stated[2] == "int" or value.dtype == np.float64, where
    elif description.startswith("float"):
        assert isinstance(value, float), where
    elif description.startswith("dict of arrays"):
        for key, dims in re.findall(r"(\w+) (\([^()]*\))", description):
            assert value[key].shape == shape(dims), (where, key)
        if "one for each" in description:
            cls = getattr(ref, (re.search(r"\w*Params\b", description) or ["Params"])[0])
            assert set(value) == set(cls.AXES), where
            for key, a in value.items():
                assert a.shape == shape(f"({cls.AXES[key].replace(' ', ', ')})"), (where, key)
    elif match := re.match(r"(\w+(?:Params|Cache|State)|Params)\b", description):
        assert type(value).__name__ == match[1], where


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstring_has_every_part_and_names_every_argument(name):
    function, parts = getattr(ref, name), parts_of(getattr(ref, name))
    assert list(parts) == ["", *PARTS]
    assert parts[""].endswith(".") and "\n" not in parts[""], "one sentence on one line"
    assert list(entries(parts["Arguments"])) == list(inspect.signature(function).parameters)
    assert ">>>" in parts["Example"]
    assert all(text.strip() for text in parts.values())
    assert entries(parts["Raises"]), "names the errors"


@pytest.mark.parametrize("name", CLASSES)
def test_docstring_of_a_class_names_every_array(name):
    cls, parts = getattr(ref, name), parts_of(getattr(ref, name))
    fields = [field.name for field in dataclasses.fields(cls)]
    stated = list(entries(parts["Arguments"]))
    own_parent = issubclass(cls, ref.Params) and cls is not ref.Params
    inherited = [field.name for field in dataclasses.fields(ref.Params)] if own_parent else []
    assert inherited + stated == fields
    assert ">>>" in parts["Example"]
    assert not hasattr(cls, "AXES") or entries(parts["Raises"])
    for argument, description in entries(parts["Arguments"]).items():
        if getattr(cls, "AXES", {}).get(argument):
            dims = STATED.match(description)[1].strip("()").replace(" ", "").strip(",")
            assert dims == cls.AXES[argument].replace(" ", ","), argument


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name not in ("save_training", "load_training")])
def test_stated_shapes_are_the_shapes(name):
    values = arguments(np.random.default_rng(1), name)
    result = getattr(ref, name)(**values)
    stated = entries(parts_of(getattr(ref, name))["Returns"])
    assert stated
    results = (result,) if len(stated) == 1 else result
    assert len(results) == len(stated)
    for value, (key, description) in zip(results, stated.items(), strict=True):
        compare(value, description, f"{name}: {key}: {description}")


def test_the_walk_sees_a_wrong_shape():
    compare(np.zeros((3, 11)), "(B, H) float", "right")
    for wrong in (np.zeros((11, 3)), np.zeros((3, 11), dtype="f4"), np.zeros((3, 11), dtype=int)):
        with pytest.raises(AssertionError):
            compare(wrong, "(B, H) float", "wrong")
