"""The numbers that the Stanford course CS231n publishes with its third assignment."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

import lstm_ref as ref


def spread(low, high, *shape):
    return np.linspace(low, high, num=int(np.prod(shape))).reshape(shape)


def test_lstm_step():
    N, D, H = 3, 4, 5
    params = ref.from_cs231n(spread(-2.1, 1.3, D, 4 * H), spread(-0.7, 2.2, H, 4 * H), spread(0.3, 0.7, 4 * H))
    h_t, c_t = ref.lstm_step(spread(-0.4, 1.2, N, D), spread(-0.3, 0.7, N, H), spread(-0.4, 0.9, N, H), params)
    assert_allclose(
        h_t,
        [
            [0.24635157, 0.28610883, 0.32240467, 0.35525807, 0.38474904],
            [0.49223563, 0.55611431, 0.61507696, 0.66844003, 0.7159181],
            [0.56735664, 0.66310127, 0.74419266, 0.80889665, 0.858299],
        ],
        rtol=0,
        atol=5e-9,
    )
    assert_allclose(
        c_t,
        [
            [0.32986176, 0.39145139, 0.451556, 0.51014116, 0.56717407],
            [0.66382255, 0.76674007, 0.87195994, 0.97902709, 1.08751345],
            [0.74192008, 0.90592151, 1.07717006, 1.25120233, 1.42395676],
        ],
        rtol=0,
        atol=5e-9,
    )


def test_lstm_sequence():
    N, D, H, T = 2, 5, 4, 3
    x = spread(-0.4, 0.6, N, T, D).transpose(1, 0, 2)
    params = ref.from_cs231n(spread(-0.2, 0.9, D, 4 * H), spread(-0.3, 0.6, H, 4 * H), spread(0.2, 0.7, 4 * H))
    hs, _, _ = ref.lstm_forward(x, spread(-0.4, 0.8, N, H), np.zeros((N, H)), params)
    assert_allclose(
        hs.transpose(1, 0, 2),
        [
            [
                [0.01764008, 0.01823233, 0.01882671, 0.0194232],
                [0.11287491, 0.12146228, 0.13018446, 0.13902939],
                [0.31358768, 0.33338627, 0.35304453, 0.37250975],
            ],
            [
                [0.45767879, 0.4761092, 0.4936887, 0.51041945],
                [0.6704845, 0.69350089, 0.71486014, 0.7346449],
                [0.81733511, 0.83677871, 0.85403753, 0.86935314],
            ],
        ],
        rtol=0,
        atol=5e-9,
    )


def test_rnn_step():
    N, D, H = 3, 10, 4
    W = np.concatenate([spread(-0.1, 0.9, D, H), spread(-0.3, 0.7, H, H)])
    h_t = ref.rnn_step(spread(-0.4, 0.7, N, D), spread(-0.2, 0.5, N, H), W, spread(-0.2, 0.4, H))
    assert_allclose(
        h_t,
        [
            [-0.58172089, -0.50182032, -0.41232771, -0.31410098],
            [0.66854692, 0.79562378, 0.87755553, 0.92795967],
            [0.97934501, 0.99144213, 0.99646691, 0.99854353],
        ],
        rtol=0,
        atol=5e-9,
    )


def test_rnn_sequence():
    N, T, D, H = 2, 3, 4, 5
    x = spread(-0.1, 0.3, N, T, D).transpose(1, 0, 2)
    W = np.concatenate([spread(-0.2, 0.4, D, H), spread(-0.4, 0.1, H, H)])
    hs = ref.rnn_forward(x, spread(-0.3, 0.1, N, H), W, spread(-0.7, 0.1, H))
    assert_allclose(hs[0, 0], [-0.42070749, -0.27279261, -0.11074945, 0.05740409, 0.22236251], rtol=0, atol=5e-9)
    assert_allclose(hs[2, 1], [-0.51014825, -0.30524429, -0.06755202, 0.17806392, 0.40333043], rtol=0, atol=5e-9)


def test_the_layout_comes_back():
    rng = np.random.default_rng(0)
    arrays = rng.normal(size=(7, 44)), rng.normal(size=(11, 44)), rng.normal(size=44)
    for a, b in zip(ref.to_cs231n(ref.from_cs231n(*arrays)), arrays, strict=True):
        assert_array_equal(a, b)
