"""Learned models as they run: chains and logistic regressions, read from parameter files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp, fsum
from struct import unpack
from typing import Generic, TypeVar

from quotelib.learning.chains import Chain, Potentials, role_path
from quotelib.learning.parameters import Parameters, fields_offset
from quotelib.learning.weights import Weights

FIELD_BITS = 16
"""Width of a label's field in a sum: a hundred weights of a signed byte stay far below 2 ** 15."""

_HIGHEST_SCORE = 60.0
"""Scores beyond this are certainty already; the bound keeps ``exp`` finite."""

Arranged = TypeVar("Arranged")
Decoder = Callable[[list[Potentials], Chain], list[Potentials]]


class ChainModel(Generic[Arranged]):
    """A linear-chain CRF: weights of features, transitions, and the way from sums to posteriors.

    ``parameters`` hold a table for each template and the payload ``"chain"`` with ``start`` (a score for
    each label, in steps like the weights) and ``transitions`` (rows of such scores); null is a transition that
    cannot be. ``arrange`` makes of the weights what the stage asks.
    """

    def __init__(
        self, parameters: Parameters, arrange: Callable[[Weights], Arranged], decoder: Decoder
    ) -> None:
        self.weights = arrange(Weights(parameters.tables, FIELD_BITS))
        self.labels = parameters.labels
        self._decoder = decoder
        chain = parameters.payloads["chain"]
        self._chain = Chain.of(chain["start"], chain["transitions"], parameters.step)
        self._offset = fields_offset(len(self.labels), FIELD_BITS) + sum(
            steps << (FIELD_BITS * label) for label, steps in enumerate(self._chain.bias)
        )
        self._potentials = potentials_of_fields(parameters.step)

    def posteriors(self, sums: Sequence[int]) -> list[Potentials]:
        """Give the probability of each label at each position, from packed sums of weights."""
        return self._decoder(self._emissions(sums), self._chain)

    def roles(self, sums: Sequence[int]) -> tuple[list[int], list[float]]:
        """Give the likeliest sequence of four labels, and the probability of each label there."""
        return role_path(self._emissions(sums), self._chain)

    def _emissions(self, sums: Sequence[int]) -> list[Potentials]:
        """Take packed sums apart into potentials."""
        columns = len(self.labels)
        size, offset = columns * FIELD_BITS // 8, self._offset
        cells = b"".join([(total + offset).to_bytes(size, "little") for total in sums])
        fields = unpack(f"<{columns * len(sums)}H", cells)
        potentials = map(self._potentials.__getitem__, fields)
        return list(zip(*[potentials] * columns, strict=True))


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
