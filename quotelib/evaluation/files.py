"""Annotated documents from files, and those of two files brought together by their texts."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from quotelib.document import Document
from quotelib.errors import InputError, ParameterError, RecordError
from quotelib.export.brat_reading import read_brat
from quotelib.export.contexts import IDENTIFIER
from quotelib.export.jsonl import fields_of_line, numbered, read_jsonl, unreadable
from quotelib.export.plain import from_plain
from quotelib.records import shortened

STANDARD_INPUT = "-"

Named = tuple[str, Document]
"""The name of a document, and the document."""


def read_documents(name: str) -> list[Named]:
    """The documents of a folder of brat's files, of JSON Lines, or of one JSON array.

    The name of a document is its ``doc_id``, or else its number, from 1. `name` is a path, or "-"
    for JSON Lines on standard input; an array is in a file whose name ends in ``.json``.

    Raises:
        InputError: a file cannot be read, or something in it is no document; the message names it.
    """
    path = Path(name)
    if name == STANDARD_INPUT:
        lines = numbered(sys.stdin.buffer)
        places = ((f"line {number}", line) for number, line in lines)
        return _named((fields_of_line(line, place), place) for place, line in places)
    if path.suffix == ".json":
        return _named(_items(path))
    pairs = read_brat(path) if path.is_dir() else read_jsonl(path)
    return [
        (str(context.get(IDENTIFIER, number)), document)
        for number, (document, context) in enumerate(pairs, 1)
    ]


def _items(path: Path) -> Iterable[tuple[object, str]]:
    """The items of a JSON array, each with its place."""
    try:
        items = json.loads(path.read_bytes())
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON: {error}") from error
    if not isinstance(items, list):
        items = [items]
    return ((item, f"{path}, item {number}") for number, item in enumerate(items, 1))


def _named(items: Iterable[tuple[object, str]]) -> list[Named]:
    named: list[Named] = []
    for item, place in items:
        if not isinstance(item, dict):
            raise InputError(f"{place}: no document of quotelib, but of type {type(item).__name__}")
        try:
            document = from_plain(item)
        except RecordError as error:
            raise InputError(f"{place}: no document of quotelib: {error}") from error
        named.append((str(item.get(IDENTIFIER, len(named) + 1)), document))
    return named


def aligned(gold: Sequence[Named], found: Sequence[Named], place: str) -> list[Document]:
    """For every gold document the one of the same text, whatever the order; others are left out.

    Raises:
        ParameterError: there is none; the message names the document, and `place`.
    """
    by_text: dict[str, list[Document]] = {}
    for _, document in reversed(found):
        by_text.setdefault(document.text, []).append(document)
    partners: list[Document] = []
    for number, (name, document) in enumerate(gold):
        waiting = by_text.get(document.text)
        if waiting:
            partners.append(waiting.pop())
        elif len(found) == len(gold):  # almost the same text: comparing says where it differs
            partners.append(found[number][1])
        else:
            raise ParameterError(
                f"{place}: no document with the text of {name}, which begins"
                f" {shortened(document.text)}: extract from the text that was annotated"
            )
    return partners
