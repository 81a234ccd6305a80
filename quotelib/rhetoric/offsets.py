"""From what was found, in tokens, to its records, in code points."""

from quotelib.records import Device, Frame, Speaker
from quotelib.rhetoric.findings import FoundDevice, FoundFrame
from quotelib.text.spans import Spans


def frame_of(one: FoundFrame, spans: Spans, speaker: Speaker | None) -> Frame:
    """The record of a frame whose agent is `speaker`."""
    found = one.found
    return Frame(
        act=found.act,
        trigger=spans[found.trigger],
        agent=spans.of(found.agent),
        speaker=speaker,
        target=spans.of(found.target),
        content=tuple([spans[part] for part in found.content]),
        basis=found.basis,
        polarity=found.polarity,
        quotation=one.quotation,
        confidence=one.confidence,
        rule=found.rule,
    )


def device_of(one: FoundDevice, spans: Spans) -> Device:
    """The record of a device."""
    return Device(one.kind, spans[one.words], one.quotation, one.confidence, one.rule)
