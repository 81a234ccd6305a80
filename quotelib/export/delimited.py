"""Documents as CSV for spreadsheets: RFC 4180, in UTF-8 with a byte order mark, formulas made inert.

A spreadsheet would run a cell that begins with one of certain characters (CWE-1236, "CSV injection";
OWASP lists them), and, where its locale makes it split at semicolons or tabs, also what follows one of
these. Such a place gets an apostrophe, which spreadsheets read as "this is text". For a table that is
to be read back exactly, take JSON Lines or Parquet.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotelib.errors import ParameterError
from quotelib.export.columns import TableName, fields_of
from quotelib.export.contexts import Context, Documents, pairs_of
from quotelib.export.jsonl import opened
from quotelib.export.rows import rows

_FORMULA = re.compile('(\\A(?=[\t\r\n])|(?:\\A|[;\t\r\n])"*(?=[-=+@＝＋－＠]))')
"""Where a formula could begin. The wide signs begin one in Japanese, Chinese and Korean settings."""

_BYTE_ORDER_MARK = "\ufeff"


def write_csv(documents: Documents, path: str | Path, table: TableName = "quotations") -> int:
    """Write the rows of a table as they come, compressed if the name ends in ``.gz``.

    The columns that contexts bring along are those of the first document. Gives the number of rows.

    Raises:
        OSError: the file cannot be written.
        ParameterError: there is no such table, a context has the name of one of its columns, or a
            later context has a column that the first has not.
    """
    count = -1
    with opened(path, "w") as file:
        for line in csv_lines(documents, table):
            file.write(line)
            count += 1
    return count


def csv_lines(documents: Documents, table: TableName = "quotations") -> Iterator[bytes]:
    """The header and then a line for each row, as bytes with their line ends.

    Raises:
        ParameterError: as `write_csv`.
    """
    ours = [field.name for field in fields_of(table)]
    names: list[str] | None = None
    for document, context in pairs_of(documents):
        if names is None:
            names = [*context, *ours]
            yield _line(names, mark=True)
        _check(context, names)
        for row in rows(document, table, context):
            yield _line(row.get(name) for name in names)
    if names is None:
        yield _line(ours, mark=True)


def _check(context: Context, names: list[str]) -> None:
    for name in context:
        if name not in names:
            raise ParameterError(
                f"the column {name!r} comes too late: give it to the first document too, as None"
            )


def _line(cells: Iterable[object], *, mark: bool = False) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([_inert(cell) for cell in cells])
    text = (_BYTE_ORDER_MARK if mark else "") + buffer.getvalue()
    return text.encode("utf-8", "surrogatepass")


def _inert(cell: object) -> object:
    """The cell, unable to be a formula; numbers are none."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        # Spreadsheets end a cell at a NUL, and Python's csv knew none before 3.11.
        return _FORMULA.sub(r"\1'", cell.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    return cell
