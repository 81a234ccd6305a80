"""Gold documents written by hand: what was said and by whom, in the words of the text.

Offsets are what nobody wants to count. `annotated` takes words and finds their places: those of a
quotation, a trigger or a device must occur once, or come with the offset where to look; a cue and a source
are looked for nearest to their quotation.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from quotelib.document import Document
from quotelib.enumerations import Basis, Mode, Polarity, SpeakerKind, StringEnum
from quotelib.errors import RecordError
from quotelib.export.brat_reading import kind_of
from quotelib.records import Frame, Quotation, Span, Speaker, shortened
from quotelib.taxonomy import Act

Words = Mapping[str, object]
"""What an annotator writes down of one record, by field."""

Choice = TypeVar("Choice", bound=StringEnum)

_QUOTATION = ("text", "speaker", "source", "cue", "mode", "polarity", "start")
_FRAME = ("act", "trigger", "content", "speaker", "basis", "polarity", "start")


def annotated(
    text: str, quotations: Iterable[Words] = (), frames: Iterable[Words] = ()
) -> Document:
    """The gold document of a text.

    >>> document = annotated(
    ...     "“We stay,” Mara Lind said, “for now.” She denied any delay.",
    ...     quotations=[
    ...         {"text": ["“We stay,”", "“for now.”"], "speaker": "Mara Lind", "cue": "said"},
    ...         {"text": "any delay", "speaker": "Mara Lind", "source": "She", "cue": "denied"},
    ...     ],
    ...     frames=[{"act": "denial", "trigger": "denied"}],
    ... )
    >>> [(str(quotation.source), str(quotation.kind)) for quotation in document]
    [('Mara Lind', 'direct'), ('She', 'indirect')]

    Args:
        text: The text.
        quotations: For each quotation its ``text`` (a str, or a list of them if it is interrupted);
            and, where there are such, ``speaker`` (the name), ``source`` and ``cue`` (as written; the
            source is the speaker's name where that stands beside it: say "she" where the text
            does), ``mode``, ``polarity``, and
            ``start``: the offset from which to look for the text.
        frames: For each frame its ``act``, and its ``trigger`` or ``content`` (as written); and,
            where there are such, ``speaker``, ``basis``, ``polarity`` and ``start``.

    Raises:
        RecordError: a field is unknown, missing or wrong, or words are not in the text, or more than
            once; the message names them.
    """
    speakers = _Speakers(text)
    gold_quotations = [_quotation(text, words, speakers) for words in quotations]
    gold_frames = [_frame(text, words, speakers) for words in frames]
    return Document(
        text=text,
        quotations=tuple(sorted(gold_quotations, key=lambda quotation: quotation.start)),
        speakers=speakers.in_order(),
        frames=tuple(sorted(gold_frames, key=_place)),
    )


class _Speakers:
    """The speakers of a text, one for each name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_name: dict[str, Speaker] = {}

    def named(self, name: str | None) -> Speaker | None:
        """The speaker of this name, mentioned where the text has it."""
        if name is None:
            return None
        if name not in self._by_name:
            mentions = tuple(_span(place, name) for place in _places(self._text, name))
            self._by_name[name] = Speaker(name, SpeakerKind.UNKNOWN, mentions)
        return self._by_name[name]

    def in_order(self) -> tuple[Speaker, ...]:
        """All of them, by their first mention; those that the text does not name come last."""
        end = len(self._text)
        return tuple(
            sorted(self._by_name.values(), key=lambda s: s.mentions[0].start if s.mentions else end)
        )


def _quotation(text: str, words: Words, speakers: _Speakers) -> Quotation:
    _check(words, _QUOTATION)
    content = _content(text, words, "text")
    if not content:
        raise RecordError(f"a quotation has no text: {dict(words)!r}")
    name, source = _string(words, "speaker"), _string(words, "source")
    return Quotation(
        content=content,
        cue=_nearest(text, _string(words, "cue"), content),
        # A name that only stands elsewhere ("I am Mara Lind") is no source, and no mistake.
        source=_nearest(text, source, content) if source else _beside(text, name, content),
        speaker=speakers.named(name),
        kind=kind_of(content),
        mode=_choice(words, "mode", Mode, Mode.SPEECH),
        polarity=_choice(words, "polarity", Polarity, Polarity.POSITIVE),
    )


def _frame(text: str, words: Words, speakers: _Speakers) -> Frame:
    _check(words, _FRAME)
    trigger, content = _content(text, words, "trigger"), _content(text, words, "content")
    if "act" not in words or not (trigger or content):
        raise RecordError(f"a frame needs an act, and a trigger or a content: {dict(words)!r}")
    return Frame(
        act=_choice(words, "act", Act, Act.STATEMENT),
        trigger=trigger[0] if trigger else None,
        agent=None,
        speaker=speakers.named(_string(words, "speaker")),
        target=None,
        content=content,
        basis=_choice(words, "basis", Basis, Basis.EXPLICIT if trigger else Basis.IMPLICIT),
        polarity=_choice(words, "polarity", Polarity, Polarity.POSITIVE),
    )


def _place(frame: Frame) -> int:
    return (frame.trigger or frame.content[0]).start


def _check(words: Words, known: Sequence[str]) -> None:
    # Who forgets the list around one dict hands over the names of its fields.
    if not isinstance(words, Mapping):
        raise RecordError(
            f"give a list of dicts, one for each record, whose fields are {', '.join(known)};"
            f" {words!r} is no dict"
        )
    for name in words:
        if name not in known:
            raise RecordError(f"there is no field {name!r}; the fields are: {', '.join(known)}")


def _string(words: Words, field: str) -> str | None:
    value = words.get(field)
    if value is None or (isinstance(value, str) and value):
        return value
    raise RecordError(f"{field} must be a str that is not empty, not {value!r}")


def _choice(words: Words, field: str, choices: type[Choice], default: Choice) -> Choice:
    value = words.get(field)
    return default if value is None else choices(value)


def _content(text: str, words: Words, field: str) -> tuple[Span, ...]:
    """The places of the words of a field, one after the other."""
    value, start = words.get(field), words.get("start")
    if start is not None and not (isinstance(start, int) and start >= 0):
        raise RecordError(f"start must be an offset, not {start!r}")
    parts = list(value) if isinstance(value, (list, tuple)) else [_string(words, field)]
    spans: list[Span] = []
    for part in parts:
        if part is None:
            continue
        if not isinstance(part, str) or not part:
            raise RecordError(f"{field} must be a str that is not empty, not {part!r}")
        spans.append(_one(text, part, spans[-1].end if spans else start))
    return tuple(spans)


def _one(text: str, words: str, start: int | None) -> Span:
    """The one place of the words; from `start`, if given, the first."""
    places = _places(text, words, start or 0)
    if not places:
        where = f" from {start} on" if start else ""
        raise RecordError(f"{shortened(words)} is not in the text{where}")
    if len(places) > 1 and start is None:
        raise RecordError(
            f"{shortened(words)} is in the text more than once: give more of the words, or say from"
            f" where to look with start, for example {places[1]}"
        )
    return _span(places[0], words)


def _nearest(text: str, words: str | None, content: Sequence[Span]) -> Span | None:
    """The place of the words beside the content.

    Raises:
        RecordError: there is none.
    """
    span = _beside(text, words, content)
    if words is not None and span is None:
        raise RecordError(f"{shortened(words)} is not in the text beside {content[0]!r}")
    return span


def _beside(text: str, words: str | None, content: Sequence[Span]) -> Span | None:
    """The place of the words that is nearest to the content and not inside it, if there is one."""
    if words is None:
        return None
    places = [
        place
        for place in _places(text, words)
        if not any(span.start <= place < span.end for span in content)
    ]
    if not places:
        return None
    return _span(min(places, key=lambda place: _distance(place, len(words), content)), words)


def _distance(place: int, length: int, content: Sequence[Span]) -> int:
    return min(max(span.start - place - length, place - span.end) for span in content)


def _places(text: str, words: str, start: int = 0) -> list[int]:
    """The offsets at which the words stand, as words of their own."""
    places: list[int] = []
    place = text.find(words, start)
    while place >= 0:
        if _is_whole(text, place, place + len(words)):
            places.append(place)
        place = text.find(words, place + len(words))
    return places


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (cut_before or cut_after)


def _span(place: int, words: str) -> Span:
    return Span(place, place + len(words), words)
