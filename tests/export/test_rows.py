"""Documents as rows and data frames: one schema, kept by every row."""

from typing import get_args

import pytest
from hypothesis import given
from strategies import documents

from quotelib import Document, MissingExtraError, ParameterError
from quotelib.export.columns import TABLES, TableName

TYPES = {"string": str, "integer": int, "number": float, "boolean": bool}


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


def test_unknown_table() -> None:
    """A table that there is not is answered with those that there are."""
    with pytest.raises(ParameterError, match="quotations, frames, devices, speakers"):
        Document("").to_rows("quotes")  # type: ignore[arg-type]


@pytest.mark.parametrize("table", TABLES)
def test_empty_data_frame_is_typed(table: TableName) -> None:
    """A data frame without rows has the columns and types of one with rows."""
    pytest.importorskip("pandas")
    frame = Document("").to_dataframe(table)
    assert list(frame.columns) == [column.name for column in TABLES[table]]
    assert "object" not in set(map(str, frame.dtypes))


def test_missing_pandas_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pandas the error gives the command that installs it."""
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'quotelib\[pandas\]'"):
        Document("").to_dataframe()
