"""What words tell about a speaker: titles, given names, role nouns, organizations, places.

The lists are data (``quotelib/data/speakers``, each file with its provenance); this module reads
them once into sets and answers small questions about single words. Words are looked up lower case
and without a final period (`bare`).
"""

from functools import lru_cache
from typing import Literal

import attrs

from quotelib.package_data import read_json

Gender = Literal["male", "female", "they", ""]
"""Grammatical gender of the pronouns that a text would use; empty where nothing tells, ``they`` only
where the text says so."""


@attrs.frozen(slots=True, eq=False)
class Lexicon:
    """The word lists of the speakers floor as sets; see the files for what each holds."""

    male_titles: frozenset[str]
    female_titles: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]
    title_continuations: frozenset[str]
    title_modifiers: frozenset[str]
    epithets: frozenset[str]
    particles: frozenset[str]
    abbreviations: dict[str, str]
    synonyms: dict[str, frozenset[str]]
    male_names: frozenset[str]
    female_names: frozenset[str]
    either_names: frozenset[str]
    ambiguous_names: frozenset[str]
    persons: frozenset[str]
    male_nouns: frozenset[str]
    female_nouns: frozenset[str]
    kin: frozenset[str]
    groups: frozenset[str]
    organizations: frozenset[str]
    media: frozenset[str]
    any_body: frozenset[str]
    documents: frozenset[str]
    abstracts: frozenset[str]
    bodily: frozenset[str]
    place_nouns: frozenset[str]
    state_nouns: frozenset[str]
    shared_state_nouns: frozenset[str]
    organization_heads: frozenset[str]
    media_heads: frozenset[str]
    known_organizations: frozenset[str]
    places: frozenset[str]
    place_heads: frozenset[str]
    demonyms: frozenset[str]
    calendar: frozenset[str]
    interjections: frozenset[str]
    quantifiers: frozenset[str]
    address: dict[str, Gender]
    nicknames: dict[str, frozenset[str]]
    full_names: frozenset[str]
    titles: frozenset[str]
    given_names: frozenset[str]

    def title_gender(self, title: str) -> Gender:
        """The gender that a title such as ``mrs`` or ``sir`` gives its bearer."""
        if title in self.male_titles:
            return "male"
        return "female" if title in self.female_titles else ""

    def name_gender(self, given: str) -> Gender:
        """The gender that a given name suggests, empty for unknown names and for either."""
        if given in self.male_names:
            return "male"
        return "female" if given in self.female_names else ""

    def noun_gender(self, noun: str) -> Gender:
        """The gender of the person that a noun such as ``spokeswoman`` or ``uncle`` denotes."""
        if noun in self.male_nouns:
            return "male"
        return "female" if noun in self.female_nouns else ""

    def is_person_noun(self, noun: str) -> bool:
        """Whether a singular noun denotes a person: listed, or made of a listed last part."""
        return (
            noun in self.persons
            or noun.rpartition("-")[2] in self.persons
            or noun.endswith("-year-old")
        )

    def is_of_somebody(self, noun: str) -> bool:
        """Whether a singular noun denotes what somebody says, does or has: words, acts, parts.

        Listed, or a noun of action by its ending that no list has as a body or a text.
        """
        if noun in self.abstracts or noun in self.bodily:
            return True
        if not noun.endswith(ACTION_ENDINGS) or len(noun) < SHORTEST_ACTION:
            return False
        other = (self.organizations, self.groups, self.documents, self.organization_heads)
        return not self.is_person_noun(noun) and not any(noun in nouns for nouns in other)

    def role(self, title: str) -> str:
        """The noun behind a title: ``senator`` for ``sen``, the title itself otherwise."""
        return self.abbreviations.get(title, title)


ACTION_ENDINGS = ("tion", "sion", "ment", "ness", "ance", "ence", "ing", "ship")
"""Endings of nouns of action and quality ("declaration", "reasoning", "insistence")."""
SHORTEST_ACTION = 6
"""Letters that such a noun has at least: "king" and "thing" are none."""


def bare(form: str) -> str:
    """A form as the lists hold it: lower case, without its abbreviating period."""
    return form.lower().rstrip(".")


def singular(noun: str) -> str:
    """The singular of a regular English plural, a handful of irregular ones; else unchanged."""
    if noun in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[noun]
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "sis")):
        return noun[:-1]
    return noun


IRREGULAR_PLURALS = {
    "men": "man",
    "women": "woman",
    "people": "people",
    "children": "child",
    "wives": "wife",
    "media": "media",
    "data": "data",
    "statistics": "statistics",
    "analyses": "analysis",
    "attorneys-general": "attorney-general",
    "passers-by": "passer-by",
}
"""Plurals that no suffix rule gives, and collectives that look like plurals."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon, read at the first call."""
    titles, names, nouns, persons, organizations, places, nicknames = (
        read_json(f"speakers/{name}")
        for name in (
            "titles.json",
            "given_names.json",
            "nouns.json",
            "person_nouns.json",
            "organizations.json",
            "places.json",
            "nicknames.json",
        )
    )
    male_titles, female_titles = frozenset(titles["male"]), frozenset(titles["female"])
    honorifics, offices = frozenset(titles["honorifics"]), frozenset(titles["offices"])
    male_nouns, female_nouns = frozenset(nouns["male"]), frozenset(nouns["female"])
    other_nouns = frozenset().union(
        nouns["group"], nouns["organization"], nouns["document"], nouns["place"]
    )
    male, female = frozenset(names["male"]), frozenset(names["female"])
    either = frozenset(names["either"])
    return Lexicon(
        male_titles=male_titles,
        female_titles=female_titles,
        honorifics=honorifics,
        offices=offices,
        title_continuations=frozenset(titles["continues"]),
        title_modifiers=frozenset(titles["modifiers"]),
        epithets=frozenset(titles["epithets"]),
        particles=frozenset(titles["particles"]),
        abbreviations=titles["abbreviations"],
        synonyms={noun: frozenset(others) for noun, others in titles["synonyms"].items()},
        male_names=male,
        female_names=female,
        either_names=either,
        ambiguous_names=frozenset(names["ambiguous_words"]),
        persons=(frozenset(persons["person"]) - other_nouns)
        | frozenset(nouns["person"])
        | male_nouns
        | female_nouns
        | frozenset(nouns["kin"]),
        male_nouns=male_nouns,
        female_nouns=female_nouns,
        kin=frozenset(nouns["kin"]),
        groups=frozenset(nouns["group"]),
        organizations=frozenset(nouns["organization"]),
        media=frozenset(nouns["media"]),
        any_body=frozenset(nouns["any_body"]),
        documents=frozenset(nouns["document"]),
        abstracts=frozenset(nouns["abstract"]),
        bodily=frozenset(nouns["bodily"]),
        place_nouns=frozenset(nouns["place"]),
        state_nouns=frozenset(nouns["of_states"]),
        shared_state_nouns=frozenset(nouns["of_states_and_companies"]),
        organization_heads=frozenset(organizations["heads"]),
        media_heads=frozenset(organizations["media_heads"]),
        known_organizations=frozenset(organizations["known"]),
        places=frozenset(
            bare(name)
            for part in ("countries", "capitals", "regions", "cities")
            for name in places[part]
        ),
        place_heads=frozenset(places["heads"]),
        demonyms=frozenset(bare(name) for name in places["demonyms"]),
        calendar=frozenset(nouns["calendar"]),
        interjections=frozenset(nouns["interjections"]),
        quantifiers=frozenset(nouns["quantifiers"]),
        address=dict.fromkeys(nouns["address_male"], "male")
        | dict.fromkeys(nouns["address_female"], "female"),
        nicknames=_alike(nicknames["forms"]),
        full_names=frozenset(nicknames["forms"]),
        titles=male_titles | female_titles | honorifics | offices,
        given_names=male | female | either,
    )


def _alike(forms: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """For every given name and pet form the others that one person may bear.

    A full name goes with its forms, a form with its full names and their other forms: two full
    names never go together.
    """
    alike: dict[str, set[str]] = {}
    for full, shorts in forms.items():
        alike.setdefault(full, set()).update(shorts)
        for short in shorts:
            alike.setdefault(short, set()).update({full, *shorts} - {short})
    return {name: frozenset(others) for name, others in alike.items()}
