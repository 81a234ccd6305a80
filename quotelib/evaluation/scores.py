"""Counts of what agrees, and the figures made from them."""

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs


@attrs.frozen
class Score:
    """How many records two sides have, and how many of them agree one to one.

    Attributes:
        correct: Records that both sides have.
        gold: Records of the gold standard.
        predicted: Records that were found.
    """

    correct: int
    gold: int
    predicted: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right, 0 to 1; None where nothing was found."""
        return self.correct / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold standard that was found, 0 to 1; None where it has nothing."""
        return self.correct / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0 to 1; None where neither side has anything."""
        both = self.gold + self.predicted
        return 2 * self.correct / both if both else None

    def to_dict(self) -> dict[str, int | float | None]:
        """The counts and the figures."""
        return {
            "correct": self.correct,
            "gold": self.gold,
            "predicted": self.predicted,
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
        }


@attrs.frozen
class LayerScores:
    """The scores of one layer, such as the quotations.

    Attributes:
        exact: A record is right if its boundaries, or its name, are the very same.
        overlap: A record is right if it overlaps enough, or if one name is part of the other.
        by_label: `overlap` for each label of the layer: the kind of a quotation, a device or a
            speaker, the act of a frame. A record with another label is wrong.
    """

    exact: Score
    overlap: Score
    by_label: Mapping[str, Score]

    def to_dict(self) -> dict[str, object]:
        """Everything as dicts and numbers."""
        return {
            "exact": self.exact.to_dict(),
            "overlap": self.overlap.to_dict(),
            "by_label": {label: score.to_dict() for label, score in self.by_label.items()},
        }


class Tally:
    """Counts of one layer while documents are compared."""

    def __init__(self) -> None:
        self._exact = self._overlap = 0
        self._correct: Counter[str] = Counter()
        self._gold: Counter[str] = Counter()
        self._predicted: Counter[str] = Counter()

    def add_gold(self, labels: Iterable[str]) -> None:
        """Count the gold records that have these labels."""
        self._gold.update(labels)

    def add_predicted(self, labels: Iterable[str]) -> None:
        """Count the records found that have these labels."""
        self._predicted.update(labels)

    def add_pair(self, gold_label: str, predicted_label: str, *, is_exact: bool) -> None:
        """Count a gold record and a found one that agree."""
        self._overlap += 1
        self._exact += is_exact
        self._correct[gold_label] += gold_label == predicted_label

    def scores(self) -> LayerScores:
        """What was counted, labels in alphabetical order."""
        gold, predicted = self._gold.total(), self._predicted.total()
        labels = sorted(self._gold.keys() | self._predicted.keys())
        return LayerScores(
            exact=Score(self._exact, gold, predicted),
            overlap=Score(self._overlap, gold, predicted),
            by_label={
                label: Score(self._correct[label], self._gold[label], self._predicted[label])
                for label in labels
            },
        )
