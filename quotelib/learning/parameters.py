"""Learned parameters as package data: the file format and its reader.

A parameter file holds everything one model needs: named tables that map a feature (a string) to
a small vector of integer weights, named payloads of plain JSON, and a header that says where they
were learned from. It is data only: reading it runs no code that the file could choose.

The file, byte by byte
----------------------
1. The line ``quotelib parameters 2`` (format and version), ended by a line feed.
2. The header, one line of JSON in UTF-8, ended by a line feed; ``head -2`` shows it::

       {"name": ..., "labels": [...], "step": ..., "provenance": {...}, "settings": {...},
        "payloads": [[name, bytes], ...], "tables": [[name, rows, columns, heads, bytes], ...],
        "body": {"bytes": ..., "crc32": ...}}

   ``labels`` name the columns, ``step`` is the value of the integer weight 1.
3. The body, compressed by zlib; ``bytes`` and ``crc32`` describe it uncompressed. It holds the
   payloads (JSON in UTF-8) and then the tables, each as long as the header says, nothing between.

A table holds its keys in ascending order of code points, in UTF-8, each ended by a line feed (hence no
key contains one). Its weights follow, one signed byte each, stored column by column since a column is
more alike than a row and so compresses better.

Keys of several values, joined by spaces, may be split into heads (all values but the last) and rests.
Such a table (its header says how many heads) holds how many keys each head has, as unsigned 32-bit
integers, little-endian; the heads, each once; and the rests, both as keys are held.
What begins with a head is then found without a search.

In memory
---------
All weights of a feature are packed into one Python integer, ``sum(weight << bits * column)``, so
that adding two features adds all their columns at once. Fields may be negative: the sum is exact
whatever their signs as long as every column's total fits its field, and :func:`fields_offset` makes
all fields of a total positive before it is taken apart.
"""

import gc
import json
import sys
import threading
import zlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from itertools import accumulate
from typing import Any, Generic, TypeVar

import attrs

from quotelib.errors import ParameterError

SIGNATURE = b"quotelib parameters 2\n"

FIELD_BITS = 24
"""Default width of a packed field: room for the sum of 65,000 weights of one byte."""

Value = TypeVar("Value")

TableRange = tuple[int, int]
"""Half-open range of the rows of a table."""


@attrs.frozen(eq=False)
class Table:
    """Weights of the features of one template: ``weights[column * len(keys) + row]``, signed bytes.

    Attributes:
        keys: The features; in a table with heads, their last values.
        columns: How many weights a feature has.
        weights: All weights, column by column.
        heads: The range of rows of each head; empty in a table without.
    """

    keys: list[str]
    columns: int
    weights: bytes
    heads: dict[str, TableRange] = attrs.field(factory=dict)

    def features(self) -> list[str]:
        """Give the features, whole."""
        if not self.heads:
            return self.keys
        return [
            f"{head} {rest}"
            for head, (first, end) in self.heads.items()
            for rest in self.keys[first:end]
        ]

    def packed(self, bits: int = FIELD_BITS) -> dict[str, int]:
        """Give each feature its weights as one integer of ``columns`` fields of ``bits`` bits.

        ``bits`` is a multiple of 8; column 0 is the lowest field.
        """
        return dict(zip(self.features(), self.rows(bits, 0, len(self.keys)), strict=True))

    def rows(self, bits: int, first: int, end: int) -> list[int]:
        """Give the packed weights of the features from ``first`` up to ``end`` of ``keys``."""
        return _packed_rows(self, bits, first, end)

    def row(self, index: int) -> list[int]:
        """Give the weights of the feature in row ``index``, one for each column."""
        return list(memoryview(self.weights).cast("b")[index :: len(self.keys)])


@attrs.frozen(eq=False)
class Parameters:
    """One parameter file, read: see the module's description of its parts."""

    name: str
    labels: tuple[str, ...]
    step: float
    settings: dict[str, Any]
    provenance: dict[str, Any]
    payloads: dict[str, Any]
    tables: dict[str, Table]


def fields_offset(columns: int, bits: int = FIELD_BITS) -> int:
    """Give the integer whose every field is half of what a field can hold.

    Added to a total of packed weights it makes all fields positive: they can then be cut out by
    shifting or through ``to_bytes``, and compare as the totals do.
    """
    return sum(1 << (bits * column + bits - 1) for column in range(columns))


def _packed_rows(table: Table, bits: int, first: int, end: int) -> list[int]:
    """Pack some rows, by laying the columns out as little-endian fields side by side.

    Signed bytes are stored in the fields with 128 added, which is taken off again as a whole: so
    the borrow of negative fields comes out right without a look at any single weight.
    """
    width = bits // 8
    stride = len(table.keys)
    row_size = -(-table.columns * width // _WORD) * _WORD
    cells = bytearray((end - first) * row_size)
    for column in range(table.columns):
        start = column * stride
        cells[column * width :: row_size] = table.weights[start + first : start + end].translate(
            _RAISED
        )
    offset = sum(128 << (bits * column) for column in range(table.columns))
    words = array("Q", cells)
    if sys.byteorder == "big":
        words.byteswap()
    if row_size == _WORD:
        return [word - offset for word in words]
    if row_size == 2 * _WORD:
        high = 1 << (8 * _WORD)
        return [low + top * high - offset for low, top in zip(words[::2], words[1::2], strict=True)]
    from_bytes = int.from_bytes
    return [
        from_bytes(cells[start : start + row_size], "little") - offset
        for start in range(0, len(cells), row_size)
    ]


_WORD = 8
"""Bytes of a machine word, in which rows are cut out of the cells."""

_RAISED = bytes((byte + 128) % 256 for byte in range(256))
"""Translation of a signed byte to the unsigned byte 128 above it."""


def load(filename: str) -> Parameters:
    """Read a parameter file of the package's ``data`` folder.

    Raises :class:`quotelib.errors.ParameterError` if it is missing or not intact.
    """
    try:
        content = (resources.files("quotelib") / "data" / filename).read_bytes()
    except OSError as error:
        raise ParameterError(
            f"the parameter file {filename} of quotelib cannot be read ({error}); "
            "install the package again"
        ) from error
    return parse(content, filename)


def parse(content: bytes, filename: str) -> Parameters:
    """Read the content of a parameter file; ``filename`` is only named in errors.

    Raises :class:`quotelib.errors.ParameterError` if it is not a parameter file of this version
    or not intact.
    """
    with _collection_paused():
        try:
            return _parse(content)
        except (ValueError, KeyError, TypeError, IndexError, zlib.error) as error:
            raise ParameterError(
                f"{filename} is not an intact parameter file of quotelib ({error}); "
                "install the package again, or make the file anew with the scripts in training/"
            ) from error


def _parse(content: bytes) -> Parameters:
    if not content.startswith(SIGNATURE):
        raise ValueError("it does not begin with the format's signature")
    header_end = content.index(b"\n", len(SIGNATURE))
    header = json.loads(content[len(SIGNATURE) : header_end])
    body = _body(content[header_end + 1 :], header["body"])
    sizes = [size for *_, size in header["payloads"] + header["tables"]]
    if min(sizes, default=0) < 0 or sum(sizes) != len(body):
        raise ValueError("its parts do not add up to its length")
    starts = accumulate(sizes, initial=0)
    parts = (body[start : start + size] for start, size in zip(starts, sizes, strict=False))
    return Parameters(
        name=header["name"],
        labels=tuple(header["labels"]),
        step=header["step"],
        settings=header["settings"],
        provenance=header["provenance"],
        payloads={name: json.loads(next(parts)) for name, _ in header["payloads"]},
        tables={
            name: _table(next(parts), rows, columns, heads)
            for name, rows, columns, heads, _ in header["tables"]
        },
    )


def _body(compressed: bytes, description: dict[str, int]) -> bytes:
    """Decompress no more than announced, so that no file can fill the memory."""
    decompressor = zlib.decompressobj()
    body = decompressor.decompress(compressed, description["bytes"] + 1)
    if (
        not decompressor.eof
        or len(body) != description["bytes"]
        or zlib.crc32(body) != description["crc32"]
    ):
        raise ValueError("its checksum does not match")
    return body


def _table(part: bytes, rows: int, columns: int, heads: int) -> Table:
    weights_start = len(part) - rows * columns
    if weights_start < 0:
        raise ValueError("a table is shorter than its rows")
    text, weights = part[:weights_start], part[weights_start:]
    if not heads:
        return Table(keys=_lines(text, rows), columns=columns, weights=weights)
    counts = array("I", text[: 4 * heads])
    if sys.byteorder == "big":
        counts.byteswap()
    ends = list(accumulate(counts))
    if len(counts) != heads or ends[-1] != rows or 0 in counts:
        raise ValueError("the heads of a table do not add up to its rows")
    lines = _lines(text[4 * heads :], heads + rows)
    ranges = zip([0, *ends], ends, strict=False)
    return Table(
        keys=lines[heads:],
        columns=columns,
        weights=weights,
        heads=dict(zip(lines[:heads], ranges, strict=True)),
    )


def _lines(text: bytes, count: int) -> list[str]:
    lines = text.decode("utf-8").split("\n")
    if len(lines) != count + 1 or lines.pop():
        raise ValueError("a table has too few or too many keys")
    return lines


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep the cyclic garbage collector from walking the tables while they grow."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Lazy(Generic[Value]):
    """A value that is made when first asked for, once, however many threads ask.

    >>> model = Lazy(lambda: "made")
    >>> model()
    'made'
    """

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: list[Value] = []

    def __call__(self) -> Value:
        """Give the value; the first call makes it."""
        if not self._made:
            with self._lock:
                if not self._made:
                    self._made.append(self._make())
        return self._made[0]
