"""Learned models as they run: chains and logistic regressions, read from parameter files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp, fsum
from typing import Generic, TypeVar

from quotelib.learning.chains import Chain, Labelling, Potentials, bio_labelling, role_path
from quotelib.learning.packing import (
    DOUBLES,
    FIELD_BITS,
    INTEGERS,
    Number,
    Packing,
    doubles_offset,
    fields_of_doubles,
    fields_of_integers,
    fields_offset,
)
from quotelib.learning.parameters import Parameters
from quotelib.learning.weights import Weights

_HIGHEST_SCORE = 60.0
"""Scores beyond this are certainty already; the bound keeps ``exp`` finite."""

Arranged = TypeVar("Arranged")


class _ChainModel(Generic[Arranged, Number]):
    """A linear-chain CRF: weights of features, transitions, and the way from sums to potentials.

    ``parameters`` hold a table for each template and the payload ``"chain"`` with ``start`` (a score for
    each label, in steps like the weights) and ``transitions`` (rows of such scores); null is a transition that
    cannot be. ``arrange`` makes of the weights what the stage asks.
    """

    def __init__(
        self,
        parameters: Parameters,
        arrange: Callable[[Weights[Number]], Arranged],
        packing: Packing[Number],
    ) -> None:
        self.weights: Arranged = arrange(Weights(parameters.tables, packing))
        self.labels: tuple[str, ...] = parameters.labels
        chain = parameters.payloads["chain"]
        self.chain: Chain = Chain.of(chain["start"], chain["transitions"], parameters.step)
        self._potential_of = potentials_of_fields(parameters.step).__getitem__


class LabelModel(_ChainModel[Arranged, int]):
    """A chain over seven labels: outside, and the first and later tokens of three kinds of segments."""

    def __init__(self, parameters: Parameters, arrange: Callable[[Weights[int]], Arranged]) -> None:
        super().__init__(parameters, arrange, INTEGERS)
        self._offset = fields_offset(len(self.labels)) + sum(
            steps << (FIELD_BITS * label) for label, steps in enumerate(self.chain.bias)
        )

    def labelling(self, sums: Sequence[int]) -> Labelling:
        """Label positions, one at least, from packed sums of weights."""
        return bio_labelling(self.potentials(sums), self.chain)

    def potentials(self, sums: Sequence[int]) -> list[Potentials]:
        """Take packed sums apart into potentials."""
        columns = len(self.labels)
        fields = fields_of_integers(sums, self._offset, columns)
        return list(zip(*[map(self._potential_of, fields)] * columns, strict=True))


class RoleModel(_ChainModel[Arranged, float]):
    """A chain over four labels, any of which may follow any."""

    def __init__(
        self, parameters: Parameters, arrange: Callable[[Weights[float]], Arranged]
    ) -> None:
        super().__init__(parameters, arrange, DOUBLES)
        self._offset = doubles_offset(self.chain.bias)

    def roles(self, sums: Sequence[float]) -> tuple[list[int], list[float]]:
        """Give the likeliest sequence of labels, and the probability of each label there."""
        return role_path(self.potentials(sums), self.chain)

    def potentials(self, sums: Sequence[float]) -> list[Potentials]:
        """Take packed sums apart into potentials, as multiples of the first label's."""
        columns = fields_of_doubles(sums, self._offset)
        of_others = [map(self._potential_of, column) for column in columns]
        return list(zip(repeat(1.0), *of_others, strict=False))


@cache
def potentials_of_fields(step: float) -> list[float]:
    """Give ``exp`` of the score that each value of a field stands for, its sign bit turned."""
    half = 1 << (FIELD_BITS - 1)
    reach = min(half - 1, int(_HIGHEST_SCORE / step))
    lowest, highest = exp(-_HIGHEST_SCORE), exp(_HIGHEST_SCORE)
    middle = [exp(score * step) for score in range(-reach, reach)]
    return [*[lowest] * (half - reach), *middle, *[highest] * (half - reach)]


class LogisticModel:
    """A logistic regression over named features, each with a value; absent features are zero."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    def probability(self, indicators: Iterable[str], values: Mapping[str, float]) -> float:
        """Give the probability; ``indicators`` are features of value one."""
        weight = self._weights.get
        # Rounded once, whatever the order: the same in every version of Python.
        score = fsum(
            [
                *map(weight, indicators, repeat(0.0)),
                *[weight(name, 0.0) * value for name, value in values.items()],
            ]
        )
        return 1.0 / (1.0 + exp(-max(-_HIGHEST_SCORE, min(_HIGHEST_SCORE, score))))
