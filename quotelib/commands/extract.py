"""``quotelib extract``: read texts and print what was found in them."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import click

import quotelib
from quotelib.document import Document
from quotelib.errors import InputError, QuotelibError

STANDARD_INPUT = "-"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="text to be read; json: one array; jsonl: one document a line.",
)
def command(files: tuple[str, ...], form: str) -> None:
    """Print the quotations, speakers, frames and devices of each FILE (UTF-8; - is standard input)."""
    # Written as bytes, so that the console's encoding (or a lone surrogate) cannot fail.
    failed: list[str] = []
    for chunk in _rendered(files, form, failed):
        sys.stdout.buffer.write(chunk.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    sys.exit(1 if failed else 0)


def _rendered(files: tuple[str, ...], form: str, failed: list[str]) -> Iterator[str]:
    """What is to be printed, piece by piece; names of files that failed are added to `failed`."""
    documents = _documents(files, failed)
    if form == "text":
        yield from _as_text(documents, headed=len(files) > 1)
    elif form == "jsonl":
        yield from (_as_json(name, document) + "\n" for name, document in documents)
    else:
        separator = "["
        for name, document in documents:
            yield separator + _as_json(name, document)
            separator = ",\n"
        yield "[]\n" if separator == "[" else "]\n"


def _documents(files: tuple[str, ...], failed: list[str]) -> Iterator[tuple[str, Document]]:
    for name in files:
        try:
            yield name, quotelib.extract(_read(name))
        except QuotelibError as error:
            click.echo(f"quotelib: {error}", err=True)
            failed.append(name)


def _read(name: str) -> str:
    """The text of a file, a byte order mark left out.

    Raises:
        InputError: it cannot be opened, or is not UTF-8.
    """
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise InputError(
            f"{name}: cannot be read: {cause}; check the path and its rights"
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: not UTF-8 (byte {error.start}); convert it first, for example with"
            " iconv -f WINDOWS-1252 -t UTF-8"
        ) from error


def _as_text(documents: Iterator[tuple[str, Document]], *, headed: bool) -> Iterator[str]:
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = min(shutil.get_terminal_size().columns, 100)
    for position, (name, document) in enumerate(documents):
        if headed:
            yield f"{'' if position == 0 else chr(10)}== {name} ==\n\n"
        yield document.to_text(width=width, color=color)


def _as_json(name: str, document: Document) -> str:
    """One document on one line, its input's name first."""
    import json

    return f'{{"file": {json.dumps(name)}, {document.to_json()[1:]}'
