"""The value that every later stage reads: one text, cut once, with what the text floor knows of it.

All indices are token indices unless a name says otherwise; every range is half-open
(first token, past the last token). Offsets are Unicode code points into the text as given.
"""

from collections.abc import Sequence

import attrs

from quotelib.text.mark_pairs import MarkPairs
from quotelib.text.tiling import Tiling, TokenRange

__all__ = ["Analysis", "TokenRange"]


@attrs.frozen(slots=True, eq=False)
class Analysis:
    """Tokens, tags, sentences, paragraphs and quotation marks of one text, as parallel sequences.

    ``forms[i]`` is ``text[starts[i]:ends[i]]`` and ``tags[i]`` its Penn Treebank tag. Sentences
    and paragraphs tile the tokens in order. ``quoted[i]`` is 1 + the index in ``pairs`` of the
    outermost pair of quotation marks that token ``i`` is part of (marks included), 0 outside.
    """

    text: str
    forms: list[str]
    starts: Sequence[int]
    ends: Sequence[int]
    tags: list[str]
    sentences: Tiling
    paragraphs: Tiling
    pairs: MarkPairs
    quoted: Sequence[int]
