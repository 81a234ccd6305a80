"""``quotelib report``: the page it writes, and what it does when something is wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import quotelib
from quotelib.cli import main

ARTICLE = "“We will rebuild the bridge,” Mara Lind said.\n"


def run(*arguments: object) -> Result:
    """The command with these arguments."""
    return CliRunner().invoke(main, ["report", *map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two texts and a file of JSON Lines."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Nobody spoke.\n", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(
        '{"id": 7, "text": "“No,” she said.", "date": "2024-05-01", "outlet": null}\n', "utf-8"
    )
    return tmp_path


def test_page_has_every_input(folder: Path) -> None:
    """The page is what `quotelib.report` makes of the documents with their contexts."""
    page = folder / "report.html"
    assert run(folder, "-o", page, "--title", "Spring").exit_code == 0
    expected = [
        (quotelib.extract(ARTICLE), str(folder / "a.txt")),
        (quotelib.extract("Nobody spoke.\n"), str(folder / "b.txt")),
        (quotelib.extract("“No,” she said."), {"doc_id": 7, "date": "2024-05-01"}),
    ]
    assert page.read_text("utf-8") == quotelib.report(expected, title="Spring")


def test_extracted_files_are_shown_as_they_are(folder: Path) -> None:
    """What an earlier run found is shown without another; a line that holds none is named."""
    found = folder / "found.jsonl"
    kept = quotelib.Document(ARTICLE)
    quotelib.write_jsonl([(kept, "a")], found)
    page = folder / "report.html"
    assert run(found, "--extracted", "-o", page).exit_code == 0
    assert page.read_text("utf-8") == quotelib.report([(kept, "a")])
    result = run(found, folder / "c.jsonl", folder / "none*", "--extracted", "-o", page)
    assert result.exit_code == 1
    assert "c.jsonl:1: no document of quotelib" in result.stderr
    assert "no file matches" in result.stderr
    assert page.read_text("utf-8") == quotelib.report([(kept, "a")])


def test_bad_input_does_not_stop_the_others(folder: Path) -> None:
    """A file that cannot be read is one line on standard error; the page has the others."""
    page = folder / "report.html"
    result = run(folder / "a.txt", folder / "missing.txt", "-o", page)
    assert result.exit_code == 1
    assert "missing.txt: cannot be read: no such file or directory" in result.stderr
    assert "Mara Lind" in page.read_text("utf-8")


def test_page_that_cannot_be_written(folder: Path) -> None:
    """An output that cannot be written is said so in one line."""
    result = run(folder / "a.txt", "-o", folder / "missing" / "report.html")
    assert result.exit_code == 1
    assert "report.html: cannot be written: no such file or directory" in result.stderr


def test_page_needs_a_name() -> None:
    """Without an output the command is mistaken."""
    assert run("a.txt").exit_code == 2
