"""Reads past what is not judged: a notebook's text without its outputs, before JSON makes many times its size of it."""

from __future__ import annotations

import json
import re

PAST = re.compile(rb'(?<!\\)"(outputs|attachments|widgets)"\s*+:\s*+\Z')
FLAT = re.compile(rb'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)  # up to the next bracket outside of a string
KEY_BYTES = 100  # before a bracket, in which the key stands
DEPTH = 5  # of the lists and dictionaries in which such a key may stand
BRACKETS = 500_000


def without_outputs(data: bytes, most: int) -> bytes:
    r"""The bytes of a notebook with nothing in its outputs, attachments and widgets; what is no JSON stays so.

    Raises:
        ValueError: more than `most` bytes are left, or there are more than half a million brackets.

    >>> without_outputs(rb'{"cells": [{"outputs": [{"text": "a \"]"}], "source": "x"}]}', 100)
    b'{"cells": [{"outputs": [], "source": "x"}]}'
    """
    encoding = json.detect_encoding(data)
    if not encoding.startswith("utf-8"):
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    kept, start, place, depth, past = [], 0, 0, 0, 0
    for _ in range(BRACKETS):
        place = FLAT.match(data, place).end()
        sign = data[place : place + 1]
        if not sign or sign == b'"':  # the end, or a string without one
            left = sum(map(len, kept)) + len(data) - start
            if left > most:
                raise ValueError(f"the file has {left / 2**20:.0f} MB beside outputs, at most {most // 2**20} are read")
            return b"".join([*kept, data[start:]])
        place += 1
        if sign in b"[{":
            depth += 1
            if not past and depth <= DEPTH and PAST.search(data[max(0, place - KEY_BYTES) : place - 1]):
                kept.append(data[start:place])
                past = depth
        else:
            if past == depth:
                start, past = place - 1, 0
            depth -= 1
    raise ValueError(f"it holds more than {BRACKETS:,} lists")
