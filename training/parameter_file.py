"""Writer of the parameter files that :mod:`quotelib.learning.parameters` reads and describes."""

import json
import struct
import zlib
from collections import Counter
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
    """Rows of a table to write: a vector of ``columns`` integers for each feature.

    With ``headed``, features are split before their last value.
    """

    columns: int
    rows: Mapping[str, Sequence[int]]
    headed: bool = False


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
            [key, len(tables[key].rows), tables[key].columns, len(heads_of(tables[key])), len(part)]
            for key, part in table_parts.items()
        ],
        "body": {"bytes": len(body), "crc32": zlib.crc32(body)},
    }
    return SIGNATURE + _json(header) + b"\n" + zlib.compress(body, 9)


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def heads_of(table: TableSource) -> dict[str, int]:
    """Give the heads of a table's features, in order, each with how many features it has."""
    if not table.headed:
        return {}
    return dict(sorted(Counter(key.rpartition(" ")[0] for key in table.rows).items()))


def encode_table(table: TableSource) -> bytes:
    """Give the bytes of one table: how many keys each head has, heads, keys, columns of weights."""
    for key in table.rows:
        if "\n" in key:
            raise ValueError(f"the feature {key!r} contains a line feed")
        if table.headed and " " not in key:
            raise ValueError(f"the feature {key!r} is no head and a rest")
    heads = heads_of(table)
    if heads:
        keys = sorted(table.rows, key=_head_and_rest)
        named = [*heads, *[rest for _, rest in map(_head_and_rest, keys)]]
    else:
        keys = named = sorted(table.rows)
    counts = struct.pack(f"<{len(heads)}I", *heads.values())
    text = "".join([f"{one}\n" for one in named]).encode()
    columns = bytearray()
    for column in range(table.columns):
        columns += bytes(_signed_byte(table.rows[key][column]) for key in keys)
    return counts + text + bytes(columns)


def _head_and_rest(key: str) -> tuple[str, str]:
    head, _, rest = key.rpartition(" ")
    return head, rest


def _signed_byte(weight: int) -> int:
    if not SMALLEST <= weight <= LARGEST:
        raise ValueError(f"the weight {weight} is outside {SMALLEST}..{LARGEST}")
    return int(weight) % 256
