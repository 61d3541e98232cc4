"""Mistakes with long time lags: arrows of the grammar, two marked numbers, the order of symbols, a batch of draws."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families.pieces import same, variants

# --- what may follow

TABLE = {
    "start": {"B": "first"},
    "first": {"T": "upper", "P": "lower"},
    "upper": {"S": "upper", "X": "middle"},
    "lower": {"T": "lower", "V": "back"},
    "middle": {"X": "lower", "S": "last"},
    "back": {"P": "middle", "V": "last"},
    "last": {"E": "end"},
}


def arrow(place, symbol, to):
    """The inner grammar with one arrow that leads elsewhere."""
    return {**TABLE, place: {**TABLE[place], symbol: to}}


def embedded(table, closing, over):
    """place -> symbol -> place, around two copies of the inner grammar."""
    arrows = {"": {"B": "second"}, "second": {"T": "T start", "P": "P start"}, "over": over}
    for letter in "TP":
        arrows |= {
            f"{letter} {place}": {s: f"{letter} {to}" for s, to in ways.items()} for place, ways in table.items()
        }
        arrows |= {f"{letter} end": closing(letter), f"{letter} close": {"E": "over"}}
    return arrows


def inner_alone(table, closing, over):
    return {**table, "": table["start"], "end": over}


def the_same(letter):
    return {letter: f"{letter} close"}


def _next(p, prefix):
    arrows, place = p.arrows(p.table(TABLE), p.closing, p.over), ""
    for symbol in prefix:
        ways = arrows[place]
        place = ways[symbol] if symbol in ways else p.lost(ways, symbol, place)
        if place is None:
            return p.form("")
    return p.form(p.order(arrows[place]))


def raising(ways, symbol, place):
    raise KeyError(symbol)


NEXT = Variant(
    _next, arrows=embedded, table=same, closing=the_same, over={}, lost=lambda ways, symbol, place: None, order=sorted,
    form="".join,
)  # fmt: skip
REBER_NEXT = {
    "Z1": variants(NEXT, "closing", lambda letter: {"T": "T close", "P": "P close"}),
    "Z2": NEXT.but(arrows=inner_alone),
    "Z3": variants(NEXT, "order", list, lambda ways: sorted(ways)[::-1]),
    "Z4": variants(NEXT, "form", list, tuple, ", ".join, " ".join, ",".join, "|".join),
    "Z5": variants(NEXT, "lost", raising, lambda ways, symbol, place: place),
    "Z6": variants(NEXT, "over", {"B": "second"}),
    "Z7": variants(
        NEXT, "table", lambda table: {**table, "upper": {"X": "middle"}, "lower": {"V": "back"}},
        lambda table: {**table, "upper": {"X": "middle"}}, lambda table: {**table, "lower": {"V": "back"}},
    ),
    "Z8": variants(
        NEXT, "table", lambda table: arrow("middle", "X", "upper"), lambda table: arrow("back", "P", "lower"),
        lambda table: arrow("middle", "X", "middle"), lambda table: arrow("back", "P", "upper"),
        lambda table: arrow("middle", "X", "back"), lambda table: arrow("back", "P", "back"),
        lambda table: arrow("lower", "V", "last"), lambda table: arrow("upper", "X", "back"),
    ),
    "Z9": variants(NEXT, "table", lambda table: {**table, "first": {"T": "lower", "P": "upper"}}),
    "Z10": variants(NEXT, "closing", lambda letter: {"E": "over"}),
    "Z11": variants(NEXT, "closing", lambda letter: {"TP"["PT".index(letter)]: f"{letter} close"}),
}  # fmt: skip

# --- a whole string


def _legal(p, string):
    steps = [symbol in p.follows(string[:n]) for n, symbol in enumerate(string)]
    return p.answer(bool(p.all(steps) and p.whole(p.follows, string)))


def at_the_end(follows, string):
    return string != "" and follows(string) == ""


def whole(variant):
    """A function of which no pairs are made."""
    return lambda *args: variant(*args)


LEGAL = Variant(
    _legal, follows=lambda prefix: NEXT(prefix), all=all, whole=at_the_end, answer=same,
)  # fmt: skip
REBER_LEGAL = {  # of yes and no alone, two mistakes at once cannot be told: these are whole functions
    "Z12": whole(LEGAL.but(whole=lambda follows, string: string != "")),
    "Z13": whole(LEGAL.but(whole=lambda follows, string: string == "" or follows(string) == "")),
    "Z14": (whole(LEGAL.but(all=lambda steps: True)), whole(LEGAL.but(all=any))),
    "Z15": whole(LEGAL.but(answer=lambda legal: not legal)),
    "Z12a": whole(LEGAL.but(whole=lambda follows, string: True)),
    "Z16": (whole(LEGAL.but(answer=str)), whole(LEGAL.but(answer=lambda legal: "legal" if legal else "illegal"))),
}

# --- two numbers


def _target(p, values, markers):
    return p.form(p.scale(p.total(values, p.marked(markers))))


def added(values, marked):
    return (values * marked).sum(axis=0)


def multiplied(values, marked):
    return np.where(marked, values, 1).prod(axis=0)


TARGET = Variant(
    _target, marked=lambda markers: markers == 1, total=added, scale=lambda total: 0.5 + total / 4, form=same,
)  # fmt: skip
ADDING_TARGET = {
    "Z20": variants(TARGET, "marked", same),
    "Z21": variants(TARGET, "marked", lambda markers: markers != 0, lambda markers: markers == -1),
    "Z22": variants(TARGET, "scale", lambda total: total / 4, lambda total: 1 + total / 4),
    "Z23": variants(TARGET, "scale", lambda total: 0.5 + total / 2, lambda total: 0.5 + total),
    "Z24": variants(TARGET, "scale", same, lambda total: total / 2),
    "Z25": TARGET.but(total=lambda values, marked: (values * marked).sum(axis=0) / 2),
    "Z26": TARGET.but(total=multiplied),
    "Z27": variants(
        TARGET, "total", lambda values, marked: (values * marked).sum(axis=1),
        lambda values, marked: (values * marked).sum(),
    ),
    "Z28": TARGET.but(marked=lambda markers: np.ones(np.shape(markers), dtype=bool)),
    "Z29": variants(
        TARGET, "total", lambda values, marked: values[np.argmax(marked, axis=0), np.arange(values.shape[1])]
    ),
    "P6": TARGET.but(form=lambda value: value.tolist()),
    "P5": variants(TARGET, "form", lambda value: value[None], lambda value: value[:, None]),
}  # fmt: skip

# --- the order of symbols


def _order(p, symbols):
    return p.give(p.number(p.digits(symbols)))


def digits(symbols, ones="Y", zeros="X"):
    return [symbol in ones for symbol in symbols if symbol in (*ones, *zeros)]


def binary(digits):
    return sum(2**place for place, digit in enumerate(reversed(digits)) if digit)


ORDER = Variant(_order, digits=digits, number=binary, give=int)
ORDER_CLASS = {
    "Z30": ORDER.but(number=lambda digits: binary(digits[::-1])),
    "Z31": ORDER.but(digits=lambda symbols: digits(symbols, "X", "Y")),
    "Z32": ORDER.but(number=sum),
    "Z33": variants(ORDER, "digits", lambda symbols: digits([s.upper() for s in symbols])),
    "Z34": ORDER.but(give=lambda number: number + 1),
    "Z35": whole(ORDER.but(give=lambda number: "QRSUVABC"[number])),
    "Z36": variants(
        ORDER, "number", lambda digits: binary(digits[:2]), lambda digits: 2 * digits[0] + digits[-1],
        lambda digits: binary(digits[-2:]),
    ),
    "Z37": variants(ORDER, "digits", lambda symbols: [symbol == "Y" for symbol in symbols]),
    "Z38": variants(ORDER, "give", float, lambda number: bin(number)[2:]),
}  # fmt: skip

# --- a batch


def _problem(p, rng, T, B):
    x, column = np.zeros((T, B, 2)), np.arange(B)
    x[..., 0] = p.values(rng, (T, B))
    first = p.first(rng, B)
    second = p.second(rng, T, B, first)
    p.ends(x)
    x[first, column, 1] = x[second, column, 1] = 1
    p.after(x)
    return p.form(x, p.target(x[..., 0], x[..., 1], first, second))


def evenly(rng, shape):
    return rng.uniform(-1, 1, shape)


def early(rng, B):
    return rng.integers(1, 10, B)


def unmarked(end):
    """Among the steps that are free, before this one."""

    def draw(rng, T, B, first):
        second = rng.integers(1, end(T) - 1, B)
        return second + (second >= first)

    return draw


def by_place(values, markers, first, second):
    """The target of the two steps that were drawn, whatever their markers became."""
    column = np.arange(values.shape[1])
    return 0.5 + (values[first, column] + values[second, column]) / 4


def by_marker(values, markers, first, second):
    return TARGET(values, markers)


def minus_one(x):
    x[[0, -1], :, 1] = -1


PROBLEM = Variant(
    _problem, values=evenly, first=early, second=unmarked(lambda T: T // 2), ends=minus_one, after=same,
    target=by_marker, form=lambda x, targets: (x, targets),
)  # fmt: skip
ADDING_PROBLEM = {
    "Z40": variants(PROBLEM, "values", lambda rng, shape: rng.uniform(0, 1, shape)),
    "Z41": variants(PROBLEM, "values", lambda rng, shape: rng.normal(0, 1, shape)),
    "Z42": tuple(
        PROBLEM.but(second=lambda rng, T, B, first: rng.integers(1, T // 2, B), target=target)
        for target in (by_marker, by_place)
    ),
    "Z43": tuple(
        PROBLEM.but(first=lambda rng, B, end=end: rng.integers(0, end, B), after=after, target=target)
        for end in (10, 9)
        for after in (same, minus_one)
        for target in (by_marker, by_place)
    ),
    "Z44": variants(
        PROBLEM, "second", lambda rng, T, B, first: rng.integers(10, T - 1, B), unmarked(lambda T: T - 1),
    ),
    "Z45": variants(PROBLEM, "second", unmarked(lambda T: T // 2 + 1)),
    "Z46": variants(PROBLEM, "ends", same),
    "Z47": variants(
        PROBLEM, "target", lambda values, markers, *marks: added(values, markers == 1),
        lambda values, markers, *marks: 0.5 + added(values, markers == 1) / 2,
        lambda values, markers, *marks: added(values, markers == 1) / 4,
        lambda values, markers, *marks: 0.5 + added(values, markers) / 4,
    ),
    "Z48": variants(PROBLEM, "first", lambda rng, B: np.full(B, rng.integers(1, 10))),
    "Z49": variants(PROBLEM, "first", lambda rng, B: rng.integers(1, 9, B)),
    "Z50": variants(PROBLEM, "second", unmarked(lambda T: T // 2 - 1)),
    "Z51": variants(PROBLEM, "first", lambda rng, B: rng.integers(1, 11, B)),
    "Z52": variants(
        PROBLEM, "form", lambda x, targets: (x.transpose(1, 0, 2), targets), lambda x, targets: (x, targets[:, None]),
        lambda x, targets: (x.transpose(2, 0, 1), targets),
    ),
    "C20a": PROBLEM.but(form=lambda x, targets: (x.astype(np.float32), targets.astype(np.float32))),
    "P6": PROBLEM.but(form=lambda x, targets: (x.tolist(), targets.tolist())),
}  # fmt: skip
