"""Texts whose attributions are marked by hand, so that speakers are tested by themselves.

``[1: “No,”] {1: she} said`` is the attribution 1: its content in brackets, its source in braces. A
content without a source of that number is a quotation whose speaker only the structure tells; a
source without a content is enough where the content does not matter. ``{2<1: I}`` is the source of
an attribution that stands in the words of the first.
"""

import re

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import Mode, Polarity, QuotationKind, SpeakerKind
from quotelib.records import Speaker
from quotelib.speakers import resolve
from quotelib.text import analyse
from quotelib.text.analysis import Analysis, TokenRange

_OPENING = re.compile(r"([\[{])(\d+)(?:<(\d+))?: ")
_CLOSING = {"[": "]", "{": "}"}


@attrs.frozen
class MarkedText:
    """A text without its marks, and by number the character ranges of sources and contents."""

    text: str
    sources: dict[int, tuple[int, int]]
    contents: dict[int, list[tuple[int, int]]]
    parents: dict[int, int]


def unmark(marked: str) -> MarkedText:
    """Take the marks out of a marked text; they do not nest."""
    text = ""
    sources: dict[int, tuple[int, int]] = {}
    contents: dict[int, list[tuple[int, int]]] = {}
    parents: dict[int, int] = {}
    position = 0
    while opening := _OPENING.search(marked, position):
        text += marked[position : opening.start()]
        closing = marked.index(_CLOSING[opening[1]], opening.end())
        start, number = len(text), int(opening[2])
        if opening[3]:
            parents[number] = int(opening[3])
        text += marked[opening.end() : closing]
        if opening[1] == "{":
            sources[number] = (start, len(text))
        else:
            contents.setdefault(number, []).append((start, len(text)))
        position = closing + 1
    return MarkedText(text + marked[position:], sources, contents, parents)


def speakers_of(marked: str) -> dict[int, Speaker | None]:
    """By number the speaker found for each attribution of a marked text."""
    unmarked = unmark(marked)
    analysis = analyse(unmarked.text)
    numbers = sorted(set(unmarked.sources) | set(unmarked.contents))
    attributions = [
        attrs.evolve(
            _attribution(analysis, unmarked, number),
            parent=numbers.index(unmarked.parents[number]) if number in unmarked.parents else None,
        )
        for number in numbers
    ]
    resolution = resolve(analysis, attributions)
    return {
        number: None if index is None else resolution.speakers[index]
        for number, index in zip(numbers, resolution.of, strict=True)
    }


def _attribution(analysis: Analysis, marked: MarkedText, number: int) -> Attribution:
    contents = tuple(tokens_of(analysis, *span) for span in marked.contents.get(number, ()))
    is_quoted = any(analysis.quoted[first] for first, _ in contents)
    source = marked.sources.get(number)
    return Attribution(
        source=tokens_of(analysis, *source) if source else None,
        cue=None,
        content=contents,
        kind=QuotationKind.DIRECT if is_quoted else QuotationKind.INDIRECT,
        mode=Mode.SPEECH,
        polarity=Polarity.POSITIVE,
        addressee=None,
        setting=(),
        parent=None,
        confidence=1.0,
    )


def tokens_of(analysis: Analysis, start: int, end: int) -> TokenRange:
    """The tokens of a character range."""
    inside = [i for i, s in enumerate(analysis.starts) if start <= s < end]
    return inside[0], inside[-1] + 1


def described(speaker: Speaker | None) -> str:
    """A speaker as the case files write it: name and kind, "?" for a name that is not given."""
    if speaker is None:
        return "nobody"
    name = speaker.name if speaker.named else "?"
    return f"{name} ({speaker.kind})"


__all__ = ["MarkedText", "SpeakerKind", "described", "speakers_of", "tokens_of", "unmark"]
