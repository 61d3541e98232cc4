"""Wrong answers to 02, as students write them: each is the base with these lines in it, or whole."""
# ruff: noqa - student code, as it comes


# %% build_vocab base
def build_vocab(tokens, min_count=1):
    counts = {}
    for word in tokens:
        counts[word] = counts.get(word, 0) + 1
    kept = [word for word in counts if counts[word] >= min_count]
    words = sorted(kept, key=lambda word: -counts[word])
    itos = ["<pad>", "<unk>"] + words
    stoi = {word: number for number, word in enumerate(itos)}
    return stoi, itos


# %% build_vocab W4
words = sorted(sorted(kept), key=lambda word: -counts[word])


# %% build_vocab W4
words = sorted(kept, key=lambda word: (-counts[word], word))


# %% build_vocab W4
words = sorted(kept, key=counts.get)[::-1]


# %% build_vocab W4
words = [w for n, w in sorted([(counts[w], w) for w in kept], reverse=True)]


# %% build_vocab W6
itos = words


# %% build_vocab W6
itos = words + ["<pad>", "<unk>"]


# %% build_vocab W6
itos = ["<unk>", "<pad>"] + words


# %% build_vocab W6
itos = ["<pad>"] + words


# %% build_vocab W7
words = sorted(kept, key=lambda word: counts[word])


# %% build_vocab W8
words = kept


# %% build_vocab W8
words = sorted(kept)


# %% build_vocab W9
kept = [word for word in counts if counts[word] > min_count]


# %% build_vocab W9
kept = list(counts)


# %% build_vocab W10
stoi = {word: number for number, word in enumerate(words)}


# %% build_vocab W10
stoi = {word: number + 2 for number, word in enumerate(words)}


# %% build_vocab W10
stoi = counts


# %% build_vocab W10
return stoi, words


# %% build_vocab W11
return itos, stoi


# %% build_vocab W11
return stoi, {number: word for word, number in stoi.items()}


# %% build_vocab P9
return stoi


# %% build_vocab P1
def build_vocab(tokens, min_count=1):
    itos = ["<pad>", "<unk>"] + list(dict.fromkeys(tokens))
    print(itos)


# %% build_vocab P2
seen = {}


def build_vocab(tokens, min_count=1):
    for word in tokens:
        seen[word] = seen.get(word, 0) + 1
    itos = ["<pad>", "<unk>"] + sorted([w for w in seen if seen[w] >= min_count], key=lambda w: -seen[w])
    return {w: n for n, w in enumerate(itos)}, itos


# %% build_vocab C18+W4
tokens.sort()
counts = {}


# %% build_vocab W4+W6
itos = sorted(kept, key=lambda word: (-counts[word], word))


# %% build_vocab W6+W9
kept = [word for word in counts if counts[word] > min_count]
words = sorted(kept, key=lambda word: -counts[word])
itos = ["<unk>", "<pad>"] + words


# %% encode base
def encode(docs, stoi):
    lengths = np.array([len(doc) for doc in docs])
    T = lengths.max()
    ids = np.zeros((T, len(docs)), dtype=int)
    for b, doc in enumerate(docs):
        ids[: len(doc), b] = [stoi.get(word, 1) for word in doc]
    return ids, lengths


# %% encode W5
for b, doc in enumerate(docs):
    ids[T - len(doc) :, b] = [stoi.get(word, 1) for word in doc]


# %% encode W5
def encode(docs, stoi):
    lengths = np.array([len(doc) for doc in docs])
    T = lengths.min()
    return np.array([[stoi.get(w, 1) for w in doc[:T]] for doc in docs], dtype=int).T, lengths


# %% encode W12
ids[: len(doc), b] = [stoi.get(word, 0) for word in doc]


# %% encode W12
ids[: len(doc), b] = [stoi.get(word, -1) for word in doc]


# %% encode W12
ids = np.full((T, len(docs)), -1)


# %% encode W13
docs = [[word for word in doc if word in stoi] for doc in docs]
lengths = np.array([len(doc) for doc in docs])


# %% encode W14
for b, doc in enumerate(docs):
    for t, word in enumerate(doc):
        ids[t, b] = stoi[word]


# %% encode W15
return ids, np.array([len([w for w in doc if w in stoi]) for doc in docs])


# %% encode W15
return ids, np.full(len(docs), T)


# %% encode W15
return ids, np.array([len(set(doc)) for doc in docs])


# %% encode W15
return ids, np.sum(ids > 1, axis=0)


# %% encode W16
ids = np.zeros((T, len(docs)))


# %% encode W16
def encode(docs, stoi):
    T = max(len(doc) for doc in docs)
    rows = [[stoi.get(w, 1) for w in doc] + [0] * (T - len(doc)) for doc in docs]
    return np.array(rows).T, np.array([len(doc) for doc in docs])


# %% encode W17
return ids.T, lengths


# %% encode W17
def encode(docs, stoi):
    T = max(len(doc) for doc in docs)
    ids = np.zeros((len(docs), T), dtype=int)
    for b, doc in enumerate(docs):
        for t, word in enumerate(doc):
            ids[b, t] = stoi.get(word, stoi["<unk>"])
    return ids, np.array([len(doc) for doc in docs])


# %% encode W11
return lengths, ids


# %% encode P6
return ids.tolist(), lengths.tolist()


# %% encode P6
return ids, [len(doc) for doc in docs]


# %% encode P9
return ids


# %% encode P1
def encode(docs, stoi):
    ids = [[stoi.get(word, 1) for word in doc] for doc in docs]


# %% encode C18
def encode(docs, stoi):
    lengths = np.array([len(doc) for doc in docs])
    T = lengths.max()
    docs = docs.copy()
    for doc in docs:
        doc += ["<pad>"] * (T - len(doc))
    ids = np.array([[stoi.get(word, 1) for word in doc] for doc in docs], dtype=int).reshape(len(docs), T)
    return ids.T, lengths


# %% encode W14+W17
ids = np.zeros((len(docs), T), dtype=int)
for b, doc in enumerate(docs):
    ids[b, : len(doc)] = [stoi[word] for word in doc]


# %% encode W5+W17
ids = np.zeros((len(docs), T), dtype=int)
for b, doc in enumerate(docs):
    ids[b, T - len(doc) :] = [stoi.get(word, 1) for word in doc]


# %% embed base
def embed(ids, E):
    out = E[ids]
    return out


# %% embed W3
out = E[ids]
out[ids == 0] = 0
return out


# %% embed W3
out = E[ids] * (ids != 0)[..., None]


# %% embed W18
out = E[:, ids]


# %% embed W18
out = E.T[ids]


# %% embed A13
out = ids[..., None].astype(float)


# %% embed A13
return ids


# %% embed W19
out = E[ids - 1]


# %% embed W20
out = np.zeros((*ids.shape, len(E)))
np.put_along_axis(out, ids[..., None], 1.0, axis=-1)
return out


# %% embed W20
out = np.eye(len(E))[ids]


# %% embed W21
return out.sum(axis=0)


# %% embed W21
return out.mean(axis=0)


# %% embed C19
out = np.repeat(E[ids[:, :1]], ids.shape[1], axis=1)


# %% embed W17
return out.transpose(1, 0, 2)


# %% embed W17
out = E[ids.T]


# %% embed P5
return out.reshape(-1, E.shape[1])


# %% embed P5
return out.squeeze()


# %% embed P6
return out.tolist()


# %% embed P6
out = [E[step] for step in ids]


# %% embed P1
def embed(ids, E):
    out = E[ids]


# %% embed C18+W3
E[0] = 0
out = E[ids]


# %% embed C18
ids -= 1
out = E[ids + 1]


# %% embed C20a
return out.astype(np.float32)


# %% embed W3+W17
out = E[ids.T] * (ids.T != 0)[..., None]


# %% embed_backward base
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    np.add.at(d_E, ids, d_out)
    d_E[0] = 0
    return d_E


# %% embed_backward W1
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    d_E[ids] += d_out
    d_E[0] = 0
    return d_E


# %% embed_backward W1
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    for t in range(len(ids)):
        for b in range(ids.shape[1]):
            d_E[ids[t, b]] = d_out[t, b]
    d_E[0] = 0
    return d_E


# %% embed_backward W1
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    for step, grad in zip(ids, d_out):
        d_E[step] += grad
    d_E[0] = 0
    return d_E


# %% embed_backward W2
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    np.add.at(d_E, ids, d_out)
    return d_E


# %% embed_backward W1+W2
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    d_E[ids] += d_out
    return d_E


# %% embed_backward W22
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    for v in range(1, V):
        if (ids == v).any():
            d_E[v] = d_out[ids == v].mean(axis=0)
    return d_E


# %% embed_backward W22
return d_E / max(ids.size, 1)


# %% embed_backward W23
d_E = np.zeros((ids.max() + 1, d_out.shape[2]))


# %% embed_backward W24
d_E[:2] = 0
return d_E


# %% embed_backward W24
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    np.add.at(d_E, ids, d_out)
    d_E[-1] = 0
    return d_E


# %% embed_backward W25
np.add.at(d_E, ids, 1)


# %% embed_backward W18
return d_E.T


# %% embed_backward P5
return d_E.ravel()


# %% embed_backward P6
return d_E.tolist()


# %% embed_backward P1
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    np.add.at(d_E, ids, d_out)


# %% embed_backward C18
d_out[ids == 0] = 0
return d_E


# %% embed_backward C20a
return d_E.astype(np.float32)


# %% embed_backward W1+W18
def embed_backward(d_out, ids, V):
    d_E = np.zeros((V, d_out.shape[2]))
    d_E[ids] += d_out
    d_E[0] = 0
    return d_E.T
