"""Stores: values are made when first asked for, and kept as long as they are asked for."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.learning import stores
from quotelib.learning.stores import Store


@given(st.lists(st.integers(0, 30)), st.integers(1, 5))
def test_values(keys: list[int], generation: int) -> None:
    """Whatever was let go, a store gives what is made of a key, and holds two generations at most."""
    store = Store(lambda key: key * key, generation)
    for key in keys:
        assert store[key] == key * key
        assert len(store) <= generation
        assert len(store._older) <= generation


def test_what_is_asked_for_is_kept() -> None:
    """A key that comes again in every generation is made once; one that does not is made again."""
    made: Counter[int] = Counter()

    def make(key: int) -> str:
        made[key] += 1
        return str(key)

    store = Store(make, generation=4)
    for key in range(1, 30):
        assert (store[0], store[key]) == ("0", str(key))
    assert store[1] == "1"
    assert (made[0], made[1], made[29]) == (1, 2, 1)


def test_generation_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a size of its own, a store has that of all."""
    monkeypatch.setattr(stores, "GENERATION", 3)
    store = Store(str)
    assert [store[key] for key in range(10)] == list("0123456789")
    assert len(store) <= 3


def test_forget() -> None:
    """A store that was told to forget makes everything anew."""
    made: list[int] = []
    store = Store(lambda key: made.append(key) or key, generation=2)
    for key in (1, 2, 3):
        assert store[key] == key
    store.forget()
    assert not store
    assert store[1] == 1
    assert made == [1, 2, 3, 1]
