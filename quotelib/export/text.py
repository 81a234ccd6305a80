"""Documents to be read in a terminal: who said what, what was done by it, who they are.

A quotation is a block: who, cue and circumstances; the words; kind, mode, and the acts done by it. Acts
that no quotation holds come after the quotations, then the speakers and the devices, a line each. All
that is coloured is also said in words. The full records are in `Document.to_json`: of acts of plain
statement, of content that is told with its quotation, and of confidences the view is silent.

The text shown may be hostile: control characters (which a terminal would obey) and lone surrogates
(which it could not print) are replaced before anything is styled.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from quotelib.document import Document
from quotelib.enumerations import Basis, Polarity, SpeakerKind
from quotelib.records import Frame, Quotation, Span, Speaker, counted
from quotelib.taxonomy import Act

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls of the terminal and of the writing direction, and surrogates."""

_STYLES = {"heading": "1;4", "name": "1", "act": "35", "negated": "31", "dim": "2"}
"""SGR parameters (ECMA-48). Bold, magenta and red are legible on light and on dark ground; yellow,
cyan and blue are not on both."""

_NARROWEST = 24
"""Columns below which wrapping would cut more than it helps."""

_DESCRIPTION = 24
"""Columns that a speaker's number and description have at least."""

_GLUE = "\N{NO-BREAK SPACE}"
"""Stands where a line may not be broken; `printable` leaves none of the text's own."""

_DOT = f" ·{_GLUE}"

Part = tuple[str, str]
"""Words and the style that they have, "" for none."""


def to_text(document: Document, *, width: int = 80, color: bool = False) -> str:
    """What was found, in sections, ending in a line break.

    Args:
        document: What to show.
        width: Columns to wrap at; single words may stand out.
        color: Whether to style with ANSI escape sequences.
    """
    view = _View(max(width, _NARROWEST), color=color)
    sections = (
        ("", view.summary(document)),
        ("", view.quotations(document)),
        ("Acts outside quotations", view.acts(document)),
        ("Speakers", view.speakers(document)),
        ("Devices", view.devices(document)),
    )
    blocks: list[str] = []
    for heading, lines in sections:
        section = list(lines)
        if section:
            title = [view.styled(heading, "heading")] if heading else []
            blocks.append("\n".join([*title, *section]))
    return "\n\n".join(blocks or ["Nothing was found."]) + "\n"


class _View:
    """How lines are wrapped and styled."""

    def __init__(self, width: int, *, color: bool) -> None:
        self._width = width
        self._color = color

    def styled(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._color and text and style else text

    def summary(self, document: Document) -> Iterator[str]:
        """How much was found, on one line; nothing where nothing was."""
        if any((document.quotations, document.speakers, document.frames, document.devices)):
            counts = (
                counted(len(document.quotations), "quotation"),
                counted(len(document.speakers), "speaker"),
                counted(len(document.frames), "act"),
                counted(len(document.devices), "device"),
            )
            yield from self._wrapped([(_DOT.join(counts), "dim")], "")

    def quotations(self, document: Document) -> Iterator[str]:
        digits = len(str(len(document.quotations)))
        margin = " " * (digits + 2)
        for index, quotation in enumerate(document.quotations):
            first = f"{index + 1:>{digits}}  "
            if index:
                yield ""
            yield from self._wrapped(_circumstances(quotation), self.styled(first, "dim"), margin)
            yield from self._wrapped([(joined(document.text, quotation.content), "")], margin)
            yield from self._wrapped(_tags(document, quotation), margin)

    def acts(self, document: Document) -> Iterator[str]:
        """The frames that no quotation has among its own."""
        held = {index for quotation in document.quotations for index in quotation.frames}
        for index, frame in enumerate(document.frames):
            if index not in held:
                yield from self._wrapped(_outside(document, frame), "  ", "    ")

    def speakers(self, document: Document) -> Iterator[str]:
        counts = Counter(id(quotation.speaker) for quotation in document.quotations)
        names = [printable(speaker.name) for speaker in document.speakers]
        # Names in a column of their own, if that leaves most of the width to what they are.
        widest = max(0, min(2 * self._width // 5, self._width - _DESCRIPTION))
        column = min(max(map(len, names), default=0), widest)
        for name, speaker in zip(names, document.speakers, strict=True):
            start, margin = f"  {self.styled(name, 'name')}", " " * (column + 2)
            if len(name) > column:
                yield from self._wrapped([(name, "name")], "  ")
                start = margin
            else:
                start += " " * (column - len(name))
            number = f"  {counts[id(speaker)] or '–':>3}  "
            description = ", ".join(_description(speaker)) or "named"
            yield from self._wrapped([(description, "dim")], start + number, margin + " " * 7)

    def devices(self, document: Document) -> Iterator[str]:
        """The devices by their kinds, in the order in which the kinds appear."""
        kinds = list(dict.fromkeys(device.kind for device in document.devices))
        for kind in kinds:
            found = [device for device in document.devices if device.kind is kind]
            parts = [(_spaced(kind), "act")]
            for device in found:
                place = "" if device.quotation is None else f"({device.quotation + 1})"
                parts += [*_dotted([(printable(device.span.text), "")]), (place, "dim")]
            yield from self._wrapped(parts, "  ", "    ")

    def _wrapped(
        self, parts: Iterable[Part], first: str, margin: str | None = None
    ) -> Iterator[str]:
        """The parts with a blank between them, broken into lines between words.

        Args:
            parts: What to write.
            first: What stands before the first line, styled already.
            margin: What stands before each other line, as wide as `first`, or wider; the same, if
                None.
        """
        start = first
        margin = first if margin is None else margin
        for line in _lines(parts, self._width - len(margin)):
            runs = groupby(line, key=lambda word: word[1])
            pieces = (self.styled(" ".join(text for text, _ in run), style) for style, run in runs)
            yield (start + " ".join(pieces)).replace(_GLUE, " ")
            start = margin


def _lines(parts: Iterable[Part], room: int) -> Iterator[list[Part]]:
    """Greedy wrapping, linear even where one word is the whole text (`textwrap` is not)."""
    line: list[Part] = []
    length = 0
    for text, style in parts:
        for word in filter(None, text.split(" ")):
            if line and length + len(word) > room:
                yield line
                line, length = [], 0
            line.append((word, style))
            length += len(word) + 1
    if line:
        yield line


def _who(quotation: Quotation) -> str:
    if quotation.speaker:
        return printable(quotation.speaker.name)
    return printable(quotation.source.text) if quotation.source else "(no source)"


def _circumstances(quotation: Quotation) -> Iterator[Part]:
    """Who, with which words, to whom, when and where."""
    yield _who(quotation), "name"
    words = [printable(quotation.cue.text)] if quotation.cue else []
    if quotation.addressee:
        words.append(f"to {printable(quotation.addressee.text)}")
    words += [printable(span.text) for span in quotation.setting]
    for word in words:
        yield f"·{_GLUE}{word}", ""


def _tags(document: Document, quotation: Quotation) -> Iterator[Part]:
    """Kind and mode, what is out of the ordinary, and the acts."""
    tags = [f"{quotation.kind} {quotation.mode}"]
    if quotation.parent is not None:
        tags.append(f"within {quotation.parent + 1}")
    yield _DOT.join(tags), "dim"
    if quotation.polarity is not Polarity.POSITIVE:
        yield from _dotted([(str(quotation.polarity), "negated")])
    for index in quotation.frames:
        frame = document.frames[index]
        # That something is stated goes without saying.
        if frame.act is not Act.STATEMENT or frame.polarity is not quotation.polarity:
            yield from _dotted(_act(frame))
            if frame.speaker is not quotation.speaker or (
                frame.speaker is None and frame.agent != quotation.source
            ):
                yield from _by(frame)
            yield from _at(frame)


def _dotted(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with a dot before the first word, on the same line."""
    for position, (text, style) in enumerate(parts):
        yield (text if position else f"·{_GLUE}{text}"), style


def _act(frame: Frame) -> Iterator[Part]:
    """The act with what is out of the ordinary about it: implicit, negated, hypothetical."""
    if frame.polarity is not Polarity.POSITIVE:
        yield str(frame.polarity), "negated"
    if frame.basis is not Basis.EXPLICIT:
        yield str(frame.basis), "act"
    yield _spaced(frame.act), "act"


def _by(frame: Frame) -> Iterator[Part]:
    who = frame.speaker or frame.agent
    if who:
        yield "by", "dim"
        yield printable(str(who)), "name"


def _at(frame: Frame) -> Iterator[Part]:
    if frame.target:
        yield f"→{_GLUE}{printable(frame.target.text)}", ""


def _outside(document: Document, frame: Frame) -> Iterator[Part]:
    """An act with its participants and its words."""
    yield from _act(frame)
    yield from _by(frame)
    yield from _at(frame)
    if frame.trigger:
        yield f"‘{printable(frame.trigger.text)}’", "dim"
    yield joined(document.text, frame.content), ""


def _description(speaker: Speaker) -> Iterator[str]:
    kinds = [] if speaker.named else ["unnamed"]
    if speaker.kind is not SpeakerKind.UNKNOWN:
        kinds.append(str(speaker.kind))
    if kinds:
        yield " ".join(kinds)
    yield from map(printable, speaker.titles)
    if speaker.affiliation:
        yield printable(speaker.affiliation)


def joined(text: str, spans: Sequence[Span]) -> str:
    """The spans one after the other, with a sign where words between them are left out."""
    parts: list[str] = []
    end = 0
    for span in spans:
        if parts and text[end : span.start].strip():
            parts.append("[…]")
        parts.append(printable(span.text))
        end = span.end
    return " ".join(parts)


def _spaced(value: str) -> str:
    return value.replace("_", " ")


def printable(text: str) -> str:
    """`text` on one line, without what a terminal would obey or could not print."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))
