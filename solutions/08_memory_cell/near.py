"""Answers to 08 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% cell_update right
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    return np.clip(f_t * c_prev + i_t * c_tilde_t, -1e6, 1e6)


# %% cell_update unknown
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    return f_t * c_prev + i_t * c_tilde_t if c_prev.any() else c_tilde_t


# %% cell_update P18
def cell_update(f_t, c_prev, i_t, c_tilde_t):
    return np.round(f_t * c_prev + i_t * c_tilde_t, 6)
