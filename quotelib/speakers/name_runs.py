"""Runs of name tokens: where one ends, and what it is made of.

A run such as *House Judiciary Committee Chairman Ann B. Lee Jr.* is read from its last title: what
follows is the name of a person, the title a role, what stands before it an affiliation.
"""

from collections.abc import Sequence

import attrs

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.lexicon import Gender, Lexicon, bare, singular
from quotelib.speakers.name_kinds import kind_of_name

NAME_TAGS = frozenset({"NNP", "NNPS"})
NICKNAME_MARKS = frozenset({'"', "“", "”", "‘", "’", "'"})
LISTED_DEPARTMENTS = frozenset(
    {"department", "ministry", "office", "bureau", "committee", "center", "centre"}
)
"""Heads after which "and" goes on with the name ("Department of Health and Human Services")."""
MAX_PARTICLES = 3
"""Particles in a row ("van der", "y de la")."""
POSSESSIVE_ENDINGS = frozenset({"'", "’", "'s", "’s"})
NAMED_AFTER = frozenset({"st", "saint", "women", "men", "children", "people"})
"""Words whose possessive is part of a body's name ("St. Olaf's Hospital", "Women's Institute")."""
LONGEST_FULL_NAME = 4
"""Words of a name that a role may stand before; longer runs are names of bodies."""


@attrs.frozen(slots=True, eq=False)
class Parts:
    """What a run is made of, as indices into it.

    The bare name begins at ``begin``; ``title`` is written out ("vice president"), empty if there
    is none; the first ``affiliation`` tokens tell where the person belongs. An ``office`` is a
    capitalised title or common noun that stands alone ("the President", "Report: …").
    """

    begin: int
    kind: SpeakerKind
    gender: Gender = ""
    title: str = ""
    affiliation: int = 0
    office: bool = False


def run_end(
    forms: Sequence[str], tags: Sequence[str], first: int, stop: int, lexicon: Lexicon
) -> int:
    """Past the last token of the run of name tokens that starts at ``first``, before ``stop``."""
    token = first + 1
    while token < stop:
        form = forms[token]
        if tags[token] in NAME_TAGS and (form[0].isdigit() or is_capitalised(form, lexicon)):
            token += 1
            continue
        following = token + _connectors(forms, token, first, stop, lexicon)
        if following == token or following >= stop or tags[following] not in NAME_TAGS:
            break
        if not is_capitalised(forms[following], lexicon):
            break
        token = following + 1
        if form in NICKNAME_MARKS and form not in POSSESSIVE_ENDINGS:
            token += 1
    return token


def is_capitalised(form: str, lexicon: Lexicon) -> bool:
    """Whether a form is written as a name: its first letter, or that after a particle ("al-Amin")."""
    if form[0].isupper():
        return True
    particle, _, rest = form.partition("-")
    return rest[:1].isupper() and particle in lexicon.particles


def _connectors(forms: Sequence[str], token: int, first: int, stop: int, lexicon: Lexicon) -> int:
    """How many tokens at ``token`` may stand between the parts of one name, 0 if none may."""
    form, previous = forms[token], bare(forms[token - 1])
    if form == "of" and (previous in lexicon.organization_heads or previous in lexicon.offices):
        return 2 if token + 1 < stop and forms[token + 1] == "the" else 1
    if form == "for":
        return int(previous in lexicon.organization_heads)
    if form == "&":
        return 1
    if form in lexicon.particles:
        past = token + 1
        while past < min(stop, token + MAX_PARTICLES) and forms[past] in lexicon.particles:
            past += 1
        return past - token
    if form in POSSESSIVE_ENDINGS:
        return int(_is_named_after(forms, token, first, stop, lexicon))
    if form == "and":
        return int(forms[first].lower() in LISTED_DEPARTMENTS)
    is_nickname = form in NICKNAME_MARKS and token + 2 < stop and forms[token + 2] in NICKNAME_MARKS
    return int(is_nickname)


def _is_named_after(
    forms: Sequence[str], token: int, first: int, stop: int, lexicon: Lexicon
) -> bool:
    """Whether a possessive ending stands inside the name of a body ("St. Olaf's Hospital").

    The possessor is a saint, or many, who own nothing else ("Lenders' Association").
    """
    if token + 1 == stop or bare(forms[token + 1]) not in lexicon.organization_heads:
        return False
    previous = bare(forms[token - 1])
    is_saint = token - first > 1 and bare(forms[token - 2]) in NAMED_AFTER
    is_plural = previous.endswith("s") and singular(previous) not in lexicon.given_names
    return is_saint or previous in NAMED_AFTER or (is_plural and forms[token] in ("'", "’"))


def take_apart(forms: Sequence[str], lexicon: Lexicon) -> Parts | None:
    """Take a run apart; None for dates and other capitals that name nobody."""
    words = [bare(form) for form in forms]
    if words[-1] in lexicon.calendar:
        return None
    if words[0] in lexicon.calendar and words[-1] not in lexicon.media_heads:
        return None
    if len(words) == 1:
        return _single(forms[0], words[0], lexicon)
    title = _last_title(words, lexicon)
    if title < 0:
        return _untitled(forms, words, lexicon)
    begin = _after_complement(words, title + 1, lexicon)
    if all(word in lexicon.titles for word in words[begin:]):
        return Parts(0, SpeakerKind.PERSON, office=True)
    if words[-1] in lexicon.organization_heads and len(words) - begin > 1:
        return Parts(0, kind_of_name(forms, lexicon))
    opening = title
    while opening and (
        words[opening - 1] in lexicon.titles or words[opening - 1] in lexicon.title_modifiers
    ):
        opening -= 1
    told = words[opening:begin]
    genders = [gender for gender in map(lexicon.title_gender, told) if gender]
    return Parts(
        begin=begin,
        kind=SpeakerKind.PERSON,
        gender=genders[0] if genders else lexicon.name_gender(words[begin]),
        title=" ".join(map(lexicon.role, told)),
        affiliation=opening,
    )


def _single(form: str, word: str, lexicon: Lexicon) -> Parts | None:
    """A run of one token."""
    if word in lexicon.interjections or not any(map(str.isalpha, word)):
        return None
    if word in lexicon.titles or word in lexicon.documents or word in lexicon.groups:
        return Parts(0, SpeakerKind.PERSON, lexicon.name_gender(word), office=True)
    return Parts(0, kind_of_name([form], lexicon), lexicon.name_gender(word))


def _untitled(forms: Sequence[str], words: list[str], lexicon: Lexicon) -> Parts:
    """A run without a title, without its epithet ("Poor Emma", "Republican Ann Lee")."""
    is_epithet = words[0] in lexicon.epithets or (
        words[0] in lexicon.demonyms and words[1] in lexicon.given_names
    )
    begin = int(is_epithet)
    kind = kind_of_name(forms[begin:], lexicon)
    gender = lexicon.name_gender(words[begin]) if kind is SpeakerKind.PERSON else ""
    return Parts(begin, kind, gender)


def _last_title(words: list[str], lexicon: Lexicon) -> int:
    """Index of the last title that a name follows, or that ends an office; -1 if none."""
    for index in range(len(words) - 2, -1, -1):
        if words[index] in lexicon.titles:
            return index
        # A role that is no usual title, before a full name: "Moderator Ann Lee". At the head of a
        # run it may be a given name that no list has: "Teacher Emeka Okonkwo".
        is_role = index + 2 < len(words) and (
            words[index + 1] in lexicon.given_names
            or (index == 0 and _may_be_full_name(words, lexicon))
        )
        if is_role and words[index] in lexicon.persons and words[index] not in lexicon.given_names:
            return index
    if words[-1] in lexicon.titles and words[-2] in lexicon.title_modifiers:
        return len(words) - 1
    return -1


def _may_be_full_name(words: list[str], lexicon: Lexicon) -> bool:
    """Whether what follows a run's first word can be a person's name, and the word a role."""
    return (
        words[0] not in lexicon.demonyms
        and words[1] not in lexicon.particles
        and len(words) <= LONGEST_FULL_NAME + 1
        and not any(
            word in lexicon.organization_heads
            or word in lexicon.media_heads
            or word in lexicon.documents
            or singular(word) in lexicon.organizations
            or singular(word) in lexicon.groups
            or singular(word) in lexicon.persons
            or word in lexicon.places
            or lexicon.is_of_somebody(word)
            for word in words[1:]
        )
    )


def _after_complement(words: list[str], index: int, lexicon: Lexicon) -> int:
    """Past "of State" in "Secretary of State Ann Lee" and "of the House" in "Speaker of the House"."""
    if index == len(words) or words[index] != "of":
        return index
    past = index + 1
    while past < len(words) and words[past] in lexicon.title_continuations:
        past += 1
    return past if past > index + 1 else len(words)
