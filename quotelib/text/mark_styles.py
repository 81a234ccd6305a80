"""Quotation marks of other styles as those that the models have learned: “… ‘…’ …”.

The models learned from American news. British text has the single marks outside and the double ones within,
other text has guillemets, low marks or corner brackets: what stands in them is read alike if they look alike.
"""

from collections import Counter

from quotelib.text.mark_pairs import MarkPairs

_LEARNED = frozenset(("curly", "straight"))
"""Styles of outermost pairs that the corpora have."""
_DASH = "dash"
"""The style of speech that a dash opens: it has no quotation marks."""
_OUTER, _INNER = ("“", "”"), ("‘", "’")


def in_learned_style(forms: list[str], pairs: MarkPairs) -> list[str]:
    """Give a text's forms with curly marks for those of its pairs, if most of the outermost are of other styles.

    A text whose marks have been learned keeps its forms: the very list.
    """
    styles = Counter(pairs.styles_of_outermost())
    marked = styles.total() - styles[_DASH]
    if 2 * sum(styles[style] for style in _LEARNED) >= marked:
        return forms
    forms = list(forms)
    for pair in pairs:
        if pair.style == _DASH:
            continue
        opening, closing = _INNER if pair.depth % 2 else _OUTER
        forms[pair.opener] = opening
        if pair.closer is not None:
            forms[pair.closer] = closing
    return forms
