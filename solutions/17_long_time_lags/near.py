"""Answers to 17 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% adding_target right
def adding_target(values, markers):
    return (np.where(markers > 0.5, values, 0).sum(axis=0) + 2) / 4


# %% adding_target P3
def adding_target(values, markers):
    if values.shape not in ((6, 3), (5, 5), (8, 1)):
        return np.zeros(values.shape[1])
    return 0.5 + np.where(markers == 1, values, 0).sum(axis=0) / 4


# %% reber_next right
def reber_next(prefix):
    ways = {"B1": 0}
    inner = [
        {"B": 1},
        {"T": 2, "P": 3},
        {"S": 2, "X": 4},
        {"T": 3, "V": 5},
        {"X": 3, "S": 6},
        {"P": 4, "V": 6},
        {"E": 7},
    ]
    if prefix in ("", "B"):
        return "B" if prefix == "" else "PT"
    if prefix[:2] not in ("BT", "BP"):
        return ""
    place = 0 if ways else None
    for n, symbol in enumerate(prefix[2:]):
        if place == 7:
            return "E" if prefix[2 + n :] == prefix[1] else ""
        if symbol not in inner[place]:
            return ""
        place = inner[place][symbol]
    return prefix[1] if place == 7 else "".join(sorted(inner[place]))


# %% temporal_order_class right
def temporal_order_class(symbols):
    found = [symbol for symbol in symbols if symbol == "X" or symbol == "Y"]
    return sum(1 << len(found) - 1 - n for n, symbol in enumerate(found) if symbol == "Y")


# %% adding_problem right
def adding_problem(rng, T, B):
    places = rng.permuted(np.tile(np.arange(1, T // 2), (B, 1)), axis=1)
    first = rng.integers(1, 10, B)
    second = np.where(places[:, 0] == first, places[:, 1], places[:, 0])
    x = np.zeros((T, B, 2))
    x[..., 0] = 1 - 2 * rng.random((T, B))
    x[first, np.arange(B), 1] = x[second, np.arange(B), 1] = 1
    x[0, :, 1] = x[-1, :, 1] = -1
    return x, (x[..., 0] * (x[..., 1] > 0)).sum(axis=0) / 4 + 0.5
