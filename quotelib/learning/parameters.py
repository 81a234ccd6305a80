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

In memory
---------
All weights of a feature are packed into one Python integer, ``sum(weight << bits * column)``, so
that adding two features adds all their columns at once. Fields may be negative: the sum is exact
whatever their signs as long as every column's total fits its field, and :func:`fields_offset` makes
all fields of a total positive before it is taken apart.
"""

import json
import sys
import threading
import zlib
from array import array
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, Generic, TypeVar, overload

import attrs

from quotelib.errors import ParameterError
from quotelib.learning.collection import collection_paused
from quotelib.package_data import read_bytes

SIGNATURE = b"quotelib parameters 3\n"

FIELD_BITS = 24
"""Default width of a packed field: room for the sum of 65,000 weights of one byte."""

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

    def packed(self, template: str, bits: int = FIELD_BITS) -> dict[str, int]:
        """Give each feature of a template its weights as one integer of ``columns`` fields of ``bits`` bits.

        ``bits`` is a multiple of 8; column 0 is the lowest field.
        """
        packed = PackedRows(self, bits)[:]
        if not self.templates:
            return dict(zip(self.keys, packed, strict=True))
        return {feature: packed[row] for feature, row in self.rows_of(template).items()}

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


class PackedRows:
    """The packed weights of a table's features: a slice of it is a list of integers, a row each.

    Columns are laid out once as little-endian fields side by side, then rows are cut out of machine words.
    Signed bytes stand in the fields with 128 added, which is taken off again as a whole: so
    the borrow of negative fields comes out right without a look at any single weight.
    """

    def __init__(self, table: Table, bits: int) -> None:
        width, rows = bits // 8, len(table.keys)
        self._words_in_row = -(-table.columns * width // _WORD)
        row_size = self._words_in_row * _WORD
        cells = bytearray(rows * row_size)
        for column in range(table.columns):
            weights = table.weights[column * rows : (column + 1) * rows]
            cells[column * width :: row_size] = weights.translate(_RAISED)
        self._offset = sum(128 << (bits * column) for column in range(table.columns))
        self._rows = rows
        self._cells = bytes(cells) if self._words_in_row > _MOST_WORDS else _numbers("Q", cells)

    def __getitem__(self, rows: slice) -> list[int]:
        first, end, _ = rows.indices(self._rows)
        size, offset, cells = self._words_in_row, self._offset, self._cells
        if isinstance(cells, bytes):
            length, from_bytes = size * _WORD, int.from_bytes
            return [
                from_bytes(cells[start : start + length], "little") - offset
                for start in range(first * length, end * length, length)
            ]
        words = cells[first * size : end * size]
        if size == 1:
            return [word - offset for word in words]
        pairs = zip(words[::2], words[1::2], strict=True)
        return [low + (high << 8 * _WORD) - offset for low, high in pairs]

    def row(self, index: int) -> int:
        """Give the packed weights of the feature in row ``index``."""
        size, cells = self._words_in_row, self._cells
        if isinstance(cells, bytes):
            start = index * size * _WORD
            return int.from_bytes(cells[start : start + size * _WORD], "little") - self._offset
        if size == 1:
            return cells[index] - self._offset
        return cells[2 * index] + (cells[2 * index + 1] << 8 * _WORD) - self._offset


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


_WORD = 8
"""Bytes of a machine word, in which rows are cut out of the cells."""

_MOST_WORDS = 2
"""Words up to which a row is put together from them."""

_RAISED = bytes((byte + 128) % 256 for byte in range(256))
"""Translation of a signed byte to the unsigned byte 128 above it."""


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
    counts = _numbers("I", text[:heads_start])
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
        keys=Drawn(values, _numbers("H", numbers)),
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


def _numbers(kind: str, cells: bytes | bytearray) -> "array[int]":
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
