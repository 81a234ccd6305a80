"""One found document against its gold one: what agrees is counted, what differs is listed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

import attrs
import regex

from quotelib.document import Document
from quotelib.enumerations import SpeakerKind
from quotelib.errors import ParameterError
from quotelib.evaluation.differences import Difference, label_of, value_of
from quotelib.evaluation.layers import (
    Item,
    Layer,
    close_devices,
    close_frames,
    close_quotations,
    device_items,
    frame_items,
    quotation_items,
)
from quotelib.evaluation.pairing import Pair, pair
from quotelib.evaluation.scores import Tally
from quotelib.evaluation.stretches import jaccard, stretches
from quotelib.records import Frame, Quotation, shortened

QUOTATION_LAYERS: tuple[Layer, ...] = ("cues", "sources", "speakers")
"""Layers whose records are parts of quotations."""

_WORD = regex.compile(r"[\p{L}\p{N}]+")
_LEADING = frozenset({"a", "an", "the"})


@attrs.frozen(eq=False)
class Comparison:
    """How documents are compared, and what has been counted.

    Attributes:
        minimum_overlap: Least overlap of two quotations, or two sources, that are the same.
        ignored_acts: Acts whose frames are left out on both sides.
        has_speaker_kinds: Whether speakers are counted by their kinds, too.
        tallies: The layers that are scored, with their counts.
    """

    minimum_overlap: float
    ignored_acts: frozenset[str]
    has_speaker_kinds: bool
    tallies: dict[Layer, Tally]

    def add(self, name: str, gold: Document, predicted: Document) -> Iterator[Difference]:
        """Count one document, and give its differences.

        Raises:
            ParameterError: the two are not of the same text.
        """
        _check_texts(name, gold, predicted)
        if self.tallies.keys() - {"frames", "devices"}:
            yield from self._quotations(name, gold, predicted)
        if "frames" in self.tallies:
            sides = (
                frame_items(gold, self.ignored_acts),
                frame_items(predicted, self.ignored_acts),
            )
            yield from self._items(name, "frames", *sides, pair(*sides, close_frames))
        if "devices" in self.tallies:
            sides = device_items(gold), device_items(predicted)
            yield from self._items(name, "devices", *sides, pair(*sides, close_devices))

    def _quotations(self, name: str, gold: Document, predicted: Document) -> Iterator[Difference]:
        sides = quotation_items(gold), quotation_items(predicted)
        pairs = pair(*sides, partial(close_quotations, minimum=self.minimum_overlap))
        if "quotations" in self.tallies:
            yield from self._items(name, "quotations", *sides, pairs)
        for layer in QUOTATION_LAYERS:
            if layer in self.tallies:
                yield from self._parts(name, layer, gold, predicted, pairs)

    def _items(
        self,
        name: str,
        layer: Layer,
        gold: Sequence[Item],
        predicted: Sequence[Item],
        pairs: Sequence[Pair],
    ) -> Iterator[Difference]:
        """Count the items of a layer; of a pair, boundaries, label and polarity may differ."""
        tally = self.tallies[layer]
        tally.add_gold(item.label for item in gold)
        tally.add_predicted(item.label for item in predicted)
        partner = dict(pairs)
        for index, item in enumerate(gold):
            if index not in partner:
                yield Difference(name, layer, "missed", item.record, None)
                continue
            other = predicted[partner[index]]
            is_exact = item.place == other.place
            tally.add_pair(item.label, other.label, is_exact=is_exact)
            if not is_exact:
                yield Difference(name, layer, "boundaries", item.record, other.record)
            if item.label != other.label:
                yield Difference(name, layer, "label", item.record, other.record)
            if _polarity(item) != _polarity(other):
                yield Difference(name, layer, "polarity", item.record, other.record)
        paired = set(partner.values())
        for index, item in enumerate(predicted):
            if index not in paired:
                yield Difference(name, layer, "spurious", None, item.record)

    def _parts(
        self,
        name: str,
        layer: Layer,
        gold: Document,
        predicted: Document,
        pairs: Sequence[Pair],
    ) -> Iterator[Difference]:
        """Count the cues, sources or speakers of the quotations; right only in paired quotations."""
        tally = self.tallies[layer]
        tally.add_gold(self._part_labels(gold, layer))
        tally.add_predicted(self._part_labels(predicted, layer))
        for i, j in pairs:
            one, other = gold.quotations[i], predicted.quotations[j]
            is_exact, is_same = self._same_part(gold.text, layer, one, other)
            if is_same:
                tally.add_pair(
                    *self._part_label(one, layer),
                    *self._part_label(other, layer),
                    is_exact=is_exact,
                )
            elif value_of(one, layer) is not None or value_of(other, layer) is not None:
                yield Difference(name, layer, "value", one, other)

    def _part_label(self, quotation: Quotation, layer: Layer) -> list[str]:
        """The label that a part is counted under (a speaker's kind); none without such a part."""
        if value_of(quotation, layer) is None:
            return []
        if layer == "speakers" and quotation.speaker and self.has_speaker_kinds:
            return [quotation.speaker.kind.value]
        return [layer]

    def _part_labels(self, document: Document, layer: Layer) -> Iterator[str]:
        for quotation in document.quotations:
            yield from self._part_label(quotation, layer)

    def _same_part(
        self, text: str, layer: Layer, one: Quotation, other: Quotation
    ) -> tuple[bool, bool]:
        """Whether the parts are there and the very same, and whether they are the same by overlap."""
        if layer == "speakers":
            names = value_of(one, layer), value_of(other, layer)
            return same_name(*names), similar_name(*names)
        spans = (one.cue, other.cue) if layer == "cues" else (one.source, other.source)
        left, right = (stretches(text, [span]) for span in spans)
        overlap = jaccard(left, right)
        minimum = self.minimum_overlap if layer == "sources" else 0.0
        return bool(left) and left == right, overlap > 0 and overlap >= minimum


def _polarity(item: Item) -> str:
    record = item.record
    return record.polarity.value if isinstance(record, (Quotation, Frame)) else ""


def name_words(name: str | None) -> tuple[str, ...]:
    """The words of a name in lower case, without an article before it or a possessive ending."""
    if name is None:
        return ()
    folded = name.casefold().replace("’", "'").replace("'s", "")
    words = _WORD.findall(folded)
    return tuple(words[1:] if len(words) > 1 and words[0] in _LEADING else words)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether both are names, and of the same words."""
    return bool(name_words(one)) and name_words(one) == name_words(other)


def similar_name(one: str | None, other: str | None) -> bool:
    """Whether both are names, and the words of one are among the other's: "Lind", "Mara Lind"."""
    left, right = set(name_words(one)), set(name_words(other))
    return bool(left and right) and (left <= right or right <= left)


def ignored_acts(gold: Collection[Document]) -> frozenset[str]:
    """The act "statement" where the gold standard has frames, but none of this commonest act.

    Who marks threats and denials by hand seldom marks that something is said at all.
    """
    acts = {frame.act.value for document in gold for frame in document.frames}
    return frozenset() if "statement" in acts or not acts else frozenset({"statement"})


def has_speaker_kinds(gold: Iterable[Document]) -> bool:
    """Whether the gold standard says of any speaker what kind it is; who writes names seldom does."""
    return any(
        quotation.speaker is not None and quotation.speaker.kind is not SpeakerKind.UNKNOWN
        for document in gold
        for quotation in document.quotations
    )


def _check_texts(name: str, gold: Document, predicted: Document) -> None:
    if gold.text == predicted.text:
        return
    at = next(
        (i for i, (a, b) in enumerate(zip(gold.text, predicted.text, strict=False)) if a != b),
        min(len(gold.text), len(predicted.text)),
    )
    raise ParameterError(
        f"document {name}: the gold standard and what was found are of different texts: at {at},"
        f" one reads {shortened(gold.text[at:])} and the other {shortened(predicted.text[at:])};"
        " give both in the same order, and extract from the text that was annotated"
    )


__all__ = [
    "Comparison",
    "has_speaker_kinds",
    "ignored_acts",
    "label_of",
    "same_name",
    "similar_name",
]
