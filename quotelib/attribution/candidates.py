"""A cue with the source and content that the second stage gave it, before it is judged."""

from collections.abc import Sequence
from itertools import groupby
from math import fsum, log

import attrs

from quotelib.attribution.cues import Cue
from quotelib.attribution.linking import CONTENT, CUE, NONE, SOURCE
from quotelib.text.analysis import TokenRange

_LEAST = 1e-4


@attrs.frozen(slots=True, eq=False)
class Candidate:
    """A possible attribution; all ranges are of the text's tokens.

    The evidence is of the second stage's posteriors: the mean and the sum over tokens of the log
    probability of the label given, the lowest probability, and the mean probability of the tokens
    of each role.
    """

    sentence: int
    proposal: Cue
    """The first stage's candidate, in tokens of its sentence."""
    anchor: TokenRange
    """The first stage's candidate, in tokens of the text."""
    cue: TokenRange
    source: TokenRange | None
    content: tuple[TokenRange, ...]
    mean_log: float
    sum_log: float
    lowest: float
    source_mean: float
    cue_mean: float
    content_mean: float


@attrs.frozen(slots=True, eq=False)
class Judged:
    """A candidate after judgement: what is still asked of it, without the evidence."""

    sentence: int
    first: int
    """First token of the first stage's candidate."""
    head: int
    """The cue's token that carries its meaning."""
    cue: TokenRange
    source: TokenRange | None
    content: tuple[TokenRange, ...]
    probability: float


def judged_as(candidate: Candidate, probability: float) -> Judged:
    """Give a candidate with the probability that it is right."""
    first = candidate.anchor[0]
    return Judged(
        sentence=candidate.sentence,
        first=first,
        head=first + candidate.proposal.head - candidate.proposal.first,
        cue=candidate.cue,
        source=candidate.source,
        content=candidate.content,
        probability=probability,
    )


def decode(
    sentence: int,
    cue: Cue,
    anchor: TokenRange,
    stretches: Sequence[TokenRange],
    labels: Sequence[int],
    sure: Sequence[float],
) -> Candidate:
    """Read source, cue and content off the labels of a unit; ``sure`` is the probability of each."""
    lowest = min(sure)
    if lowest < _LEAST:
        sure, lowest = [max(one, _LEAST) for one in sure], _LEAST
    runs: dict[int, list[tuple[int, int, float]]] = {NONE: [], SOURCE: [], CUE: [], CONTENT: []}
    counts = [0] * len(runs)
    place = 0
    for role, run in groupby(labels):
        end = place + len(list(run))
        if role != NONE:
            weight = fsum(sure[place:end])
            runs[role].append((stretches[place][0], stretches[end - 1][1], weight))
            counts[role] += end - place
        place = end
    sum_log = fsum(map(log, sure))
    cue_run = max(runs[CUE], key=lambda run: run[2], default=None)
    source_run = max(runs[SOURCE], key=lambda run: run[2], default=None)
    return Candidate(
        sentence=sentence,
        proposal=cue,
        anchor=anchor,
        cue=cue_run[:2] if cue_run else anchor,
        source=source_run[:2] if source_run else None,
        content=tuple([run[:2] for run in runs[CONTENT]]),
        mean_log=sum_log / len(stretches),
        sum_log=sum_log,
        lowest=lowest,
        source_mean=_mean(runs[SOURCE], counts[SOURCE]),
        cue_mean=_mean(runs[CUE], counts[CUE]),
        content_mean=_mean(runs[CONTENT], counts[CONTENT]),
    )


def _mean(runs: Sequence[tuple[int, int, float]], count: int) -> float:
    return fsum([weight for _, _, weight in runs]) / count if count else 0.5


def log_odds(probability: float) -> float:
    """Give the logarithm of the odds, kept within about nine of zero."""
    if probability < _LEAST:
        probability = _LEAST
    elif probability > 1.0 - _LEAST:
        probability = 1.0 - _LEAST
    return log(probability / (1.0 - probability))
