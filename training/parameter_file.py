"""Writer of the parameter files that :mod:`quotelib.learning.parameters` reads and describes."""

import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from quotelib.learning.parameters import SIGNATURE
from training import checksums

SMALLEST, LARGEST = -127, 127
"""Range of an integer weight; symmetric, so that a model and its negation quantise alike."""

MOST_VALUES = 1 << 16
"""Last values that two bytes can number."""


@attrs.frozen(eq=False)
class TableSource:
    """Rows of some templates to write: a vector of ``columns`` integers for each feature of each.

    With ``head``, features are split behind that many values; each has one more at most.
    """

    columns: int
    rows: Mapping[str, Mapping[str, Sequence[int]]]
    head: int = 0


def tables_of(
    rows: Mapping[str, Mapping[str, Sequence[int]]],
    columns: int,
    families: Mapping[str, Sequence[str]],
) -> list[TableSource]:
    """Give the tables to write: one for each family, and one for each template outside them."""
    together = {template for templates in families.values() for template in templates}
    return [
        *[
            TableSource(
                columns,
                {template: rows.get(template, {}) for template in templates},
                head=len(head.split()),
            )
            for head, templates in families.items()
        ],
        *[
            TableSource(columns, {template: rows[template]})
            for template in sorted(rows)
            if template not in together
        ],
    ]


def write(
    path: Path,
    *,
    name: str,
    labels: Sequence[str],
    step: float,
    provenance: Mapping[str, Any],
    tables: Sequence[TableSource],
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
    tables: Sequence[TableSource],
    payloads: Mapping[str, Any],
    settings: Mapping[str, Any],
) -> bytes:
    """Give the bytes of a parameter file."""
    payload_parts = {key: _json(payloads[key]) for key in sorted(payloads)}
    cells = [cells_of(table) for table in tables]
    values = sorted({last for table in cells for cell in table.values() for last in cell})
    if len(values) > MOST_VALUES:
        raise ValueError(f"{len(values)} values are more than a table can number")
    numbers = {value: number for number, value in enumerate(values)}
    values_part = _lines(values)
    table_parts = [
        encode_table(table, of_table, numbers) if table.head else encode_whole(table)
        for table, of_table in zip(tables, cells, strict=True)
    ]
    body = b"".join([*payload_parts.values(), values_part, *table_parts])
    header = {
        "name": name,
        "labels": list(labels),
        "step": step,
        "provenance": provenance,
        "settings": settings,
        "payloads": [[key, len(part)] for key, part in payload_parts.items()],
        "values": [len(values), len(values_part)],
        "tables": [
            [
                list(table.rows),
                table.head,
                sum(map(len, table.rows.values())),
                table.columns,
                len(of_table) // max(1, len(table.rows)),
                len(part),
            ]
            for table, of_table, part in zip(tables, cells, table_parts, strict=True)
        ],
        "body": {"bytes": len(body), "crc32": zlib.crc32(body)},
    }
    return SIGNATURE + _json(header) + b"\n" + zlib.compress(body, 9)


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


Cells = dict[tuple[str, str], dict[str, Sequence[int]]]
"""The features of each head and template, in order, by the value that follows the head."""


def cells_of(table: TableSource) -> Cells:
    """Split the features of a table behind their heads."""
    if not table.head:
        return {}
    split = {
        (template, feature): (" ".join(values[: table.head]), " ".join(values[table.head :]))
        for template, rows in table.rows.items()
        for feature in rows
        for values in [feature.split(" ")]
    }
    cells: Cells = {
        (head, template): {}
        for head in sorted({head for head, _ in split.values()})
        for template in table.rows
    }
    for (template, feature), (head, last) in sorted(split.items(), key=lambda item: item[1][1]):
        if len(head.split(" ")) != table.head or " " in last:
            raise ValueError(
                f"the feature {feature!r} is no head of {table.head} and a value at most"
            )
        cells[head, template][last] = table.rows[template][feature]
    return cells


def encode_table(table: TableSource, cells: Cells, numbers: Mapping[str, int]) -> bytes:
    """Give the bytes of a table with heads; ``numbers`` are those of the file's values."""
    drawn = [numbers[last] for cell in cells.values() for last in cell]
    heads = list(dict.fromkeys(head for head, _ in cells))
    return b"".join(
        [
            struct.pack(f"<{len(cells)}I", *map(len, cells.values())),
            _lines(heads),
            bytes(number % 256 for number in drawn),
            bytes(number // 256 for number in drawn),
            _columns([row for cell in cells.values() for row in cell.values()], table.columns),
        ]
    )


def encode_whole(table: TableSource) -> bytes:
    """Give the bytes of a table of one template without heads: keys, columns of weights."""
    [rows] = table.rows.values()
    keys = sorted(rows)
    return _lines(keys) + _columns([rows[key] for key in keys], table.columns)


def _columns(rows: Sequence[Sequence[int]], columns: int) -> bytes:
    return b"".join([bytes(_signed_byte(row[column]) for row in rows) for column in range(columns)])


def _lines(texts: Iterable[str]) -> bytes:
    lines = list(texts)
    for line in lines:
        if "\n" in line:
            raise ValueError(f"the feature {line!r} contains a line feed")
    return "".join([f"{one}\n" for one in lines]).encode()


def _signed_byte(weight: int) -> int:
    if not SMALLEST <= weight <= LARGEST:
        raise ValueError(f"the weight {weight} is outside {SMALLEST}..{LARGEST}")
    return int(weight) % 256
