"""Role nouns beside a name: "campaign manager Ann Lee", "Ann Lee, a doctor,", "the chair, Ann Lee,".

A role tells that the name is a person's, is one of its titles, and is what a nominal such as "the
manager" refers back to. All looks are bounded by `MAX_MODIFIERS`.
"""

import attrs

from quotelib.speakers.lexicon import Lexicon, bare
from quotelib.text.analysis import Analysis, TokenRange

MAX_MODIFIERS = 8
"""How many modifiers of a role noun are read ("the former deputy national security adviser")."""
MAX_PARENTHESIS = 6
"""Tokens of a parenthesis between a name and its role ("Ann Lee (D-Ohio), the senator")."""

MODIFIER_TAGS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "VBN", "VBG", "CD", "POS", "HYPH"}
)
OPENING_TAGS = frozenset({"DT", "PRP$", "POS", "CD"})
PROPER_TAGS = frozenset({"NNP", "NNPS"})
BELONGING = frozenset({"of", "for", "at", "with", "to"})


@attrs.frozen(slots=True, eq=False)
class Role:
    """A role noun beside a name.

    ``noun`` is lower case and singular, ``title`` the noun with the modifiers that are no names
    ("campaign manager"), ``modifiers`` all words before it. ``affiliation`` is the name of what the
    role belongs to ("Clinton" in "Clinton spokesman", "the port" in "chairman of the port").
    """

    noun: str
    title: str
    modifiers: frozenset[str]
    affiliation: TokenRange | None


def role_before(analysis: Analysis, start: int, begin: int, lexicon: Lexicon) -> Role | None:
    """The role that ends before the name at token ``start``, with or without a comma between.

    ``begin`` is where their sentence begins: a heading that ends in a role says nothing of the name below.
    """
    forms, tags = analysis.forms, analysis.tags
    head = start - 1
    comma = head > begin and forms[head] == ","
    if comma:
        head -= 1
    if head < begin or tags[head] != "NN" or not lexicon.is_person_noun(forms[head]):
        return None
    first = head
    while first > begin and head - first < MAX_MODIFIERS and tags[first - 1] in MODIFIER_TAGS:
        first -= 1
    opened = first > begin and tags[first - 1] in OPENING_TAGS
    if comma and not opened and "POS" not in tags[first:head]:
        return None
    return _role(analysis, first, head, head + 1, lexicon)


def role_after(analysis: Analysis, last: int, stop: int, lexicon: Lexicon) -> Role | None:
    """The role in apposition to the name that ends at token ``last``, before token ``stop``."""
    forms, tags = analysis.forms, analysis.tags
    first = last
    if first < stop and forms[first] == "(":
        inside = range(first + 1, min(first + MAX_PARENTHESIS, stop))
        first = 1 + next((token for token in inside if forms[token] == ")"), first - 1)
    if first + 2 >= stop or forms[first] != ",":
        return None
    first += 1
    if tags[first] in ("DT", "PRP$"):
        first += 1
    head, index = -1, first
    while index < min(stop, first + MAX_MODIFIERS) and tags[index] in MODIFIER_TAGS:
        noun = bare(forms[index])
        if tags[index] in ("NN", "NNP") and (
            lexicon.is_person_noun(noun) or noun in lexicon.offices
        ):
            head = index
        index += 1
    if head < 0 or (tags[head] == "NNP" and head != index - 1):
        return None
    if index < stop and tags[index].startswith("VB"):
        # "In Ohio, a doctor said": the noun is a subject, not an apposition.
        return None
    return _role(analysis, first, head, stop, lexicon)


def _role(analysis: Analysis, first: int, head: int, stop: int, lexicon: Lexicon) -> Role:
    """The role with head noun ``head``, modifiers from ``first``, complement before ``stop``."""
    forms, tags = analysis.forms, analysis.tags
    modifiers = range(first, head)
    possessor = max((token for token in modifiers if tags[token] == "POS"), default=first - 1)
    proper = [
        token
        for token in modifiers
        if tags[token] in PROPER_TAGS or (forms[token].isupper() and len(forms[token]) > 2)
    ]
    if proper == [first] and _is_common(bare(forms[first]), lexicon):
        # "Finance minister Ann Lee" at the head of a sentence: a capital, but no name.
        proper = []
    common = [
        forms[token].lower()
        for token in range(possessor + 1, head)
        if token not in proper and "-" not in forms[token]
    ]
    affiliation = None
    if proper:
        affiliation = proper[0], proper[-1] + 1
    elif head + 2 < stop and forms[head + 1] in BELONGING:
        affiliation = _complement(tags, head + 2, min(stop, head + 2 + MAX_MODIFIERS))
    noun = bare(forms[head])
    return Role(
        noun=noun,
        title=" ".join([*common, noun]),
        modifiers=frozenset(form.lower() for form in forms[first:head]),
        affiliation=affiliation,
    )


def _is_common(word: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised word before a role is no name: "Finance minister", "Union president"."""
    return (
        word in lexicon.title_modifiers or word in lexicon.groups or word in lexicon.organizations
    )


def _complement(tags: list[str], first: int, stop: int) -> TokenRange | None:
    """The noun phrase at ``first`` if it holds a name, for "chairman of the Harbor Commission"."""
    begin = first + 1 if tags[first] == "DT" else first
    last = begin
    while last < stop and (tags[last] in PROPER_TAGS or (last > begin and tags[last] == "POS")):
        last += 1
    return (begin, last) if last > begin else None
