"""Found documents against a gold standard."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from quotelib.document import Document
from quotelib.errors import ParameterError
from quotelib.evaluation.comparison import Comparison, has_speaker_kinds, ignored_acts
from quotelib.evaluation.differences import Difference
from quotelib.evaluation.layers import LAYERS, Layer
from quotelib.evaluation.scores import LayerScores, Tally
from quotelib.export.contexts import IDENTIFIER, Documents, pairs_of
from quotelib.records import counted

MINIMUM_OVERLAP = 0.5
"""Least overlap of two quotations that count as the same: more of them is common than is not."""


@attrs.frozen(repr=False)
class Evaluation:
    """How far found documents agree with a gold standard, all documents together (micro-average).

    Attributes:
        documents: How many were compared.
        minimum_overlap: Least overlap (Jaccard) of two quotations, or two sources, that are the same.
        layers: The scores, by layer.
        left_out: What was not scored because the gold standard has none of it.
        differences: Everything that differs, document by document, in text order.
    """

    documents: int
    minimum_overlap: float
    layers: Mapping[Layer, LayerScores]
    left_out: tuple[str, ...]
    differences: tuple[Difference, ...]

    def __getitem__(self, layer: Layer) -> LayerScores:
        return self.layers[layer]

    def __repr__(self) -> str:
        figures = ", ".join(
            f"{layer} F1 {'–' if scores.overlap.f1 is None else f'{100 * scores.overlap.f1:.1f}'}"
            for layer, scores in self.layers.items()
        )
        return f"<Evaluation of {counted(self.documents, 'document')}: {figures or 'nothing to score'}>"

    def to_dict(self) -> dict[str, object]:
        """Everything as dicts, lists and scalars that JSON knows."""
        return {
            "documents": self.documents,
            "minimum_overlap": self.minimum_overlap,
            "layers": {layer: scores.to_dict() for layer, scores in self.layers.items()},
            "left_out": list(self.left_out),
            "differences": [difference.to_dict() for difference in self.differences],
        }

    def to_text(self, *, most: int | None = None) -> str:
        """The figures as a table, in percent, and the differences below them.

        Args:
            most: How many differences to show at most; all by default.
        """
        from quotelib.evaluation.rendering import evaluation_text

        return evaluation_text(self, most=most)

    def __str__(self) -> str:
        return self.to_text()


def evaluate(
    gold: Documents,
    predicted: Documents | None = None,
    *,
    layers: Sequence[Layer] | None = None,
    minimum_overlap: float = MINIMUM_OVERLAP,
    names: Iterable[str] | None = None,
) -> Evaluation:
    """Precision, recall and F1 of found documents, and how each differs from the gold standard.

    Args:
        gold: The documents as they should be: one, many, or many in pairs with a context.
        predicted: The documents found, of the same texts in the same order; by default, what
            `extract` finds in the gold documents' texts.
        layers: What to score; by default, every layer that the gold standard has records of.
        minimum_overlap: Least overlap (Jaccard, 0 to 1) of two quotations that are the same.
        names: Names of the documents, for the list of differences; by default, the ``doc_id`` of
            their contexts, or numbers from 1.

    Raises:
        ParameterError: something is no document, the two sides have different texts or numbers
            of documents, there is no such layer, or `minimum_overlap` is not above 0 and at most 1.
    """
    if not 0.0 < minimum_overlap <= 1.0:
        raise ParameterError(
            f"minimum_overlap must be above 0 and at most 1, not {minimum_overlap!r}"
        )
    numbered, documents = _named(gold)
    wanted, left_out = _layers(documents, layers)
    has_kinds, acts = has_speaker_kinds(documents), ignored_acts(documents)
    if "speakers" in wanted and not has_kinds:
        left_out += ("kinds of speakers",)
    comparison = Comparison(minimum_overlap, acts, has_kinds, {layer: Tally() for layer in wanted})
    differences: list[Difference] = []
    for name, one, other in _side_by_side(names or numbered, documents, predicted):
        differences += sorted(comparison.add(name, one, other), key=lambda found: found.span)
    return Evaluation(
        documents=len(documents),
        minimum_overlap=minimum_overlap,
        layers={layer: tally.scores() for layer, tally in comparison.tallies.items()},
        left_out=left_out + tuple(f"frames of the act {act}" for act in sorted(acts)),
        differences=tuple(differences),
    )


def _named(given: Documents) -> tuple[list[str], list[Document]]:
    """The names of documents, by default their numbers, and the documents."""
    items: list[object] = [given] if isinstance(given, Document) else list(given)
    pairs = list(pairs_of(items))  # type: ignore[arg-type]  # what is wrong is told there
    names = [
        str(context[IDENTIFIER])
        if isinstance(item, tuple) and IDENTIFIER in context
        else str(number)
        for number, (item, (_, context)) in enumerate(zip(items, pairs, strict=True), 1)
    ]
    return names, [document for document, _ in pairs]


def _layers(
    gold: Sequence[Document], layers: Sequence[Layer] | None
) -> tuple[list[Layer], tuple[str, ...]]:
    """The layers to score, in their order, and those that the gold standard has nothing of."""
    if layers is None:
        found = {
            "quotations": any(document.quotations for document in gold),
            "cues": any(q.cue for document in gold for q in document.quotations),
            "sources": any(q.source for document in gold for q in document.quotations),
            "speakers": any(q.speaker for document in gold for q in document.quotations),
            "frames": any(document.frames for document in gold),
            "devices": any(document.devices for document in gold),
        }
        scored = [layer for layer in LAYERS if found[layer]]
        return scored, tuple(layer for layer in LAYERS if not found[layer])
    if isinstance(layers, str):
        raise ParameterError(f"layers takes several: give [{layers!r}], not {layers!r}")
    unknown = set(layers) - set(LAYERS)
    if unknown:
        raise ParameterError(
            f"there is no layer {min(unknown)!r}; choose from: {', '.join(LAYERS)}"
        )
    return [layer for layer in LAYERS if layer in layers], ()


def _side_by_side(
    names: Iterable[str], gold: Sequence[Document], predicted: Documents | None
) -> Iterator[tuple[str, Document, Document]]:
    if predicted is None:
        from quotelib.extractor import extract

        others = [extract(document.text) for document in gold]
    else:
        _, others = _named(predicted)
    if len(gold) != len(others):
        raise ParameterError(
            f"the gold standard has {len(gold)} documents, but {len(others)} were found:"
            " give the same ones on both sides, in the same order"
        )
    return zip(map(str, names), gold, others, strict=False)
