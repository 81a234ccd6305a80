"""What the second stage reads of a block of a text: the columns of all its tokens, end to end.

Each sentence has a place before its first token and one after its last, so that what stands beside a token
is found at the neighbouring places. The last places of a page are the placeholder for the middle of
a quotation, and what stands beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any, TypeVar

import attrs

from quotelib.attribution.columns import Columns, Word
from quotelib.attribution.walking import NOUN, SKIPPED_COLUMN, signs

_SKIPPED: Word = ("<q>", "<q>", "<q>", "<q>", "<q>")
_BESIDE_SKIPPED: Word = (SKIPPED_COLUMN,) * 5

Value = TypeVar("Value")
Known = TypeVar("Known")

Places = range | list[int]
"""Places of a page: most often a run of them, forward or backward."""


def taker(places: Places, shift: int = 0) -> Callable[[list[Value]], Sequence[Value]]:
    """Give a function that takes a column's values at some places, one at least, each moved by ``shift``."""
    if isinstance(places, range):
        stop = places.stop + shift
        run = slice(places.start + shift, stop if stop >= 0 else None, places.step)
        return itemgetter(run)
    return lambda column: [column[place + shift] for place in places]


@attrs.frozen(slots=True, eq=False)
class Labelled:
    """One sentence as the first stage left it; ``first`` is the text's index of its first token."""

    first: int
    columns: Columns
    quoted: Sequence[int]
    labels: list[str]
    """The first stage's most probable label of each token, padded by one place on either side."""
    sure: list[str]
    """How sure the first stage was of it."""


class Page:
    """Columns of a block's tokens, by place; ``starts`` are the places of its sentences' first tokens."""

    def __init__(self, sentences: Sequence[Labelled]) -> None:
        self.starts: list[int] = []
        self.words: list[Word] = []
        self.tags: list[str] = []
        self.around: list[tuple[str, ...]] = []
        """The tags before, at and after a token."""
        self.chunks: list[str] = []
        self.chunk_pairs: list[tuple[str, ...]] = []
        self.labels: list[str] = []
        self.labels_around: list[tuple[str, ...]] = []
        """The labels before, at and after a token, and how sure its own is."""
        self.ahead: list[str] = []
        self.later: list[str] = []
        """What is ahead of the next token."""
        self.finite: list[str] = []
        self.signs: list[str] = []
        self.quoted: list[int] = []
        """The number of the token's quotation, -1 for the placeholder."""
        self._known: dict[str, list[Any]] = {}
        for sentence in sentences:
            self._add(sentence)
        self.skipped = len(self.words) + 1
        q = SKIPPED_COLUMN
        self._add_words([_BESIDE_SKIPPED, _SKIPPED, _BESIDE_SKIPPED])
        self.chunks += (q, q, q)
        self.chunk_pairs += [(q, q)] * 3
        self.labels += (q, q, q)
        self.labels_around += [(q, q, q, q)] * 3
        self.ahead += (q, q, q)
        self.later += (q, q, q)
        self.finite += (q, q, q)
        self.signs += ("", "", "")
        self.quoted += (-1, -1, -1)

    def known(self, side: str, weights: Mapping[Word, Known]) -> list[Known]:
        """Give what the weights of a side say of each word; looked up once a page."""
        found = self._known.get(side)
        if found is None:
            found = self._known[side] = list(map(weights.__getitem__, self.words))
        return found

    def signs_at(self, places: Places, *, forward: bool) -> Sequence[str]:
        """Give the signs of the tokens at some places, one at least, ``forward`` or backward in the text.

        A noun phrase counts as governed only by a preposition that the walk passes, too.
        """
        signs = taker(places)(self.signs)
        if not isinstance(places, range):
            signs = list(signs)
            for index in range(1, len(places)) if forward else range(len(places) - 1):
                place, before = places[index], places[index - 1 if forward else index + 1]
                if place != before + 1 and self.chunks[place] == "B-NP":
                    signs[index] = self._free_sign(place, governed=self.chunks[before] == "B-PP")
        if forward and self.chunks[places[0]] == "B-NP":
            signs = [self._free_sign(places[0], governed=False), *signs[1:]]
        return signs

    def _free_sign(self, place: int, *, governed: bool) -> str:
        sign = self.signs[place].replace(NOUN, "")
        return sign if governed else NOUN + sign

    def _add_words(self, padded: Sequence[Word]) -> None:
        tags = [word[2] for word in padded]
        nowhere = ("", "", "")
        self.words += padded
        self.tags += tags
        self.around += (nowhere, *zip(tags, tags[1:], tags[2:], strict=False), nowhere)

    def _add(self, sentence: Labelled) -> None:
        """Add a sentence; what a place without a token is said to hold is read by nothing."""
        columns, labels = sentence.columns, sentence.labels
        self.starts.append(len(self.words) + 1)
        self._add_words(columns.words[1:-1])
        chunks, upcoming = columns.chunks, columns.upcoming
        self.chunks += chunks
        self.chunk_pairs += (("", ""), *pairwise(chunks[1:]), ("", ""))
        self.labels += labels
        nowhere = ("", "", "", "")
        around = zip(labels, labels[1:], labels[2:], sentence.sure, strict=False)
        self.labels_around += (nowhere, *around, nowhere)
        self.ahead += ("", *upcoming, "")
        self.later += ("", *upcoming[1:], ">", "")
        self.finite += ("", *columns.next_finite, "")
        self.signs += ("", *signs(columns.words[2:-2], chunks, labels[1:]), "")
        self.quoted += (0, *sentence.quoted, 0)
