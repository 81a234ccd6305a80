"""Documents as brat stand-off: a text file, and beside it an ``.ann`` file with an annotation a line.

The format is that of https://brat.nlplab.org/standoff.html; offsets count code points, as ours do.

- A quotation is an event ``Quotation`` (``E``): its trigger is the first span of its content, its
  arguments are the other spans, cue, source, addressee, setting, speaker and parent.
- A frame is an event named after its act, a device a text-bound annotation (``T``) named after its
  kind, related (``R``) to the quotation that it stands ``Within``.
- A speaker is its mentions, named after its kind, as an equivalence (``*``).
- Kind, mode, polarity and basis are attributes (``A``), so that annotators can change them.
- What brat has no place for (confidence, rule, canonical name, titles) is JSON in a note (``#``).

A text-bound annotation may not hold a line break: brat breaks it in fragments there, and so do we.
`brat_reading` reads all of this back; nothing is lost.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quotelib.document import Document
from quotelib.enumerations import Basis, Mode, Polarity, QuotationKind, SpeakerKind
from quotelib.export.contexts import IDENTIFIER, Documents, pairs_of
from quotelib.export.plain import json_text
from quotelib.records import Device, Frame, Quotation, Span, Speaker
from quotelib.taxonomy import Act, ActClass, DeviceKind

QUOTATION = "Quotation"
EQUIVALENCE = "Coreference"
WITHIN = "Within"
NOTE = "Quotelib"
"""The type of our notes; annotators' own have another."""

ANCHORED = "Anchored"
"""Attribute of what no words carry (an implicit act, a speaker never mentioned): it has been put
somewhere, because brat wants a place."""

BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""What ends a line for brat, which reads with `str.splitlines`."""

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 120
"""Characters of a file's name; the least that file systems allow is 255 bytes."""


def write_brat(documents: Documents, folder: str | Path) -> int:
    """Write a ``.txt`` and an ``.ann`` file for each document, and brat's configuration.

    The files are named after the documents' `doc_id`, made safe for a file system. Gives the number
    of documents.

    Raises:
        OSError: a file cannot be written.
        ParameterError: `documents` holds something else.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    (place / "annotation.conf").write_text(annotation_conf(), encoding="utf-8")
    taken: set[str] = set()
    for document, context in pairs_of(documents):
        name = _file_name(str(context.get(IDENTIFIER, "document")), taken)
        # As bytes: line ends must stay as they are, or the offsets would be wrong.
        (place / f"{name}.txt").write_bytes(document.text.encode("utf-8", "surrogatepass"))
        (place / f"{name}.ann").write_bytes(to_brat(document).encode("utf-8", "surrogatepass"))
    return len(taken)


def _file_name(identifier: str, taken: set[str]) -> str:
    stem = re.sub(r"\.(txt|text)(\.gz)?$", "", identifier, flags=re.IGNORECASE)
    stem = _UNSAFE.sub("_", stem).strip("._")[-_LONGEST_NAME:] or "document"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name


def to_brat(document: Document) -> str:
    """The text of the document's ``.ann`` file."""
    lines = _Lines(document.text)
    speakers = {id(speaker): lines.speaker(speaker) for speaker in document.speakers}
    quotations = [f"E{number}" for number in range(1, len(document.quotations) + 1)]
    frames = [f"E{len(quotations) + number}" for number in range(1, len(document.frames) + 1)]
    expected = frames_by_quotation(document.frames)
    for index, quotation in enumerate(document.quotations):
        lines.quotation(quotations[index], quotation, speakers, quotations)
        note: dict[str, object] = {"confidence": quotation.confidence}
        if quotation.frames != expected.get(index, ()):
            note["frames"] = [frames[frame] for frame in quotation.frames]
        lines.note(quotations[index], note)
    for name, frame in zip(frames, document.frames, strict=True):
        lines.frame(name, frame, speakers, quotations)
        lines.note(name, {"confidence": frame.confidence, "rule": frame.rule})
    for device in document.devices:
        lines.device(device, quotations)
    return "".join(f"{line}\n" for line in lines.written)


def frames_by_quotation(frames: Iterable[Frame]) -> dict[int, tuple[int, ...]]:
    """Indices of the frames that name a quotation as theirs, by its index."""
    found: dict[int, list[int]] = {}
    for index, frame in enumerate(frames):
        if frame.quotation is not None:
            found.setdefault(frame.quotation, []).append(index)
    return {quotation: tuple(indices) for quotation, indices in found.items()}


class _Lines:
    """The lines of one file, each kind of annotation numbered by itself."""

    def __init__(self, text: str) -> None:
        self.written: list[str] = []
        self._text = text
        self._numbers = dict.fromkeys("TAR#", 0)

    def speaker(self, speaker: Speaker) -> str:
        """Write a speaker; gives the annotation that stands for it."""
        mentions = [self._spot(speaker.kind, span) for span in speaker.mentions]
        if not mentions:
            mentions = [self._spot(speaker.kind, Span(0, 0, ""))]
            self._attribute(ANCHORED, mentions[0])
        if len(mentions) > 1:
            self.written.append(f"*\t{EQUIVALENCE} {' '.join(mentions)}")
        note = {
            "name": speaker.name,
            "titles": list(speaker.titles),
            "affiliation": speaker.affiliation,
            "named": speaker.named,
        }
        self.note(mentions[0], note)
        return mentions[0]

    def quotation(
        self, name: str, quotation: Quotation, speakers: dict[int, str], quotations: list[str]
    ) -> None:
        first, *others = quotation.content
        trigger = self._spot(QUOTATION, first)
        arguments = [
            *self._arguments("Content", others),
            *self._arguments("Cue", [quotation.cue]),
            *self._arguments("Source", [quotation.source]),
            *self._arguments("Addressee", [quotation.addressee]),
            *self._arguments("Setting", quotation.setting),
        ]
        if quotation.speaker is not None:
            arguments.append(f"Speaker:{speakers[id(quotation.speaker)]}")
        if quotation.parent is not None:
            arguments.append(f"Parent:{quotations[quotation.parent]}")
        self.written.append(f"{name}\t{' '.join((f'{QUOTATION}:{trigger}', *arguments))}")
        self._attribute("Kind", name, quotation.kind)
        self._attribute("Mode", name, quotation.mode)
        if quotation.polarity is not Polarity.POSITIVE:
            self._attribute("Polarity", name, quotation.polarity)

    def frame(
        self, name: str, frame: Frame, speakers: dict[int, str], quotations: list[str]
    ) -> None:
        anchors = (frame.trigger, *frame.content[:1], frame.agent, frame.target, Span(0, 0, ""))
        trigger = self._spot(frame.act, next(span for span in anchors if span is not None))
        arguments = [
            *self._arguments("Agent", [frame.agent]),
            *self._arguments("Target", [frame.target]),
            *self._arguments("Content", frame.content),
        ]
        if frame.speaker is not None:
            arguments.append(f"Speaker:{speakers[id(frame.speaker)]}")
        if frame.quotation is not None:
            arguments.append(f"{QUOTATION}:{quotations[frame.quotation]}")
        self.written.append(
            f"{name}\t{' '.join((f'{type_name(frame.act)}:{trigger}', *arguments))}"
        )
        if frame.trigger is None:
            self._attribute(ANCHORED, name)
        if frame.basis is not Basis.EXPLICIT:
            self._attribute("Basis", name, frame.basis)
        if frame.polarity is not Polarity.POSITIVE:
            self._attribute("Polarity", name, frame.polarity)

    def device(self, device: Device, quotations: list[str]) -> None:
        name = self._spot(device.kind, device.span)
        if device.quotation is not None:
            number = self._next("R")
            self.written.append(
                f"{number}\t{WITHIN} Arg1:{name} Arg2:{quotations[device.quotation]}"
            )
        self.note(name, {"confidence": device.confidence, "rule": device.rule})

    def note(self, target: str, content: Mapping[str, object]) -> None:
        self.written.append(f"{self._next('#')}\t{NOTE} {target}\t{json_text(content)}")

    def _arguments(self, role: str, spans: Iterable[Span | None]) -> Iterator[str]:
        """The spans as arguments; from the second one on, the role has a number."""
        for position, span in enumerate(span for span in spans if span is not None):
            yield f"{role}{position + 1 if position else ''}:{self._spot(role, span)}"

    def _attribute(self, kind: str, target: str, value: str = "") -> None:
        self.written.append(f"{self._next('A')}\t{kind} {target}{' ' * bool(value)}{value}")

    def _spot(self, kind: str, span: Span) -> str:
        name = self._next("T")
        pieces = fragments(span)
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        words = covered(self._text, pieces)
        self.written.append(f"{name}\t{type_name(kind)} {offsets}\t{words}")
        return name

    def _next(self, letter: str) -> str:
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter]}"


def type_name(value: str) -> str:
    """A value of ours as the name of a type: "scare_quotes" as "Scare_quotes"."""
    return value[:1].upper() + value[1:]


def fragments(span: Span) -> list[tuple[int, int]]:
    """Start and end of what lies between the line breaks of a span; of all, if it borders on one."""
    pieces = []
    start = 0
    for found in BREAK.finditer(span.text):
        pieces.append((span.start + start, span.start + found.start()))
        start = found.end()
    pieces.append((span.start + start, span.end))
    is_plain = len(pieces) == 1 or all(start < end for start, end in pieces)
    return pieces if is_plain else [(span.start, span.end)]


def covered(text: str, pieces: Iterable[tuple[int, int]]) -> str:
    """The words that fragments cover, as they stand in an ``.ann`` file."""
    return " ".join(BREAK.sub(" ", text[start:end]) for start, end in pieces)


def annotation_conf() -> str:
    """What may be annotated, as brat's ``annotation.conf`` has it."""
    speakers = [type_name(kind) for kind in SpeakerKind]
    anyone = "|".join(speakers)
    acts = [
        line
        for act_class in ActClass
        for line in (
            f"!{type_name(act_class)}_act",
            *(
                f"\t{type_name(act)}\tAgent?:Agent, Target?:Target, Content*:Content,"
                f" Speaker?:{anyone}, {QUOTATION}?:{QUOTATION}"
                for act in Act
                if act.act_class is act_class
            ),
        )
    ]
    quotation = (
        "Content*:Content, Cue?:Cue, Source?:Source, Addressee?:Addressee, Setting*:Setting,"
        f" Speaker?:{anyone}, Parent?:{QUOTATION}"
    )
    everything = f"{QUOTATION}|{'|'.join(type_name(act) for act in Act)}"
    lines = [
        "[entities]",
        *("Content", "Cue", "Source", "Addressee", "Setting", "Agent", "Target"),
        "!Speaker",
        *(f"\t{speaker}" for speaker in speakers),
        "!Device",
        *(f"\t{type_name(kind)}" for kind in DeviceKind),
        "[relations]",
        f"{EQUIVALENCE}\tArg1:{anyone}, Arg2:{anyone}, <REL-TYPE>:symmetric-transitive",
        f"{WITHIN}\tArg1:{'|'.join(type_name(kind) for kind in DeviceKind)}, Arg2:{QUOTATION}",
        "[events]",
        f"{QUOTATION}\t{quotation}",
        "!Act",
        *(f"\t{line}" for line in acts),
        "[attributes]",
        f"Kind\tArg:{QUOTATION}, Value:{'|'.join(QuotationKind)}",
        f"Mode\tArg:{QUOTATION}, Value:{'|'.join(Mode)}",
        f"Polarity\tArg:{everything}, Value:{'|'.join(Polarity)}",
        f"Basis\tArg:<EVENT>, Value:{'|'.join(Basis)}",
        f"{ANCHORED}\tArg:<ANY>",
    ]
    return "".join(f"{line}\n" for line in lines)
