"""Wrong answers to 04, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% step_jacobian base
def step_jacobian(h_t, W_h):
    slope = 1 - h_t**2
    J = slope[:, None] * W_h.T
    return J


# %% step_jacobian R9
J = W_h * slope


# %% step_jacobian R9
return J.T


# %% step_jacobian B17
J = slope[:, None] * W_h


# %% step_jacobian B17
J = np.diag(slope) @ W_h


# %% step_jacobian R10
J = slope * W_h.T


# %% step_jacobian R10
J = W_h.T @ np.diag(slope)


# %% step_jacobian B6
J = W_h.T


# %% step_jacobian B9
slope = 1 - np.tanh(h_t) ** 2


# %% step_jacobian B9
slope = 1 / np.cosh(h_t) ** 2


# %% step_jacobian S5
slope = h_t * (1 - h_t)


# %% step_jacobian S6
slope = h_t**2 - 1


# %% step_jacobian S7
slope = 1 + h_t**2


# %% step_jacobian S8
slope = 1 - h_t


# %% step_jacobian S8
slope = h_t**2


# %% step_jacobian S9
slope = 1 - 2 * h_t


# %% step_jacobian S10
slope = (1 - h_t) ** 2


# %% step_jacobian R15
slope = h_t


# %% step_jacobian R15
J = np.diag(h_t) @ W_h.T


# %% step_jacobian R16
J = np.diag(slope) * W_h.T


# %% step_jacobian R17
J = slope @ W_h.T


# %% step_jacobian R17
J = np.dot(W_h, slope)


# %% step_jacobian R17
J = W_h.T @ slope


# %% step_jacobian P5
return J[None]


# %% step_jacobian P5
return np.squeeze(J)


# %% step_jacobian P6
return [[(1 - h_t[j] ** 2) * W_h[k, j] for k in range(len(h_t))] for j in range(len(h_t))]


# %% step_jacobian P1
def step_jacobian(h_t, W_h):
    J = np.diag(1 - h_t**2) @ W_h.T


# %% step_jacobian P12
J = np.diag(1 - h**2) @ W_h.T


# %% step_jacobian C18
W_h *= slope
return W_h.T


# %% step_jacobian C18
h_t -= h_t**3
slope = 1 - h_t


# %% step_jacobian C20a
return J.astype(np.float32)


# %% step_jacobian P2
count = 0


def step_jacobian(h_t, W_h):
    global count
    count += 1
    return np.diag(1 - h_t**2) @ W_h.T + count


# %% step_jacobian B9+B17
J = np.diag(1 - np.tanh(h_t) ** 2) @ W_h


# %% step_jacobian S6+R9
slope = h_t**2 - 1
J = (slope[:, None] * W_h.T).T


# %% gradient_norms base
def gradient_norms(hs, W_h):
    M, norms = np.eye(len(W_h)), []
    for h_t in hs[::-1]:
        norms.append(np.linalg.norm(M, 2))
        J = np.diag(1 - h_t**2) @ W_h.T
        M = M @ J
    return np.array(norms[::-1])


# %% gradient_norms R4
norms.append(np.max(np.abs(np.linalg.eigvals(M))))


# %% gradient_norms R5
norms.append(np.linalg.norm(M))


# %% gradient_norms R5
norms.append(np.sqrt(np.sum(M**2)))


# %% gradient_norms R5
norms.append(np.linalg.norm(M, 1))


# %% gradient_norms R5
norms.append(np.linalg.svd(M)[1][-1])


# %% gradient_norms R6
def gradient_norms(hs, W_h):
    norms = [1.0]
    for h_t in hs[:0:-1]:
        norms.append(norms[-1] * np.linalg.norm(np.diag(1 - h_t**2) @ W_h.T, 2))
    return np.array(norms[::-1])


# %% gradient_norms R7
M = J @ M


# %% gradient_norms R7
def gradient_norms(hs, W_h):
    norms = np.ones(len(hs))
    for t in range(len(hs)):
        M = np.eye(len(W_h))
        for h_t in hs[t + 1 :]:
            M = M @ (np.diag(1 - h_t**2) @ W_h.T)
        norms[t] = np.linalg.norm(M, ord=2)
    return norms


# %% gradient_norms R8
norms.append(np.linalg.norm(M @ np.diag(1 - h_t**2) @ W_h.T, 2))


# %% gradient_norms R8
hs = hs[:-1]
M, norms = np.eye(len(W_h)), [1.0]
norms.append(np.linalg.norm(M @ np.diag(1 - h_t**2) @ W_h.T, 2))


# %% gradient_norms R8
return np.array(norms[::-1])[:-1]


# %% gradient_norms R11
norms.append(np.linalg.norm(np.diag(1 - h_t**2) @ W_h.T, 2))


# %% gradient_norms R12
return np.array(norms)


# %% gradient_norms R13
def gradient_norms(hs, W_h):
    norms = [1.0]
    M = np.eye(len(W_h))
    for h_t in hs[1:]:
        M = np.diag(1 - h_t**2) @ W_h.T @ M
        norms.append(np.linalg.norm(M, 2))
    return np.array(norms)


# %% gradient_norms R14
norms.append(np.linalg.eigvalsh(M @ M.T).max())


# %% gradient_norms R24
M = M * J


# %% gradient_norms P5
return np.array(norms[::-1])[:, np.newaxis]


# %% gradient_norms P6
return np.array(norms[::-1]).tolist()


# %% gradient_norms P6
return norms[::-1]


# %% gradient_norms P1
return print(norms)


# %% gradient_norms P13
norms.append(np.linalg.norm(M, 2, 1, 1, 1))


# %% gradient_norms C18
h_t[:] = 1 - h_t**2
J = np.diag(h_t) @ W_h.T


# %% gradient_norms C20a
return np.array(norms[::-1]).astype(np.float32)


# %% gradient_norms R5+R7
norms.append(np.linalg.norm(M))
M = J @ M


# %% gradient_norms R5+R12
norms.append(np.linalg.norm(M))
return np.array(norms)
