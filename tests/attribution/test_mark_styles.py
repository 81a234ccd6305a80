"""Quotations are read alike in the marks of any style: the table's curly ones changed for others."""

from collections.abc import Callable

import pytest
from attribution.reading import rows

import quotelib

STYLES = {
    "single": ("‘", "’"),
    "guillemets": ("«", "»"),
    "low": ("„", "“"),
    "corner": ("「", "」"),
    "backticks": ("``", "''"),
}
OTHER_MARKS = frozenset("\"'‘’«»`„")
SENTENCES = [
    pytest.param(case["text"], id=case["id"])
    for case in rows("quotations")
    if "“" in case["text"]
    and case["text"].count("“") == case["text"].count("”")
    and OTHER_MARKS.isdisjoint(case["text"])
]


def parties(text: str, changed: Callable[[str], str]) -> list[list[str]]:
    """Source, cue and content of each quotation, their words changed."""
    return [
        [
            changed(span.text)
            for span in (quotation.source, quotation.cue, *quotation.content)
            if span is not None
        ]
        for quotation in quotelib.extract(text)
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_other_marks(sentence: str, style: str) -> None:
    """Who is quoted, by which words and with what, is what it is with curly marks."""
    marks = dict(zip("“”", STYLES[style], strict=True))

    def changed(text: str) -> str:
        return "".join(marks.get(character, character) for character in text)

    assert parties(changed(sentence), str) == parties(sentence, changed)


def test_nested_marks() -> None:
    """Double marks within single ones are what single ones within double ones are."""
    british = "‘My father told us, “Never sell the boat,”’ Hanna Brink said."
    american = "“My father told us, ‘Never sell the boat,’” Hanna Brink said."
    swapped = str.maketrans("“”‘’", "‘’“”")
    assert parties(british, str) == parties(american, lambda text: text.translate(swapped))
