"""Wrong answers to 05, one for each known mistake, as students write them."""
# ruff: noqa - student code, as it comes

import numpy as np


# %% sigmoid C17
def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, float)))


# %% sigmoid C17
def sigmoid(z):
    z = np.asarray(z, float)
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


# %% sigmoid C17
import math


def sigmoid(z):
    if np.isscalar(z):
        return 1 / (1 + math.exp(-z))
    return np.array([1 / (1 + math.exp(-v)) for v in z.ravel()]).reshape(z.shape)


# %% sigmoid S13
def sigmoid(z):
    e = np.exp(z)
    return e / (e + 1)


# %% sigmoid S14
def sigmoid(z):
    z = np.maximum(np.minimum(z, 10), -10)
    return 1 / (1 + np.exp(-z))


# %% sigmoid C4
def sigmoid(z):
    return np.tanh(z)


# %% sigmoid C16
def sigmoid(z):
    return np.maximum(0, np.minimum(1, np.multiply(z, 0.2) + 0.5))


# %% sigmoid A12
def sigmoid(z):
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


# %% sigmoid A11
def sigmoid(z):
    z = np.asarray(z, float)
    return z * (z > 0)


# %% sigmoid C23
def sigmoid(z):
    z = np.asarray(z, float)
    if z.ndim == 0:
        return np.float64(1.0)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


# %% sigmoid C20a
def sigmoid(z):
    out = np.zeros_like(z)
    e = np.exp(-np.abs(z))
    out[...] = np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))
    return out


# %% sigmoid C20a
def sigmoid(z):
    z = np.asarray(z, dtype=np.float32)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, np.float32(1), e) / (1 + e)


# %% sigmoid C20a+P8
def sigmoid(z):
    out = np.zeros_like(z)
    e = np.exp(z[z < 0])
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    out[z < 0] = e / (1 + e)
    return out


# %% sigmoid G2
def sigmoid(z):
    for _ in range(2):
        e = np.exp(-np.abs(z))
        z = np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))
    return z


# %% sigmoid S1
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) <= 0, 1 / (1 + e), e / (1 + e))


# %% sigmoid S2
def sigmoid(z):
    return (np.tanh(z) + 1) / 2


# %% sigmoid S3
def sigmoid(z):
    return 1 / (1 + np.exp(-abs(z)))


# %% sigmoid S4
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


# %% sigmoid S11
def sigmoid(z):
    return np.array(z, dtype=float)


# %% sigmoid S17
def sigmoid(z):
    return 1 / 1 + np.exp(-np.asarray(z, float))


# %% sigmoid S18
def sigmoid(z):
    return 1 / (1 - np.exp(-np.asarray(z, float)))


# %% sigmoid P5
def sigmoid(z):
    z = np.asarray(z, float).flatten()
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# %% sigmoid P6
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e)).tolist()


# %% sigmoid P7
def sigmoid(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


# %% sigmoid P7
import math


def sigmoid(z):
    if z < 0:
        return math.exp(z) / (1 + math.exp(z))
    else:
        return 1 / (1 + math.exp(-z))


# %% sigmoid P8
def sigmoid(z):
    out = np.empty(z.shape)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    out[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return out


# %% sigmoid P1
def sigmoid(z):
    e = np.exp(-np.abs(z))
    print(np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e)))


# %% sigmoid C18
def sigmoid(z):
    if np.ndim(z) == 0:
        return 0.5 * (1 + np.tanh(z / 2))
    s = 0.5 * (1 + np.tanh(z / 2))
    z[...] = s
    return s


# %% d_sigmoid B9
def d_sigmoid(s):
    s = 1 / (1 + np.exp(-s))
    return s * (1 - s)


# %% d_sigmoid B9
def d_sigmoid(s):
    return np.exp(-s) / (1 + np.exp(-s)) ** 2


# %% d_sigmoid S5
def d_sigmoid(s):
    return 1 - s**2


# %% d_sigmoid S6
def d_sigmoid(s):
    return s**2 - s


# %% d_sigmoid S7
def d_sigmoid(s):
    return s + s**2


# %% d_sigmoid S8
def d_sigmoid(s):
    return 1.0 - s


# %% d_sigmoid S9
def d_sigmoid(s):
    return 1 - (s + s)


# %% d_sigmoid S10
def d_sigmoid(s):
    return np.square(1 - s)


# %% d_sigmoid S11
def d_sigmoid(s):
    return s


# %% d_sigmoid S12
def d_sigmoid(s):
    s = np.ravel(s)
    return np.diag(s * (1 - s))


# %% d_sigmoid S17
def d_sigmoid(s):
    return s * 1 - s


# %% d_sigmoid A1
def d_sigmoid(s):
    return np.matmul(s, 1 - s)


# %% d_sigmoid A1
def d_sigmoid(s):
    return np.dot(s, 1 - s)


# %% d_sigmoid B10
def d_sigmoid(s):
    return np.full(np.shape(s), 1.0)


# %% d_sigmoid P4
def d_sigmoid(s):
    return np.asarray(s * (1 - s)).T


# %% d_sigmoid P5
def d_sigmoid(s):
    return np.hstack([np.ravel(s * (1 - s))])


# %% d_sigmoid P6
def d_sigmoid(s):
    if np.isscalar(s):
        return s * (1 - s)
    return (s - s * s).tolist()


# %% d_sigmoid P8
def d_sigmoid(s):
    slope = s.copy()
    slope[:] = s[:] * (1 - s[:])
    return slope


# %% d_sigmoid P7
def d_sigmoid(s):
    if s == 0 or s == 1:
        return 0.0
    return s * (1 - s)


# %% d_sigmoid P1
def d_sigmoid(s):
    slope = s * (1 - s)


# %% d_sigmoid C18
def d_sigmoid(s):
    t = 1 - s
    s *= t
    return s


# %% d_sigmoid C20a
def d_sigmoid(s):
    return np.asarray(s * (1 - s)).astype("float32")


# %% d_tanh B9
def d_tanh(y):
    return 1 / np.cosh(y) ** 2


# %% d_tanh S5
def d_tanh(y):
    return y - y * y


# %% d_tanh S6
def d_tanh(y):
    return y**2 - 1


# %% d_tanh S7
def d_tanh(y):
    return 1 + y**2


# %% d_tanh S8
def d_tanh(y):
    return 1 - y


# %% d_tanh S9
def d_tanh(y):
    return 1 - y * 2


# %% d_tanh S10
def d_tanh(y):
    return (1 - y) ** 2


# %% d_tanh S11
def d_tanh(y):
    return y


# %% d_tanh S12
def d_tanh(y):
    return np.diag(np.ravel(1 - y**2))


# %% d_tanh A1
def d_tanh(y):
    return 1 - np.dot(y, y)


# %% d_tanh A1
def d_tanh(y):
    return 1 - y @ y


# %% d_tanh B6
def d_tanh(y):
    return y * 0 + 1.0


# %% d_tanh P4
def d_tanh(y):
    return np.transpose(1 - y**2)


# %% d_tanh P5
def d_tanh(y):
    return 1 - np.ravel(y) ** 2


# %% d_tanh P6
def d_tanh(y):
    return np.subtract(1, np.multiply(y, y)).tolist()


# %% d_tanh P8
def d_tanh(y):
    return np.array([1 - row**2 for row in y])


# %% d_tanh P7
import math


def d_tanh(y):
    return 1 - math.pow(y, 2)


# %% d_tanh P1
def d_tanh(y):
    print(1 - y**2)


# %% d_tanh C18
def d_tanh(y):
    y **= 2
    return 1 - y


# %% d_tanh C20a
def d_tanh(y):
    return np.float32(1 - np.asarray(y) ** 2)


# %% d_tanh P2
seen = []


def d_tanh(y):
    seen.append(1)
    return 1 - np.asarray(y) ** 2 + 0.1 * len(seen)


# %% sigmoid S1+P7
def sigmoid(z):
    if z >= 0:
        e = np.exp(-z)
        return e / (1 + e)
    return 1 / (1 + np.exp(z))


# %% d_tanh B9+S6
def d_tanh(y):
    return np.tanh(y) ** 2 - 1


# %% sigmoid P11
def sigmoid(z):
    return 1 / (1 + np.e ^ (-z))


# %% d_sigmoid P11
def d_sigmoid(s):
    return s - s ^ 2


# %% d_tanh P11
def d_tanh(y):
    return 1 - y ^ 2


# %% d_tanh P11
def d_tanh(y):
    y = np.asarray(y)
    return 1 - (y ^ 2)
