"""Documents as spaCy's displaCy draws them: the dicts of ``displacy.render(..., manual=True)``.

Its style "ent" cannot draw what overlaps; its style "span" can, but counts tokens. Both are plain
dicts: spaCy itself is needed only to draw them. DisplaCy escapes texts and tokens but not labels or
links, so that only the closed sets of names go there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from quotelib.document import Document
from quotelib.errors import ParameterError
from quotelib.export.pieces import Mark, pieces, sorted_marks

DisplacyStyle = Literal["ent", "span"]


def to_displacy(document: Document, style: DisplacyStyle = "ent") -> dict[str, object]:
    """The document as the dict that displaCy takes with ``manual=True`` and the same `style`.

    Labels are CONTENT, SOURCE, CUE, the acts (THREAT) and the devices (SCARE_QUOTES). Of two marks that
    overlap, style "ent" keeps the one that begins first (of two that begin together, the longer);
    style "span" keeps all. Offsets of characters are code points; its tokens are the words, cut
    where a mark begins or ends.

    Raises:
        ParameterError: there is no such style.
    """
    if style not in get_args(DisplacyStyle):
        styles = " or ".join(map(repr, get_args(DisplacyStyle)))
        raise ParameterError(f"the style must be {styles}, not {style!r}")
    marks = sorted_marks(document)
    if style == "ent":
        entities = [_entity(document, mark) for mark in _apart(marks)]
        return {"text": document.text, "ents": entities, "title": None}
    words = [
        (piece.start + word.start(), word[0])
        for piece in pieces(document)
        for word in re.finditer(r"\S+", piece.text)
    ]
    starts = [start for start, _ in words]
    spans = []
    for mark in marks:
        first, end = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        if first < end:
            spans.append({**_entity(document, mark), "start_token": first, "end_token": end})
    return {
        "text": document.text,
        "spans": spans,
        "tokens": [word for _, word in words],
        "title": None,
    }


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    end = 0
    for mark in marks:
        if mark.start >= end:
            yield mark
            end = mark.end


def _entity(document: Document, mark: Mark) -> dict[str, object]:
    return {"start": mark.start, "end": mark.end, "label": _label(document, mark)}


def _label(document: Document, mark: Mark) -> str:
    if mark.role == "trigger":
        return document.frames[mark.index].act.value.upper()
    if mark.role == "device":
        return document.devices[mark.index].kind.value.upper()
    return mark.role.upper()
