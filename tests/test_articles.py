"""Whole articles and their readings, in a form that a person can check.

Each text of examples/ and tests/articles/ has its expected reading in tests/articles/NAME.expected.
``--update-snapshots`` rewrites these; read the difference before it is committed.
"""

from pathlib import Path
from textwrap import fill

import pytest
from readings import reading_of

import quotelib

EXPECTED = Path(__file__).parent / "articles"
EXAMPLES = Path(__file__).parent.parent / "examples"
ARTICLES = sorted([*EXAMPLES.glob("*.txt"), *EXPECTED.glob("*.txt")])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_reading(path: Path, *, update_snapshots: bool) -> None:
    """The article is read as it was when somebody last checked."""
    reading = reading_of(quotelib.extract(path.read_text(encoding="utf-8")))
    expected = EXPECTED / f"{path.stem}.expected"
    if update_snapshots:
        EXPECTED.mkdir(exist_ok=True)
        expected.write_text(reading, encoding="utf-8")
    assert reading == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_line_ends(path: Path, end: str) -> None:
    """An article with lines of 70 columns is read alike whatever ends them."""
    lines = path.read_text(encoding="utf-8").split("\n")
    text = "\n".join(fill(line, 70, break_on_hyphens=False) for line in lines)
    reading = reading_of(quotelib.extract(text.replace("\n", end)))
    assert reading == reading_of(quotelib.extract(text))
