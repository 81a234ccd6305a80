"""The acts of a text: from triggers to frames with agent, target, content and polarity.

One pass over the tokens looks up which forms can belong to a pattern of the lexicon. Only sentences
that hold one, or a word without which nothing is implied, are chunked and read (`readings`). Frames
come from three finders: `explicit` (a word names the act), `implicit` (the reported words perform it) and
`statements` (nothing but a report).
"""

from collections.abc import Sequence

import attrs

from quotelib.rhetoric.confidence import confidence
from quotelib.rhetoric.findings import Found, FoundFrame
from quotelib.rhetoric.implicit import implicit_frames, may_imply
from quotelib.rhetoric.readings import Reading, SentenceReading
from quotelib.rhetoric.statements import statements
from quotelib.rhetoric.voices import Voices
from quotelib.speakers import Resolution


def acts_in(text: Reading, reading: SentenceReading) -> list[Found]:
    """The acts that are named or implied in one sentence of a text."""
    found = list(reading.named)
    if may_imply(text.lowers[reading.bounds[0] : reading.bounds[1]]):
        touching = [text.attributions[at] for at in text.voices.touching(reading.bounds)]
        found.extend(implicit_frames(reading.sentence, touching, reading.named))
    return found


def frames_of(text: Reading, acts: Sequence[Found]) -> list[FoundFrame]:
    """The frames of a text in text order: its `acts`, and where there is none the bare statements."""
    found = [*acts, *statements(text.lowers, text.attributions, acts)]
    found.sort(key=lambda one: one.trigger)
    return [_frame(_with_all_parts(one, text), text.voices) for one in found]


def agents_of(frames: Sequence[FoundFrame], resolution: Resolution | None) -> list[int | None]:
    """The index of the speaker who does each act, None where that is nobody.

    It is the speaker of the attribution whose source the agent is, else the one that its words mean, who
    is added to the resolution's speakers.
    """
    return [_agent(one, resolution) for one in frames]


def _agent(frame: FoundFrame, resolution: Resolution | None) -> int | None:
    agent = frame.found.agent
    if resolution is None or agent is None:
        return None
    speaker = None if frame.source is None else resolution.of[frame.source]
    return resolution.at(*agent) if speaker is None else speaker


def _with_all_parts(one: Found, text: Reading) -> Found:
    """The act with all parts of an interrupted quotation that its trigger reports as content (“Why,” he asked, “now?”)."""
    index = text.voices.reported_by(one.trigger)
    parts = () if index is None else text.attributions[index].content
    if len(parts) < 2 or not one.content:
        return one
    first, last = one.content[0]
    reported = any(start < last and first < end for start, end in parts)
    return attrs.evolve(one, content=parts) if reported else one


def _frame(one: Found, voices: Voices) -> FoundFrame:
    quotation = voices.reported_by(one.trigger)
    return FoundFrame(
        found=one,
        source=None if one.agent is None else voices.of_source(one.agent),
        quotation=voices.holding(one.trigger[0]) if quotation is None else quotation,
        confidence=confidence(one.act, one.basis),
    )
