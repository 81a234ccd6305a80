"""The columns of the tables: one schema, published here, that all that is tabular reads.

Rows (`rows`), data frames (`dataframe`), Arrow, JSON Schema and Spark (`schema`) take names, types
and order from `TABLES` and nowhere else. Several spans stand in one cell as ``"start:end
start:end"``, several strings joined by ``"; "``, so that every cell is a scalar and every format can
hold it. Columns that users bring along (an identifier, a date, an outlet) stand before ours.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, Literal, TypeVar, get_args

import attrs

from quotelib.document import Document
from quotelib.errors import ParameterError
from quotelib.records import Device, Frame, Quotation, Span, Speaker

Cell = str | int | float | bool | None
TableName = Literal["quotations", "frames", "devices", "speakers"]
ColumnType = Literal["string", "integer", "number", "boolean", "date", "timestamp"]
"""Types of cells. Ours use the first four; integers have 64 bits, numbers are doubles, a timestamp
has no time zone."""

Record = TypeVar("Record", Quotation, Frame, Device, Speaker)


@attrs.frozen
class Field:
    """What there is to know of a column: its name, its type, whether it may be null, its meaning."""

    name: str
    type: ColumnType
    nullable: bool
    description: str


@attrs.frozen(eq=False)
class Entry(Generic[Record]):
    """One record with what a cell may need to know of its surroundings."""

    index: int
    record: Record
    document: Document
    speaker_indices: dict[int, int]
    """Index in `Document.speakers` by the identity of the speaker."""

    def speaker_index(self, speaker: Speaker | None) -> int | None:
        return None if speaker is None else self.speaker_indices[id(speaker)]


@attrs.frozen(eq=False)
class Column(Field, Generic[Record]):
    """A column of ours: a field, and how its cells are filled."""

    value: Callable[[Entry[Record]], Cell]


def _text(span: Span | None) -> str | None:
    return None if span is None else span.text


def _start(span: Span | None) -> int | None:
    return None if span is None else span.start


def _end(span: Span | None) -> int | None:
    return None if span is None else span.end


def _offsets(spans: Sequence[Span]) -> str:
    return " ".join(f"{span.start}:{span.end}" for span in spans)


def _joined(strings: Sequence[str]) -> str:
    return "; ".join(strings)


def _name(speaker: Speaker | None) -> str | None:
    return None if speaker is None else speaker.name


REQUIRED, NULLABLE = False, True

QUOTATIONS: tuple[Column[Quotation], ...] = (
    Column("quotation", "integer", REQUIRED, "index of the quotation", lambda e: e.index),
    Column("speaker", "string", NULLABLE, "canonical name", lambda e: _name(e.record.speaker)),
    Column("cue", "string", NULLABLE, "words that report it", lambda e: _text(e.record.cue)),
    Column("text", "string", REQUIRED, "what is said", lambda e: e.record.text),
    Column("kind", "string", REQUIRED, "direct, indirect or mixed", lambda e: e.record.kind.value),
    Column("mode", "string", REQUIRED, "speech, writing or thought", lambda e: e.record.mode.value),
    Column(
        "polarity", "string", REQUIRED, "said, not said or open", lambda e: e.record.polarity.value
    ),
    Column("source", "string", NULLABLE, "the source as written", lambda e: _text(e.record.source)),
    Column(
        "speaker_index",
        "integer",
        NULLABLE,
        "index in the table speakers",
        lambda e: e.speaker_index(e.record.speaker),
    ),
    Column(
        "speaker_kind",
        "string",
        NULLABLE,
        "person, organization, place, ...",
        lambda e: e.record.speaker.kind.value if e.record.speaker else None,
    ),
    Column(
        "speaker_named",
        "boolean",
        NULLABLE,
        "false for anonymous sources",
        lambda e: e.record.speaker.named if e.record.speaker else None,
    ),
    Column(
        "addressee", "string", NULLABLE, "to whom, as written", lambda e: _text(e.record.addressee)
    ),
    Column(
        "setting",
        "string",
        REQUIRED,
        "time, place and medium as written",
        lambda e: _joined([span.text for span in e.record.setting]),
    ),
    Column(
        "acts",
        "string",
        REQUIRED,
        "acts done by it",
        lambda e: _joined([e.document.frames[index].act.value for index in e.record.frames]),
    ),
    Column(
        "parent", "integer", NULLABLE, "index of the quotation around", lambda e: e.record.parent
    ),
    Column("confidence", "number", REQUIRED, "probability, 0 to 1", lambda e: e.record.confidence),
    Column("start", "integer", REQUIRED, "first code point", lambda e: e.record.start),
    Column("end", "integer", REQUIRED, "past the last code point", lambda e: e.record.end),
    Column("spans", "string", REQUIRED, "content spans", lambda e: _offsets(e.record.content)),
    Column("cue_start", "integer", NULLABLE, "first code point", lambda e: _start(e.record.cue)),
    Column("cue_end", "integer", NULLABLE, "past the last one", lambda e: _end(e.record.cue)),
    Column(
        "source_start", "integer", NULLABLE, "first code point", lambda e: _start(e.record.source)
    ),
    Column("source_end", "integer", NULLABLE, "past the last one", lambda e: _end(e.record.source)),
)

FRAMES: tuple[Column[Frame], ...] = (
    Column("frame", "integer", REQUIRED, "index of the frame", lambda e: e.index),
    Column("act", "string", REQUIRED, "what is done", lambda e: e.record.act.value),
    Column("act_class", "string", REQUIRED, "Searle's class", lambda e: e.record.act_class.value),
    Column("speaker", "string", NULLABLE, "the agent's name", lambda e: _name(e.record.speaker)),
    Column("target", "string", NULLABLE, "at whom, as written", lambda e: _text(e.record.target)),
    Column("trigger", "string", NULLABLE, "words that carry it", lambda e: _text(e.record.trigger)),
    Column(
        "content",
        "string",
        REQUIRED,
        "what is claimed, threatened, ...",
        lambda e: " ".join(span.text for span in e.record.content),
    ),
    Column("basis", "string", REQUIRED, "explicit or implicit", lambda e: e.record.basis.value),
    Column(
        "polarity", "string", REQUIRED, "done, not done or open", lambda e: e.record.polarity.value
    ),
    Column("agent", "string", NULLABLE, "the agent as written", lambda e: _text(e.record.agent)),
    Column(
        "speaker_index",
        "integer",
        NULLABLE,
        "index in the table speakers",
        lambda e: e.speaker_index(e.record.speaker),
    ),
    Column("cameo", "string", REQUIRED, "CAMEO codes", lambda e: _joined(e.record.act.cameo)),
    Column("plover", "string", NULLABLE, "PLOVER event type", lambda e: e.record.act.plover),
    Column(
        "quotation", "integer", NULLABLE, "index of its quotation", lambda e: e.record.quotation
    ),
    Column("confidence", "number", REQUIRED, "probability, 0 to 1", lambda e: e.record.confidence),
    Column("rule", "string", NULLABLE, "lexicon entry that fired", lambda e: e.record.rule),
    Column(
        "trigger_start", "integer", NULLABLE, "first code point", lambda e: _start(e.record.trigger)
    ),
    Column(
        "trigger_end", "integer", NULLABLE, "past the last one", lambda e: _end(e.record.trigger)
    ),
    Column("spans", "string", REQUIRED, "content spans", lambda e: _offsets(e.record.content)),
)

DEVICES: tuple[Column[Device], ...] = (
    Column("device", "integer", REQUIRED, "index of the device", lambda e: e.index),
    Column("kind", "string", REQUIRED, "which device", lambda e: e.record.kind.value),
    Column("text", "string", REQUIRED, "its words", lambda e: e.record.span.text),
    Column(
        "quotation", "integer", NULLABLE, "index of its quotation", lambda e: e.record.quotation
    ),
    Column("confidence", "number", REQUIRED, "probability, 0 to 1", lambda e: e.record.confidence),
    Column("rule", "string", NULLABLE, "lexicon entry that fired", lambda e: e.record.rule),
    Column("start", "integer", REQUIRED, "first code point", lambda e: e.record.span.start),
    Column("end", "integer", REQUIRED, "past the last code point", lambda e: e.record.span.end),
)

SPEAKERS: tuple[Column[Speaker], ...] = (
    Column("speaker_index", "integer", REQUIRED, "index of the speaker", lambda e: e.index),
    Column("speaker", "string", REQUIRED, "canonical name", lambda e: e.record.name),
    Column("kind", "string", REQUIRED, "person, organization, ...", lambda e: e.record.kind.value),
    Column("named", "boolean", REQUIRED, "false for anonymous sources", lambda e: e.record.named),
    Column("titles", "string", REQUIRED, "titles and roles", lambda e: _joined(e.record.titles)),
    Column("affiliation", "string", NULLABLE, "body or country", lambda e: e.record.affiliation),
    Column("mentions", "integer", REQUIRED, "number of mentions", lambda e: len(e.record.mentions)),
    Column("spans", "string", REQUIRED, "the mentions", lambda e: _offsets(e.record.mentions)),
)

TABLES: Mapping[TableName, Sequence[Field]] = {
    "quotations": QUOTATIONS,
    "frames": FRAMES,
    "devices": DEVICES,
    "speakers": SPEAKERS,
}
"""The columns of every table, in order."""


def fields_of(table: TableName, extra: Mapping[str, ColumnType] | None = None) -> tuple[Field, ...]:
    """The fields of a table in order, those that a user brings along (names and types) first.

    Raises:
        ParameterError: there is no such table or type, or an extra field has the name of one of ours.
    """
    if table not in TABLES:
        raise ParameterError(f"there is no table {table!r}; choose one of: {', '.join(TABLES)}")
    extra = extra or {}
    check_names(extra, table)
    for name, kind in extra.items():
        if kind not in get_args(ColumnType):
            raise ParameterError(
                f"the column {name!r} has the type {kind!r}, which is none of:"
                f" {', '.join(get_args(ColumnType))}"
            )
    own = (Field(name, kind, NULLABLE, "brought along") for name, kind in extra.items())
    return (*own, *TABLES[table])


def check_names(extra: Iterable[str], table: TableName) -> None:
    """Raise `ParameterError` if an extra column has a name that the table has already."""
    taken = {field.name for field in TABLES[table]}
    for name in extra:
        if name in taken:
            raise ParameterError(
                f"the column {name!r} that you bring along has the name of a column of the table"
                f" {table}: give it another"
            )
