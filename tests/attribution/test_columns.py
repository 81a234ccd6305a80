"""Columns of tokens: trigrams of tags are shared, and let go."""

import gc
import random

import pytest

from quotelib.attribution import columns
from quotelib.attribution.columns import TagTrigram, WordStore, sentence_columns


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
