"""Relatives by the family's name: "his wife" beside Mr. Lee is Mrs. Lee, if the text has one.

Only parents and spouses are told so, only where the text calls them by title and surname, and only if
exactly one person fits. The text may name that person later: what is found then holds from the start.
"""

from quotelib.speakers.antecedents import best, person_scores
from quotelib.speakers.cast import Cast
from quotelib.speakers.closed_classes import GENDER_OF_PRONOUN
from quotelib.speakers.discourse import Discourse
from quotelib.speakers.mentions import Mention

LADIES = frozenset({"mrs", "lady", "madame", "mme", "signora", "señora", "frau"})
GENTLEMEN = frozenset({"mr", "sir", "lord", "monsieur", "signor", "señor", "herr"})
SPOUSES = {"wife": LADIES, "lady": LADIES, "husband": GENTLEMEN}
PARENTS = {
    **dict.fromkeys(("mother", "mamma", "mama"), LADIES),
    **dict.fromkeys(("father", "papa"), GENTLEMEN),
}
"""By what a relative is called, the titles of which such a relative has one."""


def is_told(mention: Mention) -> bool:
    """Whether a mention is a relative of somebody's of the sort that a family's name tells."""
    return mention.possessed and (mention.noun in SPOUSES or mention.noun in PARENTS)


def relative_of(cast: Cast, noun: str, possessor: int) -> int:
    """The person named whom ``possessor`` calls by a kinship noun, -1 if the text does not tell."""
    titles = SPOUSES.get(noun) or PARENTS.get(noun)
    if titles is None or possessor < 0:
        return -1
    owner = cast.entities[possessor]
    if noun in PARENTS and (len(owner.words) < 2 or not titles.isdisjoint(owner.titles)):
        return -1
    fitting = [
        index
        for index in cast.namesakes(possessor)
        if index != possessor and not titles.isdisjoint(cast.entities[index].titles)
    ]
    return fitting[0] if len(fitting) == 1 else -1


def possessor_of(discourse: Discourse, mention: Mention) -> int:
    """Whose relative it is: the name before the possessive ending, or whom the pronoun means."""
    word = discourse.analysis.forms[mention.first].lower()
    gender = GENDER_OF_PRONOUN.get(word)
    if gender:
        return best(person_scores(discourse, mention.first, gender))
    for name in mention.names[:1]:
        if discourse.names[name].last <= mention.head:
            return discourse.cast.of_name[name]
    return -1
