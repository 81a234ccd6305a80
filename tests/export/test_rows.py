"""Documents as rows, data frames and Arrow tables: one schema, kept by every row and every table."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from strategies import documents

import quotelib
from quotelib import Document, Extractor, MissingExtraError, ParameterError
from quotelib.export.columns import TABLES, TableName, fields_of
from quotelib.export.tables import type_of

TYPES = {"string": str, "integer": int, "number": float, "boolean": bool}
ARTICLE = quotelib.extract(
    "“The dam will hold,” the engineer said. Karvia denied that it had failed."
)
CONTEXT = {
    "doc_id": "a",
    "date": date(2026, 5, 1),
    "seen": datetime(2026, 5, 1, 12, 30),  # noqa: DTZ001 - a user's column may have no time zone
    "pages": 3,
    "score": 0.5,
    "front": True,
    "note": None,
}
"""A value of each type that a user's column may have."""


def test_tables_are_all_there() -> None:
    """Every table that the type names has columns, each with its own name and a description."""
    assert tuple(TABLES) == get_args(TableName)
    for columns in TABLES.values():
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        assert all(column.description for column in columns)


@given(documents())
def test_rows_keep_the_schema(document: Document) -> None:
    """Every row has the schema's columns in its order, each cell of its type, null only if allowed."""
    for table, columns in TABLES.items():
        rows = document.to_rows(table)
        assert len(rows) == len(getattr(document, table))
        for row in rows:
            assert list(row) == [column.name for column in columns]
            for column in columns:
                cell = row[column.name]
                assert column.nullable if cell is None else type(cell) is TYPES[column.type]


def test_own_columns_stand_first() -> None:
    """A context's columns stand before ours in every row, as they are."""
    rows = quotelib.to_rows([(ARTICLE, CONTEXT), (ARTICLE, {"doc_id": "b"})])
    assert len(rows) == 2 * len(ARTICLE) > 2
    assert list(rows[0])[: len(CONTEXT)] == list(CONTEXT)
    assert rows[0].items() >= CONTEXT.items()
    assert rows[-1]["doc_id"] == "b"


def test_what_pipe_gives_makes_rows() -> None:
    """Pairs from pipe, with an identifier as their context, and bare documents make rows alike."""
    texts = ["“No,” he said.", "“Yes,” she said."]
    named = Extractor().pipe(zip(texts, ["x", "y"], strict=True), as_tuples=True)
    assert [row["doc_id"] for row in quotelib.to_rows(named)] == ["x", "y"]
    assert [row["doc_id"] for row in quotelib.to_rows(Extractor().pipe(texts))] == [0, 1]


@pytest.mark.parametrize(
    ("given_documents", "message"),
    [
        ([ValueError("too odd")], r"place 0 .* failed \(too odd\): leave it out"),
        (["“No,” he said."], "place 0 .* of type str"),
        ([(ARTICLE, [1])], "context of document 0 is of type list"),
        ([(ARTICLE, {1: 2})], "named 1: give a str"),
        ([(ARTICLE, {"speaker": "me"})], "'speaker' .* give it another"),
    ],
    ids=["error", "text", "list", "key", "taken"],
)
def test_what_is_no_document_is_named(given_documents: list[object], message: str) -> None:
    """What cannot become rows is refused, and named with its place."""
    with pytest.raises(ParameterError, match=message):
        quotelib.to_rows(given_documents)  # type: ignore[arg-type]


def test_unknown_table() -> None:
    """A table that there is not is answered with those that there are."""
    with pytest.raises(ParameterError, match="quotations, frames, devices, speakers"):
        Document("").to_rows("quotes")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([], "string"),
        ([None, float("nan")], "string"),
        (["a", None], "string"),
        ([1, 2], "integer"),
        ([1, 2.5], "number"),
        ([True], "boolean"),
        ([True, 1], None),
        ([date(2026, 5, 1)], "date"),
        ([date(2026, 5, 1), datetime(2026, 5, 1)], None),  # noqa: DTZ001
        (["a", 1], None),
        ([[1]], None),
    ],
)
def test_types_of_own_columns(values: list[object], kind: str | None) -> None:
    """A user's column has the one type of its values; missing values do not count."""
    assert type_of(values) == kind


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("article", [Document(""), ARTICLE], ids=["empty", "full"])
def test_data_frame_is_typed(table: TableName, article: Document) -> None:
    """A data frame has the columns and types of the schema, with rows or without."""
    pandas = pytest.importorskip("pandas")
    frame = quotelib.to_dataframe([(article, CONTEXT)], table)
    assert len(frame) == len(getattr(article, table))
    assert list(frame.columns) == [*CONTEXT, *(field.name for field in fields_of(table))]
    kinds = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    assert "object" not in kinds.values()
    assert (kinds["pages"], kinds["front"]) == ("Int64", "boolean")
    assert pandas.api.types.is_datetime64_dtype(frame["date"])
    assert list(article.to_dataframe(table).columns) == [field.name for field in fields_of(table)]


@pytest.mark.parametrize("table", TABLES)
@given(document=documents())
def test_arrow_holds_the_rows(table: TableName, document: Document) -> None:
    """An Arrow table holds the cells of the rows, whatever the text; only surrogates are replaced."""
    pytest.importorskip("pyarrow")

    def encodable(cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in cell)

    found = quotelib.to_arrow([(document, CONTEXT)], table)
    expected = [
        {name: encodable(cell) for name, cell in row.items()}
        for row in quotelib.to_rows([(document, CONTEXT)], table)
    ]
    assert found.to_pylist() == expected
    assert (
        found.schema.remove_metadata()
        == quotelib.to_arrow([(Document(""), CONTEXT)], table).schema.remove_metadata()
    ), "with rows or without, the schema is the same"


def test_parquet_is_read_back(tmp_path: Path) -> None:
    """A Parquet file holds the Arrow table, also where it is written in several row groups."""
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    from quotelib.export import arrow

    pairs = [(ARTICLE, {"doc_id": str(number)}) for number in range(5)]
    whole = quotelib.to_arrow(pairs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrow, "DOCUMENTS_PER_ROW_GROUP", 2)
        count = arrow.write_parquet(pairs, tmp_path / "rows.parquet")
    read = parquet.ParquetFile(tmp_path / "rows.parquet")
    assert (read.num_row_groups, count) == (3, whole.num_rows)
    assert read.read().equals(whole)


@pytest.mark.parametrize(
    ("late", "message"),
    [
        ({"doc_id": "b", "date": "May"}, "'date' comes too late"),
        ({"doc_id": 7}, "'doc_id' is of type"),
    ],
    ids=["column", "type"],
)
def test_parquet_columns_are_those_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: dict[str, object], message: str
) -> None:
    """A later context that does not fit the file's columns is refused by name."""
    pytest.importorskip("pyarrow")
    from quotelib.export import arrow

    pairs = [(ARTICLE, {"doc_id": "a"}), (ARTICLE, late)]
    monkeypatch.setattr(arrow, "DOCUMENTS_PER_ROW_GROUP", 1)
    with pytest.raises(ParameterError, match=message):
        arrow.write_parquet(pairs, tmp_path / "x.parquet")


@pytest.mark.parametrize(
    ("package", "extra", "call"),
    [("pandas", "pandas", Document("").to_dataframe), ("pyarrow", "arrow", Document("").to_arrow)],
)
def test_missing_extra_names_the_remedy(
    monkeypatch: pytest.MonkeyPatch, package: str, extra: str, call: object
) -> None:
    """Without an extra's package the error gives the command that installs it."""
    assert callable(call)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'quotelib\[{extra}\]'"):
        call()
