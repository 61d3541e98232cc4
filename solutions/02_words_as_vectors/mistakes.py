"""Mistakes with words: in the list, the numbers, the look-up and its gradient."""

import numpy as np

from lstm_grader.exercise.variants import Variant
from lstm_grader.families.pieces import same, spread, variants

PAD, UNKNOWN = "<pad>", "<unk>"


def _build_vocab(p, tokens, min_count=1):
    counts = {}
    for word in tokens:
        counts[word] = counts.get(word, 0) + 1
    kept = {word: count for word, count in counts.items() if p.often(count, min_count)}
    itos = p.special(p.order(kept, tokens))
    return p.form(p.number(itos, counts), itos)


def by(key, reverse=False):
    """The words sorted by a key of word and count."""
    return lambda kept, tokens: sorted(kept, key=lambda word: key(word, kept[word]), reverse=reverse)


def numbered(itos, counts, start=0):
    """The place of each word."""
    return {word: number for number, word in enumerate(itos, start)}


def without_special(itos, counts):
    """The numbers without the two special words, as far as they are there."""
    return {word: number for number, word in enumerate(itos) if word not in (PAD, UNKNOWN)}


VOCAB = Variant(
    _build_vocab,
    often=lambda count, least: count >= least,
    order=by(lambda word, count: -count),
    special=lambda words: [PAD, UNKNOWN, *words],
    number=numbered,
    form=lambda stoi, itos: (stoi, itos),
)
BUILD_VOCAB = {
    "W4": (
        *variants(
            VOCAB, "order", by(lambda word, count: (-count, word)), by(lambda word, count: (count, word), reverse=True),
            lambda kept, tokens: sorted(kept, key=kept.get)[::-1],
        ),
        VOCAB.but(order=lambda kept, tokens: sorted(kept, key=lambda word: (-kept[word], tokens[::-1].index(word)))),
    ),
    "W6": variants(
        VOCAB, "special", lambda words: words, lambda words: [*words, PAD, UNKNOWN],
        lambda words: [UNKNOWN, PAD, *words], lambda words: [PAD, *words], lambda words: [PAD, *words, UNKNOWN],
        lambda words: [UNKNOWN, *words],
    ),
    "W7": variants(VOCAB, "order", by(lambda word, count: count), by(lambda word, count: (count, word))),
    "W8": (
        VOCAB.but(order=lambda kept, tokens: list(kept)),
        VOCAB.but(order=lambda kept, tokens: sorted(kept)),
        VOCAB.but(order=lambda kept, tokens: [word for word in tokens if word in kept]),
    ),
    "W9": variants(
        VOCAB, "often", lambda count, least: count > least, lambda count, least: count <= least,
        lambda count, least: count < least, lambda count, least: True,
    ),
    "W10": (
        *variants(
            VOCAB, "number", without_special, lambda itos, counts: numbered(itos[2:], counts),
            lambda itos, counts: numbered(itos[2:], counts, start=2),
            lambda itos, counts: numbered(itos, counts, start=1),
            lambda itos, counts: {word: counts.get(word, 0) for word in itos}, lambda itos, counts: dict(counts),
        ),
        VOCAB.but(form=lambda stoi, itos: (stoi, itos[2:])),
    ),
    "W11": variants(
        VOCAB, "form", lambda stoi, itos: (itos, stoi), lambda stoi, itos: (stoi, dict(enumerate(itos))),
        lambda stoi, itos: (stoi, {word: number for number, word in enumerate(itos)}),
        lambda stoi, itos: (dict(enumerate(itos)), itos), lambda stoi, itos: (dict(enumerate(itos)), stoi),
    ),
    "P9": variants(VOCAB, "form", lambda stoi, itos: stoi, lambda stoi, itos: itos),
}  # fmt: skip


def _encode(p, docs, stoi):
    texts = [p.numbers(doc, stoi) for doc in docs]
    T = p.longest([len(text) for text in texts])
    ids = np.array([p.filled(text[:T], T) for text in texts]).reshape(len(docs), T)
    return p.form(p.kind(ids).T, np.array([p.length(doc, stoi, T) for doc in docs]))


def known(doc, stoi):
    """The words that have a number."""
    return [word for word in doc if word in stoi]


def unknown_as(number):
    """Words without a number get this one."""
    return lambda doc, stoi: [stoi.get(word, number(stoi)) for word in doc]


ENCODED = Variant(
    _encode,
    numbers=unknown_as(lambda stoi: 1),
    longest=lambda lengths: max(lengths),
    filled=lambda text, T: [*text, *[0] * (T - len(text))],
    kind=lambda ids: ids.astype(int),
    length=lambda doc, stoi, T: len(doc),
    form=lambda ids, lengths: (ids, lengths),
)
ENCODE = {
    "W5": (
        ENCODED.but(filled=lambda text, T: [*[0] * (T - len(text)), *text]),
        ENCODED.but(longest=min),
        ENCODED.but(longest=min, length=lambda doc, stoi, T: min(len(doc), T)),
    ),
    "W12": (
        *variants(ENCODED, "numbers", unknown_as(lambda stoi: 0), unknown_as(lambda stoi: -1), unknown_as(len)),
        *variants(ENCODED, "filled", lambda text, T: [*text, *[1] * (T - len(text))],
                  lambda text, T: [*text, *[-1] * (T - len(text))]),
    ),
    "W13": (
        ENCODED.but(numbers=lambda doc, stoi: [stoi[word] for word in known(doc, stoi)]),
        ENCODED.but(numbers=lambda doc, stoi: [stoi[word] for word in known(doc, stoi)],
                    length=lambda doc, stoi, T: len(known(doc, stoi))),
    ),
    "W14": ENCODED.but(numbers=lambda doc, stoi: [stoi[word] for word in doc]),
    "W15": (
        *variants(
            ENCODED, "length", lambda doc, stoi, T: len(known(doc, stoi)), lambda doc, stoi, T: T,
            lambda doc, stoi, T: len(set(doc)), lambda doc, stoi, T: max(1, len(doc)),
            lambda doc, stoi, T: len("".join(doc)), lambda doc, stoi, T: len(doc) - 1,
        ),
        ENCODED.but(form=lambda ids, lengths: (ids, (ids > 1).sum(axis=0))),
    ),
    "W16": (
        *variants(ENCODED, "kind", lambda ids: ids.astype(float), same),
        ENCODED.but(form=lambda ids, lengths: (ids, lengths.astype(float))),
    ),
    "W17": ENCODED.but(form=lambda ids, lengths: (ids.T, lengths)),
    "W11": ENCODED.but(form=lambda ids, lengths: (lengths, ids)),
    "P6": variants(
        ENCODED, "form", lambda ids, lengths: (ids.tolist(), lengths.tolist()),
        lambda ids, lengths: (ids, lengths.tolist()), lambda ids, lengths: (ids.tolist(), lengths),
    ),
    "P9": variants(ENCODED, "form", lambda ids, lengths: ids, lambda ids, lengths: (ids, lengths, len(ids))),
}  # fmt: skip


def _embed(p, ids, E):
    return p.form(p.out(p.look(p.numbers(ids), p.table(E)), ids))


LOOKED_UP = Variant(_embed, numbers=same, table=same, look=lambda ids, E: E[ids], out=lambda out, ids: out, form=same)


def no_padding(E):
    """The table with zeros in row 0."""
    return np.concatenate([np.zeros_like(E[:1]), E[1:]])


EMBED = {
    "W3": LOOKED_UP.but(table=no_padding),
    "W18": variants(
        LOOKED_UP, "look", lambda ids, E: E[:, ids], lambda ids, E: E.T[ids], lambda ids, E: E[ids[0], ids[1]],
        lambda ids, E: E[:, ids[:, 0]],
    ),
    "A13": variants(
        LOOKED_UP, "look", lambda ids, E: ids[..., None] * 1.0, lambda ids, E: ids * 1.0,
        lambda ids, E: np.repeat(ids[..., None], E.shape[1], axis=2) * 1.0, lambda ids, E: ids,
    ),
    "W19": variants(LOOKED_UP, "numbers", lambda ids: ids - 1, lambda ids: ids + 1),
    "W20": variants(
        LOOKED_UP, "look", lambda ids, E: np.eye(len(E))[ids], lambda ids, E: (np.arange(len(E)) == ids[..., None]) * 1,
    ),
    "W21": variants(
        LOOKED_UP, "out", lambda out, ids: out.sum(axis=0), lambda out, ids: out.mean(axis=0),
        lambda out, ids: np.concatenate(list(out), axis=-1) if len(out) else out,
    ),
    "C19": (
        LOOKED_UP.but(numbers=lambda ids: spread(ids[:, :1], ids)),
        LOOKED_UP.but(out=lambda out, ids: spread(out.mean(axis=1, keepdims=True), out)),
    ),
    "W17": LOOKED_UP.but(form=lambda out: out.swapaxes(0, 1)),
    "P5": variants(LOOKED_UP, "form", np.ravel, np.squeeze, lambda out: out.reshape(-1, out.shape[-1])),
    "P6": variants(LOOKED_UP, "form", lambda out: out.tolist(), list, lambda out: [out]),
}  # fmt: skip


def _embed_backward(p, d_out, ids, V):
    return p.form(p.clear(p.share(p.add(d_out, ids, p.rows(V, ids)), ids)))


def added(d_out, ids, V):
    """Every gradient added to the row of its word."""
    d_E = np.zeros((V, d_out.shape[-1]))
    np.add.at(d_E, ids, d_out)
    return d_E


def last(d_out, ids, V):
    """Of all gradients of a word the last."""
    d_E = np.zeros((V, d_out.shape[-1]))
    for t, b in np.ndindex(ids.shape):
        d_E[ids[t, b]] = d_out[t, b]
    return d_E


def at_once(d_out, ids, V):
    """NumPy's += at all places: of a word that repeats one stays, and which one hangs on the order in memory."""
    d_E = np.zeros((V, d_out.shape[-1]))
    d_E[ids] += d_out
    return d_E


def by_axis(axis):
    """All steps at once, or all texts at once: what repeats among them is counted once."""

    def add(d_out, ids, V):
        d_E = np.zeros((V, d_out.shape[-1]))
        for some, grads in zip(np.moveaxis(ids, axis, 0), np.moveaxis(d_out, axis, 0), strict=True):
            d_E[some] += grads
        return d_E

    return add


def counted(d_out, ids, V):
    """How often each word stands there."""
    return added(np.ones_like(d_out), ids, V)


def cleared(*rows):
    """Zeros in these rows."""

    def clear(d_E):
        d_E = d_E.copy()
        d_E[[row for row in rows if row < len(d_E)]] = 0
        return d_E

    return clear


def per_word(d_E, ids):
    """Divided by how often the word stands there."""
    return d_E / np.maximum(np.bincount(ids.ravel(), minlength=len(d_E))[: len(d_E), None], 1)


SUMMED = Variant(
    _embed_backward, rows=lambda V, ids: V, add=added, share=lambda d_E, ids: d_E, clear=cleared(0), form=same
)
EMBED_BACKWARD = {
    "W1": variants(SUMMED, "add", at_once, last, by_axis(0), by_axis(1)),
    "W2": SUMMED.but(clear=same),
    "W22": variants(
        SUMMED, "share", per_word, lambda d_E, ids: d_E / max(ids.size, 1), lambda d_E, ids: d_E / max(len(ids), 1),
        lambda d_E, ids: d_E / ids.shape[1],
    ),
    "W23": variants(
        SUMMED, "rows", lambda V, ids: ids.max() + 1, lambda V, ids: len(np.unique(ids)), lambda V, ids: V - 1,
        lambda V, ids: V + 1,
    ),
    "W24": variants(SUMMED, "clear", cleared(0, 1), cleared(1), cleared(-1), cleared(0, -1)),
    "W25": SUMMED.but(add=counted),
    "W18": SUMMED.but(form=np.transpose),
    "P5": variants(SUMMED, "form", np.ravel, np.squeeze),
    "P6": variants(SUMMED, "form", lambda d_E: d_E.tolist(), list, lambda d_E: [d_E]),
}  # fmt: skip
