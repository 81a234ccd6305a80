"""Proper names: every run of name tokens in a document, taken apart once, in one pass.

The tags say where names are, `name_runs` where one ends and what it is made of, `roles` what is
said beside it. Three things mislead: headlines, where every word is capitalised (`_is_headline`);
titles and adjectives at the head of a name that the tagger takes for common words; and capitalised
titles that stand alone, which are no names but may be surnames (`Name.office`).

Every look around a name is bounded, so the pass is linear.
"""

from collections.abc import Sequence
from itertools import pairwise

import attrs

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.closed_classes import (
    FINITE_TAGS,
    GROUP,
    ORGANIZATION,
    PERSON,
    PERSONS,
    PLACE,
    UNKNOWN,
)
from quotelib.speakers.lexicon import Gender, Lexicon, bare
from quotelib.speakers.name_runs import NAME_TAGS, Parts, is_capitalised, run_end, take_apart
from quotelib.speakers.roles import Role, role_after, role_before
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.scanning import places_of

MAX_RUN = 14
"""Longest run of name tokens; longer ones are headlines or lists without punctuation."""
MAX_HEADLINE = 40
"""Tokens of a headline that are looked at."""
HEADLINE_SHARE = 0.8
"""Share of its longer words that a headline capitalises at least."""
LONG_WORD = 4
"""Letters of the words that headlines capitalise without exception."""
DATING = frozenset(
    {"in", "on", "since", "until", "by", "of", "last", "this", "next", "late", "early"}
)
COMPANY_FORMS = frozenset({"inc", "corp", "ltd", "llc", "llp", "plc", "gmbh"})
COMMON_TAGS = frozenset({"NN", "NNS"})
PREPOSITION_TAGS = frozenset({"IN", "TO"})


@attrs.define(slots=True, eq=False, weakref_slot=False)
class Name:
    """One occurrence of a proper name.

    ``first`` and ``last`` hold the bare name, ``start`` is the first token with titles. ``words``
    are lower case without periods, ``title`` is what stands before them, written out. ``office``
    marks a capitalised title that stands alone ("the President", but also the surname in "King
    said"). ``alias`` is an acronym given in parentheses. ``article`` tells that "the" stands
    before, ``located`` that a preposition does. ``tentative`` names come from headlines: they may
    refer to an entity that the text names elsewhere, but make none. A ``label`` opens a sentence and
    stands before a colon, as in transcripts.
    """

    start: int
    first: int
    last: int
    words: tuple[str, ...]
    title: str
    gender: Gender
    kind: SpeakerKind
    affiliation: TokenRange | None = None
    office: bool = False
    roles: tuple[Role, ...] = ()
    alias: str = ""
    article: bool = False
    located: bool = False
    tentative: bool = False
    label: bool = False


Runs = dict[tuple[str, ...], tuple[Parts, tuple[str, ...]] | None]
"""The runs of a document that were taken apart, with the words of the name."""


def find_names(analysis: Analysis, lexicon: Lexicon) -> list[Name]:
    """All proper names of the document in text order; they do not overlap."""
    forms, written = analysis.forms, set(analysis.forms)
    tags = _consistent_tags(analysis, written, lexicon)
    paragraphs = analysis.paragraphs
    sentences = iter(analysis.sentences)
    begin = stop = past = 0
    headline = False
    runs: Runs = {}
    names: list[Name] = []
    for token in places_of(NAME_TAGS, tags):
        if token < past or not is_capitalised(forms[token], lexicon):
            continue
        while token >= stop:
            begin, stop = next(sentences)
            alone = paragraphs[paragraphs.at(begin)] == (begin, stop)
            headline = alone and _is_headline(analysis, begin, stop)
        first = token
        if token > max(past, begin) and _opens_name(analysis, token - 1, begin, lexicon):
            first -= 1
        past = run_end(forms, tags, token, min(stop, token + MAX_RUN), lexicon)
        if past - first > 1 and _is_date_before(forms, first, past, lexicon):
            # "On Tuesday Lee said": the day is no part of the name.
            first += 1
        if headline and past - first > 1:
            names.extend(_cut_headline(forms, first, past, lexicon, runs))
            continue
        name = _read_run(forms, first, past, lexicon, runs)
        if name is not None:
            name.tentative = name.kind is UNKNOWN and (
                headline or (past - first == 1 and _may_be_common(analysis, first, begin, written))
            )
            name.label = name.start == begin and past < stop and forms[past] == ":"
            _read_surroundings(analysis, name, (begin, stop), lexicon)
            names.append(name)
    for person, body in pairwise(names):
        _read_body(analysis, person, body)
    return names


def _read_body(analysis: Analysis, person: Name, body: Name) -> None:
    """Note that a person is somebody of the body named next ("Ann Lee of the Harbor Institute")."""
    forms, between = analysis.forms, body.first - person.last
    is_full = len(person.words) > 1 and person.kind is UNKNOWN
    is_person = person.kind is PERSON or is_full
    if not is_person or body.kind is not ORGANIZATION:
        return
    if person.affiliation or not 1 <= between <= 2 or forms[person.last] not in ("of", "from"):
        return
    if between == 1 or forms[person.last + 1] == "the":
        person.affiliation = body.first, body.last


def _consistent_tags(analysis: Analysis, written: set[str], lexicon: Lexicon) -> Sequence[str]:
    """The tags, with those names shown as names that the tagger missed where a sentence begins.

    A form that is a name after a word in small letters is one everywhere, if the text never writes
    it small: "Holmes nodded", tagged as a plural, beside "said Holmes". So is a given name before a
    verb that is taken for a common noun.
    """
    forms, tags = analysis.forms, analysis.tags
    named = {
        forms[token]
        for token in places_of(NAME_TAGS, tags)
        if token and forms[token - 1][0].islower()
    }
    named = {form for form in named if form.lower() not in written}
    subjects = {
        forms[verb - 1]
        for verb in places_of(FINITE_TAGS, tags)
        if verb and tags[verb - 1] in COMMON_TAGS and forms[verb - 1][0].isupper()
    }
    for form in subjects:
        word = form.lower()
        is_name = word in lexicon.given_names and word not in lexicon.ambiguous_names
        if is_name and word not in written:
            named.add(form)
    missed = [token for token in places_of(named, forms) if tags[token] not in NAME_TAGS]
    if missed:
        tags = list(tags)
        for token in missed:
            tags[token] = "NNP"
    return tags


def _is_date_before(forms: list[str], first: int, past: int, lexicon: Lexicon) -> bool:
    """Whether a run begins with a day or month that only stands before a name.

    "Sunday Ledger" is one name, and so is "June Alder" if no preposition makes June a month.
    """
    word = bare(forms[first])
    if word not in lexicon.calendar or word == "chapter" or not forms[first + 1][0].isalpha():
        return False
    if bare(forms[past - 1]) in lexicon.media_heads or bare(forms[first + 1]) in lexicon.calendar:
        return False
    is_dated = first > 0 and forms[first - 1].lower() in DATING
    return is_dated or word not in lexicon.given_names


def _may_be_common(analysis: Analysis, token: int, begin: int, written: set[str]) -> bool:
    """Whether a word has its capital from its place only: the text writes it small elsewhere."""
    opens = token == begin or (token > 1 and analysis.quoted[token] != analysis.quoted[token - 2])
    return opens and analysis.forms[token].lower() in written


def _opens_name(analysis: Analysis, token: int, begin: int, lexicon: Lexicon) -> bool:
    """Whether a word before a run belongs to it: a title, or an adjective as in "White House"."""
    form = analysis.forms[token]
    if not form[0].isupper():
        return False
    if bare(form) in lexicon.titles:
        return True
    is_adjective = analysis.tags[token] == "JJ" and token > begin
    return is_adjective and "-" not in form and form.lower() not in lexicon.demonyms


def _is_headline(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a sentence that is a paragraph is set in title case or capitals, as headlines are.

    Headlines capitalise their verbs too, which a short sentence full of names does not.
    """
    looked_at = range(first, min(last, first + MAX_HEADLINE))
    forms, tags = analysis.forms, analysis.tags
    if any(tags[token] in FINITE_TAGS and forms[token].islower() for token in looked_at):
        return False
    words = [forms[token] for token in looked_at if len(forms[token]) >= LONG_WORD]
    capitalised = sum(form[0].isupper() for form in words)
    fewest = 5 if forms[last - 1] == "." else 3
    return len(words) >= fewest and capitalised >= HEADLINE_SHARE * len(words)


def _cut_headline(
    forms: list[str], first: int, last: int, lexicon: Lexicon, runs: Runs
) -> list[Name]:
    """The names in a capitalised run of a headline: full names and known ones, else single words."""
    names: list[Name] = []
    while first < last:
        pair = _read_run(forms, first, first + 2, lexicon, runs) if first + 1 < last else None
        if pair is not None and not pair.office and _is_known(pair, lexicon):
            names.append(pair)
            first += 2
            continue
        name = _read_run(forms, first, first + 1, lexicon, runs)
        if name is not None and forms[first][0].isupper():
            name.tentative = name.kind not in (PLACE, GROUP)
            names.append(name)
        first += 1
    return names


def _is_known(name: Name, lexicon: Lexicon) -> bool:
    """Whether the words of a name tell by themselves that they are one."""
    return (
        name.kind is PLACE
        or name.kind is PERSON
        or " ".join(name.words) in lexicon.known_organizations
    )


def _read_run(forms: list[str], first: int, last: int, lexicon: Lexicon, runs: Runs) -> Name | None:
    """The name made by a run of tokens; None for dates and the like. ``runs`` are those read so far."""
    run = tuple(forms[first:last])
    if run not in runs:
        taken = take_apart(run, lexicon)
        runs[run] = (taken, tuple(map(bare, run[taken.begin :]))) if taken else None
    read = runs[run]
    if read is None:
        return None
    parts, words = read
    return Name(
        start=first,
        first=first + parts.begin,
        last=last,
        words=words,
        title=parts.title,
        gender=parts.gender,
        kind=parts.kind,
        affiliation=(first, first + parts.affiliation) if parts.affiliation else None,
        office=parts.office,
    )


def _read_surroundings(
    analysis: Analysis, name: Name, sentence: TokenRange, lexicon: Lexicon
) -> None:
    """Note what stands beside the name in its sentence: article, preposition, roles, an acronym."""
    forms = analysis.forms
    begin, stop = sentence
    if name.start > begin:
        name.article = forms[name.start - 1].lower() == "the"
        name.located = analysis.tags[name.start - 1] in PREPOSITION_TAGS
    if name.last + 2 < stop and forms[name.last] == "(" and forms[name.last + 2] == ")":
        _read_acronym(name, forms[name.last + 1])
    if name.kind is UNKNOWN and _is_company(analysis, name, sentence, lexicon):
        name.kind = ORGANIZATION
    if name.kind is PERSON or name.kind is UNKNOWN:
        before = role_before(analysis, name.start, begin, lexicon)
        after = role_after(analysis, name.last, stop, lexicon)
        name.roles = tuple(role for role in (before, after) if role is not None)
        if name.roles:
            name.kind = PERSON
            genders = (lexicon.noun_gender(role.noun) for role in name.roles)
            name.gender = name.gender or next(filter(None, genders), "")


def _is_company(analysis: Analysis, name: Name, sentence: TokenRange, lexicon: Lexicon) -> bool:
    """Whether what stands beside a name makes it a body's: "retailer Corvex", "Corvex, Inc."."""
    forms, before = analysis.forms, name.start - 1
    begin, stop = sentence
    has_form = name.last + 1 < stop and bare(forms[name.last + 1]) in COMPANY_FORMS
    if has_form and forms[name.last] == ",":
        return True
    return (
        before >= begin
        and analysis.tags[before] == "NN"
        and bare(forms[before]) in lexicon.any_body
        and not name.title
    )


def _read_acronym(name: Name, acronym: str) -> None:
    """Note an acronym in parentheses after a name; whoever has one with its initials is a body."""
    if not acronym.isupper() or name.kind is PERSON:
        return
    if name.kind is UNKNOWN:
        if len(acronym) != len(name.words) or acronym[0] != name.words[0][0].upper():
            return
        name.kind = ORGANIZATION
    name.alias = acronym.lower()


def long_surnames(names: Sequence[Name], lexicon: Lexicon) -> set[tuple[str, ...]]:
    """The names of more than one word that are the surname of a fuller name ("van der Berg", "Arroyo Vidal")."""
    written = {name.words for name in names if len(name.words) > 1}
    return {
        surname
        for name in names
        if name.kind in PERSONS
        for place in range(1, len(name.words) - 1)
        if name.words[place] in lexicon.particles or name.words[place] not in lexicon.given_names
        if len(name.words[place]) > 1
        if (surname := name.words[place:]) in written
    }
