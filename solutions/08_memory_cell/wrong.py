"""Wrong answers to 08, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% cell_update base
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    return f_t * c_prev + i_t * c_tilde_t


# %% cell_update A1
return np.dot(f_t, c_prev) + np.dot(i_t, c_tilde_t)


# %% cell_update A1
return f_t @ c_prev + i_t * c_tilde_t


# %% cell_update A2
kept = np.sum(f_t * c_prev, axis=1, keepdims=True)
written = np.sum(i_t * c_tilde_t, axis=1, keepdims=True)
return np.repeat(kept + written, f_t.shape[1], axis=1)


# %% cell_update A3
return np.tanh(f_t * c_prev + i_t * c_tilde_t)


# %% cell_update A4
return (f_t * c_prev + i_t * c_tilde_t).clip(-1, 1)


# %% cell_update A8
return f_t * c_prev + i_t**2


# %% cell_update A9
return f_t * i_t + c_prev * c_tilde_t


# %% cell_update A9
return (f_t + i_t) * c_tilde_t


# %% cell_update A10
return c_prev - f_t * c_prev + i_t * c_tilde_t


# %% cell_update A12
return np.where(f_t > 0.5, c_prev, 0) + np.where(i_t > 0.5, c_tilde_t, 0)


# %% cell_update C1
return f_t * c_tilde_t + i_t * c_prev


# %% cell_update C3
return f_t * c_prev + i_t / (1 + np.exp(-c_tilde_t))


# %% cell_update C8
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    i_t = 1 - f_t
    return f_t * c_prev + i_t * c_tilde_t


# %% cell_update C9
return c_prev + i_t * c_tilde_t


# %% cell_update C10
return f_t * c_prev + i_t + c_tilde_t


# %% cell_update C19
return f_t[0] * c_prev + i_t[0] * c_tilde_t


# %% cell_update C22
return f_t * c_prev + c_tilde_t


# %% cell_update G5
return f_t * c_prev + c_tilde_t - i_t * c_tilde_t


# %% cell_update G7
def squash(z):
    return 1 / (1 + np.exp(-z))


return squash(f_t) * c_prev + squash(i_t) * c_tilde_t


# %% cell_update G8
return f_t * np.tanh(c_prev) + i_t * c_tilde_t


# %% cell_update G9
return f_t * c_prev + i_t * np.tanh(c_tilde_t)


# %% cell_update K10
return f_t * c_prev - i_t * c_tilde_t


# %% cell_update K10
return i_t * c_tilde_t - f_t * c_prev


# %% cell_update K8
kept = f_t * c_prev
written = i_t * c_tilde_t
return written


# %% cell_update K9
return f_t * c_prev


# %% cell_update P4
return f_t.T * c_prev.T + i_t.T * c_tilde_t.T


# %% cell_update P5
return f_t.ravel() * c_prev.ravel() + i_t.ravel() * c_tilde_t.ravel()


# %% cell_update P6
return list(map(list, (f_t * c_prev + i_t * c_tilde_t).tolist()))


# %% cell_update P1
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    c_t = f_t * c_prev + i_t * c_tilde_t


# %% cell_update C18
c_prev *= f_t
c_prev += i_t * c_tilde_t
return c_prev


# %% cell_update C20a
return (f_t * c_prev + i_t * c_tilde_t).astype(np.float16)


# %% cell_bound base
def cell_bound(c0_abs, n):
    return c0_abs + n


# %% cell_bound K1
return 1.0


# %% cell_bound K1
return max(1.0, c0_abs)


# %% cell_bound K2
return n * 1.0


# %% cell_bound K3
return abs(c0_abs)


# %% cell_bound K4
return c0_abs * n


# %% cell_bound K5
return c0_abs + (n - 1)


# %% cell_bound K6
return max(c0_abs, n * 1.0)


# %% cell_bound K7
return np.inf


# %% cell_bound V2
return 1 + c0_abs


# %% cell_bound P1
def cell_bound(c0_abs, n):
    print(c0_abs + n)


# %% cell_bound C20a
return int(c0_abs + n)


# %% cell_bound C20a
return np.float32(c0_abs + n)


# %% cell_update A3+A10
return np.tanh((1 - f_t) * c_prev + i_t * c_tilde_t)


# %% cell_update C9+C22
return c_prev + c_tilde_t


# %% cell_bound K5+K7
return c0_abs + 2 * n + 1


# %% cell_update A8
return f_t * c_prev + i_t


# %% cell_update K11
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    return np.clip(f_t * c_prev + i_t * c_tilde_t, -8, 8)


# %% cell_update K11
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    return np.clip(f_t * c_prev + i_t * c_tilde_t, -50, 50)


# %% cell_update C8
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    return (1 - i_t) * c_prev + i_t * c_tilde_t


# %% cell_update P17
def cell_update(c_prev, c_tilde_t, f_t, i_t):
    return f_t * c_prev + i_t * c_tilde_t


# %% cell_bound P6
def cell_bound(c0_abs, n):
    return [c0_abs + n]
