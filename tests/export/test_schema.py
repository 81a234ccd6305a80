"""The schemas for others: equal to the one of the columns, and true of every row and document."""

import json

import pytest
from hypothesis import given
from strategies import documents

from quotelib import Document, ParameterError
from quotelib.export.columns import TABLES, ColumnType, TableName, fields_of
from quotelib.export.schema import (
    TYPES,
    arrow_schema,
    json_schema,
    pandas_types,
    spark_schema,
)

EXTRA: dict[str, ColumnType] = {"doc_id": "string", "date": "date", "seen": "timestamp"}


@pytest.mark.parametrize("table", TABLES)
def test_all_schemas_are_one(table: TableName) -> None:
    """JSON Schema, Arrow, Spark and pandas have the same columns, in order, of the same types."""
    pytest.importorskip("pyarrow")
    fields = fields_of(table, EXTRA)
    names = [field.name for field in fields]
    of_json = json_schema(table, EXTRA)["properties"]
    assert isinstance(of_json, dict)
    of_arrow = arrow_schema(table, EXTRA)
    of_spark = [column.split(" ", 2) for column in spark_schema(table, EXTRA).split(", ")]
    assert list(of_json) == of_arrow.names == list(pandas_types(table, EXTRA)) == names
    assert [name.strip("`") for name, *_ in of_spark] == names
    for field, arrow, spark in zip(fields, of_arrow, of_spark, strict=True):
        kind = TYPES[field.type]
        assert (arrow.nullable, spark[2:] == []) == (field.nullable, field.nullable)
        assert ("null" in of_json[field.name]["type"]) is field.nullable
        assert spark[1] == kind.spark
        assert str(arrow.type) in {kind.arrow, "double", "date32[day]"}
        assert arrow.metadata[b"description"].decode() == field.description


@given(documents())
def test_rows_are_valid(document: Document) -> None:
    """Every row of any document is valid by the JSON Schema of its table."""
    jsonschema = pytest.importorskip("jsonschema")
    for table in TABLES:
        validator = jsonschema.Draft202012Validator(json_schema(table))
        validator.check_schema(validator.schema)
        for row in json.loads(json.dumps(document.to_rows(table))):
            validator.validate(row)


def test_all_may_be_null_in_spark() -> None:
    """Where rows of failures stand among the others, no column is required."""
    assert "NOT NULL" not in spark_schema("quotations", nullable=True)
    assert spark_schema("quotations", {"a`b": "date"}).startswith("`a``b` DATE, `quotation` BIGINT")


@pytest.mark.parametrize(
    ("extra", "message"),
    [({"text": "string"}, "'text' .* give it another"), ({"n": "int"}, "'int', which is none of")],
)
def test_wrong_extra_columns(extra: dict[str, ColumnType], message: str) -> None:
    """A column that is there already, or of an unknown type, is refused."""
    with pytest.raises(ParameterError, match=message):
        json_schema("quotations", extra)
