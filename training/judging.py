"""Training of the judge and of the continuation of quotations, on jackknifed candidates."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quotelib.attribution import continuation
from quotelib.attribution.candidates import Candidate, judged_as
from quotelib.attribution.continuation import free_quotations, layout_of
from quotelib.attribution.judging import all_features
from quotelib.attribution.reading import Reading
from quotelib.learning.model import LogisticModel
from quotelib.text.analysis import Analysis, TokenRange
from training import logistic
from training.gold import GoldArticle
from training.logistic import Features

Decoded = tuple[int, Candidate, int | None]
"""Article number, candidate, and the attribution that it matches."""

JUDGE_PENALTY, CONTINUATION_PENALTY = 10.0, 3.0
JUDGE_FEWEST = 3
KEPT_WHEN_LEARNING = 0.3
"""Probability from which candidates are kept while the continuation is learned."""


def judge_rows(
    articles: Sequence[GoldArticle], readings: Sequence[Reading], decoded: Sequence[Decoded]
) -> list[Features]:
    """Give the judge's features of each candidate."""
    rows: list[Features] = []
    for number, candidates in by_article(decoded, len(articles)):
        rows += all_features(
            articles[number].analysis,
            readings[number].sentences,
            [candidate for candidate, _ in candidates],
        )
    return rows


def by_article(
    decoded: Sequence[Decoded], count: int
) -> list[tuple[int, list[tuple[Candidate, int | None]]]]:
    """Group candidates by article; they stand in that order already."""
    groups: list[tuple[int, list[tuple[Candidate, int | None]]]] = [(k, []) for k in range(count)]
    for number, candidate, matched in decoded:
        groups[number][1].append((candidate, matched))
    return groups


def is_right(articles: Sequence[GoldArticle], decoded: Decoded) -> bool:
    """Tell whether a candidate's source and content agree with an annotated attribution.

    Both with intersection over union of a half, the content within the tokens of its sentences.
    """
    number, candidate, matched = decoded
    if matched is None:
        return False
    gold = articles[number].attributions[matched]
    analysis = articles[number].analysis
    source = () if candidate.source is None else (candidate.source,)
    low, high = _extent(analysis, candidate)
    content = {k for k in tokens(gold.content) if low <= k < high}
    return (
        overlap(tokens(gold.source), tokens(source)) >= 0.5
        and overlap(content, tokens(candidate.content)) >= 0.5
    )


def _extent(analysis: Analysis, candidate: Candidate) -> tuple[int, int]:
    """The candidate's sentence and whatever its content reaches into."""
    first, end = analysis.sentences[candidate.sentence]
    return (
        min([first, *(a for a, _ in candidate.content)]),
        max([end, *(b for _, b in candidate.content)]),
    )


def tokens(ranges: Sequence[TokenRange]) -> set[int]:
    """Give the tokens of ranges."""
    return {k for first, end in ranges for k in range(first, end)}


def overlap(some: set[int], others: set[int]) -> float:
    """Give intersection over union; two empty sets agree."""
    return len(some & others) / len(some | others) if some or others else 1.0


def jackknifed_judgements(
    rows: Sequence[Features], labels: Sequence[int], fold_of: NDArray[np.int64], folds: int
) -> tuple[NDArray[np.float64], dict[str, float]]:
    """Give each candidate's probability by a judge that did not learn from it, and the whole judge.

    Rows of a negative fold are learned from by none.
    """
    out = np.zeros(len(rows))
    weights: dict[str, float] = {}
    for fold in (*range(folds), -1):
        learn = np.flatnonzero((fold_of != fold) & (fold_of >= 0))
        weights = logistic.train(
            [rows[k] for k in learn],
            [labels[k] for k in learn],
            penalty=JUDGE_PENALTY,
            fewest=JUDGE_FEWEST,
        )
        model = LogisticModel(weights)
        for k in np.flatnonzero(fold_of == fold):
            out[k] = model.probability(*rows[k])
    return out, weights


def continuation_rows(
    articles: Sequence[GoldArticle], decoded: Sequence[Decoded], judged: Sequence[float]
) -> tuple[list[Features], list[int]]:
    """Give features and labels of the pairs of free quotation and kept attribution."""
    rows: list[Features] = []
    labels: list[int] = []
    place = 0
    for number, candidates in by_article(decoded, len(articles)):
        analysis = articles[number].analysis
        kept = [
            (candidate, float(judged[place + k]), matched)
            for k, (candidate, matched) in enumerate(candidates)
            if judged[place + k] >= KEPT_WHEN_LEARNING
        ]
        place += len(candidates)
        layout = layout_of(analysis)
        free = free_quotations(
            analysis, layout, [part for candidate, _, _ in kept for part in candidate.content]
        )
        candidates_kept = [judged_as(one, probability) for one, probability, _ in kept]
        pairs = continuation.pairs(analysis, layout, candidates_kept, free)
        for quotation, attribution, features in pairs:
            matched = kept[attribution][2]
            rows.append(features)
            labels.append(
                matched is not None
                and _holds(articles[number], matched, free[quotation].first, free[quotation].end)
            )
    return rows, labels


def _holds(article: GoldArticle, attribution: int, first: int, end: int) -> bool:
    """Tell whether most words of a quotation lie in an attribution's annotated content."""
    content = tokens(article.attributions[attribution].content)
    words = [k for k in range(first, end) if article.analysis.forms[k][0].isalnum()]
    return 2 * sum(k in content for k in words) > len(words)
