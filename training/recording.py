"""Feature groups that record instead of scoring: the run-time code as the trainer's feature extractor.

The stages add up ``group[key]`` over their groups. A recorder answers a key with a tuple of one
number, and tuples add by concatenation: so the sum for a token is the list of the keys it met, in the
order of the code. There is no second implementation of any feature.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quotelib.learning.groups import Group, Key, feature

Matrix = NDArray[np.int32]


class RecordingGroup(dict[Key, tuple[int, ...]]):
    """Numbers the keys of one group; ``keys_met`` is shared by all groups of a stage."""

    def __init__(self, name: str, keys_met: list[tuple[str, Key]]) -> None:
        super().__init__()
        self._name = name
        self._keys_met = keys_met

    def __missing__(self, key: Key) -> tuple[int, ...]:
        number = (len(self._keys_met),)
        self._keys_met.append((self._name, key))
        self[key] = number
        return number


class Recorder:
    """The recording groups of one stage and what their keys mean."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self._specifications = groups
        self._keys_met: list[tuple[str, Key]] = []
        self.groups = {name: RecordingGroup(name, self._keys_met) for name in groups}
        self.features: list[tuple[str, str]] = []
        """Of each feature number: the template's name and the feature."""
        self._numbers: dict[tuple[str, str], int] = {}
        self._expanded: list[tuple[int, ...]] = []

    def matrix(self, totals: Sequence[tuple[int, ...]]) -> Matrix:
        """Give the feature numbers of each token, one row a token, -1 where a row is shorter."""
        self._expand()
        width = max(len(group.templates) for group in self._specifications.values())
        table = np.full((len(self._expanded) + 1, width), -1, dtype=np.int32)
        for number, numbers in enumerate(self._expanded):
            table[number, : len(numbers)] = numbers
        columns = max(map(len, totals))
        keys = np.full((len(totals), columns), len(self._expanded), dtype=np.int32)
        for row, total in enumerate(totals):
            keys[row, : len(total)] = total
        used = self._used_widths(keys)
        return np.concatenate(
            [table[keys[:, place], : used[place]] for place in range(columns)], axis=1
        )

    def _used_widths(self, keys: Matrix) -> list[int]:
        lengths = np.array([len(numbers) for numbers in self._expanded] + [0])
        return [int(lengths[keys[:, place]].max()) for place in range(keys.shape[1])]

    def _expand(self) -> None:
        """Give the keys met since the last call their features."""
        positions = {
            name: list(zip(group.names(), group.positions(), strict=True))
            for name, group in self._specifications.items()
        }
        for name, key in self._keys_met[len(self._expanded) :]:
            numbers = []
            for template, places in positions[name]:
                identity = (template, feature(key, places))
                number = self._numbers.get(identity)
                if number is None:
                    number = self._numbers[identity] = len(self.features)
                    self.features.append(identity)
                numbers.append(number)
            self._expanded.append(tuple(numbers))
