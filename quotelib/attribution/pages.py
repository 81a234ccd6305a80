"""What the second stage reads of a block of a text: the columns of its tokens, end to end.

Only sentences whose units hold a cue are on a page; each is put there when it is first asked for. It has a
place before its first token and one after its last, so that what stands beside a token is found at
the neighbouring places. The first places of a page are the placeholder for the middle of a quotation, and what
stands beside it.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import attrs

from quotelib.attribution.columns import Columns, TagTrigram, Word, next_finite, upcoming
from quotelib.attribution.walking import NOUN, SKIPPED_COLUMN, signs

_SKIPPED = Word("<q>", "<q>", "<q>", "<q>", "<q>")
_BESIDE_SKIPPED = Word.placeholder(SKIPPED_COLUMN)
_TAGS_AROUND_SKIPPED = TagTrigram((SKIPPED_COLUMN, "<q>", SKIPPED_COLUMN))

SKIPPED = 1
"""The place of the placeholder for the middle of a quotation."""

Places = range | list[int]
"""Places of a page: most often a run of them, forward or backward."""


Taker = Callable[[list[Any]], Sequence[Any]]
"""Takes a column's values at some places."""


def taker(places: Places, shift: int = 0) -> Taker:
    """Give a function that takes a column's values at some places, one at least, each moved by ``shift``."""
    if isinstance(places, range):
        stop = places.stop + shift
        return itemgetter(slice(places.start + shift, stop if stop >= 0 else None, places.step))
    if len(places) == 1:
        return taker(range(places[0], places[0] + 1), shift)
    return itemgetter(*[place + shift for place in places] if shift else places)


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

    @property
    def end(self) -> int:
        """The text's index past its last token."""
        return self.first + len(self.quoted)


class Page:
    """Columns of a block's tokens, by place."""

    def __init__(self, sentences: Sequence[Labelled]) -> None:
        self._sentences = sentences
        self._starts: dict[int, int] = {}
        q = SKIPPED_COLUMN
        self.words = [_BESIDE_SKIPPED, _SKIPPED, _BESIDE_SKIPPED]
        self.tags = [word.tag for word in self.words]
        self.around = [_TAGS_AROUND_SKIPPED] * 3
        """The tags before, at and after a token."""
        self.chunks = [q, q, q]
        self.next_chunks = [q, q, q]
        """The chunk tag of the next token."""
        self.labels = [q, q, q]
        self.labels_around: list[tuple[str, ...]] = [(q, q, q, q)] * 3
        """The labels before, at and after a token, and how sure its own is."""
        self.ahead = [q, q, q]
        self.later = [q, q, q]
        """What is ahead of the next token."""
        self.finite = [q, q, q]
        self.signs = ["", "", ""]
        self.quoted = [-1, -1, -1]
        """The number of the token's quotation, -1 for the placeholder."""
        self._scored: dict[str, list[Any]] = {}

    def start(self, sentence: int) -> int:
        """Give the place of the first token of a sentence of the block, which is then on the page."""
        found = self._starts.get(sentence)
        if found is None:
            found = self._starts[sentence] = len(self.words) + 1
            self._add(self._sentences[sentence])
        return found

    def scored(self, side: str) -> list[Any]:
        """Give a column for scores of a side that are worked out once a token; None where not yet."""
        found = self._scored.setdefault(side, [])
        if len(found) < len(self.words):
            found += [None] * (len(self.words) - len(found))
        return found

    def signs_at(self, places: Places, take: Taker, *, forward: bool) -> Sequence[str]:
        """Give the signs of the tokens at some places, one at least, ``forward`` or backward in the text.

        A noun phrase counts as governed only by a preposition that the walk passes, too.
        """
        signs = take(self.signs)
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

    def _add(self, sentence: Labelled) -> None:
        """Add a sentence; what a place without a token is said to hold is read by nothing."""
        columns, labels = sentence.columns, sentence.labels
        words = columns.words[2:-2]
        tags = [word.tag for word in words]
        chunks, ahead = columns.chunks, upcoming(columns)
        self.words += columns.words[1:-1]
        self.tags += ("", *tags, "")
        self.around += columns.around
        self.chunks += chunks
        self.next_chunks += chunks[1:]
        self.next_chunks.append("")
        self.labels += labels
        nowhere = ("", "", "", "")
        around = zip(labels, labels[1:], labels[2:], sentence.sure, strict=False)
        self.labels_around += (nowhere, *around, nowhere)
        self.ahead += ("", *ahead, "")
        self.later += (*ahead, ">", "")
        self.finite += ("", *next_finite(tags), "")
        self.signs += ("", *signs(words, chunks, labels[1:]), "")
        self.quoted += (0, *sentence.quoted, 0)
