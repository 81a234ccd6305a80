"""The readable views: terminal text and HTML, whatever the text holds."""

import re
from html.parser import HTMLParser

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


class Texts(HTMLParser):
    """Collects the tags, and the text inside the element of class "text"."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.depth = 0
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if self.depth or ("class", "text") in attributes:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the base class has it
        self.depth -= self.depth > 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text += data


def whole(text: str) -> Document:
    """A document whose text is one device from end to end."""
    return Document(text, devices=(Device(DeviceKind.SCARE_QUOTES, Span(0, len(text), text)),))


def test_hostile_text_is_inert_in_html() -> None:
    """Markup in the text is shown, not obeyed."""
    parser = Texts()
    parser.feed(whole(HOSTILE).to_html())
    assert "script" not in parser.tags
    assert parser.text == HOSTILE


def test_hostile_text_is_inert_in_a_terminal() -> None:
    """Control characters of the text reach no terminal."""
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", whole(HOSTILE).to_text())


@given(documents())
def test_html_shows_the_whole_text(document: Document) -> None:
    """However marks nest and cross, the text itself stands in the HTML once and in order."""
    parser = Texts()
    parser.feed(document.to_html())
    shown = (
        document.text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
    )
    assert parser.text.replace("\r", "\n") == shown.replace("\r", "\n")


@given(documents())
def test_text_view_is_printable(document: Document) -> None:
    """The terminal view can be encoded, ends its last line, and only colour adds escapes."""
    view = document.to_text()
    view.encode()
    assert view.endswith("\n")
    assert "\x1b" not in view
    assert re.sub("\x1b\\[[0-9;]*m", "", document.to_text(color=True)) == view


def test_notebook_shows_html() -> None:
    """A notebook shows a document as its HTML."""
    document = Document("Nothing was said.")
    assert document._repr_html_() == document.to_html()


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
