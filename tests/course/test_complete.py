"""Every exercise is written to the end, and so is its page."""

import pytest

from lstm_grader.exercise import spec


@pytest.mark.parametrize("exercise", spec.names())
def test_nothing_is_left_to_write(exercise):
    page = spec.ROOT / "book" / f"{exercise}.md"
    files = [path for path in sorted((spec.SOLUTIONS / exercise).iterdir()) if path.is_file()]
    left = [
        f"{path.relative_to(spec.ROOT)}:{number}: {line.strip()}"
        for path in [*files, page]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "TODO" in line
    ]
    assert not left, "\n".join(left)
