"""Proper names: every run of name tokens in a document, taken apart once, in one pass.

A run such as *House Judiciary Committee Chairman Ann B. Lee Jr.* is read from its last title: what
follows is the name of a person, the title a role, what stands before it an affiliation. A run
without a title is judged by its words (given names, heads of organizations, places, peoples); what
they leave open stays `UNKNOWN` until the document tells more (`entities`).

Roles that stand beside a name ("campaign manager Ann Lee", "Ann Lee, a doctor,", "the chairman,
Ann Lee,") are read here too, because they tell what kind of name it is and are what nominals such
as "the manager" refer back to.

Every look around a name is bounded (`MAX_RUN`, `MAX_MODIFIERS`), so the pass is linear.
"""

import attrs

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.lexicon import Gender, Lexicon, bare, singular
from quotelib.text.analysis import Analysis, TokenRange

MAX_RUN = 14
"""Longest run of name tokens; longer ones are headlines or lists without punctuation."""
MAX_MODIFIERS = 8
"""How many modifiers of a role noun are read ("the former deputy national security adviser")."""
MAX_HEADLINE = 40
"""Tokens of a headline that are looked at."""
HEADLINE_SHARE = 0.8
"""Share of its longer words that a headline capitalises at least."""

NAME_TAGS = frozenset(("NNP", "NNPS"))
PREPOSITION_TAGS = frozenset(("IN", "TO"))
MODIFIER_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "VBN", "VBG", "CD", "POS", "HYPH"))
PARTICLES = frozenset(["de", "da", "do", "dos", "du", "del", "della", "der", "den", "di", "von", "van", "la", "le", "el", "al", "bin", "ibn", "ben", "y"])
OPENING_DETERMINERS = frozenset(("DT", "PRP$", "POS", "CD"))
TITLE_MODIFIERS = frozenset(
    ["vice", "prime", "deputy", "assistant", "acting", "foreign", "interior", "finance", "defense", "defence", "chief", "executive", "press", "managing", "major", "lieutenant", "brigadier", "field", "first", "former", "ex", "associate", "staff"]
)
"""Words before a title that belong to it ("Vice President", "Foreign Minister")."""
NICKNAME_MARKS = frozenset("\"“”‘’'")
EPITHETS = frozenset("little poor dear dearest old young good sweet honest dead late".split())
"""Adjectives that are capitalised before a name at the head of a sentence or in address."""
LISTED_DEPARTMENTS = frozenset(["department", "ministry", "office", "bureau", "committee", "center", "centre"])
"""Heads after which "and" goes on with the name ("Department of Health and Human Services")."""


@attrs.frozen(slots=True, eq=False)
class Role:
    """A role noun beside a name: ``noun`` is singular lower case, the range holds the phrase."""

    noun: str
    modifiers: frozenset[str]
    first: int
    last: int


@attrs.define(slots=True, eq=False)
class Name:
    """One occurrence of a proper name.

    ``first`` and ``last`` hold the bare name, ``start`` is the first token with titles. ``words``
    are lower case without periods. ``office`` marks a capitalised title that stands alone ("the
    President", but also the surname in "King said"). ``alias`` is an acronym given in parentheses.
    """

    start: int
    first: int
    last: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    gender: Gender
    kind: SpeakerKind
    roles: tuple[Role, ...] = ()
    affiliation: TokenRange | None = None
    office: bool = False
    alias: str = ""
    article: bool = False
    located: bool = False
    tentative: bool = False


def find_names(analysis: Analysis, lexicon: Lexicon) -> list[Name]:
    """All proper names of the document in text order; they do not overlap."""
    tags, forms = analysis.tags, analysis.forms
    paragraphs = set(analysis.paragraphs)
    sentences = iter(analysis.sentences)
    begin = stop = past = 0
    headline = False
    names: list[Name] = []
    for i in [i for i, tag in enumerate(tags) if tag in NAME_TAGS]:
        if i < past or not forms[i][0].isupper():
            continue
        while i >= stop:
            begin, stop = next(sentences)
            headline = (begin, stop) in paragraphs and _is_headline(forms, begin, stop)
        first = i
        if i > max(past, begin) and forms[i - 1][0].isupper():
            adjective = tags[i - 1] == "JJ" and i - 1 > begin
            if bare(forms[i - 1]) in lexicon.titles or (adjective and _is_part(forms[i - 1], lexicon)):
                first = i - 1
        past = _run_end(forms, tags, i, min(stop, i + MAX_RUN), lexicon)
        if headline and past - first > 1:
            names.extend(_cut_headline(forms, first, past, lexicon))
            continue
        name = _read_run(forms, first, past, lexicon)
        if name is None:
            continue
        name.tentative = headline and name.kind is SpeakerKind.UNKNOWN
        name.article = name.start > 0 and forms[name.start - 1].lower() == "the"
        name.located = name.start > 0 and tags[name.start - 1] in PREPOSITION_TAGS
        if name.kind in (SpeakerKind.PERSON, SpeakerKind.UNKNOWN):
            _read_roles(analysis, name, stop, lexicon)
        elif past + 2 < len(forms) and forms[past] == "(" and forms[past + 2] == ")":
            name.alias = forms[past + 1].lower() if forms[past + 1].isupper() else ""
        names.append(name)
    return names


def _is_headline(forms: list[str], first: int, last: int) -> bool:
    """Whether a sentence that is a paragraph is set in title case or capitals, as headlines are."""
    words = [form for form in forms[first : min(last, first + MAX_HEADLINE)] if len(form) > 3]
    capitalised = sum(form[0].isupper() for form in words)
    fewest = 5 if forms[last - 1] == "." else 3
    return len(words) >= fewest and capitalised >= HEADLINE_SHARE * len(words)


def _cut_headline(forms: list[str], first: int, last: int, lexicon: Lexicon) -> list[Name]:
    """The names in a capitalised run of a headline: full names and known ones, else single words."""
    names: list[Name] = []
    index = first
    while index < last:
        if index + 1 < last:
            pair = _read_run(forms, index, index + 2, lexicon)
            is_known = pair is not None and (
                pair.kind in (SpeakerKind.PLACE, SpeakerKind.PERSON)
                or " ".join(pair.words) in lexicon.known_organizations
            )
            if pair is not None and is_known and not pair.office:
                names.append(pair)
                index += 2
                continue
        name = _read_run(forms, index, index + 1, lexicon)
        if name is not None and forms[index][0].isupper():
            name.tentative = name.kind not in (SpeakerKind.PLACE, SpeakerKind.GROUP)
            names.append(name)
        index += 1
    return names


def _is_part(adjective: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised adjective before a name is part of it ("White House")."""
    return "-" not in adjective and adjective.lower() not in lexicon.demonyms


def _run_end(forms: list[str], tags: list[str], i: int, stop: int, lexicon: Lexicon) -> int:
    """Past the last token of the run of name tokens that starts at ``i``."""
    j = i + 1
    while j < stop:
        form = forms[j]
        if tags[j] in NAME_TAGS and (form[0].isupper() or form[0].isdigit()):
            j += 1
            continue
        skip = _connector(forms, j, i, lexicon)
        following = j + skip
        if not skip or following >= stop or tags[following] not in NAME_TAGS:
            break
        if not forms[following][0].isupper():
            break
        j = following + 1
        if skip == 1 and form in NICKNAME_MARKS:
            j += 1
    return j


def _connector(forms: list[str], j: int, i: int, lexicon: Lexicon) -> int:
    """How many tokens at ``j`` may stand between the parts of one name, 0 if none."""
    form, previous = forms[j], bare(forms[j - 1])
    if form == "of" or form == "for":
        if previous in lexicon.organization_heads or (form == "of" and previous in lexicon.offices):
            return 2 if j + 1 < len(forms) and forms[j + 1] == "the" else 1
        return 0
    if form == "&" or form in PARTICLES:
        return 1
    if form == "and":
        return int(forms[i].lower() in LISTED_DEPARTMENTS)
    if form in NICKNAME_MARKS and j + 2 < len(forms) and forms[j + 2] in NICKNAME_MARKS:
        return int(j > i and form not in "’'" and forms[j + 1][0].isupper())
    return 0


def _read_run(forms: list[str], first: int, last: int, lexicon: Lexicon) -> Name | None:
    """Take the run apart: affiliation, titles, bare name; None for dates and the like."""
    words = [bare(form) for form in forms[first:last]]
    titles = lexicon.titles
    if len(words) == 1:
        word = words[0]
        if word in lexicon.calendar or not any(map(str.isalpha, word)):
            return None
        office = word in titles
        kind = SpeakerKind.PERSON if office else _kind_of_word(forms[first], word, lexicon)
        return Name(
            first, first, last, (word,), (), lexicon.name_gender(word), kind, office=office
        )
    if words[-1] in lexicon.calendar or words[0] in lexicon.calendar:
        return None
    title = _last_title(words, titles)
    begin = title + 1
    if title >= 0 and begin < len(words) and words[begin] == "of":
        begin = _after_title_complement(words, begin + 1, lexicon)
    if begin >= len(words):
        return Name(first, first, last, tuple(words), (), "", SpeakerKind.PERSON, office=True)
    if title < 0 and (
        words[0] in EPITHETS or (words[0] in lexicon.demonyms and words[1] in lexicon.given_names)
    ):
        begin = 1
    if begin and words[-1] in lexicon.organization_heads and len(words) - begin > 1:
        begin, title = 0, -1
    gender: Gender = ""
    told: tuple[str, ...] = ()
    affiliation = None
    if title >= 0:
        opening = title
        while opening and (words[opening - 1] in titles or words[opening - 1] in TITLE_MODIFIERS):
            opening -= 1
        told = (" ".join(lexicon.role(word) for word in words[opening:begin]),)
        gender = next(filter(None, map(lexicon.title_gender, words[opening:begin])), "")
        affiliation = (first, first + opening) if opening else None
    bare_words = words[begin:]
    kind = SpeakerKind.PERSON if title >= 0 else kind_of_words(forms[first + begin : last], lexicon)
    if kind is SpeakerKind.PERSON and not gender:
        gender = lexicon.name_gender(bare_words[0])
    return Name(first, first + begin, last, tuple(bare_words), told, gender, kind, (), affiliation)


def _last_title(words: list[str], titles: frozenset[str]) -> int:
    """Index of the last title that something follows, -1 if none."""
    for index in range(len(words) - 2, -1, -1):
        if words[index] in titles:
            return index
    if len(words) > 1 and words[-1] in titles and words[-2] in TITLE_MODIFIERS:
        return len(words) - 1
    return -1


def _after_title_complement(words: list[str], index: int, lexicon: Lexicon) -> int:
    """Past "State" in "Secretary of State Ann Lee" and "the House" in "Speaker of the House"."""
    begin = index
    while index < len(words) and words[index] in lexicon.title_continuations:
        index += 1
    return index if index > begin else len(words)


def _kind_of_word(form: str, word: str, lexicon: Lexicon) -> SpeakerKind:
    """What a name of one word is by itself."""
    if word in lexicon.places:
        return SpeakerKind.PLACE
    if word in lexicon.demonyms or singular(word) in lexicon.demonyms:
        return SpeakerKind.GROUP
    if word in lexicon.known_organizations or ".co" in word or word.endswith((".org", ".net")):
        return SpeakerKind.ORGANIZATION
    if word in lexicon.given_names and word not in lexicon.ambiguous_names:
        return SpeakerKind.PERSON
    letters = form.replace(".", "").replace("-", "")
    if letters.isupper() and 1 < len(letters) <= 6:
        return SpeakerKind.ORGANIZATION
    return SpeakerKind.UNKNOWN


def kind_of_words(forms: list[str], lexicon: Lexicon) -> SpeakerKind:
    """What a name without a title is, by its words alone; `UNKNOWN` if they do not tell."""
    words = [bare(form) for form in forms]
    if len(words) == 1:
        return _kind_of_word(forms[0], words[0], lexicon)
    whole = " ".join(words)
    if whole in lexicon.known_organizations:
        return SpeakerKind.ORGANIZATION
    if whole in lexicon.places:
        return SpeakerKind.PLACE
    given = words[0] in lexicon.given_names
    if words[-1] in lexicon.organization_heads or "of" in words or "for" in words:
        return SpeakerKind.ORGANIZATION
    if words[-1] in lexicon.media_heads and (not given or words[0] in lexicon.places):
        return SpeakerKind.ORGANIZATION
    if words[-1] in lexicon.place_heads and not given:
        return SpeakerKind.PLACE
    if singular(words[-1]) in lexicon.demonyms:
        return SpeakerKind.GROUP
    if given and words[0] not in lexicon.ambiguous_names:
        return SpeakerKind.PERSON
    if words[-1] in ("jr", "sr", "iii") or any(len(word) == 1 for word in words[:-1]):
        return SpeakerKind.PERSON
    return SpeakerKind.UNKNOWN


def _read_roles(analysis: Analysis, name: Name, stop: int, lexicon: Lexicon) -> None:
    """Note the role nouns beside the name; a role makes it a person's."""
    roles = [
        role
        for role in (
            _role_before(analysis, name.start, lexicon),
            _role_after(analysis, name.last, stop, lexicon),
        )
        if role is not None
    ]
    if roles:
        name.roles = tuple(roles)
        name.kind = SpeakerKind.PERSON
        if not name.gender:
            name.gender = next(filter(None, (lexicon.noun_gender(r.noun) for r in roles)), "")


def _role_before(analysis: Analysis, start: int, lexicon: Lexicon) -> Role | None:
    """The role in "campaign manager Ann Lee" or in "the campaign manager, Ann Lee"."""
    forms, tags = analysis.forms, analysis.tags
    head = start - 1
    comma = head > 0 and forms[head] == ","
    if comma:
        head -= 1
    if head < 0 or tags[head] != "NN" or not lexicon.is_person_noun(forms[head]):
        return None
    first = head
    while first and head - first < MAX_MODIFIERS and tags[first - 1] in MODIFIER_TAGS:
        first -= 1
    if comma and not (first and tags[first - 1] in OPENING_DETERMINERS) and tags[first] != "POS":
        return None
    return _role(forms, first, head)


def _role_after(analysis: Analysis, last: int, stop: int, lexicon: Lexicon) -> Role | None:
    """The role in "Ann Lee, the party's former chairwoman, said"."""
    forms, tags = analysis.forms, analysis.tags
    first = last
    if first + 3 < stop and forms[first] == "(":
        closing = next((j for j in range(first + 1, min(first + 6, stop)) if forms[j] == ")"), -1)
        first = closing + 1 if closing > 0 else first
    if first + 2 >= stop or forms[first] != ",":
        return None
    first += 1
    if tags[first] in ("DT", "PRP$"):
        first += 1
    head, index = -1, first
    while index < min(stop, first + MAX_MODIFIERS) and tags[index] in MODIFIER_TAGS:
        noun = bare(forms[index])
        is_person = tags[index] in ("NN", "NNP") and (
            lexicon.is_person_noun(noun) or noun in lexicon.offices
        )
        head = index if is_person else head
        index += 1
    if head < 0 or (tags[head] == "NNP" and head != index - 1):
        return None
    if index < stop and tags[index].startswith("VB") and forms[last] == ",":
        return None
    return _role(forms, first, head)


def _role(forms: list[str], first: int, head: int) -> Role:
    """The role with head noun ``head`` whose modifiers begin at ``first``."""
    modifiers = frozenset(form.lower() for form in forms[first:head])
    return Role(bare(forms[head]), modifiers, first, head + 1)
