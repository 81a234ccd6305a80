"""What ``quotelib extract`` can write: each format takes documents as they come and writes bytes."""

import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import attrs
import click

from quotelib.export.columns import TableName, fields_of
from quotelib.export.contexts import IDENTIFIER, Pair
from quotelib.export.jsonl import opened
from quotelib.export.plain import FIELDS


@attrs.frozen
class Output:
    """Where and how results are written.

    Attributes:
        form: The name of the format.
        table: Which records, where the format is one of tables.
        path: The file, or the folder; None is standard output.
        resumed: Whether to append to what is there.
        headed: Whether texts to be read stand under their names.
    """

    form: str
    table: TableName
    path: Path | None
    resumed: bool
    headed: bool

    @property
    def taken(self) -> Collection[str]:
        """Names that the results have already."""
        if self.form in TABULAR:
            return [field.name for field in fields_of(self.table)]
        return FIELDS


def form_of(form: str | None, output: Path | None) -> str:
    """The format: the one that was asked for, or else what the output's suffix means.

    Raises:
        click.UsageError: the suffix means none of the formats.
    """
    if form is not None:
        return form
    if output is None:
        return "text"
    suffixes = [suffix.lower() for suffix in output.suffixes if suffix != ".gz"]
    suffix = suffixes[-1] if suffixes else ""
    if suffix not in SUFFIXES:
        page = "; for a page, use quotelib report" if suffix in {".html", ".htm"} else ""
        raise click.UsageError(f"no format goes by the suffix {suffix}: name one with -f{page}")
    return SUFFIXES[suffix]


def write(pairs: Iterable[Pair], output: Output) -> None:
    """Write the documents as they come."""
    if output.form == "parquet":
        from quotelib.export.arrow import write_parquet

        write_parquet(pairs, cast("Path", output.path), output.table)
    elif output.form == "brat":
        from quotelib.export.brat import write_brat

        write_brat(pairs, cast("Path", output.path))
    elif output.path is None:
        STREAMS[output.form](pairs, sys.stdout.buffer, output)
        sys.stdout.flush()
    else:
        with opened(output.path, "a" if output.resumed else "w") as file:
            STREAMS[output.form](pairs, file, output)


Write = Callable[[Iterable[Pair], BinaryIO, Output], None]


def write_text(pairs: Iterable[Pair], file: BinaryIO, output: Output) -> None:
    """Readings for the eye; coloured and as wide as the terminal, if there is one."""
    color = output.path is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size().columns, WIDEST)
    for position, (document, context) in enumerate(pairs):
        if output.headed:
            _put(file, f"{'' if position == 0 else chr(10)}== {context[IDENTIFIER]} ==\n\n")
        _put(file, document.to_text(width=width, color=color))


WIDEST = 100
"""Columns beyond which lines are tiring to read."""


def write_jsonl(pairs: Iterable[Pair], file: BinaryIO, output: Output) -> None:  # noqa: ARG001
    """One document a line."""
    from quotelib.export.jsonl import to_line

    for document, context in pairs:
        # A line is written whole and at once, so that a run that is killed loses only what it was at.
        file.write(to_line(document, context))
        file.flush()


def write_json(pairs: Iterable[Pair], file: BinaryIO, output: Output) -> None:  # noqa: ARG001
    """One array of documents."""
    from quotelib.export.jsonl import to_line

    _array((to_line(document, context).rstrip(b"\n") for document, context in pairs), file)


def write_csv(pairs: Iterable[Pair], file: BinaryIO, output: Output) -> None:
    """One table, with a header."""
    from quotelib.export.delimited import csv_lines

    file.writelines(csv_lines(pairs, output.table))


def write_w3c(pairs: Iterable[Pair], file: BinaryIO, output: Output) -> None:  # noqa: ARG001
    """One array of Web Annotation pages, about the inputs by their names or, if they have, IRIs."""
    from urllib.parse import quote

    from quotelib.export.web_annotation import to_web_annotations

    names = ((document, str(context[IDENTIFIER])) for document, context in pairs)
    # What is no IRI becomes a relative one.
    iris = ((one, name if "://" in name else quote(name, errors="replace")) for one, name in names)
    _array((_json(to_web_annotations(document, iri)) for document, iri in iris), file)


def write_label_studio(
    pairs: Iterable[Pair],
    file: BinaryIO,
    output: Output,  # noqa: ARG001 - as all of these are called
) -> None:
    """One array of tasks."""
    from quotelib.export.label_studio import to_label_studio

    _array((_json(to_label_studio(document, context)) for document, context in pairs), file)


def _json(plain: object) -> bytes:
    from quotelib.export.plain import json_text

    return json_text(plain).encode("utf-8", "surrogatepass")


def _array(items: Iterator[bytes], file: BinaryIO) -> None:
    """A JSON array, one item a line, written as they come."""
    start = b"["
    for item in items:
        file.write(start + item)
        start = b",\n"
    file.write(b"[]\n" if start == b"[" else b"]\n")


def _put(file: BinaryIO, text: str) -> None:
    # As bytes, so that the console's encoding (or a lone surrogate) cannot fail.
    file.write(text.encode("utf-8", "surrogatepass"))
    file.flush()


STREAMS: dict[str, Write] = {
    "text": write_text,
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
    "w3c": write_w3c,
    "label-studio": write_label_studio,
}
"""The formats that are one stream of bytes."""

SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
}
"""The format that the end of an output's name means, before a ``.gz``."""

TABULAR = frozenset({"csv", "parquet"})
"""The formats that hold one table."""

NEED_A_PATH = ("parquet", "brat")
"""The formats that are no stream."""

FORMS = (*STREAMS, *NEED_A_PATH)
