"""Sentences: within paragraphs, and with an eye to quotations.

A sentence ends after a terminal mark (``.``, ``!``, ``?``, an ellipsis) and the closing marks and
brackets that follow it, unless what comes next shows that it goes on:

* a word in lower case (``“Stop!” he said``, ``the U.S. officials``);
* after a quotation: a name or pronoun and a verb of saying (``“Stop!” Ann said``);
* after an abbreviation that wants more (``Mr.``), an initial, an acronym before a capitalised
  word that is not one of those sentences begin with (``the U.S. Senate``), or before a number
  (``No. 5``).

A paragraph's end always ends a sentence, so headlines need no period.
"""

from quotelib.text.paragraphs import TokenRange
from quotelib.text.quotemarks import MarkPair
from quotelib.text.tokens import Tokens
from quotelib.text.words import word_lists

_TERMINAL = frozenset(".!?…。！？｡।؟")
_BRACKETS = frozenset(")]}")
_CLOSING_FORMS = frozenset("\"'”’»›)]}") | {"''"}
_REPORTING_REACH = 4
"""Tokens after a quotation among which its verb of saying may stand: ``Mr. John Smith said``."""


def split(tokens: Tokens, paragraphs: list[TokenRange], pairs: list[MarkPair]) -> list[TokenRange]:
    """The sentences of a text as token ranges that tile its tokens in order."""
    forms = tokens.forms
    enders = {form for form in set(forms) if form[-1] in _TERMINAL}
    closers = {one.closer for one in pairs}
    sentences: list[TokenRange] = []
    candidates = [i for i, form in enumerate(forms) if form in enders]
    at = 0
    for first, end in paragraphs:
        while at < len(candidates) and candidates[at] < end:
            last = candidates[at] + 1
            at += 1
            while last < end and (last in closers or forms[last] in _BRACKETS or forms[last] in enders):
                last += 1
            while at < len(candidates) and candidates[at] < last:
                at += 1
            if last < end and last > first and _ends_sentence(forms, last, end, closers):
                sentences.append((first, last))
                first = last
        if first < end:
            sentences.append((first, end))
    return sentences


def _ends_sentence(forms: list[str], last: int, end: int, closers: set[int | None]) -> bool:
    """Whether a sentence ends before token ``last``, after a terminal mark and closing marks."""
    words = word_lists()
    following = forms[last]
    terminal = last - 1
    while terminal in closers or forms[terminal] in _BRACKETS:
        terminal -= 1
    if following[0].islower() or following[0] in ",;:":
        return False
    mark = forms[terminal]
    if mark in (".", "!", "?") or mark[0] in "!?":
        if mark == "." and following[0].isdigit() and forms[terminal - 1].lower() in words.numbered:
            return False
    elif mark[-1] == "." and mark[0].isalnum():
        if mark[:-1].lower() in words.openers:
            return False
        if following[0].isdigit():
            return False
        if following[0].isalpha() and following.lower() not in words.starters:
            return False
    return not (terminal + 1 < last and last - 1 in closers and _is_reported(forms, last, end))


def _is_reported(forms: list[str], last: int, end: int) -> bool:
    """Whether a verb of saying follows with nothing but its subject before it."""
    words = word_lists()
    for form in forms[last : min(end, last + _REPORTING_REACH)]:
        if form in words.reporting:
            return True
        if not (form[0].isupper() or form == "'s"):
            return False
    return False
