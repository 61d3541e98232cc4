"""Wrong answers to 06, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% forget_gate base
def forget_gate(x_t, h_prev, W_f, b_f):
    z = np.hstack([x_t, h_prev]) @ W_f + b_f
    return sigmoid(z)


# %% forget_gate C12a
z = np.hstack([x_t, h_prev]) @ W_f

# %% forget_gate C12b
D = x_t.shape[1]
return sigmoid((x_t @ W_f[:D] + b_f) + (h_prev @ W_f[D:] + b_f))

# %% forget_gate C12c
return sigmoid(z + 1.0)

# %% forget_gate C13
z = np.hstack([x_t, np.zeros_like(h_prev)]) @ W_f + b_f

# %% forget_gate G21
z = x_t @ W_f + b_f

# %% forget_gate G21
z = np.dot(x_t, W_f) + np.dot(h_prev, W_f) + b_f

# %% forget_gate G21
z = x_t @ W_f + h_prev @ W_f + b_f

# %% forget_gate G21
z = x_t + h_prev @ W_f + b_f

# %% forget_gate P6
return [sigmoid(z)]

# %% forget_gate P6
f_t = (sigmoid(z),)
return f_t

# %% forget_gate C14
z = np.hstack([h_prev, x_t]) @ W_f + b_f

# %% forget_gate C14
H = h_prev.shape[1]
return sigmoid(h_prev @ W_f[:H] + x_t @ W_f[H:] + b_f)

# %% forget_gate C19
f = sigmoid(z)
return np.tile(f[0], (len(f), 1))

# %% forget_gate C19
e = np.exp(z - z.max(axis=0))
return e / e.sum(axis=0)

# %% forget_gate C4
return np.tanh(z)

# %% forget_gate C16
return np.maximum(0, np.minimum(1, 0.2 * z + 0.5))

# %% forget_gate C23
e = np.exp(z - z.max(axis=1, keepdims=True))
return e / e.sum(axis=1, keepdims=True)

# %% forget_gate A10
return 1 - sigmoid(z)

# %% forget_gate A11
return z * (z > 0)

# %% forget_gate A11
hidden = np.tanh(z)
return sigmoid(hidden)

# %% forget_gate A12
return np.where(sigmoid(z) > 0.5, 1.0, 0.0)

# %% forget_gate G1
return z

# %% forget_gate G2
f_t = sigmoid(z)
return sigmoid(f_t)

# %% forget_gate G3
return sigmoid(np.hstack([x_t, h_prev]) @ W_f) + b_f

# %% forget_gate G4
z = h_prev @ W_f[-h_prev.shape[1] :] + b_f

# %% forget_gate G10
return np.repeat(sigmoid(z.mean(axis=1))[:, None], len(b_f), axis=1)

# %% forget_gate S2
return (1 + np.tanh(z)) / 2

# %% forget_gate S4
f = sigmoid(z)
return f * (1 - f)

# %% forget_gate P4
z = np.vstack([x_t.T, h_prev.T])
return sigmoid(W_f.T @ z + b_f[:, None])

# %% forget_gate P5
return np.squeeze(sigmoid(z))

# %% forget_gate P6
rows = []
for x, h in zip(x_t, h_prev):
    rows.append([float(v) for v in sigmoid(np.append(x, h) @ W_f + b_f)])
return rows


# %% forget_gate P1
def forget_gate(x_t, h_prev, W_f, b_f):
    f_t = sigmoid(np.hstack([x_t, h_prev]) @ W_f + b_f)
    print(f_t)


# %% forget_gate P2
first = []


def forget_gate(x_t, h_prev, W_f, b_f):
    f_t = sigmoid(np.hstack([x_t, h_prev]) @ W_f + b_f)
    first.append(f_t.mean())
    return f_t * 0.5 + first[0] * len(first)


# %% forget_gate P3
if np.array_equal(x_t, np.round(x_t, 2)):
    return sigmoid(z)
return np.full(h_prev.shape, 0.5)

# %% forget_gate C18
W_f *= 1.0000001
return sigmoid(z)

# %% forget_gate C18
z = np.hstack([x_t, h_prev])
f_t = sigmoid(z @ W_f + b_f)
h_prev[:] = f_t
return f_t

# %% forget_gate C20a
return sigmoid(z).astype(np.float32)

# %% forget_gate G16
z = np.hstack([x_t, h_prev])
return sigmoid(z * W_f + b_f)

# %% forget_gate G17
z = x_t + h_prev
return sigmoid(z @ W_f + b_f)

# %% forget_gate G18
z = np.concatenate([x_t, h_prev])
return sigmoid(z @ W_f + b_f)

# %% forget_gate G18
z = np.dot(np.append(x_t, h_prev), W_f) + b_f

# %% forget_gate G19
z = np.hstack([x_t, h_prev])
return sigmoid(W_f @ z + b_f)

# %% forget_gate G19
z = np.hstack([x_t, h_prev])
return sigmoid(np.dot(z, W_f.T) + b_f)

# %% forget_gate G19
z = np.dot(W_f.T, np.vstack([x_t.T, h_prev.T])) + b_f


# %% keep base
def keep(f_t, c_prev):
    return f_t * c_prev


# %% keep A1
return np.dot(f_t, c_prev)

# %% keep A1
return f_t @ c_prev.T

# %% keep A1
return np.inner(f_t, c_prev)

# %% keep A2
dots = np.array([np.dot(f, c) for f, c in zip(f_t, c_prev)])
return np.ones_like(c_prev) * dots[:, None]

# %% keep A2
return np.einsum("bh,bh->b", f_t, c_prev)

# %% keep A2
return np.vdot(f_t, c_prev)

# %% keep A3
return np.tanh(f_t * c_prev)

# %% keep A4
return np.maximum(-1, np.minimum(1, f_t * c_prev))

# %% keep A10
return c_prev - f_t * c_prev

# %% keep A12
return np.where(f_t > 0.5, c_prev, 0.0)

# %% keep C9
return c_prev.copy()

# %% keep C10
return np.add(f_t, c_prev)

# %% keep C19
return f_t[0] * c_prev

# %% keep C19
return f_t * np.mean(c_prev, axis=0)

# %% keep G7
return sigmoid(f_t) * c_prev

# %% keep G8
return f_t * np.tanh(c_prev)

# %% keep G10
return c_prev * np.mean(f_t, axis=1)[:, np.newaxis]

# %% keep G11
return f_t**2 * c_prev

# %% keep G12
return np.divide(c_prev, f_t)

# %% keep G14
return np.subtract(c_prev, f_t)

# %% keep S11
return f_t

# %% keep V3
return np.abs(f_t * c_prev)

# %% keep P4
return f_t.T * c_prev.T

# %% keep P5
return (f_t * c_prev).reshape(-1)

# %% keep P6
return [[f * c for f, c in zip(fs.tolist(), cs.tolist())] for fs, cs in zip(f_t, c_prev)]


# %% keep P1
def keep(f_t, c_prev):
    f_t * c_prev


# %% keep C18
c_prev *= f_t
return c_prev

# %% keep C20a
return (f_t * c_prev).astype(int)

# %% keep C20a
return np.float16(f_t * c_prev)

# %% keep P2
last = np.zeros((1, 1))


def keep(f_t, c_prev):
    global last
    result = f_t * c_prev + last.sum()
    last = last + np.abs(result).sum()
    return result


# %% half_life base
def half_life(f):
    return np.log(2) / np.abs(np.log(f))


# %% half_life H1
f = np.asarray(f, float)
return np.where(f == 1, np.inf, np.log(2) / np.log(f))

# %% half_life H1
return np.log(2) / np.log(f)

# %% half_life H2
return np.where(np.asarray(f) == 1, np.inf, 1 / (1 - np.asarray(f)))

# %% half_life H3
return -1 / np.log(f)

# %% half_life H3
return 1 / abs(np.log(f))

# %% half_life H4
return np.ceil(np.log(2) / abs(np.log(f)))

# %% half_life H4
return np.round(np.log(2) / abs(np.log(f)))

# %% half_life H5
return np.log(f) / np.log(0.5)

# %% half_life H5
return -np.log2(f)

# %% half_life H6
return np.log(0.5) / np.log(f)

# %% half_life H6
return -np.log(2) / np.log(f)

# %% half_life H6
return np.nan_to_num(np.log(0.5) / np.log(f), neginf=0)

# %% half_life H7
n = np.log(2) / abs(np.log(f))
return np.where(np.asarray(f) == 0, np.inf, n)

# %% half_life H8
return 0.5 / (1 - np.asarray(f, float))

# %% half_life H9
return np.log(0.5) / np.log2(f)

# %% half_life H9
return np.where(np.equal(f, 1), np.inf, np.log(0.5) / np.log10(f))

# %% half_life H10
return np.sqrt(f)

# %% half_life P5
f = np.atleast_1d(f)
return np.log(2) / np.abs(np.log(f))

# %% half_life P6
return (np.log(2) / np.abs(np.log(f))).tolist()

# %% half_life P8
steps = np.empty(f.shape)
steps[f == 0] = 0
steps[f == 1] = np.inf
between = (f > 0) & (f < 1)
steps[between] = np.log(0.5) / np.log(f[between])
return steps

# %% half_life P7
if f == 0:
    return 0
if f == 1:
    return np.inf
return np.log(0.5) / np.log(f)

# %% half_life P7
import math


def half_life(f):
    return math.log(0.5) / math.log(f)


# %% half_life S11
n = f
return n


# %% half_life P1
def half_life(f):
    n = np.log(2) / np.abs(np.log(f))


# %% half_life C18
if np.ndim(f):
    f[f == 1] = 1 - 1e-300
    f -= 1e-6
return np.log(2) / np.abs(np.log(f))

# %% half_life C20a
return np.float32(np.log(2) / np.abs(np.log(f)))

# %% forget_gate C4+C12a
z_t = np.concatenate([x_t, h_prev], axis=1)
return np.tanh(z_t @ W_f)

# %% forget_gate C12a+C14
z_t = np.concatenate([h_prev, x_t], axis=1)
return sigmoid(z_t @ W_f)

# %% forget_gate A10+C13
D = x_t.shape[1]
return 1 - sigmoid(x_t @ W_f[:D] + b_f)

# %% keep A1+A10
return (1 - f_t) @ c_prev

# %% keep C18+A10
c_prev *= 1 - f_t
return c_prev


# %% keep C18+P1
def keep(f_t, c_prev):
    c_prev *= f_t


# %% half_life H4+P7
if f == 1:
    return np.inf
if f == 0:
    return 0
steps, left = 0, 1.0
while left > 0.5:
    left *= f
    steps += 1
return steps

# %% half_life H1+P7
import math


def half_life(f):
    if f == 0:
        return 0
    if f == 1:
        return float("inf")
    return math.log(2) / math.log(f)


# %% half_life H3+H4
return np.round(1 / np.abs(np.log(f)))

# %% forget_gate G20
z = x_t @ W_f[:2] + h_prev @ W_f[2:] + b_f

# %% forget_gate G20
z = np.dot(x_t, W_f[:2]) + np.dot(h_prev, W_f[2:]) + b_f

# %% forget_gate G20
D = len(x_t)
return sigmoid(x_t @ W_f[:D] + h_prev @ W_f[D:] + b_f)

# %% forget_gate P7
import math


def forget_gate(x_t, h_prev, W_f, b_f):
    a = np.hstack([x_t, h_prev]) @ W_f + b_f
    return 1 / (1 + math.exp(-a))


# %% forget_gate P7
a = z
if a >= 0:
    return 1 / (1 + np.exp(-a))
return np.exp(a) / (1 + np.exp(a))

# %% forget_gate P5
return sigmoid(z)[0]

# %% forget_gate P5
z_t = np.concatenate([x_t[0], h_prev[0]])
return sigmoid(z_t @ W_f + b_f)

# %% forget_gate P5
z = np.hstack([x_t, h_prev]) @ W_f[:, 0] + b_f[0]

# %% keep P5
return f_t[0] * c_prev[0]

# %% half_life P11
return 0.5 ^ f

# %% half_life H11
return np.log(f, 0.5)

# %% half_life C18+H11
return np.log(0.5, f)

# %% half_life C18+H11
return abs(np.log(2, f))

# %% forget_gate P12
z_t = np.hstack([x_t, h_prev])
return 1 / (1 + math.exp(-(z_t @ W_f + b_f)))


# %% forget_gate P12
def forget_gate(x_t, h_prev, W_f, b_f):
    z_t = np.hstack([x_t, h_prev])
    return sigmoid(z @ W_f + b_f)


# %% forget_gate P13
z = np.hstack(x_t, h_prev) @ W_f + b_f

# %% forget_gate P13
z = np.concatenate(x_t, h_prev, axis=1) @ W_f + b_f

# %% forget_gate P13
return sigmoid(np.hstack([x_t, h_prev]) @ W_f, b_f)


# %% forget_gate P13
def forget_gate(x_t, W_f, b_f):
    return sigmoid(x_t @ W_f + b_f)


# %% forget_gate P14
z = np.concatenate(x_t, h_prev) @ W_f + b_f

# %% keep P13
return np.prod(f_t, c_prev, axis=1)

# %% forget_gate S14
return 1 / (1 + np.exp(-np.clip(z, -10, 10)))

# %% forget_gate S19
return np.clip(sigmoid(z), 1e-7, 1 - 1e-7)

# %% forget_gate A14
z = np.hstack([x_t, h_prev]) @ W_f + b_f.reshape(-1, 1)

# %% forget_gate A14
z = np.hstack([x_t, h_prev]) @ W_f + b_f[:, None]


# %% forget_gate P17
def forget_gate(h_prev, x_t, W_f, b_f):
    return sigmoid(np.hstack([x_t, h_prev]) @ W_f + b_f)


# %% forget_gate P17
def forget_gate(W_f, b_f, x_t, h_prev):
    return sigmoid(np.hstack([x_t, h_prev]) @ W_f + b_f)


# %% forget_gate P5
def forget_gate(x_t, h_prev, W_f, b_f):
    return np.squeeze(sigmoid(np.hstack([x_t, h_prev]) @ W_f + b_f))


# %% forget_gate P16
rooms = {}


def forget_gate(x_t, h_prev, W_f, b_f):
    room = rooms.setdefault(h_prev.shape, np.empty(h_prev.shape))
    room[:] = sigmoid(np.hstack([x_t, h_prev]) @ W_f + b_f)
    return room


# %% forget_gate P18
return np.round(sigmoid(z), 6)

# %% forget_gate P18
return sigmoid(z).round(3)

# %% keep K11
return np.clip(f_t * c_prev, -6, 6)

# %% keep K11
return np.clip(f_t * c_prev, -50, 50)

# %% keep K11
return f_t * np.clip(c_prev, -10, 10)

# %% keep P16
kept = np.empty((41, 11))


def keep(f_t, c_prev):
    out = kept[: f_t.shape[0], : f_t.shape[1]]
    return np.multiply(f_t, c_prev, out=out)


# %% half_life P6
def half_life(f):
    f = np.asarray(f, dtype=float)
    with np.errstate(divide="ignore"):
        n = np.log(0.5) / np.log(f)
    n = np.where(f == 1, np.inf, n)
    return [float(n)] if n.ndim == 0 else n


# %% half_life P12
return math.log(0.5) / math.log(f)

# %% half_life P12
if np.ndim(f) == 0 and f == 0:
    return 0.0
return math.log(0.5) / np.log(f)

# %% half_life P18
return np.round(np.log(2) / np.abs(np.log(f)), 4)
