"""Posteriors and likeliest labels of chains, against every path."""

from collections.abc import Sequence
from itertools import pairwise, product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.learning.chains import Matrix, Potentials, bio_posteriors, role_path, role_posteriors
from quotelib.learning.model import Decoder

INSIDE = {2: (1, 2), 4: (3, 4), 6: (5, 6)}
"""Labels I-x of the BIO chain, and the labels that each may follow."""

potential = st.floats(1e-3, 1e3)


@st.composite
def chains(
    draw: st.DrawFn, labels: int, longest: int
) -> tuple[list[Potentials], Potentials, Matrix]:
    """Emissions, start and transitions of a chain; with seven labels, those of a BIO chain."""
    inside = INSIDE if labels == 7 else {}
    row = st.tuples(*[potential] * labels)
    emissions = draw(st.lists(row, min_size=1, max_size=longest))
    start = tuple(0.0 if k in inside else value for k, value in enumerate(draw(row)))
    transitions = tuple(
        tuple(
            value if before in inside.get(label, (before,)) else 0.0
            for label, value in enumerate(draw(row))
        )
        for before in range(labels)
    )
    return emissions, start, transitions


def enumerated(
    emissions: list[Potentials], start: Potentials, transitions: Matrix
) -> list[list[float]]:
    """Each position's label probabilities, from the product along every path."""
    labels = range(len(start))
    sums = [[0.0] * len(start) for _ in emissions]
    for path in product(labels, repeat=len(emissions)):
        weight = start[path[0]]
        weight *= prod(transitions[k][y] for k, y in pairwise(path))
        weight *= prod(emission[y] for emission, y in zip(emissions, path, strict=True))
        for position, label in enumerate(path):
            sums[position][label] += weight
    total = sum(sums[0])
    return [[value / total for value in row] for row in sums]


@given(chains(labels=7, longest=4))
def test_bio_posteriors(chain: tuple[list[Potentials], Potentials, Matrix]) -> None:
    """The forward-backward of the BIO chain sums over the same paths as enumeration."""
    for row, expected in zip(bio_posteriors(*chain), enumerated(*chain), strict=True):
        assert row == pytest.approx(expected)


@given(chains(labels=4, longest=5))
def test_role_posteriors(chain: tuple[list[Potentials], Potentials, Matrix]) -> None:
    """The forward-backward of the chain of roles sums over the same paths as enumeration."""
    for row, expected in zip(role_posteriors(*chain), enumerated(*chain), strict=True):
        assert row == pytest.approx(expected)


def weight_of(path: Sequence[int], chain: tuple[list[Potentials], Potentials, Matrix]) -> float:
    """The product of the potentials along a path."""
    emissions, start, transitions = chain
    weight = start[path[0]] * prod(transitions[k][y] for k, y in pairwise(path))
    return weight * prod(emission[y] for emission, y in zip(emissions, path, strict=True))


@given(chains(labels=4, longest=5))
def test_role_path(chain: tuple[list[Potentials], Potentials, Matrix]) -> None:
    """No sequence of labels is likelier than the one that is found, whether it was searched for or not."""
    emissions, start, transitions = chain
    path = role_path(role_posteriors(*chain), emissions, start, transitions)
    best = max(weight_of(other, chain) for other in product(range(4), repeat=len(emissions)))
    assert weight_of(path, chain) == pytest.approx(best)


def test_sequence_against_single_labels() -> None:
    """The likeliest sequence is not always made of the labels that are likeliest one by one."""
    even = (1.0, 1.0, 0.0, 0.0)
    emissions = [(0.4, 0.35, 0.25, 0.0), even, even]
    nothing = (0.0, 0.0, 0.0, 0.0)
    # From label 0 on, four sequences share what a single one has from label 1 on.
    transitions = ((1.0, 1.0, 0.0, 0.0), (0.0, 1.9, 0.0, 0.0), nothing, nothing)
    posteriors = role_posteriors(emissions, (1.0, 1.0, 1.0, 1.0), transitions)
    single = [row.index(max(row)) for row in posteriors]
    path = role_path(posteriors, emissions, (1.0, 1.0, 1.0, 1.0), transitions)
    assert (single[0], path) == (0, [1, 1, 1])


@pytest.mark.parametrize(("decoder", "labels"), [(bio_posteriors, 7), (role_posteriors, 4)])
def test_no_position(decoder: Decoder, labels: int) -> None:
    """A chain of no positions has no posteriors."""
    row = (1.0,) * labels
    assert decoder([], row, (row,) * labels) == []


@pytest.mark.parametrize(("decoder", "labels"), [(bio_posteriors, 7), (role_posteriors, 4)])
@pytest.mark.parametrize("size", [1e-20, 1e20])
def test_long_chains_keep_their_scale(decoder: Decoder, labels: int, size: float) -> None:
    """Thousands of tiny or huge potentials neither vanish nor overflow."""
    start = tuple(0.0 if labels == 7 and k in INSIDE else 1.0 for k in range(labels))
    transitions = tuple((1.0,) * labels for _ in range(labels))
    emissions = [(size, *(size / 2,) * (labels - 1))] * 5000
    for row in decoder(emissions, start, transitions):
        assert sum(row) == pytest.approx(1.0)
