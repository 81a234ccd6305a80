"""Texts in Dask data frames (the extra ``dask``).

Example::

    import dask.dataframe
    from quotelib.integrations import dask as quotes

    articles = dask.dataframe.read_parquet("articles/")  # columns id, text
    quotes.extract(articles, "frames", keep=["id"]).to_parquet("frames/")
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from quotelib.extractor import Extractor
from quotelib.integrations.tabular import AnyTable, TableExtractor, kept_columns

if TYPE_CHECKING:
    from dask.dataframe import DataFrame


def extract(
    frame: "DataFrame",
    table: AnyTable = "quotations",
    *,
    text: str = "text",
    keep: Sequence[str] | None = None,
    extractor: Extractor | None = None,
) -> "DataFrame":
    """What is found in a Dask data frame of texts, as a Dask data frame with the same partitions.

    Reading texts is work for the processor and holds Python's lock: use a scheduler of processes
    (``dask.distributed`` or ``scheduler="processes"``). A row has the index of its text.

    Args:
        frame: A data frame with a column of texts.
        table: Which records: "quotations", "frames", "devices", "speakers"; or "documents", one
            row a text with everything as JSON.
        text: The column of texts.
        keep: The columns to keep, repeated for every row of their text; by default, all but the
            texts.
        extractor: What reads the texts; the default one if None.

    Raises:
        ParameterError: there is no such table or column, or a column to keep has the name of one
            of the table's.
    """
    kept = kept_columns(list(frame.columns), text, keep)
    made = TableExtractor(table=table, text=text, keep=kept, extractor=extractor)
    # Dask asks what a function gives for an empty frame: ours gives an empty frame of the right types.
    untyped = cast("Any", frame)
    found: DataFrame = untyped.map_partitions(made.of_pandas, meta=made.of_pandas(untyped._meta))
    return found
