"""Stage two: which tokens are the source and the content of one cue.

For each cue candidate a second linear-chain CRF labels the tokens of the cue's *unit* (its sentence, and
the sentences that a quotation ties to it) with roles relative to that cue: none, source, cue, content. Its
features are where a token stands as seen from the cue (side, distance, what lies between: ``walking.py``)
and what the first stage thought of it. Whatever does not depend on the cue is summed once a
sentence for each side and shared by all candidates (``sides.py``).

Long quotations that the cue is not in are condensed to their first and last tokens with one
placeholder between: what they hold can't decide where the cue's content ends.
"""

from collections.abc import Iterable, Sequence

from quotelib.attribution.cues import Cue
from quotelib.attribution.pages import SKIPPED, Labelled, Page, Places, taker
from quotelib.attribution.sides import AFTER_CUE, BEFORE_CUE, IN_CUE, LATER_IN_CUE, Sides
from quotelib.attribution.units import condense
from quotelib.text.analysis import Analysis, TokenRange

ROLES = ("none", "source", "cue", "content")
NONE, SOURCE, CUE, CONTENT = range(4)

_KEPT_AT_ENDS = 3
_LONGEST_WHOLE_QUOTATION = 10
LONGEST_SIDE = 300
"""Tokens looked at on either side of a cue; a sentence that is longer is a table or worse."""

_EVERYWHERE: TokenRange = (0, 1 << 60)

Stretch = tuple[int, int]
"""A half-open range of the text's tokens: one token, or those that a placeholder stands for."""


class UnitReader:
    """Scores the tokens of a cue's unit.

    ``sentences`` are those of a block of the text, ``first`` the text's index of the first of them.
    """

    def __init__(
        self, sides: Sides, analysis: Analysis, sentences: Sequence[Labelled], first: int = 0
    ) -> None:
        self._sides = sides
        self._quoted = analysis.quoted
        self._sentences = sentences
        self._first = first
        self._page = Page(sentences)

    def prepare(self, cues: Iterable[tuple[int, Cue]]) -> None:
        """Score the tokens of all cues that will be read, each with its sentence: in one go is quicker."""
        starts = [(self._page.start(sentence - self._first), cue) for sentence, cue in cues]
        begins = [start + cue.first for start, cue in starts]
        later = [
            place
            for start, cue in starts
            for place in range(start + cue.first + 1, start + cue.end)
        ]
        for side, places in ((IN_CUE, begins), (LATER_IN_CUE, later)):
            if places:
                self._sides[side].shared_once(self._page, places, taker(places))

    def read(
        self,
        unit: tuple[int, int],
        sentence: int,
        cue: Cue,
        within: TokenRange = _EVERYWHERE,
    ) -> tuple[list[Stretch], list[float]]:
        """Give the stretches of the unit in text order and the packed scores of each.

        ``unit`` is a range of sentences, ``sentence`` the one of ``cue``, ``within`` a range of tokens
        outside which nothing is read.
        """
        page, sides, own_sentence = self._page, self._sides, sentence - self._first
        sentences = range(unit[0] - self._first, unit[1] - self._first)
        start = self._sentences[own_sentence].first
        first, end = start + cue.first, start + cue.end
        unit_first = max(self._sentences[sentences[0]].first, first - LONGEST_SIDE, within[0])
        unit_end = min(self._sentences[sentences[-1]].end, end + LONGEST_SIDE, within[1])
        own = self._quoted[first]
        before, places_before = self._read(sentences, unit_first, first, own)
        after, places_after = self._read(sentences, end, unit_end, own)
        scores = sides[BEFORE_CUE].scores(cue, page, places_before[::-1], own)
        scores.reverse()
        place = page.start(own_sentence) + cue.first
        scores += self._scores_in_cue(cue, range(place, place + end - first))
        scores += sides[AFTER_CUE].scores(cue, page, places_after, own)
        return [*before, *[(k, k + 1) for k in range(first, end)], *after], scores

    def _scores_in_cue(self, cue: Cue, places: range) -> list[float]:
        """Score the tokens of the cue itself."""
        begins, goes_on = self._sides[IN_CUE], self._sides[LATER_IN_CUE]
        page, first, later = self._page, places[:1], places[1:]
        scores = [begins.of_cue(cue) + begins.shared_once(page, first, taker(first))[0]]
        if later:
            constant = goes_on.of_cue(cue)
            shared = goes_on.shared_once(page, later, taker(later))
            scores += [constant + one for one in shared]
        return scores

    def _read(
        self, sentences: range, first: int, end: int, own: int
    ) -> tuple[list[Stretch], Places]:
        """Give the stretches from token ``first`` up to ``end``, and the place that each is read at.

        ``sentences`` are those of the unit, counted in the block.
        """
        if first >= end:
            return [], range(0)
        shift = self._shift_of(sentences[0])
        single = len(sentences) == 1
        if single and not any(self._quoted[first:end]):
            return [(k, k + 1) for k in range(first, end)], range(first + shift, end + shift)
        stretches = condense(
            range(first, end), self._quoted, own, _KEPT_AT_ENDS, _LONGEST_WHOLE_QUOTATION
        )
        if single:
            return stretches, [
                one + shift if other - one == 1 else SKIPPED for one, other in stretches
            ]
        places = []
        sentence, sentence_end = sentences[0], self._sentences[sentences[0]].end
        for one, other in stretches:
            while one >= sentence_end:
                sentence += 1
                shift = self._shift_of(sentence)
                sentence_end = self._sentences[sentence].end
            places.append(one + shift if other - one == 1 else SKIPPED)
        return stretches, places

    def _shift_of(self, sentence: int) -> int:
        """Give by how much a sentence's places exceed the text's indices of its tokens."""
        return self._page.start(sentence) - self._sentences[sentence].first
