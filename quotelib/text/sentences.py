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

from quotelib.text.paragraphs import TokenRange
from quotelib.text.quotemarks import MarkPair
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


def split(tokens: Tokens, paragraphs: list[TokenRange], pairs: list[MarkPair]) -> list[TokenRange]:
    """The sentences of a text as token ranges that tile its tokens in order."""
    forms, words = tokens.forms, word_lists()
    enders = {form for form in set(forms) if form[-1] in _TERMINAL}
    closers = {one.closer for one in pairs}
    terminals = [i for i, form in enumerate(forms) if form in enders]
    sentences: list[TokenRange] = []
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
            is_quotation = following - 1 in closers and forms[terminal] != "."
            if is_quotation and _is_reported(forms, following, end, words):
                continue
            sentences.append((first, following))
            first = following
        if first < end:
            sentences.append((first, end))
    return sentences


def _skip_closing(forms: list[str], at: int, end: int, closers: set[int | None]) -> int:
    """The first token from ``at`` on that is no end of a quotation, bracket or terminal mark."""
    while at < end:
        if at in closers or forms[at] in _CLOSING or forms[at][0] in _TERMINAL:
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
