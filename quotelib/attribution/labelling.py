"""Stage one: which tokens of a sentence are likely source, cue or content of some attribution.

A linear-chain CRF over the sentence with labels O and B/I of the three roles. It does not
say what belongs together: its posteriors propose cues (``cues.py``) and inform the second stage (stacking;
Wolpert 1992).
"""

from collections.abc import Sequence
from functools import partial

import attrs

from quotelib.attribution.columns import (
    BEFORE,
    FAR,
    Columns,
    TagTrigram,
    Word,
    is_main_verb,
    mark_distances,
)
from quotelib.learning.stores import Store
from quotelib.learning.weights import Branch, Weights

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

_QUOTED, _BESIDE_QUOTED, _UNQUOTED = "1/1", "0/1", "0/0"
"""A token inside quotation marks, one outside in a sentence with some, and in one without any."""


@attrs.define(slots=True, eq=False)
class WordWeights:
    """What one word adds to the scores around it; all numbers are packed sums."""

    word: str
    tag: str
    is_main_verb: bool
    own: int
    """To its own score."""
    unquoted: int
    """To its own score in a sentence without quotation marks; instead of the other."""
    left: int
    """To the score of the token after it; ``left2`` of the next but one, and so on."""
    right: int
    left2: int
    right2: int
    verb: int
    """To the scores of the tokens after it up to the next verb."""
    verb2: int
    """To the scores of those that follow on that verb."""
    verb_tag: Branch[int]
    word_before: Branch[int]
    word_after: Branch[int]
    tag_before: Branch[int]
    tag_after: Branch[int]
    next_chunk: Branch[int]
    next_word: Branch[int]
    closed: Branch[int]
    opening: Branch[int]
    inside: Branch[int]


class _OfTag:
    """What the tag of a word adds to the scores around it, named as in :class:`WordWeights`."""

    __slots__ = ("left", "left2", "own", "right", "right2", "unquoted")

    def __init__(self, weights: Weights[int], tag: str) -> None:
        of = weights.of
        self.own = of(("p", tag))
        self.unquoted = of(
            ("closed", FAR),
            ("open", FAR),
            ("in/any", _UNQUOTED),
            ("in/any p", f"{_UNQUOTED} {tag}"),
        )
        self.left, self.right = of(("p-1", tag)), of(("p+1", tag))
        self.left2, self.right2 = of(("p-2", tag)), of(("p+2", tag))


class _WordReader:
    """Puts together what the weights say of a word."""

    def __init__(self, weights: Weights[int]) -> None:
        self._weights = weights
        self._of_form = weights.blocks("w w-1; w w+1", alone="w; w-1; w+1; w-2; w+2")
        self._of_lemma = weights.blocks(
            "verb p; l w-1; l w+1; l p-1; l p+1; l next; l nextword; l closed; l open; l in/any",
            alone="l; l-1; l+1; verb; verb2",
        )
        self._of_tag: Store[str, _OfTag] = Store(partial(_OfTag, weights))
        self._of_spelling = weights.group("suffix case", "suffix; case").__getitem__

    def __call__(self, word: Word) -> WordWeights:
        """Give what one word adds to the scores around it."""
        tag = self._of_tag[word.tag]
        (form, left, right, left2, right2), (before, after) = self._of_form.of(word.word)
        (
            (lemma, lemma_left, lemma_right, verb, verb2),
            (
                verb_tag, lemma_before, lemma_after, tag_before, tag_after, next_chunk, next_word,
                closed, opening, inside,
            ),
        ) = self._of_lemma.of(word.lemma)  # fmt: skip
        own = form + lemma + tag.own + self._of_spelling((word.suffix, word.case))
        return WordWeights(
            word=word.word,
            tag=word.tag,
            is_main_verb=is_main_verb(word),
            own=own,
            unquoted=own
            + tag.unquoted
            + closed.get(FAR, 0)
            + opening.get(FAR, 0)
            + inside.get(_UNQUOTED, 0),
            left=_plus(tag.left, left + lemma_left),
            right=_plus(tag.right, right + lemma_right),
            left2=_plus(tag.left2, left2),
            right2=_plus(tag.right2, right2),
            verb=verb,
            verb2=verb2,
            verb_tag=verb_tag,
            word_before=self._weights.sum([before, lemma_before]),
            word_after=self._weights.sum([after, lemma_after]),
            tag_before=tag_before,
            tag_after=tag_after,
            next_chunk=next_chunk,
            next_word=next_word,
            closed=closed,
            opening=opening,
            inside=inside,
        )


def _plus(one: int, other: int) -> int:
    """Give a sum, which is the first number itself if the other is nothing: most words share their tags'."""
    return one + other if other else one


@attrs.define(slots=True, eq=False)
class _TagWeights:
    """What three tags in a row add to the scores of the tokens that bear them."""

    first: int
    middle: int
    last: int


class _MarkWeights:
    """What the quotation marks near a token, and whether it is inside some, add to its score, by its tag."""

    __slots__ = ("closed", "here", "of_tag", "opening")

    def __init__(self, weights: Weights[int], closed: str, opening: str, here: str) -> None:
        self.closed, self.opening, self.here = closed, opening, here
        bound = {"closed": closed, "open": opening, "in/any": here}
        self.of_tag = weights.group("p", "closed; open; in/any; in/any p", **bound).__getitem__


class Labeller:
    """The first stage's weights, arranged by what they are asked for."""

    def __init__(self, weights: Weights[int]) -> None:
        self.words: Store[Word, WordWeights] = Store(_WordReader(weights))
        self.next_words = weights.table("nextword")
        of = weights.of
        before, after = weights.group("p-1 p", "p-1 p"), weights.group("p p+1", "p p+1")
        self.tags: Store[TagTrigram, _TagWeights] = Store(
            lambda tags: _TagWeights(
                first=of(("p p+1 p+2", tags.name)),
                middle=before[tags.key[:2]] + after[tags.key[1:]] + of(("p-1 p p+1", tags.name)),
                last=of(("p-2 p-1 p", tags.name)),
            )
        )
        self.chunks = weights.group("chunk-1 chunk chunk+1 next", "chunk-1; chunk; chunk+1; next")
        first, early, middle, self._late, self._end = [
            weights.of(("place", place)) for place in ("first", "early", "middle", "late", "end")
        ]
        self._first_places = [first, *[early] * 2, *[middle] * 5]
        self.marks: Store[tuple[str, str, str], _MarkWeights] = Store(
            lambda near: _MarkWeights(weights, *near)
        )

    def emissions(self, columns: Columns, quoted: Sequence[int]) -> list[int]:
        """Give each token of a sentence the packed sum of its features' weights.

        ``quoted`` is the sentence's part of :attr:`Analysis.quoted`.
        """
        words = list(map(self.words.__getitem__, columns.words))
        tags = list(map(self.tags.__getitem__, columns.around))
        chunks, next_words = columns.chunks, self.next_words
        return [
            own
            + place
            + verbs
            + tags_before.last
            + tags_around.middle
            + tags_after.first
            + chunk
            + before2.left2
            + before.left
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
                chunk, next_chunk, next_word, verbs, place, own,
            ) in zip(
                words, words[1:], words[2:-2], words[3:], words[4:],
                tags, tags[1:], tags[2:],
                map(
                    self.chunks.__getitem__,
                    zip(chunks, chunks[1:], chunks[2:], columns.next_chunk, strict=False),
                ),
                columns.next_chunk, columns.next_word,
                self._verbs(words), self._places(len(quoted)), self._own(words, quoted),
                strict=False,
            )
        ]  # fmt: skip

    def _verbs(self, words: Sequence[WordWeights]) -> list[int]:
        """Give what each token owes to the last two verbs before it."""
        verb = verb2 = self.words[BEFORE]
        inner = words[2:-2]
        ends = [place for place, word in enumerate(inner, 1) if word.is_main_verb]
        sums: list[int] = []
        for end in [*ends, len(inner)]:
            of_verbs, get = verb.verb + verb2.verb2, verb.verb_tag.get
            sums += [of_verbs + get(word.tag, 0) for word in inner[len(sums) : end]]
            verb, verb2 = inner[end - 1], verb
        return sums

    def _places(self, count: int) -> list[int]:
        """Give what each token owes to its place in a sentence of ``count`` tokens."""
        late, end = self._late, self._end
        return [*self._first_places[:count], *[late] * (count - 10), *[end] * min(2, count - 8)]

    def _own(self, words: Sequence[WordWeights], quoted: Sequence[int]) -> list[int]:
        """Give what each token owes to its word, and to the quotation marks around it or their absence."""
        if not any(quoted):
            return [word.unquoted for word in words[2:-2]]
        closed, opening = mark_distances(quoted)
        here = [_QUOTED if number else _BESIDE_QUOTED for number in quoted]
        near = map(self.marks.__getitem__, zip(closed, opening, here, strict=True))
        return [
            word.own
            + marks.of_tag(word.tag)
            + word.closed.get(marks.closed, 0)
            + word.opening.get(marks.opening, 0)
            + word.inside.get(marks.here, 0)
            for word, marks in zip(words[2:-2], near, strict=True)
        ]
