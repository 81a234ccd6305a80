"""The terminal view, whatever the text holds."""

import re

from hypothesis import given
from strategies import documents

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

HOSTILE = "<script>alert('x')</script>\x1b[31m\u202e& \"</style>\""


def whole(text: str) -> Document:
    """A document whose text is one device from end to end."""
    return Document(text, devices=(Device(DeviceKind.SCARE_QUOTES, Span(0, len(text), text)),))


def test_hostile_text_is_inert_in_a_terminal() -> None:
    """Control characters of the text reach no terminal."""
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", whole(HOSTILE).to_text())


@given(documents())
def test_text_view_is_printable(document: Document) -> None:
    """The terminal view can be encoded, ends its last line, and only colour adds escapes."""
    view = document.to_text()
    view.encode()
    assert view.endswith("\n")
    assert "\x1b" not in view
    assert re.sub("\x1b\\[[0-9;]*m", "", document.to_text(color=True)) == view


def test_left_out_words_are_marked() -> None:
    """Parts of a content with words between are set apart, those of two paragraphs are not."""
    text = "“No. “Not “today,” she said, “or ever.”"
    parts = ("“No.", "“Not “today,”", "“or ever.”")
    content = tuple(Span(text.index(part), text.index(part) + len(part), part) for part in parts)
    quotation = Quotation(
        content=content,
        cue=None,
        source=None,
        speaker=None,
        kind=QuotationKind.DIRECT,
        mode=Mode.SPEECH,
        polarity=Polarity.POSITIVE,
        addressee=None,
        setting=(),
        parent=None,
        frames=(0,),
        confidence=1.0,
    )
    frame = Frame(
        act=Act.REJECTION,
        trigger=None,
        agent=None,
        speaker=None,
        target=None,
        content=content,
        basis=Basis.IMPLICIT,
        polarity=Polarity.POSITIVE,
        quotation=0,
        confidence=1.0,
    )
    view = Document(text, quotations=(quotation,), frames=(frame,)).to_text()
    assert "“No. “Not “today,” […] “or ever.”" in view
    assert view.count("“No.") == 1, "a frame names the quotation that it has the content of"
    assert "content: quotation 1" in view
