"""One-to-one pairs of the items of two sides, the closest first."""

from collections.abc import Callable, Sequence

from quotelib.evaluation.layers import Closeness, Item, extent

Pair = tuple[int, int]
"""Index of a gold item, index of a predicted one."""


def pair(
    gold: Sequence[Item],
    predicted: Sequence[Item],
    closeness: Callable[[Item, Item], Closeness | None],
) -> list[Pair]:
    """The pairs of items that are the same finding, in the order of the gold items.

    Items are paired greedily, the closest pair first (of equal ones, the first in the text), and
    each item is in one pair at most. So records of one side that all overlap the same record of
    the other are not all right.
    """
    candidates: list[tuple[Closeness, Pair]] = []
    for i, j in _meeting(extent(gold), extent(predicted)):
        found = closeness(gold[i], predicted[j])
        if found is not None:
            candidates.append(((-found[0], -found[1]), (i, j)))
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs: list[Pair] = []
    for _, (i, j) in sorted(candidates):
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def _meeting(gold: Sequence[tuple[int, int]], predicted: Sequence[tuple[int, int]]) -> list[Pair]:
    """The pairs whose extents overlap: a sweep over all starts, with what is open on each side."""
    starts = sorted(
        (start, side, index, end)
        for side, extents in enumerate((gold, predicted))
        for index, (start, end) in enumerate(extents)
        if end > start
    )
    open_items: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    meeting: list[Pair] = []
    for start, side, index, end in starts:
        others = [item for item in open_items[1 - side] if item[0] > start]
        open_items[1 - side][:] = others
        meeting += [(index, other) if side == 0 else (other, index) for _, other in others]
        open_items[side].append((end, index))
    return meeting
