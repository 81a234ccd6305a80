"""Documents as an HTML fragment: the text with what was found marked in it, a legend, and tables.

No script, no network, nothing that needs colour to be read: speakers have numbers, acts have labels,
and each mark has a line or weight of its own. Where a site strips the style (GitHub does), the
elements still mean what they show: ``mark``, ``b``, ``i``, ``u``, tables. The style is scoped to the
fragment by its class, and follows the light or dark theme around it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from quotelib.document import Document
from quotelib.enumerations import SpeakerKind
from quotelib.export.markup import color_class, element, printable, sheet
from quotelib.export.pieces import Mark, Piece, act_label, paragraphs, pieces, speaker_numbers, who
from quotelib.records import Device, Frame, Quotation, Span, Speaker, counted
from quotelib.taxonomy import Act

FOLD_AT = 4_000
"""Code points of a text that stay unfolded, about two screens; the rest opens with a click."""

FOLD_LEAST = 1_000
"""Code points that are worth folding away: less would save no scrolling."""

LEGEND_LENGTH = 12
"""Speakers that the legend names at once; the others open with a click."""

_ELEMENTS = {"content": "mark", "source": "b", "cue": "i", "trigger": "u", "device": "span"}
"""The element of each role, from the outermost to the innermost."""


def to_html(document: Document, *, folded: bool = False) -> str:
    """The document as one ``<div class="quotelib">`` with its style.

    Args:
        document: What to show.
        folded: Whether all but the beginning of a long text starts closed.
    """
    view = _View(document)
    return fragment(
        element("header", printable(_summary(document))),
        view.legend(),
        view.text(_fold(document.text) if folded else None),
        view.tables(),
    )


def quotation_html(quotation: Quotation) -> str:
    """One quotation as a fragment: its words, who said them, and what is known of the saying."""
    name = who(quotation)
    said = [element("b", printable(name)) if name else element("b", "no source")]
    if quotation.cue:
        said.append(element("i", printable(quotation.cue.text)))
    said.append(" · ".join(map(printable, _circumstances(quotation))))
    words = printable(" […] ".join(span.text for span in quotation.content))
    return fragment(
        element("blockquote", words),
        element("p", " · ".join(said)),
        color=color_class(1 if quotation.speaker else None),
    )


def frame_html(frame: Frame) -> str:
    """One frame as a fragment: the act, who does it to whom, in which words, and why it was found."""
    parts = [element("span", printable(act_label(frame)), "act")]
    name = who(frame)
    if name:
        parts.append("by " + element("b", printable(name)))
    if frame.target:
        parts.append("at " + element("b", printable(frame.target.text)))
    if frame.trigger:
        parts.append("in the words " + element("i", printable(frame.trigger.text)))
    content = printable(" […] ".join(span.text for span in frame.content))
    return fragment(
        element("p", " · ".join(parts)),
        element("blockquote", content) if content else "",
        element("p", printable(frame.explain()), "dim"),
    )


def fragment(*parts: str, color: str = color_class(None)) -> str:
    """The parts, HTML already, in the element and with the style that all fragments share."""
    style = element("style", sheet("colors.css", "fragment.css"))
    return element("div", style + element("div", "".join(parts), color), "quotelib")


class _View:
    """What the parts of one document's fragment have in common: the document and its numbering."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers = speaker_numbers(document)
        self._quoted = Counter(id(quotation.speaker) for quotation in document.quotations)
        self._acting = Counter(id(frame.speaker) for frame in document.frames)

    def legend(self) -> str:
        """The numbered speakers, and a key of the marks."""
        numbered = [speaker for speaker in self._document.speakers if id(speaker) in self._numbers]
        items = [self._speaker(speaker) for speaker in sorted(numbered, key=self._number)]
        if not items:
            return ""
        more = len(items) - LEGEND_LENGTH
        legend = element("ul", "".join(items[:LEGEND_LENGTH]), "speakers")
        if more > 0:
            rest = element("ul", "".join(items[LEGEND_LENGTH:]), "speakers")
            summary = element("summary", f"{counted(more, 'more speaker')}")
            legend += element("details", summary + rest, "rest")
        return legend + _KEY

    def text(self, fold: int | None) -> str:
        """The marked text; what follows offset `fold` is closed at first."""
        parts = list(pieces(self._document, () if fold is None else (fold,)))
        if fold is None:
            return self._block(parts)
        rest = [part for part in parts if part.start >= fold]
        left = counted(len(self._document.text) - fold, "character")
        return self._block(part for part in parts if part.start < fold) + element(
            "details",
            element("summary", f"The rest of the text ({left})") + self._block(rest),
            "rest",
        )

    def tables(self) -> str:
        """Every record as a row, closed at first."""
        document = self._document
        return (
            _table("Quotations", "by cue kind mode polarity words", document.quotations, _quoted)
            + _table("Frames", "act by at words basis", document.frames, _framed)
            + _table("Devices", "device words", document.devices, _held)
        )

    def _number(self, speaker: Speaker | None) -> int:
        """The speaker's number, 0 for none."""
        return self._numbers.get(id(speaker), 0)

    def _speaker(self, speaker: Speaker) -> str:
        number = self._number(speaker)
        kind = "" if speaker.kind is SpeakerKind.UNKNOWN else str(speaker.kind)
        kind = kind if speaker.named else f"unnamed {kind}".strip()
        quotations, frames = self._quoted[id(speaker)], self._acting[id(speaker)]
        count = counted(quotations, "quotation") if quotations else counted(frames, "frame")
        details = f"{kind}, {count}" if kind else count
        return element(
            "li",
            f"{element('span', str(number), 'number')} {element('b', printable(speaker.name))} "
            f"{element('span', details, 'dim')}",
            color_class(number),
        )

    def _block(self, parts: Iterable[Piece]) -> str:
        # Elements for paragraphs, because some sites drop the style, or blanks between elements.
        return element(
            "div",
            "".join(
                element("p", "".join(map(self._piece, paragraph)))
                for paragraph in paragraphs(parts)
            ),
            "text",
        )

    def _piece(self, piece: Piece) -> str:
        """The piece in an element for each role over it."""
        innermost = {mark.role: mark for mark in piece.marks}
        html = printable(piece.text)
        for role in reversed(_ELEMENTS):
            if role in innermost:
                html = self._marked(html, innermost[role], piece)
        return html

    def _marked(self, html: str, mark: Mark, piece: Piece) -> str:
        document = self._document
        tag = _ELEMENTS[mark.role]
        if mark.role == "trigger":
            frame = document.frames[mark.index]
            if frame.act is Act.STATEMENT:  # What "said" does goes without saying.
                return html
            ends = mark.end == piece.start + len(piece.text)
            label = act_label(frame) if ends else None
            return element(tag, html, mark.role, title=frame.explain(), data_label=label)
        if mark.role == "device":
            device = document.devices[mark.index]
            kind = device.kind.replace("_", " ")
            return element(tag, html, mark.role, title=f"{kind}: {device.kind.definition}")
        quotation = document.quotations[mark.index]
        if mark.role == "cue":
            return element(tag, html, mark.role)
        number = self._number(quotation.speaker)
        opens = number and mark.role == "content" and mark in piece.opened
        return element(
            tag,
            html,
            mark.role,
            color_class(number),
            title=_title(quotation) if mark.role == "content" else who(quotation),
            data_number=str(number) if opens else None,
        )


_KEY = element(
    "div",
    " ".join(
        element("span", element(tag, word, role), "text")
        for role, tag, word in (
            ("content", "mark", "what is said"),
            ("source", "b", "source"),
            ("cue", "i", "cue"),
            ("trigger", "u", "words that name an act"),
            ("device", "span", "device of framing"),
        )
    ),
    "key",
)
"""An example of each mark, named by itself."""


def _fold(text: str) -> int | None:
    """Where to fold a text: after a line, or else a word, or nowhere because it is short."""
    if len(text) < FOLD_AT + FOLD_LEAST:
        return None
    for boundary in ("\n", " "):
        position = text.find(boundary, FOLD_AT, FOLD_AT + FOLD_LEAST)
        if position >= 0:
            return position + 1
    return FOLD_AT


def _table(
    title: str, heads: str, records: Iterable[object], cells: Callable[..., Iterator[str]]
) -> str:
    rows = [element("tr", "".join(map(_cell, cells(record)))) for record in records]
    if not rows:
        return ""
    head = element("tr", "".join(element("th", head) for head in heads.split()))
    table = element("table", element("thead", head) + element("tbody", "".join(rows)))
    return element(
        "details", element("summary", f"{title} ({len(rows):,})") + element("div", table, "scroll")
    )


def _cell(text: str) -> str:
    return element("td", printable(text))


def _quoted(quotation: Quotation) -> Iterator[str]:
    yield who(quotation) or ""
    yield _text(quotation.cue)
    yield quotation.kind
    yield quotation.mode
    yield quotation.polarity
    yield quotation.text


def _framed(frame: Frame) -> Iterator[str]:
    yield act_label(frame)
    yield who(frame) or ""
    yield _text(frame.target)
    yield _text(frame.trigger)
    yield frame.basis


def _held(device: Device) -> Iterator[str]:
    yield device.kind.replace("_", " ")
    yield device.span.text


def _text(span: Span | None) -> str:
    return span.text if span else ""


def _summary(document: Document) -> str:
    return repr(document)[1:-1].partition(": ")[2]


def _title(quotation: Quotation) -> str:
    return f"{who(quotation) or 'no source'} ({', '.join(_circumstances(quotation))})"


def _circumstances(quotation: Quotation) -> Iterator[str]:
    yield f"{quotation.kind} {quotation.mode}"
    if quotation.polarity != "positive":
        yield quotation.polarity
    if quotation.addressee:
        yield f"to {quotation.addressee}"
    yield from (span.text for span in quotation.setting)
