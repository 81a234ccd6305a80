"""Columns of tokens: trigrams of tags are shared, and let go; distances from quotation marks."""

import gc
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.attribution import columns
from quotelib.attribution.columns import (
    FAR,
    TagTrigram,
    WordStore,
    mark_distances,
    sentence_columns,
)

BUCKETS = ("0", "1", "2", "3", "4", "4", "6", "6", "6", "6", "10")


def test_trigrams_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many trigrams of tags a text has, about two generations of them stay."""
    trigrams = columns._Trigrams(TagTrigram, generation=50)
    monkeypatch.setattr(columns, "_TRIGRAMS", trigrams)
    order = random.Random(3)  # noqa: S311 - no secret
    before = alive()
    for _ in range(30):
        tags = order.choices(("NN", "VBD", "IN", "DT", "JJ", ",", "NNP", "CC", "RB"), k=200)
        around = sentence_columns(WordStore(), ["a"] * len(tags), tags).around
        padded = ["<", *tags, ">"]
        assert [one.key for one in around[1:-1]] == list(
            zip(padded, padded[1:], padded[2:], strict=False)
        )
    del around
    assert alive() - before <= 4 * 50


def alive() -> int:
    """How many trigrams there are."""
    gc.collect()
    return sum(isinstance(one, TagTrigram) for one in gc.get_objects())


@given(st.lists(st.sampled_from([0, 0, 1, 2]), min_size=1, max_size=30))
def test_mark_distances(quoted: list[int]) -> None:
    """Each token's distances are counted from the last token that ends a quotation, and to the next that begins one."""
    count = len(quoted)
    ends = [k for k in range(count) if quoted[k] and (k == count - 1 or quoted[k + 1] != quoted[k])]
    begins = [k for k in range(count) if quoted[k] and (k == 0 or quoted[k - 1] != quoted[k])]
    closed = [max([end for end in ends if end < k], default=None) for k in range(count)]
    opening = [min([begin for begin in begins if begin > k], default=None) for k in range(count)]
    assert mark_distances(quoted) == (
        [FAR if end is None else BUCKETS[min(k - end - 1, 10)] for k, end in enumerate(closed)],
        [FAR if one is None else BUCKETS[min(one - k - 1, 10)] for k, one in enumerate(opening)],
    )
