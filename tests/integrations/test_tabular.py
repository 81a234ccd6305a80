"""Tables of texts to tables of findings, in pandas and in Arrow: what Spark, Dask and Ray map."""

import pickle
from typing import Any, get_args

import pytest
from integrations.corpus import articles, expected_rows

import quotelib
from quotelib import ParameterError
from quotelib.export.columns import TableName
from quotelib.integrations.tabular import TableExtractor

pandas = pytest.importorskip(
    "pandas", reason="pandas is not installed: pip install 'quotelib[pandas]'"
)
pyarrow = pytest.importorskip(
    "pyarrow", reason="pyarrow is not installed: pip install 'quotelib[arrow]'"
)

TABLES = get_args(TableName)
TEXTS = articles(40)
NULL_ERROR = "TextTypeError: a text must be a str, not NoneType: pass a str (an empty text is '')"


def of_pandas(columns: dict[str, list[Any]], **options: Any) -> list[dict[str, object]]:
    """The rows of what is found in these columns, by way of pandas."""
    found = TableExtractor(**options).of_pandas(pandas.DataFrame(columns))
    return [
        {name: None if pandas.isna(cell) else cell for name, cell in row.items()}
        for row in found.to_dict("records")
    ]


def of_arrow(columns: dict[str, list[Any]], **options: Any) -> list[dict[str, object]]:
    """The rows of what is found in these columns, by way of an Arrow table."""
    rows: list[dict[str, object]] = (
        TableExtractor(**options).of_arrow(pyarrow.table(columns)).to_pylist()
    )
    return rows


both = pytest.mark.parametrize("rows_of", [of_pandas, of_arrow])


@both
@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_the_documents(rows_of: Any, table: TableName) -> None:
    """Every table has the rows of `Document.to_rows`, with the kept columns before."""
    rows = rows_of({"text": TEXTS, "id": list(range(len(TEXTS)))}, table=table, keep=["id"])
    assert rows == expected_rows(TEXTS, table)


@both
def test_bad_rows_are_kept_with_their_error(rows_of: Any) -> None:
    """A text that is missing has a row with its error, and the others have theirs."""
    rows = rows_of({"text": [TEXTS[0], None], "id": [7, 8]}, keep=["id"], table="frames")
    assert [(row["id"], row["act"], row["error"]) for row in rows] == [
        (7, "statement", None),
        (8, None, NULL_ERROR),
    ]


@pytest.mark.parametrize(
    ("column", "error"),
    [
        (pyarrow.array([b"caf\xc3\xa9"]), "a text must be a str, not bytes: decode it first"),
        (pyarrow.array([3]), "a text must be a str, not int"),
        (pyarrow.array([b"caf\xe9"]).view(pyarrow.string()), "a text must be a str, not bytes"),
    ],
    ids=["bytes", "numbers", "not UTF-8"],
)
def test_columns_that_are_no_texts(column: Any, error: str) -> None:
    """Whatever a cell holds, it is a row with an error, not the end of the job."""
    (row,) = TableExtractor().of_arrow(pyarrow.table({"text": column})).to_pylist()
    assert error in row["error"]
    assert row["quotation"] is None


@both
def test_documents_and_back(rows_of: Any) -> None:
    """One pass gives everything as JSON; a second one makes tables of it without the texts."""
    documents = rows_of(
        {"text": TEXTS, "id": list(range(len(TEXTS)))}, table="documents", keep=["id"]
    )
    assert [quotelib.Document.from_json(row["document"]).text for row in documents] == TEXTS
    columns = {name: [row[name] for row in documents] for name in ("id", "document")}
    rows = rows_of(columns, text="document", keep=["id"], from_documents=True)
    assert rows == expected_rows(TEXTS, "quotations")


@pytest.mark.parametrize("count", [0, 1])
def test_types_are_the_same_without_rows(count: int) -> None:
    """The types do not depend on what is found."""
    frame = pandas.DataFrame({"text": TEXTS, "id": range(len(TEXTS))})
    table = pyarrow.Table.from_pandas(frame, preserve_index=False)
    for name in TABLES:
        made = TableExtractor(table=name, keep=["id"])
        assert dict(made.of_pandas(frame[:count]).dtypes) == dict(made.of_pandas(frame).dtypes)
        assert made.of_arrow(table[:count]).schema == made.of_arrow(table).schema


def test_kinds_of_data_and_index() -> None:
    """Arrow batches give batches and tables tables; a row of pandas has its text's index."""
    batch = pyarrow.RecordBatch.from_pydict({"text": TEXTS[:3]})
    made = TableExtractor()
    assert isinstance(made.of_arrow(batch), pyarrow.RecordBatch)
    assert isinstance(made.of_arrow(pyarrow.Table.from_batches([batch])), pyarrow.Table)
    frame = pandas.DataFrame({"text": ["Rain.", TEXTS[0]]}, index=["none", "one"])
    assert set(made.of_pandas(frame).index) == {"one"}


def test_batches_are_read_in_pieces() -> None:
    """What is mapped over batches gives pieces, so that no worker holds a large batch's findings."""
    texts = ["“No,” Ann said."] * 600
    batches = list(TableExtractor().each_arrow([pyarrow.RecordBatch.from_pydict({"text": texts})]))
    frames = list(TableExtractor().each_pandas([pandas.DataFrame({"text": texts})]))
    assert [batch.num_rows for batch in batches] == [256, 256, 88]
    assert list(map(len, frames)) == [256, 256, 88]


def test_is_picklable_and_takes_an_extractor() -> None:
    """It goes to other processes with the options of its extractor."""
    extractor = quotelib.Extractor(cues=quotelib.CueLexicon().add("burble"))
    made = pickle.loads(pickle.dumps(TableExtractor(extractor=extractor)))  # noqa: S301 - our own
    table = made.of_arrow(pyarrow.table({"text": ["“It floats,” Ann burbled."]}))
    assert table.column("cue").to_pylist() == ["burbled"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text": "body"}, "no column 'body'; the columns are: text, id"),
        ({"keep": ["date"]}, "no column 'date'"),
        ({"keep": "id"}, r"give \['id'\], not 'id'"),
        ({"keep": ["text"]}, "'text' cannot be kept, for the table quotations"),
        ({"keep": ["error"], "table": "frames"}, "'error' cannot be kept"),
        ({"table": "verbs"}, "no table 'verbs'"),
    ],
)
@both
def test_mistakes_are_named(rows_of: Any, options: dict[str, Any], message: str) -> None:
    """A column that is not there, or would stand there twice, is a ParameterError."""
    with pytest.raises(ParameterError, match=message):
        rows_of({"text": TEXTS, "id": [0] * len(TEXTS)}, **options)
