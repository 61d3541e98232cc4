"""The experiments as the paper describes them, each under its name there; `python -m experiments 6a 6b:1` runs two."""

from stored_run import RUNS, stored

from experiments import alike, grammar, online, tasks
from experiments import net as networks
from experiments import trials as learner

ORDER, TWO = {"D": 8, "size": 2}, {"D": 1, "blocks": 3, "size": 1, "K": 1, "biased": "hidden"}
TWO |= {"input_gates": [-1, -3, -5], "output_gates": [-2, -4, -6]}
SUMS = {"D": 2, "blocks": 2, "size": 2, "K": 1}
CLEAN = {"ST1": ["Tested", {"size": 256, "every": 100}], "ST2": ["Tested", {"size": 256, "every": 100, "mean": 0.01}]}
NOISY = {
    "ST1": ["Tested", {"size": 256, "every": 100, "wrong": 6}],
    "ST2": ["Tested", {"size": 256, "every": 100, "wrong": 6, "mean": 0.04}],
}


def entry(net, task, rate, near, rules, trials, limit, judged=None, seed=0):
    """One experiment as it is stored: numbers, texts and lists of them."""
    return dict(locals())


def swapped(experiment):
    """The ranges of g and h as the caption of Table 10 has them."""
    return experiment | {"net": experiment["net"] | {"g": 1.0, "h": 2.0}}


def two_sequences(rules, trials=10, limit=200_000, rate=1.0, near=0.2, judged=None, **task):
    return entry(TWO, ["two_sequences", task], rate, near, rules, trials, limit, judged)


PUBLISHED = {
    "6a": entry(
        ORDER | {"blocks": 2, "K": 4, "input_gates": [-2, -4]},
        ["temporal_order", {"places": [[10, 20], [50, 60]]}],
        0.5, 0.3, {"stop": ["Recent", {"mean": 0.1}]}, 20, 200_000,
    ),
    "6b": entry(
        ORDER | {"blocks": 3, "K": 8, "input_gates": [-2, -4, -6]},
        ["temporal_order", {"places": [[10, 20], [33, 43], [66, 76]]}],
        0.1, 0.3, {"stop": ["Recent", {"mean": 0.1}]}, 10, 300_000,
    ),
    "3a-3": two_sequences(CLEAN, N=3),
    "3a-1": two_sequences(CLEAN, limit=150_000, N=1),
    "3b-3": two_sequences(NOISY, N=3, noisy=True),
    "3b-1": two_sequences(NOISY, limit=150_000, N=1, noisy=True),
    "3c-3": two_sequences(
        {"stop": ["Tested", {"size": 256, "every": 100, "mean": 0.015}]}, limit=250_000, rate=0.1, near=0.1,
        judged=["two_sequences", {"N": 3, "targets": [0.8, 0.2]}], N=3, targets=[0.8, 0.2], target_noise=0.1,
    ),
    "2c": entry(
        {"D": 54, "blocks": 2, "size": 1, "K": 2, "biased": "none", "reach": 0.2}, ["distractors", {"q": 50, "p": 50}],
        0.01, 0.2, {"stop": ["Tested", {"size": 10_000, "every": 500, "streak": 500}]}, 20, 200_000,
    ),
    "4": entry(
        SUMS | {"input_gates": [-3, -6]}, ["adding", {}], 0.5, 0.04, {"stop": ["Recent", {"mean": 0.01}]}, 10, 300_000,
    ),
    "5": entry(
        SUMS, ["multiplication", {}], 0.1, 0.04,
        {"140": ["Recent", {"wrong": 140}], "13": ["Recent", {"wrong": 13}]}, 5, 300_000,
    ),
}  # fmt: skip
PUBLISHED |= {f"{name}-swapped": swapped(PUBLISHED[name]) for name in ("6a", "4", "2c")}
PUBLISHED["4-swapped"]["limit"] = 270_000
PUBLISHED["4-fast"] = PUBLISHED["4"] | {"rate": 1.0, "limit": 270_000, "trials": 5}  # tried, as 4 does not come out

REBER = {"D": 7, "K": 7, "biased": "gates", "reach": 0.2}
REBER = {
    "4x1": REBER | {"blocks": 4, "size": 1, "output_gates": [-1, -2, -3, -4]},
    "3x2": REBER | {"blocks": 3, "size": 2, "output_gates": [-1, -2, -3]},
}
STREAM = [-0.5, -1.0, -1.5, -2.0]
STREAM = {"D": 7, "K": 7, "blocks": 4, "size": 2, "biased": "gates and outputs", "reach": 0.2, "gates_heard": False,
          "shortcut": True, "input_gates": STREAM, "output_gates": STREAM}  # fmt: skip
FORGETS = STREAM | {"forget_gates": [0.5, 1.0, 1.5, 2.0]}

LEARNED_AT_EACH_STEP = {
    name: (alike.learn, {"p": 100, "rate": 1.0, "trials": 20, "limit": 15_000, "joined": joined})
    for name, joined in (("2a", 1000), ("2a-at-once", 1), ("2a-late", 3000))
} | {
    f"1-{name}-{rate}{ranges}": (
        grammar.strings,
        {"net": net | given, "rate": rate, "trials": 30, "limit": 40_000},
    )
    for name, net, rate in (
        ("4x1", REBER["4x1"], 0.1), ("3x2", REBER["3x2"], 0.1), ("3x2", REBER["3x2"], 0.2),
        ("4x1", REBER["4x1"], 0.5), ("3x2", REBER["3x2"], 0.5),
    )
    for ranges, given in (("", {}), ("-swapped", {"g": 1.0, "h": 2.0}))
} | {
    name: (grammar.continual, {"net": net, "rate": 0.5, "decay": decay, "trials": trials, "limit": limit})
    for name, net, decay, trials, limit in (
        ("streams", FORGETS, 1.0, 10, 2_500_000),
        ("streams-decay", FORGETS, 0.99, 20, 2_500_000),
        ("streams-1997", STREAM, 1.0, 10, 1_500_000),
    )
}  # fmt: skip
"""Those with an error at each step: name -> what runs it, its arguments but for the seed."""

PARTS = {"6b": 2, "3c-3": 2, "4-swapped": 2, "2c-swapped": 2, "streams-decay": 2}
"""Runs that are split over seeds, so that each part can be run beside the others."""

EVERY = [*PUBLISHED, *LEARNED_AT_EACH_STEP]


def network(experiment):
    """The layout of its network."""
    return networks.Net(**{k: tuple(v) if isinstance(v, list) else v for k, v in experiment["net"].items()})


def task(named):
    """The task that a pair [name, arguments] names."""
    name, arguments = named
    return getattr(tasks, name)(**arguments)


def run(seed, trials, limit, **experiment):
    """One experiment, from its stored form."""
    judged = experiment["judged"]
    return learner.learn(
        network(experiment), task(experiment["task"]), experiment["rate"], experiment["near"],
        {name: getattr(learner, kind)(**told) for name, (kind, told) in experiment["rules"].items()},
        seed, trials, limit, judged and task(judged),
    )  # fmt: skip


def parts(name):
    """The names of the files that hold its trials."""
    n = PARTS.get(name, 1)
    return [f"lags-{name}" if n == 1 else f"lags-{name}.{k}" for k in range(n)]


def results(name, make=False, folder=RUNS, part=None):
    """For each trial: rule -> [sequences, wrong of 2560, mean absolute error, mean squared error]; of those that learn
    at each step what their modules say.

    make: now, and store them; else as they are stored
    part: of its parts only this one, counted from 0

    Raises:
        LookupError: it has not been run
    """
    if name in PUBLISHED:
        function, told, needs = run, PUBLISHED[name], (networks, tasks, learner, network, task)
    else:
        function, told = LEARNED_AT_EACH_STEP[name]
        needs = (alike,) if function is alike.learn else (networks, online, grammar)
    files = parts(name)
    shared = [told | {"seed": k, "trials": told["trials"] // len(files)} for k in range(len(files))]
    chosen = range(len(files)) if part is None else [part]
    return [trial for k in chosen for trial in stored(files[k], function, [shared[k]], needs, folder, make)[0]]


def was_run(name):
    """Whether trials of it are stored."""
    return all((RUNS / f"{part}.json").is_file() for part in parts(name))
