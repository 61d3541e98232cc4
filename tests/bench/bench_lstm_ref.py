"""lstm_ref's fast path beside torch.nn.LSTM, float32, taking turns; medians, and the medians of each turn's ratios.

``rows()`` measures in fresh processes, because the number of threads and the BLAS kernel are fixed when NumPy loads:
on 1 thread and on all, and, where an OPENBLAS_CORETYPE is inherited, with and without it.
"""

import json
import os
import platform
import subprocess
import sys
import time

SIZES = [(50, 32, 32, 64), (100, 64, 64, 128), (200, 32, 128, 256), (100, 64, 512, 512)]
COLUMNS = [
    "kernel",
    "threads",
    "T,B,D,H",
    "forward ms",
    "torch ms",
    "ratio",
    "of peak",
    "f+b ms",
    "torch f+b ms",
    "f+b ratio",
    "f+b of peak",
    "in products",
    "in copies",
    "entry by entry",
]


def rows(seconds=4):
    """One dictionary a size, number of threads and BLAS kernel; about ``seconds`` for each."""
    results = []
    for drop in [False, True] if "OPENBLAS_CORETYPE" in os.environ else [True]:
        for threads in sorted({1, os.cpu_count()}):
            environment = os.environ | {"OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
            if drop:
                environment.pop("OPENBLAS_CORETYPE", None)
            out = subprocess.run(
                [sys.executable, __file__, "--measure", str(threads), str(seconds)],
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            ).stdout
            results += json.loads(out)
    return results


def measure(threads, seconds):
    """The rows of this process."""
    import numpy as np
    import torch
    from threadpoolctl import threadpool_info

    torch.set_num_threads(threads)
    blas = next(pool for pool in threadpool_info() if pool["internal_api"] == "openblas")
    versions = {"python": platform.python_version(), "numpy": np.__version__, "torch": torch.__version__}
    clock = time.process_time if threads == 1 else time.perf_counter  # CPU time does not see what else is running
    results = []
    for T, B, D, H in SIZES:
        calls = contenders(T, B, D, H)
        turns = race(calls, clock, seconds)
        best = {name: np.median(times) for name, times in turns.items()}
        share = {name: np.median(turns[name] / turns["both"]) for name in ("products", "copies")}
        flops = 2 * T * B * 4 * H * (D + H)
        peak = 2 * 1024**3 / best["gemm"]
        results.append(
            {
                "kernel": blas["architecture"],
                "threads": threads,
                "T,B,D,H": f"{T},{B},{D},{H}",
                "forward ms": 1e3 * best["forward"],
                "torch ms": 1e3 * best["torch forward"],
                "ratio": np.median(turns["forward"] / turns["torch forward"]),
                "of peak": flops / best["forward"] / peak,
                "f+b ms": 1e3 * best["both"],
                "torch f+b ms": 1e3 * best["torch both"],
                "f+b ratio": np.median(turns["both"] / turns["torch both"]),
                "f+b of peak": 3 * flops / best["both"] / peak,
                "in products": share["products"],
                "in copies": share["copies"],
                "entry by entry": 1 - sum(share.values()),
                "peak GFLOP/s": peak / 1e9,
                "versions": versions,
            }
        )
    return results


def contenders(T, B, D, H):
    """name -> call; the two sides are compared once before they are timed."""
    import numpy as np
    import torch

    import lstm_ref as ref

    rng = np.random.default_rng(0)
    module = torch.nn.LSTM(D, H)
    params = ref.from_torch({name: a.detach().numpy() for name, a in module.state_dict().items()})
    x, h0, c0, d_hs = (rng.normal(size=s).astype("f4") for s in [(T, B, D), (B, H), (B, H), (T, B, H)])
    zero, square = np.zeros_like(h0), rng.normal(size=(1024, 1024)).astype("f4")
    product = np.empty_like(square)
    leaf, upstream = torch.tensor(x, requires_grad=True), torch.tensor(d_hs)
    state = torch.tensor(h0)[None], torch.tensor(c0)[None]

    def forward():
        return ref.lstm_forward(x, h0, c0, params, fast=True)

    def both():
        _, cache = ref.lstm_forward_cached(x, h0, c0, params, fast=True)
        return ref.lstm_backward(d_hs, zero, zero, cache)

    def torch_forward():
        with torch.no_grad():
            return module(leaf, state)

    def torch_both():
        module.zero_grad(set_to_none=True)
        leaf.grad = None
        module(leaf, state)[0].backward(upstream)
        return leaf.grad

    np.testing.assert_allclose(forward()[0], torch_forward()[0].numpy(), rtol=0, atol=2e-5)
    d_x, _, _, grads = both()
    d_W = np.concatenate([grads[f"W_{gate}"] for gate in "ifco"], axis=1).T  # torch's order
    torch_both()
    weights = module.weight_ih_l0, module.weight_hh_l0
    for ours, theirs in zip((d_x, d_W[:, :D], d_W[:, D:]), (leaf.grad, *(w.grad for w in weights)), strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(), rtol=0, atol=2e-5 * theirs.abs().max().item())
    return {
        "forward": forward,
        "torch forward": torch_forward,
        "both": both,
        "torch both": torch_both,
        "products": products(T, B, D, H),
        "copies": copies(x, h0, params),
        "gemm": lambda: np.matmul(square, square, out=product),
    }


def products(T, B, D, H):
    """The matrix products of the fast path forwards and backwards, and nothing else."""
    import numpy as np

    from lstm_ref import fast

    large, width = fast.plan(B, D, H, itemsize=4)
    K = H + 1 if large else D + H + 1
    z, W, a = (np.ones(s, "f4") for s in [(B, K), (4, H // width, K, width), (4, H // width, B, width)])
    x, W_x, a_x = (np.ones(s, "f4") for s in [(fast.ROWS, D), (4, D, H), (4, fast.ROWS, H)])
    zs, d_a, U_back = (np.ones(s, "f4") for s in [(T * B, D + H + 1), (T * B, 4 * H), (4 * H, H)])
    W_in = np.ones((D, 4 * H), "f4")
    d_h, d_x, d_W = (np.ones(s, "f4") for s in [(B, H), (T * B, D), (D + H + 1, 4 * H)])

    def call():
        for _ in range(0, T * B if large else 0, fast.ROWS):
            np.matmul(x, W_x, out=a_x)
        for _ in range(T):
            np.matmul(z, W, out=a)
            np.matmul(d_a[:B], U_back, out=d_h)
        np.matmul(d_a, W_in.T, out=d_x)
        np.matmul(zs.T, d_a, out=d_W)

    return call


def copies(x, h0, params):
    """What the fast path copies: inputs and weights into place, hidden states out."""
    import numpy as np

    from lstm_ref import fast, workspace

    (T, B, D), H = x.shape, params.H

    def call():
        z, W = fast._inputs(x, h0, x.dtype), fast._weights(params, x.dtype)
        hs = workspace.empty((T, B, H), x.dtype)
        hs[:] = z[1:, :, D:-1]
        np.concatenate([getattr(params, f"W_{gate}") for gate in fast.ORDER], axis=1)[D:].T.copy()
        return hs, W

    return call


def race(calls, clock, seconds):
    """name -> the time of each turn, taking turns until the time is over; at least five."""
    import numpy as np

    turns, end = {name: [] for name in calls}, time.perf_counter() + seconds
    while len(turns["both"]) < 5 or time.perf_counter() < end:
        for name, call in calls.items():
            start = clock()
            call()
            turns[name].append(clock() - start)
    return {name: np.array(times) for name, times in turns.items()}


def table(results):
    """The rows as text, with the versions and the peaks below."""
    cells = [COLUMNS]
    cells += [[f"{row[c]:.2f}" if isinstance(row[c], float) else str(row[c]) for c in COLUMNS] for row in results]
    widths = [max(len(line[k]) for line in cells) for k in range(len(COLUMNS))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in cells]
    peaks = {(row["kernel"], row["threads"]): row["peak GFLOP/s"] for row in results}
    lines += [
        f"peak of a 1024 x 1024 product, {kernel}, {n} thread(s): {gflops:.0f} GFLOP/s"
        for (kernel, n), gflops in peaks.items()
    ]
    return "\n".join([*lines, ", ".join(f"{name} {version}" for name, version in results[0]["versions"].items())])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", ".."))
        print(json.dumps(measure(int(sys.argv[2]), float(sys.argv[3]))))
    else:
        print(table(rows()))
