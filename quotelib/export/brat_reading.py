"""Documents from brat stand-off: what `brat` wrote, what annotators changed, or all their own work.

Types, roles and attributes are those of `brat`; annotations of any other type are passed over. What
an annotator leaves out is filled in: a quotation's kind from its quotation marks, its mode as
speech, a polarity as positive, a basis as explicit, a speaker's name from its first mention, a
confidence as 1. Where brat has added records they are put in text order.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import attrs

from quotelib.document import Document
from quotelib.enumerations import Basis, Mode, Polarity, QuotationKind, SpeakerKind
from quotelib.errors import InputError, RecordError
from quotelib.export.brat import (
    ANCHORED,
    BREAK,
    EQUIVALENCE,
    NOTE,
    QUOTATION,
    WITHIN,
    covered,
    frames_by_quotation,
    type_name,
)
from quotelib.export.contexts import IDENTIFIER, Context
from quotelib.export.fields import Fields
from quotelib.records import Device, Frame, Quotation, Span, Speaker, shortened
from quotelib.taxonomy import Act, DeviceKind

T = TypeVar("T")
_SPEAKERS = {type_name(kind): kind for kind in SpeakerKind}
_ACTS = {type_name(act): act for act in Act}
_DEVICES = {type_name(kind): kind for kind in DeviceKind}
_ROLE = re.compile(r"(.*?)(\d*)")
_MARKS = "\"'“”‘’«»„`"
"""Quotation marks, as they border a content."""


def read_brat(folder: str | Path) -> Iterator[tuple[Document, Context]]:
    """The documents of a folder, in the order of their names, which are their `doc_id`.

    A ``.txt`` file without an ``.ann`` file has not been annotated, and is left out.

    Raises:
        InputError: there is none, a file cannot be read, or one is not of this form; the message
            names it.
    """
    found = sorted(Path(folder).glob("**/*.ann"))
    if not found:
        raise InputError(f"{folder}: no .ann files in this folder")
    for path in found:
        text, annotations = _content(path.with_suffix(".txt")), _content(path)
        try:
            document = from_brat(text, annotations)
        except RecordError as error:
            raise InputError(f"{path}: {error}") from error
        yield document, {IDENTIFIER: path.relative_to(folder).with_suffix("").as_posix()}


def _content(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "surrogatepass")
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: cannot be read: {cause}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start})") from error


def from_brat(text: str, annotations: str) -> Document:
    """The document of a text and its ``.ann`` file.

    Raises:
        RecordError: an annotation is malformed, refers to one that is not there, or does not fit the
            text; the message names its line or its identifier.
    """
    standoff = _Standoff(text)
    for number, line in enumerate(annotations.split("\n"), 1):
        if line.strip():
            try:
                standoff.read(line.rstrip("\r"))
            except (ValueError, IndexError) as error:
                message = str(error) if isinstance(error, RecordError) else shortened(line)
                raise RecordError(f"line {number}: {message}") from error
    return _Builder(standoff).document()


@attrs.frozen
class _Spot:
    """A text-bound annotation."""

    type: str
    spans: tuple[Span, ...]


@attrs.frozen
class _Event:
    """An event: its trigger, and its arguments by role, in the order of their numbers."""

    type: str
    trigger: str
    arguments: dict[str, list[str]]


class _Standoff:
    """The annotations of a file by identifier, as they stand there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spots: dict[str, _Spot] = {}
        self.events: dict[str, _Event] = {}
        self.attributes: dict[tuple[str, str], str] = {}
        self.notes: dict[str, Fields] = {}
        self.within: dict[str, str] = {}
        self.equivalences: list[list[str]] = []

    def read(self, line: str) -> None:
        """Take in one line; a `ValueError` or an `IndexError` if it is malformed."""
        name, _, rest = line.partition("\t")
        body, _, tail = rest.partition("\t")
        kind = name[:1]
        if kind == "T":
            self._spot(name, body, tail)
        elif kind == "E":
            self._event(name, body)
        elif kind in {"A", "M"}:
            attribute, target, *value = body.split(" ")
            self.attributes[target, attribute] = value[0] if value else ""
        elif kind == "R" and body.startswith(f"{WITHIN} "):
            device, quotation = (argument.split(":")[1] for argument in body.split(" ")[1:])
            self.within[device] = quotation
        elif kind == "*" and body.startswith(f"{EQUIVALENCE} "):
            self.equivalences.append(body.split(" ")[1:])
        elif kind == "#" and body.startswith(f"{NOTE} "):
            self.notes[body.split(" ")[1]] = Fields(json.loads(tail), f"the note of {body[9:]}")
        elif kind not in {"R", "*", "#", "N"}:
            raise ValueError(line)

    def _spot(self, name: str, body: str, words: str) -> None:
        kind, _, offsets = body.partition(" ")
        pieces = [(int(start), int(end)) for start, end in map(str.split, offsets.split(";"))]
        there = covered(self.text, pieces)
        if words != there:
            raise RecordError(
                f"{name} reads {shortened(words)}, but the text there {shortened(there)}: is this"
                " the text that was annotated?"
            )
        spans = []
        for start, end in self._joined(pieces):
            spans.append(Span(start, end, self.text[start:end]))
        self.spots[name] = _Spot(kind, tuple(spans))

    def _joined(self, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Fragments with nothing but a line break between them are one span."""
        start, end = pieces[0]
        for next_start, next_end in pieces[1:]:
            if BREAK.fullmatch(self.text[end:next_start]):
                end = next_end
            else:
                yield start, end
                start, end = next_start, next_end
        yield start, end

    def _event(self, name: str, body: str) -> None:
        (kind, trigger), *arguments = (part.split(":") for part in body.split())
        numbered: dict[str, list[tuple[int, str]]] = {}
        for role, target in arguments:
            found = _ROLE.fullmatch(role)
            base, number = found.groups() if found else (role, "")
            numbered.setdefault(base, []).append((int(number or 1), target))
        roles = {role: [target for _, target in sorted(found)] for role, found in numbered.items()}
        self.events[name] = _Event(kind, trigger, roles)


class _Builder:
    """Records from annotations. Errors name the annotation that they are about."""

    def __init__(self, standoff: _Standoff) -> None:
        self._standoff = standoff
        self._speakers: dict[str, Speaker] = {}
        self._ordered_speakers = tuple(self._each_speaker())
        self._quotations = self._in_order(
            [name for name, event in standoff.events.items() if event.type == QUOTATION],
            lambda name: standoff.events[name].trigger,
        )
        self._frames = self._in_order(
            [name for name, event in standoff.events.items() if event.type in _ACTS],
            lambda name: standoff.events[name].trigger,
        )

    def document(self) -> Document:
        frames = tuple(self._made(name, self._frame) for name in self._frames)
        frames_of = frames_by_quotation(frames)
        devices = self._in_order(
            [name for name, spot in self._standoff.spots.items() if spot.type in _DEVICES],
            lambda name: name,
        )
        return Document(
            self._standoff.text,
            tuple(
                self._made(name, lambda one: self._quotation(one, frames_of))
                for name in self._quotations
            ),
            self._ordered_speakers,
            frames,
            tuple(self._made(name, self._device) for name in devices),
        )

    def _in_order(self, names: list[str], place: Callable[[str], str]) -> dict[str, int]:
        """Index by name: as the file has them, or, if brat has added some, in text order."""
        if not all(name in self._standoff.notes for name in names):
            start = lambda name: self._spans(place(name))[0].start  # noqa: E731 - a key
            names = sorted(names, key=lambda name: self._made(name, start))
        return {name: index for index, name in enumerate(names)}

    def _made(self, name: str, make: Callable[[str], T]) -> T:
        try:
            return make(name)
        except RecordError as error:
            raise RecordError(f"{name}: {error}") from error

    def _each_speaker(self) -> Iterator[Speaker]:
        """The speakers, by their first mentions; `_speakers` has them by every mention."""
        groups = _groups(
            [name for name, spot in self._standoff.spots.items() if spot.type in _SPEAKERS],
            self._standoff.equivalences,
        )
        for group in groups:
            speaker = self._made(group[0], lambda _, group=group: self._speaker(group))  # type: ignore[misc]
            yield speaker
            self._speakers.update(dict.fromkeys(group, speaker))

    def _speaker(self, group: list[str]) -> Speaker:
        spots = [self._standoff.spots[name] for name in group]
        noted = next((name for name in group if name in self._standoff.notes), None)
        note = None if noted is None else self._standoff.notes[noted]
        is_anchored = (group[0], ANCHORED) in self._standoff.attributes
        mentions = () if is_anchored else tuple(span for spot in spots for span in spot.spans)
        return Speaker(
            name=note.string("name") if note else spots[0].spans[0].text,
            kind=_SPEAKERS[spots[0].type],
            mentions=mentions,
            titles=note.strings("titles") if note else (),
            affiliation=note.optional_string("affiliation") if note else None,
            named=note.boolean("named") if note else True,
        )

    def _quotation(self, name: str, frames_of: dict[int, tuple[int, ...]]) -> Quotation:
        event = self._standoff.events[name]
        content = (*self._spans(event.trigger), *self._of(event, "Content"))
        note = self._standoff.notes.get(name)
        own = frames_of.get(self._quotations[name], ())
        if note and note.has("frames"):
            own = tuple(self._index(frame, self._frames) for frame in note.strings("frames"))
        kind = self._attribute(name, "Kind", "") or kind_of(content)
        return Quotation(
            content=content,
            cue=self._first(event, "Cue"),
            source=self._first(event, "Source"),
            speaker=self._speaker_of(event),
            kind=QuotationKind(kind),
            mode=Mode(self._attribute(name, "Mode", Mode.SPEECH)),
            polarity=Polarity(self._attribute(name, "Polarity", Polarity.POSITIVE)),
            addressee=self._first(event, "Addressee"),
            setting=self._of(event, "Setting"),
            parent=self._reference(event, "Parent"),
            frames=own,
            confidence=note.number("confidence") if note else 1.0,
        )

    def _frame(self, name: str) -> Frame:
        event = self._standoff.events[name]
        note = self._standoff.notes.get(name)
        is_anchored = (name, ANCHORED) in self._standoff.attributes
        return Frame(
            act=_ACTS[event.type],
            trigger=None if is_anchored else self._spans(event.trigger)[0],
            agent=self._first(event, "Agent"),
            speaker=self._speaker_of(event),
            target=self._first(event, "Target"),
            content=self._of(event, "Content"),
            basis=Basis(self._attribute(name, "Basis", Basis.EXPLICIT)),
            polarity=Polarity(self._attribute(name, "Polarity", Polarity.POSITIVE)),
            quotation=self._reference(event, QUOTATION),
            confidence=note.number("confidence") if note else 1.0,
            rule=note.optional_string("rule") if note else None,
        )

    def _device(self, name: str) -> Device:
        note = self._standoff.notes.get(name)
        quotation = self._standoff.within.get(name)
        return Device(
            kind=_DEVICES[self._standoff.spots[name].type],
            span=self._spans(name)[0],
            quotation=None if quotation is None else self._index(quotation, self._quotations),
            confidence=note.number("confidence") if note else 1.0,
            rule=note.optional_string("rule") if note else None,
        )

    def _attribute(self, name: str, attribute: str, default: str) -> str:
        return self._standoff.attributes.get((name, attribute), default)

    def _spans(self, name: str) -> tuple[Span, ...]:
        if name not in self._standoff.spots:
            raise RecordError(f"it refers to {name}, which is no text-bound annotation")
        return self._standoff.spots[name].spans

    def _of(self, event: _Event, role: str) -> tuple[Span, ...]:
        return tuple(span for name in event.arguments.get(role, ()) for span in self._spans(name))

    def _first(self, event: _Event, role: str) -> Span | None:
        return next(iter(self._of(event, role)), None)

    def _speaker_of(self, event: _Event) -> Speaker | None:
        for name in event.arguments.get("Speaker", ()):
            if name not in self._speakers:
                raise RecordError(f"its speaker {name} is no mention of one")
            return self._speakers[name]
        return None

    def _reference(self, event: _Event, role: str) -> int | None:
        for name in event.arguments.get(role, ()):
            return self._index(name, self._quotations)
        return None

    def _index(self, name: str, indices: dict[str, int]) -> int:
        if name not in indices:
            raise RecordError(f"it refers to {name}, which is no such event")
        return indices[name]


def _groups(names: Sequence[str], equivalences: Iterable[Sequence[str]]) -> list[list[str]]:
    """The names in groups of what is equivalent, by their first members, in order."""
    group_of = {name: [name] for name in names}
    for equivalence in equivalences:
        members = [name for name in equivalence if name in group_of]
        for other in members[1:]:
            first, second = group_of[members[0]], group_of[other]
            if first is not second:
                first.extend(second)
                group_of.update(dict.fromkeys(second, first))
    groups = {id(group): group for group in group_of.values()}
    return list(groups.values())


def kind_of(content: Sequence[Span]) -> QuotationKind:
    """How much of a content stands inside quotation marks, by the marks in it."""
    if all(span.text[:1] in _MARKS and span.text[-1:] in _MARKS for span in content if span.text):
        return QuotationKind.DIRECT
    doubtless = set(_MARKS) - set("'’‘")
    has_marks = any(doubtless & set(span.text) for span in content)
    return QuotationKind.MIXED if has_marks else QuotationKind.INDIRECT
