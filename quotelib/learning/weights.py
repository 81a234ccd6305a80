"""The weights of a model's features, laid out so that a sentence is scored by few and cheap steps.

A *template* names the columns that its features join (``"w w+1"``: a word and the next one), a
*feature* is their values, joined by spaces (``"said that"``); no value holds a space. A model's score
adds up the weights of fifty and more features a token. It is quick in plain Python because most of
that is done before the token comes:

- The weights of a feature for all labels are one packed integer (:mod:`quotelib.learning.parameters`).
- What depends on one word only is summed once a word (:meth:`Weights.of`).
- A feature that joins a word with something else is looked up in the word's own small dict
  (:meth:`Weights.under`): no name is put together, and what is not there costs nothing to remember.
- What joins columns of few values (tags, chunks, counts) is summed once for each combination
  (:class:`SummedGroup`). These stores are bounded and hold nothing that could not be computed anew.

The trainer runs the stages' own code on a :class:`~training.recording.Recorder`, which answers the
same three methods with the numbers of features in place of weights: no feature is written twice.
"""

from collections.abc import Mapping
from sys import intern

from quotelib.learning.parameters import Table

LARGEST_GROUP = 50_000
"""Sums kept at most in a group; past it the group begins anew. Bounds memory, never a result."""

Key = str | tuple[str, ...]
"""What a group is asked: the value of its free column, or the values of several."""

_NOTHING: dict[str, int] = {}


class Weights:
    """The weights of one model, packed in fields of ``bits`` bits, by template and feature."""

    def __init__(self, tables: Mapping[str, Table], bits: int) -> None:
        self._tables = tables
        self._bits = bits
        self._whole: dict[str, dict[str, int]] = {}
        self._branches: dict[tuple[str, str], dict[str, int]] = {}

    def table(self, template: str) -> dict[str, int]:
        """Give the weights of all features of a template."""
        weights = self._whole.get(template)
        if weights is None:
            table = self._tables.get(template)
            weights = self._whole[template] = table.packed(self._bits) if table else {}
        return weights

    def of(self, *features: tuple[str, str]) -> int:
        """Give the sum of the weights of some features, each a template and a feature."""
        return sum([self.table(template).get(feature, 0) for template, feature in features])

    def under(self, template: str, head: str) -> dict[str, int]:
        """Give the weights of the features of a template that begin with the values ``head``.

        The keys are the last values of the features. ``get(value, 0)`` is the way to ask.
        """
        branch = self._branches.get((template, head))
        if branch is None:
            table = self._tables.get(template)
            rows = table.heads.get(head) if table else None
            if table is None or rows is None:  # not kept: there are never more than the table has
                return _NOTHING
            branch = dict(
                zip(
                    map(intern, table.keys[slice(*rows)]),
                    table.rows(self._bits, *rows),
                    strict=True,
                )
            )
            self._branches[template, head] = branch
        return branch

    def merged(self, *branches: tuple[str, str]) -> dict[str, int]:
        """Give the sum of some branches, each a template and a head, by what is in one or more of them."""
        found = [branch for branch in map(self.under, *zip(*branches, strict=True)) if branch]
        if len(found) < 2:
            return found[0] if found else _NOTHING
        total = dict(found[0])
        for branch in found[1:]:
            for value, weights in branch.items():
                total[value] = total.get(value, 0) + weights
        return total

    def group(self, columns: str, templates: str, **bound: str) -> "SummedGroup":
        """Give the sums of some templates by the values of ``columns``; ``bound`` fixes others.

        Columns are separated by spaces, templates by semicolons.
        """
        parts = parts_of(columns, templates, bound)
        return SummedGroup([(self.table(name), part) for name, part in parts])


Part = tuple[str | int, ...]
"""How a template's feature is put together from a key: fixed values, and places in the key."""


def parts_of(columns: str, templates: str, bound: Mapping[str, str]) -> list[tuple[str, Part]]:
    """Give the name and the parts of each template.

    >>> parts_of("word tag", "tag; side tag word", {"side": "A"})
    [('tag', (1,)), ('side tag word', ('A', 1, 0))]
    """
    places = {column: place for place, column in enumerate(columns.split())}
    found = []
    for template in templates.split(";"):
        names = template.split()
        part = tuple([bound[name] if name in bound else places[name] for name in names])
        found.append((" ".join(names), part))
    return found


def feature(key: Key, part: Part) -> str:
    """Put a template's feature together.

    >>> feature(("said", "VBD"), ("A", 1, 0)), feature("said", ("A", 0))
    ('A VBD said', 'A said')
    """
    values = (key,) if isinstance(key, str) else key
    return " ".join([one if isinstance(one, str) else values[one] for one in part])


class SummedGroup(dict[Key, int]):
    """The packed weights of some templates, summed, by key."""

    def __init__(self, templates: list[tuple[dict[str, int], Part]]) -> None:
        super().__init__()
        self._templates = [(table, part) for table, part in templates if table]

    def __missing__(self, key: Key) -> int:
        total = 0
        for table, part in self._templates:
            total += table.get(feature(key, part), 0)
        if len(self) >= LARGEST_GROUP:
            self.clear()
        self[key] = total
        return total
