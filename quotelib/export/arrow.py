"""Documents as Arrow tables and Parquet files (the extra ``arrow``)."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from quotelib.errors import ParameterError
from quotelib.export.columns import ColumnType, TableName
from quotelib.export.contexts import Documents, Pair, pairs_of
from quotelib.export.schema import TYPES, arrow_schema
from quotelib.export.tables import Table, to_table

if TYPE_CHECKING:
    import pyarrow

_SURROGATE = re.compile("[\ud800-\udfff]")

DOCUMENTS_PER_ROW_GROUP = 2_000
"""Documents whose rows are written at once: some 20,000 rows of news, so that groups are worth
scanning by themselves and memory stays small."""


def to_arrow(documents: Documents, table: TableName = "quotations") -> "pyarrow.Table":
    """One row per record, with the schema of `schema.arrow_schema` even if there is no row.

    What reads Arrow reads it without a copy: polars (``polars.from_arrow``), DuckDB (by the name of
    the variable), pandas.

    Args:
        documents: One document, many, or pairs of a document and its context, whose columns come
            first.
        table: Which records.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ParameterError: there is no such table, a context has the name of one of its columns, or
            Arrow has no type for its values.
    """
    found = to_table(documents, table)
    return _arrow(found, _schema(found, table))


def write_parquet(documents: Documents, path: str | Path, table: TableName = "quotations") -> int:
    """Write the rows of a table as they come; gives their number.

    The columns that contexts bring along, and their types, are those of the first
    `DOCUMENTS_PER_ROW_GROUP` documents.

    Raises:
        MissingExtraError: pyarrow is not installed.
        OSError: the file cannot be written.
        ParameterError: as `to_arrow`, or a later context does not fit the first ones.
    """
    pairs = pairs_of(documents)
    first = to_table(_some(pairs), table)
    schema = _schema(first, table)
    from pyarrow import parquet

    count = 0
    with parquet.ParquetWriter(str(path), schema) as writer:
        while True:
            group = _arrow(first, schema)
            writer.write_table(group)
            count += int(group.num_rows)
            batch = _some(pairs)
            if not batch:
                return count
            first = to_table(batch, table)


def _some(pairs: Iterator[Pair]) -> list[Pair]:
    return list(islice(pairs, DOCUMENTS_PER_ROW_GROUP))


def _schema(found: Table, table: TableName) -> "pyarrow.Schema":
    """The schema of the table, the user's columns typed by their values."""
    ours = arrow_schema(table)
    import pyarrow

    own = [
        pyarrow.field(name, _own_type(name, kind, found.cells[name]))
        for name, kind in found.types.items()
        if name not in ours.names
    ]
    return pyarrow.schema([*own, *ours])


def _own_type(name: str, kind: ColumnType | None, cells: list[object]) -> "pyarrow.DataType":
    import pyarrow

    if kind is not None:
        return pyarrow.type_for_alias(TYPES[kind].arrow)
    try:
        return pyarrow.infer_type(cells)
    except pyarrow.ArrowException as error:
        raise ParameterError(
            f"the column {name!r} has values that Arrow has no common type for ({error}): make them"
            " of one type first, for example str"
        ) from error


def _arrow(found: Table, schema: "pyarrow.Schema") -> "pyarrow.Table":
    import pyarrow

    unknown = [name for name in found.cells if name not in schema.names]
    if unknown:
        raise ParameterError(
            f"the column {unknown[0]!r} comes too late: give it to the first documents too, as None"
        )
    height = len(next(iter(found.cells.values())))
    arrays = [_array(found.cells.get(field.name, [None] * height), field) for field in schema]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _array(cells: list[object], field: "pyarrow.Field") -> "pyarrow.Array":
    import pyarrow

    try:
        return pyarrow.array(cells, type=field.type)
    except UnicodeEncodeError:
        # Arrow's strings are UTF-8, which has no lone surrogates; a broken text must not stop others.
        return pyarrow.array([_encodable(cell) for cell in cells], type=field.type)
    except (pyarrow.ArrowException, OverflowError) as error:
        raise ParameterError(
            f"the column {field.name!r} is of type {field.type}, and not all of its values are:"
            f" {error}"
        ) from error


def _encodable(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", cell)
