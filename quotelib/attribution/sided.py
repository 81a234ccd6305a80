"""What the second stage's weights say on one side of a cue of a word, of a label, of the finite verb to come.

These are put together once for each word, label or verb and kept by the sides (``sides.py``).
"""

from sys import intern

import attrs

from quotelib.attribution.columns import Word
from quotelib.learning.stores import Store
from quotelib.learning.weights import Branch, Weights


@attrs.define(slots=True, eq=False)
class SidedWord:
    """What one word adds on a side to its own score and those beside it, packed."""

    word: str
    own: float
    left: float
    """To the score of the token after it."""
    right: float
    word_before: Branch[float]
    word_after: Branch[float]
    ahead: Branch[float]
    later: Branch[float]
    passed: Branch[float]
    """By the verbs and commas between it and the cue."""
    finite: Branch[float]
    """By the cue's tag and the finite verb to come."""
    cue: Branch[float]


class SidedWordReader:
    """Puts together what the weights say of a word on a side."""

    def __init__(self, weights: Weights[float], side: str) -> None:
        self._weights, self._side = weights, side
        self._of_tag: Store[str, float] = Store(
            lambda tag: weights.of(("p", tag), ("side p", f"{side} {tag}"))
        )
        self._of_word = weights.blocks("w w-1; w w+1", alone="w; w-1; w+1")
        self._of_sided = weights.blocks(
            "side w ahead; side w ahead+1; side w verbs/commas; side w cuetag/finite; side w cue",
            alone="side w; side w-1; side w+1",
        )

    def __call__(self, word: Word) -> SidedWord:
        """Give what one word adds to the scores around it."""
        form, side = word.word, self._side
        (own, left, right), (before, after) = self._of_word.of(form)
        (
            (sided, sided_left, sided_right),
            (ahead, later, passed, finite, cue),
        ) = self._of_sided.of(f"{side} {form}")
        return SidedWord(
            word=form,
            own=own + sided + self._of_tag[word.tag] + self._weights.of(("l", word.lemma)),
            left=left + sided_left,
            right=right + sided_right,
            word_before=before,
            word_after=after,
            ahead=ahead,
            later=later,
            passed=passed,
            finite=finite,
            cue=cue,
        )


class SidedLabel:
    """What the first stage's label of a token says on a side."""

    def __init__(self, weights: Weights[float], side: str, label: str) -> None:
        self.tags = weights.under("side label p", f"{side} {label}")
        self.ahead = weights.group(
            "ahead", "side ahead; ahead label", side=side, label=label
        ).__getitem__


class SidedFinite:
    """What the finite verb to come says on a side of cues with a tag."""

    def __init__(self, weights: Weights[float], side: str, tag: str, finite: str) -> None:
        head = f"{side} {finite}"
        self.own = weights.of(("side finite", head), ("side finite cuetag", f"{head} {tag}"))
        self.tags = weights.under("side finite p", head)
        self.joined = intern(f"{tag}/{finite}")
        """What the weights of a word are asked by."""
