"""Features that are recorded instead of scored: the run-time code as the trainer's feature extractor.

The stages ask a model's :class:`~quotelib.learning.weights.Weights` for packed weights and add them
up. A recorder answers the same questions with tuples of features' numbers, and tuples add by
concatenation: so the sum for a token is the list of its features, in the order of the code. There is
no second implementation of any feature.
"""

from collections.abc import Sequence
from itertools import chain

import attrs
import numpy as np
from numpy.typing import NDArray

from quotelib.learning.weights import Key, Namer, namer, parts_of, templates_of

Matrix = NDArray[np.int32]
Numbers = tuple[int, ...]


class Recorder:
    """Numbers the features that are asked for; stands in for ``Weights``.

    ``templates`` are all of the stage's, in the order in which the trainer is to visit them.
    """

    def __init__(self, templates: Sequence[str]) -> None:
        self._rank = {template: rank for rank, template in enumerate(templates)}
        self.features: list[tuple[str, str]] = []
        """Of each feature number: the template's name and the feature."""
        self._numbers: dict[tuple[str, str], Numbers] = {}

    def number(self, template: str, name: str) -> Numbers:
        """Give the number of one feature, as a tuple."""
        found = self._numbers.get((template, name))
        if found is None:
            found = self._numbers[template, name] = (len(self.features),)
            self.features.append((template, name))
        return found

    def table(self, template: str) -> "RecordedBranches":
        """Record what is asked of all features of a template."""
        return RecordedBranches(self, [(template, "")])

    def of(self, *features: tuple[str, str]) -> Numbers:
        """Record some features."""
        return sum([self.number(*one) for one in features], ())

    def under(self, template: str, head: str) -> "RecordedBranches":
        """Record what is asked of the features that begin with the values ``head``."""
        return self.merged((template, head))

    def merged(self, *branches: tuple[str, str]) -> "RecordedBranches":
        """Record what is asked of several such at once."""
        return RecordedBranches(self, list(branches))

    def sum(self, branches: Sequence["RecordedBranches"]) -> "RecordedBranches":
        """Record what is asked of some such."""
        return RecordedBranches(self, [one for branch in branches for one in branch.beginnings])

    def blocks(self, followed: str, alone: str = "") -> "RecordedBlocks":
        """Record what is asked of the features of some templates that begin with the same columns."""
        return RecordedBlocks(self, templates_of(followed), templates_of(alone))

    def group(self, columns: str, templates: str, **bound: str) -> "RecordedGroup":
        """Record what is asked of a group."""
        count = len(columns.split())
        parts = parts_of(columns, templates, bound)
        return RecordedGroup(self, [(name, namer(part, count)) for name, part in parts])

    def matrix(self, totals: Sequence[Sequence[int]]) -> Matrix:
        """Give the feature numbers of each token, one row a token, -1 where a row is shorter.

        A template that was not foreseen is a KeyError.
        """
        ranks = [self._rank[template] for template, _ in self.features]
        totals = [sorted(total, key=ranks.__getitem__) for total in totals]
        lengths = np.fromiter(map(len, totals), dtype=np.int64, count=len(totals))
        matrix = np.full((len(totals), int(lengths.max())), -1, dtype=np.int32)
        filled = np.arange(matrix.shape[1]) < lengths[:, None]
        matrix[filled] = np.fromiter(
            chain.from_iterable(totals), dtype=np.int32, count=int(lengths.sum())
        )
        return matrix


@attrs.frozen
class RecordedBlocks:
    """Features of some templates, by what they begin with."""

    recorder: Recorder
    followed: list[str]
    alone: list[str]

    def of(self, head: str) -> tuple[list[Numbers], list["RecordedBranches"]]:
        """Record those that are the head and no more, and what is asked of those in which a value follows it."""
        return (
            [self.recorder.number(template, head) for template in self.alone],
            [self.recorder.under(template, head) for template in self.followed],
        )


class RecordedBranches:
    """Features of some templates that begin alike."""

    def __init__(self, recorder: Recorder, beginnings: list[tuple[str, str]]) -> None:
        self._recorder = recorder
        self.beginnings = beginnings
        self._known: dict[str, Numbers] = {}

    def get(self, rest: str, default: int) -> Numbers:  # noqa: ARG002 - as a dict is asked
        """Give the numbers of the features that end with ``rest``."""
        found = self._known.get(rest)
        if found is None:
            number = self._recorder.number
            found = sum(
                [
                    number(name, f"{start} {rest}" if start and rest else start or rest)
                    for name, start in self.beginnings
                ],
                (),
            )
            self._known[rest] = found
        return found


class RecordedGroup(dict[Key, Numbers]):
    """The numbers of the features of a group, by key."""

    def __init__(self, recorder: Recorder, parts: list[tuple[str, Namer]]) -> None:
        super().__init__()
        self._recorder = recorder
        self._parts = parts

    def __missing__(self, key: Key) -> Numbers:
        number = self._recorder.number
        found = sum([number(name, feature(key)) for name, feature in self._parts], ())
        self[key] = found
        return found
