"""Sentences: within paragraphs, and with an eye to quotations.

A sentence ends after a terminal mark (``.``, ``!``, ``?``, an ellipsis) with the closing marks,
brackets and references (``[2]``) that follow it, unless what comes next, or what stands before,
shows that it goes on:

* a word in lower case, a comma or the like (``“Stop!” he said``, ``the U.S. officials``);
* after a quotation that ends in another mark than a period, which there would be a comma: a name
  and a verb of saying (``“Stop!” Ann said``);
* an abbreviation that wants more (``Mr.``), any other before a capitalised word that is not one
  of those sentences begin with (``the U.S. Senate``), before a number (``No. 5``) or a bracket;
* a number that numbers what follows (``2.``, ``Figure 2.``).

A paragraph's end always ends a sentence, so headlines need no period.
"""

from array import array
from collections.abc import Iterator, Sequence

from quotelib.text.mark_pairs import MarkPair
from quotelib.text.scanning import places_of
from quotelib.text.tiling import Tiling
from quotelib.text.tokens import Tokens
from quotelib.text.words import WordLists, word_lists

_TERMINAL = frozenset(".!?…。！？｡।؟")
_CLOSING = frozenset(")]}")
_CONTINUING = frozenset(",;:)]}%")
_BREAKS_OFF = frozenset("([{—–-")
"""First characters of what may follow an abbreviation inside its sentence."""
_REPORTING_REACH = 4
"""Tokens after a quotation among which its verb of saying may stand: ``Mr. John Smith said``."""
_LABEL = 3
"""Tokens of the longest label: ``Figure 2 .``"""
LONGEST = 1_000
"""Tokens of a sentence at most; longer ones are lists or no prose at all, and what is done for each
sentence shall need a bounded memory."""


def split(tokens: Tokens, paragraphs: Tiling, pairs: Sequence[MarkPair]) -> Tiling:
    """The sentences of a text as token ranges that tile its tokens in order."""
    return Tiling(_bounds(tokens, paragraphs, pairs))


def _bounds(tokens: Tokens, paragraphs: Tiling, pairs: Sequence[MarkPair]) -> Iterator[int]:
    """Where sentences begin, and the end of the last; what is longer than ``LONGEST`` is cut."""
    first = 0
    for end in _ends(tokens, paragraphs, pairs):
        yield from range(first, end, LONGEST)
        first = end
    if first:
        yield first


def _ends(tokens: Tokens, paragraphs: Tiling, pairs: Sequence[MarkPair]) -> Iterator[int]:
    """Where sentences end."""
    forms, words = tokens.forms, word_lists()
    enders = {form for form in set(forms) if form[-1] in _TERMINAL}
    closers = bytearray(len(forms))
    for one in pairs:
        if one.closer is not None:
            closers[one.closer] = True
    terminals = array("i", places_of(enders, forms))
    at = 0
    for paragraph_start, end in paragraphs:
        first = paragraph_start
        while at < len(terminals) and terminals[at] < end:
            terminal = terminals[at]
            following = _skip_closing(forms, terminal + 1, end, closers)
            at += 1
            while at < len(terminals) and terminals[at] < following:
                terminal = terminals[at]
                at += 1
            if following == end or _goes_on(forms[terminal], forms[following], words):
                continue
            if _is_label(forms, first, terminal, words):
                continue
            is_quotation = closers[following - 1] and forms[terminal] != "."
            if is_quotation and _is_reported(forms, following, end, words):
                continue
            yield following
            first = following
        if first < end:
            yield end


def _skip_closing(forms: list[str], at: int, end: int, closers: bytearray) -> int:
    """The first token from ``at`` on that is no end of a quotation, bracket or terminal mark."""
    while at < end:
        if closers[at] or forms[at] in _CLOSING or forms[at][0] in _TERMINAL:
            at += 1
        elif _is_reference(forms, at, end):
            at += 3
        else:
            break
    return at


def _is_reference(forms: list[str], at: int, end: int) -> bool:
    """Whether a reference like ``[2]`` begins at token ``at``."""
    if forms[at] != "[" or at + 2 >= end:
        return False
    return forms[at + 2] == "]" and forms[at + 1][0].isdigit()


def _goes_on(terminal: str, following: str, words: WordLists) -> bool:
    """Whether the word before and the one after show that a period ends no sentence."""
    first = following[0]
    if first.islower() or first in _CONTINUING:
        return True
    if not terminal[0].isalnum():
        return False
    if terminal[:-1].lower() in words.openers or first.isdigit() or first in _BREAKS_OFF:
        return True
    return first.isalpha() and following.lower() not in words.starters


def _is_label(forms: list[str], first: int, terminal: int, words: WordLists) -> bool:
    """Whether the period at ``terminal`` stands after a number that numbers what follows."""
    number = forms[terminal - 1]
    if forms[terminal] != "." or terminal == first:
        return False
    if number.lower() in words.numbered and forms[terminal + 1][0].isdigit():
        return True
    if not (number[0].isdigit() or len(number) == 1):
        return False
    if terminal - 1 == first:
        return True
    label = forms[terminal - 2].lower()
    return label in words.numbered or (terminal + 1 - first == _LABEL and label in words.labels)


def _is_reported(forms: list[str], following: int, end: int, words: WordLists) -> bool:
    """Whether a verb of saying comes next, with nothing but its subject before it."""
    for form in forms[following : min(end, following + _REPORTING_REACH)]:
        if form in words.reporting:
            return True
        if not form[0].isupper() or (form != "I" and form.lower() in words.starters):
            return False
    return False
