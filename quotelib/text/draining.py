"""Lists that are used up: what is made of their items takes the room of these, and none of its own."""

from collections.abc import Iterator
from typing import TypeVar

Item = TypeVar("Item")


def taken(items: list[Item]) -> Iterator[Item]:
    """Give the items of a list in order, each taken out of it; the list is empty in the end.

    >>> left = [1, 2, 3]
    >>> list(taken(left)), left
    ([1, 2, 3], [])
    """
    items.reverse()
    while items:
        yield items.pop()
