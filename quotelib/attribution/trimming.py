"""Where cue and content meet: what belongs to neither is taken out of both.

The stages label token by token, and now and then give a cue the comma after it or the person
addressed (``warned [sailors]``), or begin a content with that person (``explained to [the council]``).
A colon stays in the cue, as the guidelines of PolNeAR have it: it reports.
"""

from collections.abc import Sequence

from quotelib.attribution.circumstances import takes_addressee
from quotelib.attribution.drafts import Draft
from quotelib.attribution.spans import paragraph_of
from quotelib.attribution.subjects import phrase_before
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import NOMINAL

_PAUSES = frozenset((",", ";", "-", "--", "–", "—", "―", "."))
_NO_START = frozenset((",", ".", ":", "TO", "CC"))
_NO_END = frozenset(("IN", "TO", "CC", ".", "MD", "VBD", "VBZ", "VBP", "VB"))
_COMPLEMENTISERS = frozenset(("that", "whether", "if"))
_COMMITS = frozenset(
    "threaten threatens threatened threatening vow vows vowed vowing promise promises promised promising "
    "pledge pledges pledged pledging swear swears swore sworn".split()
)
_LONGEST_ADDRESSEE = 8
_WHOLE_PHRASES = frozenset(("PRP", "WP", "EX"))


def trim(analysis: Analysis, draft: Draft) -> None:
    """Take pauses and the addressee out of a draft's cue, the addressee out of its content.

    And out of its source what no noun phrase begins or ends with; out of both, what another paragraph holds.
    """
    _within_paragraphs(analysis, draft)
    if draft.source is not None:
        draft.source = _phrase_within(analysis, draft.source)
    if draft.cue is None or draft.head is None:
        return
    _commitment(analysis, draft)
    _with_head(analysis, draft, draft.head)
    _main_verb(analysis, draft)
    first, end = draft.cue
    while end - first > 1 and analysis.forms[end - 1] in _PAUSES:
        end -= 1
    if first <= draft.head < end:
        end = _end_without_addressee(analysis, draft.head, end, draft.content)
        end = _cut_addressee(analysis, draft.head, end, draft.content)
    draft.cue = (first, end)


def _within_paragraphs(analysis: Analysis, draft: Draft) -> None:
    """Cut a cue to the paragraph of its head, a source to that of its token nearest the cue.

    ``"…," said Bob`` and, as the next paragraph, ``Mayor Lee left.``: the line lacks its period.
    """
    cue, source, head = draft.cue, draft.source, draft.head
    if cue is not None:
        token = head if head is not None and cue[0] <= head < cue[1] else cue[0]
        draft.cue = _part_around(analysis, cue, token)
    if source is not None:
        before = cue is not None and source[1] <= cue[0]
        draft.source = _part_around(analysis, source, source[1] - 1 if before else source[0])


def _part_around(analysis: Analysis, part: TokenRange, token: int) -> TokenRange:
    """Give what of a range is in the paragraph of a token in it."""
    first, end = paragraph_of(analysis, token)
    return part if first <= part[0] and part[1] <= end else (max(first, part[0]), min(end, part[1]))


def _commitment(analysis: Analysis, draft: Draft) -> None:
    """Give the infinitive under a verb of threat or promise to the content.

    ``[threatens to close the strait after the seizure of] a ferry``: what is threatened is said.
    """
    if draft.cue is None or len(draft.content) != 1 or draft.content[0][0] != draft.cue[1]:
        return
    first, end = draft.cue
    for place in range(first, end - 1):
        if analysis.forms[place].lower() in _COMMITS and analysis.tags[place + 1] == "TO":
            draft.cue, draft.head = (first, place + 1), place
            draft.content = [(place + 1, draft.content[0][1])]
            return


def _with_head(analysis: Analysis, draft: Draft, head: int) -> None:
    """Make cue and head agree where the stages gave the cue to other words than the head's.

    The cue is the verb where it is but what the verb governs (``said in [a statement]``); else the head is
    the cue's own last verb or noun.
    """
    if draft.cue is None or draft.cue[0] <= head < draft.cue[1]:
        return
    first, end = draft.cue
    tags = analysis.tags
    own_verbs = [k for k in range(first, end) if tags[k][:2] == "VB"]
    if not own_verbs and tags[head][:2] == "VB" and first - 2 <= head < first:
        draft.cue = (head, head + 1)
        return
    own = own_verbs or [k for k in range(first, end) if tags[k][:2] in ("NN", "JJ")]
    draft.head = own[-1] if own else end - 1


def _main_verb(analysis: Analysis, draft: Draft) -> None:
    """Part the verb of a relative clause from the main verb after it.

    ``one who asked not to be [named said]``: the clause is the source's.
    """
    if draft.cue is None or draft.head is None:
        return
    first, head, tags = draft.cue[0], draft.head, analysis.tags
    if not first < head or tags[head] not in ("VBD", "VBZ", "VBP"):
        return
    if tags[head - 1] not in ("VBN", "VBG", "NN", "NNS"):
        return
    draft.cue = (head, draft.cue[1])
    source = draft.source
    if source is None or source[1] > first:
        return
    draft.content = [part for part in draft.content if not source[1] <= part[0] < head]
    start = paragraph_of(analysis, source[0])[0]
    whole = phrase_before(analysis, source[0], start) if tags[source[0]] == "WP" else source
    if whole is not None:
        draft.source = (whole[0], head)


def _phrase_within(analysis: Analysis, source: TokenRange) -> TokenRange:
    """Give a source without the commas before it and the links after it; all of it if nothing is left."""
    first, end = source
    while first < end and analysis.tags[first] in _NO_START:
        first += 1
    while end > first and analysis.tags[end - 1] in _NO_END:
        end -= 1
    return (first, end) if first < end else source


def _end_without_addressee(
    analysis: Analysis, head: int, end: int, content: Sequence[TokenRange]
) -> int:
    """Make ``warned sailors`` + ``that ...`` into ``warned``; give the cue's end."""
    swallows = (
        head + 1 < end
        and _phrase_end(analysis, head + 1) == end
        and any(first == end for first, _ in content)
        and _is_complementiser(analysis, end)
        and takes_addressee(analysis, head)
    )
    return head + 1 if swallows else end


def _cut_addressee(analysis: Analysis, head: int, end: int, content: list[TokenRange]) -> int:
    """Make ``explained to`` + ``the council that ...`` into ``explained`` + ``that ...``.

    Changes ``content`` and gives the cue's end.
    """
    with_to = end - 1 == head + 1 and analysis.forms[end - 1].lower() == "to"
    if not with_to and not (end == head + 1 and takes_addressee(analysis, head)):
        return end
    for index, (first, stop) in enumerate(content):
        if first == end:
            clause = _phrase_end(analysis, first)
            if first < clause < stop and _is_complementiser(analysis, clause):
                content[index] = (clause, stop)
                return end - with_to
    return end


def _phrase_end(analysis: Analysis, first: int) -> int:
    """Give where the base noun phrase from a token on ends."""
    tags, end = analysis.tags, first
    while end < len(tags) and tags[end] in NOMINAL and end - first < _LONGEST_ADDRESSEE:
        end += 1
        if tags[end - 1] in _WHOLE_PHRASES:
            break
    return end


def _is_complementiser(analysis: Analysis, index: int) -> bool:
    return (
        index < len(analysis.forms)
        and analysis.forms[index].lower() in _COMPLEMENTISERS
        and analysis.tags[index] == "IN"
    )
