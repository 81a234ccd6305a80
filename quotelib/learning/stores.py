"""Stores: what is worked out once and kept, as long as it is not too much."""

from collections.abc import Callable
from typing import TypeVar

LARGEST_STORE = 50_000
"""Values kept in a store; past it the store begins anew. Bounds memory, never a result."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Store(dict[Key, Value]):
    """Values by what they are made from, made when first asked for, at most ``LARGEST_STORE`` of them."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        value = self._make(key)
        if len(self) >= LARGEST_STORE:
            self.clear()
        self[key] = value
        return value
