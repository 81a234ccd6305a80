"""Which gender the pronouns after a name tell its bearer to have, where name and title do not.

``Blair Quist … she``: the first personal pronoun after a name, before anybody else is named, takes
it up in four cases of five. One such pronoun decides nothing, a lead of `LEAD` does (nineteen in
twenty are right).

Singular "they" is believed only where the text states it ("who uses they/them pronouns", "is
non-binary"): without that a "they" that is a source is practically always several people.
"""

from bisect import bisect_left
from collections.abc import Sequence

from quotelib.speakers.closed_classes import GENDER_OF_PRONOUN, PERSONS
from quotelib.speakers.lexicon import Gender
from quotelib.speakers.names import Name
from quotelib.text.analysis import Analysis
from quotelib.text.scanning import places_of

REACH = 30
"""Tokens after a name in which its pronoun is looked for."""
GENDERED_FORMS = frozenset(
    form for word in GENDER_OF_PRONOUN for form in (word, word.capitalize(), word.upper())
)
LEAD = 2
"""Pronouns by which one gender must lead."""
SENTENCE_ENDS = frozenset({".", "!", "?"})
STATED = frozenset({"they/them", "nonbinary", "non-binary", "genderqueer", "agender"})
"""Words by which a text says that somebody is "they"."""
STATING = STATED | {"they"}
"""Words by which it may say so: "they" only as part of one of the next."""
STATED_BY_TWO = frozenset({("they", "and", "them"), ("they", "or", "them")})


def genders_told(analysis: Analysis, names: Sequence[Name]) -> dict[str, Gender]:
    """The gender that pronouns tell for the last word of each person's name, where they tell one."""
    lead: dict[str, int] = {}
    persons = [n for n in names if n.kind in PERSONS]
    pronouns = list(places_of(GENDERED_FORMS, analysis.forms))
    for position, name in enumerate(persons):
        stop = min(name.last + REACH, len(analysis.forms))
        if position + 1 < len(persons):
            stop = min(stop, persons[position + 1].start)
        if stop > name.last and analysis.forms[name.last] == ":":
            # A transcript's label: what follows is said by the bearer, of others.
            continue
        gender = _first_pronoun(analysis, pronouns, name.last, stop)
        if gender:
            word = name.words[-1]
            lead[word] = lead.get(word, 0) + (1 if gender == "male" else -1)
    told: dict[str, Gender] = {
        word: "male" if by > 0 else "female" for word, by in lead.items() if abs(by) >= LEAD
    }
    return told | dict.fromkeys(_stated_they(analysis, persons), "they")


def _stated_they(analysis: Analysis, persons: Sequence[Name]) -> set[str]:
    """The last words of names of which the text says in the same sentence that they are "they"."""
    forms = analysis.forms
    stated: set[str] = set()
    starts = [name.first for name in persons]
    for token in places_of(STATING, forms):
        following = tuple(forms[token : token + 3])
        if forms[token] == "they" and following not in STATED_BY_TWO:
            continue
        nearest = bisect_left(starts, token) - 1
        if nearest >= 0 and token - starts[nearest] <= REACH:
            between = forms[persons[nearest].last : token]
            if not SENTENCE_ENDS.intersection(between):
                stated.add(persons[nearest].words[-1])
    return stated


def _first_pronoun(analysis: Analysis, pronouns: Sequence[int], first: int, stop: int) -> Gender:
    """The gender of the first personal pronoun in a range, as quoted as the token before it."""
    quoted = analysis.quoted[first - 1]
    for place in range(bisect_left(pronouns, first), len(pronouns)):
        token = pronouns[place]
        if token >= stop:
            break
        if analysis.quoted[token] == quoted:
            return GENDER_OF_PRONOUN[analysis.forms[token].lower()]
    return ""
