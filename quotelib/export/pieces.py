"""A document's text cut where marks begin and end: what every highlighted view is made from.

Marks may nest and cross, as quotations in quotations and acts in both do; markup cannot. So the text
is cut at every boundary, and each piece carries all marks over it, outermost first.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from quotelib.document import Document
from quotelib.enumerations import Polarity
from quotelib.records import Frame, Quotation, Span

Role = Literal["content", "source", "cue", "trigger", "device"]
"""What a mark shows: a part of a quotation, the words that carry an act, or a device."""


@attrs.frozen
class Mark:
    """A stretch of the text that belongs to a record.

    Attributes:
        start: Offset of the first code point.
        end: Offset past the last code point.
        role: What the stretch is.
        index: Index of the record: in the quotations for "content", "source" and "cue", in the
            frames for "trigger", in the devices for "device".
        opens: Whether the record's words begin here (false for later parts of a content).
    """

    start: int
    end: int
    role: Role
    index: int
    opens: bool = True


@attrs.frozen
class Piece:
    """A stretch of the text without a boundary in it.

    Attributes:
        start: Offset of its first code point.
        text: Its characters, at least one.
        marks: The marks over it, outermost first.
    """

    start: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def opened(self) -> tuple[Mark, ...]:
        """The marks whose record begins with this piece."""
        return tuple(mark for mark in self.marks if mark.opens and mark.start == self.start)


def pieces(document: Document, cuts: Iterable[int] = ()) -> Iterator[Piece]:
    """The whole text in pieces, in order; cut at `cuts` (offsets) too."""
    marks = sorted_marks(document)
    boundaries = {0, len(document.text), *cuts}
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, mark in enumerate(marks):
        opening.setdefault(mark.start, []).append(number)
        closing.setdefault(mark.end, []).append(number)
    boundaries.update(opening, closing)
    active: dict[int, Mark] = {}
    start = 0
    for offset in sorted(boundaries):
        if start < offset:
            yield Piece(start, document.text[start:offset], tuple(active.values()))
        for number in closing.get(offset, ()):
            del active[number]
        for number in opening.get(offset, ()):
            active[number] = marks[number]
        start = offset


_BLANK_LINES = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")
"""What stands between two paragraphs: the ends of lines, and any number of empty ones."""


def paragraphs(parts: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each paragraph, in order, cut where one ends; the blank lines between are left out."""
    paragraph: list[Piece] = []
    for piece in parts:
        start = 0
        for gap in _BLANK_LINES.finditer(piece.text):
            paragraph += _part(piece, start, gap.start())
            if paragraph:
                yield paragraph
                paragraph = []
            start = gap.end()
        paragraph += _part(piece, start, len(piece.text))
    if paragraph:
        yield paragraph


def _part(piece: Piece, start: int, end: int) -> list[Piece]:
    """The stretch of the piece as a piece of its own, or none if it is empty."""
    return [Piece(piece.start + start, piece.text[start:end], piece.marks)] if start < end else []


def sorted_marks(document: Document) -> list[Mark]:
    """Everything that a view marks but for empty spans, by start, and of one start the longest first."""
    marks = (mark for mark in _marks(document) if mark.start < mark.end)
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _marks(document: Document) -> Iterator[Mark]:
    for index, quotation in enumerate(document.quotations):
        for part, span in enumerate(quotation.content):
            yield _mark(span, "content", index, opens=part == 0)
        if quotation.source:
            yield _mark(quotation.source, "source", index)
        if quotation.cue:
            yield _mark(quotation.cue, "cue", index)
    for index, frame in enumerate(document.frames):
        if frame.trigger:
            yield _mark(frame.trigger, "trigger", index)
    for index, device in enumerate(document.devices):
        yield _mark(device.span, "device", index)


def _mark(span: Span, role: Role, index: int, *, opens: bool = True) -> Mark:
    return Mark(span.start, span.end, role, index, opens)


def speaker_numbers(document: Document) -> dict[int, int]:
    """From 1, by identity of the speaker: the most quoted first, those who neither speak nor act left out.

    Views tell speakers apart by these numbers, and colour the first few.
    """
    counts: Counter[int] = Counter()
    for quotation in document.quotations:
        if quotation.speaker:
            counts[id(quotation.speaker)] += 1
    acting = {id(frame.speaker) for frame in document.frames if frame.speaker}
    # Sorting is stable: speakers quoted equally often stay in the order of the text.
    heard = [id(s) for s in document.speakers if id(s) in counts or id(s) in acting]
    heard.sort(key=lambda speaker: -counts[speaker])
    return {speaker: number for number, speaker in enumerate(heard, start=1)}


def who(record: Quotation | Frame) -> str | None:
    """The name of the speaker, or else the words that stand for him; None where nobody is named."""
    written = record.source if isinstance(record, Quotation) else record.agent
    return record.speaker.name if record.speaker else written.text if written else None


def act_label(frame: Frame) -> str:
    """The act in words, with its polarity where that is out of the ordinary."""
    act = frame.act.replace("_", " ")
    return act if frame.polarity is Polarity.POSITIVE else f"{frame.polarity} {act}"
