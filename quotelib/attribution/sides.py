"""What the second stage's weights say on one side of a cue: of a token, of the cue, of both.

A :class:`Side` is before the cue, behind it, its first token, or a later one. Half of what a token's score
owes depends on the token and its neighbours alone (:meth:`Side.shared`), the other half on how it stands
to the cue (:meth:`Side.scores`, which adds both).
"""

from collections.abc import Mapping
from functools import partial
from itertools import chain, repeat
from sys import intern

import attrs

from quotelib.attribution.columns import Store, Word
from quotelib.attribution.cues import Cue
from quotelib.attribution.pages import Page, Places, taker
from quotelib.attribution.walking import DISTANCES, PassedAutomaton, PlaceAutomaton, relations
from quotelib.learning.weights import Weights

BEFORE_CUE, IN_CUE, LATER_IN_CUE, AFTER_CUE = "B", "C", "c", "A"

MOST_CUES_KEPT = 4_096
"""Kinds of cues whose weights are kept; past it the store begins anew."""

Branch = Mapping[str, int]


@attrs.frozen(slots=True, eq=False)
class _WordWeights:
    """What one word adds on a side to its own score and those beside it, packed."""

    word: str
    tag: str
    own: int
    left: int
    """To the score of the token after it."""
    right: int
    word_before: Branch
    word_after: Branch
    ahead: Branch
    later: Branch
    passed: Branch
    """By the verbs and commas between it and the cue."""
    finite: Branch
    """By the cue's tag and the finite verb to come."""
    cue: Branch


def _word_weights(weights: Weights, side: str, key: Word) -> _WordWeights:
    word, lemma, tag, _, _ = key
    of, under = weights.of, weights.under
    sided = f"{side} {word}"
    word_first = f"{word} {side}"
    return _WordWeights(
        word=word,
        tag=tag,
        own=of(
            ("w", word),
            ("l", lemma),
            ("p", tag),
            ("side w", sided),
            ("side p", f"{side} {tag}"),
        ),
        left=of(("w-1", word), ("side w-1", sided)),
        right=of(("w+1", word), ("side w+1", sided)),
        word_before=under("w w-1", word),
        word_after=under("w w+1", word),
        ahead=under("side w ahead", sided),
        later=under("side w ahead+1", sided),
        passed=under("w side verbs/commas", word_first),
        finite=under("w side cuetag/finite", word_first),
        cue=under("w side cue", word_first),
    )


class _TagWeights:
    """What a cue's tag says on a side."""

    def __init__(self, weights: Weights, side: str, tag: str) -> None:
        head = f"{side} {tag}"
        self.finite = weights.group(
            "finite p",
            "side finite; side finite cuetag; side finite p",
            side=side,
            cuetag=tag,
        )
        self.paths = weights.under("side cuetag path", head)
        self.bands = weights.under("side cuetag chunks", head)
        self.with_finite = _Joined(tag)


class _Joined(dict[str, str]):
    """A cue's tag joined with a finite verb, which is what the weights of a word are asked by."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag

    def __missing__(self, finite: str) -> str:
        joined = self[finite] = intern(f"{self._tag}/{finite}")
        return joined


class _CueWeights:
    """What a kind of cue says on a side."""

    def __init__(
        self, weights: Weights, side: str, of_tag: _TagWeights, kind: tuple[str, str, str]
    ) -> None:
        cue, tag, next_tag = kind
        head = f"{side} {cue}"
        self.of_tag = of_tag
        self.tags = weights.merged(("side cue p", head), ("side cuetag p", f"{side} {tag}"))
        self.labels = weights.under("side cue label", head)
        self.quoted = weights.under("side cue quoted", head)
        self.passed = weights.group(
            "verbs commas nouns",
            "side cue verbs; side cue commas; side cuetag verbs; side cuetag nouns; side nexttag verbs",
            side=side, cue=cue, cuetag=tag, nexttag=next_tag,
        )  # fmt: skip
        distances = weights.group(
            "tokens",
            "side tokens; side cue tokens; side cuetag tokens",
            side=side, cue=cue, cuetag=tag,
        )  # fmt: skip
        self.distances = [distances[band] for band in DISTANCES]


class Side:
    """The weights on one side of any cue, arranged by what they are asked for."""

    def __init__(self, weights: Weights, side: str) -> None:
        self._weights, self._side = weights, side
        self._forward = side == AFTER_CUE
        self._words: Store[Word, _WordWeights] = Store(partial(_word_weights, weights, side))
        self._tags = weights.group(
            "p-1 p p+1",
            "p-1; p+1; p-1 p; p p+1; p-1 p p+1; side p-1 p; side p p+1",
            side=side,
        )
        self._chunks = weights.group("chunk chunk+1", "side chunk chunk+1", side=side)
        self._labels = weights.group(
            "label-1 label label+1 sure",
            "side label; side label sure; label-1 label label+1",
            side=side,
        )
        self._label_tags = weights.group("label p", "side label p", side=side)
        self._label_ahead = weights.group("label ahead", "side ahead; ahead label", side=side)
        self._later = weights.merged(("side ahead+1", side))
        self._quoted = weights.group(
            "around quoted marks p",
            "side quoted; side quoted p; side around; side quoted marks",
            side=side,
        )
        self._passed = PassedAutomaton(weights, side)
        self._places = PlaceAutomaton(weights, side, forward=self._forward)
        self._of_cue = weights.group(
            "cue cuetag next nexttag before",
            "side; side cue; side cuetag; side next; side nexttag; side before; side cue nexttag",
            side=side,
        )
        self._tag_weights: dict[str, _TagWeights] = {}
        self._cue_weights: dict[tuple[str, str, str], _CueWeights] = {}

    def shared(self, page: Page, places: Places) -> list[int]:
        """Give what the scores of the tokens at some places owe to themselves and their neighbours."""
        later = self._later
        take = taker(places)
        words = page.known(self._side, self._words)
        labels, tags, ahead, next_ahead = (
            take(page.labels), take(page.tags), take(page.ahead), take(page.later),
        )  # fmt: skip
        return [
            before.left
            + this.own
            + after.right
            + around
            + chunks
            + labels_around
            + label_and_tag
            + label_and_ahead
            + later.get(ahead_of_next, 0)
            + this.word_before.get(before.word, 0)
            + this.word_after.get(after.word, 0)
            + this.ahead.get(ahead_of_this, 0)
            + this.later.get(ahead_of_next, 0)
            for (
                this, before, after, around, chunks, labels_around, label_and_tag, label_and_ahead,
                ahead_of_this, ahead_of_next,
            ) in zip(
                take(words),
                taker(places, -1)(words),
                taker(places, 1)(words),
                map(self._tags.__getitem__, take(page.around)),
                map(self._chunks.__getitem__, take(page.chunk_pairs)),
                map(self._labels.__getitem__, take(page.labels_around)),
                map(self._label_tags.__getitem__, zip(labels, tags, strict=True)),
                map(self._label_ahead.__getitem__, zip(labels, ahead, strict=True)),
                ahead, next_ahead,
                strict=True,
            )
        ]  # fmt: skip

    def of_cue(self, cue: Cue) -> int:
        """Give what every token on this side owes to the cue alone."""
        return self._of_cue[cue.lemma, cue.tag, cue.after, cue.after_tag, cue.before]

    def scores(self, cue: Cue, page: Page, places: Places, cue_quoted: int) -> list[int]:
        """Give the score of each token, walking away from the cue.

        ``places`` are those of the tokens on this side, the nearest first; ``cue_quoted`` is the number
        of the quotation that the cue is in.
        """
        if not places:
            return []
        of_cue = self._weights_of(cue)
        of_tag = of_cue.of_tag
        constant, distances = self.of_cue(cue), of_cue.distances
        paths, bands = of_tag.paths, of_tag.bands
        lemma, with_finite = cue.lemma, of_tag.with_finite
        cue_tags, cue_labels, cue_quotations = of_cue.tags, of_cue.labels, of_cue.quoted
        take = taker(places)
        tags, chunks, finite = take(page.tags), take(page.chunks), take(page.finite)
        passed = list(self._passed.walk(page.signs_at(places, forward=self._forward)))
        around, quoted = relations(take(page.quoted), cue_quoted, forward=self._forward)
        return [
            constant
            + distance
            + shared
            + finite_and_tag
            + of_passed
            + quotations
            + state.own
            + state.by_tag.get(tag, 0)
            + state.by_chunk.get(chunk, 0)
            + state.by_label.get(label, 0)
            + state.ahead.get(ahead, 0)
            + place.own
            + place.by_tag.get(tag, 0)
            + paths.get(place.path, 0)
            + bands.get(place.band, 0)
            + word.passed.get(state.pair, 0)
            + word.finite.get(joined, 0)
            + word.cue.get(lemma, 0)
            + cue_tags.get(tag, 0)
            + cue_labels.get(label, 0)
            + cue_quotations.get(here, 0)
            for (
                shared, distance, tag, chunk, label, ahead, word, joined, state, place,
                finite_and_tag, of_passed, quotations, here,
            ) in zip(
                self.shared(page, places),
                chain(distances, repeat(distances[-1])),
                tags,
                chunks,
                take(page.labels),
                take(page.ahead),
                take(page.known(self._side, self._words)),
                map(with_finite.__getitem__, finite),
                passed,
                self._places.walk(chunks),
                map(of_tag.finite.__getitem__, zip(finite, tags, strict=True)),
                map(of_cue.passed.__getitem__, [state.key for state in passed]),
                map(
                    self._quoted.__getitem__,
                    zip(around, quoted, [state.marks for state in passed], tags, strict=False),
                ),
                quoted,
                strict=False,
            )
        ]  # fmt: skip

    def _weights_of(self, cue: Cue) -> _CueWeights:
        kind = (cue.lemma, cue.tag, cue.after_tag)
        found = self._cue_weights.get(kind)
        if found is None:
            if len(self._cue_weights) >= MOST_CUES_KEPT:
                self._cue_weights.clear()
            of_tag = self._tag_weights.get(cue.tag)
            if of_tag is None:
                of_tag = _TagWeights(self._weights, self._side, cue.tag)
                self._tag_weights[cue.tag] = of_tag
            found = _CueWeights(self._weights, self._side, of_tag, kind)
            self._cue_weights[kind] = found
        return found


Sides = Mapping[str, Side]


def sides_of(weights: Weights) -> Sides:
    """Make the four sides."""
    return {side: Side(weights, side) for side in (BEFORE_CUE, IN_CUE, LATER_IN_CUE, AFTER_CUE)}
