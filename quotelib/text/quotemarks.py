"""Pairs of quotation marks: what belongs together, what continues what, where the unclosed end.

Pairs are made paragraph by paragraph on a stack, one family of marks (double, single,
guillemets, ...) at a time: a closing mark closes the innermost open pair of its family, a mark that
may do either (``marks``) closes what is open and opens otherwise. The rest is what writers get
wrong or leave out:

* Several paragraphs of one quotation have an opening mark each and one closing mark; each is a
  pair, linked by ``continues``. Where the closing mark stands in a later paragraph without the
  opening marks between, the pair spans the paragraphs.
* An unclosed quotation ends at the paragraph's end, or where the next of its style opens.
* A closing mark with nothing to close is ignored.
* An apostrophe looks like a single closing mark and often like an opening one. A single mark opens
  only tentatively: without a closing mark there was no quotation. After a plural in -s (``boys'``)
  it closes only if no surer closing mark follows.
* Speech may be set off by a dash alone (``dashes``), if its paragraph has no other marks; it is a
  pair without a closing mark.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress

import attrs

from quotelib.text.dashes import find_dash_speech
from quotelib.text.mark_pairs import NONE, MarkPairs
from quotelib.text.marks import Family, MarkKind, Marks, Role, read_marks, style_of
from quotelib.text.tiling import Tiling
from quotelib.text.tokens import Tokens

_LOOKAHEAD = 8
"""Marks to look at beyond an apostrophe for a surer closing mark: a sentence or two."""
_MAX_CARRY = 6
"""Paragraphs a quotation may run on without an opening mark of its own on each."""


def pair(tokens: Tokens, paragraphs: Tiling) -> tuple[MarkPairs, Sequence[int]]:
    """Pair the quotation marks of a text.

    Returns the pairs, and for each token 1 + the index of the outermost pair that it is part of
    (marks included), 0 outside all pairs.
    """
    speech = find_dash_speech(tokens, paragraphs)
    marks = read_marks(tokens)
    pairing = _Pairing(tokens.forms, marks)
    begins = array("i", (bisect_left(marks.tokens, first) for first, _ in paragraphs))
    begins.append(len(marks))
    for number, (first, end) in enumerate(paragraphs):
        here = range(begins[number], begins[number + 1])
        if first in speech and not (pairing.stack or here):
            pairing.found.add(first, end=speech[first])
        pairing.read_paragraph(first, here)
        carried = min(number + 1 + _MAX_CARRY, len(paragraphs))
        if pairing.stack and not pairing.is_closed_soon(range(here.stop, begins[carried])):
            pairing.end_paragraph(end)
    pairing.end_paragraph(len(tokens.forms))
    pairs = pairing.found.pairs(tokens.forms)
    return pairs, pairs.outermost_of(len(tokens.forms))


class _Found:
    """Pairs in the making as columns, by their numbers, in the order of their opening marks."""

    def __init__(self) -> None:
        self.openers, self.closers, self.ends = array("i"), array("i"), array("i")
        self.continued = array("i")
        """The number of the pair that it continues."""
        self.is_pair = bytearray()
        """Whether it is one after all."""

    def add(self, opener: int, *, end: int = 0, continued: int = NONE) -> int:
        """Add a pair without a closing mark and give its number."""
        self.openers.append(opener)
        self.closers.append(NONE)
        self.ends.append(end)
        self.continued.append(continued)
        self.is_pair.append(True)
        return len(self.openers) - 1

    def pairs(self, forms: Sequence[str]) -> MarkPairs:
        """Give those that are pairs; the columns themselves, which are no longer to be used."""
        if not all(self.is_pair):
            index = array("i", accumulate(self.is_pair, initial=0))
            moved = (NONE if one == NONE else index[one] for one in self.continued)
            self.continued = array("i", compress(moved, self.is_pair))
            self.openers = array("i", compress(self.openers, self.is_pair))
            self.closers = array("i", compress(self.closers, self.is_pair))
            self.ends = array("i", compress(self.ends, self.is_pair))
        styles = (style_of(forms[opener]) for opener in self.openers)
        depths = array("i", _depths(self.openers, self.ends))
        return MarkPairs(self.openers, self.closers, self.ends, depths, self.continued, styles)


def _depths(openers: Sequence[int], ends: Sequence[int]) -> Iterator[int]:
    """Give for each pair the number of pairs around it."""
    around: list[int] = []
    for opener, end in zip(openers, ends, strict=True):
        while around and around[-1] <= opener:
            around.pop()
        yield len(around)
        around.append(end)


@attrs.define(slots=True, eq=False)
class _Open:
    """A pair that nothing has closed yet."""

    number: int
    opener: int
    family: Family
    is_first: bool
    """Whether a paragraph begins with it."""
    inner: int | None = None
    """The first opening mark of the same style right inside this pair."""


class _Pairing:
    """The stack of open pairs, and all pairs so far; marks are given by their place among all."""

    def __init__(self, forms: list[str], marks: Marks) -> None:
        self.forms, self.marks = forms, marks
        self.stack: list[_Open] = []
        self.found = _Found()
        self.open_by_family = dict.fromkeys(Family, 0)
        self.unclosed: _Open | None = None
        """The quotation that the paragraph before left open."""

    def read_paragraph(self, first: int, marks: range) -> None:
        """Pair the marks of the paragraph from token ``first`` on; what stays open is on the stack."""
        for place in marks:
            kind = self.marks.kind(place)
            if kind.role is Role.OPENS:
                self._open(place, first)
            elif kind.family is Family.SINGLE:
                if self._closes_single(place, marks.stop):
                    self._close(place)
            elif self.open_by_family[kind.family]:
                self._close(place)
            elif kind.role is Role.EITHER:
                self._open(place, first)
        self.unclosed = None

    def is_closed_soon(self, marks: range) -> bool:
        """Whether the next mark of the outermost open family closes it, in a later paragraph."""
        family = self.stack[0].family
        if family is Family.SINGLE:
            return False
        kinds = map(self.marks.kind, marks)
        following = next((kind for kind in kinds if kind.family is family), None)
        return following is not None and following.role is Role.CLOSES

    def end_paragraph(self, end: int) -> None:
        """Give up on what is open, where the paragraph ends."""
        for one in self.stack:
            is_pair = one.family is not Family.SINGLE or self._is_speech(one)
            end_of_pair = end if one.inner is None else one.inner
            self.found.is_pair[one.number] = is_pair
            self.found.ends[one.number] = end_of_pair
            if is_pair and end_of_pair == end and self.unclosed is None:
                self.unclosed = one
        self.stack.clear()
        self.open_by_family = dict.fromkeys(Family, 0)

    def _style(self, opener: int) -> str:
        return style_of(self.forms[opener])

    def _is_speech(self, one: _Open) -> bool:
        """Whether an unclosed single mark opens a quotation all the same: no apostrophe can."""
        return one.is_first and one is self.stack[0] and self.forms[one.opener] == "‘"

    def _open(self, place: int, first: int) -> None:
        token, family = self.marks.tokens[place], self.marks.kind(place).family
        before, is_first = self.unclosed, token == first
        goes_on = is_first and before is not None and before.family is family
        continued = before.number if before is not None and goes_on else NONE
        one = _Open(self.found.add(token, continued=continued), token, family, is_first)
        around = self.stack[-1] if self.stack else None
        if (
            around
            and around.inner is None
            and self._style(around.opener) == self._style(one.opener)
        ):
            around.inner = one.opener
        self.stack.append(one)
        self.open_by_family[family] += 1

    def _closes_single(self, place: int, end: int) -> bool:
        """Whether a single mark closes the innermost pair, and is no apostrophe.

        ``end`` is past its paragraph's last mark.
        """
        if not self.stack or self.stack[-1].family is not Family.SINGLE:
            return False
        following = map(self.marks.kind, range(place + 1, min(place + 1 + _LOOKAHEAD, end)))
        is_nested = len(self.stack) > 1
        is_doubtful = self.marks.kind(place).is_doubtful
        return not (is_doubtful and _closes_later(following, is_nested=is_nested))

    def _close(self, place: int) -> None:
        """Close the innermost open pair of the mark's family, and give up on those inside it."""
        token, family = self.marks.tokens[place], self.marks.kind(place).family
        while True:
            one = self.stack.pop()
            self.open_by_family[one.family] -= 1
            if one.family is family:
                break
            self.found.is_pair[one.number] = one.family is not Family.SINGLE
            self.found.ends[one.number] = token
        self.found.closers[one.number] = token
        self.found.ends[one.number] = token + 1


def _closes_later(following: Iterable[MarkKind], *, is_nested: bool) -> bool:
    """Whether among the marks that follow a doubtful one a surer single one closes before any opens."""
    for kind in following:
        if kind.family is Family.SINGLE:
            if kind.role is Role.OPENS:
                return False
            if not kind.is_doubtful:
                return True
        elif is_nested:
            return False
    return False
