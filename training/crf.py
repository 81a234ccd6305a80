"""Training of linear-chain CRFs by stochastic gradient descent, compiled by numba.

One sequence a step with AdaGrad (Duchi et al. 2011), feature dropout, and weights averaged over the ends of the
epochs. Float64, one thread, seeded: the same input gives the same weights to the last bit.
"""

import math
import os
from concurrent.futures import ThreadPoolExecutor

import attrs
import numba
import numpy as np
from numpy.typing import NDArray

from training.recording import Matrix

Floats = NDArray[np.float64]

_IMPOSSIBLE = -100.0
"""Score of a transition that cannot be; ``exp`` of it is nothing."""

_SMALLEST_GRADIENT = 1e-4
_FIRST_FEATURE_SQUARES, _FIRST_CHAIN_SQUARES = 0.1, 1.0


@attrs.frozen(eq=False)
class Sequences:
    """Labelled sequences: rows of ``features`` and ``labels`` from ``ends[k - 1]`` to ``ends[k]``."""

    features: Matrix
    labels: NDArray[np.int8]
    offsets: NDArray[np.int64]


@attrs.frozen
class Settings:
    """How a chain is learned.

    Attributes:
        epochs: Times that a run goes through the sequences.
        dropout: Share of a token's features left out by chance.
        fewest: Number of times that a feature must occur.
        margin: Cost of a wrong label.
        rate: Learning rate.
        runs: Runs that are averaged.
    """

    epochs: int
    dropout: float
    fewest: int
    margin: float = 0.0
    rate: float = 0.03
    runs: int = 3


@attrs.define(eq=False)
class Chain:
    """Weights of a chain model: ``weights[feature, label]``, ``transitions[from, to]``."""

    weights: Floats
    transitions: Floats
    start: Floats


@numba.njit(cache=True, nogil=True)
def _log_sum(values: Floats, count: int) -> float:
    highest = values[0]
    for k in range(1, count):
        highest = max(highest, values[k])
    total = 0.0
    for k in range(count):
        total += math.exp(values[k] - highest)
    return highest + math.log(total)


@numba.njit(cache=True, nogil=True)
def _forward_backward(emissions, transitions, start, count, alpha, beta):  # type: ignore[no-untyped-def]
    labels = start.shape[0]
    terms = np.empty(labels)
    for y in range(labels):
        alpha[0, y] = start[y] + emissions[0, y]
    for t in range(1, count):
        for y in range(labels):
            for k in range(labels):
                terms[k] = alpha[t - 1, k] + transitions[k, y]
            alpha[t, y] = _log_sum(terms, labels) + emissions[t, y]
    for y in range(labels):
        beta[count - 1, y] = 0.0
    for t in range(count - 2, -1, -1):
        for y in range(labels):
            for k in range(labels):
                terms[k] = transitions[y, k] + emissions[t + 1, k] + beta[t + 1, k]
            beta[t, y] = _log_sum(terms, labels)
    for y in range(labels):
        terms[y] = alpha[count - 1, y]
    return _log_sum(terms, labels)


@numba.njit(cache=True, nogil=True)
def _emit(features, weights, dropout, emissions, kept):  # type: ignore[no-untyped-def]
    """Sum up the weights of a sequence's features, leaving out a share of them by chance."""
    emissions[: features.shape[0], :] = 0.0
    for t in range(features.shape[0]):
        for j in range(features.shape[1]):
            number = features[t, j]
            if number >= 0:
                kept[t, j] = dropout == 0.0 or np.random.random() >= dropout
                if kept[t, j]:
                    for y in range(weights.shape[1]):
                        emissions[t, y] += weights[number, y]


@numba.njit(cache=True, nogil=True)
def _raise_others(labels, margin, emissions):  # type: ignore[no-untyped-def]
    """Add a cost to every wrong label, so that the right one learns to win by a margin.

    Softmax-margin (Gimpel & Smith 2010): it serves the likeliest labels, not the likelihood.
    """
    for t in range(labels.shape[0]):
        for y in range(emissions.shape[1]):
            if y != labels[t]:
                emissions[t, y] += margin


@numba.njit(cache=True, nogil=True)
def _path_score(labels, emissions, transitions, start):  # type: ignore[no-untyped-def]
    """Give the score of a sequence's own labels."""
    score = start[labels[0]] + emissions[0, labels[0]]
    for t in range(1, labels.shape[0]):
        score += transitions[labels[t - 1], labels[t]]
        score += emissions[t, labels[t]]
    return score


@numba.njit(cache=True, nogil=True)
def _step_weights(  # type: ignore[no-untyped-def]
    features, labels, kept, alpha, beta, total, weights, squares, start, start_squares, rate
):  # fmt: skip
    """Move the weights of the features that were kept, and the start's, down their gradient."""
    gradient = np.empty(start.shape[0])
    for t in range(labels.shape[0]):
        for y in range(start.shape[0]):
            gradient[y] = math.exp(alpha[t, y] + beta[t, y] - total)
        gradient[labels[t]] -= 1.0
        if t == 0:
            for y in range(start.shape[0]):
                if start[y] > _IMPOSSIBLE / 2:
                    start_squares[y] += gradient[y] ** 2
                    start[y] -= rate * gradient[y] / math.sqrt(start_squares[y])
        for j in range(features.shape[1]):
            number = features[t, j]
            if number >= 0 and kept[t, j]:
                for y in range(start.shape[0]):
                    if abs(gradient[y]) > _SMALLEST_GRADIENT:
                        squares[number, y] += gradient[y] ** 2
                        weights[number, y] -= rate * gradient[y] / math.sqrt(squares[number, y])


@numba.njit(cache=True, nogil=True)
def _step_transitions(  # type: ignore[no-untyped-def]
    labels, emissions, alpha, beta, total, transitions, squares, possible, rate
):  # fmt: skip
    """Move the transitions that may be down their gradient."""
    gradient = np.zeros(transitions.shape)
    for t in range(1, labels.shape[0]):
        for k in range(gradient.shape[0]):
            for y in range(gradient.shape[1]):
                if possible[k, y]:
                    score = alpha[t - 1, k] + transitions[k, y] + emissions[t, y] + beta[t, y]
                    gradient[k, y] += math.exp(score - total)
        gradient[labels[t - 1], labels[t]] -= 1.0
    for k in range(gradient.shape[0]):
        for y in range(gradient.shape[1]):
            if possible[k, y]:
                squares[k, y] += gradient[k, y] ** 2
                transitions[k, y] -= rate * gradient[k, y] / math.sqrt(squares[k, y])


@numba.njit(cache=True, nogil=True)
def _epoch(  # type: ignore[no-untyped-def]
    features, labels, offsets, order, weights, squares, transitions, transition_squares, possible,
    start, start_squares, rate, dropout, margin, seed, longest,
):  # fmt: skip
    """Go through the sequences once; gives the sum of the negative log likelihoods."""
    np.random.seed(seed)
    emissions = np.empty((longest, start.shape[0]))
    alpha = np.empty((longest, start.shape[0]))
    beta = np.empty((longest, start.shape[0]))
    kept = np.ones((longest, features.shape[1]), dtype=np.bool_)
    loss = 0.0
    for place in order:
        first, end = offsets[place], offsets[place + 1]
        own_features, own_labels = features[first:end], labels[first:end]
        _emit(own_features, weights, dropout, emissions, kept)
        _raise_others(own_labels, margin, emissions)
        total = _forward_backward(emissions, transitions, start, end - first, alpha, beta)
        loss += total - _path_score(own_labels, emissions, transitions, start)
        _step_weights(
            own_features, own_labels, kept, alpha, beta, total, weights, squares, start,
            start_squares, rate,
        )  # fmt: skip
        _step_transitions(
            own_labels, emissions, alpha, beta, total, transitions, transition_squares, possible,
            rate,
        )  # fmt: skip
    return loss


@numba.njit(cache=True, nogil=True)
def _likeliest(emissions, transitions, start, count, path):  # type: ignore[no-untyped-def]
    """Write the likeliest sequence of labels (Viterbi 1967) into ``path``."""
    labels = start.shape[0]
    best = np.empty((count, labels))
    before = np.zeros((count, labels), dtype=np.int8)
    for y in range(labels):
        best[0, y] = start[y] + emissions[0, y]
    for t in range(1, count):
        for y in range(labels):
            for k in range(labels):
                score = best[t - 1, k] + transitions[k, y]
                if k == 0 or score > best[t, y]:
                    best[t, y] = score
                    before[t, y] = k
            best[t, y] += emissions[t, y]
    path[count - 1] = np.argmax(best[count - 1])
    for t in range(count - 1, 0, -1):
        path[t - 1] = before[t, path[t]]


@numba.njit(cache=True, nogil=True)
def _decode(features, offsets, weights, transitions, start, longest):  # type: ignore[no-untyped-def]
    count_labels, width = weights.shape[1], features.shape[1]
    emissions = np.empty((longest, count_labels))
    alpha = np.empty((longest, count_labels))
    beta = np.empty((longest, count_labels))
    out = np.empty((features.shape[0], count_labels))
    paths = np.zeros(features.shape[0], dtype=np.int8)
    for place in range(offsets.shape[0] - 1):
        first = offsets[place]
        count = offsets[place + 1] - first
        if count == 0:
            continue
        for t in range(count):
            emissions[t, :] = 0.0
            for j in range(width):
                number = features[first + t, j]
                if number >= 0:
                    for y in range(count_labels):
                        emissions[t, y] += weights[number, y]
        total = _forward_backward(emissions, transitions, start, count, alpha, beta)
        for t in range(count):
            for y in range(count_labels):
                out[first + t, y] = math.exp(alpha[t, y] + beta[t, y] - total)
        _likeliest(emissions, transitions, start, count, paths[first : first + count])
    return out, paths


def train(
    sequences: Sequences,
    feature_count: int,
    possible: NDArray[np.bool_],
    start_possible: NDArray[np.bool_],
    settings: Settings,
) -> Chain:
    """Learn a chain; ``possible[k, y]`` tells which transitions may be.

    It is the average of several runs that differ in what is dropped and in the order of the sequences: the
    objective is convex, so runs end near the same weights and their average is steadier than any.
    """

    def run(seed: int) -> Chain:
        return _run(sequences, feature_count, possible, start_possible, settings, seed)

    # Threads, since the compiled steps let go of the interpreter; each has random numbers of its own.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        chains = list(pool.map(run, range(settings.runs)))
    # A dropped feature's share is carried by the others: without dropout all are there at once.
    scale = (1.0 - SHRINKAGE * settings.dropout) / settings.runs
    return Chain(
        sum(chain.weights for chain in chains) * scale,
        sum(chain.transitions for chain in chains) / settings.runs,
        sum(chain.start for chain in chains) / settings.runs,
    )


def _run(
    sequences: Sequences,
    feature_count: int,
    possible: NDArray[np.bool_],
    start_possible: NDArray[np.bool_],
    settings: Settings,
    seed: int,
) -> Chain:
    """Learn once; gives the average of the weights at the ends of the epochs but the first."""
    labels = len(start_possible)
    weights = np.zeros((feature_count, labels))
    squares = np.full((feature_count, labels), _FIRST_FEATURE_SQUARES)
    transitions = np.where(possible, 0.0, _IMPOSSIBLE)
    transition_squares = np.full((labels, labels), _FIRST_CHAIN_SQUARES)
    start = np.where(start_possible, 0.0, _IMPOSSIBLE)
    start_squares = np.full(labels, _FIRST_CHAIN_SQUARES)
    total = Chain(np.zeros_like(weights), np.zeros_like(transitions), np.zeros_like(start))
    generator = np.random.default_rng(seed)
    longest = int(np.diff(sequences.offsets).max())
    losses = []
    for epoch in range(settings.epochs):
        order = generator.permutation(len(sequences.offsets) - 1)
        loss = _epoch(
            sequences.features, sequences.labels, sequences.offsets, order, weights, squares,
            transitions, transition_squares, possible, start, start_squares, settings.rate,
            settings.dropout, settings.margin, 1000 * seed + epoch, longest,
        )  # fmt: skip
        losses.append(loss / len(sequences.labels))
        if epoch:
            total.weights += weights
            total.transitions += transitions
            total.start += start
    print(f"    run {seed}: loss a token", *[f"{loss:.4f}" for loss in losses], flush=True)
    averaged = max(settings.epochs - 1, 1)
    return Chain(total.weights / averaged, total.transitions / averaged, total.start / averaged)


SHRINKAGE = 2.0 / 3.0
"""Part of the dropout rate by which emission weights shrink at run time; measured on jackknifed text."""


def decode(sequences: Sequences, chain: Chain) -> tuple[Floats, NDArray[np.int8]]:
    """Give each row's probability of each label, and its label in the likeliest sequence."""
    longest = int(np.diff(sequences.offsets).max())
    posteriors, paths = _decode(
        sequences.features,
        sequences.offsets,
        chain.weights,
        chain.transitions,
        chain.start,
        longest,
    )
    return np.asarray(posteriors), np.asarray(paths)
