"""Single quotation marks: which tokens are some, and what each does by its form and neighbours.

Some forms are one-sided: ``“`` opens, ``”`` closes. The others (``"``, ``''``, ``'``) do either, and
their neighbours tell: a mark with space before it and a word after it opens, one with a word
before it and space after it closes. Where form and neighbours contradict each other (``”word``,
``»word«``, ``„word“``) or the neighbours do not tell, the mark may do either, and pairing decides.
"""

import re
from array import array
from enum import Enum

import attrs

from quotelib.text.invisible import BLANK, CHARACTERS
from quotelib.text.scanning import places_of
from quotelib.text.tokens import Tokens


class Family(Enum):
    """Marks that pair with each other."""

    DOUBLE = 0
    SINGLE = 1
    GUILLEMET = 2
    SINGLE_GUILLEMET = 3
    CORNER = 4
    WHITE_CORNER = 5
    DASH = 6


class Role(Enum):
    """What a mark does."""

    OPENS = 0
    CLOSES = 1
    EITHER = 2


@attrs.frozen(slots=True)
class MarkKind:
    """What a token that may be a quotation mark is."""

    family: Family
    role: Role
    is_doubtful: bool = False
    """Whether it may as well be the apostrophe of a plural possessive (``boys'``)."""


_KINDS = [
    MarkKind(family, role, is_doubtful)
    for family in Family
    for role in Role
    for is_doubtful in (False, True)
]
_NUMBER_OF = {kind: number for number, kind in enumerate(_KINDS)}


class Marks:
    """The marks of a text in order; five bytes a mark, since a text may be nothing but marks."""

    __slots__ = ("_kinds", "tokens")

    def __init__(self) -> None:
        self.tokens = array("i")
        """Where they stand."""
        self._kinds = bytearray()

    def __len__(self) -> int:
        return len(self.tokens)

    def add(self, token: int, kind: MarkKind) -> None:
        """Add a mark behind the others."""
        self.tokens.append(token)
        self._kinds.append(_NUMBER_OF[kind])

    def kind(self, place: int) -> MarkKind:
        """Give the kind of the mark at a place among all."""
        return _KINDS[self._kinds[place]]


_FORMS = {
    "“": (Family.DOUBLE, Role.OPENS, "curly"),
    "”": (Family.DOUBLE, Role.CLOSES, "curly"),
    "‟": (Family.DOUBLE, Role.OPENS, "curly"),
    "„": (Family.DOUBLE, Role.OPENS, "low-high"),
    '"': (Family.DOUBLE, Role.EITHER, "straight"),
    "＂": (Family.DOUBLE, Role.EITHER, "straight"),
    "''": (Family.DOUBLE, Role.EITHER, "straight"),
    "``": (Family.DOUBLE, Role.OPENS, "backticks"),
    "‘": (Family.SINGLE, Role.OPENS, "single-curly"),
    "’": (Family.SINGLE, Role.CLOSES, "single-curly"),
    "‛": (Family.SINGLE, Role.OPENS, "single-curly"),
    "‚": (Family.SINGLE, Role.OPENS, "single-low-high"),
    "'": (Family.SINGLE, Role.EITHER, "single-straight"),
    "`": (Family.SINGLE, Role.OPENS, "single-backtick"),
    "«": (Family.GUILLEMET, Role.OPENS, "guillemets"),
    "»": (Family.GUILLEMET, Role.CLOSES, "guillemets"),
    "‹": (Family.SINGLE_GUILLEMET, Role.OPENS, "single-guillemets"),
    "›": (Family.SINGLE_GUILLEMET, Role.CLOSES, "single-guillemets"),
    "「": (Family.CORNER, Role.OPENS, "corner"),
    "」": (Family.CORNER, Role.CLOSES, "corner"),
    "『": (Family.WHITE_CORNER, Role.OPENS, "white-corner"),
    "』": (Family.WHITE_CORNER, Role.CLOSES, "white-corner"),
}
_KNOWN = frozenset(_FORMS)

_OPENING_BRACKETS = frozenset("([{")
_MAY_STAND_BEFORE = frozenset("([{<—–-―‒/")
"""Besides space, what may stand right before an opening mark."""
_MAY_STAND_AFTER = frozenset(".,;:!?)]}>—–-―‒…/")
"""Besides space, what may stand right after a closing mark."""

_INVISIBLE = frozenset(("\u00ad", BLANK, *CHARACTERS))
"""Seen past when a mark's neighbours are looked for. A text has blanks for the characters, but the trainer reads them as they are."""
_MAX_RUN = 4
"""Marks and invisible characters in a row, as where two quotations end together."""
_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")
_MAX_FEET = 8
"""Characters of the longest such measure before its mark of inches."""
_PLURAL_ENDINGS = frozenset("sSzZ")
"""Letters of plural possessives; the apostrophe is all there is of the ending."""


def style_of(form: str) -> str:
    """The style of a pair that this form opens: "curly", "straight", "single-curly", ..."""
    return _FORMS[form][2] if form in _FORMS else "dash"


def read_marks(tokens: Tokens) -> Marks:
    """The marks of a text; what can only be an apostrophe, feet or inches is left out."""
    marks = Marks()
    for token in places_of(_KNOWN, tokens.forms):
        kind = _read(tokens, token)
        if kind is not None:
            marks.add(token, kind)
    return marks


def _read(tokens: Tokens, token: int) -> MarkKind | None:
    """Read one mark; None if it is no quotation mark."""
    text, start, end = tokens.text, tokens.starts[token], tokens.ends[token]
    family, role, _ = _FORMS[tokens.forms[token]]
    before, after = _neighbours(text, start, end, family)
    if before.isdigit() and _FEET.search(text, max(0, start - _MAX_FEET), start):
        return None
    shape = _shape(before, after)
    if family is Family.SINGLE and _is_apostrophe(tokens.forms[token], shape):
        return None
    if role is Role.EITHER:
        role = shape
    elif shape not in (role, Role.EITHER) or (before.isspace() and after.isspace()):
        role = Role.EITHER
    return MarkKind(family, role, family is Family.SINGLE and _is_doubtful(tokens, token))


def _shape(before: str, after: str) -> Role:
    """What the characters around a mark say of it."""
    may_open = (before.isspace() or before in _MAY_STAND_BEFORE) and not after.isspace()
    may_close = (after.isspace() or after in _MAY_STAND_AFTER) and not (
        before.isspace() or before in _OPENING_BRACKETS
    )
    if may_open == may_close:
        return Role.EITHER
    return Role.OPENS if may_open else Role.CLOSES


def _neighbours(text: str, start: int, end: int, family: Family) -> tuple[str, str]:
    """The characters around a mark, seen past marks of other families that stand next to it.

    A mark of its own family counts as a space: one of the two closes and the other opens.
    """
    before = _first_plain(text, range(start - 1, max(-1, start - 1 - _MAX_RUN), -1), family)
    after = _first_plain(text, range(end, min(len(text), end + _MAX_RUN)), family)
    return before, after


def _first_plain(text: str, offsets: range, family: Family) -> str:
    """The first character at ``offsets`` that is no mark of another family; a space if none is."""
    for offset in offsets:
        character = text[offset]
        if character in _FORMS:
            if _FORMS[character][0] is family:
                return " "
        elif character not in _INVISIBLE:
            return character
    return " "


def _is_apostrophe(form: str, shape: Role) -> bool:
    """Whether a single mark cannot be a quotation mark where it stands."""
    if form == "’":
        return shape is not Role.CLOSES
    if form == "`":
        return shape is Role.CLOSES
    return shape is Role.EITHER


def _is_doubtful(tokens: Tokens, token: int) -> bool:
    """Whether a single mark stands where that of a plural possessive would: ``the boys' toys``."""
    if token == 0 or token + 1 == len(tokens.forms):
        return False
    start, end = tokens.starts[token], tokens.ends[token]
    return (
        tokens.text[start - 1] in _PLURAL_ENDINGS
        and tokens.starts[token + 1] > end
        and tokens.forms[token + 1][0].isalnum()
    )
