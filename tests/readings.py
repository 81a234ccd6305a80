"""Readings of whole articles: everything that was found, in a form that a person can check and diff."""

from collections import Counter
from collections.abc import Iterator

from quotelib import Basis, Device, Document, Frame, Polarity, Quotation, Span, Speaker
from quotelib.export.text import joined, printable

WIDTH = 100
MARGIN = "    "


def reading_of(document: Document) -> str:
    """What was found, one section per kind of record, ending in a line break."""
    lines: list[str] = []
    for heading, records in (
        ("Quotations", quotations(document)),
        ("Speakers", speakers(document)),
        ("Frames", frames(document)),
        ("Devices", devices(document)),
    ):
        section = list(records)
        if section:
            lines += [*([""] if lines else []), heading, *section]
    return "\n".join(lines or ["No quotations found."]) + "\n"


def quotations(document: Document) -> Iterator[str]:
    """Who, how and what, of every quotation."""
    for index, quotation in enumerate(document.quotations):
        yield f"{index + 1:>3} {who(quotation)}"
        yield from wrapped(" · ".join(circumstances(quotation)))
        yield from wrapped(joined(document.text, quotation.content))


def speakers(document: Document) -> Iterator[str]:
    """Name, description and number of quotations of every speaker."""
    counts = Counter(id(quotation.speaker) for quotation in document.quotations)
    for speaker in document.speakers:
        number = counts[id(speaker)]
        quoted = f"{number} quotation{'' if number == 1 else 's'}"
        yield f"{MARGIN}{printable(speaker.name)}  {', '.join((*description(speaker), quoted))}"


def frames(document: Document) -> Iterator[str]:
    """The act of every frame, and its participants."""
    for frame in document.frames:
        yield MARGIN + frame.act.replace("_", " ") + qualities(frame)
        yield from wrapped(participants(document, frame), margin=MARGIN * 2)


def devices(document: Document) -> Iterator[str]:
    """The kind and the words of every device."""
    for device in document.devices:
        yield from wrapped(f"{device.kind.replace('_', ' ')}  {quoted(device.span)}{place(device)}")


def wrapped(text: str, margin: str = MARGIN) -> Iterator[str]:
    """The words on lines of at most `WIDTH` columns."""
    line = margin.rstrip("\n")
    for word in text.split():
        if line.strip() and len(line) + len(word) > WIDTH:
            yield line.rstrip()
            line = margin
        line += word + " "
    if line.strip():
        yield line.rstrip()


def who(quotation: Quotation) -> str:
    """The speaker, or else the source as written."""
    if quotation.speaker:
        return printable(quotation.speaker.name)
    return printable(quotation.source.text) if quotation.source else "(no source)"


def circumstances(quotation: Quotation) -> Iterator[str]:
    """Cue, kind and mode, and what else there is to say of how it was said."""
    if quotation.cue:
        yield printable(quotation.cue.text)
    yield f"{quotation.kind} {quotation.mode}"
    if quotation.polarity is not Polarity.POSITIVE:
        yield str(quotation.polarity)
    if quotation.addressee:
        yield f"to {quoted(quotation.addressee)}"
    yield from (printable(span.text) for span in quotation.setting)
    if quotation.parent is not None:
        yield f"within {quotation.parent + 1}"


def description(speaker: Speaker) -> Iterator[str]:
    """Kind, titles and affiliation."""
    yield str(speaker.kind) if speaker.named else f"unnamed {speaker.kind}"
    yield from map(printable, speaker.titles)
    if speaker.affiliation:
        yield printable(speaker.affiliation)


def qualities(frame: Frame) -> str:
    """What is out of the ordinary about the frame: implicit, negated, hypothetical."""
    qualities = [
        str(quality)
        for quality, ordinary in (
            (frame.basis, Basis.EXPLICIT),
            (frame.polarity, Polarity.POSITIVE),
        )
        if quality is not ordinary
    ]
    return f" ({', '.join(qualities)})" if qualities else ""


def participants(document: Document, frame: Frame) -> str:
    """Agent, target, words and content."""
    parts = []
    if frame.speaker:
        parts.append(f"by {printable(frame.speaker.name)}")
    elif frame.agent:
        parts.append(f"by {printable(frame.agent.text)}")
    if frame.target:
        parts.append(f"at {printable(frame.target.text)}")
    if frame.trigger:
        parts.append(f"in the words {quoted(frame.trigger)}")
    if frame.content:
        parts.append(f"content: {content(document, frame)}")
    return "; ".join(parts)


def content(document: Document, frame: Frame) -> str:
    """The content, or where to find it if it was printed with its quotation already."""
    place = frame.quotation
    if place is not None and frame.content == document.quotations[place].content:
        return f"quotation {place + 1}"
    return joined(document.text, frame.content)


def place(device: Device) -> str:
    """The quotation that holds it, if one does."""
    return "" if device.quotation is None else f" in {device.quotation + 1}"


def quoted(span: Span) -> str:
    """The words in quotation marks."""
    return f"‘{printable(span.text)}’"
