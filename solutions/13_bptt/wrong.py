"""Wrong answers to 13, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% d_cell base
def d_cell(d_h, d_c, o_t, c_t):
    slope = 1 - np.tanh(c_t) ** 2
    d_c_t = d_c + d_h * o_t * slope
    return d_c_t


# %% d_cell A1
d_c_t = d_c + (d_h @ o_t) * slope

# %% d_cell A1
d_c_t = d_c + d_h @ o_t.T * slope

# %% d_cell B2
d_c_t = d_h * o_t * slope

# %% d_cell B5
slope = 1 - c_t**2

# %% d_cell B6
slope = 1

# %% d_cell B6
d_c_t = d_c + d_h * o_t

# %% d_cell B7
slope = np.tanh(c_t)

# %% d_cell B9
slope = 1 - np.tanh(np.tanh(c_t)) ** 2

# %% d_cell B27
d_c_t = (d_c + d_h * o_t) * slope

# %% d_cell B28
d_c_t = d_c + d_h * slope

# %% d_cell B29
d_c_t = d_c * 1

# %% d_cell B30
d_c_t = d_c * d_h * o_t * slope

# %% d_cell S5
slope = np.tanh(c_t) * (1 - np.tanh(c_t))

# %% d_cell S6
slope = np.tanh(c_t) ** 2 - 1

# %% d_cell S7
slope = 1 + np.tanh(c_t) ** 2

# %% d_cell P4
return d_c_t.T

# %% d_cell P5
return np.squeeze(d_c_t)

# %% d_cell P5
return d_c_t[None]

# %% d_cell P6
return d_c_t.tolist()

# %% d_cell P6
return [d_c_t]


# %% d_cell P1
def d_cell(d_h, d_c, o_t, c_t):
    d_c_t = d_c + d_h * o_t * (1 - np.tanh(c_t) ** 2)


# %% d_cell P12
slope = 1 - tanh(c_t) ** 2

# %% d_cell B20
d_c += d_h * o_t * (1 - np.tanh(c_t) ** 2)
return d_c

# %% d_cell B20
d_h *= o_t
d_c_t = d_c + d_h * slope

# %% d_cell C20a
return d_c_t.astype(np.float32)

# %% d_cell C19
d_c_t = d_c + (d_h * o_t * slope).mean(axis=0)

# %% d_cell P2
calls = []


def d_cell(d_h, d_c, o_t, c_t):
    calls.append(1)
    return len(calls) * d_c + d_h * o_t * (1 - np.tanh(c_t) ** 2)


# %% d_cell B5+B28
slope = 1 - c_t**2
d_c_t = d_c + d_h * slope

# %% d_cell B2+B6
d_c_t = d_h * o_t


# %% d_sums base
def d_sums(d_h, d_c_t, cache):
    c_prev, c_t = cache["c_prev"], cache["c_t"]
    f_t = cache["f_t"]
    i_t = cache["i_t"]
    c_tilde_t = cache["c_tilde_t"]
    o_t = cache["o_t"]
    d_f = d_c_t * c_prev
    d_i = d_c_t * c_tilde_t
    d_g = d_c_t * i_t
    d_o = d_h * np.tanh(c_t)
    s_f = f_t * (1 - f_t)
    s_i = i_t * (1 - i_t)
    s_g = 1 - c_tilde_t**2
    s_o = o_t * (1 - o_t)
    d_a = {"f": d_f * s_f, "i": d_i * s_i, "c": d_g * s_g, "o": d_o * s_o}
    return d_a


# %% d_sums B6
s_g = 1

# %% d_sums B7
d_o = d_h * c_t

# %% d_sums B8
d_f = d_c_t * c_t

# %% d_sums B9
s_f = sigmoid(f_t) * (1 - sigmoid(f_t))
s_i = sigmoid(i_t) * (1 - sigmoid(i_t))
s_o = sigmoid(o_t) * (1 - sigmoid(o_t))

# %% d_sums B9
s_g = 1 - np.tanh(c_tilde_t) ** 2

# %% d_sums B9
s_f = sigmoid(f_t) * (1 - sigmoid(f_t))
s_i = sigmoid(i_t) * (1 - sigmoid(i_t))
s_g = 1 - np.tanh(c_tilde_t) ** 2
s_o = sigmoid(o_t) * (1 - sigmoid(o_t))

# %% d_sums B10
s_f = s_i = s_o = 1
d_a = {"f": d_f, "i": d_i, "c": d_g * s_g, "o": d_o}

# %% d_sums B10
d_a = {"f": d_f, "i": d_i, "c": d_g, "o": d_o}

# %% d_sums B10
s_o = 1

# %% d_sums B12
d_a = {"i": d_f * s_f, "f": d_i * s_i, "c": d_g * s_g, "o": d_o * s_o}

# %% d_sums B12
d_a = {"f": d_f * s_f, "i": d_i * s_i, "o": d_g * s_g, "c": d_o * s_o}

# %% d_sums B25
d_o = d_c_t * np.tanh(c_t)

# %% d_sums B31
d_i = d_c_t * i_t
d_g = d_c_t * c_tilde_t

# %% d_sums B31
d_f = d_c_t * f_t

# %% d_sums B31
d_i = d_c_t * c_prev

# %% d_sums B32
d_f = d_h * c_prev
d_i = d_h * c_tilde_t
d_g = d_h * i_t

# %% d_sums B33
return d_f * s_f, d_i * s_i, d_g * s_g, d_o * s_o

# %% d_sums B33
return [d_f * s_f, d_i * s_i, d_g * s_g, d_o * s_o]

# %% d_sums B33
return {"f_t": d_f * s_f, "i_t": d_i * s_i, "c_tilde_t": d_g * s_g, "o_t": d_o * s_o}

# %% d_sums S5
s_g = c_tilde_t * (1 - c_tilde_t)

# %% d_sums S5
s_f = 1 - f_t**2
s_i = 1 - i_t**2
s_o = 1 - o_t**2

# %% d_sums S6
s_g = c_tilde_t**2 - 1

# %% d_sums S8
s_f = 1 - f_t
s_i = 1 - i_t
s_o = 1 - o_t

# %% d_sums P6
return {key: value.tolist() for key, value in d_a.items()}


# %% d_sums P1
def d_sums(d_h, d_c_t, cache):
    f_t, i_t, o_t = cache["f_t"], cache["i_t"], cache["o_t"]
    print(d_c_t * cache["c_prev"] * f_t * (1 - f_t))


# %% d_sums B20
d_h *= np.tanh(c_t)
d_o = d_h

# %% d_sums B20
f_t *= 1 - f_t
s_f = f_t

# %% d_sums C20a
return {key: value.astype(np.float32) for key, value in d_a.items()}

# %% d_sums B8+B25
d_f = d_c_t * c_t
d_o = d_c_t * np.tanh(c_t)

# %% d_sums B7+B8
d_f = d_c_t * c_t
d_o = d_h * c_t

# %% d_sums B7+B25
d_o = d_c_t * c_t


# %% d_layer base
def d_layer(d_a, cache):
    x_t, params = cache["x_t"], cache["params"]
    D = x_t.shape[1]
    z = np.hstack([x_t, cache["h_prev"]])
    d_z = sum(d_a[k] @ params["W_" + k].T for k in "fico")
    d_x = d_z[:, :D]
    d_h_prev = d_z[:, D:]
    W = {"W_" + k: z.T @ d_a[k] for k in "fico"}
    b = {"b_" + k: d_a[k].sum(axis=0) for k in "fico"}
    grads = W | b
    return d_x, d_h_prev, grads


# %% d_layer B13
z = np.hstack([x_t, cache["o_t"] * np.tanh(cache["c_t"])])

# %% d_layer B15
b = {"b_" + k: d_a[k].mean(axis=0) for k in "fico"}

# %% d_layer B15
b = {"b_" + k: d_a["f"].sum(axis=0) for k in "fico"}

# %% d_layer B15
b = {"b_" + k: d_a[k].sum(axis=1) for k in "fico"}

# %% d_layer B15
b = {"b_" + k: d_a[k] for k in "fico"}

# %% d_layer B17
d_h_prev = sum(d_a[k] @ params["W_" + k][D:] for k in "fico")

# %% d_layer B34
d_z = sum(d_a[k] @ params["W_" + k] for k in "fico")

# %% d_layer B34
d_z = sum(np.dot(d_a[k], params["W_" + k]) for k in "fico")

# %% d_layer B34
d_z = sum(params["W_" + k].T @ d_a[k] for k in "fico")

# %% d_layer B35
W = {"W_" + k: z.T @ d_a[k] / len(z) for k in "fico"}

# %% d_layer B35
W = {"W_" + k: z.T @ d_a[k] / len(z) for k in "fico"}
b = {"b_" + k: d_a[k].mean(axis=0) for k in "fico"}

# %% d_layer B35
W = {"W_" + k: z[:, :, None] * d_a[k][:, None, :] for k in "fico"}

# %% d_layer B36
W = {"W_" + k: d_a[k].T @ z for k in "fico"}

# %% d_layer B37
return d_h_prev, d_x, grads

# %% d_layer B37
D = cache["h_prev"].shape[1]
z = np.hstack([x_t, cache["h_prev"]])
d_z = sum(d_a[k] @ params["W_" + k].T for k in "fico")
d_h_prev = d_z[:, :D]
d_x = d_z[:, D:]

# %% d_layer B38
for k in "fico":
    d_z = d_a[k] @ params["W_" + k].T
d_z = d_z * 1

# %% d_layer B38
d_z = d_a["f"] @ params["W_f"].T

# %% d_layer C13
z = np.hstack([x_t, np.zeros_like(cache["h_prev"])])

# %% d_layer C14
z = np.hstack([cache["h_prev"], x_t])

# %% d_layer C14
H = cache["h_prev"].shape[1]
z = np.hstack([cache["h_prev"], x_t])
d_z = sum(d_a[k] @ params["W_" + k].T for k in "fico")
d_h_prev = d_z[:, :H]
d_x = d_z[:, H:]

# %% d_layer B33
grads = {"d_" + key: value for key, value in (W | b).items()}

# %% d_layer B33
grads = {**W}

# %% d_layer B33
return d_x, d_h_prev, (*W.values(), *b.values())

# %% d_layer P9
return d_x, d_h_prev

# %% d_layer P9
return grads

# %% d_layer P6
return d_x.tolist(), d_h_prev.tolist(), {key: value.tolist() for key, value in grads.items()}


# %% d_layer P1
def d_layer(d_a, cache):
    grads = {}
    for k in "fico":
        grads["b_" + k] = d_a[k].sum(axis=0)


# %% d_layer B20
for k in "fico":
    d_a[k] *= 1.5
z = np.hstack([x_t, cache["h_prev"]])

# %% d_layer B20
d_a["f"] += 1
z = np.hstack([x_t, cache["h_prev"]])

# %% d_layer C20a
return (
    d_x.astype(np.float32),
    d_h_prev.astype(np.float32),
    {key: value.astype(np.float32) for key, value in grads.items()},
)

# %% d_layer B13+B15
z = np.hstack([x_t, cache["o_t"] * np.tanh(cache["c_t"])])
b = {"b_" + k: d_a[k].mean(axis=0) for k in "fico"}


# %% lstm_step_backward base
def lstm_step_backward(d_h, d_c, cache):
    d_c_t = d_cell(d_h, d_c, cache["o_t"], cache["c_t"])
    d_a = d_sums(d_h, d_c_t, cache)
    d_x, d_h_prev, grads = d_layer(d_a, cache)
    d_c_prev = d_c_t * cache["f_t"]
    return d_x, d_h_prev, d_c_prev, grads


# %% lstm_step_backward B11
d_c_prev = d_c + d_h * cache["o_t"] * (1 - np.tanh(cache["c_t"]) ** 2) * cache["f_t"]

# %% lstm_step_backward B16
d_c_prev = d_c_t * 1

# %% lstm_step_backward B16
d_c_prev = d_c * cache["f_t"]

# %% lstm_step_backward B39
d_c_prev = d_c_t * cache["i_t"]

# %% lstm_step_backward B39
d_c_prev = d_c_t * (1 - cache["f_t"])

# %% lstm_step_backward B40
d_a = d_sums(d_h, d_c, cache)

# %% lstm_step_backward B40
d_a = d_sums(d_h, d_h, cache)

# %% lstm_step_backward C20b
return d_x, d_c_prev, d_h_prev, grads

# %% lstm_step_backward P9
return d_x, d_h_prev, grads

# %% lstm_step_backward P9
return d_x, d_h_prev, d_c_prev

# %% lstm_step_backward P6
return d_x.tolist(), d_h_prev.tolist(), d_c_prev.tolist(), {key: value.tolist() for key, value in grads.items()}


# %% lstm_step_backward P1
def lstm_step_backward(d_h, d_c, cache):
    d_c_t = d_cell(d_h, d_c, cache["o_t"], cache["c_t"])
    d_x, d_h_prev, grads = d_layer(d_sums(d_h, d_c_t, cache), cache)


# %% lstm_step_backward P13
d_c_t = d_cell(d_h, d_c, cache)

# %% lstm_step_backward B20
d_c += d_h * cache["o_t"] * (1 - np.tanh(cache["c_t"]) ** 2)
d_c_t = d_c

# %% lstm_step_backward C20a
return tuple(d.astype(np.float32) for d in (d_x, d_h_prev, d_c_prev)) + (
    {k: d.astype(np.float32) for k, d in grads.items()},
)

# %% lstm_step_backward B5
d_c_t = d_c + d_h * cache["o_t"] * (1 - cache["c_t"] ** 2)

# %% lstm_step_backward B27
d_c_t = (d_c + d_h * cache["o_t"]) * (1 - np.tanh(cache["c_t"]) ** 2)

# %% lstm_step_backward B11+B40
d_a = d_sums(d_h, d_c, cache)
d_c_prev = d_c + d_h * cache["o_t"] * (1 - np.tanh(cache["c_t"]) ** 2) * cache["f_t"]


# %% lstm_backward base
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    T = len(caches)
    d_h = d_h_n
    d_c = d_c_n
    d_x, total = [], {}
    for t in range(T - 1, -1, -1):
        d_x_t, d_h, d_c, grads = lstm_step_backward(d_hs[t] + d_h, d_c, caches[t])
        d_x.append(d_x_t)
        total = {key: total.get(key, 0) + grads[key] for key in grads}
    d_x = np.array(d_x[::-1])
    return d_x, d_h, d_c, total


# %% lstm_backward B1
meets = d_hs[t] + d_h_n if t == T - 1 else d_hs[t]
d_x_t, d_h, d_c, grads = lstm_step_backward(meets, d_c, caches[t])

# %% lstm_backward B1
d_x_t, d_h, d_c, grads = lstm_step_backward(d_hs[t], d_c, caches[t])

# %% lstm_backward B2
d_x_t, d_h, d_c, grads = lstm_step_backward(d_hs[t] + d_h, d_c_n, caches[t])

# %% lstm_backward B3
d_c = np.zeros_like(d_c_n)

# %% lstm_backward B4
d_h = d_hs[-1] + d_h_n
d_x_t, d_h, d_c, grads = lstm_step_backward(d_h, d_c, caches[t])

# %% lstm_backward B14
total = grads

# %% lstm_backward B18
d_h, d_c = np.clip(d_h, -5, 5), np.clip(d_c, -5, 5)
d_x.append(d_x_t)

# %% lstm_backward B18
d_h, d_c = np.clip(d_h, -1, 1), d_c
d_x.append(d_x_t)

# %% lstm_backward B19
d_x = np.array(d_x)

# %% lstm_backward B19
d_x = np.array(d_x[::-1]) / T

# %% lstm_backward B26
d_hs = d_hs.copy()
d_hs[-1] = d_h_n
d_h = np.zeros_like(d_h_n)

# %% lstm_backward B41
d_h = np.zeros_like(d_h_n)

# %% lstm_backward B42
return d_x, d_h, d_c, {key: value / T for key, value in total.items()}

# %% lstm_backward B43
d_x_t, d_h, d_c, grads = lstm_step_backward(d_hs[T - 1 - t] + d_h, d_c, caches[T - 1 - t])
d_x = np.array(d_x)

# %% lstm_backward C20b
return d_x, d_c, d_h, total

# %% lstm_backward P9
return d_x, total

# %% lstm_backward P6
return d_x.tolist(), d_h.tolist(), d_c.tolist(), {key: value.tolist() for key, value in total.items()}


# %% lstm_backward P1
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    d_h, d_c = d_h_n, d_c_n
    for t in reversed(range(len(caches))):
        d_x, d_h, d_c, grads = lstm_step_backward(d_hs[t] + d_h, d_c, caches[t])


# %% lstm_backward B20
d_hs[-1] += d_h_n
d_h = np.zeros_like(d_h_n)

# %% lstm_backward C20a
return (
    d_x.astype(np.float32),
    d_h.astype(np.float32),
    d_c.astype(np.float32),
    {k: v.astype(np.float32) for k, v in total.items()},
)

# %% lstm_backward B3+B41
d_h = np.zeros_like(d_h_n)
d_c = np.zeros_like(d_c_n)


# %% lstm_backward B16
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    d_h, d_c, d_xs, total = d_h_n, d_c_n, [], {}
    for t in reversed(range(len(caches))):
        d_h = d_hs[t] + d_h
        d_c = d_cell(d_h, d_c, caches[t]["o_t"], caches[t]["c_t"])
        d_x, d_h, grads = d_layer(d_sums(d_h, d_c, caches[t]), caches[t])
        d_xs.insert(0, d_x)
        total = {key: total.get(key, 0) + grads[key] for key in grads}
    return np.array(d_xs), d_h, d_c, total


# %% grad_check base
def grad_check(f, x, d_f, eps=1e-5):
    num = np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        up = x.copy()
        up[k] += eps
        down = x.copy()
        down[k] -= eps
        num[k] = (f(up) - f(down)) / (2 * eps)
    error = np.abs(num - d_f)
    scale = np.maximum(1, np.maximum(np.abs(num), np.abs(d_f)))
    return float((error / scale).max())


# %% grad_check B21
num[k] = (f(up) - f(x)) / eps


# %% grad_check B22
def grad_check(f, x, d_f, eps=1e-5):
    num = np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        x[k] += eps
        up = f(x)
        x[k] -= 2 * eps
        down = f(x)
        x[k] += eps
        num[k] = (up - down) / (2 * eps)
    scale = np.maximum(1, np.maximum(np.abs(num), np.abs(d_f)))
    return float((np.abs(num - d_f) / scale).max())


# %% grad_check B23
def grad_check(f, x, d_f, eps=1e-5):
    flat, num = x.flatten(), np.zeros(x.size)
    for k in range(x.size):
        flat[k] += eps
        up = f(x)
        flat[k] -= 2 * eps
        down = f(x)
        flat[k] += eps
        num[k] = (up - down) / (2 * eps)
    num = num.reshape(x.shape)
    scale = np.maximum(1, np.maximum(np.abs(num), np.abs(d_f)))
    return float((np.abs(num - d_f) / scale).max())


# %% grad_check B24
return float(error.max())

# %% grad_check B24
return float((error / scale).mean())

# %% grad_check B24
return float(np.linalg.norm(num - d_f) / (np.linalg.norm(num) + np.linalg.norm(d_f)))

# %% grad_check B44
scale = np.maximum(np.abs(num), np.abs(d_f))

# %% grad_check B44
scale = np.abs(num) + np.abs(d_f)

# %% grad_check B44
scale = np.maximum(1e-8, np.abs(num) + np.abs(d_f))

# %% grad_check B44
scale = np.maximum(1, np.abs(d_f))

# %% grad_check B45
num[k] = (f(up) - f(down)) / eps

# %% grad_check B45
num[k] = (f(up) - f(down)) / 2 * eps

# %% grad_check B46
eps = 1e-5
num = np.zeros(x.shape)

# %% grad_check B47
for k in range(len(x)):
    up, down = x.copy(), x.copy()
    up[k] += eps
    down[k] -= eps
    num[k] = (f(up) - f(down)) / (2 * eps)


# %% grad_check B47
def grad_check(f, x, d_f, eps=1e-5):
    num = (f(x + eps) - f(x - eps)) / (2 * eps)
    scale = np.maximum(1, np.maximum(np.abs(num), np.abs(d_f)))
    return float((np.abs(num - d_f) / scale).max())


# %% grad_check B48
return float(((num - d_f) / scale).max())

# %% grad_check B49
return error / scale

# %% grad_check B49
return bool((error / scale).max() < 1e-6)

# %% grad_check B49
return num


# %% grad_check P1
def grad_check(f, x, d_f, eps=1e-5):
    for k in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[k] = eps
        print((f(x + step) - f(x - step)) / (2 * eps) - d_f[k])


# %% grad_check P12
def grad_check(f, x, d_f, eps=1e-5):
    num = (f(x + h) - f(x - h)) / (2 * h)
    return float(np.abs(num - d_f).max())


# %% grad_check C20a
return np.float32((error / scale).max())

# %% grad_check B21+B24
num[k] = (f(up) - f(x)) / eps
return float(error.max())
