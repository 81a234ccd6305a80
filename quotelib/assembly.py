"""From what the stages found, in tokens, to the records of a `Document`, in code points."""

from collections.abc import Sequence

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.document import Document
from quotelib.records import Quotation, Speaker
from quotelib.rhetoric.findings import FoundDevice, FoundFrame
from quotelib.rhetoric.offsets import device_of, frame_of
from quotelib.speakers import Settled
from quotelib.text.analysis import Analysis
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


def assemble(
    analysis: Analysis,
    attributions: Sequence[Attribution],
    settled: Settled | None,
    frames: Sequence[FoundFrame],
    devices: Sequence[FoundDevice],
) -> Document:
    """The document of all that was found, its records referring to each other."""
    spans = settled.spans if settled else Spans(analysis)
    speakers = settled.speakers if settled else ()
    speaker_of = settled.of if settled else [None] * len(attributions)
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
        for index, (attribution, speaker) in enumerate(zip(attributions, speaker_of, strict=True))
    ]
    # A stage numbers speakers as it meets them; the document has them by their first mention.
    in_order = tuple(sorted(speakers, key=lambda speaker: [m.start for m in speaker.mentions[:1]]))
    return Document(
        analysis.text,
        tuple(quotations),
        in_order,
        tuple([frame_of(frame, spans, speakers) for frame in frames]),
        tuple([device_of(device, spans) for device in devices]),
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
