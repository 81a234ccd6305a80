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

import attrs

from quotelib.text.dashes import find_dash_speech
from quotelib.text.marks import Family, Mark, Role, read_marks, style_of
from quotelib.text.tiling import Tiling
from quotelib.text.tokens import Tokens


@attrs.frozen(slots=True)
class MarkPair:
    """Two quotation marks that belong together, as token indices; sorted by ``opener``."""

    opener: int
    """The opening mark."""
    closer: int | None
    """The closing mark; None if there is none."""
    end: int
    """Past the last token that belongs to the pair: the closing mark, or where recovery ends it."""
    depth: int
    """Number of pairs around this one."""
    continues: int | None
    """Index of the pair in an earlier paragraph whose quotation this one continues."""
    style: str
    """Style of the opening mark: "curly", "straight", "single-curly", ..., "dash"."""


_LOOKAHEAD = 8
"""Marks to look at beyond an apostrophe for a surer closing mark: a sentence or two."""
_MAX_CARRY = 6
"""Paragraphs a quotation may run on without an opening mark of its own on each."""


def pair(tokens: Tokens, paragraphs: Tiling) -> tuple[list[MarkPair], list[int]]:
    """Pair the quotation marks of a text.

    Returns the pairs, and for each token 1 + the index of the outermost pair that it is part of
    (marks included), 0 outside all pairs.
    """
    speech = find_dash_speech(tokens, paragraphs)
    by_paragraph = read_marks(tokens, paragraphs)
    pairing = _Pairing(tokens.forms)
    for number, (first, end) in enumerate(paragraphs):
        if first in speech and not (pairing.stack or by_paragraph[number]):
            pairing.add_speech(first, speech[first])
        pairing.read_paragraph(first, by_paragraph[number])
        following = by_paragraph[number + 1 : number + 1 + _MAX_CARRY]
        if pairing.stack and not pairing.is_closed_soon(following):
            pairing.end_paragraph(end)
    pairing.end_paragraph(len(tokens.forms))
    pairs = pairing.pairs()
    quoted = [0] * len(tokens.forms)
    for number, one in enumerate(pairs, start=1):
        if one.depth == 0:
            quoted[one.opener : one.end] = [number] * (one.end - one.opener)
    return pairs, quoted


@attrs.define(slots=True, eq=False)
class _Open:
    """A pair in the making."""

    opener: int
    family: Family
    is_first: bool
    """Whether a paragraph begins with it."""
    continues: "_Open | None" = None
    inner: int | None = None
    """The first opening mark of the same style right inside this pair."""
    closer: int | None = None
    end: int = 0
    is_pair: bool = True


class _Pairing:
    """The stack of open pairs, and all pairs so far in the order of their opening marks."""

    def __init__(self, forms: list[str]) -> None:
        self.forms = forms
        self.stack: list[_Open] = []
        self.found: list[_Open] = []
        self.open_by_family = dict.fromkeys(Family, 0)
        self.unclosed: _Open | None = None
        """The quotation that the paragraph before left open."""

    def add_speech(self, first: int, end: int) -> None:
        """Add a speech that only a dash sets off."""
        self.found.append(_Open(first, Family.DASH, is_first=True, end=end))

    def read_paragraph(self, first: int, marks: list[Mark]) -> None:
        """Pair the marks of the paragraph from ``first`` on; what stays open is on the stack."""
        for number, mark in enumerate(marks):
            if mark.role is Role.OPENS:
                self._open(mark, first)
            elif mark.family is Family.SINGLE:
                if self._closes_single(marks, number):
                    self._close(mark)
            elif self.open_by_family[mark.family]:
                self._close(mark)
            elif mark.role is Role.EITHER:
                self._open(mark, first)
        self.unclosed = None

    def is_closed_soon(self, paragraphs: list[list[Mark]]) -> bool:
        """Whether the next mark of the outermost open family closes it, in a later paragraph."""
        family = self.stack[0].family
        if family is Family.SINGLE:
            return False
        coming = (mark for marks in paragraphs for mark in marks if mark.family is family)
        following = next(coming, None)
        return following is not None and following.role is Role.CLOSES

    def end_paragraph(self, end: int) -> None:
        """Give up on what is open, where the paragraph ends."""
        for one in self.stack:
            one.is_pair = one.family is not Family.SINGLE or self._is_speech(one)
            one.end = end if one.inner is None else one.inner
            if one.is_pair and one.end == end and self.unclosed is None:
                self.unclosed = one
        self.stack.clear()
        self.open_by_family = dict.fromkeys(Family, 0)

    def pairs(self) -> list[MarkPair]:
        """All pairs, frozen, with their depths."""
        kept = [one for one in self.found if one.is_pair]
        index = {one.opener: number for number, one in enumerate(kept)}
        pairs: list[MarkPair] = []
        around: list[int] = []
        for one in kept:
            while around and around[-1] <= one.opener:
                around.pop()
            continues = None if one.continues is None else index[one.continues.opener]
            style = self._style(one.opener)
            pairs.append(MarkPair(one.opener, one.closer, one.end, len(around), continues, style))
            around.append(one.end)
        return pairs

    def _style(self, opener: int) -> str:
        return style_of(self.forms[opener])

    def _is_speech(self, one: _Open) -> bool:
        """Whether an unclosed single mark opens a quotation all the same: no apostrophe can."""
        return one.is_first and one is self.stack[0] and self.forms[one.opener] == "‘"

    def _open(self, mark: Mark, first: int) -> None:
        one = _Open(mark.token, mark.family, is_first=mark.token == first)
        before = self.unclosed
        if one.is_first and before is not None and before.family is one.family:
            one.continues = before
        around = self.stack[-1] if self.stack else None
        if (
            around
            and around.inner is None
            and self._style(around.opener) == self._style(one.opener)
        ):
            around.inner = one.opener
        self.stack.append(one)
        self.found.append(one)
        self.open_by_family[one.family] += 1

    def _closes_single(self, marks: list[Mark], number: int) -> bool:
        """Whether a single mark closes the innermost pair, and is no apostrophe."""
        if not self.stack or self.stack[-1].family is not Family.SINGLE:
            return False
        is_nested = len(self.stack) > 1
        return not (marks[number].is_doubtful and _closes_later(marks, number, is_nested=is_nested))

    def _close(self, mark: Mark) -> None:
        """Close the innermost open pair of the mark's family, and give up on those inside it."""
        while True:
            one = self.stack.pop()
            self.open_by_family[one.family] -= 1
            if one.family is mark.family:
                break
            one.is_pair = one.family is not Family.SINGLE
            one.end = mark.token
        one.closer = mark.token
        one.end = mark.token + 1


def _closes_later(marks: list[Mark], number: int, *, is_nested: bool) -> bool:
    """Whether a surer single closing mark follows the doubtful one before any opens."""
    for mark in marks[number + 1 : number + 1 + _LOOKAHEAD]:
        if mark.family is Family.SINGLE:
            if mark.role is Role.OPENS:
                return False
            if not mark.is_doubtful:
                return True
        elif is_nested:
            return False
    return False
