"""A chapter reads in a quarter of an hour: not too many words in sight, and one mistake box that stands open."""

import itertools
import re
from pathlib import Path

import pytest

from tests.course import pages

BOOK = Path(__file__).parents[2] / "book"
WORDS = 900
CHAPTERS = sorted(path.stem for path in BOOK.glob("[0-9][0-9]_*.md"))

PAGE = """---
kernelspec: {}
---

# One two

Three *four* $x_t$ [five](six.md).

```{code-cell} ipython3
not_counted = 1
```

## What can go wrong

````{admonition} The one
:class: warning
:name: xx-a1

```{dropdown} Not counted
nor this
```
````
"""


def test_only_what_is_in_sight_is_counted(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    assert pages.words(page) == 11  # One two Three four five What can go wrong The one
    assert pages.open_mistakes(page) == ["The one"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_chapter_is_short(chapter):
    assert pages.words(BOOK / f"{chapter}.md") <= WORDS


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_at_most_one_mistake_stands_open(chapter):
    assert len(pages.open_mistakes(BOOK / f"{chapter}.md")) <= 1


@pytest.mark.parametrize(("chapter", "following"), list(itertools.pairwise(CHAPTERS)))
def test_chapter_ends_with_the_way_to_the_following_one(chapter, following):
    assert re.search(rf"^\*Next\*: [^\n]*\]\({following}\.md\)", (BOOK / f"{chapter}.md").read_text(), re.MULTILINE)


def test_last_chapter_says_where_to_go_next():
    assert re.search(
        r"^\*Where next\*:.*?\]\(\w+\.md\)", (BOOK / f"{CHAPTERS[-1]}.md").read_text(), re.MULTILINE | re.DOTALL
    )
