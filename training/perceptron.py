"""Averaged perceptron for tagging from left to right, compiled by numba.

The model is the one of :mod:`quotelib.text.tags`. Words are numbers (types); what a type says about
its own tag and about its neighbours' is a row of feature numbers in one matrix for each place, so
the texts themselves are only sequences of types. All arithmetic is on integers: results are equal
to the last bit on every machine.
"""

from typing import Any

import attrs
import numba
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Weights = NDArray[np.int32]

UNKNOWN_TAG = -1


@attrs.frozen(eq=False)
class Texts:
    """Sentences as one sequence of types, two boundary types between any two and at both ends.

    ``types`` and ``gold`` have the same length; ``gold`` is the tag's index or ``UNKNOWN_TAG``.
    ``starts`` and ``ends`` delimit the sentences.
    """

    types: Ints
    gold: Ints
    starts: Ints
    ends: Ints


@attrs.frozen(eq=False)
class Features:
    """Feature numbers by type; -1 fills the rows.

    The five matrices have a row for each type. ``fixed`` is the type's tag where it needs no
    decision, else -1. ``candidates[type]`` are the tags it may have (-1 fills). ``frequent`` is the
    type's number among the words that are crossed with the previous tag, or -1. Feature numbers of
    the history begin at ``history``: one for each previous tag, then one for each pair (two before,
    one before), then one for each frequent word and previous tag.
    """

    own: Ints
    previous: Ints
    next: Ints
    second_previous: Ints
    second_next: Ints
    fixed: Ints
    candidates: Ints
    frequent: Ints
    history: int
    tags: int
    scored: int
    size: int


def train(texts: Texts, features: Features, epochs: int, seed: int) -> NDArray[np.float64]:
    """Train and return the averaged weights, one row for each feature and a column for each tag."""
    weights = np.zeros((features.size, features.scored), np.int32)
    sums = np.zeros((features.size, features.scored), np.int64)
    order = np.arange(len(texts.starts), dtype=np.int32)
    steps = 1
    state = np.uint64(seed)
    for _ in range(epochs):
        state = np.uint64(_shuffle(order, state))
        steps = _epoch(*_arguments(texts, features), weights, sums, order, steps)
    # `sums` holds each update times the steps taken before it: the difference is the mean of the
    # weights over all steps (the usual lazy averaging).
    return weights - sums / steps


def decode(texts: Texts, features: Features, weights: NDArray[np.integer[Any]]) -> Ints:
    """Tag the texts by integer weights; the boundaries get the tag ``features.tags - 1``."""
    predicted = np.empty(len(texts.types), np.int32)
    _decode(*_arguments(texts, features), weights, predicted)
    return predicted


def _arguments(texts: Texts, features: Features) -> tuple[object, ...]:
    places = (
        features.own,
        features.previous,
        features.next,
        features.second_previous,
        features.second_next,
    )
    return (
        (texts.types, texts.gold, texts.starts, texts.ends),
        places,
        (features.fixed, features.candidates, features.frequent),
        (features.history, features.tags, features.scored),
    )


@numba.njit
def _shuffle(order, state):  # type: ignore[no-untyped-def]
    """Fisher-Yates with a 64-bit linear congruential generator (Knuth's MMIX constants)."""
    for last in range(len(order) - 1, 0, -1):
        state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
        other = np.int64((state >> np.uint64(33)) % np.uint64(last + 1))
        order[last], order[other] = order[other], order[last]
    return state


@numba.njit
def _collect(position, types, predicted, places, frequent, sizes, active):  # type: ignore[no-untyped-def]
    """Write the numbers of the features that hold at a position; return how many they are."""
    history, tags, _ = sizes
    count = 0
    for place, offset in ((0, 0), (1, -1), (2, 1), (3, -2), (4, 2)):
        matrix = places[place]
        row = types[position + offset]
        for column in range(matrix.shape[1]):
            feature = matrix[row, column]
            if feature >= 0:
                active[count] = feature
                count += 1
    before = predicted[position - 1]
    active[count] = history + before
    active[count + 1] = history + tags + predicted[position - 2] * tags + before
    count += 2
    word = frequent[types[position]]
    if word >= 0:
        active[count] = history + tags + tags * tags + word * tags + before
        count += 1
    return count


@numba.njit
def _best(weights, active, count, candidates, scores):  # type: ignore[no-untyped-def]
    """Give the candidate with the largest score; of equals the first."""
    best = -1
    for place in range(len(candidates)):
        tag = candidates[place]
        if tag < 0:
            break
        score = 0
        for index in range(count):
            score += weights[active[index], tag]
        scores[place] = score
        if best < 0 or score > scores[best]:
            best = place
    return candidates[best]


@numba.njit
def _epoch(texts, places, lexicon, sizes, weights, sums, order, steps):  # type: ignore[no-untyped-def]
    types, gold, starts, ends = texts
    fixed, candidates, frequent = lexicon
    predicted = np.full(len(types), sizes[1] - 1, np.int32)
    active = np.empty(64, np.int64)
    scores = np.empty(candidates.shape[1], np.int64)
    for sentence in order:
        for position in range(starts[sentence], ends[sentence]):
            word = types[position]
            if fixed[word] >= 0:
                predicted[position] = fixed[word]
                continue
            count = _collect(position, types, predicted, places, frequent, sizes, active)
            tag = _best(weights, active, count, candidates[word], scores)
            predicted[position] = tag
            truth = gold[position]
            if (
                truth >= 0
                and truth != tag
                and truth < sizes[2]
                and _allowed(candidates[word], truth)
            ):
                for index in range(count):
                    feature = active[index]
                    weights[feature, truth] += 1
                    sums[feature, truth] += steps
                    weights[feature, tag] -= 1
                    sums[feature, tag] -= steps
            steps += 1
    return steps


@numba.njit
def _allowed(candidates, tag):  # type: ignore[no-untyped-def]
    for candidate in candidates:  # noqa: SIM110 - numba compiles no generators
        if candidate == tag:
            return True
    return False


@numba.njit
def _decode(texts, places, lexicon, sizes, weights, predicted):  # type: ignore[no-untyped-def]
    types, _, starts, ends = texts
    fixed, candidates, frequent = lexicon
    predicted[:] = sizes[1] - 1
    active = np.empty(64, np.int64)
    scores = np.empty(candidates.shape[1], np.int64)
    for sentence in range(len(starts)):
        for position in range(starts[sentence], ends[sentence]):
            word = types[position]
            if fixed[word] >= 0:
                predicted[position] = fixed[word]
            else:
                count = _collect(position, types, predicted, places, frequent, sizes, active)
                predicted[position] = _best(weights, active, count, candidates[word], scores)
