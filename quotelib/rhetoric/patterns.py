"""The small pattern language of the lexicon: words, alternatives, optional words, gaps, possessors.

==========  =====================================================================
``deny``    the lemma, in any inflection where it is the pattern's inflected word
``a|the``   one of several words
``very?``   a word that may be absent
``~``       a gap of up to `GAP` tokens ("turn ~ down": "turned the offer down")
``POSS``    a possessor: a possessive pronoun, or a noun phrase and its mark
==========  =====================================================================

In a verb pattern the first word is inflected, in a noun pattern the last, in other patterns none.
Matching goes left to right from the first word; gaps are tried shortest first and bounded, so a
match costs at most a constant.
"""

from functools import lru_cache

import attrs

from quotelib.errors import LexiconError
from quotelib.rhetoric.inflection import noun_forms, verb_forms

GAP = 6
"""Most tokens a gap may hold: a noun phrase, not a clause."""

_INFLECTED = {"verb": verb_forms, "noun": noun_forms}
_POSSESSIVES = frozenset("my your his her its our their whose".split())
_MARKS = frozenset(("'s", "’s", "'", "’"))


@attrs.frozen(slots=True)
class Element:
    """One position of a pattern: the `forms` that may stand there, or a gap, or a possessor."""

    forms: frozenset[str]
    optional: bool = False
    gap: bool = False
    possessor: bool = False

    @property
    def fixed(self) -> bool:
        """Must a word stand there, and one word?"""
        return not (self.gap or self.possessor or self.optional)


@attrs.frozen(slots=True)
class Pattern:
    """A compiled pattern: elements in order; the first is always a word."""

    source: str
    elements: tuple[Element, ...]

    @property
    def anchor(self) -> int:
        """The longest word at a fixed place: what a match is looked up by."""
        if len(self.elements) == 1:
            return 0
        fixed = 0
        for element in self.elements:
            if not element.fixed:
                break
            fixed += 1
        return max(range(fixed), key=lambda at: (min(map(len, self.elements[at].forms)), -at))

    @property
    def words(self) -> int:
        """How many words a match must have: the more, the more specific."""
        return sum(element.fixed for element in self.elements)

    def match(self, lowers: list[str], at: int, end: int) -> int | None:
        """Token past the match that begins at token `at` and stays before `end`, or None."""
        return _match(self.elements, 0, lowers, at, end)


def compile_pattern(source: str, category: str) -> Pattern:
    """Compile `source` for an entry of `category` (verb, noun, adjective, phrase).

    Raises:
        LexiconError: The pattern is empty or begins with something else than a word.
    """
    words = source.split()
    if not words:
        raise LexiconError("the pattern is empty: write at least one word")
    inflected = {"verb": 0, "noun": len(words) - 1}.get(category)
    elements = tuple(
        _element(word, category if at == inflected else "phrase") for at, word in enumerate(words)
    )
    if not elements[0].fixed:
        raise LexiconError(f"the pattern {source!r} must begin with a word, not with {words[0]!r}")
    return Pattern(source, elements)


@lru_cache(maxsize=8_192)
def _element(word: str, category: str) -> Element:
    if word == "~":
        return Element(frozenset(), gap=True)
    if word in ("POSS", "POSS?"):
        return Element(frozenset(), possessor=True, optional=word.endswith("?"))
    optional = word.endswith("?") and len(word) > 1
    if optional:
        word = word[:-1]
    forms = word.lower().split("|")
    if "" in forms:
        raise LexiconError(f"{word!r} has an empty alternative: take the stray | out")
    inflect = _INFLECTED.get(category)
    if inflect is not None:
        forms = [form for lemma in forms for form in inflect(lemma)]
    if "'" in word:
        forms += [form.replace("'", "’") for form in forms]
    return Element(frozenset(forms), optional)


def _match(
    elements: tuple[Element, ...], index: int, lowers: list[str], at: int, end: int
) -> int | None:
    """Match `elements[index:]` at token `at`; recursion is as deep as the pattern is long."""
    while index < len(elements):
        element = elements[index]
        if element.gap or element.possessor:
            return _match_stretch(elements, index, lowers, at, end)
        if at < end and lowers[at] in element.forms:
            at += 1
        elif not element.optional:
            return None
        index += 1
    return at


def _match_stretch(
    elements: tuple[Element, ...], index: int, lowers: list[str], at: int, end: int
) -> int | None:
    """Match from a gap or a possessor on: try each length it may have, shortest first."""
    element = elements[index]
    low = 0 if element.gap or element.optional else 1
    for length in range(low, GAP + 1):
        following = at + length
        if following > end:
            return None
        if element.possessor and length:
            last = lowers[following - 1]
            if not (last in _MARKS or (length == 1 and last in _POSSESSIVES)):
                continue
        found = _match(elements, index + 1, lowers, following, end)
        if found is not None:
            return found
    return None
