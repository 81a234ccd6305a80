"""The report beside an utterance, read by grammar: ``"…," the mayor said`` and ``She laughed: "…"``.

The stages learned the verbs of news. Beside a quotation a report is known by its place as well: a
quotation that ends in a comma is followed by its report, and one that begins a sentence after a comma
or colon follows it. Only utterances that no stage has explained are read here. The report may stand at
the end of the paragraph before (``He turned and said:``).
"""

from collections.abc import Sequence

from quotelib.attribution.circumstances import reports_beside
from quotelib.attribution.continuation import FreeQuotation, Layout
from quotelib.attribution.drafts import Draft
from quotelib.attribution.spans import opens_paragraph
from quotelib.attribution.structure import is_utterance
from quotelib.attribution.subjects import clause_subject, phrase_from
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, NOMINAL, VERBAL

CONFIDENCE = 0.6
"""Share of the reports that only their place shows that are right on jackknifed train articles."""

_GOES_ON = frozenset((",", "?", "!", "-", "--", "–", "—", "…", "..."))
"""What stands before the closing mark of a quotation whose sentence goes on."""
_COPULAS = frozenset(("is", "was", "are", "were", "be", "been", "being", "'s", "’s"))
_ADVERBS = frozenset(("RB", "RBR"))
_LONGEST_UNCLOSED = 80
"""Tokens of an unclosed quotation in which its report is looked for."""
_LONGEST_APPOSITION = 20
_APPOSED = NOMINAL.difference(("WP", "WDT", "WP$")).union(
    ("IN", "CC", "VBG", "VBN", ",", "``", "''", "-LRB-", "-RRB-")
)
_REACH = 10
"""Tokens between a reporting verb and the colon or comma after it: whom it is said to, and how."""


def read_reports(
    analysis: Analysis, layout: Layout, free: Sequence[FreeQuotation]
) -> tuple[list[Draft], list[FreeQuotation]]:
    """Make drafts of the reports beside utterances; give them, and the quotations that are left."""
    drafts: dict[TokenRange | None, Draft] = {}
    left = []
    for quotation in free:
        draft = None
        if is_utterance(analysis, layout, quotation) and not _in_phrase(analysis, quotation):
            draft = (
                _after(analysis, layout, quotation)
                or _before(analysis, layout, quotation)
                or _inside(analysis, layout, quotation)
            )
        if draft is None:
            left.append(quotation)
        elif draft.cue in drafts:
            drafts[draft.cue].content += draft.content
        else:
            drafts[draft.cue] = draft
    return list(drafts.values()), left


def _in_phrase(analysis: Analysis, quotation: FreeQuotation) -> bool:
    """Tell a quotation that belongs to the noun or preposition before it: a title, not speech."""
    before = analysis.tags[quotation.first - 1]
    governed = before in NOMINAL or before in ("IN", "TO")
    return governed and not opens_paragraph(analysis, quotation.first)


def _draft(source: TokenRange, cue: TokenRange, head: int, quotation: FreeQuotation) -> Draft:
    return Draft(source, cue, [(quotation.first, quotation.end)], head, CONFIDENCE)


def _after(analysis: Analysis, layout: Layout, quotation: FreeQuotation) -> Draft | None:
    """Read ``"…," the mayor said`` or ``"…," said the mayor``."""
    forms, end = analysis.forms, quotation.end
    if not quotation.closed or end >= len(forms):
        return None
    first = end + (forms[end] == ",")
    if first >= len(forms) or layout.paragraphs.at(first) != layout.paragraphs.at(end - 1):
        return None
    goes_on = forms[end] == "," or forms[end - 2] in _GOES_ON or forms[first][0].islower()
    report = _report_at(analysis, layout, first) if goes_on else None
    return report and _draft(*report, quotation)


def _inside(analysis: Analysis, layout: Layout, quotation: FreeQuotation) -> Draft | None:
    """Read ``"…, the mayor said.``: nobody closed the quotation, and its report ends a sentence in it."""
    forms = analysis.forms
    if quotation.closed:
        return None
    for comma in range(
        quotation.first + 2, min(quotation.end - 2, quotation.first + _LONGEST_UNCLOSED)
    ):
        if forms[comma] != ",":
            continue
        report = _report_at(analysis, layout, comma + 1)
        if report is not None:
            source, cue, head = report
            end = max(source[1], cue[1])
            if forms[end : end + 1] == ["."] and head:
                said = FreeQuotation(quotation.first, comma + 1, closed=False)
                return _draft(source, cue, head, said)
    return None


def _report_at(
    analysis: Analysis, layout: Layout, first: int
) -> tuple[TokenRange, TokenRange, int] | None:
    """Give source, cue and head of the report that begins at a token: ``the mayor said``, ``said she``."""
    tags = analysis.tags
    stop = layout.sentences[layout.sentences.at(first)][1]
    is_verb = tags[first] in ("VBD", "VBZ", "VBP", "VBN")
    # Before a name a word that is a verb as well is one: "reply Lee and Hall".
    is_verb = is_verb or (tags[first] == "NN" and tags[first + 1 : first + 2] == ["NNP"])
    if is_verb and reports_beside(analysis, first):
        source = phrase_from(analysis, first + 1, stop)
        return source and (_with_partner(analysis, source, stop), (first, first + 1), first)
    source = phrase_from(analysis, first, stop)
    if source is not None:
        source = first, _subject_end(analysis, source[1], stop)
    cue = source and _verb_group(analysis, source[1], stop)
    if source is None or cue is None or not reports_beside(analysis, cue[1] - 1):
        return None
    return source, cue, cue[1] - 1


def _with_partner(analysis: Analysis, source: TokenRange, stop: int) -> TokenRange:
    """Give a name with the one that "and" joins to it, if that does nothing else."""
    tags, (first, end) = analysis.tags, source
    if tags[end - 1] != "NNP" or analysis.forms[end : end + 1] != ["and"]:
        return source
    partner = phrase_from(analysis, end + 1, stop)
    if partner is None or tags[partner[1] - 1] != "NNP":
        return source
    goes_on = partner[1] < stop and tags[partner[1]] in FINITE
    return source if goes_on else (first, partner[1])


def _subject_end(analysis: Analysis, end: int, stop: int) -> int:
    """Give where a subject ends with what stands between it and its verb: appositions, places."""
    tags, last = analysis.tags, end
    while last < min(stop, end + _LONGEST_APPOSITION) and tags[last] in _APPOSED:
        last += 1
    while last > end and tags[last - 1] in ("RB", "IN", "CC"):
        last -= 1
    return last if last < stop and (tags[last] in FINITE or tags[last] == "RB") else end


def _verb_group(analysis: Analysis, first: int, stop: int) -> TokenRange | None:
    """Give the finite verb group that begins at a token, adverbs in front included."""
    tags, end = analysis.tags, first
    while end < stop and tags[end] in _ADVERBS:
        end += 1
    if end >= stop or tags[end] not in FINITE:
        return None
    while end < stop and (
        tags[end] in VERBAL
        or (tags[end] in _ADVERBS and end + 1 < stop and tags[end + 1] in VERBAL)
    ):
        end += 1
    return first, end


def _before(analysis: Analysis, layout: Layout, quotation: FreeQuotation) -> Draft | None:
    """Read ``The mayor turned and said: "…"``; before a colon any verb reports."""
    forms, tags = analysis.forms, analysis.tags
    mark = quotation.first - 1
    if mark < 1 or forms[mark] not in (",", ":") or analysis.quoted[mark]:
        return None
    if layout.paragraphs.at(quotation.first) - layout.paragraphs.at(mark) > 1:
        return None
    first = layout.sentences[layout.sentences.at(mark)][0]
    for head in range(mark - 1, max(first, mark - _REACH) - 1, -1):
        if analysis.quoted[head]:
            return None
        if tags[head] not in VERBAL or tags[head] in ("MD", "TO"):
            continue
        reports = reports_beside(analysis, head)
        if not reports and (forms[mark] != ":" or forms[head].lower() in _COPULAS):
            return None
        start = head
        while start > first and (tags[start - 1] in VERBAL or tags[start - 1] in _ADVERBS):
            start -= 1
        source = clause_subject(analysis, first, head)
        if source is None or (not reports and forms[source[0]].lower() == "it"):
            return None
        end = mark + 1 if forms[mark] == ":" else head + 1
        return _draft(source, (start, end), head, quotation)
    return None
