"""What the commands read: which files, in which order, and what of them."""

import gzip
import json
from pathlib import Path

import pytest

from quotelib import QuotelibError
from quotelib.commands.inputs import Item, Lines, items_of, listed, number_of
from quotelib.errors import InputError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with texts of all kinds in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news/deep").mkdir(parents=True)
    (tmp_path / "news/b.txt").write_text("b")
    (tmp_path / "news/a.TXT").write_bytes(b"\xef\xbb\xbfa\r\n")
    (tmp_path / "news/deep/c.txt.gz").write_bytes(gzip.compress(b"c"))
    (tmp_path / "news/lines.jsonl").write_text(
        '{"id": 7, "text": "d"}\n\n{"text": "e", "day": "May"}\n'
    )
    (tmp_path / "news/picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty").mkdir()
    (tmp_path / "raw.bin").write_bytes(b"\0\xff")
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "wide.txt").write_text("“No.”", encoding="utf-16")
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(b"c" * 99)[:-9])
    return tmp_path


def read(*arguments: str, lines: Lines | None = None, all_lines: bool = False) -> list[object]:
    """Identifier and text of each item, or its error's message."""
    items = items_of(listed(arguments), lines or Lines(), all_lines=all_lines)
    return [outcome(item) for item in items]


def outcome(item: Item | QuotelibError) -> object:
    """What comes of an item: its identifier and text, or a message."""
    if isinstance(item, QuotelibError):
        return str(item)
    try:
        return item.context["doc_id"], item.read()
    except InputError as error:
        return str(error)


@pytest.mark.usefixtures("folder")
def test_folder_is_read_in_order() -> None:
    """A folder gives its text files and JSON Lines, sorted by path, and nothing else."""
    assert read("news") == [
        ("news/a.TXT", "a\r\n"),
        ("news/b.txt", "b"),
        ("news/deep/c.txt.gz", "c"),
        (7, "d"),
        ("news/lines.jsonl:3", "e"),
    ]


@pytest.mark.usefixtures("folder")
def test_patterns_are_expanded() -> None:
    """A pattern that no shell has expanded gives its files, sorted; a file of that very name itself."""
    assert listed(["news/*.txt", "news/**/*.gz"]) == ["news/b.txt", "news/deep/c.txt.gz"]
    Path("[x].txt").write_text("x")
    assert listed(["[x].txt"]) == ["[x].txt"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("empty", "empty: no files in this folder end in .txt, .jsonl; name them"),
        ("*.doc", "*.doc: no file matches this pattern"),
        (
            "none.txt",
            "none.txt: cannot be read: no such file or directory; check the path and its rights",
        ),
        (
            "wide.txt",
            "wide.txt: not UTF-8 (byte 0); convert it first, for example with iconv -f UTF-16 -t UTF-8",
        ),
        (
            "cut.txt.gz",
            (
                "cut.txt.gz: cannot be read: compressed file ended before the end-of-stream marker was"
                " reached; it is damaged, or no gzip file in spite of its name"
            ),
        ),
        (
            "raw.bin",
            "raw.bin: not UTF-8 (byte 1); it has bytes that no text has: is it a text at all?",
        ),
        (
            "page.pdf",
            "page.pdf: not a text, but pages: take the text out of them first, for example with pdftotext",
        ),
        (
            "none.csv",
            "none.csv: cannot be read: no such file or directory; check the path and its rights",
        ),
        (
            "none.jsonl",
            "none.jsonl: cannot be read: no such file or directory; check the path and its rights",
        ),
    ],
)
def test_nothing_to_read_is_named(argument: str, message: str) -> None:
    """What leads to no text is an error in its place, and the others are read."""
    assert read("news/b.txt", argument, "news/b.txt") == [
        ("news/b.txt", "b"),
        message,
        ("news/b.txt", "b"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"id": 7, "text": "t"}', (7, "t")),
        (b'{"text": "t"}', ("x.json:1", "t")),
        (b'{"id": null, "text": "t"}', ("x.json:1", "t")),
        (
            b'{"body": "t"}',
            "x.json:1: there is no field 'text'; it has 'body': name the right one with --text-field",
        ),
        (
            b"{}",
            "x.json:1: there is no field 'text'; it has none: name the right one with --text-field",
        ),
        (b'{"text": 5}', "x.json:1: the field 'text' must be a string, not int"),
        (b"[]", "x.json:1: not a JSON object, but of type list"),
        (b'{"text": "t", "deep": ' + b"[" * 99_999, "x.json:1: JSON nested too deeply"),
    ],
    ids=["id", "no id", "null", "no text", "nothing", "number", "list", "deep"],
)
def test_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: bytes, expected: object
) -> None:
    """A line gives its text under its identifier, or else under its place; a bad one is named."""
    monkeypatch.chdir(tmp_path)
    Path("x.json").write_bytes(line + b'\n{"id": "last", "text": ""}\n')
    assert read("x.json", all_lines=True) == [expected, ("last", "")]


@pytest.mark.parametrize(
    ("kept", "is_table", "expected"),
    [
        (None, False, {"doc_id": 7, "input_speaker": "S", "tags": ["x"]}),
        (None, True, {"doc_id": 7, "input_speaker": "S", "tags": '["x"]'}),
        (("tags", "day"), False, {"doc_id": 7, "tags": ["x"], "day": None}),
        (("text",), False, {"doc_id": 7}),
    ],
    ids=["all", "table", "named", "text"],
)
def test_fields_pass_through(
    kept: tuple[str, ...] | None, is_table: bool, expected: dict[str, object]
) -> None:
    """Fields of a line become columns: all or those named, never two of one name."""
    lines = Lines("text", "id", kept, taken=("speaker",), is_table=is_table)
    fields = {"id": 7, "text": "t", "speaker": "S", "tags": ["x"]}
    assert lines.item(fields, "x:1").context == expected


def test_table_keeps_the_first_columns() -> None:
    """In a table the first line decides which columns there are."""
    lines = Lines(is_table=True)
    assert lines.item({"text": "t", "a": 1}, "x:1").context == {"doc_id": "x:1", "a": 1}
    assert lines.item({"text": "t", "b": 2}, "x:2").context == {"doc_id": "x:2", "a": None}


def test_table_has_the_same_columns_for_files() -> None:
    """In a table files and lines have the same columns, whichever comes first."""
    line = {"text": "t", "a": 1}
    assert Lines(is_table=True).file_item("f").context == {"doc_id": "f"}
    first = Lines(is_table=True)
    assert (first.file_item("f").context, first.item(line, "x").context) == (
        {"doc_id": "f"},
        {"doc_id": "x"},
    )
    then = Lines(is_table=True, taken=("a",))
    assert then.item(line, "x").context == {"doc_id": "x", "input_a": 1}
    assert then.file_item("f").context == {"doc_id": "f", "input_a": None}
    assert Lines(kept=("a",)).file_item("f").context == {"doc_id": "f"}


def test_number_is_known_for_files_only() -> None:
    """The number of items is known where each file is one."""
    assert number_of(["a.txt", "-"], all_lines=False) == 2
    assert number_of(["a.txt", "b.jsonl"], all_lines=False) is None
    assert number_of(["-"], all_lines=True) is None


def test_numbers_that_json_does_not_know(tmp_path: Path) -> None:
    """NaN and infinity, which some programs write, are missing values and cost nothing."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "t", "x": NaN, "y": -Infinity}')
    (item,) = items_of([str(path)], Lines())
    assert isinstance(item, Item)
    assert json.dumps(item.context) == json.dumps({"doc_id": f"{path}:1", "x": None, "y": None})
