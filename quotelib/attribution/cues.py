"""Cue candidates: the stretches of a sentence that may report speech, writing or thought."""

from collections.abc import Sequence
from operator import add

import attrs

from quotelib.attribution.columns import Word
from quotelib.learning.chains import Labelling
from quotelib.text.phrases import VERBAL

THRESHOLD = 0.1
"""A token is part of a candidate where the first stage gives roles of a cue at least this probability.

Low, so that nine tenths of the cues are candidates; the judge (``judging.py``) rejects most others. The later
stages learn from still weaker ones (``training/stages.py``).
"""

_LIGHT_LEMMAS = frozenset(("be", "have", "do"))
_PASSIVE_REACH = 3


@attrs.frozen(slots=True)
class Cue:
    """A candidate, as half-open range of a sentence's tokens, with what the features read of it."""

    first: int
    end: int
    probability: float
    """Highest probability that one of its tokens is part of a cue."""
    head: int
    """Its last full verb; without one, its last verb, noun or adjective; else its last token."""
    lemma: str
    tag: str
    """Tag of the head, with ``p`` after it for the participle of a passive."""
    after: str
    after_tag: str
    before: str


def find_cues(
    labelling: Labelling, words: Sequence[Word], threshold: float = THRESHOLD
) -> list[Cue]:
    """Find the candidates of one sentence of one token at least.

    ``labelling`` is the first stage's, over ``labelling.LABELS``; ``words`` are the
    sentence's columns, padded by two places on either side.
    """
    begins, goes_on = labelling.begins, labelling.goes_on
    likely = list(map(add, begins, goes_on))
    if max(likely) < threshold:
        return []
    cues = []
    end = 0
    for index, probability in enumerate(likely):
        if probability < threshold or index < end:
            continue
        end = index + 1
        while end < len(likely) and likely[end] >= threshold and begins[end] <= goes_on[end]:
            end += 1
        cues.append(make_cue(index, end, max(likely[index:end]), words))
    return cues


def make_cue(first: int, end: int, probability: float, words: Sequence[Word]) -> Cue:
    """Describe the candidate from token ``first`` up to ``end`` of a sentence."""
    head = head_of(first, end, words)
    lemma, tag = words[head + 2].lemma, words[head + 2].tag
    if tag == "VBN" and any(
        words[k + 2].lemma == "be" for k in range(max(0, head - _PASSIVE_REACH), head)
    ):
        tag = "VBNp"
    after = words[end + 2]
    before = words[first + 1]
    return Cue(
        first=first,
        end=end,
        probability=probability,
        head=head,
        lemma=lemma,
        tag=tag,
        after=after.word,
        after_tag=after.tag,
        before=before.word,
    )


def head_of(first: int, end: int, words: Sequence[Word]) -> int:
    """Give the token that a cue's meaning hangs on."""
    fallback = end - 1
    for index in range(end - 1, first - 1, -1):
        lemma, tag = words[index + 2].lemma, words[index + 2].tag
        if tag in VERBAL and tag not in ("MD", "TO") and lemma not in _LIGHT_LEMMAS:
            return index
    for index in range(end - 1, first - 1, -1):
        if words[index + 2].tag[:2] in ("VB", "NN", "JJ"):
            return index
    return fallback
