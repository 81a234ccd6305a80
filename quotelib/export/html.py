"""Documents as an HTML fragment: the text with what was found marked in it, and a table of acts.

No script, no network, nothing that needs colour to be read (names and acts stand as text). All that
comes from the document is escaped. The style is scoped to the fragment by its class; speakers take
their colours in turn from the palette in ``data/html/style.css``.
"""

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

import attrs

from quotelib.document import Document
from quotelib.records import Frame, Quotation, Span

PALETTE_SIZE = 8
"""How many speaker colours the style sheet has."""


def to_html(document: Document) -> str:
    """The document as one ``<div class="quotelib">`` with its style."""
    return (
        f'<div class="quotelib"><style>{_style()}</style>'
        f"<header>{_printable(_summary(document))}</header>"
        f'<div class="text">{_marked_text(document)}</div>'
        f"{_frame_table(document)}</div>"
    )


@attrs.frozen
class _Mark:
    """A stretch of the text to be marked: the classes it gets and the title shown over it."""

    start: int
    end: int
    classes: str
    title: str


def _marked_text(document: Document) -> str:
    """The text in pieces, each in a ``<span>`` with all marks that cover it."""
    marks = list(_marks(document))
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        opening.setdefault(mark.start, []).append(index)
        closing.setdefault(mark.end, []).append(index)
    active: dict[int, _Mark] = {}
    pieces = []
    start = 0
    for offset in sorted({0, len(document.text), *opening, *closing}):
        pieces.append(_piece(document.text[start:offset], active))
        for index in closing.get(offset, ()):
            active.pop(index, None)
        for index in opening.get(offset, ()):
            if marks[index].end > offset:
                active[index] = marks[index]
        start = offset
    return "".join(pieces)


def _piece(text: str, active: dict[int, _Mark]) -> str:
    escaped = _printable(text)
    if not active or not text:
        return escaped
    classes = " ".join(dict.fromkeys(mark.classes for mark in active.values()))
    title = "\n".join(mark.title for mark in active.values())
    return f'<span class="{classes}" title="{_printable(title)}">{escaped}</span>'


def _marks(document: Document) -> Iterator[_Mark]:
    colors = {id(s): index % PALETTE_SIZE for index, s in enumerate(document.speakers)}
    for quotation in document.quotations:
        color = colors[id(quotation.speaker)] if quotation.speaker else "none"
        title = _quotation_title(quotation)
        for span in quotation.content:
            yield _Mark(span.start, span.end, f"content speaker-{color}", title)
        if quotation.source:
            yield _mark(quotation.source, f"source speaker-{color}", f"source: {_who(quotation)}")
        if quotation.cue:
            yield _mark(quotation.cue, "cue", "cue")
    for frame in document.frames:
        if frame.trigger:
            yield _mark(frame.trigger, "trigger", repr(frame)[1:-1])
    for device in document.devices:
        yield _mark(device.span, "device", f"device: {device.kind}")


def _mark(span: Span, classes: str, title: str) -> _Mark:
    return _Mark(span.start, span.end, classes, title)


def _who(quotation: Quotation) -> str:
    if quotation.speaker:
        return quotation.speaker.name
    return quotation.source.text if quotation.source else "no source"


def _quotation_title(quotation: Quotation) -> str:
    return f"{_who(quotation)} ({quotation.kind} {quotation.mode})"


def _summary(document: Document) -> str:
    return repr(document)[1:-1].partition(": ")[2]


def _frame_table(document: Document) -> str:
    if not document.frames:
        return ""
    rows = "".join(_frame_row(frame) for frame in document.frames)
    heads = "".join(f"<th>{head}</th>" for head in ("act", "by", "at", "words", "polarity"))
    return (
        f"<details><summary>Frames</summary><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
    )


def _frame_row(frame: Frame) -> str:
    agent = frame.speaker.name if frame.speaker else frame.agent.text if frame.agent else ""
    cells = (
        frame.act.replace("_", " "),
        agent,
        frame.target.text if frame.target else "",
        frame.trigger.text if frame.trigger else "",
        str(frame.polarity),
    )
    return f"<tr>{''.join(f'<td>{_printable(cell)}</td>' for cell in cells)}</tr>"


def _printable(text: str) -> str:
    """`text` escaped for HTML, without what HTML cannot hold: NUL and lone surrogates."""
    return escape(
        text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\N{REPLACEMENT CHARACTER}")
    )


@cache
def _style() -> str:
    return (files("quotelib") / "data" / "html" / "style.css").read_text(encoding="utf-8")
