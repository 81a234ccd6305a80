"""Documents as pandas data frames (the extra ``pandas``)."""

from typing import TYPE_CHECKING

from quotelib.document import Document
from quotelib.errors import MissingExtraError
from quotelib.export.columns import TableName
from quotelib.export.rows import to_rows
from quotelib.export.schema import pandas_types

if TYPE_CHECKING:
    import pandas


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
    types = pandas_types(table)
    typed: pandas.DataFrame = pandas.DataFrame(rows, columns=list(types)).astype(types)
    return typed
