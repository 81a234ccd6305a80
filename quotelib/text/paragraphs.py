"""Paragraphs: a blank line always ends one; a single line break does unless the lines are wrapped.

News comes with one line to a paragraph, books and mail with lines broken at some 70 columns. A
text counts as hard-wrapped, as a whole, when many of its single line breaks stand inside a
sentence: no terminal mark before, a word in lower case after.
"""

import re
from bisect import bisect_left

from quotelib.text.tokens import Tokens

TokenRange = tuple[int, int]

_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]\s*")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r\v\x85\u2028])[^\n\r\v\f\x85\u2028\u2029]*[\n\r\v\x85\u2028]|[\f\u2029]")
_WRAPPED_SHARE = 1 / 4
"""Share of single line breaks that must stand inside a sentence. In wrapped English prose it is
above a half, in wrapped dialogue less, in a text of one line to a paragraph about zero."""
_TERMINAL = frozenset(".!?:;…\"”’'»)]*")


def find_paragraphs(tokens: Tokens) -> list[TokenRange]:
    """The paragraphs of a text as token ranges that tile its tokens in order."""
    text, starts = tokens.text, tokens.starts
    if not starts:
        return []
    blank: list[int] = []
    single: list[int] = []
    index = 0
    for match in _BREAK.finditer(text, starts[0], starts[-1]):
        index = bisect_left(starts, match.end(), lo=index)
        (blank if _BLANK_LINE.match(match[0]) else single).append(index)
    ends = blank if _is_wrapped(tokens.forms, single) else sorted({*blank, *single})
    return list(zip([0, *ends], [*ends, len(starts)], strict=True))


def _is_wrapped(forms: list[str], breaks: list[int]) -> bool:
    """Whether lines are hard-wrapped; ``breaks`` are the tokens after single line breaks."""
    inside = sum(forms[i][0].islower() and forms[i - 1][-1] not in _TERMINAL for i in breaks)
    return inside > _WRAPPED_SHARE * len(breaks)
