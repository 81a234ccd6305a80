"""Cue candidates: which runs of tokens the first stage's posteriors propose."""

import pytest

from quotelib.attribution.columns import AFTER, BEFORE, Word
from quotelib.attribution.cues import find_cues
from quotelib.learning.chains import Labelling

WORDS = [
    Word(form, form, tag, form[-3:], "l") for form, tag in (("a", "VBD"), ("b", "IN"), ("c", "NN"))
]


def posterior(begins: float, goes_on: float) -> tuple[float, ...]:
    """A token's posteriors by its probabilities of beginning a cue and of going on with one."""
    return (1.0 - begins - goes_on, 0.0, 0.0, begins, goes_on, 0.0, 0.0)


NO, WEAK, BEGINS, GOES_ON = (
    posterior(0.04, 0.05),
    posterior(0.06, 0.05),
    posterior(0.7, 0.1),
    posterior(0.1, 0.5),
)


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ([NO, NO, NO], []),
        ([NO, WEAK, NO], [(1, 2, 0.11)]),
        ([BEGINS, GOES_ON, NO], [(0, 2, 0.8)]),
        ([GOES_ON, GOES_ON, GOES_ON], [(0, 3, 0.6)]),
        ([BEGINS, BEGINS, GOES_ON], [(0, 1, 0.8), (1, 3, 0.8)]),
        ([BEGINS, NO, BEGINS], [(0, 1, 0.8), (2, 3, 0.8)]),
    ],
    ids=["none", "weak", "goes on", "inside only", "two in a row", "two apart"],
)
def test_candidates(
    tokens: list[tuple[float, ...]], expected: list[tuple[int, int, float]]
) -> None:
    """A candidate goes on until a token is no cue or begins another; its probability is the highest."""
    found = find_cues(Labelling.of(tokens), [BEFORE, BEFORE, *WORDS, AFTER, AFTER], threshold=0.1)
    assert [(cue.first, cue.end) for cue in found] == [one[:2] for one in expected]
    assert [cue.probability for cue in found] == pytest.approx([one[2] for one in expected])
