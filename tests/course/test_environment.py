"""What a student installs: small, the same on each platform, and enough for every notebook."""

import re
import subprocess
import sys
from itertools import cycle, product

import nbformat
import pytest

from lstm_grader.exercise import spec
from lstm_grader.release import derive
from tests.sample import how_many

NEEDED = spec.ROOT / "exercises" / "requirements.txt"
PLATFORMS = ("x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-apple-darwin", "x86_64-unknown-linux-gnu")
PYTHONS = ("3.11.9", "3.12", "3.13")
EACH = [*zip(PLATFORMS, cycle(PYTHONS)), *product(PLATFORMS, PYTHONS)]  # first each platform and each version once
UV = (sys.executable, "-m", "uv")
MOST = 150_000_000  # bytes to download


def pins(path):
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", path.read_text(), re.MULTILINE))


def test_the_student_has_the_versions_of_the_judge():
    assert pins(NEEDED).items() <= pins(spec.ROOT / "constraints.txt").items()


@pytest.mark.long
@pytest.mark.parametrize(("platform", "python"), [*dict.fromkeys(EACH)][: how_many(len(PYTHONS), all_of=len(EACH))])
def test_every_platform_has_a_wheel_for_each_part(platform, python):
    command = [*UV, "pip", "compile", "--quiet", "--no-header", "--only-binary", ":all:"]
    options = ["--python-platform", platform, "--python-version", python, str(NEEDED)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    if "error sending request" in done.stderr:
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    found = set(re.findall(r"^([\w.-]+)==", done.stdout, re.MULTILINE))
    assert set(pins(NEEDED)) <= found
    assert not {"torch", "nbgrader", "jupyter-book"} & found


@pytest.mark.long
@pytest.mark.nbgrader
def test_it_is_small_and_runs_every_notebook_from_an_empty_environment(tmp_path):
    names = spec.names()[-how_many(1, all_of=len(spec.names())) :]
    wheels, python = tmp_path / "wheels", tmp_path / "venv" / "bin" / "python"
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:", "--dest", str(wheels)]
    subprocess.run([*download, "-r", str(NEEDED)], check=True)
    assert sum(wheel.stat().st_size for wheel in wheels.iterdir()) < MOST
    subprocess.run([*UV, "venv", "--quiet", "--python", sys.executable, str(tmp_path / "venv")], check=True)
    install = [*UV, "pip", "install", "--quiet", "--python", str(python), "--no-index", "--find-links", str(wheels)]
    subprocess.run([*install, "-r", str(NEEDED)], check=True)
    for name in names:
        nbformat.write(derive.solved_notebook(name), tmp_path / f"{name}.ipynb")
    convert = [str(python), "-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", str(tmp_path / "ran")]
    notebooks = sorted(map(str, tmp_path.glob("*.ipynb")))
    subprocess.run([*convert, *notebooks], check=True, cwd=tmp_path)  # a cell that raises ends it
    assert len(list((tmp_path / "ran").glob("*.ipynb"))) == len(names)
