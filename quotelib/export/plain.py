"""Documents as plain data: dicts, lists and scalars, and the JSON text of these. Lossless.

Every record becomes a dict of its fields; a span is ``{"start", "end", "text"}``. Speakers stand
once, under ``speakers``; quotations and frames refer to them by index, so that the size stays
linear in what the document holds. Reading checks every field and names the one that is wrong.
"""

import json
import re
from collections.abc import Mapping

from quotelib.document import Document
from quotelib.enumerations import Basis, Mode, Polarity, QuotationKind, SpeakerKind
from quotelib.errors import RecordError
from quotelib.export.fields import Fields
from quotelib.records import Device, Frame, Quotation, Span, Speaker
from quotelib.taxonomy import Act, DeviceKind

SCHEMA_VERSION = 1
"""Version of this form; raised when a reader of the last one would misread the new one."""

_TO_ESCAPE = re.compile(
    "[\x85\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]"
)
"""Characters that JSON may hold as they are but not every reader of it: line ends of Unicode, which
would cut a JSON Lines record in two, and lone surrogates, which UTF-8 cannot encode. A high
surrogate directly before a low one stays: escaped, the two would be read as one character."""


FIELDS = ("schema", "text", "quotations", "speakers", "frames", "devices")
"""The fields of a document in plain form, in their order."""


def to_plain(document: Document) -> dict[str, object]:
    """The document as dicts, lists and scalars."""
    index = {id(speaker): position for position, speaker in enumerate(document.speakers)}
    return {
        "schema": SCHEMA_VERSION,
        "text": document.text,
        "quotations": [_from_quotation(quotation, index) for quotation in document.quotations],
        "speakers": [_from_speaker(speaker) for speaker in document.speakers],
        "frames": [_from_frame(frame, index) for frame in document.frames],
        "devices": [_from_device(device) for device in document.devices],
    }


def from_plain(plain: Mapping[str, object]) -> Document:
    """The document that `to_plain` gave.

    Raises:
        RecordError: a field is missing, has the wrong type, or does not fit the others.
    """
    fields = Fields(plain, "document")
    version = fields.integer("schema")
    if version != SCHEMA_VERSION:
        raise RecordError(
            f"document.schema is {version}, but this version of quotelib reads {SCHEMA_VERSION}:"
            " use the version that wrote it, or extract again from its text"
        )
    speakers = tuple(fields.each("speakers", _to_speaker))
    return Document(
        text=fields.string("text"),
        quotations=tuple(fields.each("quotations", lambda item: _to_quotation(item, speakers))),
        speakers=speakers,
        frames=tuple(fields.each("frames", lambda item: _to_frame(item, speakers))),
        devices=tuple(fields.each("devices", _to_device)),
    )


def to_json(document: Document, *, indent: int | None = None) -> str:
    """The document as one JSON text, on one line unless `indent` is given."""
    return json_text(to_plain(document), indent=indent)


def json_text(plain: object, *, indent: int | None = None) -> str:
    """Plain data as one JSON text; on one line, whoever splits it, unless `indent` is given.

    Raises:
        TypeError, ValueError: it holds something that JSON has no form for.
    """
    text = json.dumps(plain, ensure_ascii=False, indent=indent, allow_nan=False)
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def from_json(text: str | bytes) -> Document:
    """The document that `to_json` gave; `RecordError` where `text` is not of that form."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise RecordError(f"this is not JSON: {error}") from error
    return from_plain(plain)


def _from_span(span: Span | None) -> dict[str, object] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _from_quotation(quotation: Quotation, index: dict[int, int]) -> dict[str, object]:
    return {
        "content": [_from_span(span) for span in quotation.content],
        "cue": _from_span(quotation.cue),
        "source": _from_span(quotation.source),
        "speaker": None if quotation.speaker is None else index[id(quotation.speaker)],
        "kind": quotation.kind.value,
        "mode": quotation.mode.value,
        "polarity": quotation.polarity.value,
        "addressee": _from_span(quotation.addressee),
        "setting": [_from_span(span) for span in quotation.setting],
        "parent": quotation.parent,
        "frames": list(quotation.frames),
        "confidence": quotation.confidence,
    }


def _from_speaker(speaker: Speaker) -> dict[str, object]:
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "mentions": [_from_span(span) for span in speaker.mentions],
        "titles": list(speaker.titles),
        "affiliation": speaker.affiliation,
        "named": speaker.named,
    }


def _from_frame(frame: Frame, index: dict[int, int]) -> dict[str, object]:
    return {
        "act": frame.act.value,
        "trigger": _from_span(frame.trigger),
        "agent": _from_span(frame.agent),
        "speaker": None if frame.speaker is None else index[id(frame.speaker)],
        "target": _from_span(frame.target),
        "content": [_from_span(span) for span in frame.content],
        "basis": frame.basis.value,
        "polarity": frame.polarity.value,
        "quotation": frame.quotation,
        "confidence": frame.confidence,
        "rule": frame.rule,
    }


def _from_device(device: Device) -> dict[str, object]:
    return {
        "kind": device.kind.value,
        "span": _from_span(device.span),
        "quotation": device.quotation,
        "confidence": device.confidence,
        "rule": device.rule,
    }


def _to_quotation(fields: Fields, speakers: tuple[Speaker, ...]) -> Quotation:
    return Quotation(
        content=fields.spans("content"),
        cue=fields.optional_span("cue"),
        source=fields.optional_span("source"),
        speaker=fields.optional_choice("speaker", speakers),
        kind=QuotationKind(fields.string("kind")),
        mode=Mode(fields.string("mode")),
        polarity=Polarity(fields.string("polarity")),
        addressee=fields.optional_span("addressee"),
        setting=fields.spans("setting"),
        parent=fields.optional_integer("parent"),
        frames=fields.integers("frames"),
        confidence=fields.number("confidence"),
    )


def _to_speaker(fields: Fields) -> Speaker:
    return Speaker(
        name=fields.string("name"),
        kind=SpeakerKind(fields.string("kind")),
        mentions=fields.spans("mentions"),
        titles=fields.strings("titles"),
        affiliation=fields.optional_string("affiliation"),
        named=fields.boolean("named"),
    )


def _to_frame(fields: Fields, speakers: tuple[Speaker, ...]) -> Frame:
    return Frame(
        act=Act(fields.string("act")),
        trigger=fields.optional_span("trigger"),
        agent=fields.optional_span("agent"),
        speaker=fields.optional_choice("speaker", speakers),
        target=fields.optional_span("target"),
        content=fields.spans("content"),
        basis=Basis(fields.string("basis")),
        polarity=Polarity(fields.string("polarity")),
        quotation=fields.optional_integer("quotation"),
        confidence=fields.number("confidence"),
        rule=fields.optional_string("rule"),
    )


def _to_device(fields: Fields) -> Device:
    return Device(
        kind=DeviceKind(fields.string("kind")),
        span=fields.span("span"),
        quotation=fields.optional_integer("quotation"),
        confidence=fields.number("confidence"),
        rule=fields.optional_string("rule"),
    )
