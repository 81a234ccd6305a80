"""From what the stages found, in tokens, to the records of a `Document`, in code points."""

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.document import Document
from quotelib.records import Quotation, Speaker
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
    devices: list[FoundDevice]
    spans: Spans


def assemble(findings: Findings) -> Document:
    """The document of all that was found, its records referring to each other.

    Takes the findings out of their lists one by one, so that not all are held twice.
    """
    spans, speakers, frames = findings.spans, findings.speakers, findings.frames
    frames_of: dict[int, list[int]] = {}
    for index, frame in enumerate(frames):
        if frame.quotation is not None:
            frames_of.setdefault(frame.quotation, []).append(index)
    quotations = [
        _quotation(
            spans,
            attribution,
            None if speaker is None else speakers[speaker],
            tuple(frames_of.get(index, ())),
        )
        for index, (attribution, speaker) in enumerate(
            zip(taken(findings.attributions), findings.speaker_of, strict=True)
        )
    ]
    # A stage numbers speakers as it meets them; the document has them by their first mention.
    in_order = tuple(sorted(speakers, key=lambda speaker: [m.start for m in speaker.mentions[:1]]))
    return Document(
        spans.text,
        tuple(quotations),
        in_order,
        tuple([frame_of(frame, spans, speakers) for frame in taken(frames)]),
        tuple([device_of(device, spans) for device in taken(findings.devices)]),
    )


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
