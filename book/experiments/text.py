"""Chapter 15 reads: the text, the plain network beside the LSTM, how both learn and how they are judged.

The text of others is read where it lies; it is no part of the course.
"""

import re

import numpy as np

import lstm_ref as ref

SIZES = {"LSTM": 128, "RNN": 250}  # units that give both about as many parameters
RATES = {"LSTM": 0.008, "RNN": 0.005}


def manual(copies=False):
    """The reference manual of this Python, one text a topic, in the order of their names. With it come most topics'
    passages several times; `copies` keeps them.

    Source:
        pydoc_data.topics of the standard library, under the licence of the Python Software Foundation.
    """
    from pydoc_data.topics import topics

    seen, texts = set(), []
    for name in sorted(topics):
        passages = re.split(r"\n\n+", topics[name].strip("\n"))
        kept = [one for one in passages if copies or one not in seen]
        seen.update(passages)
        texts.append("\n\n".join(kept) + "\n\n")
    return texts


def learn_and_held(copies=False, share=0.1):
    """Whole topics to learn from, and others to be judged on: the same ones with copies and without."""
    sizes, held = [len(text) for text in manual()], set()
    for k in np.random.default_rng(0).permutation(len(sizes)):
        if sum(sizes[h] for h in held) < share * sum(sizes):
            held.add(int(k))
    texts = manual(copies)
    return ["".join(text for k, text in enumerate(texts) if (k in held) == wanted) for wanted in (False, True)]


def numbered(*texts):
    """The letters of the texts, and each text as their numbers; 0 stands for none, as padding does elsewhere."""
    letters = ["", *sorted(set("".join(texts)))]
    number = {letter: k for k, letter in enumerate(letters)}
    return letters, *(np.array([number[letter] for letter in text]) for text in texts)


def init_rnn(rng, V, D, H):
    """Fresh parameters of a plain network that reads letters."""
    return {
        "E": rng.normal(size=(V, D)) / np.sqrt(D),
        "W_x": ref.glorot_uniform(rng, (D, H)),
        "W_h": ref.orthogonal(rng, H),
        "b": np.zeros(H),
        "W_y": ref.glorot_uniform(rng, (H, V)),
        "b_y": np.zeros(V),
    }


def rnn_states(params, ids, h):
    """The states of the plain network after each letter, (T, B, H)."""
    hs = params["E"][ids] @ params["W_x"] + params["b"]
    for t in range(len(hs)):
        h = hs[t] = np.tanh(hs[t] + h @ params["W_h"])
    return hs


def rnn_loss(params, batch):
    """Loss of a batch and its gradient, as `lstm_ref.model_loss` gives them for the LSTM."""
    ids, targets = batch
    hs = rnn_states(params, ids, np.zeros((ids.shape[1], len(params["b"])), params["b"].dtype))
    loss, d_logits = ref.softmax_cross_entropy(hs @ params["W_y"] + params["b_y"], targets)
    d_sums, d_h = d_logits @ params["W_y"].T, 0
    for t in reversed(range(len(hs))):
        d_sums[t] = (d_sums[t] + d_h) * (1 - hs[t] ** 2)
        d_h = d_sums[t] @ params["W_h"].T
    flat, x = d_sums.reshape(-1, hs.shape[2]), params["E"][ids]
    return loss, {
        "E": ref.embed_backward(d_sums @ params["W_x"].T, ids, len(params["E"])),
        "W_x": x.reshape(len(flat), -1).T @ flat,
        "W_h": hs[:-1].reshape(-1, hs.shape[2]).T @ d_sums[1:].reshape(-1, hs.shape[2]),
        "b": flat.sum(axis=0),
        "W_y": np.tensordot(hs, d_logits, axes=([0, 1], [0, 1])),
        "b_y": d_logits.sum(axis=(0, 1)),
    }


def reader(ids, V, kind="LSTM", seed=0, steps=2000, B=16, T=64):
    """The parameters of a network that has read windows of the text, in an order drawn anew for each round."""
    rng, H = np.random.default_rng(seed), SIZES[kind]
    params = (ref.init_model if kind == "LSTM" else init_rnn)(rng, V, 32, H)
    params = {name: a.astype(np.float32) for name, a in params.items()}
    inputs, targets = ref.bptt_windows(ids, B, T)
    order = np.concatenate([rng.permutation(len(inputs)) for _ in range(1 + steps // len(inputs))])
    windows = iter((inputs[k], targets[k]) for k in order)
    state, loss = ref.start_training(params, seed), ref.model_loss if kind == "LSTM" else rnn_loss
    for part, rate in ((steps - steps // 4, 1.0), (steps // 4, 0.25)):  # shorter steps at the end
        state = ref.train(state, loss, lambda rng: next(windows), part, RATES[kind] * rate, report=None)
    return state.params


def shares(params, text, rows=16, warm=64):
    """The share that each letter of a text gets, the first aside. The rows that are read side by side begin `warm`
    letters early, so that no state starts from nothing."""
    n = -(-(len(text) - 1) // rows)
    at = np.minimum(np.arange(-warm, n)[:, None] + n * np.arange(rows), len(text) - 2)
    ids, after = text[np.maximum(at, 0)], text[np.maximum(at, 0) + 1]
    if "W_h" in params:
        zero = np.zeros((rows, len(params["b"])), params["b"].dtype)
        logits = rnn_states(params, ids, zero) @ params["W_y"] + params["b_y"]
    else:
        logits = ref.predict(params, ids)[0]
    found = np.take_along_axis(ref.softmax(logits.astype(float)), after[..., None], axis=-1)[warm:, :, 0]
    return found.T.ravel()[: len(text) - 1]


def bits(shares):
    """Bits a letter."""
    return float(-np.log2(shares).mean())


def read_and_judge(kind, seed, steps=2000):
    """Bits a letter on the topics that were held out."""
    letters, ids, held = numbered(*learn_and_held())
    return round(bits(shares(reader(ids, len(letters), kind, seed, steps), held)), 3)


RUNS = [
    *({"kind": "LSTM", "seed": seed} for seed in range(1, 5)),  # seed 0 is trained on the page
    *({"kind": "RNN", "seed": seed} for seed in range(5)),
    {"kind": "LSTM", "seed": 0, "steps": 10_000},
]
NEEDS = manual, learn_and_held, numbered, init_rnn, rnn_states, rnn_loss, reader, shares, bits
