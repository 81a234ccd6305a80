"""Documents as flat rows, one per record of a table; the columns are in `columns`."""

from collections.abc import Iterator, Mapping, Sequence

from quotelib.document import Document
from quotelib.export.columns import (
    DEVICES,
    FRAMES,
    QUOTATIONS,
    SPEAKERS,
    Column,
    Entry,
    Record,
    TableName,
    check_names,
    fields_of,
)

Row = dict[str, object]
"""The cells of one row by the names of their columns, in the columns' order."""


def to_rows(
    document: Document,
    table: TableName = "quotations",
    context: Mapping[str, object] | None = None,
) -> list[Row]:
    """One row per record of the table, in the document's order.

    Args:
        document: What to tell of.
        table: Which of its records.
        context: Columns of your own, such as an identifier and a date: they stand first in every
            row, as they are.

    Raises:
        ParameterError: there is no such table, or the context has the name of one of its columns.
    """
    fields_of(table)
    context = context or {}
    check_names(context, table)
    return [{**context, **row} for row in _rows(document, table)]


def _rows(document: Document, table: TableName) -> Iterator[Row]:
    if table == "quotations":
        return _filled(document, document.quotations, QUOTATIONS)
    if table == "frames":
        return _filled(document, document.frames, FRAMES)
    if table == "devices":
        return _filled(document, document.devices, DEVICES)
    return _filled(document, document.speakers, SPEAKERS)


def _filled(
    document: Document, records: Sequence[Record], columns: Sequence[Column[Record]]
) -> Iterator[Row]:
    speaker_indices = {id(speaker): index for index, speaker in enumerate(document.speakers)}
    for index, record in enumerate(records):
        entry = Entry(index, record, document, speaker_indices)
        yield {column.name: column.value(entry) for column in columns}
