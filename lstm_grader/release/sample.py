"""A small class to try the grader on: some do it right, some make a mistake that the catalogue knows."""

from __future__ import annotations

from pathlib import Path

import nbformat

from lstm_grader.release import derive

FORGET_GATE = """def forget_gate(x_t, h_prev, W_f, b_f):
    z_t = np.concatenate([x_t, h_prev], axis=1)
    return {}"""
CLASS: dict[str, dict[str, dict[str, str]]] = {
    "ada": {"05_squashing": {}, "06_forget_gate": {}},
    "alan": {"05_squashing": {}, "06_forget_gate": {"keep": "def keep(f_t, c_prev):\n    return f_t @ c_prev"}},
    "emmy": {
        "05_squashing": {"sigmoid": "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.asarray(z)))"},
        "06_forget_gate": {"forget_gate": FORGET_GATE.format("sigmoid(z_t @ W_f)")},
    },
    "grace": {
        "05_squashing": {"d_tanh": "def d_tanh(y):\n    return 1 - np.tanh(y) ** 2"},
        "06_forget_gate": {
            "forget_gate": FORGET_GATE.format("np.tanh(z_t @ W_f + b_f)"),
            "keep": "def keep(f_t, c_prev):\n    c_prev *= f_t\n    return c_prev",
        },
    },
    "sofia": {
        "06_forget_gate": {
            "half_life": "def half_life(f):\n    raise NotImplementedError()",
            "answer_2": "answer_2 = ...",
        }
    },
}


def write(directory: Path) -> Path:
    """Writes the class below `directory` in nbgrader's layout, with one file cut short, and returns it."""
    for student, exercises in CLASS.items():
        for name, changed in exercises.items():
            _write(directory, student, name, nbformat.writes(derive.solved_notebook(name, changed)))
    _write(directory, "kurt", "06_forget_gate", nbformat.writes(derive.solved_notebook("06_forget_gate"))[:2000])
    return directory


def _write(directory: Path, student: str, name: str, text: str) -> None:
    path = directory / student / name / f"{name.split('_', 1)[1]}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
