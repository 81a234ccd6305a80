"""Stage one: which tokens of a sentence are likely source, cue or content of some attribution.

A linear-chain CRF over the sentence with labels O and B/I of the three roles. It does not
say what belongs together: its posteriors propose cues (``cues.py``) and inform the second stage (stacking;
Wolpert 1992).
"""

from collections.abc import Mapping, Sequence
from functools import partial

import attrs

from quotelib.attribution.columns import (
    BEFORE,
    FAR,
    Columns,
    Store,
    Word,
    is_main_verb,
    mark_distances,
)
from quotelib.learning.weights import Weights

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

_QUOTED, _BESIDE_QUOTED, _UNQUOTED = "1/1", "0/1", "0/0"
"""A token inside quotation marks, one outside in a sentence with some, and in one without any."""

Branch = Mapping[str, int]
"""Weights of features that join something to a word, by that something."""


@attrs.frozen(slots=True, eq=False)
class WordWeights:
    """What one word adds to the scores around it; all numbers are packed sums."""

    word: str
    tag: str
    is_main_verb: bool
    own: int
    """To its own score, wherever it stands."""
    unquoted: int
    """To its own score in a sentence without quotation marks."""
    left: int
    """To the score of the token after it; ``left2`` of the next but one, and so on."""
    right: int
    left2: int
    right2: int
    verb: int
    """To the scores of the tokens after it up to the next verb."""
    verb2: int
    """To the scores of those that follow on that verb."""
    verb_tag: Branch
    word_before: Branch
    word_after: Branch
    tag_before: Branch
    tag_after: Branch
    next_chunk: Branch
    next_word: Branch
    closed: Branch
    opening: Branch
    inside: Branch


def _word_weights(weights: Weights, key: Word) -> WordWeights:
    word, lemma, tag, suffix, case = key
    of, under, merged = weights.of, weights.under, weights.merged
    far = f"{lemma} {FAR}"
    return WordWeights(
        word=word,
        tag=tag,
        is_main_verb=is_main_verb(key),
        own=of(("w", word), ("l", lemma), ("p", tag), ("suffix", suffix), ("case", case)),
        unquoted=of(
            ("closed", FAR),
            ("open", FAR),
            ("in/any", _UNQUOTED),
            ("in/any p", f"{_UNQUOTED} {tag}"),
            ("l closed", far),
            ("l open", far),
            ("l in/any", f"{lemma} {_UNQUOTED}"),
        ),
        left=of(("w-1", word), ("l-1", lemma), ("p-1", tag)),
        right=of(("w+1", word), ("l+1", lemma), ("p+1", tag)),
        left2=of(("w-2", word), ("p-2", tag)),
        right2=of(("w+2", word), ("p+2", tag)),
        verb=of(("verb", lemma)),
        verb2=of(("verb2", lemma)),
        verb_tag=under("verb p", lemma),
        word_before=merged(("w w-1", word), ("l w-1", lemma)),
        word_after=merged(("w w+1", word), ("l w+1", lemma)),
        tag_before=under("l p-1", lemma),
        tag_after=under("l p+1", lemma),
        next_chunk=under("l next", lemma),
        next_word=under("l nextword", lemma),
        closed=under("l closed", lemma),
        opening=under("l open", lemma),
        inside=under("l in/any", lemma),
    )


class Labeller:
    """The first stage's weights, arranged by what they are asked for."""

    def __init__(self, weights: Weights) -> None:
        self.words: Store[Word, WordWeights] = Store(partial(_word_weights, weights))
        self.next_words = weights.table("nextword")
        self.tags_before = weights.group("p-2 p-1 p", "p-2 p-1 p")
        self.tags_around = weights.group("p-1 p p+1", "p-1 p; p p+1; p-1 p p+1")
        self.tags_after = weights.group("p p+1 p+2", "p p+1 p+2")
        self.chunks = weights.group("chunk-1 chunk chunk+1 next", "chunk-1; chunk; chunk+1; next")
        first, early, middle, self._late, self._end = [
            weights.of(("place", place)) for place in ("first", "early", "middle", "late", "end")
        ]
        self._first_places = [first, *[early] * 2, *[middle] * 5]
        self.marks = weights.group("closed open in/any p", "closed; open; in/any; in/any p")

    def emissions(self, columns: Columns, quoted: Sequence[int]) -> list[int]:
        """Give each token of a sentence the packed sum of its features' weights.

        ``quoted`` is the sentence's part of :attr:`Analysis.quoted`.
        """
        words = list(map(self.words.__getitem__, columns.words))
        tags = [word.tag for word in words]
        trigrams = list(zip(tags, tags[1:], tags[2:], strict=False))
        chunks, next_words = columns.chunks, self.next_words
        return [
            marks
            + place
            + verbs
            + tags_before
            + tags_around
            + tags_after
            + chunk
            + before2.left2
            + before.left
            + this.own
            + after.right
            + after2.right2
            + this.word_before.get(before.word, 0)
            + this.word_after.get(after.word, 0)
            + this.tag_before.get(before.tag, 0)
            + this.tag_after.get(after.tag, 0)
            + this.next_chunk.get(next_chunk, 0)
            + this.next_word.get(next_word, 0)
            + next_words.get(next_word, 0)
            for (
                before2, before, this, after, after2, tags_before, tags_around, tags_after,
                chunk, next_chunk, next_word, verbs, place, marks,
            ) in zip(
                words, words[1:], words[2:-2], words[3:], words[4:],
                map(self.tags_before.__getitem__, trigrams),
                map(self.tags_around.__getitem__, trigrams[1:]),
                map(self.tags_after.__getitem__, trigrams[2:]),
                map(
                    self.chunks.__getitem__,
                    zip(chunks, chunks[1:], chunks[2:], columns.next_chunk, strict=False),
                ),
                columns.next_chunk, columns.next_word,
                self._verbs(words), self._places(len(quoted)), self._marks(words, quoted),
                strict=False,
            )
        ]  # fmt: skip

    def _verbs(self, words: Sequence[WordWeights]) -> list[int]:
        """Give what each token owes to the last two verbs before it."""
        verb = verb2 = self.words[BEFORE]
        of_verbs, of_tags = verb.verb + verb2.verb2, verb.verb_tag
        sums = []
        for word in words[2:-2]:
            sums.append(of_verbs + of_tags.get(word.tag, 0))
            if word.is_main_verb:
                verb, verb2 = word, verb
                of_verbs, of_tags = verb.verb + verb2.verb2, verb.verb_tag
        return sums

    def _places(self, count: int) -> list[int]:
        """Give what each token owes to its place in a sentence of ``count`` tokens."""
        late, end = self._late, self._end
        return [*self._first_places[:count], *[late] * (count - 10), *[end] * min(2, count - 8)]

    def _marks(self, words: Sequence[WordWeights], quoted: Sequence[int]) -> list[int]:
        """Give what each token owes to the quotation marks around it, or to their absence."""
        if not any(quoted):
            return [word.unquoted for word in words[2:-2]]
        marks = self.marks
        sums = []
        for word, (closed, opening), number in zip(
            words[2:-2], mark_distances(quoted), quoted, strict=True
        ):
            here = _QUOTED if number else _BESIDE_QUOTED
            sums.append(
                marks[closed, opening, here, word.tag]
                + word.closed.get(closed, 0)
                + word.opening.get(opening, 0)
                + word.inside.get(here, 0)
            )
        return sums
