"""What chunks are, and the closed classes of words that syntax asks for."""

from enum import Enum

import attrs


class Kind(Enum):
    """What a chunk is."""

    __hash__ = object.__hash__  # members are single; Enum's own, in Python, is asked very often

    NOUN = "noun phrase"
    VERB = "verb group"
    ADJECTIVE = "predicate adjective"
    ADVERB = "adverb"
    PREPOSITION = "preposition"
    SUBORDINATOR = "subordinator"
    WH = "wh-word"
    CONJUNCTION = "coordinating conjunction"
    COMMA = "comma"
    BREAK = "dash, colon, semicolon or bracket"
    QUOTE = "quotation mark"
    STOP = "sentence end mark"
    OTHER = "anything else"


class Form(Enum):
    """How the first verb of a verb group is inflected: what the group can head."""

    __hash__ = object.__hash__  # members are single; Enum's own, in Python, is asked very often

    FINITE = "finite"
    INFINITIVE = "to-infinitive"
    BARE = "bare infinitive, imperative or subjunctive"
    ING = "gerund or present participle"
    PARTICIPLE = "past participle without auxiliary"


# What each sentence is asked for: members of an enumeration are looked up slowly before Python 3.12.
NOUN, VERB, COMMA, BREAK, QUOTE, STOP = (
    Kind.NOUN, Kind.VERB, Kind.COMMA, Kind.BREAK, Kind.QUOTE, Kind.STOP,
)  # fmt: skip
CONJUNCTION, OTHER = Kind.CONJUNCTION, Kind.OTHER
FINITE, INFINITIVE, BARE = Form.FINITE, Form.INFINITIVE, Form.BARE
ING, PARTICIPLE = Form.ING, Form.PARTICIPLE


@attrs.define(slots=True, eq=False)
class Chunk:
    """Tokens `start` to `end` (exclusive); `head` is the noun, main verb or the word itself."""

    kind: Kind
    start: int
    end: int
    head: int
    form: Form | None = None
    passive: bool = False


BE = frozenset("be am is are was were been being 's ’s 're ’re 'm ’m".split())
HAVE = frozenset("have has had having 've ’ve 'd ’d 's ’s".split())
DO = frozenset("do does did".split())
AUXILIARIES = BE | HAVE | DO
NEGATIONS = frozenset("not n't n’t never cannot neither nor hardly".split())

NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
VERB_TAGS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))

TIME_NOUNS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week month year "
    "morning afternoon evening night day weekend january february march april may june july august september "
    "october november december jan. feb. mar. apr. aug. sept. oct. nov. dec. mon tue wed thu fri sat sun time days weeks months years hours minutes".split()
)
"""Nouns that make a phrase an adverbial of time ("last week", "Tuesday")."""
