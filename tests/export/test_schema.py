"""The schemas for others: equal to the one of the columns, and true of every row and document."""

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from strategies import documents

import quotelib
from quotelib import Document, ParameterError
from quotelib.export.columns import TABLES, ColumnType, TableName, fields_of
from quotelib.export.document_schema import document_schema
from quotelib.export.jsonl import to_line
from quotelib.export.schema import (
    TYPES,
    arrow_schema,
    json_schema,
    pandas_types,
    spark_schema,
)

EXTRA: dict[str, ColumnType] = {"doc_id": "string", "date": "date", "seen": "timestamp"}


@cache
def validator_of(name: TableName) -> Draft202012Validator:
    """A validator for rows of a table, or for documents."""
    schema = document_schema() if name == "document" else json_schema(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


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


@pytest.mark.parametrize("name", ["document", *TABLES])
def test_schemas_in_the_wheel(name: TableName, update_snapshots: bool) -> None:
    """The files of JSON Schema in the package are what the columns and records say."""
    path = Path(quotelib.__file__).parent / "data" / "schema" / f"{name}.schema.json"
    schema = document_schema() if name == "document" else json_schema(name)
    if update_snapshots:
        path.write_text(json.dumps(schema, indent=2) + "\n", encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8")) == schema


@given(documents())
def test_documents_are_valid(document: Document) -> None:
    """Any document in plain form is valid by the schema, also with columns of a user's own."""
    validator_of("document").validate(json.loads(to_line(document, {"doc_id": "a"})))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["schema"], 2),
        (["text"], None),
        (["quotations", 0, "kind"], "loud"),
        (["quotations", 0, "parent"], -1),
        (["quotations", 0, "confidence"], 1.5),
        (["quotations", 0, "cue"], "said"),
        (["quotations", 0, "extra"], 1),
        (["speakers", 0, "named"], "yes"),
    ],
    ids=str,
)
def test_bad_documents_are_not(path: list[str | int], value: object) -> None:
    """What `Document.from_dict` would refuse is not valid by the schema either."""
    plain = json.loads(quotelib.extract("“No,” Mara Lind said.").to_json())
    place = plain
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not validator_of("document").is_valid(plain)


def test_every_field_is_described() -> None:
    """Each property of the document's schema says what it means."""
    schema = document_schema()
    for record in [schema, *schema["$defs"].values()]:
        for name, field in record["properties"].items():
            assert field["description"], name


@given(documents())
def test_rows_are_valid(document: Document) -> None:
    """Every row of any document is valid by the JSON Schema of its table."""
    for table in TABLES:
        for row in json.loads(json.dumps(document.to_rows(table))):
            validator_of(table).validate(row)


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
