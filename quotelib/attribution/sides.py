"""What the second stage's weights say on one side of a cue: of a token, of the cue, of both.

A :class:`Side` is before the cue, behind it, its first token, or a later one. Half of what a token's score
owes depends on the token and its neighbours alone (:meth:`Side.shared`), the other half on how it stands
to the cue (:meth:`Side.scores`, which adds both).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from quotelib.attribution.cues import Cue
from quotelib.attribution.pages import Page, Places, Taker, taker
from quotelib.attribution.sided import SidedFinite, SidedLabel, SidedWord, SidedWordReader
from quotelib.attribution.walking import (
    DISTANCES,
    LAST_UNQUOTED,
    UNQUOTED,
    UNQUOTED_AROUND,
    Passed,
    PassedAutomaton,
    Place,
    PlaceAutomaton,
    Relations,
    relations,
)
from quotelib.learning.stores import Store
from quotelib.learning.weights import Branch, Node, SummedGroup, Weights

if TYPE_CHECKING:
    from quotelib.attribution.columns import TagTrigram, Word

BEFORE_CUE, IN_CUE, LATER_IN_CUE, AFTER_CUE = "B", "C", "c", "A"

_CUES_A_GENERATION = 2_048
"""Kinds of cues, by lemma and tag (and the tag after them), in a generation of what is kept of their weights."""


class _TagWeights:
    """What a cue's tag says on a side."""

    def __init__(
        self, weights: Weights[float], side: str, of_places: PlaceAutomaton, tag: str
    ) -> None:
        head = f"{side} {tag}"
        self.finite: Store[str, SidedFinite] = Store(partial(SidedFinite, weights, side, tag))
        _, (self.tags, paths, bands) = weights.blocks(
            "side cuetag p; side cuetag path; side cuetag chunks"
        ).of(head)
        self.places: Store[Place, float] = of_places.store(
            lambda place: place.own + paths.get(place.path, 0.0) + bands.get(place.band, 0.0)
        )
        self.passed: Store[str, SummedGroup[float]] = Store(
            lambda next_tag: weights.group(
                "verbs commas nouns",
                "side cuetag verbs; side cuetag nouns; side nexttag verbs",
                side=side, cuetag=tag, nexttag=next_tag,
            )
        )  # fmt: skip
        """By how much was passed, for each tag after the cue."""
        distances = weights.group(
            "tokens", "side tokens; side cuetag tokens", side=side, cuetag=tag
        )
        self.distances = [distances[band] for band in DISTANCES]


class _CueWeights:
    """What the lemma and tag of a cue say on a side."""

    __slots__ = ("_commas", "_passed", "_verbs", "distances", "labels", "of_tag", "quoted", "tags")

    def __init__(self, side: "Side", lemma: str, tag: str) -> None:
        of_tag = side.of_tags[tag]
        _, (tags, self.labels, self.quoted, distances, self._verbs, self._commas, _) = (
            side.of_cues.of(f"{side.name} {lemma}")
        )
        self.of_tag = of_tag
        self.tags = side.weights.sum([tags, of_tag.tags])
        self.distances = of_tag.distances
        if distances:
            self.distances = [
                one + distances.get(band, 0.0)
                for one, band in zip(of_tag.distances, DISTANCES, strict=True)
            ]
        self._passed: dict[str, dict[Any, float]] = {}

    def passed(self, next_tag: str) -> dict[Any, float]:
        """Give what they say of how much was passed, with the tag after the cue."""
        found = self._passed.get(next_tag)
        if found is None:
            found = self.of_tag.passed[next_tag]
            if self._verbs or self._commas:
                found = _PassedWeights(found, self._verbs, self._commas)
            self._passed[next_tag] = found
        return found


class _PassedWeights(dict[Node, float]):
    """What the tags of a cue and after it, and its lemma, say of how much was passed."""

    __slots__ = ("_commas", "_of_tags", "_verbs")

    def __init__(
        self, of_tags: dict[Any, float], verbs: Branch[float], commas: Branch[float]
    ) -> None:
        super().__init__()
        self._of_tags, self._verbs, self._commas = of_tags, verbs, commas

    def __missing__(self, node: Node) -> float:
        verbs, commas, _ = node.key
        total = self._of_tags[node] + self._verbs.get(verbs, 0.0) + self._commas.get(commas, 0.0)
        self[node] = total
        return total


class Side:
    """The weights on one side of any cue, arranged by what they are asked for."""

    def __init__(self, weights: Weights[float], side: str) -> None:
        self.weights, self.name = weights, side
        self._forward = side == AFTER_CUE
        self._words: Store[Word, SidedWord] = Store(SidedWordReader(weights, side))
        before = weights.group("p-1 p", "p-1; p-1 p; side p-1 p", side=side)
        after = weights.group("p p+1", "p+1; p p+1; side p p+1", side=side)
        self._tags: Store[TagTrigram, float] = Store(
            lambda tags: (
                before[tags.key[:2]] + after[tags.key[1:]] + weights.of(("p-1 p p+1", tags.name))
            )
        )
        self._chunks: Store[str, Branch[float]] = Store(
            lambda chunk: weights.under("side chunk chunk+1", f"{side} {chunk}")
        )
        self._labels_around = weights.group(
            "label-1 label label+1 sure",
            "side label; side label sure; label-1 label label+1",
            side=side,
        )
        self._labels: Store[str, SidedLabel] = Store(partial(SidedLabel, weights, side))
        of_marks = weights.group(
            "around quoted marks p",
            "side quoted; side quoted p; side around; side quoted marks",
            side=side,
        )
        self._quoted: Store[tuple[Relations, str, str], float] = Store(
            lambda key: of_marks[" ".join(key[0]), key[0][1], key[1], key[2]]
        )
        self._unquoted_around = weights.of(("side around", f"{side} {UNQUOTED_AROUND}"))
        self._last_unquoted = weights.of(("side around", f"{side} {LAST_UNQUOTED[self._forward]}"))
        self._passed = PassedAutomaton(weights, side, unquoted=False)
        self._passed_unquoted = PassedAutomaton(weights, side, unquoted=True)
        self._places = PlaceAutomaton(weights, side, forward=self._forward)
        self._own = weights.of(("side", side))
        _, (
            self._cues, self._cue_tags, self._next_tags, self._next, self._before, self._later,
        ) = weights.blocks(
            "side cue; side cuetag; side nexttag; side next; side before; side ahead+1"
        ).of(side)  # fmt: skip
        self.of_cues = weights.blocks(
            "side cue p; side cue label; side cue quoted; side cue tokens; side cue verbs;"
            "side cue commas; side cue nexttag"
        )
        self.of_tags: Store[str, _TagWeights] = Store(
            partial(_TagWeights, weights, side, self._places)
        )
        self._constants: Store[tuple[str, str, str], float] = Store(
            lambda key: self._constant(*key), _CUES_A_GENERATION
        )
        self._of_kinds: Store[tuple[str, str], _CueWeights] = Store(
            lambda kind: _CueWeights(self, *kind), _CUES_A_GENERATION
        )

    def shared(self, page: Page, places: Places) -> list[float]:
        """Give what the scores of the tokens at some places, a range only if it ascends, owe to themselves and their neighbours."""
        later = self._later
        take = taker(places)
        return [
            before.left
            + this.own
            + after.right
            + around
            + chunks.get(next_chunk, 0.0)
            + labels_around
            + label.tags.get(tag, 0.0)
            + label.ahead(ahead)
            + later.get(ahead_of_next, 0.0)
            + this.word_before.get(before.word, 0.0)
            + this.word_after.get(after.word, 0.0)
            + this.ahead.get(ahead, 0.0)
            + this.later.get(ahead_of_next, 0.0)
            for (
                before, this, after, around, chunks, next_chunk, labels_around, label, tag, ahead,
                ahead_of_next,
            ) in zip(
                *self._words_around(page, places),
                map(self._tags.__getitem__, take(page.around)),
                map(self._chunks.__getitem__, take(page.chunks)),
                take(page.next_chunks),
                map(self._labels_around.__getitem__, take(page.labels_around)),
                map(self._labels.__getitem__, take(page.labels)),
                take(page.tags),
                take(page.ahead),
                take(page.later),
                strict=True,
            )
        ]  # fmt: skip

    def _words_around(self, page: Page, places: Places) -> list[Sequence[SidedWord]]:
        """Give what is known of the words before, at and after some places, a range only if it ascends."""
        if isinstance(places, range):
            around = list(self._known(page.words[places.start - 1 : places.stop + 1]))
            return [around[:-2], around[1:-1], around[2:]]
        return [list(self._known(taker(places, shift)(page.words))) for shift in (-1, 0, 1)]

    def _known(self, words: Iterable["Word"]) -> Iterator[SidedWord]:
        """Give what is known of some words, one after the other."""
        return map(self._words.__getitem__, words)

    def shared_once(self, page: Page, places: Places, take: Taker) -> Sequence[float]:
        """Give :meth:`shared` of some places, each worked out once however many cues ask."""
        column = page.scored(self.name)
        found = take(column)
        if isinstance(places, range) and found.count(None) == len(found):
            ascending = places if places.step > 0 else places[::-1]
            new = self.shared(page, ascending)
            column[ascending.start : ascending.stop] = new
            return new if places.step > 0 else new[::-1]
        if None in found:
            missing = sorted([place for place in places if column[place] is None])
            run = range(missing[0], missing[-1] + 1)
            new = self.shared(page, run if len(run) == len(missing) else missing)
            for place, score in zip(missing, new, strict=True):
                column[place] = score
            found = take(column)
        return found

    def _constant(self, lemma: str, tag: str, next_tag: str) -> float:
        """Give what every token on this side owes to a cue's lemma, its tag and the tag after it."""
        _, (*_, next_tags) = self.of_cues.of(f"{self.name} {lemma}")
        return (
            self._own
            + self._cues.get(lemma, 0.0)
            + self._cue_tags.get(tag, 0.0)
            + self._next_tags.get(next_tag, 0.0)
            + next_tags.get(next_tag, 0.0)
        )

    def of_cue(self, cue: Cue) -> float:
        """Give what every token on this side owes to the cue alone."""
        return (
            self._constants[cue.lemma, cue.tag, cue.after_tag]
            + self._next.get(cue.after, 0.0)
            + self._before.get(cue.before, 0.0)
        )

    def scores(self, cue: Cue, page: Page, places: Places, cue_quoted: int) -> list[float]:
        """Give the score of each token, walking away from the cue.

        ``places`` are those of the tokens on this side, the nearest first; ``cue_quoted`` is the number
        of the quotation that the cue is in.
        """
        if not places:
            return []
        of_cue = self._of_kinds[cue.lemma, cue.tag]
        of_tag = of_cue.of_tag
        take = taker(places)
        numbers = take(page.quoted)
        constant = self.of_cue(cue)
        passed: Iterable[Passed]
        marks: Iterable[float]
        signs = page.signs_at(places, take, forward=self._forward)
        if cue_quoted or any(numbers):
            passed = list(self._passed.walk(signs))
            marks = self._near_marks(numbers, take(page.tags), passed, cue_quoted, of_cue.quoted)
        else:
            passed = self._passed_unquoted.walk(signs)
            constant += of_cue.quoted.get(UNQUOTED, 0.0)
            marks = chain(repeat(self._unquoted_around, len(places) - 1), [self._last_unquoted])
        # Methods of dict itself: a subclass's subscript would look for its own each time.
        of_places = of_tag.places.__getitem__
        of_passed = of_cue.passed(cue.after_tag).__getitem__
        distances = of_cue.distances
        lemma, cue_tags, cue_labels = cue.lemma, of_cue.tags, of_cue.labels
        chunks = take(page.chunks)
        return [
            constant
            + distance
            + shared
            + of_marks
            + of_passed(state.of_cue)
            + state.own
            + state.by_tag.get(tag, 0.0)
            + state.by_chunk.get(chunk, 0.0)
            + state.by_label.get(label, 0.0)
            + state.ahead.get(ahead, 0.0)
            + of_places(place)
            + place.by_tag.get(tag, 0.0)
            + word.passed.get(state.pair, 0.0)
            + finite.own
            + finite.tags.get(tag, 0.0)
            + word.finite.get(finite.joined, 0.0)
            + word.cue.get(lemma, 0.0)
            + cue_tags.get(tag, 0.0)
            + cue_labels.get(label, 0.0)
            for (
                shared, distance, tag, chunk, label, ahead, word, state, place, finite, of_marks,
            ) in zip(
                self.shared_once(page, places, take),
                chain(distances, repeat(distances[-1])),
                take(page.tags),
                chunks,
                take(page.labels),
                take(page.ahead),
                self._known(take(page.words)),
                passed,
                self._places.walk(chunks),
                map(of_tag.finite.__getitem__, take(page.finite)),
                marks,
                strict=False,
            )
        ]  # fmt: skip

    def _near_marks(
        self,
        numbers: Sequence[int],
        tags: Sequence[str],
        passed: Iterable[Passed],
        cue_quoted: int,
        of_cue: Branch[float],
    ) -> list[float]:
        """Give what each token owes to quotation marks, where there are some near the cue."""
        around = relations(numbers, cue_quoted, forward=self._forward)
        passed_marks = [state.marks for state in passed]
        quoted = self._quoted.__getitem__
        return [
            quoted((near, marks, tag)) + of_cue.get(near[1], 0.0)
            for near, marks, tag in zip(around, passed_marks, tags, strict=False)
        ]


Sides = Mapping[str, Side]


def sides_of(weights: Weights[float]) -> Sides:
    """Make the four sides."""
    return {side: Side(weights, side) for side in (BEFORE_CUE, IN_CUE, LATER_IN_CUE, AFTER_CUE)}
