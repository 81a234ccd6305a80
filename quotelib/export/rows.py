"""Documents as flat rows, one per record of a table; the columns are in `columns`."""

from collections.abc import Iterator, Sequence

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
from quotelib.export.contexts import Context, Documents, pairs_of

Row = dict[str, object]
"""The cells of one row by the names of their columns, in the columns' order."""


def to_rows(documents: Documents, table: TableName = "quotations") -> list[Row]:
    """One row per record of the table, in the order of the documents and their records.

    Args:
        documents: One document, many, or pairs of a document and its context, whose columns stand
            first in every row, as they are.
        table: Which records.

    Raises:
        ParameterError: there is no such table, or a context has the name of one of its columns.
    """
    fields_of(table)
    return [
        row for document, context in pairs_of(documents) for row in rows(document, table, context)
    ]


def rows(document: Document, table: TableName, context: Context) -> Iterator[Row]:
    """The rows of one document; errors as in `to_rows`."""
    check_names(context, table)
    for cells in _cells(document, table):
        yield {**context, **cells}


def _cells(document: Document, table: TableName) -> Iterator[Row]:
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
