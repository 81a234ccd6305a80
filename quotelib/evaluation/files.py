"""Documents from what ``quotelib extract`` writes, or annotators do, with the names they have there."""

import json
import sys
from pathlib import Path
from typing import cast

from quotelib.document import Document
from quotelib.errors import InputError, RecordError
from quotelib.export.brat_reading import read_brat
from quotelib.export.contexts import IDENTIFIER
from quotelib.export.jsonl import read_jsonl

STANDARD_INPUT = "-"


def read_documents(name: str) -> tuple[list[str], list[Document]]:
    """The names and the documents of a file: JSON Lines, one JSON array, or one document.

    The name of a document is what it has as ``doc_id``, or else its number, from 1. `name` is the
    path of the file, or "-" for standard input; JSON Lines may be compressed (``.gz``). A folder is
    one of brat's, its documents sorted by name.

    Raises:
        InputError: the file cannot be read.
        RecordError: something in it is no document; the message names the file and the line.
    """
    if name != STANDARD_INPUT and (Path(name).is_dir() or name.endswith(".gz")):
        pairs = list(read_brat(name) if Path(name).is_dir() else read_jsonl(name))
        named = enumerate((context for _, context in pairs), 1)
        return (
            [str(context.get(IDENTIFIER, number)) for number, context in named],
            [document for document, _ in pairs],
        )
    text = _read(name)
    if text.lstrip().startswith("["):
        items = [
            (f"{name}, item {number}", item) for number, item in enumerate(_array(name, text), 1)
        ]
    else:
        lines = enumerate(text.split("\n"), 1)
        items = [
            (f"{name}, line {number}", _parsed(f"{name}, line {number}", line))
            for number, line in lines
            if line.strip()
        ]
    names: list[str] = []
    documents: list[Document] = []
    for number, (place, item) in enumerate(items, 1):
        if not isinstance(item, dict):
            raise RecordError(f"{place}: this is no document, but {type(item).__name__}")
        try:
            documents.append(Document.from_dict(item))
        except RecordError as error:
            raise RecordError(f"{place}: {error}") from error
        names.append(str(item.get(IDENTIFIER, number)))
    return names, documents


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise InputError(
            f"{name}: cannot be read: {cause}; check the path and its rights"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 (byte {error.start}); convert it first") from error


def _array(name: str, text: str) -> list[object]:
    return cast("list[object]", _parsed(name, text))


def _parsed(place: str, text: str) -> object:
    try:
        parsed: object = json.loads(text)
    except ValueError as error:
        raise RecordError(f"{place}: this is not JSON: {error}") from error
    return parsed
