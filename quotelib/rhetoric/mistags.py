"""Verbs that taggers take for nouns outside headlines, found by what the lexicon knows as verbs.

``The governor *swore* to stay``: a sentence without a finite verb has one after all, if a word of it
is a finite form of a verb of the lexicon and stands where a verb can. ``a group *backing* the mayor``: a
noun in -ing between a noun and a determiner or name is a participle.
"""

from collections.abc import Iterator

import attrs

from quotelib.rhetoric.chunks import NOUN_TAGS
from quotelib.rhetoric.triggers import Verbs
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE

_LEAST = 4
"""A stretch of fewer tokens is a label, not a sentence."""
_AFTER_PARTICIPLE = frozenset(("DT", "PRP$", "NNP", "PRP"))
_AFTER_PRESENT = frozenset(("DT", "PRP$", "PRP", "NN", "JJ", "JJR", "TO"))
_SUBJECT_ENDS = NOUN_TAGS | {"PRP"}


def read_mistagged(analysis: Analysis, lowers: list[str], verbs: Verbs) -> Analysis:
    """`analysis`, or a copy in which such verbs are tagged as verbs."""
    found = [*_participles(analysis, lowers, verbs), *_finite_verbs(analysis, lowers, verbs)]
    if not found:
        return analysis
    tags = list(analysis.tags)
    for at, tag in found:
        tags[at] = tag
    return attrs.evolve(analysis, tags=tags)


def _participles(analysis: Analysis, lowers: list[str], verbs: Verbs) -> Iterator[tuple[int, str]]:
    tags = analysis.tags
    for at in [at for at, word in enumerate(lowers) if word in verbs.participles]:
        if (
            tags[at] == "NN"
            and at
            and tags[at - 1] in NOUN_TAGS
            and at + 1 < len(tags)
            and tags[at + 1] in _AFTER_PARTICIPLE
        ):
            yield at, "VBG"


def _finite_verbs(analysis: Analysis, lowers: list[str], verbs: Verbs) -> Iterator[tuple[int, str]]:
    for bounds in analysis.sentences:
        first, last = bounds
        if last - first < _LEAST or not FINITE.isdisjoint(analysis.tags[first:last]):
            continue
        found = _finite_verb(analysis, lowers, verbs, bounds)
        if found is not None:
            yield found


def _finite_verb(
    analysis: Analysis, lowers: list[str], verbs: Verbs, bounds: TokenRange
) -> tuple[int, str] | None:
    """The first word of a verbless sentence that can be its verb, with the tag it should have."""
    tags = analysis.tags
    for at in range(bounds[0] + 1, bounds[1] - 1):
        if tags[at] not in NOUN_TAGS and tags[at] != "JJ":
            continue
        ends = tags[at - 1] in _SUBJECT_ENDS or analysis.forms[at - 1][0].isupper()
        if not ends or analysis.forms[at][0].isupper():
            continue
        if lowers[at] in verbs.pasts and tags[at + 1] not in NOUN_TAGS:
            return at, "VBD"
        if lowers[at] in verbs.presents and tags[at + 1] in _AFTER_PRESENT:
            return at, "VBZ"
    return None
