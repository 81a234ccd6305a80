"""A paragraph ends whatever is in it: no part of a record but quotation marks holds its end.

Texts lack periods where a line is a heading, a caption or torn from a page, so every sentence of the
tables is broken in two at each of its blanks in turn.
"""

from collections.abc import Iterator

import pytest
from attribution.reading import rows

import quotelib
from quotelib.records import Span

BREAK = "\n\n"
SENTENCES = [
    pytest.param(case["text"], id=case["id"])
    for case in rows("quotations")
    if "\n" not in case["text"]
]
OF_CUES = [
    pytest.param(case["text"], id=case["id"]) for case in rows("cues") if "\n" not in case["text"]
]
RELATIVE = "One baker, who said that the dam holds, left early."


def parts(document: quotelib.Document) -> Iterator[tuple[str, Span | None]]:
    """Every span of a document but those of devices, some of which are quotation marks, with what it is."""
    for quotation in document.quotations:
        yield "cue", quotation.cue
        yield "source", quotation.source
        yield "addressee", quotation.addressee
        yield from (("setting", span) for span in quotation.setting)
        yield from (("content", span) for span in quotation.content)
    for frame in document.frames:
        yield "trigger", frame.trigger
        yield "agent", frame.agent
        yield "target", frame.target
    for speaker in document.speakers:
        yield from (("mention", span) for span in speaker.mentions)


@pytest.mark.parametrize("sentence", [*SENTENCES, *OF_CUES, RELATIVE])
def test_nothing_reaches_over_the_end_of_a_paragraph(sentence: str) -> None:
    """No part of a record holds a paragraph's end, wherever one is put."""
    words = sentence.split(" ")
    reaching = []
    for place in range(1, len(words)):
        broken = BREAK.join((" ".join(words[:place]), " ".join(words[place:])))
        reaching += [
            (what, span.text)
            for what, span in parts(quotelib.extract(broken))
            if span is not None and BREAK in span.text
        ]
    assert reaching == []


@pytest.mark.parametrize("heading", ["Nothing happened this week", "A place to think of"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_heading_says_nothing_of_the_quotations_below(sentence: str, heading: str) -> None:
    """What is quoted, by which words and by whom, is the same with a heading above that ends without a period."""

    def parties(text: str) -> list[list[tuple[int, str]]]:
        shift = len(text) - len(sentence)
        return [
            [
                (span.start - shift, span.text)
                for span in (quotation.source, quotation.cue, *quotation.content)
                if span is not None
            ]
            for quotation in quotelib.extract(text)
        ]

    assert parties(f"{heading}{BREAK}{sentence}") == parties(sentence)


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\n \n", "\n\u200b\n", "\u2029"])
def test_content_of_two_paragraphs_has_two_spans(end: str) -> None:
    """Whatever blank line ends a paragraph, a quotation that runs over it has a span on either side."""
    first, second = "“We lost the whole harvest.", "Nobody has called us since.”"
    [quotation] = quotelib.extract(f"The farmer said: {first}{end}{second}")
    assert [span.text for span in quotation.content] == [first, second]


def test_content_of_verses_has_one_span() -> None:
    """A single line break ends no span, though it may end a paragraph."""
    verses = "“We lost the whole harvest.\nNobody has called us since.”"
    [quotation] = quotelib.extract(f"The farmer said: {verses}")
    assert [span.text for span in quotation.content] == [verses]
