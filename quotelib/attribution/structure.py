"""Attributions that the page shows without a reporting verb.

What is left once every cue has its content: the turns of a transcript (``DOE: We know.``), signed
quotations (``"We know." - Jane Doe``), and quotations with no attribution near them, as in dialogue,
interviews and pull quotes. A quotation of a clause or more is the content of something; a fragment
is not (scare quotes, titles, nicknames, glosses).
"""

from collections.abc import Sequence

import attrs

from quotelib.attribution.continuation import FreeQuotation, Layout
from quotelib.attribution.spans import is_title
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import VERBAL

_LONGEST_LABEL = 6
"""Tokens of a transcript's label or a signature at most, marks included."""
_LONGEST_BEAT = 40
"""Tokens of narration at most between two parts of one speech: a sentence or two."""
_DASHES = frozenset(("-", "--", "–", "—", "―", "‒"))
_ENDS = frozenset((".", "?", "!", "…", "...", "....", ",", "--", "—", "–", "-"))
_CLOSING = frozenset(("”", '"', "''", "’", "'", "»", "“"))
_NAME_TAGS = frozenset(("NNP", "NNPS", "NN", "NNS", ".", "CD"))


@attrs.frozen(slots=True)
class Turn:
    """Words that structure gives to a source: all token ranges; ``mark`` is the colon or dash."""

    source: TokenRange | None
    mark: TokenRange | None
    content: tuple[TokenRange, ...]


def transcript_turns(analysis: Analysis) -> list[Turn]:
    """Find paragraphs that begin with a label and a colon, where a text has two or more of them.

    A label is in capitals (``DOE:``, ``Q:``) or made of capitalised words and stands in at least two
    paragraphs.
    """
    labelled: dict[str, list[tuple[TokenRange, int, int]]] = {}
    for first, end in analysis.paragraphs:
        colon = _label_end(analysis, first, end)
        if colon is not None:
            label = " ".join(analysis.forms[first:colon])
            labelled.setdefault(label, []).append(((first, colon), colon, end))
    rows = [
        row
        for label, of_label in labelled.items()
        for row in of_label
        if len(labelled) > 1 and (label.isupper() or len(of_label) > 1)
    ]
    return [
        Turn(source=label, mark=(colon, colon + 1), content=((colon + 1, end),))
        for label, colon, end in sorted(rows)
    ]


def _label_end(analysis: Analysis, first: int, end: int) -> int | None:
    """Give the place of the colon after a paragraph's label."""
    forms = analysis.forms
    for index in range(first, min(end - 1, first + _LONGEST_LABEL)):
        form = forms[index]
        if form == ":":
            return index if index > first else None
        if not (form[0].isupper() or form == "."):
            return None
    return None


def signature_of(analysis: Analysis, layout: Layout, quotation: FreeQuotation) -> Turn | None:
    """Give the turn of a quotation that a dash and a name end the paragraph after, or follow it on a line."""
    forms, tags, paragraph = analysis.forms, analysis.tags, layout.paragraphs.at
    dash = quotation.end
    if dash >= len(forms) or forms[dash] not in _DASHES:
        return None
    first = end = dash + 1
    while end < len(forms) and paragraph(end) == paragraph(dash) and end - first < _LONGEST_LABEL:
        if tags[end] not in _NAME_TAGS or not (forms[end][0].isupper() or forms[end] == "."):
            break
        end += 1
    if end == first or (
        end < len(forms) and paragraph(end) == paragraph(dash) and forms[end] != ","
    ):
        return None
    return Turn((first, end), (dash, dash + 1), ((quotation.first, quotation.end),))


def cueless_turns(analysis: Analysis, layout: Layout, free: Sequence[FreeQuotation]) -> list[Turn]:
    """Make turns of the quotations that nothing attributes; parts of one quotation make one turn."""
    continued = {
        pair.opener: analysis.pairs[pair.continues].opener
        for pair in analysis.pairs
        if pair.continues is not None
    }
    parts: list[list[FreeQuotation]] = []
    by_opener: dict[int, list[FreeQuotation]] = {}
    for quotation in free:
        if not is_utterance(analysis, layout, quotation):
            continue
        group = by_opener.get(continued.get(quotation.first, -1))
        if group is None and parts and _goes_on(layout, parts[-1][-1], quotation):
            group = parts[-1]
        if group is None:
            group = []
            parts.append(group)
        group.append(quotation)
        by_opener[quotation.first] = group
    return [
        (signature_of(analysis, layout, group[0]) if len(group) == 1 else None)
        or Turn(None, None, tuple((part.first, part.end) for part in group))
        for group in parts
    ]


def is_utterance(analysis: Analysis, layout: Layout, quotation: FreeQuotation) -> bool:
    """Tell a quotation that somebody utters from a fragment: scare quote, title, nickname, gloss.

    An utterance ends like one (a stop, comma or dash before the closing mark) and begins like one
    (with a capital or where its sentence begins), or is a clause with a verb of some length.
    """
    forms, tags = analysis.forms, analysis.tags
    first, end = quotation.first, quotation.end
    inner_end = end - 1 if forms[end - 1] in _CLOSING and end - first > 1 else end
    if first + 1 >= inner_end or is_title(analysis, (first, end)):
        return False
    ends = forms[inner_end - 1] in _ENDS
    sentence_first, sentence_end = layout.sentences[layout.sentences.at(first)]
    begins = sentence_first == first
    capital = not forms[first + 1][0].islower()
    alone = begins and sentence_end <= end + 1
    verb = any(tags[k] in VERBAL for k in range(first + 1, inner_end))
    if ends and (begins or capital or verb):
        return True
    if not quotation.closed:
        return begins and verb
    return alone or (verb and capital and inner_end - first > 5)


def _goes_on(layout: Layout, before: FreeQuotation, quotation: FreeQuotation) -> bool:
    """Tell a quotation's second part, after an interruption or a beat (``"No." She rose. "Go."``).

    Both stand in a paragraph, with a few words between them: right after each other they are two speakers'.
    """
    return (
        layout.paragraphs.at(before.first) == layout.paragraphs.at(quotation.first)
        and before.end < quotation.first <= before.end + _LONGEST_BEAT
    )
