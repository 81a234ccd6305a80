"""Shallow syntax: one sentence cut into base noun phrases, verb groups and the words between them.

A *chunk* is the unit that the argument finders walk over. Chunks tile the sentence. The cut is made
from the tags alone, left to right, without going back, so its cost is linear and small; it is made
only for sentences that hold a trigger.

Chunking does not attach anything: `of the rebels` stays a preposition and a noun phrase. What belongs
to what is decided by the walkers in `subjects` and `complements`.
"""

from quotelib.rhetoric.kinds import (
    AUXILIARIES,
    BE,
    DO,
    FINITE,
    HAVE,
    NEGATIONS,
    NOUN,
    NOUN_TAGS,
    OTHER,
    TIME_NOUNS,
    VERB,
    VERB_TAGS,
    Chunk,
    Form,
    Kind,
)
from quotelib.text.analysis import Analysis, TokenRange

_GET = frozenset("get gets got gotten getting".split())
_ADJECTIVE_TAGS = frozenset(("JJ", "JJR", "JJS"))
_QUANTITY_TAGS = frozenset(("CD", "$", "#"))
_DETERMINER_TAGS = frozenset(("DT", "PDT", "PRP$", "WP$"))
_PRONOUN_TAGS = frozenset(("PRP", "EX"))
_NOUN_START = NOUN_TAGS | _ADJECTIVE_TAGS | _QUANTITY_TAGS | _DETERMINER_TAGS | {"VBN", "VBG", "RB"}
_VERB_START = VERB_TAGS | {"MD", "TO"}
_ADVERB_TAGS = frozenset(("RB", "RBR", "RBS"))
_GENITIVE_TAGS = frozenset(("POS", "VBZ"))
_QUOTE_TAGS = frozenset(("``", "''", "`", "'"))
_BRACKET_TAGS = frozenset(("-LRB-", "-RRB-", ":", "(", ")"))
_OPENING = frozenset(("-LRB-", "("))
_CLOSING = frozenset(("-RRB-", ")"))
_IN_NOTE = frozenset(("NN", "NNS", "NNP", "NNPS", "CD", "JJ", ",", ".", "SYM", ":"))
_NOTE = 4
"""Most tokens in brackets that are read as a note."""
_WH_TAGS = frozenset(("WDT", "WP", "WRB"))
_SUBORDINATORS = frozenset(
    "that whether if because although though while unless lest whereas".split()
)
_NOUN_OR_ADJECTIVE = NOUN_TAGS | _ADJECTIVE_TAGS
_CLAUSE_NOUN_FOLLOWERS = NOUN_TAGS | _ADJECTIVE_TAGS | {"CD", "VBN", "VBG"}

_GROWING = frozenset(
    "growing mounting increasing rising escalating lingering withering scathing blistering damning stinging "
    "searing continuing overwhelming sweeping lasting".split()
)
"""Participles that stand before a noun as adjectives do."""
_FLOATING = frozenset(("all", "both", "each"))
_DAYS = frozenset(
    "yesterday today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday".split()
)
_INDEFINITES = frozenset(
    "nobody everybody somebody anybody everyone someone anyone none nothing everything".split()
)

_HOLDER_ENDINGS = (
    "er",
    "or",
    "ent",
    "man",
    "woman",
    "ist",
    "ian",
    "ant",
    "ary",
    "king",
    "queen",
    "state",
)
"""Endings of nouns that name persons or offices and so may stand before a name ("the president Smith")."""

_CLAUSE_OPENING = frozenset((Kind.WH, Kind.SUBORDINATOR, Kind.BREAK, Kind.STOP))
_NO_HEAD = -1
_LOOSE_ENDS = frozenset(("CC", ",", "``", "''"))
_PREMODIFIERS = frozenset(("JJ", "VBN", "VBG"))

_SINGLE = {
    **dict.fromkeys(_PRONOUN_TAGS, Kind.NOUN),
    **dict.fromkeys(_ADVERB_TAGS, Kind.ADVERB),
    **dict.fromkeys(_QUOTE_TAGS, Kind.QUOTE),
    **dict.fromkeys(_BRACKET_TAGS, Kind.BREAK),
    **dict.fromkeys(_WH_TAGS, Kind.WH),
    "CC": Kind.CONJUNCTION,
    ",": Kind.COMMA,
    ".": Kind.STOP,
    "IN": Kind.PREPOSITION,
    "TO": Kind.PREPOSITION,
    "RP": Kind.ADVERB,
}


def chunk(analysis: Analysis, lowers: list[str], sentence: TokenRange) -> list[Chunk]:
    """The chunks of `sentence`, in order; `lowers` are the lower-cased forms of the whole text."""
    tags = analysis.tags
    at, end = sentence
    chunks: list[Chunk] = []
    while at < end:
        tag = tags[at]
        if tag in _DETERMINER_TAGS and _floats(tags, lowers, at, end, chunks):
            almost = lowers[at + 1] == "but"
            made = Chunk(Kind.ADVERB, at, at + 1 + almost, at)
        elif tag in _VERB_START and _starts_verb_group(tags, lowers, at, end, chunks):
            made = _verb_group(tags, lowers, at, end)
        elif tag in _NOUN_START and not (
            tag == "RB" and not _adverb_in_noun(tags, at, end, chunks)
        ):
            made = _noun_phrase(tags, lowers, at, end)
        elif tag == "IN" and lowers[at] in _SUBORDINATORS:
            made = Chunk(Kind.SUBORDINATOR, at, at + 1, at)
        else:
            made = _note(tags, at, end) or Chunk(_SINGLE.get(tag, OTHER), at, at + 1, at)
        chunks.append(made)
        at = made.end
    _restore_main_verb(chunks)
    return chunks


def _note(tags: list[str], start: int, end: int) -> Chunk | None:
    """A short note in brackets after a name ("Holt *(R-Iowa)* said"): one adverb, which every walk passes over."""
    if tags[start] not in _OPENING:
        return None
    for at in range(start + 1, min(start + 2 + _NOTE, end)):
        if tags[at] in _CLOSING:
            return Chunk(Kind.ADVERB, start, at + 1, start)
        if tags[at] not in _IN_NOTE:
            return None
    return None


def _restore_main_verb(chunks: list[Chunk]) -> None:
    """Make the first verb finite where it was tagged as a participle but a finite one continues it.

    "The guild *called* on him to stay and offered a loan": were `called` a participle, `offered` would
    follow a noun phrase ("Men accused of theft | left"), not a conjunction.
    """
    verbs = [at for at, made in enumerate(chunks) if made.kind is VERB]
    main = verbs[0] if verbs else 0
    if (
        main == 0
        or chunks[main].form is not Form.PARTICIPLE
        or chunks[main - 1].kind is not Kind.NOUN
    ):
        return
    finite = next((at for at in verbs if chunks[at].form is Form.FINITE), 0)
    before = finite - 1
    while before > main and chunks[before].kind in (Kind.ADVERB, Kind.QUOTE):
        before -= 1
    between = {made.kind for made in chunks[main:before]}
    if (
        before > main
        and chunks[before].kind is Kind.CONJUNCTION
        and between.isdisjoint(_CLAUSE_OPENING)
    ):
        chunks[main].form, chunks[main].passive = Form.FINITE, False


def _starts_verb_group(
    tags: list[str], lowers: list[str], at: int, end: int, chunks: list[Chunk]
) -> bool:
    tag = tags[at]
    if tag == "TO":
        return _starts_infinitive(tags, at, end)
    return tag == "MD" or (tag in VERB_TAGS and not _attributive(tags, lowers, at, end, chunks))


def _starts_infinitive(tags: list[str], at: int, end: int) -> bool:
    """Is the `to` at `at` followed by a verb, perhaps with adverbs between ("to properly discuss")?"""
    at += 1
    while at < end and (tags[at] in _ADVERB_TAGS or tags[at] in _QUOTE_TAGS):
        at += 1
    return at < end and tags[at] in ("VB", "VBP")


def _attributive(
    tags: list[str], lowers: list[str], at: int, end: int, chunks: list[Chunk]
) -> bool:
    """Is the participle at `at` a modifier inside a noun phrase ("denied alleged links", "faced *growing* anger")?"""
    if tags[at] not in ("VBN", "VBG") or at + 1 >= end or tags[at + 1] not in _NOUN_OR_ADJECTIVE:
        return False
    if not chunks or (tags[at] == "VBG" and lowers[at] not in _GROWING):
        return False
    before = chunks[-1]
    if before.kind is Kind.VERB:
        return before.end == at
    return before.kind is Kind.PREPOSITION


def _floats(tags: list[str], lowers: list[str], at: int, end: int, chunks: list[Chunk]) -> bool:
    """Is the determiner at `at` a quantifier between subject and verb ("they *all* vowed"), or `all but`?"""
    following = at + 1 + (lowers[at : at + 2] == ["all", "but"])
    if lowers[at] in _FLOATING and chunks and lowers[chunks[-1].head] in BE:
        return following < end and tags[following] == "RB"  # "they were *all* so proud"
    return (
        lowers[at] in _FLOATING
        and following < end
        and (tags[following] in VERB_TAGS or tags[following] == "MD")
        and bool(chunks)
        and chunks[-1].kind is Kind.NOUN
    )


def _adverb_in_noun(tags: list[str], at: int, end: int, chunks: list[Chunk]) -> bool:
    """Does an adverb open a noun phrase here ("of highly critical reports")? Only before adjective and noun."""
    return (
        at + 2 < end
        and tags[at + 1] in _ADJECTIVE_TAGS
        and tags[at + 2] in NOUN_TAGS
        and bool(chunks)
        and chunks[-1].kind in (Kind.PREPOSITION, Kind.VERB)
    )


def _noun_phrase(tags: list[str], lowers: list[str], start: int, end: int) -> Chunk:
    """The base noun phrase that starts at `start`, possessors included; a lone adjective is ADJECTIVE."""
    at, head, determined = start, _NO_HEAD, False
    while at < end and _extends(tags, lowers, start, at, head, end):
        tag = tags[at]
        if tag in NOUN_TAGS:
            head = at
        elif head >= 0 and _is_genitive(tags, lowers, at, end):
            head = _NO_HEAD
        elif head < 0:
            determined = determined or tag == "CD" or tag in _DETERMINER_TAGS
        at += 1
    if at == start:
        return Chunk(Kind.OTHER, start, start + 1, start)
    while at - 1 > start and tags[at - 1] in _LOOSE_ENDS:
        at -= 1
    if head < 0 and not determined:
        return Chunk(Kind.ADJECTIVE, start, at, at - 1)
    return Chunk(NOUN, start, at, head if head >= 0 else at - 1)


def _extends(tags: list[str], lowers: list[str], start: int, at: int, head: int, end: int) -> bool:
    """Does token `at` belong to the noun phrase that began at `start` and has its noun at `head`?"""
    tag = tags[at]
    following = tags[at + 1] if at + 1 < end else "."
    if tag in NOUN_TAGS:
        return _noun_extends(tags, lowers, start, at, head, end)
    if tag in _GENITIVE_TAGS and _is_genitive(tags, lowers, at, end):
        return head >= 0
    if head >= 0:
        inner = tag in ("JJ", "CD") and following in NOUN_TAGS and tags[at - 1] != "NNS"
        return inner and lowers[at + 1] not in TIME_NOUNS
    if tag in _ADJECTIVE_TAGS or tag in _QUANTITY_TAGS:
        return True
    if tag in _DETERMINER_TAGS:
        return at == start or tags[at - 1] in ("PDT", "POS", "DT", "RB")
    if tag in ("VBN", "VBG"):
        return following in _CLAUSE_NOUN_FOLLOWERS or following in _QUOTE_TAGS
    if tag in _ADVERB_TAGS:
        return following in _ADJECTIVE_TAGS or following in ("VBN", "VBG", "RB", "CD")
    if tag in _QUOTE_TAGS:
        return at > start and following in _CLAUSE_NOUN_FOLLOWERS
    joins = tag in ("CC", ",") and at > start
    return joins and following in _PREMODIFIERS and tags[at - 1] in _PREMODIFIERS


def _noun_extends(
    tags: list[str], lowers: list[str], start: int, at: int, head: int, end: int
) -> bool:
    """May the noun at `at` go on with the phrase, or does it begin one of its own?"""
    if head >= 0 and lowers[at] in _DAYS:
        return False
    if at == start:
        return True
    return lowers[at] not in _INDEFINITES and not _opens_relative(tags, lowers, start, at, end)


def _is_genitive(tags: list[str], lowers: list[str], at: int, end: int) -> bool:
    """Is token `at` a possessive mark, also where it was tagged as a verb?"""
    return tags[at] == "POS" or (
        tags[at] == "VBZ" and lowers[at] in ("'s", "’s") and _possessive(tags, at, end)
    )


def _opens_relative(tags: list[str], lowers: list[str], start: int, at: int, end: int) -> bool:
    """Does a name after a thing begin a relative clause ("a claim | Smith made"), not an apposition?"""
    if (
        tags[at] != "NNP"
        or tags[at - 1] not in ("NN", "NNS")
        or (tags[start] != "DT" and tags[at - 1] == "NN")
        or lowers[at - 1].removesuffix("s").endswith(_HOLDER_ENDINGS)
    ):
        return False
    while at < end and tags[at] == "NNP":
        at += 1
    at += at < end and tags[at] == "RB"
    return at < end and tags[at] in ("VBD", "VBZ", "VBP", "MD", "VBN")


def _possessive(tags: list[str], at: int, end: int) -> bool:
    """Is an `'s` that was tagged as a verb a possessive mark after all (a noun phrase follows at once)?"""
    return at + 1 < end and tags[at + 1] in ("NN", "NNS", "JJ") and tags[at - 1] in ("NNP", "NNPS")


def _verb_group(tags: list[str], lowers: list[str], start: int, end: int) -> Chunk:
    """The verb group that starts at `start`: `to`, modals, auxiliaries, the adverbs among them, main verb."""
    at, head, seen_be = start, -1, False
    while at < end:
        tag, word = tags[at], lowers[at]
        if tag in VERB_TAGS or tag == "MD":
            if head >= 0 and not _continues(tags[head], lowers[head], tag):
                break
            if word in _GROWING and start > 0 and tags[start - 1] == "EX":
                break  # "there was | mounting alarm"
            seen_be = head >= 0 and (lowers[head] in BE or lowers[head] in _GET)
            head = at
            if tag != "MD" and word not in AUXILIARIES and word not in _GET:
                at += 1
                break
        elif (
            tag in _ADVERB_TAGS
            or word in NEGATIONS
            or (head >= 0 and (word in _FLOATING or _is_adverbial_since(tags, lowers, at, head)))
        ):
            following = at + 1
            while following < end and (
                tags[following] in _ADVERB_TAGS or lowers[following] in NEGATIONS
            ):
                following += 1
            if following >= end or (
                head >= 0
                and word not in NEGATIONS
                and not _verb_follows(tags, lowers, head, following)
            ):
                break
        elif head >= 0 or (tag != "TO" and not (tag in _QUOTE_TAGS and tags[at - 1] == "TO")):
            break
        at += 1
    head = max(head, start)
    passive = tags[head] in ("VBN", "VBD") and (
        seen_be or (tags[start] == "VBN" and lowers[head] not in AUXILIARIES)
    )
    return Chunk(VERB, start, at, head, _form(tags, start, at), passive)


def _is_adverbial_since(tags: list[str], lowers: list[str], at: int, head: int) -> bool:
    """Is the word at `at` the `since` of "has *since* apologized", which taggers take for a preposition?"""
    return lowers[at] == "since" and lowers[head] in HAVE and tags[at + 1 : at + 2] == ["VBN"]


def _verb_follows(tags: list[str], lowers: list[str], head: int, at: int) -> bool:
    return (tags[at] in VERB_TAGS) and _continues(tags[head], lowers[head], tags[at])


def _continues(head_tag: str, head: str, tag: str) -> bool:
    """May a verb tagged `tag` continue the group whose last verb so far is `head`?"""
    if head_tag == "MD" or head in DO:
        return tag in ("VB", "VBP") or (tag == "VBD" and head in ("'d", "’d"))
    if head in BE and head not in ("'s", "’s"):
        return tag in ("VBN", "VBG", "VBD")
    if head in HAVE:
        return tag in ("VBN", "VBD") or (tag == "VBG" and head in BE)
    return head in _GET and tag == "VBN"


def _form(tags: list[str], start: int, end: int) -> Form:
    for at in range(start, end):
        tag = tags[at]
        if tag in ("VBD", "VBZ", "VBP", "MD"):
            return FINITE
        if tag == "TO":
            return Form.INFINITIVE
        if tag == "VBG":
            return Form.ING
        if tag == "VBN":
            return Form.PARTICIPLE
        if tag == "VB":
            return Form.BARE
    return Form.FINITE
