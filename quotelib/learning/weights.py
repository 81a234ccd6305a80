"""The weights of a model's features, laid out so that a sentence is scored by few and cheap steps.

A *template* names the columns that its features join (``"w w+1"``: a word and the next one), a
*feature* is their values, joined by spaces (``"said that"``); no value holds a space. A model's score
adds up the weights of fifty and more features a token. It is quick in plain Python because most of
that is done before the token comes:

- The weights of a feature for all labels are one number (:mod:`quotelib.learning.packing`).
- What depends on one word only is summed once a word (:meth:`Weights.of`).
- A feature that joins a word with something else is looked up in the word's own small dict
  (:meth:`Weights.under`): no name is put together, and what is not there costs nothing to remember. All
  that is known of a word is found by one search (:meth:`Weights.blocks`).
- What joins columns of few values (tags, chunks, counts) is summed once for each combination
  (:class:`SummedGroup`). These stores are bounded and hold nothing that could not be computed anew.

The trainer runs the stages' own code on a :class:`~training.recording.Recorder`, which answers the
same methods with the numbers of features in place of weights: no feature is written twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, compress
from operator import itemgetter
from typing import Any, Generic, TypeVar

from quotelib.learning.packing import Number, Packing, Rows, by_feature
from quotelib.learning.parameters import Table
from quotelib.learning.stores import Store

LARGEST_GROUP = 50_000
"""Sums kept at most in a group; past it the group begins anew. Bounds memory, never a result."""

State = TypeVar("State", bound="Node")


class Node(dict[str, Any]):
    """A state of an automaton over a column: stands for some values, and maps the next one to the next state.

    Nodes are compared by identity, so that what is known of one is found at once, however many values it
    stands for.
    """

    __slots__ = ("key",)
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__

    def __init__(self, key: tuple[str, ...]) -> None:
        super().__init__()
        self.key = key

    def run(self: State, column: Iterable[str]) -> Iterator[State]:  # noqa: PYI019 -- Self is of 3.11
        """Give this state, and then the one after each value of a column."""
        # The method of dict itself: ``operator.getitem`` would look for the class's own each time.
        return accumulate(column, dict.__getitem__, initial=self)


Key = str | tuple[str, ...] | Node
"""What a group is asked: the value of its free column, or the values of several, or a node of them."""

_NOTHING: dict[str, Any] = {}


Branch = dict[str, Number]
"""Weights of features that begin alike, by the value that follows."""
Answer = tuple[tuple[Number, ...], tuple[Branch[Number], ...]]
"""What is known of a head: the weights of the features that are the head and no more, and the branches of the others."""


class Blocks(Generic[Number]):
    """The features of some templates that begin with the same columns, by the values of these.

    Looking a head up answers all the templates at once: most heads of a text are in no feature, and a
    search that fails costs as much as one that does not.
    """

    def __init__(
        self,
        table: Table | None,
        rows: Rows[Number] | None,
        alone: Sequence[str],
        followed: Sequence[str],
        zero: Number,
    ) -> None:
        self._table = table
        self._heads: Mapping[str, int] = table.heads if table else {}
        self._rows: Rows[Number] | None = rows
        place_of = {template: place for place, template in enumerate((*alone, *followed))}
        unasked = len(alone) + len(followed)
        self._places = [place_of.get(one, unasked) for one in table.templates] if table else []
        self._zeros: list[Number] = [zero] * len(alone)
        self._nothings: list[Branch[Number]] = [_NOTHING] * (len(followed) + 1)
        """One for each template in which a value follows, and one for those that are not asked."""
        self._none: Answer[Number] = tuple(self._zeros), (_NOTHING,) * len(followed)
        self._made: dict[str, Answer[Number]] = {}

    def of(self, head: str) -> Answer[Number]:
        """Give the weights of the features of a head alone, and the branches of the others, in the order of the templates."""
        made = self._made.get(head)
        if made is None:
            number = self._heads.get(head)
            if number is None:  # not kept: there are never more than the table has
                return self._none
            made = self._made[head] = self._make(number)
        return made

    def _make(self, number: int) -> Answer[Number]:
        table = self._table
        if table is None or self._rows is None:
            return self._none
        begin, stop = table.starts[number], table.starts[number + 1]
        keys, rows = table.keys[begin:stop], self._rows[begin:stop]
        count = len(table.templates)
        sizes = table.counts[number * count : (number + 1) * count]
        numbers, alone = self._zeros.copy(), len(self._zeros)
        branches = self._nothings.copy()
        first = 0
        for place, size in zip(compress(self._places, sizes), filter(None, sizes), strict=True):
            end = first + size
            if place < alone:
                numbers[place] = rows[first]
            elif size == 1:
                branches[place - alone] = {keys[first]: rows[first]}
            else:
                branches[place - alone] = dict(zip(keys[first:end], rows[first:end], strict=True))
            first = end
        return tuple(numbers), tuple(branches[:-1])


Asked = tuple[Callable[[str], int | None], Callable[[int], Number]]
"""What gives the row of a feature of a template, and the weights of a row."""


class Weights(Generic[Number]):
    """The weights of one model, packed, by template and feature."""

    def __init__(self, tables: Mapping[str, Table], packing: Packing[Number]) -> None:
        self._tables = tables
        self._packing: Packing[Number] = packing
        self._rows: dict[int, Rows[Number]] = {}
        self._asked: Callable[[str], Asked[Number]] = Store(self._asked_of).__getitem__
        self._whole: dict[str, Branch[Number]] = {}
        self._blocks: dict[tuple[str, str], Blocks[Number]] = {}

    def table(self, template: str) -> Branch[Number]:
        """Give the weights of all features of a template."""
        weights = self._whole.get(template)
        if weights is None:
            table = self._tables.get(template)
            weights = by_feature(table, template, self._packed(table)) if table else {}
            self._whole[template] = weights
        return weights

    def of(self, *features: tuple[str, str]) -> Number:
        """Give the sum of the weights of some features, each a template and a feature."""
        total = self._packing.zero
        for template, one in features:
            row_of, weights_of = self._asked(template)
            row = row_of(one)
            if row is not None:
                total += weights_of(row)
        return total

    def blocks(self, followed: str, alone: str = "") -> Blocks[Number]:
        """Give the features of some templates by what they begin with.

        Templates are separated by semicolons and begin with the same columns, the head: ``alone`` are those of nothing
        else, in those ``followed`` one more comes. All are of one table with heads of the parameter file, or of none.

        Raises:
            ValueError: They are not, or one of them is named twice.
        """
        blocks = self._blocks.get((followed, alone))
        if blocks is None:
            blocks = self._blocks[followed, alone] = self._blocks_of(followed, alone)
        return blocks

    def _blocks_of(self, followed: str, alone: str) -> Blocks[Number]:
        names = [*templates_of(alone), *templates_of(followed)]
        tables = {id(self._tables.get(name)): self._tables.get(name) for name in names}
        if len(tables) > 1:
            raise ValueError(f"the templates {'; '.join(names)} do not lie together")
        [table] = tables.values()
        if len(set(names)) < len(names) or (table and not set(names).issubset(table.templates)):
            raise ValueError(f"the templates {'; '.join(names)} are not told apart by heads")
        return Blocks(
            table,
            self._packed(table) if table else None,
            templates_of(alone),
            templates_of(followed),
            self._packing.zero,
        )

    def under(self, template: str, head: str) -> Branch[Number]:
        """Give the weights of the features of a template that begin with the values ``head``.

        ``get(value, zero)`` is the way to ask, with the packing's zero.
        """
        _, [branch] = self.blocks(template).of(head)
        return branch

    def merged(self, *branches: tuple[str, str]) -> Branch[Number]:
        """Give the sum of some branches, each a template and a head, by what is in one or more of them."""
        return self.sum([self.under(*branch) for branch in branches])

    def sum(self, branches: Sequence[Branch[Number]]) -> Branch[Number]:
        """Give the sum of some branches."""
        found = [branch for branch in branches if branch]
        if len(found) < 2:
            return found[0] if found else _NOTHING
        found.sort(key=len)
        total = found.pop().copy()  # the largest is copied, which costs least
        get, zero = total.get, self._packing.zero
        for branch in found:
            for value, weight in branch.items():
                total[value] = get(value, zero) + weight
        return total

    def group(self, columns: str, templates: str, **bound: str) -> "SummedGroup[Number]":
        """Give the sums of some templates by the values of ``columns``; ``bound`` fixes others.

        Columns are separated by spaces, templates by semicolons.
        """
        count = len(columns.split())
        templates_asked: list[tuple[Asked[Number], Namer]] = []
        for name, part in parts_of(columns, templates, bound):
            if name in self._tables:
                templates_asked.append((self._asked(name), namer(part, count)))
        return SummedGroup(templates_asked, self._packing.zero)

    def _asked_of(self, template: str) -> Asked[Number]:
        """Give what answers for single features of a template; their weights are put together one by one."""
        table = self._tables.get(template)
        if table is None:
            return _NOTHING.get, lambda _: self._packing.zero
        return table.rows_of(template).get, self._packed(table).row

    def _packed(self, table: Table) -> Rows[Number]:
        rows = self._rows.get(id(table))
        if rows is None:
            rows = self._rows[id(table)] = self._packing.rows(table)
        return rows


def templates_of(names: str) -> list[str]:
    """Give the names of templates that semicolons separate.

    >>> templates_of("w; w  w+1"), templates_of("")
    (['w', 'w w+1'], [])
    """
    return [" ".join(name.split()) for name in names.split(";") if name.strip()]


Part = tuple[str | int, ...]
"""How a template's feature is put together from a key: fixed values, and places in the key."""


def parts_of(columns: str, templates: str, bound: Mapping[str, str]) -> list[tuple[str, Part]]:
    """Give the name and the parts of each template.

    >>> parts_of("word tag", "tag; side tag word", {"side": "A"})
    [('tag', (1,)), ('side tag word', ('A', 1, 0))]
    """
    places = {column: place for place, column in enumerate(columns.split())}
    found = []
    for template in templates_of(templates):
        names = template.split()
        part = tuple([bound[name] if name in bound else places[name] for name in names])
        found.append((template, part))
    return found


Namer = Callable[[Key], str]


def namer(part: Part, columns: int) -> Namer:
    """Give what puts a template's feature together from a key of some columns.

    >>> namer(("A", 1, 0), 2)(("said", "VBD")), namer(("A", 0), 1)("said")
    ('A VBD said', 'A said')
    """
    form = " ".join(["%s" if isinstance(one, int) else one.replace("%", "%%") for one in part])
    places = [one for one in part if isinstance(one, int)]
    if not places:
        name = form % ()
        return lambda _: name
    if columns == 1:
        return lambda key: form % key
    take = itemgetter(*places)
    return lambda key: form % take(key.key if isinstance(key, Node) else key)


class SummedGroup(dict[Key, Number]):
    """The packed weights of some templates, summed, by key; ``zero`` is what nothing sums to."""

    def __init__(self, templates: list[tuple[Asked[Number], Namer]], zero: Number) -> None:
        super().__init__()
        self._templates: list[tuple[Asked[Number], Namer]] = templates
        self._zero: Number = zero

    def __missing__(self, key: Key) -> Number:
        total = self._zero
        for (row_of, weights_of), name in self._templates:
            row = row_of(name(key))
            if row is not None:
                total += weights_of(row)
        if len(self) >= LARGEST_GROUP:
            self.clear()
        self[key] = total
        return total
