"""Right answers to 17 in other styles than the author's."""
# ruff: noqa - student code, as it comes

# %% reber_next places by number
ARROWS = {
    0: {"B": 1},
    1: {"T": 2, "P": 3},
    2: {"S": 2, "X": 4},
    3: {"T": 3, "V": 5},
    4: {"X": 3, "S": 6},
    5: {"P": 4, "V": 6},
    6: {"E": 7},
}


def reber_next(prefix):
    if prefix == "":
        return "B"
    if prefix[0] != "B":
        return ""
    if len(prefix) == 1:
        return "PT"
    letter = prefix[1]
    if letter not in "TP":
        return ""
    place, rest = 0, prefix[2:]
    while rest and place != 7:
        if rest[0] not in ARROWS[place]:
            return ""
        place, rest = ARROWS[place][rest[0]], rest[1:]
    if place != 7:
        return "".join(sorted(ARROWS[place]))
    if rest == "":
        return letter
    return "E" if rest == letter else ""


# %% reber_next sets of places
def reber_next(prefix):
    arrows = "0B1 1T2 1P3 2S2 2X4 3T3 3V5 4X3 4S6 5P4 5V6 6E7".split()
    whole = [("a", "B", "b")]
    for letter in "TP":
        whole += [("b", letter, letter + "0"), (letter + "7", letter, letter + "8"), (letter + "8", "E", "z")]
        whole += [(letter + one, symbol, letter + two) for one, symbol, two in arrows]
    places = {"a"}
    for symbol in prefix:
        places = {two for one, s, two in whole if one in places and s == symbol}
    return "".join(sorted({s for one, s, _ in whole if one in places}))


# %% reber_legal by its own loop
def reber_legal(string):
    for n in range(len(string)):
        if string[n] not in reber_next(string[:n]):
            return False
    return reber_next(string) == ""


# %% reber_legal by a pattern
def reber_legal(string):
    import re

    pattern = r"B([TP])B(?:(?:TS*X|PT*VP)(?:XT*VP)*(?:S|XT*VV)|PT*VV)E\1E"
    return re.fullmatch(pattern, string) is not None


# %% reber_legal and a length
def reber_legal(string):
    if len(string) < 9:
        return False
    good = [string[n] in reber_next(string[:n]) for n in range(len(string))]
    return np.all(good) and not reber_next(string)


# %% adding_target masked
def adding_target(values, markers):
    return 0.5 + np.where(markers == 1, values, 0.0).sum(axis=0) / 4


# %% adding_target einsum
def adding_target(values, markers):
    return 0.5 + 0.25 * np.einsum("tb,tb->b", values, np.maximum(markers, 0))


# %% adding_target by loops
def adding_target(values, markers):
    T, B = values.shape
    targets = np.empty(B)
    for b in range(B):
        total = 0.0
        for t in range(T):
            if markers[t, b] == 1:
                total += values[t, b]
        targets[b] = 0.5 + total / 4
    return targets


# %% temporal_order_class doubling
def temporal_order_class(symbols):
    number = 0
    for symbol in symbols:
        if symbol in ("X", "Y"):
            number = 2 * number + (symbol == "Y")
    return number


# %% temporal_order_class by text
def temporal_order_class(symbols):
    return int("".join({"X": "0", "Y": "1"}.get(symbol, "") for symbol in symbols), 2)


# %% temporal_order_class by a product
def temporal_order_class(symbols):
    kept = np.array([symbol == "Y" for symbol in symbols if symbol in "XY"], dtype=int)
    return kept @ 2 ** np.arange(len(kept))[::-1]


# %% adding_problem by columns
def adding_problem(rng, T, B):
    x = np.zeros((T, B, 2))
    x[:, :, 0] = 2 * rng.random((T, B)) - 1
    x[0, :, 1] = x[T - 1, :, 1] = -1
    targets = np.zeros(B)
    for b in range(B):
        first = rng.choice(np.arange(1, 10))
        free = [t for t in range(1, T // 2) if t != first]
        second = rng.choice(free)
        x[[first, second], b, 1] = 1
        targets[b] = 0.5 + (x[first, b, 0] + x[second, b, 0]) / 4
    return x, targets


# %% adding_problem by sorting
def adding_problem(rng, T, B):
    values = rng.uniform(-1, 1, (T, B))
    first = rng.integers(1, 10, B)
    order = rng.random((T, B))
    order[first, np.arange(B)] = 2
    order[0] = 2
    order[T // 2 :] = 2
    second = order.argmin(axis=0)
    t = np.arange(T)[:, None]
    marked = (t == first) | (t == second)
    markers = np.where((t == 0) | (t == T - 1), -1.0, 1.0 * marked)
    return np.stack([values, markers], axis=-1), 0.5 + (values * marked).sum(axis=0) / 4
