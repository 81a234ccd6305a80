"""The word lists of the text floor, read once from package data when first needed."""

from functools import cache

import attrs

from quotelib.package_data import read_json


@attrs.frozen(slots=True)
class WordLists:
    """What tokens and sentences need to know of single words; all keys are lower case."""

    abbreviations: frozenset[str]
    """Words that keep their period: "mr", "inc"."""
    cased_abbreviations: frozenset[str]
    """The same for words that are abbreviations only as written: "Mar" but not "mar"."""
    numbered: frozenset[str]
    """Words whose period ends no sentence before a number: "no" in "No. 5"."""
    openers: frozenset[str]
    """Abbreviations that always have more of the sentence after them: "mr" but not "inc"."""
    labels: frozenset[str]
    """Words that with a number make a label, not a sentence: "figure" in "Figure 2."."""
    fused: dict[str, int]
    """Words of two tokens, with the length of the first: "cannot" -> 3."""
    clipped: frozenset[str]
    """Words that begin with an apostrophe: "'em"."""
    elided: frozenset[str]
    """Words that end in an apostrophe: "o'"."""
    in_words: frozenset[str]
    """Words that end in -in by themselves, not by dropping a g: "begin"."""
    enclitics: tuple[str, ...]
    """Word ends that are tokens of their own: "n't", "'s"."""
    starters: frozenset[str]
    """Capitalised words that begin a sentence after an abbreviation: "the", "he"."""
    reporting: frozenset[str]
    """Verbs that report speech; a quotation's last mark before them ends no sentence."""


@cache
def word_lists() -> WordLists:
    """Read ``data/text/words.json``; the same object at every call."""
    data = read_json("text/words.json")
    groups = data["abbreviations"]
    titles = frozenset(groups["titles"])
    return WordLists(
        abbreviations=titles.union(groups["suffixes"], groups["months"], groups["places"]),
        cased_abbreviations=frozenset(groups["cased"]),
        numbered=frozenset(data["numbered"]["words"]),
        openers=titles.union(data["openers"]["words"]),
        labels=frozenset(data["labels"]["words"]),
        fused={**data["fused"]["words"], **data["proclitics"]["words"]},
        clipped=frozenset(data["clipped"]["words"]),
        elided=frozenset(data["elided"]["words"]),
        in_words=frozenset(data["in_words"]["words"]),
        enclitics=tuple(data["enclitics"]["words"]),
        starters=frozenset(data["starters"]["words"]),
        reporting=frozenset(data["reporting"]["words"]),
    )
