"""From a table of texts to a table of what was found in them: what Spark, Dask and Ray map.

A `TableExtractor` is a small picklable value. It takes a pandas data frame or an Arrow batch (or
table) with a column of texts and gives one of the same kind: the columns that you keep (repeated for
every row of their text), the columns of one of quotelib's tables, and ``error``. A text without
records has no row. A text that fails (None, say, or bytes) has one row that holds its error and
nothing else of ours, so that it is neither lost nor stops the others.

The models are loaded when a process reads its first text, and shared by all that this process does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

import attrs

from quotelib.document import Document
from quotelib.errors import ParameterError
from quotelib.export.columns import ColumnType, Field, TableName, fields_of
from quotelib.export.plain import from_json
from quotelib.export.rows import rows
from quotelib.export.schema import TYPES
from quotelib.export.tables import is_missing
from quotelib.extractor import Extractor, extract
from quotelib.streaming import stream

if TYPE_CHECKING:
    import pandas
    import pyarrow

ArrowData = TypeVar("ArrowData", "pyarrow.RecordBatch", "pyarrow.Table")

DOCUMENTS: Literal["documents"] = "documents"
"""The table with one row for each text: everything that was found in it, as JSON."""

AnyTable = TableName | Literal["documents"]

ERROR = Field("error", "string", nullable=True, description="why the text has no records")
JSON = Field("document", "string", nullable=True, description="Document.to_json() of the text")

TEXTS_PER_BATCH = 256
"""Texts whose rows are held at once: enough that a batch costs nothing beside the reading."""


def names_of(names: Sequence[str]) -> tuple[str, ...]:
    """The names of columns to keep; a single str would be taken for its letters.

    Raises:
        ParameterError: it is a str.
    """
    if isinstance(names, str):
        raise ParameterError(f"keep takes the names of columns: give [{names!r}], not {names!r}")
    return tuple(names)


@attrs.frozen(kw_only=True)
class TableExtractor:
    """Reads the texts of a table.

    Attributes:
        table: Which records to give rows of, or "documents": one row a text, with everything as
            JSON, from which a second pass with `from_documents` makes any table without reading
            the texts again.
        text: Name of the column that holds the texts, or the documents.
        keep: Names of the columns to keep.
        extractor: What reads the texts; the default one if None.
        from_documents: Whether the column holds documents as JSON instead of texts.
    """

    table: AnyTable = "quotations"
    text: str = "text"
    keep: tuple[str, ...] = attrs.field(default=(), converter=names_of)
    extractor: Extractor | None = None
    from_documents: bool = False

    def __attrs_post_init__(self) -> None:
        taken = {field.name for field in self.fields}
        for name in self.keep:
            if name in taken:
                raise ParameterError(
                    f"the column {name!r} cannot be kept, for the table {self.table} has one of"
                    " this name: rename yours"
                )

    @property
    def fields(self) -> tuple[Field, ...]:
        """Our columns, in order; they come after those that are kept, and may all be null."""
        ours = (JSON,) if self.table == DOCUMENTS else fields_of(self.table)
        return (*ours, ERROR)

    def of_columns(self, columns: Mapping[str, Sequence[object]]) -> dict[str, list[object]]:
        """The rows of what is found in columns of Python values.

        Raises:
            ParameterError: there is no column of texts or one to keep.
        """
        kept_columns(list(columns), self.text, self.keep)
        positions, cells = self._cells(columns[self.text])
        kept = {name: [columns[name][at] for at in positions] for name in self.keep}
        return {**kept, **cells}

    def of_pandas(self, frame: "pandas.DataFrame") -> "pandas.DataFrame":
        """The rows of what is found in a data frame of texts; a row has its text's index.

        Raises:
            ParameterError: the data frame lacks the column of texts or one to keep.
        """
        import pandas

        kept_columns(list(frame.columns), self.text, self.keep)
        texts = frame[self.text].tolist()
        positions, cells = self._cells(None if is_missing(text) else text for text in texts)
        kept = frame[list(self.keep)].iloc[positions]
        types = {field.name: TYPES[field.type].pandas for field in self.fields}
        found = pandas.DataFrame(cells, index=kept.index).astype(types)
        whole: pandas.DataFrame = pandas.concat([kept, found], axis=1)
        return whole

    def of_arrow(self, data: "ArrowData") -> "ArrowData":
        """The rows of what is found in an Arrow record batch or table of texts.

        Raises:
            ParameterError: the data lack the column of texts or one to keep.
        """
        import pyarrow

        kept_columns(data.schema.names, self.text, self.keep)
        positions, cells = self._cells(map(_as_python, data.column(self.text)))
        taken = pyarrow.array(positions, type=pyarrow.int64())
        kept = [data.column(name).take(taken) for name in self.keep]
        found = [pyarrow.array(cells[f.name], type=_arrow(f.type)) for f in self.fields]
        schema = pyarrow.schema(
            [data.schema.field(name) for name in self.keep]
            + [pyarrow.field(field.name, _arrow(field.type)) for field in self.fields]
        )
        made: ArrowData = type(data).from_arrays(kept + found, schema=schema)
        return made

    def each_pandas(self, frames: "Iterable[pandas.DataFrame]") -> "Iterator[pandas.DataFrame]":
        """`of_pandas` of many, in pieces of `TEXTS_PER_BATCH` texts; what ``mapInPandas`` maps."""
        for frame in frames:
            for start in range(0, len(frame), TEXTS_PER_BATCH):
                yield self.of_pandas(frame.iloc[start : start + TEXTS_PER_BATCH])

    def each_arrow(self, batches: "Iterable[ArrowData]") -> "Iterator[ArrowData]":
        """`of_arrow` of many, in pieces of `TEXTS_PER_BATCH` texts; what ``mapInArrow`` maps."""
        for batch in batches:
            for start in range(0, batch.num_rows, TEXTS_PER_BATCH):
                yield self.of_arrow(batch.slice(start, TEXTS_PER_BATCH))

    def _cells(self, texts: Iterable[object]) -> tuple[list[int], dict[str, list[object]]]:
        """For every row the position of its text; and the cells of every column of ours."""
        positions: list[int] = []
        cells: dict[str, list[object]] = {field.name: [] for field in self.fields}
        for position, result in enumerate(self._results(texts)):
            for row in self._rows(result):
                positions.append(position)
                for name, column in cells.items():
                    column.append(row.get(name))
        return positions, cells

    def _results(self, texts: Iterable[object]) -> Iterator[Document | Exception]:
        read = self.extractor.extract if self.extractor else extract
        if self.from_documents:
            read = from_json
        pairs = ((text, None) for text in texts)
        found = stream(read, pairs, workers=1, batch_size=1, progress=False, errors="return")  # type: ignore[arg-type]
        return (result for result, _ in found)

    def _rows(self, result: Document | Exception) -> Iterable[dict[str, object]]:
        if isinstance(result, Exception):
            return [{ERROR.name: f"{type(result).__name__}: {result}"}]
        if self.table == DOCUMENTS:
            return [{JSON.name: result.to_json()}]
        return rows(result, self.table, {})


def _as_python(scalar: "pyarrow.Scalar") -> object:
    """A cell's value; what cannot be decoded becomes bytes, which fail as a text of their own."""
    try:
        value: object = scalar.as_py()
    except UnicodeDecodeError:
        value = scalar.as_buffer().to_pybytes()
    return value


def _arrow(kind: ColumnType) -> "pyarrow.DataType":
    import pyarrow

    return pyarrow.type_for_alias(TYPES[kind].arrow)


def kept_columns(names: Sequence[str], text: str, keep: Sequence[str] | None) -> tuple[str, ...]:
    """The columns to keep: those that were asked for, or else all but the texts.

    Raises:
        ParameterError: there is no such column, or `keep` is a str and not several.
    """
    keep = keep if keep is None else names_of(keep)
    for name in (text, *(keep or ())):
        if name not in names:
            raise ParameterError(
                f"there is no column {name!r}; the columns are: {', '.join(map(str, names))}"
            )
    return tuple(name for name in names if name != text) if keep is None else tuple(keep)
