"""Documents as JSON Lines: one a line, its context's columns beside its own fields.

A path that ends in ``.gz`` is compressed and expanded on the way. What was written is read as the
same documents with the same contexts, as far as JSON has a form for these: dates become strings, and missing values null.
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from quotelib.document import Document
from quotelib.errors import InputError, ParameterError, RecordError
from quotelib.export.contexts import Context, Documents, Pair, pairs_of
from quotelib.export.plain import FIELDS, from_plain, json_text, to_plain
from quotelib.export.tables import is_missing

LINE_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""How the names of JSON Lines files end."""


def write_jsonl(documents: Documents, path: str | Path) -> int:
    """Write each document on a line, as they come; gives their number.

    Raises:
        OSError: the file cannot be written.
        ParameterError: a context has the name of a field of documents, or a value that JSON has no
            form for.
    """
    count = 0
    with opened(path, "w") as file:
        for document, context in pairs_of(documents):
            file.write(to_line(document, context))
            count += 1
    return count


def read_jsonl(path: str | Path) -> Iterator[Pair]:
    """The documents of a JSON Lines file, each with the other fields of its line as its context.

    Raises:
        InputError: the file cannot be read, or a line holds no document; the message names it.
    """
    for number, line in numbered_lines(path):
        fields = fields_of_line(line, f"{path}:{number}")
        context = {name: value for name, value in fields.items() if name not in FIELDS}
        try:
            document = from_plain(fields)
        except RecordError as error:
            raise InputError(f"{path}:{number}: no document of quotelib: {error}") from error
        yield document, context


def to_line(document: Document, context: Context) -> bytes:
    """One line with its line end: the context's columns, then the document's fields.

    Raises:
        ParameterError: as `write_jsonl`.
    """
    taken = [name for name in context if name in FIELDS]
    if taken:
        raise ParameterError(
            f"the column {taken[0]!r} that you bring along has the name of a field of documents:"
            " give it another"
        )
    own = {name: _as_json(value) for name, value in context.items()}
    try:
        line = json_text({**own, **to_plain(document)})
    except (TypeError, ValueError) as error:
        raise ParameterError(f"a context has a value that JSON has no form for: {error}") from error
    # A surrogate pair of a str's own stays two surrogates, which strict UTF-8 would refuse.
    return line.encode("utf-8", "surrogatepass") + b"\n"


def _as_json(value: object) -> object:
    if is_missing(value):
        return None
    return value.isoformat() if isinstance(value, date) else value


def numbered_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """The number, from 1, and the bytes of each line of a file that is not empty.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with opened(path, "r") as file:
            yield from numbered(file)
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error


def numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers, from 1."""
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def fields_of_line(line: bytes, place: str) -> Mapping[str, object]:
    """The fields of one line.

    Raises:
        InputError: it is not a JSON object; the message begins with `place`.
    """
    try:
        fields = json.loads(line, parse_constant=_not_a_number)
    except ValueError as error:
        raise InputError(f"{place}: not JSON: {error}") from error
    except RecursionError as error:
        raise InputError(f"{place}: JSON nested too deeply") from error
    if not isinstance(fields, dict):
        raise InputError(f"{place}: not a JSON object, but of type {type(fields).__name__}")
    return fields


def _not_a_number(constant: str) -> None:
    """NaN and the infinities, which some programs write and JSON does not know, are missing values."""


def unreadable(path: object, error: Exception) -> InputError:
    """The error for a file that could not be opened, or not be expanded."""
    cause = (getattr(error, "strerror", None) or str(error)).lower()
    remedy = (
        "check the path and its rights"
        if getattr(error, "errno", None)
        else "it is damaged, or no gzip file in spite of its name"
    )
    return InputError(f"{path}: cannot be read: {cause}; {remedy}")


@contextmanager
def opened(path: str | Path, mode: str) -> Iterator[BinaryIO]:
    """A file of bytes, for mode "r", "w" or "a", that is a gzip file if its name ends in ``.gz``."""
    with Path(path).open(f"{mode}b") as file:
        if Path(path).suffix != ".gz":
            yield cast("BinaryIO", file)
        else:
            # Neither name nor time inside, so that the same documents give the same bytes.
            with gzip.GzipFile(filename="", mode=f"{mode}b", fileobj=file, mtime=0) as expanded:
                yield cast("BinaryIO", expanded)
