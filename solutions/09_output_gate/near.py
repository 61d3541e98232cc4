"""Answers to 09 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% hidden_state right
def hidden_state(o_t, c_t):
    return o_t * np.tanh(np.clip(c_t, -20, 20))


# %% hidden_state unknown
def hidden_state(o_t, c_t):
    return o_t * np.tanh(np.clip(c_t, -5, 5))
