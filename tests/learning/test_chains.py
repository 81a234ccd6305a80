"""Posteriors and likeliest labels of chains, against every path."""

from collections.abc import Sequence
from itertools import pairwise, product
from math import exp, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.learning.chains import (
    Chain,
    Labelling,
    Potentials,
    Score,
    bio_labelling,
    role_path,
    role_posteriors,
)

INSIDE = {2: (1, 2), 4: (3, 4), 6: (5, 6)}
"""Labels I-x of the BIO chain, and the labels that each may follow."""

STEP = 1 / 48
Scores = tuple[Score, ...]
Drawn = tuple[list[Potentials], Scores, tuple[Scores, ...]]
"""Emissions as potentials, start and transitions as scores."""

potential = st.floats(1e-3, 1e3)
score = st.integers(-300, 300)


@st.composite
def chains(draw: st.DrawFn, labels: int, longest: int) -> Drawn:
    """Emissions, start and transitions of a chain; with seven labels, those of a BIO chain."""
    inside = INSIDE if labels == 7 else {}
    emissions = draw(st.lists(st.tuples(*[potential] * labels), min_size=1, max_size=longest))
    row = st.tuples(*[score] * labels)
    start = tuple(None if k in inside else value for k, value in enumerate(draw(row)))
    transitions = tuple(
        tuple(
            value if before in inside.get(label, (before,)) else None
            for label, value in enumerate(draw(row))
        )
        for before in range(labels)
    )
    return emissions, start, transitions


def of(value: Score) -> float:
    """The potential of a score."""
    return 0.0 if value is None else exp(value * STEP)


def weight_of(path: Sequence[int], drawn: Drawn) -> float:
    """The product of the potentials along a path."""
    emissions, start, transitions = drawn
    weight = of(start[path[0]]) * prod(of(transitions[k][y]) for k, y in pairwise(path))
    return weight * prod(emission[y] for emission, y in zip(emissions, path, strict=True))


def enumerated(drawn: Drawn) -> list[list[float]]:
    """Each position's label probabilities, from the product along every path."""
    emissions, start, _ = drawn
    sums = [[0.0] * len(start) for _ in emissions]
    for path in product(range(len(start)), repeat=len(emissions)):
        weight = weight_of(path, drawn)
        for position, label in enumerate(path):
            sums[position][label] += weight
    total = sum(sums[0])
    return [[value / total for value in row] for row in sums]


def prepared(drawn: Drawn) -> tuple[list[Potentials], Chain]:
    """The emissions with the chain's bias in them, and the chain."""
    emissions, start, transitions = drawn
    chain = Chain.of(start, transitions, STEP)
    bias = tuple(map(of, chain.bias))
    return [tuple(map(float.__mul__, one, bias)) for one in emissions], chain


@given(chains(labels=7, longest=4))
def test_bio_labelling(drawn: Drawn) -> None:
    """The forward-backward of the BIO chain sums over the same paths as enumeration."""
    found = bio_labelling(*prepared(drawn))
    rows = enumerated(drawn)
    expected = Labelling.of([tuple(row) for row in rows])
    assert found.sure == pytest.approx(expected.sure)
    assert found.begins == pytest.approx(expected.begins)
    assert found.goes_on == pytest.approx(expected.goes_on)
    likeliest = [row[label] for row, label in zip(rows, found.likeliest, strict=True)]
    assert likeliest == pytest.approx(expected.sure)


@given(chains(labels=4, longest=5))
def test_role_posteriors(drawn: Drawn) -> None:
    """The forward-backward of the chain of roles sums over the same paths as enumeration."""
    for row, expected in zip(role_posteriors(*prepared(drawn)), enumerated(drawn), strict=True):
        assert row == pytest.approx(expected)


@given(chains(labels=4, longest=5))
def test_role_path(drawn: Drawn) -> None:
    """No sequence of labels is likelier than the one that is found, whether it was searched for or not."""
    emissions, chain = prepared(drawn)
    posteriors = role_posteriors(emissions, chain)
    path, sure = role_path(emissions, chain)
    best = max(weight_of(other, drawn) for other in product(range(4), repeat=len(emissions)))
    assert weight_of(path, drawn) == pytest.approx(best)
    assert sure == [row[label] for row, label in zip(posteriors, path, strict=True)]


def heaviest(drawn: Drawn) -> float:
    """The weight of the heaviest path, by dynamic programming."""
    emissions, start, transitions = drawn
    best = [of(value) * one for value, one in zip(start, emissions[0], strict=True)]
    for emission in emissions[1:]:
        best = [
            max(best[k] * of(transitions[k][y]) for k in range(len(best))) * one
            for y, one in enumerate(emission)
        ]
    return max(best)


sure_or_not = st.one_of(
    st.sampled_from([(9e2, 1e-3, 1e-3, 1e-3), (1e-3, 1e-3, 1e-3, 9e2)]),
    st.tuples(*[st.floats(0.5, 2.0)] * 4),
)


@given(chains(labels=4, longest=1), st.lists(sure_or_not, min_size=2, max_size=20))
def test_role_path_between_sure_labels(drawn: Drawn, emissions: list[Potentials]) -> None:
    """Where only parts of a sequence are in doubt, the rest bounds the search and misleads it nowhere."""
    _, start, transitions = drawn
    drawn = (emissions, start, transitions)
    path, _ = role_path(*prepared(drawn))
    assert weight_of(path, drawn) == pytest.approx(heaviest(drawn))


def test_sequence_against_single_labels() -> None:
    """The likeliest sequence is not always made of the labels that are likeliest one by one."""
    even = (1.0, 1.0, 0.0, 0.0)
    nowhere = (-2000, -2000, -2000, -2000)
    # From label 0 on, four sequences share what a single one has from label 1 on.
    drawn: Drawn = (
        [(0.4, 0.35, 0.25, 0.0), even, even],
        (0, 0, 0, 0),
        ((0, 0, -2000, -2000), (-2000, 31, -2000, -2000), nowhere, nowhere),
    )
    emissions, chain = prepared(drawn)
    posteriors = role_posteriors(emissions, chain)
    single = [row.index(max(row)) for row in posteriors]
    path, _ = role_path(emissions, chain)
    assert (single[0], path) == (0, [1, 1, 1])


def test_no_position() -> None:
    """A chain of no positions has no posteriors."""
    assert role_posteriors([], Chain.of((0,), ((0,),), STEP)) == []


def even(labels: int, size: float, length: int) -> tuple[list[Potentials], Chain]:
    """A chain whose positions are all alike and whose transitions are all the same."""
    inside = INSIDE if labels == 7 else {}
    start = tuple(None if k in inside else 0 for k in range(labels))
    transitions = tuple(
        tuple(0 if k in inside.get(y, (k,)) else None for y in range(labels)) for k in range(labels)
    )
    return prepared(([(size, *[size / 2] * (labels - 1))] * length, start, transitions))


@pytest.mark.parametrize("size", [1e-20, 1e20])
def test_long_chains_keep_their_scale(size: float) -> None:
    """Thousands of tiny or huge potentials neither vanish nor overflow."""
    for row in role_posteriors(*even(4, size, 5000)):
        assert sum(row) == pytest.approx(1.0)
    long, short = bio_labelling(*even(7, size, 5000)), bio_labelling(*even(7, 1.0, 60))
    for column in ("likeliest", "sure", "begins", "goes_on"):
        whole, middle = getattr(long, column), getattr(short, column)[30]
        assert len(whole) == 5000
        assert whole[30:-30] == pytest.approx([middle] * 4940)


@pytest.mark.parametrize(
    "transitions", [((0, 0), (None, 0)), ((0, None), (0, None))], ids=["follow", "reach"]
)
def test_chain_that_cannot_be(transitions: tuple[Scores, ...]) -> None:
    """A chain whose first label can't follow one, or with a label that nothing leads to, is refused."""
    with pytest.raises(ValueError, match="must be able"):
        Chain.of((0, 0), transitions, STEP)
