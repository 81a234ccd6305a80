"""Frames and devices of a text, found in one pass over its sentences.

A sentence's reading serves both and is let go before the next one is made, so that what it holds does
not grow with the text.
"""

from collections.abc import Sequence

from quotelib.attribution.attributions import Attribution
from quotelib.records import Device, Frame
from quotelib.rhetoric.devices import Finding, devices_in, devices_of
from quotelib.rhetoric.findings import Found, FoundDevice, FoundFrame
from quotelib.rhetoric.frames import acts_in, agents_of, frames_of
from quotelib.rhetoric.lexicon import Lexicon
from quotelib.rhetoric.offsets import device_of, frame_of
from quotelib.rhetoric.readings import Reading
from quotelib.speakers import Resolution
from quotelib.text.analysis import Analysis
from quotelib.text.spans import Spans


def survey(
    text: Reading, *, frames: bool = True, devices: bool = True
) -> tuple[list[FoundFrame], list[FoundDevice]]:
    """The frames and the devices of a text, each in text order; what is not asked for is empty."""
    acts: list[Found] = []
    findings: list[Finding] = []
    for reading in text.sentences():
        if frames:
            acts += acts_in(text, reading)
        if devices:
            findings += devices_in(reading)
    return (
        frames_of(text, acts) if frames else [],
        devices_of(text, findings) if devices else [],
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
    found, _ = survey(Reading(analysis, attributions, lexicon), devices=False)
    agents = agents_of(found, resolution)
    spans, speakers = Spans(analysis), resolution.speakers if resolution else ()
    return [
        frame_of(one, spans, None if agent is None else speakers[agent])
        for one, agent in zip(found, agents, strict=True)
    ]


def find_devices(
    analysis: Analysis, attributions: Sequence[Attribution] = (), lexicon: Lexicon | None = None
) -> list[Device]:
    """All framing devices of a text, in text order."""
    _, found = survey(Reading(analysis, attributions, lexicon), frames=False)
    spans = Spans(analysis)
    return [device_of(one, spans) for one in found]
