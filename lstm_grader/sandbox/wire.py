"""Values as bytes: a JSON header and raw buffers. Both sides of the sandbox speak this, and nothing else.

What comes from a student's process is data with a declared type, shape and size. It is never unpickled and never
executed; whatever is malformed raises `WireError`, and nothing is allocated beyond the bytes that came.
"""

from __future__ import annotations

import json
import math
import socket
import struct
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

MAX_BYTES = 64 * 2**20
MAX_ITEMS = 100_000
MAX_NUMBERS = MAX_BYTES
BIG = 2**63  # NumPy's whole numbers end below it
LENGTH = struct.Struct(">I")
TYPES = (*map(np.dtype, "?bhilqBHILQefdgFDG"), *(np.dtype(f"U{count}") for count in range(1, 257)))
PLAIN = {dtype.newbyteorder("<").str: dtype.newbyteorder("<") for dtype in TYPES}  # the only ones that cross


class WireError(ValueError):
    """Bytes that are not a value in this format."""


@dataclass(frozen=True)
class Opaque:
    """A value that may not cross: only the name of its type does."""

    type_name: str


def encode(value: Any, parts: int = MAX_ITEMS, numbers: int = MAX_NUMBERS) -> bytes:
    """A value as bytes.

    Args:
        value: None, bool, int, float, str, a list, tuple or dict (keys str or int) of such values, or a
            `numpy.ndarray` of bools, numbers or strings. NumPy scalars become arrays of shape (), fractions and
            decimals floats. Everything else becomes `Opaque`.
        parts: how many items of lists and dictionaries there may be, with the numbers of arrays in lists.
        numbers: how many numbers in arrays; an axis of length 0 counts as one of length 1.

    Returns:
        Header length (4 bytes), JSON header, then the arrays' raw bytes in the order of the header.

    Raises:
        WireError: there are more.

    >>> decode(encode((1, [2.5, None], {"W": np.eye(2)})))
    (1, [2.5, None], {'W': array([[1., 0.],
           [0., 1.]])})
    >>> decode(encode(object()))
    Opaque(type_name='object')
    """
    buffers: list[bytes] = []
    header = json.dumps(_pack(value, buffers, _Room(parts, numbers), 0)).encode()
    return LENGTH.pack(len(header)) + header + b"".join(buffers)


def decode(data: bytes, parts: int = MAX_ITEMS, numbers: int = MAX_NUMBERS) -> Any:
    """The value in `data`. Arrays are fresh and writable, in the memory layout in which they were sent.

    Raises:
        WireError: for anything that `encode` would not have written, with the same bounds.

    >>> decode(b"not a value")
    Traceback (most recent call last):
    lstm_grader.sandbox.wire.WireError: not a value: Expecting value: line 1 column 1 (char 0)
    """
    try:
        if not LENGTH.size <= len(data) <= MAX_BYTES:
            raise WireError(f"expected {LENGTH.size} to {MAX_BYTES} bytes, got {len(data)}")
        (length,) = LENGTH.unpack_from(data)
        body = memoryview(data)[LENGTH.size + length :]
        reader = _Reader(body, _Room(parts, numbers))
        value = reader.unpack(json.loads(bytes(data[LENGTH.size : LENGTH.size + length])))
        if reader.offset != len(body):
            raise WireError(f"{len(body) - reader.offset} bytes left over")
        return value
    except WireError:
        raise
    except Exception as error:  # a hostile sender chooses which: RecursionError, MemoryError, KeyError, ...
        raise WireError(f"not a value: {error}") from None


def send_frame(sock: socket.socket, payload: bytes) -> None:
    """Sends the payload behind its length."""
    sock.sendall(LENGTH.pack(len(payload)) + payload)


def recv_frame(sock: socket.socket, deadline: float | None = None, max_bytes: int = MAX_BYTES) -> bytes:
    """The next payload.

    Args:
        deadline: a `time.monotonic()` instant, or None to wait for ever.

    Raises:
        WireError: a length above max_bytes. TimeoutError: the deadline passed. EOFError: the other side is gone.
    """
    (length,) = LENGTH.unpack(_recv_exactly(sock, LENGTH.size, deadline))
    if length > max_bytes:
        raise WireError(f"a frame of {length} bytes, at most {max_bytes} are allowed")
    return bytes(_recv_exactly(sock, length, deadline))


def _recv_exactly(sock: socket.socket, count: int, deadline: float | None) -> bytearray:
    data = bytearray()
    while len(data) < count:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("no answer in time")
            sock.settimeout(left)
        else:
            sock.settimeout(None)
        part = sock.recv(min(count - len(data), 2**20))
        if not part:
            raise EOFError("the other side closed the connection")
        data += part
    return data


def _layout(array: np.ndarray) -> str:
    if array.flags.c_contiguous:
        return "C"
    return "F" if array.flags.f_contiguous else "S"


class _Room:
    """How many parts and numbers there may still be, counted before anything is made of them."""

    def __init__(self, parts: int, numbers: int):
        self.most, self.parts, self.numbers = parts, parts, numbers

    def part(self, count: int = 1) -> None:
        """So many parts more."""
        self.parts -= count
        if self.parts < 0:
            raise WireError(f"more than {self.most} values")

    def array(self, shape: Sequence[int], listed: bool) -> None:
        """An array more; those in lists are taken apart where they are compared."""
        if len(shape) > 32:
            raise WireError(f"an array of {len(shape)} axes")
        count = math.prod(max(size, 1) for size in shape)
        if listed:
            self.part(count)
        self.numbers -= count
        if self.numbers < 0:
            raise WireError("too many numbers")


def _pack(value: Any, buffers: list[bytes], room: _Room, depth: int, listed: bool = False) -> list:
    room.part()
    kind = type(value)
    if depth > 50:
        return ["o", "deeply nested " + kind.__name__]
    if value is None or kind is bool or kind is float or kind is str:
        return ["v", value]
    if kind is int:
        return ["v", value] if abs(value) < BIG else ["o", "int beyond 64 bits"]
    if isinstance(value, Fraction | Decimal) and (number := _float(value)) is not None:
        return ["v", number]
    if isinstance(value, list | tuple):  # a namedtuple is a tuple
        tag, listed = ("l", True) if isinstance(value, list) else ("t", listed)
        return [tag, [_pack(item, buffers, room, depth + 1, listed) for item in value]]
    if isinstance(value, dict):  # of whichever kind: a Counter, too
        items = [(_key(key), item) for key, item in value.items()]
        if all(type(key) is str or (type(key) is int and abs(key) < BIG) for key, _ in items):
            return ["d", [[key, _pack(item, buffers, room, depth + 1, listed)] for key, item in items]]
    if isinstance(value, np.generic) and _plain(value.dtype):
        value, kind = np.asarray(value), np.ndarray
    if kind is np.ndarray and _plain(value.dtype):
        dtype = value.dtype.newbyteorder("<")
        room.array(value.shape, listed)
        raw = np.ascontiguousarray(value, dtype).tobytes()
        if not _is_text(dtype, raw):
            return ["o", "array of what is no text"]
        buffers.append(raw)
        return ["a", dtype.str, list(value.shape), _layout(value)]
    name = f"array of {value.dtype}" if kind is np.ndarray else kind.__name__
    return ["o", str(name)[:80]]


def _key(key: Any) -> Any:
    """NumPy's texts and whole numbers as Python's own, to which they are equal."""
    return key.item() if isinstance(key, np.str_ | np.integer) else key


def _float(value: Fraction | Decimal) -> float | None:
    try:
        return float(value)
    except (ValueError, ArithmeticError):  # a number too large, or none that can be told
        return None


def _plain(dtype: np.dtype) -> bool:
    return dtype.names is None and dtype.newbyteorder("<").str in PLAIN


def _is_text(dtype: np.dtype, raw: bytes | memoryview) -> bool:
    """Are these characters, if it is text? NumPy makes an array of any bytes, and fails when one is taken out."""
    return dtype.kind != "U" or not (np.frombuffer(raw, f"{dtype.byteorder}u4") > sys.maxunicode).any()


class _Reader:
    """Walks a header and takes each array's bytes from the body in turn."""

    def __init__(self, body: memoryview, room: _Room):
        self.body, self.offset, self.room = body, 0, room

    def unpack(self, node: list, listed: bool = False) -> Any:
        self.room.part()
        tag, content = node[0], node[1]
        if tag == "v" and (content is None or type(content) in (bool, int, float, str)):
            if type(content) is int and not -BIG < content < BIG:
                raise WireError("an int beyond 64 bits")
            return content
        if tag == "l":
            return [self.unpack(item, True) for item in content]
        if tag == "t":
            return tuple(self.unpack(item, listed) for item in content)
        if tag == "d":
            return {key if type(key) is int else str(key): self.unpack(item, listed) for key, item in content}
        if tag == "a":
            return self._array(content, node[2], node[3], listed)
        if tag == "o":
            return Opaque(str(content)[:80])
        raise WireError(f"unknown tag {str(tag)[:20]!r}")

    def _array(self, dtype_name: str, shape: list, layout: str, listed: bool) -> np.ndarray:
        if type(dtype_name) is not str or dtype_name not in PLAIN:
            raise WireError(f"an array of {str(dtype_name)[:40]} is not allowed")
        dtype = PLAIN[dtype_name]
        if type(shape) is not list or not all(type(size) is int and size >= 0 for size in shape):
            raise WireError("a shape is a list of sizes")
        self.room.array(shape, listed)
        sizes = tuple(shape)
        count = math.prod(sizes)
        end = self.offset + count * dtype.itemsize
        if end > len(self.body):
            raise WireError(f"an array of {count * dtype.itemsize} bytes, {len(self.body) - self.offset} came")
        raw = self.body[self.offset : end]
        if not _is_text(dtype, raw):
            raise WireError("an array of text with what is no character")
        flat = np.frombuffer(raw, dtype).reshape(sizes)
        self.offset = end
        if layout == "S" and sizes:
            wide = np.empty((*sizes[:-1], 2 * sizes[-1]), dtype)
            out = wide[..., ::2]
            out[...] = flat
            return out
        return flat.copy(order="F" if layout == "F" else "C")
