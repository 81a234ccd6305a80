"""Arithmetic of token ranges: merging, cutting, and fitting contents to quotation marks."""

from collections.abc import Iterable, Sequence

from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.quotemarks import MarkPair


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
    analysis: Analysis,
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
        if 0 < common and 2 * common >= inner:
            result = merged([*result, (pair.opener, pair.end)])
        elif common == 0:
            result = without(result, [(pair.opener, pair.end)])
    return result


_STOPS = frozenset((".", ",", "?", "!", "…", "...", "....", "--", "—"))


def is_utterance_part(analysis: Analysis, part: TokenRange) -> bool:
    """Tell a part of a content that lies in quotation marks and ends like an utterance."""
    first, end = part
    quoted, forms = analysis.quoted, analysis.forms
    return (
        end - first > 3
        and quoted[first] > 0
        and quoted[end - 1] > 0
        and (forms[end - 2] in _STOPS or forms[end - 1] in _STOPS)
    )


def without_asides(analysis: Analysis, content: Sequence[TokenRange]) -> list[TokenRange]:
    """Leave out of a direct quotation's content what stands apart from it and is not quoted.

    ``In the capital, he said, "We are ready."`` Such a part is the reporter's, not the source's, once
    there is a quotation that ends like an utterance.
    """
    if not any(is_utterance_part(analysis, part) for part in content):
        return list(content)
    return [part for part in content if any(analysis.quoted[k] for k in range(*part))]
