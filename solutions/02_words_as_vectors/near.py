"""Answers to 02 near the edge, and those that only fresh inputs tell."""
# ruff: noqa - student code, as it comes


# %% build_vocab unknown
def build_vocab(tokens, min_count=1):
    words = [word for word in set(tokens) if tokens.count(word) >= min_count]  # in the order of a set
    itos = ["<pad>", "<unk>"] + sorted(words, key=lambda word: -tokens.count(word))
    return {word: number for number, word in enumerate(itos)}, itos


# %% build_vocab unknown
def build_vocab(tokens, min_count=1):
    words = [word for word in dict.fromkeys(tokens) if tokens.count(word) >= min(min_count, 3)]
    itos = ["<pad>", "<unk>"] + sorted(words, key=lambda word: -tokens.count(word))
    return {word: number for number, word in enumerate(itos)}, itos


# %% encode right
def encode(docs, stoi):
    lengths = np.array([len(doc) for doc in docs], dtype=np.uint8)
    ids = np.zeros((max(lengths), len(docs)), dtype=np.uint16)
    for (t, b), _ in np.ndenumerate(ids):
        if t < lengths[b]:
            ids[t, b] = stoi.get(docs[b][t], 1)
    return ids, lengths


# %% embed right
def embed(ids, E):
    return np.asfortranarray(E[ids])


# %% embed unknown
def embed(ids, E):
    return E[ids] if ids.size else np.zeros((1, ids.shape[1], E.shape[1]))


# %% embed_backward right
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    np.add.at(d_E, ids[ids > 0], d_out[ids > 0])
    return d_E


# %% embed_backward unknown
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    np.add.at(d_E, ids, d_out)
    if ids.any():
        d_E[0] = 0
    return d_E
