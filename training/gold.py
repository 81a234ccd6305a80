"""The annotated attributions of PolNeAR in token space, as the stages' training labels."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import attrs

from quotelib.attribution.cues import Cue
from quotelib.attribution.linking import CONTENT, CUE, NONE, SOURCE
from quotelib.text.analysis import Analysis, TokenRange
from training.corpora import Article


@attrs.frozen(eq=False)
class GoldAttribution:
    """One annotated attribution; ranges are of the analysis' tokens."""

    source: tuple[TokenRange, ...]
    cue: tuple[TokenRange, ...]
    content: tuple[TokenRange, ...]


@attrs.frozen(eq=False)
class GoldArticle:
    """An article, how the text floor reads it, and its attributions."""

    article: Article
    analysis: Analysis
    attributions: tuple[GoldAttribution, ...]


def gold_article(article: Article, analysis: Analysis) -> GoldArticle:
    """Align an article's attributions with the tokens of its analysis."""
    return GoldArticle(
        article,
        analysis,
        tuple(
            GoldAttribution(
                source=_tokens(analysis, attribution.source),
                cue=_tokens(analysis, attribution.cue),
                content=_tokens(analysis, attribution.content),
            )
            for attribution in article.attributions
        ),
    )


def _tokens(analysis: Analysis, spans: Sequence[tuple[int, int]]) -> tuple[TokenRange, ...]:
    ranges = []
    for start, stop in spans:
        first = bisect_left(analysis.starts, start)
        if first and analysis.ends[first - 1] > start:
            first -= 1
        end = bisect_left(analysis.starts, stop)
        if end > first:
            ranges.append((first, end))
    return tuple(ranges)


def labels_of(gold: GoldArticle) -> list[int]:
    """Give each token its label for the first stage, as index into ``labelling.LABELS``.

    Where roles of different attributions overlap, a cue covers a source and both cover content.
    """
    labels = [0] * len(gold.analysis.forms)
    starts = {first for first, _ in gold.analysis.sentences}
    for begins, role in ((5, "content"), (1, "source"), (3, "cue")):
        for attribution in gold.attributions:
            for first, end in getattr(attribution, role):
                for index in range(first, end):
                    labels[index] = begins + (index != first and index not in starts)
    for first, end in gold.analysis.sentences:
        for index in range(first, end):
            inside = labels[index] in (2, 4, 6)
            if inside and (
                index == first or labels[index - 1] not in (labels[index], labels[index] - 1)
            ):
                labels[index] -= 1
    return labels


def match(gold: GoldArticle, cues: Sequence[tuple[int, Cue]]) -> list[int | None]:
    """Give each cue candidate the index of the attribution whose cue it overlaps, each at most once.

    ``cues`` are pairs of the text's index of a sentence's first token and a candidate.
    """
    attribution_at = {
        index: number
        for number, attribution in enumerate(gold.attributions)
        for first, end in attribution.cue
        for index in range(first, end)
    }
    matched: list[int | None] = [None] * len(cues)
    used: set[int] = set()
    for place in sorted(range(len(cues)), key=lambda k: -cues[k][1].probability):
        start, cue = cues[place]
        overlaps = Counter(
            attribution_at[index]
            for index in range(start + cue.first, start + cue.end)
            if index in attribution_at
        )
        for number, _ in overlaps.most_common():
            if number not in used:
                used.add(number)
                matched[place] = number
                break
    return matched


def roles_of(attribution: GoldAttribution, stretches: Sequence[TokenRange]) -> list[int]:
    """Give each stretch of a unit its role in an attribution; of a longer one, most tokens' role."""
    roles: dict[int, int] = {}
    for role, ranges in (
        (CONTENT, attribution.content),
        (SOURCE, attribution.source),
        (CUE, attribution.cue),
    ):
        for first, end in ranges:
            roles.update(dict.fromkeys(range(first, end), role))
    return [
        Counter(roles.get(index, NONE) for index in range(first, end)).most_common(1)[0][0]
        for first, end in stretches
    ]
