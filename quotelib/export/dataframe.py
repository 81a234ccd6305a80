"""Documents as pandas data frames (the extra ``pandas``)."""

from typing import TYPE_CHECKING

from quotelib.errors import MissingExtraError
from quotelib.export.columns import TableName
from quotelib.export.contexts import Documents
from quotelib.export.schema import TYPES
from quotelib.export.tables import to_table

if TYPE_CHECKING:
    import pandas


def to_dataframe(documents: Documents, table: TableName = "quotations") -> "pandas.DataFrame":
    """One row per record; every column has its type even if there is no row.

    Args:
        documents: One document, many, or pairs of a document and its context, whose columns come
            first. Dates become ``datetime64``.
        table: Which records.

    Raises:
        MissingExtraError: pandas is not installed.
        ParameterError: there is no such table, or a context has the name of one of its columns.
    """
    found = to_table(documents, table)
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError.of("pandas", "pandas", "to_dataframe()") from error
    frame: pandas.DataFrame = pandas.DataFrame(
        {
            name: pandas.Series(cells, dtype=None if kind is None else TYPES[kind].pandas)
            for (name, kind), cells in zip(found.types.items(), found.cells.values(), strict=True)
        }
    )
    return frame
