"""Wrong answers to 01, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% hadamard base
def hadamard(a, b):
    out = a * b
    return out


# %% hadamard A1
out = a @ b


# %% hadamard A1
out = np.dot(a, b)


# %% hadamard A1
out = np.matmul(a, b.T)


# %% hadamard A1
out = a.T @ b


# %% hadamard A2
out = np.sum(a * b)


# %% hadamard A2
out = (a * b).sum(axis=1, keepdims=True)


# %% hadamard A2
out = np.array([np.dot(x, y) for x, y in zip(a, b)])


# %% hadamard A2
out = np.zeros(a.shape)
for i in range(len(a)):
    out[i] = np.dot(a[i], b[i])
return out


# %% hadamard A2
out = np.vdot(a, b)


# %% hadamard A15
out = a[:, np.newaxis] * b


# %% hadamard A15
out = np.outer(a, b)


# %% hadamard A15
out = a.reshape(-1, 1) * b.reshape(-1)


# %% hadamard A15
out = a[:, 0:1] * b


# %% hadamard A15
out = np.array([np.outer(x, y) for x, y in zip(a, b)])


# %% hadamard C19
out = a * b[0]


# %% hadamard C19
out = np.tile((a * b).mean(axis=0), (len(a), 1))


# %% hadamard C19
out = np.sum(a * b, axis=0)


# %% hadamard D1
out = a + b


# %% hadamard D1
out = np.divide(a, b)


# %% hadamard D1
out = a**b


# %% hadamard S11
return a


# %% hadamard P4
return np.transpose(a * b)


# %% hadamard P5
return out.flatten()


# %% hadamard P5
return a[0] * b[0]


# %% hadamard P6
return [[x * y for x, y in zip(one, other)] for one, other in zip(a.tolist(), b.tolist())]


# %% hadamard P6
return (out,)


# %% hadamard P1
def hadamard(a, b):
    out = a * b


# %% hadamard P2
calls = []


def hadamard(a, b):
    calls.append(1)
    return a * b + 0.001 * len(calls)


# %% hadamard C18
a *= b
return a


# %% hadamard C18
np.multiply(a, b, out=b)
return b


# %% hadamard C20a
return out.astype(np.float32)


# %% hadamard C20a
out = np.zeros(a.shape, dtype=int)
out[:] = a * b
return out


# %% hadamard P12
out = numpy.multiply(a, b)


# %% hadamard P13
out = np.multiply(a)


# %% hadamard C18+D1
a += b
return a


# %% hadamard A2+D1
out = (a + b).sum(axis=1, keepdims=True)


# %% hadamard A2+P6
return [float(np.sum(a * b))]


# %% affine base
def affine(z, W, b):
    a = z @ W
    out = a + b
    return out


# %% affine G16
a = z * W


# %% affine G16
a = np.multiply(z, W)


# %% affine G16
a = z[:, :, None] * W


# %% affine G19
a = z @ W.T


# %% affine G19
a = W @ z


# %% affine G19
a = np.dot(W, z)


# %% affine G19
a = np.dot(W.T, z.T)


# %% affine G19
a = W.T @ z


# %% affine G19
a = z.T @ W


# %% affine G19
a = np.inner(z, W)


# %% affine C12a
return a


# %% affine C12b
return out + b


# %% affine A14
out = a + b[:, None]


# %% affine A14
out = a + b.reshape(-1, 1)


# %% affine A14
out = (a.T + b).T


# %% affine C19
out = np.array([z[0] @ W + b for row in z])


# %% affine C19
a = np.tile(z.mean(axis=0), (len(z), 1)) @ W


# %% affine C19
out = np.repeat((a + b).sum(axis=0)[None], len(z), axis=0)


# %% affine G10
out = np.repeat((a + b).mean(axis=1)[:, None], len(b), axis=1)


# %% affine G10
out = np.zeros((len(z), len(b)))
for n in range(len(z)):
    for h in range(len(b)):
        out[n, h] = z[n] @ W[:, 0] + b[0]
return out


# %% affine D2
return 1 / (1 + np.exp(-out))


# %% affine D2
return np.tanh(out)


# %% affine D2
return np.maximum(0, out)


# %% affine D3
out = a * b


# %% affine D3
out = a - b


# %% affine D3
out = z @ (W + b)


# %% affine D3
out = (z + b) @ W


# %% affine D4
def affine(z, W, b):
    out = np.zeros((z.shape[0], W.shape[1]))
    for n in range(z.shape[0]):
        for h in range(W.shape[1]):
            for k in range(z.shape[1]):
                out[n, h] += z[n, k] * W[k, h] + b[h]
    return out


# %% affine D5
def affine(z, W, b):
    out = np.zeros((z.shape[0], W.shape[1]))
    for n in range(z.shape[0]):
        for h in range(W.shape[1]):
            for k in range(z.shape[1]):
                out[n, h] = z[n, k] * W[k, h]
    return out + b


# %% affine D5
a = z[:, [0]] * W[0]


# %% affine P4
return W.T @ z.T + b[:, None]


# %% affine P5
return out.ravel()


# %% affine P5
return np.squeeze(out)


# %% affine P5
return z[0] @ W + b


# %% affine P6
return out.tolist()


# %% affine P6
return [row @ W + b for row in z]


# %% affine P1
def affine(z, W, b):
    print(z @ W + b)


# %% affine P3
if np.array_equal(z, np.round(z, 2)):
    return out
return np.zeros(out.shape)


# %% affine C18
z += 1
return (z - 1) @ W + b


# %% affine C18
b += a[0]
return a + b - a[0]


# %% affine C20a
return np.float32(out)


# %% affine C20a
return out.astype(int)


# %% affine P12
out = z @ w + b


# %% affine P13
out = np.add(np.dot(z), b)


# %% affine C12a+G19
return W.T @ z.T


# %% affine C12a+G19
return z @ W.T


# %% affine C12a+D2
return np.tanh(z @ W)


# %% affine G19+D2
return np.tanh(z @ W.T + b)


# %% affine A14+G19
return W @ z + b[:, None]
