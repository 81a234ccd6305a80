"""Documents as a table of columns, with the types of all of them: what pandas and Arrow are made from.

Our own columns have the types of the schema. The user's have the type that all their values share;
it is read from every document's context, so that it is there even where no document has a record.
"""

from collections.abc import Iterable
from datetime import date, datetime
from numbers import Integral, Real

import attrs

from quotelib.export.columns import ColumnType, TableName, fields_of
from quotelib.export.contexts import Context, Documents, pairs_of
from quotelib.export.rows import Row, rows


@attrs.frozen
class Table:
    """Columns by name, in order: their types, and their cells from top to bottom.

    Attributes:
        types: The type of each column; None for a user's column that has values of several types, or
            of one that the schema does not know.
        cells: As many for each column as the table has rows.
    """

    types: dict[str, ColumnType | None]
    cells: dict[str, list[object]]


def to_table(documents: Documents, table: TableName) -> Table:
    """One row per record, in the order of the documents and their records.

    A column that only some contexts have is None in the rows of the others.

    Raises:
        ParameterError: there is no such table, or a context has the name of one of its columns.
    """
    ours = {field.name: field.type for field in fields_of(table)}
    contexts: list[Context] = []
    found: list[Row] = []
    for document, context in pairs_of(documents):
        contexts.append(context)
        found.extend(rows(document, table, context))
    brought = dict.fromkeys(name for context in contexts for name in context)
    types: dict[str, ColumnType | None] = {
        name: type_of(context.get(name) for context in contexts) for name in brought
    }
    types.update(ours)
    cells = {name: [_cell(row.get(name)) for row in found] for name in types}
    return Table(types, cells)


def type_of(values: Iterable[object]) -> ColumnType | None:
    """The type that all `values` share but for those that are missing; None if there is none.

    Whole numbers among others are numbers; a column without values is one of strings.
    """
    types = {_type(value) for value in values if not is_missing(value)}
    if types == {"integer", "number"}:
        return "number"
    if not types:
        return "string"
    return types.pop() if len(types) == 1 else None


def _type(value: object) -> ColumnType | None:
    # The order matters: a bool is an Integral, and a datetime is a date.
    if isinstance(value, str):
        return "string"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, Integral):
        return "integer"
    if isinstance(value, Real):
        return "number"
    if isinstance(value, datetime):
        return "timestamp" if value.tzinfo is None else None
    return "date" if isinstance(value, date) else None


def is_missing(value: object) -> bool:
    """Whether the value is None, or not a number (pandas puts NaN and NaT where a value is missing)."""
    return value is None or (isinstance(value, (float, date)) and value != value)  # noqa: PLR0124


def _cell(value: object) -> object:
    return None if is_missing(value) else value
