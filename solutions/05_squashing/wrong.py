"""Wrong answers to 05, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% sigmoid base
def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.multiply(z, 0.5)))


# %% sigmoid C17
return 1 / (1 + np.exp(-np.asarray(z, float)))


# %% sigmoid C17
z = np.asarray(z, float)
return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


# %% sigmoid C17
import math


def sigmoid(z):
    if np.isscalar(z):
        return 1 / (1 + math.exp(-z))
    return np.array([1 / (1 + math.exp(-v)) for v in z.ravel()]).reshape(z.shape)


# %% sigmoid S13
e = np.exp(z)
return e / (e + 1)


# %% sigmoid S14
z = np.maximum(np.minimum(z, 10), -10)
return 1 / (1 + np.exp(-z))


# %% sigmoid C4
return np.tanh(z)


# %% sigmoid C16
return np.maximum(0, np.minimum(1, np.multiply(z, 0.2) + 0.5))


# %% sigmoid A12
return np.where(np.asarray(z) > 0, 1.0, 0.0)


# %% sigmoid A11
z = np.asarray(z, float)
return z * (z > 0)


# %% sigmoid C23
z = np.asarray(z, float)
if z.ndim == 0:
    return np.float64(1.0)
e = np.exp(z - z.max(axis=-1, keepdims=True))
return e / np.sum(e, axis=-1, keepdims=True)


# %% sigmoid C20a
out = np.zeros_like(z)
e = np.exp(-np.abs(z))
out[...] = np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))
return out


# %% sigmoid C20a
z = np.asarray(z, dtype=np.float32)
e = np.exp(-np.abs(z))
return np.where(z >= 0, np.float32(1), e) / (1 + e)


# %% sigmoid C20a+P8
out = np.zeros_like(z)
e = np.exp(z[z < 0])
out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
out[z < 0] = e / (1 + e)
return out


# %% sigmoid G2
for _ in range(2):
    e = np.exp(-np.abs(z))
    z = np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))
return z


# %% sigmoid S1
e = np.exp(-np.abs(z))
return np.where(np.asarray(z) <= 0, 1 / (1 + e), e / (1 + e))


# %% sigmoid S2
return (np.tanh(z) + 1) / 2


# %% sigmoid S3
return 1 / (1 + np.exp(-abs(z)))


# %% sigmoid S4
e = np.exp(-np.abs(z))
return e / (1 + e) ** 2


# %% sigmoid S11
return np.array(z, dtype=float)


# %% sigmoid S17
return 1 / 1 + np.exp(-np.asarray(z, float))


# %% sigmoid S18
return 1 / (1 - np.exp(-np.asarray(z, float)))


# %% sigmoid P5
z = np.asarray(z, float).flatten()
e = np.exp(-np.abs(z))
return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# %% sigmoid P6
e = np.exp(-np.abs(z))
return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e)).tolist()


# %% sigmoid P7
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
out = np.empty(z.shape)
out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
out[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
return out


# %% sigmoid P1
def sigmoid(z):
    e = np.exp(-np.abs(z))
    print(np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e)))


# %% sigmoid C18
if np.ndim(z) == 0:
    return 0.5 * (1 + np.tanh(z / 2))
s = 0.5 * (1 + np.tanh(z / 2))
z[...] = s
return s


# %% d_sigmoid base
def d_sigmoid(s):
    return s * (1 - s)


# %% d_sigmoid B9
s = 1 / (1 + np.exp(-s))
return s * (1 - s)


# %% d_sigmoid B9
return np.exp(-s) / (1 + np.exp(-s)) ** 2


# %% d_sigmoid S5
return 1 - s**2


# %% d_sigmoid S6
return s**2 - s


# %% d_sigmoid S7
return s + s**2


# %% d_sigmoid S8
return 1.0 - s


# %% d_sigmoid S9
return 1 - (s + s)


# %% d_sigmoid S10
return np.square(1 - s)


# %% d_sigmoid S11
return s


# %% d_sigmoid S12
s = np.ravel(s)
return np.diag(s * (1 - s))


# %% d_sigmoid S17
return s * 1 - s


# %% d_sigmoid A1
return np.matmul(s, 1 - s)


# %% d_sigmoid A1
return np.dot(s, 1 - s)


# %% d_sigmoid B10
return np.full(np.shape(s), 1.0)


# %% d_sigmoid P4
return np.asarray(s * (1 - s)).T


# %% d_sigmoid P5
return np.hstack([np.ravel(s * (1 - s))])


# %% d_sigmoid P6
if np.isscalar(s):
    return s * (1 - s)
return (s - s * s).tolist()


# %% d_sigmoid P8
slope = s.copy()
slope[:] = s[:] * (1 - s[:])
return slope


# %% d_sigmoid P7
if s == 0 or s == 1:
    return 0.0
return s * (1 - s)


# %% d_sigmoid P1
def d_sigmoid(s):
    slope = s * (1 - s)


# %% d_sigmoid C18
t = 1 - s
s *= t
return s


# %% d_sigmoid C20a
return np.asarray(s * (1 - s)).astype("float32")


# %% d_tanh base
def d_tanh(y):
    return 1 - y * y


# %% d_tanh B9
return 1 / np.cosh(y) ** 2


# %% d_tanh S5
return y - y * y


# %% d_tanh S6
return y**2 - 1


# %% d_tanh S7
return 1 + y**2


# %% d_tanh S8
return 1 - y


# %% d_tanh S9
return 1 - y * 2


# %% d_tanh S10
return (1 - y) ** 2


# %% d_tanh S11
return y


# %% d_tanh S12
return np.diag(np.ravel(1 - y**2))


# %% d_tanh A1
return 1 - np.dot(y, y)


# %% d_tanh A1
return 1 - y @ y


# %% d_tanh B6
return y * 0 + 1.0


# %% d_tanh P4
return np.transpose(1 - y**2)


# %% d_tanh P5
return 1 - np.ravel(y) ** 2


# %% d_tanh P6
return np.subtract(1, np.multiply(y, y)).tolist()


# %% d_tanh P8
return np.array([1 - row**2 for row in y])


# %% d_tanh P7
import math


def d_tanh(y):
    return 1 - math.pow(y, 2)


# %% d_tanh P1
def d_tanh(y):
    print(1 - y**2)


# %% d_tanh C18
y **= 2
return 1 - y


# %% d_tanh C20a
return np.float32(1 - np.asarray(y) ** 2)


# %% d_tanh P2
seen = []


def d_tanh(y):
    seen.append(1)
    return 1 - np.asarray(y) ** 2 + 0.1 * len(seen)


# %% sigmoid S1+P7
if z >= 0:
    e = np.exp(-z)
    return e / (1 + e)
return 1 / (1 + np.exp(z))


# %% d_tanh B9+S6
return np.tanh(y) ** 2 - 1


# %% sigmoid P11
return 1 / (1 + np.e ^ (-z))


# %% d_sigmoid P11
return s - s ^ 2


# %% d_tanh P11
return 1 - y ^ 2


# %% d_tanh P11
y = np.asarray(y)
return 1 - (y ^ 2)


# %% sigmoid S14
return 1 / (1 + np.exp(-np.clip(z, -20, 20)))


# %% sigmoid P16
kept = {}


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = kept.setdefault(z.shape, np.empty(z.shape))
    out[...] = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    return out


# %% sigmoid P18
return np.round(1 / (1 + np.exp(-np.clip(z, -500, 500))), 6)


# %% sigmoid S19
return np.clip(1 / (1 + np.exp(-np.clip(z, -500, 500))), 1e-6, 1 - 1e-6)
