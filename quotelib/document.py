"""A text with everything found in it.

The export methods of `Document` are doors: each imports its `quotelib.export` module when it is
called, so that the document itself stays on the lowest floor and loads nothing that it may not need.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, overload

import attrs

from quotelib.errors import RecordError, TextTypeError
from quotelib.records import Device, Frame, Quotation, Span, Speaker, counted, shortened
from quotelib.taxonomy import Act

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from quotelib.export.columns import TableName
    from quotelib.export.displacy import DisplacyStyle
    from quotelib.export.rows import Row


@attrs.frozen(repr=False)
class Document:
    """A text and what was found in it; a sequence of its quotations.

    Attributes:
        text: The text as given.
        quotations: In text order, by where the first of source, cue and content begins.
        speakers: In order of their first mention.
        frames: In text order.
        devices: In text order.
    """

    text: str
    quotations: tuple[Quotation, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    frames: tuple[Frame, ...] = ()
    devices: tuple[Device, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TextTypeError.of(self.text)
        _check_spans(self)
        _check_indices(self)
        _check_speakers(self)

    def __len__(self) -> int:
        return len(self.quotations)

    def __bool__(self) -> bool:
        """A document is true even where it has no quotations."""
        return True

    def __iter__(self) -> Iterator[Quotation]:
        return iter(self.quotations)

    @overload
    def __getitem__(self, index: int) -> Quotation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Quotation, ...]: ...
    def __getitem__(self, index: int | slice) -> Quotation | tuple[Quotation, ...]:
        return self.quotations[index]

    def __repr__(self) -> str:
        return (
            f"<Document of {counted(len(self.text), 'character')}:"
            f" {counted(len(self.quotations), 'quotation')}, {counted(len(self.speakers), 'speaker')},"
            f" {counted(len(self.frames), 'frame')}, {counted(len(self.devices), 'device')}>"
        )

    def by_speaker(self, name: str | Speaker) -> tuple[Quotation, ...]:
        """The quotations of the speaker with this name, or mentioned by these words.

        Case and the form of apostrophes make no difference. A pronoun or a short form that
        several speakers are mentioned by gives the quotations of all of them.
        """
        if isinstance(name, Speaker):
            return tuple(q for q in self.quotations if q.speaker == name)
        alias = _folded(name)
        meant = {
            id(speaker)
            for speaker in self.speakers
            if alias in {_folded(speaker.name), *(_folded(m.text) for m in speaker.mentions)}
        }
        return tuple(q for q in self.quotations if id(q.speaker) in meant)

    def by_act(self, act: Act | str) -> tuple[Frame, ...]:
        """The frames of this act; a name that is no act is a `RecordError`."""
        wanted = Act(act)
        return tuple(frame for frame in self.frames if frame.act is wanted)

    def to_dict(self) -> dict[str, object]:
        """Everything as dicts, lists and scalars that JSON knows; speakers by index."""
        from quotelib.export.plain import to_plain

        return to_plain(self)

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> "Document":
        """The document that `to_dict` gave; `RecordError` if it is not of that form."""
        from quotelib.export.plain import from_plain

        return from_plain(plain)

    def to_json(self, *, indent: int | None = None) -> str:
        """`to_dict` as one JSON text; on one line unless `indent` is given."""
        from quotelib.export.plain import to_json

        return to_json(self, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Document":
        """The document that `to_json` gave; `RecordError` if it is not of that form."""
        from quotelib.export.plain import from_json

        return from_json(text)

    def to_rows(self, table: "TableName" = "quotations") -> list["Row"]:
        """One flat dict per quotation, frame, device or speaker.

        Names, types and meanings of the columns: `quotelib.export.columns.TABLES`. `quotelib.to_rows`
        does the same for many documents, with columns of your own.
        """
        from quotelib.export.rows import to_rows

        return to_rows(self, table)

    def to_dataframe(self, table: "TableName" = "quotations") -> "pandas.DataFrame":
        """`to_rows` as a pandas DataFrame with typed columns (needs ``quotelib[pandas]``)."""
        from quotelib.export.dataframe import to_dataframe

        return to_dataframe(self, table)

    def to_arrow(self, table: "TableName" = "quotations") -> "pyarrow.Table":
        """`to_rows` as an Arrow table with typed columns (needs ``quotelib[arrow]``)."""
        from quotelib.export.arrow import to_arrow

        return to_arrow(self, table)

    def to_text(self, *, width: int = 80, color: bool = False) -> str:
        """What was found, to be read in a terminal."""
        from quotelib.export.text import to_text

        return to_text(self, width=width, color=color)

    def to_html(self) -> str:
        """The text with what was found marked in it: an HTML fragment with its own style, no script."""
        from quotelib.export.html import to_html

        return to_html(self)

    def to_displacy(self, style: "DisplacyStyle" = "ent") -> dict[str, object]:
        """The dict that spaCy's ``displacy.render(..., style=style, manual=True)`` takes."""
        from quotelib.export.displacy import to_displacy

        return to_displacy(self, style)

    def _repr_html_(self) -> str:
        """What a notebook shows: `to_html`, the end of a long text folded away."""
        from quotelib.export.html import to_html

        return to_html(self, folded=True)


def spans_of(document: Document) -> Iterator[Span]:
    """Every span of every record."""
    for quotation in document.quotations:
        yield from quotation.content
        yield from quotation.setting
        yield from _present(quotation.cue, quotation.source, quotation.addressee)
    for speaker in document.speakers:
        yield from speaker.mentions
    for frame in document.frames:
        yield from frame.content
        yield from _present(frame.trigger, frame.agent, frame.target)
    for device in document.devices:
        yield device.span


def _present(*spans: Span | None) -> Iterator[Span]:
    return (span for span in spans if span is not None)


def _check_spans(document: Document) -> None:
    text = document.text
    for span in spans_of(document):
        if text[span.start : span.end] != span.text:
            raise RecordError(
                f"{span!r} is not in the document: at {span.start}:{span.end} the text reads"
                f" {shortened(text[span.start : span.end])}"
            )


def _check_indices(document: Document) -> None:
    quotations, frames = len(document.quotations), len(document.frames)
    for position, quotation in enumerate(document.quotations):
        _check_index(quotation.parent, quotations, f"parent of quotation {position}")
        if quotation.parent == position:
            raise RecordError(f"quotation {position} is its own parent")
        for index in quotation.frames:
            _check_index(index, frames, f"frame of quotation {position}")
    for position, frame in enumerate(document.frames):
        _check_index(frame.quotation, quotations, f"quotation of frame {position}")
    for position, device in enumerate(document.devices):
        _check_index(device.quotation, quotations, f"quotation of device {position}")


def _check_index(index: int | None, length: int, what: str) -> None:
    if index is not None and not 0 <= index < length:
        raise RecordError(f"the {what} is {index}, but the document has only {length} of these")


def _check_speakers(document: Document) -> None:
    # By identity, because hashing a speaker costs all of its mentions.
    known = {id(speaker) for speaker in document.speakers}
    records: list[Quotation | Frame] = [*document.quotations, *document.frames]
    for record in records:
        if record.speaker is not None and id(record.speaker) not in known:
            raise RecordError(
                f"the speaker of {record!r} is not one of the objects in the document's speakers"
            )


def _folded(name: str) -> str:
    return name.strip().casefold().replace("’", "'")
