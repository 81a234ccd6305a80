"""Arithmetic of token ranges: merging, cutting, and fitting contents to quotation marks."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.mark_pairs import MarkPair
from quotelib.text.paragraphs import holds_blank_line
from quotelib.text.phrases import FINITE, NOMINAL, VERBAL


def sentence_of(analysis: Analysis, token: int) -> int:
    """Give the index of a token's sentence."""
    return analysis.sentences.at(token)


def paragraph_of(analysis: Analysis, token: int) -> TokenRange:
    """Give the tokens of a token's paragraph."""
    return analysis.paragraphs[analysis.paragraphs.at(token)]


def opens_paragraph(analysis: Analysis, token: int) -> bool:
    """Tell the first token of a paragraph: what stands before it is a heading or another's words."""
    return paragraph_of(analysis, token)[0] == token


def merged(ranges: Iterable[TokenRange]) -> list[TokenRange]:
    """Give ranges sorted, with those that touch or overlap made one."""
    result: list[TokenRange] = []
    for first, end in sorted(ranges):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((first, end))
    return result


def without(ranges: Iterable[TokenRange], cut: Sequence[TokenRange]) -> list[TokenRange]:
    """Give what is left of ranges outside those of ``cut``."""
    left = list(ranges)
    for cut_first, cut_end in cut:
        pieces = []
        for first, end in left:
            if cut_first < end and first < cut_end:
                pieces += [(first, cut_first)] if first < cut_first else []
                pieces += [(cut_end, end)] if cut_end < end else []
            else:
                pieces.append((first, end))
        left = pieces
    return left


def has_word(analysis: Analysis, ranges: Iterable[TokenRange]) -> bool:
    """Tell whether ranges hold a token with a letter or digit."""
    forms = analysis.forms
    return any(forms[k][0].isalnum() or forms[k].isalnum() for a, b in ranges for k in range(a, b))


def fitted(
    ranges: Sequence[TokenRange],
    pairs: Sequence[MarkPair],
    cue: TokenRange,
) -> list[TokenRange]:
    """Fit a content to the quotation marks that it cuts.

    A content that takes in most of a quotation is to hold it whole, marks included; one that ends
    on an opening mark or begins on a closing one gives that mark up. ``pairs`` are outermost pairs
    near the content; one that holds the cue itself is left alone.
    """
    result = list(ranges)
    for pair in pairs:
        if pair.opener <= cue[0] < pair.end:
            continue
        inner_first, inner_end = pair.opener + 1, pair.end - (pair.closer is not None)
        inner = max(1, inner_end - inner_first)
        common = sum(max(0, min(b, inner_end) - max(a, inner_first)) for a, b in result)
        if common > 0 and 2 * common >= inner:
            result = merged([*result, (pair.opener, pair.end)])
        elif common == 0:
            result = without(result, [(pair.opener, pair.end)])
    return result


_INNER_CLOSING = frozenset(("’", "'", "”", '"', "''"))
_STOPS = frozenset((".", ",", "?", "!", "…", "...", "....", "--", "—"))


def is_utterance_part(analysis: Analysis, part: TokenRange) -> bool:
    """Tell a part of a content that lies in quotation marks and ends like an utterance.

    A stop stands before the closing mark or, in British punctuation, right after it.
    """
    first, end = part
    quoted, forms = analysis.quoted, analysis.forms
    if end - first < 3 or not quoted[first] or not quoted[end - 1]:
        return False
    last = end - 2
    while last > first and forms[last] in _INNER_CLOSING:
        last -= 1
    if forms[last] in _STOPS or forms[end - 1] in _STOPS:
        return end - first > 3
    after = forms[end] if end < len(forms) else ""
    return after in _STOPS and end - first > 3 and forms[first + 1][0].isupper()


_NAMING = frozenset(("IN", "TO", "DT", "PRP$", "POS"))
"""Tags of the words before a name or title in quotation marks (``on “The Hour.”``)."""


def is_named(analysis: Analysis, opener: int) -> bool:
    """Tell a quotation that is part of the phrase before it."""
    return analysis.tags[opener - 1] in _NAMING and not opens_paragraph(analysis, opener)


def is_title(analysis: Analysis, part: TokenRange) -> bool:
    """Tell a title or name in quotation marks: part of the phrase before it, and no clause.

    After a noun or preposition also a clause in title case (``the film “We Were Here.”``).
    """
    first, end = part
    if not analysis.quoted[first] or opens_paragraph(analysis, first):
        return False
    if is_named(analysis, first) and not any(tag in FINITE for tag in analysis.tags[first:end]):
        return True
    in_phrase = analysis.tags[first - 1] in NOMINAL or analysis.tags[first - 1] in _NAMING
    words = [form for form in analysis.forms[first:end] if len(form) > 3 and form[0].isalpha()]
    return in_phrase and len(words) > 1 and all(word[0].isupper() for word in words)


def is_interrupted(analysis: Analysis, before: int, after: int) -> bool:
    """Tell whether one quotation goes on in another, given by the numbers of their pairs of marks.

    ``"We," he said, "are ready."``: both stand in a sentence, the first does not end one, and the
    second begins with a small letter.
    """
    first, second, forms = analysis.pairs[before], analysis.pairs[after], analysis.forms
    if first.closer is None or second.opener + 1 >= second.end or first.end == second.opener:
        return False
    last = forms[first.closer - 1]
    begins = forms[second.opener + 1]
    between = forms[first.end : second.opener]
    return (
        last in _PAUSES and begins[0].islower() and not any(form in _FULL_STOPS for form in between)
    )


_SUBORDINATORS = frozenset(("until", "while", "when", "before", "after", "as", "since", "once"))
_DASHES = frozenset(("-", "--", "–", "—", "―"))
_LEADS_IN = frozenset((",", ":", ";")) | _DASHES
_PAUSES = frozenset((",", ";", ":", "-", "--", "–", "—", "…", "..."))
_FULL_STOPS = frozenset((".", "?", "!"))


def without_leads(
    analysis: Analysis, content: Sequence[TokenRange], cue: TokenRange
) -> list[TokenRange]:
    """Apply :func:`without_lead` to each part of a content."""
    resumed = any(part[1] <= cue[0] and is_utterance_part(analysis, part) for part in content)
    return [without_lead(analysis, part, resumed=resumed) for part in content]


def without_lead(analysis: Analysis, part: TokenRange, *, resumed: bool) -> TokenRange:
    """Cut off what leads in a direct quotation at a content's end (``with a smile, "We go."``).

    What leads in to a quotation that resumes one that the cue interrupted (``"We," said he, "are
    ready."``), else a phrase before a quotation that begins with a capital, or a clause and a colon.
    """
    first, end = part
    number = analysis.quoted[end - 1]
    if not number or analysis.quoted[first]:
        return part
    opener = analysis.pairs[number - 1].opener
    if (
        opener > first
        and analysis.forms[opener - 1] in _LEADS_IN
        and opener + 1 < end
        and (resumed or analysis.forms[opener + 1][0].isupper())
        and is_utterance_part(analysis, (opener, end))
        and (
            resumed
            or analysis.forms[opener - 1] == ":"
            or not any(tag in FINITE for tag in analysis.tags[first:opener])
        )
    ):
        return opener, end
    return part


def tail_of(analysis: Analysis, part: TokenRange) -> TokenRange | None:
    """Give what hangs on to a direct quotation at a content's beginning: ``"We are ready," the mayor``.

    Only a phrase or a clause of time, after a quotation that ends like an utterance.
    """
    first, end = part
    number = analysis.quoted[first]
    if not number or analysis.quoted[end - 1]:
        return None
    pair = analysis.pairs[number - 1]
    if (
        pair.opener == first
        and pair.end < end
        and is_utterance_part(analysis, (first, pair.end))
        and (
            analysis.forms[pair.end].lower() in _SUBORDINATORS
            or not any(tag in FINITE for tag in analysis.tags[pair.end : end])
        )
    ):
        return pair.end, end
    return None


def split(analysis: Analysis, ranges: Sequence[TokenRange]) -> list[TokenRange]:
    """Cut ranges, none of them empty, where a new pair of marks opens after another and where a paragraph ends.

    Only at a blank line: a single line break may be a verse's.
    """
    quoted = analysis.quoted
    result = []
    for first, end in ranges:
        start = first
        stop = paragraph_of(analysis, first)[1]
        if end <= stop and not any(quoted[first:end]):
            result.append((first, end))
            continue
        for index in range(first + 1, end):
            new_pair = quoted[index] and quoted[index - 1] and quoted[index] != quoted[index - 1]
            ends = index == stop
            if ends:
                stop = paragraph_of(analysis, index)[1]
            if new_pair or (ends and _is_apart(analysis, index)):
                result.append((start, index))
                start = index
        result.append((start, end))
    return result


def _is_apart(analysis: Analysis, index: int) -> bool:
    """Tell whether a blank line stands before a token."""
    return holds_blank_line(analysis.text[analysis.ends[index - 1] : analysis.starts[index]])


def without_middles(analysis: Analysis, content: Sequence[TokenRange]) -> list[TokenRange]:
    """Cut out what stands between two utterances in one part of a content.

    ``"We," he said and sat down, "are ready."`` Only what has a verb; a conjunction between two quoted phrases is the source's.
    """
    result = []
    for first, end in content:
        start = first
        numbers = dict.fromkeys(analysis.quoted[first:end])
        pairs = [analysis.pairs[number - 1] for number in numbers if number]
        pairs = [
            pair
            for pair in pairs
            if first <= pair.opener
            and pair.end <= end
            and is_utterance_part(analysis, (pair.opener, pair.end))
        ]
        for before, after in pairwise(pairs):
            between = analysis.tags[before.end : after.opener]
            if any(tag in VERBAL for tag in between):
                result.append((start, before.end))
                start = after.opener
        result.append((start, end))
    return result


def without_asides(analysis: Analysis, content: Sequence[TokenRange]) -> list[TokenRange]:
    """Leave out of a direct quotation's content what stands apart from it and is not quoted.

    ``In the capital, he said, "We are ready."`` Such a part is the reporter's, not the source's, once
    there is a quotation that ends like an utterance.
    """
    if not any(is_utterance_part(analysis, part) for part in content):
        return list(content)
    return [part for part in content if any(analysis.quoted[k] for k in range(*part))]


def without_titles(analysis: Analysis, content: Sequence[TokenRange]) -> list[TokenRange]:
    """Leave titles and names (``on “The Hour.”``) out of the parts of a content beside an utterance."""
    kept = [part for part in content if not is_title(analysis, part)]
    return kept if any(is_utterance_part(analysis, part) for part in kept) else list(content)


_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
_LONGEST_BRACKET = 60
"""Tokens looked back over for the bracket that is open where a content begins."""


def within_brackets(analysis: Analysis, content: Sequence[TokenRange]) -> list[TokenRange]:
    """End the parts of a content where the brackets close that were open before them.

    ``The firm (whose owner says that it was sold) denied it``: the report ends with its brackets.
    """
    kept = []
    for first, end in content:
        closing = _end_of_brackets(analysis, first, end)
        if closing > first:
            kept.append((first, closing))
    return kept


def _end_of_brackets(analysis: Analysis, first: int, end: int) -> int:
    """Give where the brackets close that are open at token ``first``, or else ``end``."""
    if _BRACKETS.keys().isdisjoint(analysis.forms[first:end]):
        return end
    depth = 0
    for index in range(first, end):
        depth += _BRACKETS.get(analysis.forms[index], 0)
        if depth < 0:
            before = analysis.forms[max(0, first - _LONGEST_BRACKET) : first]
            is_open = sum(_BRACKETS.get(form, 0) for form in before) > 0
            return index if is_open else end
    return end
