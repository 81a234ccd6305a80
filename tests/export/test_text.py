"""The view for terminals: readable, as wide as it may be, inert whatever the text holds."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from strategies import documents

import quotelib
from quotelib import (
    Act,
    Basis,
    Device,
    DeviceKind,
    Document,
    Frame,
    Mode,
    Polarity,
    Quotation,
    QuotationKind,
    Span,
)

ESCAPE = re.compile("\x1b\\[[0-9;]*m")
ARTICLE = Path(__file__).parent.parent.parent / "examples" / "strait.txt"


def whole(text: str) -> Document:
    """A document whose text is one device from end to end."""
    return Document(text, devices=(Device(DeviceKind.SCARE_QUOTES, Span(0, len(text), text)),))


def test_a_reading() -> None:
    """A quotation is who and how, the words, and what is done by them; speakers and devices follow."""
    view = quotelib.extract(
        "“The dam will hold,” engineer Mara Lind told reporters. Norway denied that it had “failed”."
    ).to_text()
    assert view == (
        "2 quotations · 2 speakers · 2 acts · 1 device\n\n"
        "1  Mara Lind · told · to reporters\n"
        "   “The dam will hold,”\n"
        "   direct speech\n\n"
        "2  Norway · denied\n"
        "   that it had “failed”\n"
        "   mixed speech · denial\n\n"
        "Speakers\n"
        "  Mara Lind    1  person, engineer\n"
        "  Norway       1  place\n\n"
        "Devices\n"
        "  scare quotes · “failed” (2)\n"
    )


def test_nothing_found() -> None:
    """Where there is nothing to show, that is said."""
    assert Document("It rained.").to_text() == "Nothing was found.\n"


@pytest.mark.parametrize("width", [24, 30, 40, 60, 80, 100, 200])
def test_lines_fit(width: int) -> None:
    """No line is wider than asked for, nor loses a word in being broken, nor ends in a separator."""
    document = quotelib.extract(ARTICLE.read_text(encoding="utf-8"))
    view = document.to_text(width=width)
    lines = view.splitlines()
    assert max(map(len, lines)) <= width
    assert not any(line.rstrip().endswith((" ·", " →")) for line in lines)
    assert view.split() == document.to_text(width=10_000).split()


def test_hostile_text_is_inert() -> None:
    """Control characters of the text reach no terminal."""
    view = whole('<b>\x1b[31m\u202e& "\x07\x9b2J\ud800"').to_text()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", view)


@given(documents())
def test_only_colour_adds_escapes(document: Document) -> None:
    """The view can be encoded, ends its last line, and only colour adds escapes."""
    view = document.to_text()
    view.encode()
    assert view.endswith("\n")
    assert "\x1b" not in view
    assert ESCAPE.sub("", document.to_text(color=True)) == view


def quoted(text: str, parts: list[str], **changes: object) -> tuple[Quotation, Frame]:
    """A quotation with these parts of the text as its content, and a rejection done by it."""
    content = tuple(Span(text.index(part), text.index(part) + len(part), part) for part in parts)
    quotation = Quotation(
        content=content,
        cue=None,
        source=None,
        speaker=None,
        kind=QuotationKind.DIRECT,
        mode=Mode.SPEECH,
        polarity=Polarity.POSITIVE,
        frames=(0,),
    )
    values: dict[str, object] = {
        **dict.fromkeys(("trigger", "agent", "speaker", "target")),
        "act": Act.REJECTION,
        "basis": Basis.IMPLICIT,
        "polarity": Polarity.POSITIVE,
    }
    frame = Frame(content=content, quotation=0, **{**values, **changes})  # type: ignore[arg-type]
    return quotation, frame


def test_left_out_words_are_marked() -> None:
    """Parts of a content with words between are set apart, those of two paragraphs are not."""
    text = "“No. “Not “today,” she said, “or ever.”"
    quotation, frame = quoted(text, ["“No.", "“Not “today,”", "“or ever.”"])
    view = Document(text, quotations=(quotation,), frames=(frame,)).to_text()
    assert "“No. “Not “today,” […] “or ever.”" in view
    assert view.count("“No.") == 1, "an act does not repeat the quotation"


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, "direct speech · implicit rejection"),
        ({"act": Act.STATEMENT}, "direct speech"),
        ({"polarity": Polarity.NEGATED}, "direct speech · negated implicit rejection"),
        (
            {"act": Act.STATEMENT, "polarity": Polarity.NEGATED, "basis": Basis.EXPLICIT},
            "direct speech · negated statement",
        ),
        ({"target": Span(0, 4, "“No”")}, "direct speech · implicit rejection → “No”"),
        ({"agent": Span(5, 7, "he")}, "direct speech · implicit rejection by he"),
    ],
    ids=["implicit", "statement", "negated", "not stated", "target", "agent"],
)
def test_what_is_said_of_an_act(changes: dict[str, object], shown: str) -> None:
    """An act is told with what is out of the ordinary; that something is stated goes without saying."""
    text = "“No” he said."
    quotation, frame = quoted(text, ["“No”"], **changes)
    lines = Document(text, quotations=(quotation,), frames=(frame,)).to_text().splitlines()
    assert lines[-1].strip() == shown
