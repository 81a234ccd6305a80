"""Paragraphs: a blank line always ends one; a single line break does unless the lines are wrapped.

News comes with one line to a paragraph, books and mail with lines broken at some 70 columns. A
line break with no terminal mark before it and a word in lower case after it stands inside a
sentence and ends no paragraph. Where many of a text's single line breaks are such, the text
counts as hard-wrapped, and none of them ends a paragraph.
"""

import re
from bisect import bisect_left
from itertools import chain

from quotelib.text.tiling import Tiling
from quotelib.text.tokens import Tokens

_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]\s*")
_LINE_END = r"(?:\r\n|\r(?!\n)|[\n\v\x85\u2028])"
_BLANK_LINE = re.compile(rf"{_LINE_END}[^\n\r\v\x85\u2028]*{_LINE_END}|[\f\u2029]")
_WRAPPED_SHARE = 1 / 4
"""Share of single line breaks that must stand inside a sentence. In wrapped English prose it is
above a half, in wrapped dialogue less, in a text of one line to a paragraph about zero."""
_TERMINAL = frozenset(".!?:;…\"”’'»)]*")


def holds_blank_line(gap: str) -> bool:
    """Whether the white space between two tokens holds a blank line, or what stands for one."""
    return _BLANK_LINE.search(gap) is not None


def find_paragraphs(tokens: Tokens) -> Tiling:
    """The paragraphs of a text as token ranges that tile its tokens in order."""
    text, starts = tokens.text, tokens.starts
    if not starts:
        return Tiling([])
    blank: list[int] = []
    single: list[int] = []
    index = 0
    for match in _BREAK.finditer(text, starts[0], starts[-1]):
        index = bisect_left(starts, match.end(), lo=index)
        (blank if holds_blank_line(match[0]) else single).append(index)
    inside = [_is_inside_sentence(tokens.forms, i) for i in single]
    if sum(inside) > _WRAPPED_SHARE * len(single):
        ends = blank
    else:
        ends = sorted(blank + [i for i, runs_on in zip(single, inside, strict=True) if not runs_on])
    return Tiling(chain([0], ends, [len(starts)]))


def _is_inside_sentence(forms: list[str], after: int) -> bool:
    """Whether a sentence runs on over the line break before token ``after``."""
    return forms[after][0].islower() and forms[after - 1][-1] not in _TERMINAL
