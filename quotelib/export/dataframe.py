"""Documents as pandas data frames (the extra ``pandas``)."""

from typing import TYPE_CHECKING

from quotelib.document import Document
from quotelib.errors import MissingExtraError
from quotelib.export.rows import TABLES, TableName, to_rows

if TYPE_CHECKING:
    import pandas

DTYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}
"""pandas types that can hold a missing value, so that an empty table has the same types as any."""


def to_dataframe(document: Document, table: TableName = "quotations") -> "pandas.DataFrame":
    """The rows of one table, with the types of its schema.

    Raises:
        MissingExtraError: pandas is not installed.
        ParameterError: there is no such table.
    """
    rows = to_rows(document, table)
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError.of("pandas", "pandas", "to_dataframe()") from error
    columns = TABLES[table]
    frame = pandas.DataFrame(rows, columns=[column.name for column in columns])
    typed: pandas.DataFrame = frame.astype({column.name: DTYPES[column.type] for column in columns})
    return typed
