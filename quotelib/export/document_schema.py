"""The JSON Schema of a document as `Document.to_dict` gives it, read from the records themselves.

Fields, their types and what is optional are the attrs classes'; descriptions are their docstrings'.
"""

import inspect
import re
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

import attrs

from quotelib.document import Document
from quotelib.enumerations import StringEnum
from quotelib.export.plain import FIELDS, SCHEMA_VERSION
from quotelib.export.schema import DIALECT
from quotelib.records import Device, Frame, Quotation, Span, Speaker

Json = dict[str, object]

RECORDS = (Quotation, Speaker, Frame, Device, Span)
"""The records that have a definition of their own in the schema."""

_FIELD = re.compile(r"^(\w+): (.+(?:\n    .+)*)", re.MULTILINE)
"""A field and what it means, in the section "Attributes" of a docstring."""


def document_schema() -> Json:
    """The JSON Schema (draft 2020-12) of a document in plain form, as on a line of JSON Lines.

    Other properties may stand beside those of the document: a user's own columns.
    """
    properties = _properties(Document)
    properties["schema"] = {
        "const": SCHEMA_VERSION,
        "description": "Version of this form.",
    }
    return {
        "$schema": DIALECT,
        "title": "A document of quotelib",
        "description": _summary(Document),
        "type": "object",
        "properties": {name: properties[name] for name in FIELDS},
        "required": list(FIELDS),
        "$defs": {record.__name__: _definition(record) for record in RECORDS},
    }


def _definition(record: type) -> Json:
    properties = _properties(record)
    return {
        "description": _summary(record),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _properties(record: type) -> dict[str, Json]:
    types = get_type_hints(record)
    meanings = _meanings(record)
    fields: tuple[attrs.Attribute[object], ...] = attrs.fields(record)
    return {
        field.name: {
            **_type(types[field.name], is_list=record is Document),
            "description": meanings.get(field.name, ""),
        }
        for field in fields
    }


def _type(kind: object, *, is_list: bool = False) -> Json:
    """The schema of a field's type; `is_list` where records stand themselves, not by their index."""
    arguments = get_args(kind)
    if isinstance(kind, UnionType):
        (inner,) = (argument for argument in arguments if argument is not NoneType)
        return {"anyOf": [_type(inner), {"type": "null"}]}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _type(arguments[0], is_list=is_list)}
    if kind is Span or (is_list and kind in RECORDS):
        return {"$ref": f"#/$defs/{getattr(kind, '__name__', '')}"}
    if isinstance(kind, type) and issubclass(kind, StringEnum):
        return {"enum": [str(member) for member in kind]}
    return dict(_SCALARS[kind])


_INDEX: Json = {"type": "integer", "minimum": 0}
_SCALARS: dict[object, Json] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: _INDEX,  # offsets, and indices of other records
    float: {"type": "number", "minimum": 0, "maximum": 1},  # confidences
    Speaker: _INDEX,
}


def _summary(record: type) -> str:
    return (inspect.getdoc(record) or "").partition("\n")[0]


def _meanings(record: type) -> dict[str, str]:
    section = (inspect.getdoc(record) or "").partition("Attributes:\n")[2]
    return {
        name: " ".join(meaning.split())
        for name, meaning in _FIELD.findall(inspect.cleandoc(f"\n{section}"))
    }
