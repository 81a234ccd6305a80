"""Writer of the parameter files that :mod:`quotelib.learning.parameters` reads and describes."""

import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from quotelib.learning.parameters import SIGNATURE
from training import checksums

SMALLEST, LARGEST = -127, 127
"""Range of an integer weight; symmetric, so that a model and its negation quantise alike."""


@attrs.frozen(eq=False)
class TableSource:
    """Rows of a table to write: a vector of ``columns`` integers for each feature."""

    columns: int
    rows: Mapping[str, Sequence[int]]


def write(
    path: Path,
    *,
    name: str,
    labels: Sequence[str],
    step: float,
    provenance: Mapping[str, Any],
    tables: Mapping[str, TableSource],
    payloads: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> int:
    """Write a parameter file and return its size in bytes.

    The bytes depend only on the arguments, not on the order of their mappings' entries (and on
    zlib, whose releases have all compressed alike).
    """
    content = encode(
        name=name,
        labels=labels,
        step=step,
        provenance=provenance,
        tables=tables,
        payloads=payloads or {},
        settings=settings or {},
    )
    path.write_bytes(content)
    if path.resolve().is_relative_to(checksums.PROJECT / "quotelib"):
        checksums.LISTED.write_text(checksums.checksums(), encoding="ascii")
    return len(content)


def encode(
    *,
    name: str,
    labels: Sequence[str],
    step: float,
    provenance: Mapping[str, Any],
    tables: Mapping[str, TableSource],
    payloads: Mapping[str, Any],
    settings: Mapping[str, Any],
) -> bytes:
    """Give the bytes of a parameter file."""
    payload_parts = {key: _json(payloads[key]) for key in sorted(payloads)}
    table_parts = {key: encode_table(tables[key]) for key in sorted(tables)}
    body = b"".join([*payload_parts.values(), *table_parts.values()])
    header = {
        "name": name,
        "labels": list(labels),
        "step": step,
        "provenance": provenance,
        "settings": settings,
        "payloads": [[key, len(part)] for key, part in payload_parts.items()],
        "tables": [
            [key, len(tables[key].rows), tables[key].columns, len(part)]
            for key, part in table_parts.items()
        ],
        "body": {"bytes": len(body), "crc32": zlib.crc32(body)},
    }
    return SIGNATURE + _json(header) + b"\n" + zlib.compress(body, 9)


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def encode_table(table: TableSource) -> bytes:
    """Give the bytes of one table: the keys, columns of weights."""
    keys = sorted(table.rows)
    for key in keys:
        if "\n" in key:
            raise ValueError(f"the feature {key!r} contains a line feed")
    columns = bytearray()
    for column in range(table.columns):
        columns += bytes(_signed_byte(table.rows[key][column]) for key in keys)
    return "".join([key + "\n" for key in keys]).encode("utf-8") + bytes(columns)


def _signed_byte(weight: int) -> int:
    if not SMALLEST <= weight <= LARGEST:
        raise ValueError(f"the weight {weight} is outside {SMALLEST}..{LARGEST}")
    return int(weight) % 256
