"""Texts in Spark data frames (the extra ``spark``).

Example::

    from quotelib.integrations import spark as quotes

    articles = session.read.parquet("s3://archive/articles")  # columns id, date, text
    quotes.extract(articles, "quotations", text="text").write.parquet("s3://archive/quotations")

`extract` maps a `TableExtractor` over the partitions by ``mapInArrow``. `map_in_arrow` and
`map_in_pandas` give the functions themselves, and `schema` their schema, for those who call Spark's
methods with options of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from quotelib.export.columns import ColumnType
from quotelib.export.schema import TYPES
from quotelib.extractor import Extractor
from quotelib.integrations.tabular import JSON, AnyTable, TableExtractor, kept_columns

if TYPE_CHECKING:
    import pandas
    import pyarrow
    from pyspark.sql import DataFrame


def extract(
    frame: "DataFrame",
    table: AnyTable = "quotations",
    *,
    text: str = "text",
    keep: Sequence[str] | None = None,
    extractor: Extractor | None = None,
) -> "DataFrame":
    """What is found in a data frame of texts, as a data frame.

    Args:
        frame: A data frame with a column of texts.
        table: Which records: "quotations", "frames", "devices", "speakers"; or "documents", one
            row a text with everything as JSON, which `records` makes the other tables from.
        text: The column of texts.
        keep: The columns to keep, repeated for every row of their text; by default, all but the
            texts.
        extractor: What reads the texts; the default one if None.

    Raises:
        ParameterError: there is no such table or column, or a column to keep has the name of one
            of the table's.
    """
    kept = kept_columns(frame.columns, text, keep)
    made = TableExtractor(table=table, text=text, keep=kept, extractor=extractor)
    return _mapped(frame, made)


def records(
    documents: "DataFrame", table: AnyTable = "quotations", *, keep: Sequence[str] | None = None
) -> "DataFrame":
    """The rows of one table of what `extract` gave as "documents"; no text is read again.

    A document that failed there has its error here, too.

    Args:
        documents: What ``extract(frame, "documents")`` gave.
        table: Which records.
        keep: The columns to keep; by default, all that are not ours.

    Raises:
        ParameterError: as in `extract`.
    """
    kept = kept_columns([name for name in documents.columns if name != "error"], JSON.name, keep)
    made = TableExtractor(table=table, text=JSON.name, keep=kept, from_documents=True)
    failed = documents[JSON.name].isNull()
    found = _mapped(documents.where(~failed), made)
    return found.unionByName(
        documents.where(failed).select(*kept, "error"), allowMissingColumns=True
    )


def map_in_arrow(
    table: AnyTable = "quotations",
    *,
    text: str = "text",
    keep: Sequence[str] = (),
    extractor: Extractor | None = None,
) -> "Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]":
    """A function for ``DataFrame.mapInArrow``; options as in `extract`, its schema is `schema`'s."""
    made = TableExtractor(table=table, text=text, keep=keep, extractor=extractor)
    return made.each_arrow


def map_in_pandas(
    table: AnyTable = "quotations",
    *,
    text: str = "text",
    keep: Sequence[str] = (),
    extractor: Extractor | None = None,
) -> "Callable[[Iterable[pandas.DataFrame]], Iterator[pandas.DataFrame]]":
    """A function for ``DataFrame.mapInPandas``; options as in `extract`, its schema is `schema`'s."""
    made = TableExtractor(table=table, text=text, keep=keep, extractor=extractor)
    return made.each_pandas


def schema(table: AnyTable = "quotations", keep: Mapping[str, ColumnType] | None = None) -> str:
    """The schema of what the functions give, in Spark's data definition language.

    All columns may be null, for a text that failed has a row that holds its error.

    Args:
        table: Which records.
        keep: The columns that are kept, with their types, in order.

    Raises:
        ParameterError: there is no such table, or a column to keep has the name of one of its.
    """
    keep = keep or {}
    fields = TableExtractor(table=table, keep=[*keep]).fields
    columns = {**keep, **{field.name: field.type for field in fields}}
    return ", ".join(f"{_quoted(name)} {TYPES[kind].spark}" for name, kind in columns.items())


def _mapped(frame: "DataFrame", made: TableExtractor) -> "DataFrame":
    """The frame's texts read; no column but those that are needed goes to the workers.

    Meanwhile columns have plain names, for mapInArrow does not take every name that Spark does.
    """
    from pyspark.sql.types import StructField, StructType

    kept = [f"kept_{number}" for number in range(len(made.keep))]
    plain = attrs.evolve(made, text="read", keep=kept)
    chosen = frame.select(
        *(frame[_quoted(name)].alias(new) for name, new in zip(made.keep, kept, strict=True)),
        frame[_quoted(made.text)].alias(plain.text),
    )
    ours = frame.sparkSession.createDataFrame([], schema(made.table)).schema.fields
    brought = [StructField(name, chosen.schema[name].dataType) for name in kept]
    found = chosen.mapInArrow(plain.each_arrow, StructType([*brought, *ours]))
    return found.toDF(*made.keep, *(field.name for field in ours))


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
