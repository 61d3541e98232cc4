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
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_BYTES = 64 * 2**20
MAX_ITEMS = 100_000
KINDS = "biufcU"
BIG = 2**63  # NumPy's whole numbers end below it
LENGTH = struct.Struct(">I")


class WireError(ValueError):
    """Bytes that are not a value in this format."""


@dataclass(frozen=True)
class Opaque:
    """A value that may not cross: only the name of its type does."""

    type_name: str


def encode(value: Any) -> bytes:
    """A value as bytes.

    Args:
        value: None, bool, int, float, str, a list, tuple or dict (str keys) of such values, or a `numpy.ndarray` of
            bools, numbers or strings. NumPy scalars become arrays of shape (). Everything else becomes `Opaque`.

    Returns:
        Header length (4 bytes), JSON header, then the arrays' raw bytes in the order of the header.

    >>> decode(encode((1, [2.5, None], {"W": np.eye(2)})))
    (1, [2.5, None], {'W': array([[1., 0.],
           [0., 1.]])})
    >>> decode(encode(object()))
    Opaque(type_name='object')
    """
    buffers: list[bytes] = []
    header = json.dumps(_pack(value, buffers, 0)).encode()
    return LENGTH.pack(len(header)) + header + b"".join(buffers)


def decode(data: bytes, max_bytes: int = MAX_BYTES) -> Any:
    """The value in `data`. Arrays are fresh and writable, in the memory layout in which they were sent.

    Raises:
        WireError: for anything that `encode` would not have written.

    >>> decode(b"not a value")
    Traceback (most recent call last):
    lstm_grader.sandbox.wire.WireError: not a value: Expecting value: line 1 column 1 (char 0)
    """
    try:
        if not LENGTH.size <= len(data) <= max_bytes:
            raise WireError(f"expected {LENGTH.size} to {max_bytes} bytes, got {len(data)}")
        (length,) = LENGTH.unpack_from(data)
        body = memoryview(data)[LENGTH.size + length :]
        reader = _Reader(body)
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


def _pack(value: Any, buffers: list[bytes], depth: int) -> list:
    kind = type(value)
    if depth > 50:
        return ["o", "deeply nested " + kind.__name__]
    if value is None or kind is bool or kind is float or kind is str:
        return ["v", value]
    if kind is int:
        return ["v", value] if abs(value) < BIG else ["o", "int beyond 64 bits"]
    if isinstance(value, list | tuple):  # a namedtuple is a tuple
        return ["l" if isinstance(value, list) else "t", [_pack(item, buffers, depth + 1) for item in value]]
    if kind is dict and all(type(key) is str for key in value):
        return ["d", [[key, _pack(item, buffers, depth + 1)] for key, item in value.items()]]
    if isinstance(value, np.generic) and value.dtype.kind in KINDS:
        value, kind = np.asarray(value), np.ndarray
    if kind is np.ndarray and value.dtype.kind in KINDS and value.dtype.itemsize <= 1024:
        dtype = value.dtype.newbyteorder("<")
        raw = np.ascontiguousarray(value, dtype).tobytes()
        if not _is_text(dtype, raw):
            return ["o", "array of what is no text"]
        buffers.append(raw)
        return ["a", dtype.str, list(value.shape), _layout(value)]
    name = f"array of {value.dtype}" if kind is np.ndarray else kind.__name__
    return ["o", str(name)[:80]]


def _is_text(dtype: np.dtype, raw: bytes | memoryview) -> bool:
    """Are these characters, if it is text? NumPy makes an array of any bytes, and fails when one is taken out."""
    return dtype.kind != "U" or not (np.frombuffer(raw, f"{dtype.byteorder}u4") > sys.maxunicode).any()


class _Reader:
    """Walks a header and takes each array's bytes from the body in turn."""

    def __init__(self, body: memoryview):
        self.body, self.offset, self.items = body, 0, 0

    def unpack(self, node: list) -> Any:
        self.items += 1
        if self.items > MAX_ITEMS:
            raise WireError(f"more than {MAX_ITEMS} values")
        tag, content = node[0], node[1]
        if tag == "v" and (content is None or type(content) in (bool, int, float, str)):
            if type(content) is int and not -BIG < content < BIG:
                raise WireError("an int beyond 64 bits")
            return content
        if tag == "l":
            return [self.unpack(item) for item in content]
        if tag == "t":
            return tuple(self.unpack(item) for item in content)
        if tag == "d":
            return {str(key): self.unpack(item) for key, item in content}
        if tag == "a":
            return self._array(content, node[2], node[3])
        if tag == "o":
            return Opaque(str(content)[:80])
        raise WireError(f"unknown tag {str(tag)[:20]!r}")

    def _array(self, dtype_name: str, shape: list, layout: str) -> np.ndarray:
        dtype = np.dtype(str(dtype_name))
        sizes = tuple(size for size in shape if type(size) is int and size >= 0)
        if dtype.kind not in KINDS or len(sizes) != len(shape) or len(sizes) > 32:
            raise WireError(f"an array of {dtype} with shape {shape} is not allowed")
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
