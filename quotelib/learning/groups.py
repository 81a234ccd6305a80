"""Feature groups: the weights of all templates that read the same columns, summed once per key.

A linear model scores a token by the weights of its features; a feature is a template (which
columns it joins) with the values that the columns have at the token. Templates that read the same few
columns form a group, and the group remembers the sum for each combination of values that it met. So a
token costs one dictionary look-up for each group, not one for each feature, and no string is built
unless a combination is new.

The code that makes the keys is the same in training: there the groups are replaced by
recorders (``training/recording.py``), so that a feature can't mean one thing to the
trainer and another to the reader.
"""

from collections.abc import Mapping, Sequence

import attrs

LARGEST_GROUP = 100_000
"""Sums kept at most in a group; past it the group begins anew. Bounds memory, never a result."""

Key = tuple[str, ...]


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split())


def _templates(joined: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_names(one) for one in joined.split(";"))


@attrs.frozen
class Group:
    """Which columns a key holds, and which of them each template joins.

    Written as ``Group("word lemma tag", "word; lemma; lemma tag")``.
    """

    columns: tuple[str, ...] = attrs.field(converter=_names)
    templates: tuple[tuple[str, ...], ...] = attrs.field(converter=_templates)

    def names(self) -> list[str]:
        """Give the name of each template's table of weights."""
        return [" ".join(template) for template in self.templates]

    def positions(self) -> list[tuple[int, ...]]:
        """Give where in a key each template finds its columns."""
        return [tuple(self.columns.index(name) for name in one) for one in self.templates]


def feature(key: Sequence[str], positions: Sequence[int]) -> str:
    """Give the feature of a template: the values it joins; none of them holds a space."""
    return " ".join([key[position] for position in positions])


class SummedGroup(dict[Key, int]):
    """The packed weights of a group's templates, summed, by key."""

    def __init__(self, group: Group, tables: Mapping[str, Mapping[str, int]]) -> None:
        super().__init__()
        self._templates = [
            (tables[name], positions)
            for name, positions in zip(group.names(), group.positions(), strict=True)
            if name in tables
        ]

    def __missing__(self, key: Key) -> int:
        total = 0
        for weights, positions in self._templates:
            total += weights.get(feature(key, positions), 0)
        if len(self) >= LARGEST_GROUP:
            self.clear()
        self[key] = total
        return total
