"""Which candidates are a text's attributions, and which may come back; all others are let go."""

from collections.abc import Iterable

from quotelib.attribution import clauses, constructions
from quotelib.attribution.candidates import Candidate, Judged, judged_as
from quotelib.text.analysis import Analysis

KEPT = 0.3
"""A candidate is kept from this probability on: where F1 is highest on jackknifed train articles."""

KEPT_IF_CLEAR, CLEAR = 0.2, 0.95
"""One with a source is kept from the former on if the second stage is as sure as the latter of its content.

Then the only doubt is whether the cue reports. On PolNeAR dev this costs 0.2 of relation F1, and of the sources
in news 3 % more are found.
"""

SURE_CUE = 0.9
"""A participle that shares a source is kept from this probability of the first stage on."""

SHARED_CONFIDENCE = 0.8
"""Confidence of such a participle at least: seven of seven are right in 384 articles of PolNeAR."""

RESCUED = 0.05
"""A rejected candidate may come back from this probability on, for a quotation that nothing else explains."""


def select(
    analysis: Analysis, candidates: Iterable[tuple[Candidate, float]]
) -> tuple[list[Judged], list[Judged]]:
    """Give the candidates that are kept and those that may come back.

    ``candidates`` come with their probabilities in text order, all of a sentence at once.
    """
    kept: list[Judged] = []
    rejected: list[Judged] = []
    with_source: set[int] = set()
    for candidate, likely in candidates:
        shares = candidate.sentence in with_source and _shares_source(analysis, candidate)
        probability = max(likely, SHARED_CONFIDENCE) if shares else likely
        if _is_kept(analysis, candidate, probability):
            kept.append(judged_as(candidate, probability))
            if candidate.source is not None:
                with_source.add(candidate.sentence)
        elif probability >= RESCUED and _is_beside_quotation(analysis, candidate):
            rejected.append(judged_as(candidate, probability))
    return kept, rejected


def _is_kept(analysis: Analysis, candidate: Candidate, probability: float) -> bool:
    """Tell whether a candidate is one of the text's attributions."""
    if probability >= KEPT:
        return True
    if probability >= KEPT_IF_CLEAR and _is_clear(analysis, candidate):
        return True
    return (
        probability >= constructions.SUPPORTED and constructions.supported(analysis, candidate)
    ) or (probability >= clauses.SUPPORTED and clauses.supported(analysis, candidate))


def _is_beside_quotation(analysis: Analysis, candidate: Candidate) -> bool:
    """Tell a candidate whose content is quoted, or whose sentence may introduce a quotation by a colon.

    No other is brought back by `repair.rescue`.
    """
    sentence_end = analysis.sentences[candidate.sentence][1]
    return analysis.forms[sentence_end - 1] == ":" or any(
        any(analysis.quoted[first:end]) for first, end in candidate.content
    )


def _shares_source(analysis: Analysis, candidate: Candidate) -> bool:
    """Tell a participle that goes on with the report of a verb before it (``warned him, saying that ...``).

    It has no source in its own clause, which the judge takes for a sign against it.
    """
    first = candidate.anchor[0]
    return (
        candidate.source is None
        and bool(candidate.content)
        and analysis.tags[first] == "VBG"
        and first > 0
        and analysis.forms[first - 1] == ","
        and candidate.proposal.probability >= SURE_CUE
        and candidate.content_mean > CLEAR
    )


def _is_clear(analysis: Analysis, candidate: Candidate) -> bool:
    """Tell a candidate whose only doubt is whether its cue reports.

    A colon is left to structure, and what is the source's own ("took off his hat") is not said.
    """
    return (
        candidate.source is not None
        and bool(candidate.content)
        and candidate.content_mean > CLEAR
        and candidate.proposal.tag != ":"
        and analysis.tags[candidate.content[0][0]] != "PRP$"
    )
