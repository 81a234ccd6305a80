"""How the weights of a feature for all labels stand in one number, so that one addition adds them all.

Each label has a *field* of the number, and fields may be negative: a sum is exact whatever their signs as long as
every label's total fits its field. What adds half of its range to each field makes them all positive, so that
they can be cut out. Two kinds of numbers are at hand:

- *Integers* (:class:`IntegerRows`) hold any number of fields.
- *Doubles* (:class:`DoubleRows`) hold three, in the 52 bits of the mantissa: enough for four labels, since only
  differences between labels count, so that the first one's weight can be taken from the others'. Two
  doubles are added in less than half the time of two integers that are longer than a machine's digit, and the
  fields of many sums are cut out all at once, since they lie in memory as they are.
"""

from collections.abc import Callable, Sequence
from operator import sub
from struct import pack, unpack
from typing import Generic, Protocol, TypeVar

import attrs

from quotelib.learning.parameters import Table, numbers_of

FIELD_BITS = 16
"""Width of a label's field: a hundred weights, or differences of two, of a signed byte stay below 2 ** 15."""

LABELS_IN_DOUBLES = 4

_WORD = 8
"""Bytes of a machine word, in which rows are cut out of the cells."""

_WORD_BITS = 8 * _WORD

_MOST_WORDS = 2
"""Words up to which a row is put together from them."""

_RAISED = bytes((byte + 128) % 256 for byte in range(256))
"""Translation of a signed byte to the unsigned byte 128 above it."""

Number = TypeVar("Number", int, float)


class Rows(Protocol[Number]):
    """The packed weights of a table's features: a slice of it is a list of numbers, a row each."""

    def __getitem__(self, rows: slice) -> list[Number]: ...

    def row(self, index: int) -> Number:
        """Give the packed weights of the feature in row ``index``."""
        ...


@attrs.frozen(eq=False)
class Packing(Generic[Number]):
    """A kind of numbers to pack weights in."""

    zero: Number
    """What packs nothing but zeros."""
    rows: Callable[[Table], Rows[Number]]


def by_feature(table: Table, template: str, rows: Rows[Number]) -> dict[str, Number]:
    """Give each feature of a template its weights, packed."""
    packed = rows[:]
    if not table.templates:
        return dict(zip(table.keys, packed, strict=True))
    return {feature: packed[row] for feature, row in table.rows_of(template).items()}


def _cells(table: Table, bits: int, row_size: int) -> bytearray:
    """Lay the columns of a table out as little-endian fields side by side, ``row_size`` bytes a row.

    Signed bytes stand in the fields with 128 added: so no field borrows from the next.
    """
    width, rows = bits // 8, len(table.keys)
    cells = bytearray(rows * row_size)
    for column in range(table.columns):
        weights = table.weights[column * rows : (column + 1) * rows]
        cells[column * width :: row_size] = weights.translate(_RAISED)
    return cells


# -------------------------------------------------------------------------------------- integers


class IntegerRows:
    """Weights as integers, ``sum(weight << bits * column)``; ``bits`` is a multiple of 8.

    Rows are cut out of machine words, and the 128 that is added to each field is taken off again as a whole.
    """

    def __init__(self, table: Table, bits: int = FIELD_BITS) -> None:
        self._words_in_row = -(-table.columns * bits // 8 // _WORD)
        cells = _cells(table, bits, self._words_in_row * _WORD)
        self._offset = sum(128 << (bits * column) for column in range(table.columns))
        self._rows = len(table.keys)
        self._cells = bytes(cells) if self._words_in_row > _MOST_WORDS else numbers_of("Q", cells)

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
        return [low + (high << _WORD_BITS) - offset for low, high in pairs]

    def row(self, index: int) -> int:
        """Give the packed weights of the feature in row ``index``."""
        size, cells = self._words_in_row, self._cells
        if isinstance(cells, bytes):
            start = index * size * _WORD
            return int.from_bytes(cells[start : start + size * _WORD], "little") - self._offset
        if size == 1:
            return cells[index] - self._offset
        low = 2 * index
        return cells[low] + (cells[low + 1] << _WORD_BITS) - self._offset


INTEGERS = Packing(0, IntegerRows)


def fields_offset(columns: int, bits: int = FIELD_BITS) -> int:
    """Give the integer whose every field is half of what a field can hold.

    Added to a sum of packed weights it makes all fields positive: they can then be cut out by
    shifting or through ``to_bytes``, and compare as the totals do.
    """
    return sum(1 << (bits * column + bits - 1) for column in range(columns))


def fields_of_integers(sums: Sequence[int], offset: int, columns: int) -> tuple[int, ...]:
    """Give the fields of sums, all those of a sum before those of the next, with ``offset`` added to each sum."""
    size = columns * FIELD_BITS // 8
    cells = b"".join([(total + offset).to_bytes(size, "little") for total in sums])
    return unpack(f"<{columns * len(sums)}H", cells)


# --------------------------------------------------------------------------------------- doubles


class DoubleRows:
    """Weights of four labels as doubles: the sum of ``(weight - first weight) << bits * (column - 1)``.

    The weights of the other labels lie in memory as a double does whose lowest bits they are; what is to be
    taken off it is one of 256 doubles, by the first label's weight.

    Raises:
        ValueError: The table has not four columns.
    """

    def __init__(self, table: Table) -> None:
        if table.columns != LABELS_IN_DOUBLES:
            raise ValueError(f"doubles hold {LABELS_IN_DOUBLES} labels, and not {table.columns}")
        rows = len(table.keys)
        raised = table.weights.translate(_RAISED)
        self._first, others = raised[:rows], raised[rows:]
        cells = bytearray(pack("<d", _ALIGNED) * rows)
        for column in range(LABELS_IN_DOUBLES - 1):
            cells[column * _FIELD :: _WORD] = others[column * rows : (column + 1) * rows]
        self._others = numbers_of("d", cells)

    def __getitem__(self, rows: slice) -> list[float]:
        return list(map(sub, self._others[rows], map(_OF_FIRST.__getitem__, self._first[rows])))

    def row(self, index: int) -> float:
        """Give the packed weights of the feature in row ``index``."""
        return self._others[index] - _OF_FIRST[self._first[index]]


DOUBLES = Packing(0.0, DoubleRows)

_FIELD = FIELD_BITS // 8
"""Bytes of a field."""

_ALIGNED = 1 << 52
"""From here up to its double, neighbouring doubles are one apart: the lowest bits of such a number are an integer."""

_ONES = sum(1 << FIELD_BITS * column for column in range(LABELS_IN_DOUBLES - 1))
_OF_FIRST = [float(_ALIGNED + weight * _ONES) for weight in range(256)]
"""What is taken off the other labels' weights by the first label's, all of them raised."""


def doubles_offset(bias: Sequence[int]) -> float:
    """Give what makes all fields of a sum positive and lays them bare in memory; ``bias`` is of all four labels."""
    raised = fields_offset(LABELS_IN_DOUBLES - 1)
    for column, steps in enumerate(bias[1:]):
        raised += (steps - bias[0]) << FIELD_BITS * column
    return float(_ALIGNED + raised)


def fields_of_doubles(sums: Sequence[float], offset: float) -> list[tuple[int, ...]]:
    """Give the fields of sums, label by label from the second on; ``offset`` is of :func:`doubles_offset`."""
    cells = pack(f"<{len(sums)}d", *[total + offset for total in sums])
    fields = unpack(f"<{LABELS_IN_DOUBLES * len(sums)}H", cells)
    return [fields[column::LABELS_IN_DOUBLES] for column in range(LABELS_IN_DOUBLES - 1)]
