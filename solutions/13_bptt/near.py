"""Answers to 13 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% d_cell right
def d_cell(d_h, d_c, o_t, c_t):
    e = np.exp(-2 * np.abs(c_t))
    return d_c + d_h * o_t * 4 * e / (1 + e) ** 2


# %% d_cell unknown
def d_cell(d_h, d_c, o_t, c_t):
    slope = 1 - np.tanh(c_t) ** 2
    return d_c + d_h * o_t * np.maximum(slope, 1e-4)


# %% d_sums unknown
def d_sums(d_h, d_c_t, cache):
    x_t, h_prev, c_prev, f, i, g, o, c, params = cache.values()
    return {
        "f": d_c_t * c_prev * f * (1 - f),
        "i": d_c_t * g * i * (1 - i),
        "c": d_c_t * i * (1 - g**2),
        "o": d_h * np.tanh(c) * o * (1 - o),
    }


# %% lstm_backward unknown
def lstm_backward(d_hs, d_h_n, d_c_n, caches):
    d_h, d_c, d_x, total = d_h_n, d_c_n, [], {}
    for t in reversed(range(len(caches))):
        d_x_t, d_h, d_c, grads = lstm_step_backward(d_hs[t] + d_h, d_c, caches[t])
        if len(caches) - t > 10:
            d_h, d_c = 0 * d_h, 0 * d_c
        d_x.insert(0, d_x_t)
        total = {key: total.get(key, 0) + grads[key] for key in grads}
    return np.array(d_x), d_h, d_c, total


# %% grad_check right
def grad_check(f, x, d_f, eps=1e-5):
    error = 0
    for k in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[k] += eps
        down[k] -= eps
        num = f(up) / (2 * eps) - f(down) / (2 * eps)
        error = max(error, abs(num - d_f[k]) / max(1, abs(num), abs(d_f[k])))
    return error


# %% grad_check B23
def grad_check(f, x, d_f, eps=1e-5):
    flat, num = x.ravel(), np.zeros(x.size)
    for k in range(x.size):
        old = flat[k]
        flat[k] = old + eps
        up = f(x)
        flat[k] = old - eps
        num[k] = (up - f(x)) / (2 * eps)
        flat[k] = old
    num = num.reshape(x.shape)
    return float(np.max(np.abs(num - d_f) / np.maximum(1, np.maximum(np.abs(num), np.abs(d_f)))))


# %% grad_check unknown
def grad_check(f, x, d_f, eps=1e-5):
    error = 0
    for k in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[k] = eps
        near, far = f(x + step) - f(x - step), f(x + 2 * step) - f(x - 2 * step)
        num = (8 * near - far) / (12 * eps)
        error = max(error, abs(num - d_f[k]) / max(1, abs(num), abs(d_f[k])))
    return error
