"""Packed weights: doubles hold what labels differ by, and fields come out again (integers: see test_parameters)."""

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.learning.packing import (
    DoubleRows,
    IntegerRows,
    by_feature,
    doubles_offset,
    fields_of_doubles,
    fields_of_integers,
    fields_offset,
)
from quotelib.learning.parameters import Table

HALF = 1 << 15
"""What is added to each field before it is cut out."""


def table_of(rows: Sequence[Sequence[int]], columns: int) -> Table:
    """A table without heads whose features are numbered."""
    weights = array("b", [row[column] for column in range(columns) for row in rows])
    return Table([f"f{number}" for number in range(len(rows))], columns, weights.tobytes())


@st.composite
def tables(draw: st.DrawFn, columns: st.SearchStrategy[int]) -> tuple[list[list[int]], Table]:
    """Rows of weights, and the table that holds them."""
    count = draw(columns)
    row = st.lists(st.integers(-127, 127), min_size=count, max_size=count)
    rows = draw(st.lists(row, max_size=80))
    return rows, table_of(rows, count)


def totals(rows: Sequence[Sequence[int]], columns: int) -> list[int]:
    """The sum of each column."""
    return [sum(row[column] for row in rows) for column in range(columns)]


@given(tables(st.integers(1, 20)))
def test_fields_of_integers(source: tuple[list[list[int]], Table]) -> None:
    """The fields of many sums are cut out in their order."""
    rows, table = source
    fields = fields_of_integers(IntegerRows(table)[:], fields_offset(table.columns), table.columns)
    assert list(fields) == [weight + HALF for row in rows for weight in row]


@given(tables(st.just(4)), st.lists(st.integers(-900, 900), min_size=4, max_size=4))
def test_doubles_hold_what_the_labels_differ_by(
    source: tuple[list[list[int]], Table], bias: list[int]
) -> None:
    """The sum of all rows holds for each label but the first by how much its sum exceeds the first's."""
    rows, table = source
    expected = [total + added for total, added in zip(totals(rows, 4), bias, strict=True)]
    fields = fields_of_doubles([sum(DoubleRows(table)[:], 0.0), 0.0], doubles_offset(bias))
    assert fields == [
        (expected[label] - expected[0] + HALF, bias[label] - bias[0] + HALF) for label in (1, 2, 3)
    ]


def test_doubles_hold_the_largest_sums() -> None:
    """A hundred weights that differ as far as they can, in either direction, stay in their fields."""
    rows = [[-127, 127, -127, 127], [127, -127, 127, -127]]
    largest, smallest = [64 * row for row in DoubleRows(table_of(rows, 4))[:]]
    fields = fields_of_doubles([largest, smallest], doubles_offset([0, 0, 0, 0]))
    assert fields == [
        (HALF + 64 * 254, HALF - 64 * 254), (HALF, HALF), (HALF + 64 * 254, HALF - 64 * 254)
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [3, 5])
def test_doubles_hold_four_labels(columns: int) -> None:
    """Fewer or more are an error, and not silently cut."""
    with pytest.raises(ValueError, match=f"4 labels, and not {columns}"):
        DoubleRows(table_of([[1] * columns], columns))


@given(tables(st.just(4)))
def test_single_rows_are_those_of_the_whole(source: tuple[list[list[int]], Table]) -> None:
    """A row of doubles that is asked for by itself is the one that the whole table holds."""
    rows, table = source
    packed = DoubleRows(table)
    assert [packed.row(number) for number in range(len(rows))] == packed[:]


def test_by_feature() -> None:
    """In a table with heads a feature is its head and what follows, of the template that is asked for."""
    table = Table(
        ["", "boat", "hat"], 1, bytes([1, 2, 3]), ("word", "word next"), {"a": 0}, [0, 3], [1, 2]
    )
    rows = IntegerRows(table)
    assert by_feature(table, "word", rows) == {"a": 1}
    assert by_feature(table, "word next", rows) == {"a boat": 2, "a hat": 3}
    assert by_feature(table_of([[7]], 1), "any", IntegerRows(table_of([[7]], 1))) == {"f0": 7}
