"""Stores: what is worked out once and kept, as long as it is asked for."""

from collections.abc import Callable
from typing import TypeVar

GENERATION = 16_384
"""Values that a store takes in before it lets go those that were not asked for meanwhile."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Store(dict[Key, Value]):
    """Values by what they are made from, made when first asked for, at most two generations of them.

    What the older generation holds comes into the younger one when it is asked for; what is not asked for
    goes when the younger one is full. Bounds memory, never a result; but values that refer to one another
    must let go of each other when the store does (see `is_full`).
    """

    def __init__(self, make: Callable[[Key], Value], generation: int | None = None) -> None:
        super().__init__()
        self._make = make
        self._generation = generation or GENERATION
        self._older: dict[Key, Value] = {}

    def __missing__(self, key: Key) -> Value:
        value = self._older.get(key) if self._older else None
        if value is None:
            value = self._make(key)
        if len(self) >= self._generation:  # `is_full`, written out: this is run for each new word
            self._older = self.copy()
            self.clear()
        self[key] = value
        return value

    def is_full(self) -> bool:
        """Whether the next new key begins a generation, so that the older one goes."""
        return len(self) >= self._generation

    def all(self) -> list[Value]:
        """Give the values that are kept, some of them twice."""
        return [*self.values(), *self._older.values()]

    def forget(self) -> None:
        """Let all values go."""
        self._older = {}
        self.clear()
