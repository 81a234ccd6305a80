"""Documents as an annotator would make them: by the words that are marked in a text."""

from collections.abc import Sequence

from quotelib import (
    Act,
    Basis,
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

Marked = tuple[str, str | None]
"""The words of a quotation (several spans parted by " … ") and the name of its speaker; or the act
of a frame and its trigger."""


def span(text: str, words: str) -> Span:
    """The first place where the words stand."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def annotated(
    text: str, quotations: Sequence[Marked] = (), frames: Sequence[Marked] = ()
) -> Document:
    """A document with these quotations and frames."""
    names = dict.fromkeys(name for _, name in quotations if name)
    speakers = {
        name: Speaker(name, SpeakerKind.PERSON, (span(text, name),) if name in text else ())
        for name in names
    }
    return Document(
        text,
        tuple(
            Quotation(
                content=tuple(span(text, part) for part in words.split(" … ")),
                cue=span(text, "said") if "said" in text else None,
                source=span(text, name) if name and name in text else None,
                speaker=speakers[name] if name else None,
                kind=QuotationKind.DIRECT if words[0] in "“‘" else QuotationKind.INDIRECT,
                mode=Mode.SPEECH,
                polarity=Polarity.POSITIVE,
            )
            for words, name in quotations
        ),
        tuple(speakers.values()),
        tuple(
            Frame(
                act=Act(act),
                trigger=span(text, trigger) if trigger else None,
                agent=None,
                speaker=None,
                target=None,
                content=(),
                basis=Basis.EXPLICIT,
                polarity=Polarity.POSITIVE,
            )
            for act, trigger in frames
        ),
    )
