"""Acts counted over many documents: by speaker, by time, and from whom to whom.

Only acts that a text reports as done count (not "did not threaten"), and only of speakers whom it
names; speakers of one name are taken for one over all documents.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal, get_args

import attrs

from quotelib.document import Document
from quotelib.enumerations import Polarity, SpeakerKind
from quotelib.errors import ParameterError
from quotelib.export.contexts import IDENTIFIER, Context, Documents, pairs_of
from quotelib.export.tables import is_missing
from quotelib.records import Frame, Span, Speaker
from quotelib.taxonomy import Act

Period = Literal["day", "week", "month", "year"]

MOST_PERIODS = 40
"""As many as a picture has room for: where no period is chosen, the shortest that gives no more."""

TELLING = frozenset(Act) - {Act.STATEMENT}
"""All acts but the neutral fallback, which would outnumber all others together."""


def acts_by_speaker(
    documents: Documents, acts: Collection[Act | str] = TELLING
) -> dict[str, Counter[Act]]:
    """How often each named speaker does each of these acts."""
    wanted = _known(acts)
    counts: dict[str, Counter[Act]] = {}
    for document, _ in pairs_of(documents):
        for frame in _done(document, wanted):
            if frame.speaker and frame.speaker.named:
                counts.setdefault(frame.speaker.name, Counter())[frame.act] += 1
    return counts


UNKNOWN = SpeakerKind.UNKNOWN.value


@attrs.frozen
class Timeline:
    """Acts counted by period.

    Attributes:
        every: The period.
        starts: First days of all periods from the first date to the last, empty ones included.
        counts: For each act with any, how often it is done in each period.
        documents: How many documents each period has.
    """

    every: Period
    starts: tuple[date, ...]
    counts: dict[Act, tuple[int, ...]]
    documents: tuple[int, ...]


def acts_by_period(
    documents: Documents,
    *,
    column: str = "date",
    every: Period | None = None,
    acts: Collection[Act | str] = TELLING,
) -> Timeline:
    """How often each of these acts is done in each period, whoever does it.

    Args:
        documents: Documents in pairs with their contexts.
        column: The column of the contexts that holds a date: a `date`, a `datetime`, or ISO 8601
            text such as "2024-05-01". Documents whose context lacks it, or has it missing, are left out.
        every: The period; by default the shortest that gives no more than `MOST_PERIODS`.
        acts: Which acts to count.

    Raises:
        ParameterError: no document has a date, one has something else there, or there is no such
            period or act.
    """
    if every is not None and every not in get_args(Period):
        raise ParameterError(f"every must be one of {', '.join(get_args(Period))}, not {every!r}")
    wanted = _known(acts)
    days: Counter[date] = Counter()
    done: Counter[tuple[date, Act]] = Counter()
    for document, context in pairs_of(documents):
        day = _day(context, column)
        if day is not None:
            days[day] += 1
            done.update((day, frame.act) for frame in _done(document, wanted))
    if not days:
        raise ParameterError(
            f"no document has a {column!r} in its context: give pairs of a document and a mapping"
            f' such as {{"{column}": "2024-05-01"}}'
        )
    every = every or _fitting(min(days), max(days))
    starts = tuple(_starts(min(days), max(days), every))
    place = {start: index for index, start in enumerate(starts)}
    begin = _BEGINNINGS[every]
    counts: dict[Act, list[int]] = {}
    for (day, act), count in done.items():
        counts.setdefault(act, [0] * len(starts))[place[begin(day)]] += count
    texts = [0] * len(starts)
    for day, count in days.items():
        texts[place[begin(day)]] += count
    ordered = {act: tuple(counts[act]) for act in Act if act in counts}
    return Timeline(every, starts, ordered, tuple(texts))


@attrs.frozen
class Party:
    """Somebody at one end of an act: the name, and the kind of speaker ("unknown" for mere targets)."""

    name: str
    kind: str


def acts_between(
    documents: Documents, acts: Collection[Act | str] = TELLING
) -> Counter[tuple[Party, Party, Act]]:
    """How often each named speaker does each of these acts to each target.

    A target is the speaker that its words mention, or else what the words say, if there is a name among
    them: "the mayor of Elsin" counts, "his critics" does not.
    """
    wanted = _known(acts)
    counts: Counter[tuple[str, str, Act]] = Counter()
    kinds: dict[str, str] = {}
    for document, _ in pairs_of(documents):
        mentioned = _mentions(document)
        for frame in _done(document, wanted):
            if not frame.speaker or not frame.speaker.named or not frame.target:
                continue
            agent = Party(frame.speaker.name, frame.speaker.kind.value)
            target = _target(frame.target, mentioned)
            if target is None or target.name == agent.name:
                continue
            counts[agent.name, target.name, frame.act] += 1
            for party in (agent, target):
                # The first kind that is known, so that a name is one party in all documents.
                if kinds.get(party.name, UNKNOWN) == UNKNOWN:
                    kinds[party.name] = party.kind
    return Counter(
        {
            (
                Party(agent_name, kinds[agent_name]),
                Party(target_name, kinds[target_name]),
                act,
            ): count
            for (agent_name, target_name, act), count in counts.items()
        }
    )


def _known(acts: Collection[Act | str]) -> frozenset[Act]:
    """These acts; a name that is none is a `RecordError`."""
    return frozenset(Act(act) for act in ([acts] if isinstance(acts, str) else acts))


def _done(document: Document, acts: Collection[Act]) -> Iterator[Frame]:
    return (
        frame
        for frame in document.frames
        if frame.act in acts and frame.polarity is Polarity.POSITIVE
    )


def _mentions(document: Document) -> dict[int, list[tuple[Span, Speaker]]]:
    """Mentions of named speakers by their ends: a noun phrase ends with its head or after it."""
    by_end: dict[int, list[tuple[Span, Speaker]]] = {}
    for speaker in document.speakers:
        if speaker.named:
            for mention in speaker.mentions:
                by_end.setdefault(mention.end, []).append((mention, speaker))
    return by_end


def _target(span: Span, mentioned: dict[int, list[tuple[Span, Speaker]]]) -> Party | None:
    inside = [
        (mention, speaker)
        for mention, speaker in mentioned.get(span.end, ())
        if mention.start >= span.start
    ]
    if inside:
        _, speaker = max(inside, key=lambda pair: len(pair[0]))
        return Party(speaker.name, speaker.kind.value)
    name = " ".join(span.text.split()).removeprefix("the ")
    has_name = any(character.isupper() for character in name)
    return Party(name, UNKNOWN) if has_name else None


def _day(context: Context, column: str) -> date | None:
    value = context.get(column)
    if is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        # The day is what counts here; Python 3.10 cannot read all forms of the time behind it.
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ParameterError(
            f"the {column!r} of document {context.get(IDENTIFIER, '?')} is {value!r}: give a date, a"
            " datetime, or text that begins with one as in 2024-05-01"
        ) from error


_BEGINNINGS: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
"""The first day of the period that a day is in; weeks begin on Monday (ISO 8601)."""

_LONGEST = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days of the longest period of each name."""


def _fitting(first: date, last: date) -> Period:
    for period in get_args(Period):
        if (last - first).days < MOST_PERIODS * _LONGEST[period]:
            found: Period = period
            return found
    return "year"


def _starts(first: date, last: date, every: Period) -> Iterable[date]:
    begin = _BEGINNINGS[every]
    start = begin(first)
    while start <= last:
        yield start
        # Past the end of any period of this length, and back to its beginning.
        step = timedelta(days=_LONGEST[every])
        if date.max - start < step:  # Data often has such a date for "never".
            return
        start = begin(start + step)
