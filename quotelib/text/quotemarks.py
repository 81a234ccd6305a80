"""Quotation marks: which opens, which closes, which belong together, and which are none.

A mark says what it does in one of two ways. Some forms are one-sided: ``“`` opens, ``”`` closes.
The others (``"``, ``''``, ``'``) do either, and their neighbours tell: a mark with space before it
and a word after it opens, one with a word before and space after closes; where the neighbours
do not tell, a mark closes what is open and opens otherwise.

Pairs are made paragraph by paragraph on a stack, one family of marks (double, single,
guillemets, ...) at a time: a closing mark closes the innermost open pair of its family. The rest is
what writers get wrong or leave out:

* Several paragraphs of one quotation have an opening mark each and one closing mark; each is a
  pair, linked by ``continues``. Where the closing mark stands in a later paragraph without the
  opening marks between, the pair spans the paragraphs.
* An unclosed quotation ends at the paragraph's end, or where the next of its family opens.
* A closing mark with nothing to close is ignored.
* An apostrophe looks like a single closing mark and often like an opening one. A single mark opens
  only tentatively: without a closing mark there was no quotation. After a plural in -s (``boys'``)
  it closes only if no surer closing mark follows.
* Marks of feet and inches stand after digits, with nothing open or after a mark of feet.
"""

import re

import attrs

from quotelib.text.paragraphs import TokenRange
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
    """Style of the opening mark, a value of ``STYLES``."""


_DOUBLE, _SINGLE, _GUILLEMET, _SINGLE_GUILLEMET, _CORNER, _WHITE_CORNER = range(6)
_OPENS, _CLOSES, _EITHER = "opens", "closes", "either"

_MARKS = {
    "“": (_DOUBLE, _OPENS), "”": (_DOUBLE, _CLOSES), "„": (_DOUBLE, _OPENS), "‟": (_DOUBLE, _OPENS),
    '"': (_DOUBLE, _EITHER), "''": (_DOUBLE, _EITHER), "``": (_DOUBLE, _OPENS), "＂": (_DOUBLE, _EITHER),
    "‘": (_SINGLE, _OPENS), "’": (_SINGLE, _CLOSES), "‚": (_SINGLE, _OPENS), "‛": (_SINGLE, _OPENS),
    "'": (_SINGLE, _EITHER), "`": (_SINGLE, _OPENS),
    "«": (_GUILLEMET, _OPENS), "»": (_GUILLEMET, _CLOSES),
    "‹": (_SINGLE_GUILLEMET, _OPENS), "›": (_SINGLE_GUILLEMET, _CLOSES),
    "「": (_CORNER, _OPENS), "」": (_CORNER, _CLOSES), "『": (_WHITE_CORNER, _OPENS), "』": (_WHITE_CORNER, _CLOSES),
}  # fmt: skip

STYLES = {
    "“": "curly", '"': "straight", "''": "straight", "＂": "straight", "``": "latex", "‟": "curly", "„": "low-high",
    "”": "curly", "‘": "single-curly", "’": "single-curly", "‛": "single-curly", "'": "single-straight",
    "`": "backtick", "‚": "single-low-high", "«": "guillemets", "»": "guillemets", "‹": "single-guillemets",
    "›": "single-guillemets", "「": "corner", "『": "white-corner",
}  # fmt: skip
"""Opening mark -> style of its pair."""

_OPEN_BEFORE = frozenset("([{<—–-―‒/")
"""Besides space, what may stand right before an opening mark."""
_CLOSED_AFTER = frozenset(".,;:!?)]}>—–-―‒…/")
"""Besides space, what may stand right after a closing mark."""

_LOOKAHEAD = 8
"""Marks to look at beyond an apostrophe for a surer closing mark: a sentence or two."""
_INVISIBLE = frozenset("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
_MAX_RUN = 4
"""Marks and invisible characters in a row, as where two quotations end together."""
_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")
_DOUBTFUL_AFTER = frozenset("sSzZ")
"""Letters of plural possessives; the apostrophe is all there is of the ending."""
_MAX_CARRY = 6
"""Paragraphs a quotation may run on without an opening mark of its own on each."""


def pair(tokens: Tokens, paragraphs: list[TokenRange]) -> tuple[list[MarkPair], list[int]]:
    """Pair the quotation marks of a text.

    Returns the pairs, and for each token 1 + the index of the outermost pair that it is part of
    (marks included), 0 outside all pairs.
    """
    pairing = _Pairing(tokens.forms)
    by_paragraph = _read_marks(tokens, paragraphs)
    for number, ((first, end), marks) in enumerate(zip(paragraphs, by_paragraph, strict=True)):
        pairing.read_paragraph(first, end, marks)
        if pairing.stack and not pairing.is_closed_soon(by_paragraph[number + 1 : number + 1 + _MAX_CARRY]):
            pairing.end_paragraph(end)
    pairs = pairing.pairs()
    quoted = [0] * len(tokens.forms)
    for number, one in enumerate(pairs, start=1):
        if one.depth == 0:
            quoted[one.opener : one.end] = [number] * (one.end - one.opener)
    return pairs, quoted


@attrs.frozen(slots=True)
class _Mark:
    """A token that may be a quotation mark, and what its form and its neighbours say it does."""

    token: int
    family: int
    role: str
    is_doubtful: bool
    """Whether it may as well be the apostrophe of a plural possessive (``boys'``)."""


def _read_marks(tokens: Tokens, paragraphs: list[TokenRange]) -> list[list[_Mark]]:
    """The marks of each paragraph; apostrophes, feet and inches left out where it is certain."""
    found = [i for i, form in enumerate(tokens.forms) if form in _MARKS]
    marks: list[list[_Mark]] = []
    at = 0
    for _, end in paragraphs:
        here: list[_Mark] = []
        while at < len(found) and found[at] < end:
            mark = _read_mark(tokens, found[at])
            if mark is not None:
                here.append(mark)
            at += 1
        marks.append(here)
    return marks


def _read_mark(tokens: Tokens, token: int) -> _Mark | None:
    """Tell from its form and its neighbours what a mark does; None if it is no quotation mark."""
    text, form = tokens.text, tokens.forms[token]
    start, end = tokens.starts[token], tokens.ends[token]
    family, role = _MARKS[form]
    before, after = _neighbours(text, start, end, family)
    may_open = (before.isspace() or before in _OPEN_BEFORE) and not after.isspace()
    may_close = (after.isspace() or after in _CLOSED_AFTER) and not (before.isspace() or before in "([{")
    if family == _SINGLE and not _is_quote(form, may_open, may_close):
        return None
    if before.isdigit() and _FEET.search(text, max(0, start - 8), start):
        return None
    shape = _OPENS if may_open and not may_close else _CLOSES if may_close and not may_open else _EITHER
    if role == _EITHER:
        role = shape
    elif shape not in (role, _EITHER) or (before.isspace() and after.isspace()):
        role = _EITHER
    is_doubtful = (
        family == _SINGLE
        and text[max(0, start - 1) : start] in _DOUBTFUL_AFTER
        and after.isspace()
        and token + 1 < len(tokens.forms)
        and tokens.forms[token + 1][0].isalnum()
    )
    return _Mark(token, family, role, is_doubtful)


def _neighbours(text: str, start: int, end: int, family: int) -> tuple[str, str]:
    """The characters around a mark, seen past marks of other families that stand next to it.

    A mark of its own family counts as a space: one of the two closes and the other opens.
    """
    before = after = " "
    for offset in range(start - 1, max(-1, start - 1 - _MAX_RUN), -1):
        before = text[offset]
        if before not in _MARKS and before not in _INVISIBLE:
            break
        if before in _MARKS and _MARKS[before][0] == family:
            before = " "
            break
    for offset in range(end, min(len(text), end + _MAX_RUN)):
        after = text[offset]
        if after not in _MARKS and after not in _INVISIBLE:
            break
        if after in _MARKS and _MARKS[after][0] == family:
            after = " "
            break
    return before, after


def _is_quote(form: str, may_open: bool, may_close: bool) -> bool:
    """Whether a single mark can be a quotation mark at all, and not only an apostrophe."""
    if form == "’":
        return may_close
    if form == "`":
        return may_open
    return may_open != may_close


@attrs.define(slots=True)
class _Open:
    """A pair in the making."""

    opener: int
    family: int
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
        self.open_by_family = [0] * (_WHITE_CORNER + 1)
        self.unclosed: _Open | None = None
        """The quotation that the paragraph before left open."""

    def read_paragraph(self, first: int, end: int, marks: list[_Mark]) -> None:
        """Pair the marks of the paragraph ``first`` to ``end``; what stays open is on the stack."""
        for number, mark in enumerate(marks):
            if mark.role == _OPENS:
                self._open(mark, is_first=mark.token == first)
            elif mark.family == _SINGLE:
                if self.stack and self.stack[-1].family == _SINGLE:
                    if not (mark.is_doubtful and _closes_later(marks, number, nested=len(self.stack) > 1)):
                        self._close(mark)
            elif self.open_by_family[mark.family]:
                self._close(mark)
            elif mark.role == _EITHER:
                self._open(mark, is_first=mark.token == first)
        self.unclosed = None

    def is_closed_soon(self, paragraphs: list[list[_Mark]]) -> bool:
        """Whether the next mark of the outermost open family closes it, in a later paragraph."""
        family = self.stack[0].family
        if family == _SINGLE:
            return False
        following = next((mark for marks in paragraphs for mark in marks if mark.family == family), None)
        return following is not None and following.role == _CLOSES

    def end_paragraph(self, end: int) -> None:
        """Give up on what is open, where the paragraph ends."""
        kept = [one for one in self.stack if one.family != _SINGLE or self._is_main_style(one)]
        for one in self.stack:
            one.is_pair = False
        for one in kept:
            one.is_pair = True
            one.end = end if one.inner is None else one.inner
        self.unclosed = next((one for one in kept if one.end == end), None)
        self.stack.clear()
        self.open_by_family = [0] * len(self.open_by_family)

    def _is_main_style(self, one: _Open) -> bool:
        """Whether an unclosed single mark is a quotation all the same: ``‘`` is no apostrophe."""
        return self.forms[one.opener] == "‘" and one is self.stack[0] and one.is_first

    def _open(self, mark: _Mark, *, is_first: bool) -> None:
        one = _Open(mark.token, mark.family, is_first)
        if is_first and self.unclosed is not None and self.unclosed.family == mark.family:
            one.continues = self.unclosed
        around = self.stack[-1] if self.stack else None
        if around is not None and around.inner is None and self.style(around.opener) == self.style(mark.token):
            around.inner = mark.token
        self.stack.append(one)
        self.found.append(one)
        self.open_by_family[mark.family] += 1

    def _close(self, mark: _Mark) -> None:
        """Close the innermost open pair of the mark's family; what is open inside it was none."""
        while True:
            one = self.stack.pop()
            self.open_by_family[one.family] -= 1
            if one.family == mark.family:
                break
            one.is_pair = one.family != _SINGLE
            one.end = mark.token
        one.closer = mark.token
        one.end = mark.token + 1

    def style(self, opener: int) -> str:
        """The style of a pair with this opening mark."""
        return STYLES[self.forms[opener]]

    def pairs(self) -> list[MarkPair]:
        """All pairs, frozen, with their depths."""
        kept = [one for one in self.found if one.is_pair]
        index = {id(one): number for number, one in enumerate(kept)}
        pairs: list[MarkPair] = []
        around: list[int] = []
        for one in kept:
            while around and around[-1] <= one.opener:
                around.pop()
            continues = None if one.continues is None else index[id(one.continues)]
            style = self.style(one.opener)
            pairs.append(MarkPair(one.opener, one.closer, one.end, len(around), continues, style))
            around.append(one.end)
        return pairs


def _closes_later(marks: list[_Mark], number: int, *, nested: bool) -> bool:
    """Whether a surer single closing mark follows the doubtful one before any opens."""
    for mark in marks[number + 1 : number + 1 + _LOOKAHEAD]:
        if mark.family == _SINGLE:
            if mark.role == _OPENS:
                return False
            if not mark.is_doubtful:
                return True
        elif nested:
            return False
    return False
