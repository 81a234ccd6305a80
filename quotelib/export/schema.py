"""The schema of the tables for others: JSON Schema, Arrow, Spark, pandas; all read from `columns`.

>>> print(spark_schema("speakers", {"doc_id": "string"}))
`doc_id` STRING, `speaker_index` BIGINT NOT NULL, `speaker` STRING NOT NULL, `kind` STRING NOT NULL,
`named` BOOLEAN NOT NULL, `titles` STRING NOT NULL, `affiliation` STRING, `mentions` BIGINT NOT NULL,
`spans` STRING NOT NULL
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from quotelib.errors import MissingExtraError
from quotelib.export.columns import ColumnType, TableName, fields_of

if TYPE_CHECKING:
    import pyarrow

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The JSON Schema that our schemas are written in."""


@attrs.frozen
class TypeNames:
    """What one type of column is called elsewhere.

    Attributes:
        arrow: An alias that ``pyarrow.type_for_alias`` knows.
        spark: A type of Spark SQL's data definition language.
        pandas: A dtype that can hold a missing value.
        json: The ``type`` of JSON Schema.
        json_format: The ``format`` of JSON Schema, for what JSON has no type of its own for.
    """

    arrow: str
    spark: str
    pandas: str
    json: str
    json_format: str | None = None


TYPES: Mapping[ColumnType, TypeNames] = {
    "string": TypeNames("string", "STRING", "string", "string"),
    "integer": TypeNames("int64", "BIGINT", "Int64", "integer"),
    "number": TypeNames("float64", "DOUBLE", "float64", "number"),
    "boolean": TypeNames("bool", "BOOLEAN", "boolean", "boolean"),
    "date": TypeNames("date32", "DATE", "datetime64[s]", "string", "date"),
    "timestamp": TypeNames(
        "timestamp[us]", "TIMESTAMP_NTZ", "datetime64[us]", "string", "date-time"
    ),
}
"""Every type of column under its names elsewhere."""

Extra = Mapping[str, ColumnType]
"""Columns that a user brings along: their names, in order, with their types."""


def json_schema(table: TableName, extra: Extra | None = None) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of one row of a table.

    Raises:
        ParameterError: there is no such table, or `extra` is wrong (see `columns.fields_of`).
    """
    fields = fields_of(table, extra)
    properties: dict[str, object] = {}
    for field in fields:
        names = TYPES[field.type]
        kind: object = [names.json, "null"] if field.nullable else names.json
        properties[field.name] = {
            "type": kind,
            **({"format": names.json_format} if names.json_format else {}),
            "description": field.description,
        }
    return {
        "$schema": DIALECT,
        "title": f"A row of quotelib's table {table}",
        "type": "object",
        "properties": properties,
        "required": [field.name for field in fields],
        "additionalProperties": False,
    }


def arrow_schema(table: TableName, extra: Extra | None = None) -> "pyarrow.Schema":
    """The Arrow schema of a table; descriptions are metadata of the fields.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ParameterError: there is no such table, or `extra` is wrong (see `columns.fields_of`).
    """
    fields = fields_of(table, extra)
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError.of("pyarrow", "arrow", "an Arrow schema") from error
    return pyarrow.schema(
        pyarrow.field(
            field.name,
            pyarrow.type_for_alias(TYPES[field.type].arrow),
            nullable=field.nullable,
            metadata={"description": field.description},
        )
        for field in fields
    )


def spark_schema(table: TableName, extra: Extra | None = None, *, nullable: bool = False) -> str:
    """A table's schema in Spark's data definition language, as ``mapInArrow`` and others take it.

    Args:
        table: Which table.
        extra: Columns that stand before it.
        nullable: Whether all columns may be null, as where a failed text has a row of its own.

    Raises:
        ParameterError: there is no such table, or `extra` is wrong (see `columns.fields_of`).
    """
    return ", ".join(
        f"{_spark_name(field.name)} {TYPES[field.type].spark}"
        + ("" if nullable or field.nullable else " NOT NULL")
        for field in fields_of(table, extra)
    )


def _spark_name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def pandas_types(table: TableName, extra: Extra | None = None) -> dict[str, str]:
    """The dtype of each column of a data frame, in order; every one can hold a missing value.

    Raises:
        ParameterError: there is no such table, or `extra` is wrong (see `columns.fields_of`).
    """
    return {field.name: TYPES[field.type].pandas for field in fields_of(table, extra)}
