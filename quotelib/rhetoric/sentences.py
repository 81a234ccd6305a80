"""One sentence as the walkers see it: its chunks and quick ways about them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs

from quotelib.rhetoric.chunks import chunk
from quotelib.rhetoric.kinds import NEGATIONS, TIME_NOUNS, Chunk, Form, Kind
from quotelib.text.analysis import Analysis, TokenRange

LONGEST = 400
"""More tokens than any sentence of prose has; lists and texts without stops are cut at it."""
REACH = 40
"""How many chunks a walker looks to either side: a bound on cost, longer than nearly every sentence."""


@attrs.define(slots=True, eq=False)
class Sentence:
    """The chunks of one sentence, the ends of the quotations that open in it (by token), and ways about them."""

    analysis: Analysis
    lowers: list[str]
    bounds: TokenRange
    chunks: list[Chunk]
    opened: dict[int, int]
    _places: list[int]

    @classmethod
    def of(cls, analysis: Analysis, lowers: list[str], bounds: TokenRange) -> "Sentence":
        """Chunk the sentence that covers the tokens `bounds`."""
        chunks = chunk(analysis, lowers, bounds)
        places: list[int] = []
        for index, made in enumerate(chunks):
            places += [index] * (made.end - made.start)
        return cls(analysis, lowers, bounds, chunks, _opened(analysis, bounds), places)

    def place(self, token: int) -> int:
        """Index of the chunk that holds `token`."""
        return self._places[token - self.bounds[0]]

    def word(self, index: int) -> str:
        """The lower-cased head of chunk `index`, or the empty string outside the sentence."""
        return self.lowers[self.chunks[index].head] if 0 <= index < len(self.chunks) else ""

    def kind(self, index: int) -> Kind | None:
        """The kind of chunk `index`, or None outside the sentence."""
        return self.chunks[index].kind if 0 <= index < len(self.chunks) else None

    def leftward(self, index: int) -> Iterator[int]:
        """Chunk indices before `index`, nearest first, within reach."""
        return iter(range(index - 1, max(-1, index - 1 - REACH), -1))

    def rightward(self, index: int) -> Iterator[int]:
        """Chunk indices after `index`, nearest first, within reach."""
        return iter(range(index + 1, min(len(self.chunks), index + 1 + REACH)))

    def skip_left(self, index: int, kinds: frozenset[Kind]) -> int:
        """The nearest chunk before `index` whose kind is not one of `kinds` (-1: none)."""
        index -= 1
        while index >= 0 and self.chunks[index].kind in kinds:
            index -= 1
        return index

    def is_time(self, index: int) -> bool:
        """Is chunk `index` a noun phrase of time ("Tuesday", "last week")?"""
        return self.word(index) in TIME_NOUNS

    def is_negated_verb(self, index: int) -> bool:
        """Does the verb group `index` hold a negation, or does one stand right before it?"""
        made = self.chunks[index]
        before = self.skip_left(index, _ADVERBS)
        first = self.chunks[before].end if before >= 0 else self.bounds[0]
        words = self.lowers
        if first == made.start > self.bounds[0]:
            first -= 1  # "neither" and "nor" are chunks of their own
        return any(
            (words[at] in NEGATIONS and words[at + 1 : at + 2] not in _NOT_NEGATED)
            or (words[at] == "longer" and words[at - 1] == "no")
            for at in range(first, made.end)
        )


def stretches(sentences: Sequence[TokenRange]) -> Iterator[TokenRange]:
    """The sentences, overlong ones cut, so that whatever is done for each costs a bounded time."""
    for first, last in sentences:
        for start in range(first, last, LONGEST):
            yield start, min(start + LONGEST, last)


def _opened(analysis: Analysis, bounds: TokenRange) -> dict[int, int]:
    """The opening marks of pairs in the sentence `bounds`, and where each pair ends."""
    pairs = analysis.pairs
    first, past = (bisect_left(pairs.openers, token) for token in bounds)
    return dict(zip(pairs.openers[first:past], pairs.ends[first:past], strict=True))


_ADVERBS = frozenset((Kind.ADVERB,))
_NOT_NEGATED = (["only"], ["just"], ["merely"], ["simply"], ["solely"])
"""After `not` these add to what is said ("he not only denied it …")."""
SKIPPED = frozenset((Kind.ADVERB, Kind.QUOTE))
"""Chunks that do not count when neighbours are asked for."""

TENSED = frozenset((Form.FINITE,))
