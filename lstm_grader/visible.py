r"""Text that somebody else chose, for a terminal: what would steer the terminal or hide other text is shown instead.

A name of a file may clear the screen, or turn the letters of a line around.
"""

from __future__ import annotations

import re

# Controls (C0, DEL, C1), separators of lines, signs that turn the direction of writing, halves of a character
SIGNS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str, keep: str = "") -> str:
    r"""The text with every sign of that kind as Python writes it.

    Args:
        keep: signs that are left as they are, such as the ends of lines.

    >>> print(visible("\x1b[2Jada\n"), visible("one\ntwo\a", keep="\n"), sep="|")
    \x1b[2Jada\n|one
    two\x07
    """
    return SIGNS.sub(lambda sign: sign[0] if sign[0] in keep else ascii(sign[0])[1:-1], text)
