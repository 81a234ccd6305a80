"""What the tagger sees of a word: its spelling, the tag of a mark, and the features of a word.

Training and tagging both use these functions, so that they cannot drift apart: a change here asks
for new parameters (``python -m training.tagger``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from quotelib.text.scanning import places_of

Feature = tuple[str, str]
"""Table of the parameter file, and key in it."""

BOUNDARY = ""
"""Spelling (and, as a previous tag, the tag) of the two imaginary words between any sentences."""

LONGEST_SEEN = 40
"""Characters of a word that its shape is made of; longer ones are addresses or encoded data."""

ENDING, BEGINNING = 3, 3
"""Letters of an ending, and of a beginning: what many words have in common."""

_SPELLINGS = {
    "“": "``", "„": "``", "«": "``", "‟": "``", "”": "''", "»": "''",
    "‘": "`", "‚": "`", "‹": "`", "’": "'", "›": "'",
    "(": "-LRB-", "[": "-LRB-", "{": "-LRB-", ")": "-RRB-", "]": "-RRB-", "}": "-RRB-",
    "–": "--", "—": "--", "―": "--", "---": "--", "…": "...", "....": "...", "..": "...",
}  # fmt: skip

_STRAIGHT_MARKS = frozenset(['"', "''"])
"""Marks that look alike at both ends of a quotation (some publishers set '' at both)."""
_TURNING_MARKS = _STRAIGHT_MARKS | {"``"}
"""These, and the one that only opens."""

_DIGIT = re.compile(r"\d")


def spelling(form: str) -> str:
    """The form as the features see it: one spelling of each mark, all digits 0.

    >>> spelling("1,250"), spelling("isn’t"), spelling("“")
    ('0,000', "isn't", '``')
    """
    if form in _SPELLINGS:
        return _SPELLINGS[form]
    return _DIGIT.sub("0", form.replace("’", "'"))


def direct_marks(forms: Sequence[str], sentences: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Tell for each straight quotation mark which way it points: token index to ``“`` or ``”``.

    Marks open and close in turn, on across sentences; but the first token of a sentence cannot
    close, nor the last one open, which ends the effect of a mark that is missing or one too many.
    """
    return {index: mark for marks in marks_by_sentence(forms, sentences) for index, mark in marks}


def marks_by_sentence(
    forms: Sequence[str], sentences: Iterable[tuple[int, int]]
) -> Iterator[list[tuple[int, str]]]:
    """The marks of :func:`direct_marks` as pairs, sentence by sentence."""
    if _STRAIGHT_MARKS.isdisjoint(forms):
        yield from ([] for _ in sentences)
        return
    is_open = False
    marks = places_of(_TURNING_MARKS, forms)
    index = next(marks, len(forms))
    for start, end in sentences:
        directed = []
        while index < end:
            if forms[index] in _STRAIGHT_MARKS:
                is_open = index == start or (not is_open and index < end - 1)
                directed.append((index, "“" if is_open else "”"))
            else:
                is_open = True
            index = next(marks, len(forms))
        yield directed


_MARK_TAGS = {
    "``": "``", "`": "``", "''": "''", '"': "''", "-LRB-": "-LRB-", "-RRB-": "-RRB-",
    ",": ",", ".": ".", "?": ".", "!": ".", ":": ":", ";": ":", "-": ":", "--": ":", "...": ":",
    "/": ":", "$": "$", "£": "$", "€": "$", "¥": "$", "₤": "$", "₽": "$", "₹": "$",
    "#": "#", "&": "CC", "%": "NN", "°": "NN", "@": "IN",
}  # fmt: skip

_MARK_RUNS = (
    (frozenset("!?."), "."),
    (frozenset("-–—―.…/"), ":"),
    (frozenset("'\"’”»›"), "''"),
    (frozenset("`“‘«‹„‚"), "``"),
)
"""Tags of the marks that are made of these characters only; the first that fits."""


def mark_tag(spelled: str) -> str | None:
    """The tag of a token without letters and digits; None if the perceptron must decide.

    It must for words, and for the apostrophe, which may be a possessive or a quotation mark.
    """
    if spelled in _MARK_TAGS:
        return _MARK_TAGS[spelled]
    if spelled == "'" or any(map(str.isalnum, spelled)):
        return None
    for characters, tag in _MARK_RUNS:
        if characters.issuperset(spelled):
            return tag
    return "SYM"


class _Kinds(dict[int, str]):
    """Translation of code points to the kinds of characters that a shape is made of."""

    def __missing__(self, code_point: int) -> str:
        character = chr(code_point)
        return "X" if character.isupper() else "x" if character.isalpha() else character


_KINDS = _Kinds()
_KINDS.update((code_point, _KINDS[code_point]) for code_point in range(0x180))


def shape(spelled: str) -> str:
    """The kinds of characters in their order, runs as one: X capital, x other letter, 0 digit.

    >>> shape("McDonald"), shape("U.S."), shape("mid-0000s")
    ('XxXx', 'X.X.', 'x-0x')
    """
    return "".join([kind for kind, _ in groupby(spelled[:LONGEST_SEEN].translate(_KINDS))])[:6]


def own_features(spelled: str, lower: str, kind: str) -> list[Feature]:
    """The features that a word's own tag depends on; ``kind`` is the spelling's shape."""
    return [
        *whole_features(spelled, lower, kind),
        *ending_features(lower[-ENDING:]),
        *beginning_features(lower[:BEGINNING]),
        ("shape", kind),
    ]


def whole_features(spelled: str, lower: str, kind: str) -> list[Feature]:
    """Those of them that depend on all of the word."""
    features = [("lower", lower), ("shape and suffix", f"{kind} {lower[-2:]}")]
    if len(lower) > ENDING:
        features.append(("suffix", lower[-ENDING - 1 :]))
    if spelled != lower:
        features.append(("form", spelled))
    return features


def ending_features(ending: str) -> list[Feature]:
    """Those that depend on its last ``ENDING`` letters."""
    return [("suffix", ending[-length:]) for length in range(1, max(len(ending), 1) + 1)]


def beginning_features(beginning: str) -> list[Feature]:
    """Those that depend on its first ``BEGINNING`` letters."""
    return [("prefix", one) for one in dict.fromkeys((beginning[:1], beginning))]


def neighbour_features(place: str, lower: str, kind: str) -> list[Feature]:
    """The features that a word adds to the tag of a word near it.

    ``place`` is where it stands, seen from there: ``previous``, ``next``, ``second previous`` or
    ``second next``.
    """
    features = [beside(place, "lower", lower)]
    if not place.startswith("second"):
        features += [beside(place, "suffix", lower[-ENDING:]), beside(place, "shape", kind)]
    return features


def beside(place: str, name: str, value: str) -> Feature:
    """One feature of a word for the tag of a word near it; ``name`` says what of the word it is."""
    return f"{place} {name}", value
