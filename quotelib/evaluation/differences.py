"""Where a found document differs from the gold one, to be read one by one."""

from collections.abc import Sequence
from typing import Literal

import attrs

from quotelib.evaluation.layers import Layer, Record
from quotelib.export.text import printable
from quotelib.records import Device, Frame, Quotation, Span

Kind = Literal["missed", "spurious", "boundaries", "label", "polarity", "value"]
"""What is different: a record that was not found, or that the gold standard lacks; the boundaries
of one that was found; its kind or act; its polarity; or its cue, source or speaker."""

_SHOWN = 60
"""Code points shown of a text: enough to recognise it, and short enough for one line."""


@attrs.frozen
class Difference:
    """One difference of a found document from the gold one.

    Attributes:
        document: Name of the document: its file's, or its number from 1.
        layer: What differs.
        kind: How it differs.
        gold: The gold record; None where the gold standard has none.
        predicted: The record found; None where nothing was found.
    """

    document: str
    layer: Layer
    kind: Kind
    gold: Record | None
    predicted: Record | None

    @property
    def span(self) -> tuple[int, int]:
        """First and last (exclusive) offset of the gold record, or else of the record found."""
        return _extent(self.gold or self.predicted)

    def __str__(self) -> str:
        """One line, offsets first: what it is, what the gold standard has, what was found."""
        start, end = self.span
        return f"{start}:{end} {self._headline()}: {self._body()}"

    def _headline(self) -> str:
        name = self.layer.removesuffix("s")
        if self.kind in {"missed", "spurious"}:
            return f"{self.kind} {name}"
        if self.kind == "value":
            return f"another {name}"
        if self.kind == "boundaries":
            return f"other boundaries of a {name}"
        if self.kind == "label":
            return f"another {'act' if self.layer == 'frames' else 'kind'} of {name}"
        return f"another polarity of a {name}"

    def _body(self) -> str:
        if self.kind in {"missed", "spurious"}:
            return _described(self.gold or self.predicted)
        sides = f"gold {self._value(self.gold)}, found {self._value(self.predicted)}"
        return sides if self.kind == "boundaries" else f"{sides} in {_words(self.gold)}"

    def _value(self, record: Record | None) -> str:
        """What of the record is different."""
        if record is None:
            return "none"
        if self.kind == "label":
            return label_of(record)
        if self.kind == "polarity":
            return "" if isinstance(record, Device) else record.polarity.value
        if self.kind == "value" and isinstance(record, Quotation):
            return _shown(value_of(record, self.layer))
        return _words(record)

    def to_dict(self) -> dict[str, object]:
        """The difference as strings and offsets; a side's record by what of it differs."""
        return {
            "document": self.document,
            "layer": self.layer,
            "kind": self.kind,
            "gold": None if self.gold is None else _extent(self.gold),
            "predicted": None if self.predicted is None else _extent(self.predicted),
            "description": str(self),
        }


def label_of(record: Record) -> str:
    """The act of a frame, the kind of another record."""
    return record.act.value if isinstance(record, Frame) else record.kind.value


def value_of(quotation: Quotation, layer: Layer) -> str | None:
    """The words of the quotation's cue or source, or its speaker's name; None where it has none."""
    if layer == "speakers":
        return quotation.speaker.name if quotation.speaker else None
    span = quotation.cue if layer == "cues" else quotation.source
    return span.text if span else None


def _spans(record: Record) -> Sequence[Span]:
    if isinstance(record, Quotation):
        return record.content
    if isinstance(record, Frame):
        return [record.trigger] if record.trigger else record.content
    return [record.span]


def _extent(record: Record | None) -> tuple[int, int]:
    spans = _spans(record) if record else ()
    return (spans[0].start, spans[-1].end) if spans else (0, 0)


def _described(record: Record | None) -> str:
    if isinstance(record, Quotation):
        return f"{_words(record)} by {_shown(value_of(record, 'speakers'), 'nobody')}"
    return f"{label_of(record)}, {_words(record)}" if record else ""


def _words(record: Record | None) -> str:
    return _shown(" […] ".join(span.text for span in _spans(record)) if record else None)


def _shown(text: str | None, instead: str = "none") -> str:
    """The text on one line between single marks, its middle left out where it is long."""
    if text is None:
        return instead
    line = printable(text)
    if len(line) > _SHOWN:
        half = (_SHOWN - 1) // 2
        line = f"{line[:half].rstrip()}…{line[-half:].lstrip()}"
    return f"‘{line}’"
