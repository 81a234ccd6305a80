"""What the commands read: files, folders, patterns, JSON Lines, standard input.

Everything is listed first and read later, one at a time, so that a run over many files starts at
once and one that is resumed need not read what it has done. What cannot be read is an error among
the items; it stops none of the others.
"""

import codecs
import glob
import gzip
import json
import os
import sys
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from quotelib.errors import InputError, QuotelibError
from quotelib.export.contexts import IDENTIFIER, Context
from quotelib.export.jsonl import (
    LINE_SUFFIXES,
    fields_of_line,
    numbered,
    numbered_lines,
    unreadable,
)

STANDARD_INPUT = "-"
TEXT_SUFFIXES = (".txt", ".text", ".txt.gz", ".text.gz")
"""How the names of the text files in a folder end; a file that is named itself may end in anything."""

_AS_LINES = (
    "texts with other fields: make it JSON Lines, for example with pandas:"
    " pandas.read_csv(...).to_json('texts.jsonl', orient='records', lines=True)"
)
_AS_PLAIN = "a document with a layout: save it as plain text first"
_AS_MARKUP = "text with markup: take the text out of it first, for example with trafilatura"
NO_TEXTS = {
    **dict.fromkeys((".json", ".csv", ".tsv", ".parquet", ".xls", ".xlsx"), _AS_LINES),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".epub"), _AS_PLAIN),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xml"), _AS_MARKUP),
    ".pdf": "pages: take the text out of them first, for example with pdftotext",
}
"""What files are that hold texts, but are none, and the remedy, by the ends of their names: read as a
text they would be nonsense."""

PREFIX = "input_"
"""What is put before the name of a field that the output has one of its own for."""


@attrs.frozen(eq=False)
class Item:
    """One text to be read: the columns that its results have, and how to get it."""

    context: Context
    read: Callable[[], str]
    """Gives the text; raises `InputError` where there is none."""

    @property
    def identifier(self) -> str:
        return str(self.context[IDENTIFIER])


@attrs.define
class Lines:
    """How texts are taken from JSON Lines.

    Attributes:
        text_field: The field that holds the text.
        id_field: The field that identifies it; where it is missing the file and the line do.
        kept: Fields to pass through, all if None.
        taken: Names that the output has already: such a field gets `PREFIX`.
        is_table: Whether the fields become columns, the same for all items: where `kept` is None the
            first item decides which. A list or an object becomes its JSON.
    """

    text_field: str = "text"
    id_field: str = "id"
    kept: tuple[str, ...] | None = None
    taken: Collection[str] = ()
    is_table: bool = False

    def file_item(self, path: str) -> Item:
        """The item of a whole file, which has no fields: in a table its columns are empty."""
        names = self._columns(()) if self.is_table else ()
        return Item({IDENTIFIER: path, **dict.fromkeys(map(self._name, names))}, _reader(path))

    def item(self, fields: Context, place: str) -> Item:
        """The item of one line."""
        identifier = fields.get(self.id_field)
        own = {
            self._name(name): self._value(fields.get(name), place) for name in self._columns(fields)
        }
        context = {IDENTIFIER: place if identifier is None else identifier, **own}
        return Item(context, lambda: self._text(fields, place))

    def _columns(self, fields: Iterable[str]) -> list[str]:
        """The fields that pass through, of an item that has these."""
        if self.kept is None and self.is_table:
            self.kept = tuple(fields)
        names = fields if self.kept is None else self.kept
        return [name for name in names if name not in {self.text_field, self.id_field}]

    def _name(self, name: str) -> str:
        return PREFIX + name if name in self.taken or name == IDENTIFIER else name

    def _value(self, value: object, place: str) -> object:
        if not isinstance(value, (list, dict)):
            return value
        try:
            text = json.dumps([[value]])[
                2:-2
            ]  # the brackets keep a little depth for the output's own
        except RecursionError as error:
            raise InputError(f"{place}: JSON nested too deeply") from error
        return text if self.is_table else value

    def _text(self, fields: Context, place: str) -> str:
        if self.text_field not in fields:
            raise InputError(
                f"{place}: there is no field {self.text_field!r}; it has"
                f" {', '.join(map(repr, fields)) or 'none'}: name the right one with --text-field"
            )
        text = fields[self.text_field]
        if not isinstance(text, str):
            raise InputError(
                f"{place}: the field {self.text_field!r} must be a string, not"
                f" {type(text).__name__}"
            )
        return text


def listed(arguments: Iterable[str]) -> list[str | InputError]:
    """The paths that the arguments mean, in their order, what is in a folder sorted."""
    found: list[str | InputError] = []
    for argument in arguments:
        try:
            found.extend(_paths(argument))
        except InputError as error:
            found.append(error)
    return found


def _paths(argument: str) -> list[str]:
    if argument == STANDARD_INPUT:
        return [argument]
    if Path(argument).is_dir():
        inside = sorted(_files_under(argument))
        if not inside:
            endings = ", ".join((*TEXT_SUFFIXES[:1], *LINE_SUFFIXES[:1]))
            raise InputError(f"{argument}: no files in this folder end in {endings}; name them")
        return inside
    if glob.has_magic(argument) and not Path(argument).exists():
        # The shell did not expand it: it was quoted, or the shell does not do that.
        matching = sorted(
            path
            for path in glob.glob(argument, recursive=True)  # noqa: PTH207 - takes absolute ones too
            if not Path(path).is_dir()
        )
        if not matching:
            raise InputError(f"{argument}: no file matches this pattern")
        return matching
    return [argument]


def _files_under(folder: str) -> Iterator[str]:
    for directory, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith(TEXT_SUFFIXES + LINE_SUFFIXES):
                yield str(Path(directory, name))


def is_lines(path: str) -> bool:
    """Whether a path is of a file of JSON Lines, by its suffix."""
    return path.lower().endswith(LINE_SUFFIXES)


def number_of(paths: Sequence[str | InputError], *, all_lines: bool) -> int | None:
    """How many items the paths have, as `items_of` gives them; None where only reading would tell."""
    if all_lines or any(isinstance(path, str) and is_lines(path) for path in paths):
        return None
    return len(paths)


def items_of(
    paths: Iterable[str | InputError], lines: Lines, *, all_lines: bool = False
) -> Iterator[Item | QuotelibError]:
    """The items of all paths, in order, with the errors of what holds none.

    Args:
        paths: As `listed` gives them.
        lines: How texts are taken from JSON Lines.
        all_lines: Whether every file is one of JSON Lines, whatever its suffix.
    """
    for path in paths:
        if isinstance(path, InputError):
            yield path
        elif all_lines or is_lines(path):
            yield from _line_items(path, lines)
        elif Path(path).suffix.lower() in NO_TEXTS and Path(path).exists():
            yield InputError(f"{path}: not a text, but {NO_TEXTS[Path(path).suffix.lower()]}")
        else:
            yield lines.file_item(path)


def _line_items(path: str, lines: Lines) -> Iterator[Item | QuotelibError]:
    """The items of one file; a line that is not JSON costs no other line anything."""
    is_standard = path == STANDARD_INPUT
    try:
        for number, line in numbered(sys.stdin.buffer) if is_standard else numbered_lines(path):
            place = f"{path}:{number}"
            try:
                yield lines.item(fields_of_line(line, place), place)
            except InputError as error:
                yield error
    except InputError as error:
        yield error


def _reader(path: str) -> Callable[[], str]:
    return lambda: read_text(path)


def read_text(path: str) -> str:
    """The text of a file (expanded if its name ends in ``.gz``), a byte order mark left out.

    Raises:
        InputError: it cannot be opened, or is not UTF-8.
    """
    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
        if path.endswith(".gz"):
            data = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); {_remedy(data)}") from error


def _remedy(data: bytes) -> str:
    """What to do about bytes that are not UTF-8."""
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not is_utf16 and b"\0" in data:
        return "it has bytes that no text has: is it a text at all?"
    likely = "UTF-16" if is_utf16 else "WINDOWS-1252"
    return f"convert it first, for example with iconv -f {likely} -t UTF-8"
