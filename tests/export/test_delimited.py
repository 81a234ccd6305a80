"""CSV: what a spreadsheet would run is made inert, and all else is read back as it was."""

import csv
import gzip
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from strategies import any_text

import quotelib
from quotelib import Device, DeviceKind, Document, ParameterError, Span
from quotelib.export.columns import TABLES
from quotelib.export.delimited import csv_lines, write_csv

ARTICLE = quotelib.extract("“The dam; it will hold,” Mara Lind said.\nKarvia denied it.")


def whole(text: str) -> Document:
    """A document whose text is one device from end to end."""
    return Document(text, devices=(Device(DeviceKind.SCARE_QUOTES, Span(0, len(text), text)),))


def read(lines: bytes, delimiter: str = ",") -> list[list[str]]:
    """The cells of a CSV file, as a spreadsheet reads it."""
    text = lines.decode("utf-8-sig", "surrogatepass")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_rows_are_read_back(tmp_path: Path) -> None:
    """The cells are those of the rows, with the user's columns first and missing ones empty."""
    context = {"doc_id": "a", "front": True}
    count = write_csv([(ARTICLE, context), (ARTICLE, {"doc_id": "b"})], tmp_path / "a.csv")
    header, *cells = read((tmp_path / "a.csv").read_bytes())
    rows = quotelib.to_rows([(ARTICLE, context), (ARTICLE, {"doc_id": "b", "front": None})])
    assert header == list(rows[0])
    assert count == len(cells) == len(rows)
    expected = [["" if cell is None else str(cell) for cell in row.values()] for row in rows]
    truth = {"True": "true", "False": "false"}
    assert cells == [[truth.get(cell, cell) for cell in row] for row in expected]


def test_empty_table_has_a_header(tmp_path: Path) -> None:
    """Without documents, or without records, there is the header; .gz is compressed."""
    write_csv([], tmp_path / "a.csv.gz", "devices")
    header = read(gzip.decompress((tmp_path / "a.csv.gz").read_bytes()))
    assert header == read(b"".join(csv_lines(Document(""), "devices")))
    assert header[0][:2] == ["device", "kind"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("＝1", "'＝1"),
        ('"=1', "\"'=1"),
        ('yes;"=1', "yes;\"'=1"),
        ("a\n=1", "a\n'=1"),
        ("1=1 - 2; 3", "1=1 - 2; 3"),
        ("a\0b", "a\ufffdb"),
        ("it’s -1", "it’s -1"),
    ],
)
def test_formulas_are_inert(text: str, cell: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe; others are as they were."""
    _, row = read(b"".join(csv_lines(whole(text), "devices")))
    assert row[2] == cell


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(text=any_text)
def test_no_text_makes_a_formula(delimiter: str, text: str) -> None:
    """Whatever the text, and whichever separator a spreadsheet takes, no cell begins a formula."""
    own = {field.name for field in TABLES["devices"]}  # a name that is taken is refused
    extra = {text: text, "x": text} if text not in own else {"x": text}
    lines = b"".join(csv_lines([(whole(text), extra)], "devices"))
    for row in read(lines, delimiter):
        for cell in row:
            assert not re.match("[=+\\-@＝＋－＠\t\r\n]", cell)


def test_late_columns_are_refused() -> None:
    """A column that the first document has not is named."""
    pairs = [(ARTICLE, {"doc_id": "a"}), (ARTICLE, {"doc_id": "b", "day": 1})]
    with pytest.raises(ParameterError, match="'day' comes too late"):
        list(csv_lines(pairs))
