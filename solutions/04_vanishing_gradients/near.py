"""Answers to 04 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% step_jacobian right
def step_jacobian(h_t, W_h):
    return np.array([(1 - h) * (1 + h) * w for h, w in zip(h_t, W_h.T)])


# %% gradient_norms right
def gradient_norms(hs, W_h):
    norms, M = [], np.eye(len(W_h))
    for h_t in hs[::-1]:
        norms.append(np.sqrt(np.abs(np.linalg.eigvals(M @ M.T)).max()))
        M = M @ (np.diag(1 - h_t**2) @ W_h.T)
    return np.array(norms[::-1])


# %% gradient_norms unknown
def gradient_norms(hs, W_h):
    norms, M = [], np.eye(len(W_h))
    for h_t in hs[::-1]:
        norms.append(np.clip(np.linalg.norm(M, 2), 0, 1))
        M = M @ (np.diag(1 - h_t**2) @ W_h.T)
    return np.array(norms[::-1])
