"""What the judge reads of a candidate's sentence, and of the candidates around it."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.attribution.judging import (
    _NONE,
    _agreement,
    _Rival,
    _rivalry,
    inside,
    shared_size,
)

SENTENCE: Any = SimpleNamespace(
    first=10, end=14, labels=["<", "O", "B-content", "I-content", "B-cue", ">"]
)


@pytest.mark.parametrize(
    ("content", "share"),
    [
        ([], 0.0),
        ([(2, 9)], 0.0),
        ([(14, 20)], 0.0),
        ([(11, 13)], 1.0),
        ([(10, 14)], 0.5),
        ([(3, 12)], 0.5),
        ([(12, 30)], 0.5),
        ([(10, 11), (12, 13)], 0.5),
    ],
)
def test_agreement(content: list[tuple[int, int]], share: float) -> None:
    """Only what lies in the cue's sentence counts, whatever comes before or after."""
    candidate: Any = SimpleNamespace(content=content)
    assert _agreement(SENTENCE, candidate) == share


def rival(anchor: int, sentence: int, content: list[tuple[int, int]], odds: float) -> _Rival:
    """A candidate as the others see it."""
    probability = 1 / (1 + 2.718281828459045**-odds)
    candidate: Any = SimpleNamespace(
        anchor=(anchor, anchor + 1),
        sentence=sentence,
        content=content,
        proposal=SimpleNamespace(probability=probability),
    )
    return _Rival(candidate)


contents = st.lists(st.integers(0, 40), max_size=4, unique=True).map(
    lambda bounds: list(zip(sorted(bounds)[::2], sorted(bounds)[1::2], strict=False))
)
rivals = st.lists(
    st.builds(rival, st.integers(0, 40), st.integers(0, 3), contents, st.floats(-4, 4)),
    min_size=1,
    max_size=6,
)


@given(rivals)
def test_rivalry(near: list[_Rival]) -> None:
    """The strongest of those that hold it, that it holds, that share most of its content, that stand beside it."""
    own, others = near[0], near[1:]

    def strongest(of: list[_Rival]) -> float:
        return max([_NONE, *[other.odds for other in of]])

    assert _rivalry(own, near) == {
        "holder": strongest([one for one in others if inside(own.anchor, one.content)]),
        "held": strongest([one for one in others if inside(one.anchor, own.content)]),
        "overlap": strongest(
            [one for one in others if 2 * shared_size(own.content, one.content) > own.size]
        ),
        "beside": strongest([one for one in others if one.sentence == own.sentence]),
    }
