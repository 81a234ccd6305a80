"""Documents made by hand, so that what shows or counts them does not change when the extraction learns."""

from quotelib import (
    Act,
    Basis,
    Device,
    DeviceKind,
    Document,
    Frame,
    Mode,
    Polarity,
    Quotation,
    QuotationKind,
    Span,
    Speaker,
    SpeakerKind,
)


def span(text: str, words: str) -> Span:
    """The first place of these words in the text."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def person(text: str, name: str, **more: object) -> Speaker:
    """Somebody mentioned once, by name."""
    return Speaker(name, SpeakerKind.PERSON, (span(text, name),), **more)


def quotation(
    text: str,
    speaker: Speaker | None,
    cue: str,
    content: str,
    kind: str = "indirect",
    mode: str = "speech",
    polarity: str = "positive",
) -> Quotation:
    """A quotation in one piece, by the speaker's name."""
    return Quotation(
        content=(span(text, content),),
        cue=span(text, cue),
        source=span(text, speaker.name) if speaker else None,
        speaker=speaker,
        kind=QuotationKind(kind),
        mode=Mode(mode),
        polarity=Polarity(polarity),
        confidence=0.9,
    )


def frame(
    text: str,
    act: Act,
    speaker: Speaker,
    trigger: str,
    quotation: int | None,
    target: str | None = None,
) -> Frame:
    """An act that a trigger names."""
    return Frame(
        act=act,
        trigger=span(text, trigger),
        agent=span(text, speaker.name),
        speaker=speaker,
        target=span(text, target) if target else None,
        content=(),
        basis=Basis.EXPLICIT,
        polarity=Polarity.POSITIVE,
        quotation=quotation,
        confidence=0.8,
    )


def ferry() -> Document:
    """Three quotations, two speakers, three acts, two devices."""
    text = (
        "Strait stays closed\n\n“We will wait,” Ann Poe told reporters. Norvia denied that its navy"
        " had left.\n\nLater Ann Poe accused Norvia of lying. The ‘so-called’ truce is over."
    )
    poe, norvia = person(text, "Ann Poe", titles=("admiral",)), person(text, "Norvia")
    return Document(
        text,
        quotations=(
            quotation(text, poe, "told", "“We will wait,”", "direct"),
            quotation(text, norvia, "denied", "that its navy had left"),
            quotation(text, poe, "accused", "of lying"),
        ),
        speakers=(poe, norvia),
        frames=(
            frame(text, Act.STATEMENT, poe, "told", 0),
            frame(text, Act.DENIAL, norvia, "denied", 1),
            frame(text, Act.ACCUSATION, poe, "accused", 2, "Norvia"),
        ),
        devices=(
            Device(DeviceKind.SCARE_QUOTES, span(text, "‘so-called’")),
            Device(DeviceKind.CATEGORICAL_INTENSIFIER, span(text, "stays closed")),
        ),
    )


def budget() -> Document:
    """Two quotations, two speakers, one of whom is in `ferry` too, two acts."""
    text = "Council votes\n\nMayor Ron Lee wrote that taxes would fall. Ann Poe denied that they would."
    lee, poe = person(text, "Ron Lee"), person(text, "Ann Poe")
    return Document(
        text,
        quotations=(
            quotation(text, lee, "wrote", "that taxes would fall", mode="writing"),
            quotation(text, poe, "denied", "that they would", polarity="negated"),
        ),
        speakers=(lee, poe),
        frames=(
            frame(text, Act.PROMISE, lee, "would fall", 0),
            frame(text, Act.DENIAL, poe, "denied", 1),
        ),
    )
