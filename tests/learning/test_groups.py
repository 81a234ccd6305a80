"""Feature groups: remembered sums are the sums of the templates' own weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.learning import groups
from quotelib.learning.groups import Group, SummedGroup, feature

GROUP = Group("word tag before", "word; tag; before word; word tag before")
WORDS, TAGS = ("said", "claim", "a"), ("NN", "VBD")

keys = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(WORDS))


def test_specification() -> None:
    """A group is written as its columns and its templates, the latter named by their columns."""
    group = Group("word lemma tag", "word; lemma tag; tag word")
    assert group.columns == ("word", "lemma", "tag")
    assert group.names() == ["word", "lemma tag", "tag word"]
    assert group.positions() == [(0,), (1, 2), (2, 0)]
    assert feature(("said", "say", "VBD"), (2, 0)) == "VBD said"


@st.composite
def tables(draw: st.DrawFn) -> dict[str, dict[str, int]]:
    """Weights for some features of some of the templates, and for one that no group asks for."""
    found: dict[str, dict[str, int]] = {"word word": {"a a": 1}}
    for name, positions in zip(GROUP.names(), GROUP.positions(), strict=True):
        features = keys.map(lambda key, positions=positions: feature(key, positions))
        if draw(st.booleans()):
            found[name] = draw(st.dictionaries(features, st.integers(-(2**60), 2**60)))
    return found


@given(tables(), st.lists(keys))
def test_sums(weights: dict[str, dict[str, int]], asked: list[tuple[str, str, str]]) -> None:
    """The sum for a key is that of its features' weights, at the first look-up and at any later."""
    group = SummedGroup(GROUP, weights)
    for key in asked:
        assert group[key] == sum(
            weights.get(name, {}).get(feature(key, positions), 0)
            for name, positions in zip(GROUP.names(), GROUP.positions(), strict=True)
        )


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group forgets before it outgrows its bound, and still gives the same sums."""
    monkeypatch.setattr(groups, "LARGEST_GROUP", 3)
    group = SummedGroup(GROUP, {"word": {"w1": 7}})
    for number in range(10):
        assert group[f"w{number}", "NN", "a"] == (7 if number == 1 else 0)
        assert len(group) <= 3
    assert group["w1", "NN", "a"] == 7
