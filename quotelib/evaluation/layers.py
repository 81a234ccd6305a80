"""What is compared: the records of a layer as items, and which two items are the same finding.

A quotation is the same if its contents overlap by at least the minimum (Jaccard), a device if it
has the same kind and a word in common, a frame likewise if it has the same act. A frame has its
place where its trigger is; one that is implicit (on either side) has it where its content is, too.
"""

from collections.abc import Sequence
from typing import Literal, get_args

import attrs

from quotelib.document import Document
from quotelib.enumerations import Basis
from quotelib.evaluation.stretches import Stretches, jaccard, shared, stretches
from quotelib.records import Device, Frame, Quotation

Layer = Literal["quotations", "cues", "sources", "speakers", "frames", "devices"]
"""What is scored. Cues, sources and speakers are those of the quotations."""

LAYERS: tuple[Layer, ...] = get_args(Layer)

Record = Quotation | Frame | Device

Closeness = tuple[float, float]
"""How close two items are: first by what is compared, then by what stands near it."""


@attrs.frozen(eq=False)
class Item:
    """A record as it is compared.

    Attributes:
        record: The record.
        label: Its kind or act.
        place: Where it is; what must be the same for an exact match.
        surroundings: What decides between items that are as close: a quotation's cue; and where
            else an implicit frame may be found: its content.
    """

    record: Record
    label: str
    place: Stretches
    surroundings: Stretches


def quotation_items(document: Document) -> list[Item]:
    """The quotations of a document."""
    text = document.text
    return [
        Item(q, q.kind.value, stretches(text, q.content), stretches(text, [q.cue]))
        for q in document.quotations
    ]


def frame_items(document: Document, ignored_acts: frozenset[str]) -> list[Item]:
    """The frames of a document but for acts that are not compared."""
    text = document.text
    return [
        Item(
            frame,
            frame.act.value,
            stretches(text, [frame.trigger] if frame.trigger else frame.content),
            stretches(text, frame.content),
        )
        for frame in document.frames
        if frame.act.value not in ignored_acts
    ]


def device_items(document: Document) -> list[Item]:
    """The devices of a document."""
    return [
        Item(device, device.kind.value, stretches(document.text, [device.span]), ())
        for device in document.devices
    ]


def close_quotations(gold: Item, predicted: Item, minimum: float) -> Closeness | None:
    """How close two quotations are; None if they overlap less than the minimum."""
    overlap = jaccard(gold.place, predicted.place)
    return (
        (overlap, shared(gold.surroundings, predicted.surroundings)) if overlap >= minimum else None
    )


def close_frames(gold: Item, predicted: Item) -> Closeness | None:
    """How close two frames are; None if their acts differ or they share no code point."""
    if gold.label != predicted.label:
        return None
    near = jaccard(gold.place, predicted.place)
    around = jaccard(gold.surroundings, predicted.surroundings)
    if near or (_may_be_elsewhere(gold, predicted) and (around or _meet(gold, predicted))):
        return near, around
    return None


def close_devices(gold: Item, predicted: Item) -> Closeness | None:
    """How close two devices are; None if their kinds differ or they share no code point."""
    near = jaccard(gold.place, predicted.place) if gold.label == predicted.label else 0.0
    return (near, 0.0) if near else None


def _may_be_elsewhere(gold: Item, predicted: Item) -> bool:
    return any(
        isinstance(item.record, Frame) and item.record.basis is Basis.IMPLICIT
        for item in (gold, predicted)
    )


def _meet(gold: Item, predicted: Item) -> bool:
    """Whether the trigger of one stands in the content of the other."""
    return bool(
        shared(gold.place, predicted.surroundings) or shared(gold.surroundings, predicted.place)
    )


def extent(items: Sequence[Item]) -> list[tuple[int, int]]:
    """First and last offset of each item with its surroundings; (0, 0) where it covers nothing."""
    return [
        (min(start for start, _ in covered), max(end for _, end in covered)) if covered else (0, 0)
        for covered in (item.place + item.surroundings for item in items)
    ]
