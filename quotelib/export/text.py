"""Documents to be read in a terminal: quotations, speakers, frames and devices as wrapped lines.

The text shown may be hostile: control characters (which a terminal would obey) and lone surrogates
(which it could not print) are replaced before anything is styled.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quotelib.document import Document
from quotelib.enumerations import Basis, Polarity
from quotelib.records import Device, Frame, Quotation, Span, Speaker, counted

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls of the terminal and of the writing direction, and surrogates."""

_STYLES = {"heading": "1", "name": "1;36", "act": "1;33", "dim": "2"}
"""SGR parameters (ECMA-48): colours that read on light and on dark ground."""

_MARGIN = "    "
_NARROWEST = 30
"""Columns below which wrapping would cut more than it helps."""


def to_text(document: Document, *, width: int = 80, color: bool = False) -> str:
    """What was found, one section per kind of record, ending in a line break.

    Args:
        document: What to show.
        width: Columns to wrap at; single words may stand out.
        color: Whether to style with ANSI escape sequences.
    """
    view = _View(max(width, _NARROWEST), color=color)
    lines: list[str] = []
    for heading, records in (
        ("Quotations", view.quotations(document)),
        ("Speakers", view.speakers(document)),
        ("Frames", view.frames(document)),
        ("Devices", view.devices(document)),
    ):
        section = list(records)
        if section:
            lines += [*([""] if lines else []), view.styled(heading, "heading"), *section]
    return "\n".join(lines or ["No quotations found."]) + "\n"


class _View:
    """How lines are wrapped and styled."""

    def __init__(self, width: int, *, color: bool) -> None:
        self._width = width
        self._color = color

    def styled(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._color and text else text

    def quotations(self, document: Document) -> Iterator[str]:
        for index, quotation in enumerate(document.quotations):
            number = f"{index + 1:>3} "
            yield number + self.styled(_who(quotation), "name")
            yield from self._wrapped(" · ".join(_circumstances(quotation)), "dim")
            yield from self._wrapped(_joined(document.text, quotation.content))

    def speakers(self, document: Document) -> Iterator[str]:
        counts = Counter(id(quotation.speaker) for quotation in document.quotations)
        for speaker in document.speakers:
            quoted = counted(counts[id(speaker)], "quotation")
            description = ", ".join((*_description(speaker), quoted))
            name = self.styled(printable(speaker.name), "name")
            yield f"{_MARGIN}{name}  {self.styled(description, 'dim')}"

    def frames(self, document: Document) -> Iterator[str]:
        for frame in document.frames:
            yield _MARGIN + self.styled(frame.act.replace("_", " "), "act") + _qualities(frame)
            yield from self._wrapped(_participants(document, frame), margin=_MARGIN * 2)

    def devices(self, document: Document) -> Iterator[str]:
        for device in document.devices:
            kind = self.styled(device.kind.replace("_", " "), "act")
            yield from self._wrapped(f"{kind}  {_quoted(device.span)}{_place(device)}")

    def _wrapped(self, text: str, style: str | None = None, margin: str = _MARGIN) -> Iterator[str]:
        for line in _lines(text.split(), self._width - len(margin)):
            yield margin + (self.styled(line, style) if style else line)


def _lines(words: Sequence[str], width: int) -> Iterator[str]:
    """Greedy wrapping, linear even where one word is the whole text (`textwrap` is not)."""
    line: list[str] = []
    length = 0
    for word in words:
        if line and length + len(word) > width:
            yield " ".join(line)
            line, length = [], 0
        line.append(word)
        length += len(word) + 1
    if line:
        yield " ".join(line)


def _who(quotation: Quotation) -> str:
    if quotation.speaker:
        return printable(quotation.speaker.name)
    return printable(quotation.source.text) if quotation.source else "(no source)"


def _circumstances(quotation: Quotation) -> Iterator[str]:
    """Cue, kind and mode, and what else there is to say of how it was said."""
    if quotation.cue:
        yield printable(quotation.cue.text)
    yield f"{quotation.kind} {quotation.mode}"
    if quotation.polarity is not Polarity.POSITIVE:
        yield str(quotation.polarity)
    if quotation.addressee:
        yield f"to {_quoted(quotation.addressee)}"
    yield from (printable(span.text) for span in quotation.setting)
    if quotation.parent is not None:
        yield f"within {quotation.parent + 1}"


def _description(speaker: Speaker) -> Iterator[str]:
    yield str(speaker.kind) if speaker.named else f"unnamed {speaker.kind}"
    yield from map(printable, speaker.titles)
    if speaker.affiliation:
        yield printable(speaker.affiliation)


def _qualities(frame: Frame) -> str:
    """What is out of the ordinary about the frame: implicit, negated, hypothetical."""
    qualities = [
        str(quality)
        for quality, ordinary in (
            (frame.basis, Basis.EXPLICIT),
            (frame.polarity, Polarity.POSITIVE),
        )
        if quality is not ordinary
    ]
    return f" ({', '.join(qualities)})" if qualities else ""


def _participants(document: Document, frame: Frame) -> str:
    parts = []
    if frame.speaker:
        parts.append(f"by {printable(frame.speaker.name)}")
    elif frame.agent:
        parts.append(f"by {printable(frame.agent.text)}")
    if frame.target:
        parts.append(f"at {printable(frame.target.text)}")
    if frame.trigger:
        parts.append(f"in the words {_quoted(frame.trigger)}")
    if frame.content:
        parts.append(f"content: {_content(document, frame)}")
    return "; ".join(parts)


def _content(document: Document, frame: Frame) -> str:
    """The content, or where to find it if it was printed with its quotation already."""
    place = frame.quotation
    if place is not None and frame.content == document.quotations[place].content:
        return f"quotation {place + 1}"
    return _joined(document.text, frame.content)


def _joined(text: str, spans: Sequence[Span]) -> str:
    """The spans one after the other, with a sign where words between them are left out."""
    parts: list[str] = []
    end = 0
    for span in spans:
        if parts and text[end : span.start].strip():
            parts.append("[…]")
        parts.append(printable(span.text))
        end = span.end
    return " ".join(parts)


def _place(device: Device) -> str:
    return "" if device.quotation is None else f" in {device.quotation + 1}"


def _quoted(span: Span) -> str:
    return f"‘{printable(span.text)}’"


def printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey or could not print."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
