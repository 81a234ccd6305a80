"""The acts that a text names: from triggers to frames with agent, target, content and polarity.

One pass over the tokens asks a dict whether a form can begin a pattern of the lexicon. Only where it
can is the sentence chunked, the arguments of the trigger are looked for, and the senses of the word are tried in
order: the first entry whose conditions the arguments meet names the act. Nothing is decided by the
word alone, and nothing is looked at twice.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import Basis
from quotelib.records import Frame, Span, Speaker
from quotelib.rhetoric.arguments import arguments
from quotelib.rhetoric.complements import Slots
from quotelib.rhetoric.entries import Condition, Entry
from quotelib.rhetoric.findings import Found
from quotelib.rhetoric.headlines import read_headlines
from quotelib.rhetoric.implicit import TRIGGERS, implicit_frames
from quotelib.rhetoric.lexicon import Lexicon
from quotelib.rhetoric.polarity import polarity
from quotelib.rhetoric.referents import take
from quotelib.rhetoric.sentences import Sentence
from quotelib.rhetoric.triggers import Candidate, candidates
from quotelib.rhetoric.voices import Voices
from quotelib.speakers import Resolution
from quotelib.taxonomy import Act
from quotelib.text.analysis import Analysis, TokenRange


def explicit_frames(sentence: Sentence, found: Sequence[Candidate]) -> list[Found]:
    """The acts named in `sentence`, from the candidates `found` in it."""
    frames: list[Found] = []
    past = -1
    for _, together in groupby(found, key=itemgetter(0)):
        choices = list(together)
        if choices[0][0] < past:
            continue
        made = sense(sentence, choices)
        if isinstance(made, Found):
            frames.append(made)
            past = made.trigger[1]
        elif made is not None:
            past = made
    return frames


def sense(sentence: Sentence, choices: Iterable[Candidate]) -> Found | int | None:
    """The frame of the first of `choices` that fits; the end of the match if that is a pseudo-trigger."""
    readings: dict[tuple[str, int], Slots | None] = {}
    for start, _, entry, end in choices:
        if entry.names is None:
            return end
        key = entry.category, end
        if key not in readings:
            readings[key] = arguments(sentence, entry.category, (start, end))
        slots = readings[key]
        if slots is not None and fits(sentence, entry, slots):
            return _frame(sentence, entry, slots)
    return None


def fits(sentence: Sentence, entry: Entry, slots: Slots) -> bool:
    """Do the slots meet all that `entry` requires and nothing that it excludes?"""

    def holds(condition: Condition) -> bool:
        return any(take(sentence, slots, test) is not None for test in condition)

    return all(map(holds, entry.requires)) and not any(map(holds, entry.excludes))


def _frame(sentence: Sentence, entry: Entry, slots: Slots) -> Found:
    def first(roles: Condition) -> TokenRange | None:
        return next(
            (span for test in roles if (span := take(sentence, slots, test)) is not None), None
        )

    target, content = first(entry.target), first(entry.content)
    if target is not None and content is not None and target[0] < content[0] < target[1]:
        target = target[0], content[0]  # "accused the head of the firm | of lying"
    assert isinstance(entry.names, Act)
    return Found(
        act=entry.names,
        trigger=slots["trigger"],
        agent=first(entry.agent),
        target=target,
        content=(content,) if content is not None else (),
        basis=Basis.EXPLICIT,
        polarity=polarity(sentence, entry.category, slots),
        rule=entry.id,
    )


def find_frames(
    analysis: Analysis,
    attributions: Sequence[Attribution] = (),
    resolution: Resolution | None = None,
    lexicon: Lexicon | None = None,
) -> list[Frame]:
    """All frames of a text, in text order.

    Works without attributions and speakers (then no frame has a `quotation` or a `speaker`).
    """
    lexicon = Lexicon.default() if lexicon is None else lexicon
    lowers = [form.lower() for form in analysis.forms]
    analysis = read_headlines(analysis, lowers, lexicon.acts)
    found: list[Found] = []
    voices = Voices(len(lowers), attributions)
    for bounds in analysis.sentences:
        hits = candidates(lowers, analysis.tags, bounds, lexicon.acts)
        implied = not TRIGGERS.isdisjoint(lowers[bounds[0] : bounds[1]])
        if not (hits or implied):
            continue
        sentence = Sentence.of(analysis, lowers, bounds)
        named = explicit_frames(sentence, hits)
        found.extend(named)
        if implied:
            touching = [attributions[at] for at in voices.touching(bounds)]
            found.extend(implicit_frames(sentence, touching, named))
    found.sort(key=lambda one: one.trigger)
    return [_record(analysis, one, voices, resolution) for one in found]


def _record(analysis: Analysis, one: Found, voices: Voices, resolution: Resolution | None) -> Frame:
    def span(tokens: TokenRange) -> Span:
        start, end = analysis.starts[tokens[0]], analysis.ends[tokens[1] - 1]
        return Span(start, end, analysis.text[start:end])

    quotation = voices.reported_by(one.trigger)
    return Frame(
        act=one.act,
        trigger=span(one.trigger),
        agent=span(one.agent) if one.agent else None,
        speaker=_speaker(resolution, one.agent),
        target=span(one.target) if one.target else None,
        content=tuple(map(span, one.content)),
        basis=one.basis,
        polarity=one.polarity,
        quotation=voices.holding(one.trigger[0]) if quotation is None else quotation,
        confidence=0.8,
        rule=one.rule,
    )


def _speaker(resolution: Resolution | None, agent: TokenRange | None) -> Speaker | None:
    if resolution is None or agent is None:
        return None
    index = resolution.at(*agent)
    return None if index is None else resolution.speaker(index)
