"""Wrong answers to 17, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% reber_next base
def reber_next(prefix):
    inner = {
        0: {"B": 1}, 1: {"T": 2, "P": 3}, 2: {"S": 2, "X": 4}, 3: {"T": 3, "V": 5}, 4: {"X": 3, "S": 6},
        5: {"P": 4, "V": 6}, 6: {"E": 7},
    }  # fmt: skip
    arrows = {"a": {"B": "b"}, "b": {"T": "T0", "P": "P0"}, "z": {}}
    close = {"T": {"T": "Ty"}, "P": {"P": "Py"}}
    arrows |= {f"{c}{n}": {symbol: f"{c}{to}" for symbol, to in inner[n].items()} for c in "TP" for n in inner}
    arrows |= {"T7": close["T"], "P7": close["P"], "Ty": {"E": "z"}, "Py": {"E": "z"}}
    place = "a"
    for symbol in prefix:
        place = arrows.get(place, {}).get(symbol, "lost")
    symbols = sorted(arrows.get(place, {}))
    return "".join(symbols)


# %% reber_next Z1
close = {"T": {"T": "Ty", "P": "Ty"}, "P": {"P": "Py", "T": "Py"}}


# %% reber_next Z2
arrows = {"a": {"B": "b"}, "b": {"T": "T2", "P": "T3"}, "z": {}}
close = {"T": {}, "P": {}}


# %% reber_next Z3
symbols = list(arrows.get(place, {}))


# %% reber_next Z3
symbols = sorted(arrows.get(place, {}), reverse=True)


# %% reber_next Z4
return symbols


# %% reber_next Z4
return ", ".join(symbols)


# %% reber_next Z5
for symbol in prefix:
    place = arrows[place][symbol]


# %% reber_next Z5
for symbol in prefix:
    place = arrows[place].get(symbol, place)


# %% reber_next Z6
arrows = {"a": {"B": "b"}, "b": {"T": "T0", "P": "P0"}, "z": {"B": "b"}}


# %% reber_next Z7
inner = {
    0: {"B": 1}, 1: {"T": 2, "P": 3}, 2: {"X": 4}, 3: {"V": 5}, 4: {"X": 3, "S": 6}, 5: {"P": 4, "V": 6}, 6: {"E": 7},
}  # fmt: skip


# %% reber_next Z8
inner = {
    0: {"B": 1}, 1: {"T": 2, "P": 3}, 2: {"S": 2, "X": 4}, 3: {"T": 3, "V": 5}, 4: {"X": 2, "S": 6},
    5: {"P": 4, "V": 6}, 6: {"E": 7},
}  # fmt: skip


# %% reber_next Z8
inner = {
    0: {"B": 1}, 1: {"T": 2, "P": 3}, 2: {"S": 2, "X": 4}, 3: {"T": 3, "V": 5}, 4: {"X": 3, "S": 6},
    5: {"P": 3, "V": 6}, 6: {"E": 7},
}  # fmt: skip


# %% reber_next Z9
inner = {
    0: {"B": 1}, 1: {"T": 3, "P": 2}, 2: {"S": 2, "X": 4}, 3: {"T": 3, "V": 5}, 4: {"X": 3, "S": 6},
    5: {"P": 4, "V": 6}, 6: {"E": 7},
}  # fmt: skip


# %% reber_next Z10
close = {"T": {"E": "z"}, "P": {"E": "z"}}


# %% reber_next Z11
close = {"T": {"P": "Ty"}, "P": {"T": "Py"}}


# %% reber_next P1
def reber_next(prefix):
    symbols = {"": "B", "B": "PT"}.get(prefix, "")
    print(symbols)


# %% reber_next P12
return "".join(symbolz)


# %% reber_next Z3+Z7
inner = {
    0: {"B": 1}, 1: {"T": 2, "P": 3}, 2: {"X": 4}, 3: {"V": 5}, 4: {"X": 3, "S": 6}, 5: {"P": 4, "V": 6}, 6: {"E": 7},
}  # fmt: skip
symbols = list(arrows.get(place, {}))


# %% reber_legal base
def reber_legal(string):
    allowed = [string[n] in reber_next(string[:n]) for n in range(len(string))]
    good = all(allowed)
    finished = string != "" and reber_next(string) == ""
    return good and finished


# %% reber_legal Z12
finished = string != ""


# %% reber_legal Z12a
finished = True


# %% reber_legal Z13
finished = string == "" or reber_next(string) == ""


# %% reber_legal Z14
good = True


# %% reber_legal Z15
return not (good and finished)


# %% reber_legal Z16
return str(good and finished)


# %% reber_legal Z16
return "legal" if good and finished else "illegal"


# %% reber_legal P1
print(good and finished)
return None


# %% adding_target base
def adding_target(values, markers):
    marked = markers == 1
    total = (values * marked).sum(axis=0)
    return 0.5 + total / 4


# %% adding_target Z20
marked = markers


# %% adding_target Z21
marked = markers != 0


# %% adding_target Z22
return total / 4


# %% adding_target Z23
return 0.5 + total / 2


# %% adding_target Z24
return total


# %% adding_target Z25
total = (values * marked).sum(axis=0) / 2


# %% adding_target Z26
total = np.where(marked, values, 1).prod(axis=0)


# %% adding_target Z27
total = (values * marked).sum(axis=1)


# %% adding_target Z27
total = (values * marked).sum()


# %% adding_target Z28
total = values.sum(axis=0)


# %% adding_target Z29
total = values[marked.argmax(axis=0), np.arange(values.shape[1])]


# %% adding_target P5
return (0.5 + total / 4)[:, None]


# %% adding_target P6
return [0.5 + number / 4 for number in total]


# %% adding_target P1
def adding_target(values, markers):
    print(0.5 + (values * (markers == 1)).sum(axis=0) / 4)


# %% adding_target P12
return 0.5 + sums / 4


# %% adding_target C18
def adding_target(values, markers):
    values[markers != 1] = 0
    return 0.5 + values.sum(axis=0) / 4


# %% adding_target C20a
return (0.5 + total / 4).astype(np.float32)


# %% adding_target C19
total = (values * marked).sum(axis=0)
total = total + 0.1 * total.mean()


# %% adding_target Z20+Z23
marked = markers
return 0.5 + total / 2


# %% temporal_order_class base
def temporal_order_class(symbols):
    kept = [symbol for symbol in symbols if symbol in ("X", "Y")]
    bits = [int(symbol == "Y") for symbol in kept]
    number = sum(bit * 2**place for place, bit in enumerate(bits[::-1]))
    return number


# %% temporal_order_class Z30
number = sum(bit * 2**place for place, bit in enumerate(bits))


# %% temporal_order_class Z31
bits = [int(symbol == "X") for symbol in kept]


# %% temporal_order_class Z32
number = sum(bits)


# %% temporal_order_class Z33
kept = [symbol for symbol in "".join(symbols).upper() if symbol in ("X", "Y")]


# %% temporal_order_class Z34
return number + 1


# %% temporal_order_class Z35
return "QRSUVABC"[number]


# %% temporal_order_class Z36
number = 2 * bits[0] + bits[1]


# %% temporal_order_class Z36
number = 2 * bits[0] + bits[-1]


# %% temporal_order_class Z37
kept = symbols


# %% temporal_order_class Z38
return float(number)


# %% temporal_order_class Z38
return bin(number)[2:]


# %% temporal_order_class P1
def temporal_order_class(symbols):
    print([symbol for symbol in symbols if symbol in ("X", "Y")])


# %% temporal_order_class P12
number = sum(bit * 2**n for place, bit in enumerate(bits[::-1]))


# %% temporal_order_class Z30+Z33
kept = [symbol for symbol in "".join(symbols).upper() if symbol in ("X", "Y")]
number = sum(bit * 2**place for place, bit in enumerate(bits))


# %% adding_problem base
def adding_problem(rng, T, B):
    x = np.zeros((T, B, 2))
    x[:, :, 0] = rng.uniform(-1, 1, (T, B))
    first = rng.integers(1, 10, B)
    free = rng.integers(1, T // 2 - 1, B)
    second = np.where(free >= first, free + 1, free)
    x[[0, -1], :, 1] = -1
    b = np.arange(B)
    x[first, b, 1] = 1
    x[second, b, 1] = 1
    targets = 0.5 + (x[first, b, 0] + x[second, b, 0]) / 4
    return x, targets


# %% adding_problem Z40
x[:, :, 0] = rng.random((T, B))


# %% adding_problem Z41
x[:, :, 0] = rng.standard_normal((T, B))


# %% adding_problem Z42
free = rng.integers(1, T // 2, B)
second = free


# %% adding_problem Z43
first = rng.integers(0, 10, B)


# %% adding_problem Z44
free = rng.integers(10, T - 1, B)
second = free


# %% adding_problem Z45
free = rng.integers(1, T // 2, B)


# %% adding_problem Z46
x[[0, -1], :, 1] = 0


# %% adding_problem Z47
targets = x[first, b, 0] + x[second, b, 0]


# %% adding_problem Z47
targets = 0.5 + (x[first, b, 0] + x[second, b, 0]) / 2


# %% adding_problem Z47
targets = 0.5 + (x[:, :, 0] * x[:, :, 1]).sum(axis=0) / 4


# %% adding_problem Z48
first = np.full(B, rng.integers(1, 10))


# %% adding_problem Z49
first = rng.integers(1, 9, B)


# %% adding_problem Z50
free = rng.integers(1, T // 2 - 2, B)


# %% adding_problem Z51
first = rng.integers(1, 11, B)


# %% adding_problem Z52
return x.transpose(1, 0, 2), targets


# %% adding_problem Z52
return x, targets[:, None]


# %% adding_problem C20a
return x.astype(np.float32), targets.astype(np.float32)


# %% adding_problem P6
return x.tolist(), targets.tolist()


# %% adding_problem P1
def adding_problem(rng, T, B):
    x = np.zeros((T, B, 2))
    x[:, :, 0] = rng.uniform(-1, 1, (T, B))


# %% adding_problem P2
def adding_problem(rng, T, B):
    rng = np.random.default_rng()
    x = np.zeros((T, B, 2))
    x[:, :, 0] = rng.uniform(-1, 1, (T, B))
    first = rng.integers(1, 10, B)
    second = rng.integers(1, T // 2 - 1, B)
    second += second >= first
    x[[0, -1], :, 1] = -1
    b = np.arange(B)
    x[first, b, 1] = x[second, b, 1] = 1
    return x, 0.5 + (x[first, b, 0] + x[second, b, 0]) / 4


# %% adding_problem P12
first = generator.integers(1, 10, B)
