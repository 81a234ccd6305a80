"""Learned parameters as package data: the file format and its reader.

A parameter file holds everything one model needs: named tables that map a feature (a string) to
a small vector of integer weights, named payloads of plain JSON, and a header that says where they
were learned from. It is data only: reading it runs no code that the file could choose.

The file, byte by byte
----------------------
1. The line ``quotelib parameters 3`` (format and version), ended by a line feed.
2. The header, one line of JSON in UTF-8, ended by a line feed; ``head -2`` shows it::

       {"name": ..., "labels": [...], "step": ..., "provenance": {...}, "settings": {...},
        "payloads": [[name, bytes], ...], "values": [count, bytes],
        "tables": [[templates, head, rows, columns, heads, bytes], ...],
        "body": {"bytes": ..., "crc32": ...}}

   ``labels`` name the columns, ``step`` is the value of the integer weight 1.
3. The body, compressed by zlib; ``bytes`` and ``crc32`` describe it uncompressed. It holds the
   payloads (JSON in UTF-8), the values, and then the tables, each as long as the header says, nothing
   between.

A table holds its keys in ascending order of code points, in UTF-8, each ended by a line feed (hence no
key contains one). Its weights follow, one signed byte each, stored column by column since a column is
more alike than a row and so compresses better.

A table holds the features of one template whole, as its keys; or else those of some templates that begin
with the same columns (``head`` tells how many), by their *heads*, the values of these columns, joined by
spaces. Such a table holds how many keys each of its ``heads`` has of each template, as unsigned 32-bit
integers, little-endian; the heads, each once, as keys are held; and each key, the value that follows its
head or nothing, as its number among the file's values: first the low bytes of these numbers, then the
high ones. So all that is known of a head is found by one search and lies together, and a value that
ends many features is one string.
"""

import json
import sys
import threading
import zlib
from array import array
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, Generic, Literal, TypeVar, overload

import attrs

from quotelib.errors import ParameterError
from quotelib.learning.collection import collection_paused
from quotelib.package_data import read_bytes

SIGNATURE = b"quotelib parameters 3\n"

Value = TypeVar("Value")


@attrs.frozen(eq=False)
class Table:
    """Weights of features: ``weights[column * len(keys) + row]``, signed bytes.

    Attributes:
        keys: The features; in a table with heads, the values that follow them. A slice is a list.
        columns: How many weights a feature has.
        weights: All weights, column by column.
        templates: In a table with heads, the templates that it holds.
        heads: The number of each head, in order; empty in a table without.
        starts: The row that the keys of each head start at, and the end of all.
        counts: How many keys each head has of each template.
    """

    keys: Sequence[str]
    columns: int
    weights: bytes
    templates: tuple[str, ...] = ()
    heads: dict[str, int] = attrs.field(factory=dict)
    starts: Sequence[int] = ()
    counts: Sequence[int] = ()

    def rows_of(self, template: str) -> dict[str, int]:
        """Give the row of each feature of a template."""
        if not self.templates:
            return dict(zip(self.keys, range(len(self.keys)), strict=True))
        place, count = self.templates.index(template), len(self.templates)
        found = {}
        for head, number in self.heads.items():
            counts = self.counts[number * count : (number + 1) * count]
            first = self.starts[number] + sum(counts[:place])
            for row in range(first, first + counts[place]):
                last = self.keys[row]
                found[f"{head} {last}" if last else head] = row
        return found

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


class Drawn(Sequence[str]):
    """Values drawn from a list by their numbers; a slice is a list of them."""

    def __init__(self, values: Sequence[str], numbers: Sequence[int]) -> None:
        self._values, self._numbers = values, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return list(map(self._values.__getitem__, self._numbers[index]))
        return self._values[self._numbers[index]]


def load(filename: str) -> Parameters:
    """Read a parameter file of the package's ``data`` folder.

    Raises :class:`quotelib.errors.ParameterError` if it is missing or not intact.
    """
    try:
        content = read_bytes(filename)
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
    with collection_paused():
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
    sizes = [size for *_, size in (*header["payloads"], header["values"], *header["tables"])]
    if min(sizes, default=0) < 0 or sum(sizes) != len(body):
        raise ValueError("its parts do not add up to its length")
    starts = accumulate(sizes, initial=0)
    parts = (body[start : start + size] for start, size in zip(starts, sizes, strict=False))
    payloads = {name: json.loads(next(parts)) for name, _ in header["payloads"]}
    values = list(map(sys.intern, _lines(next(parts), header["values"][0])))
    return Parameters(
        name=header["name"],
        labels=tuple(header["labels"]),
        step=header["step"],
        settings=header["settings"],
        provenance=header["provenance"],
        payloads=payloads,
        tables={
            template: table
            for templates, head, rows, columns, heads, _ in header["tables"]
            for table in [
                _headed_table(next(parts), templates, rows, columns, heads, values)
                if head
                else _table(next(parts), rows, columns)
            ]
            for template in templates
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


def _table(part: bytes, rows: int, columns: int) -> Table:
    text, weights = _split(part, rows * columns)
    return Table(keys=_lines(text, rows), columns=columns, weights=weights)


def _split(part: bytes, weights: int) -> tuple[bytes, bytes]:
    start = len(part) - weights
    if start < 0:
        raise ValueError("a table is shorter than its rows")
    return part[:start], part[start:]


def _headed_table(
    part: bytes,
    templates: Sequence[str],
    rows: int,
    columns: int,
    heads: int,
    values: Sequence[str],
) -> Table:
    text, weights = _split(part, rows * columns)
    heads_start = 4 * heads * len(templates)
    counts = numbers_of("I", text[:heads_start])
    starts = array("I", accumulate(_row_sums(counts, len(templates)), initial=0))
    if len(counts) != heads * len(templates) or starts[-1] != rows:
        raise ValueError("the heads of a table do not add up to its rows")
    numbers_start = len(text) - 2 * rows
    planes = text[numbers_start:]
    low, high = planes[:rows], planes[rows:]
    if not _all_below(len(values), low, high):
        raise ValueError("a table has a key that is no value")
    numbers = bytearray(2 * rows)
    numbers[::2], numbers[1::2] = low, high
    lines = _lines(text[heads_start:numbers_start], heads)
    return Table(
        keys=Drawn(values, numbers_of("H", numbers)),
        columns=columns,
        weights=weights,
        templates=tuple(templates),
        heads=dict(zip(lines, range(heads), strict=True)),
        starts=starts,
        counts=counts,
    )


def _all_below(limit: int, low: bytes, high: bytes) -> bool:
    """Tell whether all numbers are below a limit, by their low and high bytes.

    Without a loop over them, which would take as long as decompressing the file.
    """
    high_end, low_end = divmod(limit, 256)
    beyond, level = (
        high.translate(bytes([byte > high_end for byte in range(256)])),
        high.translate(bytes([byte == high_end for byte in range(256)])),
    )
    above = low.translate(bytes([byte >= low_end for byte in range(256)]))
    both = int.from_bytes(level, "little") & int.from_bytes(above, "little")
    return b"\1" not in beyond and not both


def _row_sums(counts: "array[int]", columns: int) -> "array[int]":
    """Give the sum of each row of counts. All rows are added at once, as fields of one integer."""
    total = sum(
        int.from_bytes(counts[column::columns].tobytes(), sys.byteorder)
        for column in range(columns)
    )
    size = counts.itemsize * (len(counts) // columns)
    return array(counts.typecode, total.to_bytes(size, sys.byteorder))


@overload
def numbers_of(kind: Literal["H", "I", "Q"], cells: bytes | bytearray) -> "array[int]": ...
@overload
def numbers_of(kind: Literal["d"], cells: bytes | bytearray) -> "array[float]": ...
def numbers_of(kind: str, cells: bytes | bytearray) -> "array[Any]":
    """Read little-endian numbers of a kind of ``array``."""
    numbers = array(kind, cells)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _lines(text: bytes, count: int) -> list[str]:
    lines = text.decode("utf-8").split("\n")
    if len(lines) != count + 1 or lines.pop():
        raise ValueError("a table has too few or too many keys")
    return lines


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
