"""Texts of our own making, as many as wanted, with what is found in them one by one."""

from collections.abc import Sequence
from functools import cache

import quotelib
from quotelib.export.columns import TableName

NAMES = ("Mara Lind", "Oto Kern", "Ines Varga", "the harbour ministry", "a senior official")
SAYINGS = (
    "“We counted {number} ships,” {name} said on Monday.",
    "{name} denied that {number} sailors had been hurt.",
    "{name} threatened to close {number} ports unless the fleet left.",
    "The storm passed {number} villages without harm.",
    "“Close them,” {name} told reporters. “Close all {number}.”",
)


def articles(count: int) -> list[str]:
    """So many texts, all different, some without a quotation."""
    return [
        "\n\n".join(
            SAYINGS[(number + part) % len(SAYINGS)].format(
                number=number, name=NAMES[(number // 5 + part) % len(NAMES)]
            )
            for part in range(1 + number % 2)
        )
        for number in range(count)
    ]


@cache
def _document(text: str) -> quotelib.Document:
    return quotelib.extract(text)


def expected_rows(texts: Sequence[str | None], table: TableName) -> list[dict[str, object]]:
    """The rows of all texts as `Document.to_rows` gives them, with their number as ``id``."""
    return [
        {"id": number, **row, "error": None}
        for number, text in enumerate(texts)
        if text is not None
        for row in _document(text).to_rows(table)
    ]
