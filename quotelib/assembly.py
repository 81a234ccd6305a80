"""From what the stages found, in tokens, to the records of a `Document`, in code points."""

from collections.abc import Iterator
from heapq import merge

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.document import Document
from quotelib.records import Device, Frame, Quotation, Speaker
from quotelib.rhetoric.findings import FoundDevice, FoundFrame
from quotelib.rhetoric.offsets import device_of, frame_of
from quotelib.text.draining import taken
from quotelib.text.spans import Spans


def confident(attributions: list[Attribution], minimum: float) -> list[Attribution]:
    """Those of at least `minimum` confidence; a lost parent is replaced by its own parent."""
    if all(attribution.confidence >= minimum for attribution in attributions):
        return attributions
    kept = [i for i, attribution in enumerate(attributions) if attribution.confidence >= minimum]
    new_index = {old: new for new, old in enumerate(kept)}
    return [
        attrs.evolve(attributions[i], parent=_kept_ancestor(attributions, i, new_index))
        for i in kept
    ]


def _kept_ancestor(
    attributions: list[Attribution], index: int, new_index: dict[int, int]
) -> int | None:
    parent = attributions[index].parent
    while parent is not None and parent not in new_index:
        parent = attributions[parent].parent
    return None if parent is None else new_index[parent]


@attrs.frozen(slots=True, eq=False)
class Findings:
    """All that was found in a text, in tokens; of what finding it needed only their places are left."""

    attributions: list[Attribution]
    speakers: tuple[Speaker, ...]
    speaker_of: list[int | None]
    """For every attribution the index of its speaker in `speakers`, or None."""
    frames: list[FoundFrame]
    agent_of: list[int | None]
    """For every frame the index of its agent in `speakers`, or None."""
    devices: list[FoundDevice]
    spans: Spans

    def speaker(self, index: int | None) -> Speaker | None:
        """The speaker of an index, None for None."""
        return None if index is None else self.speakers[index]


def assemble(findings: Findings) -> Document:
    """The document of all that was found, its records referring to each other.

    Takes the findings out of their lists one by one, so that not all are held twice, and all kinds of
    them in text order, so that what records have in common can be shared (`Spans`).
    """
    quotations: list[Quotation] = []
    frames: list[Frame] = []
    devices: list[Device] = []
    frames_of: dict[int, list[int]] = {}
    for index, frame in enumerate(findings.frames):
        if frame.quotation is not None:
            frames_of.setdefault(frame.quotation, []).append(index)
    for _ in merge(
        _quotations(findings, frames_of, quotations),
        _frames(findings, frames),
        _devices(findings, devices),
    ):
        pass
    # A stage numbers speakers as it meets them; the document has them by their first mention.
    speakers = sorted(
        findings.speakers, key=lambda speaker: [mention.start for mention in speaker.mentions[:1]]
    )
    return Document(
        findings.spans.text, tuple(quotations), tuple(speakers), tuple(frames), tuple(devices)
    )


def _quotations(
    findings: Findings, frames_of: dict[int, list[int]], made: list[Quotation]
) -> Iterator[int]:
    """Make the quotations one by one, each before the token is given that it begins with."""
    for attribution, speaker in zip(taken(findings.attributions), findings.speaker_of, strict=True):
        made.append(
            _quotation(
                findings.spans,
                attribution,
                findings.speaker(speaker),
                tuple(frames_of.pop(len(made), ())),
            )
        )
        yield _first_token(attribution)


def _frames(findings: Findings, made: list[Frame]) -> Iterator[int]:
    for one, agent in zip(taken(findings.frames), findings.agent_of, strict=True):
        made.append(frame_of(one, findings.spans, findings.speaker(agent)))
        yield one.found.trigger[0]


def _devices(findings: Findings, made: list[Device]) -> Iterator[int]:
    for one in taken(findings.devices):
        made.append(device_of(one, findings.spans))
        yield one.words[0]


def _first_token(attribution: Attribution) -> int:
    """Where the first of source, cue and content begins."""
    parts = (attribution.source, attribution.cue, *attribution.content[:1])
    return min([part[0] for part in parts if part is not None])


def _quotation(
    spans: Spans, attribution: Attribution, speaker: Speaker | None, frames: tuple[int, ...]
) -> Quotation:
    return Quotation(
        content=tuple([spans[part] for part in attribution.content]),
        cue=spans.of(attribution.cue),
        source=spans.of(attribution.source),
        speaker=speaker,
        kind=attribution.kind,
        mode=attribution.mode,
        polarity=attribution.polarity,
        addressee=spans.of(attribution.addressee),
        setting=tuple([spans[part] for part in attribution.setting]),
        parent=attribution.parent,
        frames=frames,
        confidence=attribution.confidence,
    )
