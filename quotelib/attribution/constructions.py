"""Constructions of news prose that grammar decides and that too few sentences show for learning.

============================================  ==================================================
``…, warned the mayor, saying that …``        a participle after a comma has the subject of the verb above
``Over the past weeks farmers have asked …``  a time before the subject is no part of it
``…, reported local media, citing a           relayed words: the media's, and inside that report the
statement by Captain Ruiz``                   captain's, with the same content
``what it claims is …``, ``dismissed as       a relative clause in which the words are somebody's
"nonsense"``
``Named "Desert Wind", the exercise …``       a name given, not words said
``a word for "narrow water"``                 a gloss, not words said
``so angry that she left``                    a result, not what was said or thought
============================================  ==================================================

What the learned stages propose is corrected here, before contents are fitted to marks.
"""

from collections.abc import Sequence

from quotelib.attribution.candidates import Candidate
from quotelib.attribution.drafts import Draft
from quotelib.attribution.spans import merged, paragraph_of, sentence_of
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE, NOMINAL
from quotelib.text.scanning import places_of

SUPPORTED = 0.05
"""A candidate in a construction that gives words to somebody is kept from this probability on."""
RELAYED_CONFIDENCE = 0.5
"""Confidence of relayed words; the training corpus has no such records."""
INVERTED_CONFIDENCE = 0.7
"""Confidence of a sentence that a verb and its subject report at its end."""

_GIVES_WORDS = frozenset(
    "claims claimed claim calls called call describes described describe terms termed considers considered alleges "
    "alleged says said insists insisted believes believed sees saw denies denied".split()
)
_AS_VERBS = frozenset(
    "dismissed dismisses dismiss denies denied rejected rejects denounced denounces condemned condemns criticized "
    "criticised slammed hailed praised described describes decried derided mocked portrayed branded".split()
)
_NAMING = frozenset(
    "named called dubbed titled entitled nicknamed christened codenamed code-named renamed headlined".split()
)
_WORDS_FOR = frozenset("word words term phrase expression name slang shorthand code".split())
_TIMES = frozenset(
    "hour hours day days week weeks weekend month months year years decade decades century centuries "
    "monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night".split()
)
_TIME_PREPOSITIONS = frozenset("on over during in for since within after before".split())
_PHRASE_START = frozenset(("DT", "PRP", "PRP$", "NNP", "NNPS", "JJ", "NNS", "CD"))
_RELAYING = frozenset(("citing", "quoting"))
_RELAYED_TEXTS = frozenset(
    "statement statements report reports remarks comments letter interview message source sources".split()
)
_HUMAN_ENDINGS = (
    "er",
    "ers",
    "or",
    "ors",
    "man",
    "men",
    "woman",
    "women",
    "ian",
    "ians",
    "ist",
    "ists",
)
_HUMAN_NOUNS = frozenset(
    "official officials source sources people police minister ministers authorities witnesses residents "
    "president chief general colonel media agency agencies aide aides doctor doctors relatives army".split()
)
_INVERTED = frozenset(
    "reported said announced wrote claimed warned added stated noted argued explained reports says writes warns".split()
)
_LONGEST_PHRASE = 14
"""Tokens of a source after an inverted verb or a participle at most."""


def supported(analysis: Analysis, candidate: Candidate) -> bool:
    """Does the construction around the cue give words to somebody, however unlikely the verb?"""
    end = candidate.anchor[1]
    forms = analysis.forms
    head = candidate.anchor[0] + candidate.proposal.head - candidate.proposal.first
    if candidate.source is None or not candidate.content or end >= len(forms):
        return False
    if forms[head].lower() in _AS_VERBS and forms[end].lower() == "as":
        return end + 1 < len(forms) and analysis.quoted[end + 1] > analysis.quoted[end]
    return (
        _in_free_relative(analysis, candidate.source, candidate.anchor)
        and _gives_words(analysis, candidate.anchor)
        and any(first == end for first, _ in candidate.content)
    )


def _gives_words(analysis: Analysis, cue: TokenRange) -> bool:
    return analysis.forms[cue[1] - 1].lower() in _GIVES_WORDS


def _in_free_relative(analysis: Analysis, source: TokenRange, cue: TokenRange) -> bool:
    """Are source and cue the clause of a `what` ("*what* the firm calls a trial")?"""
    before = source[0] - 1
    return before >= 0 and analysis.forms[before].lower() == "what" and source[1] == cue[0]


def is_name_given(analysis: Analysis, draft: Draft) -> bool:
    """Is the content but a name in marks right after a participle of naming?"""
    content = merged(draft.content)
    if draft.cue is None or draft.source is not None or len(content) != 1:
        return False
    last = draft.cue[1] - 1
    first, end = content[0]
    if analysis.forms[last].lower() not in _NAMING or first != draft.cue[1]:
        return False
    number = analysis.quoted[first]
    if not number or analysis.pairs[number - 1].opener != first:
        return False
    words = [form for form in analysis.forms[first:end] if len(form) > 3 and form[0].isalpha()]
    return all(word[0].isupper() for word in words)


def is_gloss(analysis: Analysis, draft: Draft) -> bool:
    """Is the content but the meaning of a word that the cue ends with ("a word for “narrow water”")?"""
    content = merged(draft.content)
    if draft.cue is None or len(content) != 1 or content[0][0] != draft.cue[1]:
        return False
    before = [form.lower() for form in analysis.forms[draft.cue[1] - 2 : draft.cue[1]]]
    return (
        len(before) == 2
        and before[0] in _WORDS_FOR
        and before[1] == "for"
        and analysis.quoted[content[0][0]] > 0
    )


def is_result(analysis: Analysis, draft: Draft) -> bool:
    """Is the content a clause of result ("so angry *that she left*")?"""
    if draft.cue is None or not draft.content:
        return False
    first, end = draft.cue
    forms = [form.lower() for form in analysis.forms[max(0, first - 1) : end]]
    return "so" in forms[-2:-1] and analysis.forms[draft.content[0][0]] == "that"


def amend(analysis: Analysis, drafts: list[Draft]) -> list[Draft]:
    """Correct the sources of `drafts` where the construction decides them; add what it shows besides.

    Names that are given are left out, inverted reports and relayed words come in.
    """
    kept = [
        draft
        for draft in drafts
        if not is_name_given(analysis, draft)
        and not is_gloss(analysis, draft)
        and not is_result(analysis, draft)
    ]
    kept += _inverted_reports(analysis, kept)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in kept:
        if draft.source is not None:
            draft.source = without_time(analysis, draft.source)
        if draft.source is not None and draft.cue is not None:
            _settle_relative(analysis, draft, draft.source, draft.cue)
        if draft.cue is not None:
            by_sentence.setdefault(sentence_of(analysis, draft.cue[0]), []).append(draft)
    for of_sentence in by_sentence.values():
        of_sentence.sort(key=_cue_place)
        for index, draft in enumerate(of_sentence):
            _share_source(analysis, draft, of_sentence[:index])
    return kept + _relays(analysis, by_sentence)


def _cue_place(draft: Draft) -> int:
    return draft.cue[0] if draft.cue else 0


def without_time(analysis: Analysis, source: TokenRange) -> TokenRange:
    """The source without the noun of time that a preposition before it governs ("Over the past weeks | farmers")."""
    first, end = source
    forms, tags = analysis.forms, analysis.tags
    if not first or forms[first - 1].lower() not in _TIME_PREPOSITIONS:
        return source
    for at in range(first, end - 1):
        if forms[at].lower() in _TIMES:
            name = tags[at] == "NNP" and at > first  # "the Sunday Times"
            return (at + 1, end) if tags[at + 1] in _PHRASE_START and not name else source
    return source


def _settle_relative(analysis: Analysis, draft: Draft, source: TokenRange, cue: TokenRange) -> None:
    """In a relative clause the words end with it, and the noun that it modifies is no part of the source."""
    if _in_free_relative(analysis, source, cue) and _gives_words(analysis, cue):
        stop = _break(analysis, cue[1])
        draft.content = [
            (first, min(end, stop)) for first, end in draft.content if cue[1] <= first < stop
        ] or draft.content
    elif analysis.forms[cue[1] : cue[1] + 1] == ["as"]:
        tags = analysis.tags
        name = source[1] - 1
        while name > source[0] and tags[name - 1] in ("NNP", "NNPS"):
            name -= 1
        noun = analysis.forms[name - 1].lower()
        thing = tags[source[0]] == "DT" and tags[name - 1] in ("NN", "NNS")
        if thing and tags[name] == "NNP" and not _is_human(noun):
            draft.source = (name, source[1])


def _break(analysis: Analysis, first: int) -> int:
    """The next dash, comma, colon or sentence end outside quotation marks."""
    end = (
        analysis.sentences[sentence_of(analysis, first)][1]
        if first < len(analysis.forms)
        else first
    )
    for at in range(first, end):
        if not analysis.quoted[at] and analysis.tags[at] in (":", ",", "."):
            return at
    return end


def _share_source(analysis: Analysis, draft: Draft, earlier: Sequence[Draft]) -> None:
    """A participle after a comma has the source of the nearest reporting verb before it."""
    if draft.cue is None:
        return
    place = draft.cue[0]
    if not place or analysis.tags[place] != "VBG" or analysis.forms[place - 1] != ",":
        return
    for other in reversed(earlier):
        if other.cue is None or other.source is None or other.source[0] >= place:
            continue
        if draft.source is None or _is_stray(analysis, draft.source, other.cue[1], place - 1):
            draft.source = other.source
        return


def _is_stray(analysis: Analysis, source: TokenRange, first: int, comma: int) -> bool:
    """Is the source a phrase inside what the verb before reports, which ends at `comma`?

    One right before the comma may have the participle, if there is a clause that it is the subject of
    ("said the mayor, citing costs, would resign").
    """
    if not first <= source[0] < comma:
        return False
    clause = any(tag in FINITE for tag in analysis.tags[first:comma])
    return source[1] < comma or (source[1] == comma and not clause)


def _relays(analysis: Analysis, by_sentence: dict[int, list[Draft]]) -> list[Draft]:
    """Drafts of what one party reports by the words of another: "…, citing a statement by Captain Ruiz"."""
    made: list[Draft] = []
    for place in _relaying(analysis):
        found = _relayed_source(analysis, place + 1)
        here = by_sentence.get(sentence_of(analysis, place), [])
        own = next((one for one in here if one.cue and one.cue[0] <= place < one.cue[1]), None)
        outer = next(
            (
                one
                for one in reversed(here)
                if one is not own
                and one.source
                and one.cue
                and one.cue[0] < place
                and not any(first <= place < end for first, end in one.content)
            ),
            None,
        )
        if found is None or outer is None or not outer.content:
            continue
        relay = own or Draft(None, None, [], None, RELAYED_CONFIDENCE)
        relay.source, relay.cue = found, (place, found[0])
        relay.content, relay.head, relay.relays = list(outer.content), place, outer
        if own is None:
            made.append(relay)
    return made


def _relaying(analysis: Analysis) -> list[int]:
    forms = analysis.forms
    return [place for place in places_of(_RELAYING, forms) if place and forms[place - 1] == ","]


def _relayed_source(analysis: Analysis, first: int) -> TokenRange | None:
    """Whose words the phrase at `first` stands for: a party, or that of a text ("a statement by …")."""
    phrase = _phrase(analysis, first)
    last = analysis.forms[phrase[1] - 1].lower() if phrase[1] > first else ""
    end = phrase[1]
    goes_on = end < paragraph_of(analysis, first - 1)[1]
    if last in _RELAYED_TEXTS and goes_on and analysis.forms[end] in ("by", "from", "of"):
        phrase = _phrase(analysis, end + 1)
    return phrase if _is_party(analysis, phrase) else None


def _phrase(analysis: Analysis, first: int) -> TokenRange:
    """Give the noun phrase that begins at a token, within the paragraph of the token before it."""
    tags = analysis.tags
    end = first
    stop = min(paragraph_of(analysis, first - 1)[1], first + _LONGEST_PHRASE)
    while end < stop and tags[end] in NOMINAL:
        end += 1
    return first, end


def _is_party(analysis: Analysis, phrase: TokenRange) -> bool:
    """Does the phrase end in a name or in a noun for persons and bodies?"""
    first, end = phrase
    if end <= first:
        return False
    return analysis.tags[end - 1] in ("NNP", "NNPS") or (
        analysis.tags[end - 1] in ("NN", "NNS") and _is_human(analysis.forms[end - 1].lower())
    )


def _is_human(noun: str) -> bool:
    return noun in _HUMAN_NOUNS or noun.endswith(_HUMAN_ENDINGS)


def _inverted_reports(analysis: Analysis, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of sentences that a comma, a reporting verb and its subject close.

    A draft that has taken that subject for what is said is put right.
    """
    forms, tags = analysis.forms, analysis.tags
    by_place = {place: draft for draft in drafts if draft.cue for place in range(*draft.cue)}
    made = []
    for place in places_of(_INVERTED, forms):
        if not place or forms[place - 1] != ",":
            continue
        source = _phrase(analysis, place + 1)
        own = by_place.get(place)
        if own and not _is_within(own.content, source):
            continue
        end = paragraph_of(analysis, place)[1]
        closes = source[1] == end or forms[source[1]] in (",", ".")
        if tags[place] not in ("VBD", "VBZ", "VBN") or not closes:
            continue
        first = analysis.sentences[sentence_of(analysis, place)][0]
        start = _clause_start(analysis, first, place - 1)
        if start is not None and _is_party(analysis, source):
            content = [(start, place - 1)]
            if own:
                own.source, own.cue, own.content = source, (place, place + 1), content
            else:
                made.append(Draft(source, (place, place + 1), content, place, INVERTED_CONFIDENCE))
    return made


def _is_within(content: Sequence[TokenRange], phrase: TokenRange) -> bool:
    return bool(content) and all(phrase[0] <= first and end <= phrase[1] for first, end in content)


def _clause_start(analysis: Analysis, first: int, end: int) -> int | None:
    """Where the clause before a closing report begins, a participle phrase in front aside; None: no clause."""
    forms, tags = analysis.forms, analysis.tags
    if any(analysis.quoted[at] and forms[at - 1] == "," for at in (first, end - 1)):
        return None
    commas = [at for at in range(first, end) if forms[at] == "," and not analysis.quoted[at]]
    start = first
    for comma in (*commas, end):
        opening = tags[start]
        aside = opening in ("WDT", "WP", "WP$", "VBN", "VBG", "IN", "WRB")
        if not aside and any(tag in FINITE for tag in tags[start:comma]):
            return start if start == first or tags[first] in ("VBN", "VBG") else first
        start = comma + 1
    return None
