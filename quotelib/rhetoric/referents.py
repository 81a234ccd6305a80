"""What a phrase stands for: its head, and whether it is a party, a thing, a name, in a word class."""

from collections.abc import Callable, Mapping

from quotelib.rhetoric.complements import complements
from quotelib.rhetoric.entries import Test
from quotelib.rhetoric.kinds import AUXILIARIES, TIME_NOUNS, Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import Sentence
from quotelib.rhetoric.subjects import possessor
from quotelib.speakers.lexicon import lexicon
from quotelib.text.analysis import TokenRange

_PERSONAL = frozenset(
    "i you he she we they me him her us them who whom myself yourself himself herself ourselves themselves one "
    "everyone everybody someone somebody anyone anybody nobody others many some those most few neither both".split()
)
_IMPERSONAL = frozenset(
    "it this that these which what itself something anything everything nothing all".split()
)
_SELF = frozenset("i we my our me us ourselves myself".split())
_OWN = frozenset("i we it they he she my our its their his her".split())
_NEGATIVE_WORDS = frozenset("no nobody none nothing neither few no-one".split())
_THING_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ism",
    "ance",
    "ence",
    "ship",
    "ing",
    "age",
    "ure",
    "ology",
    "acy",
)
_PARTY_ENDINGS = (
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "ian",
    "ians",
    "ant",
    "ants",
    "men",
    "man",
    "woman",
    "women",
    "ee",
    "ees",
    "crats",
    "crat",
)
_RECIPIENTS = ("to", "with", "against", "on", "for", "from", "at")


def head(sentence: Sentence, span: TokenRange) -> int:
    """The head token of the first noun phrase in `span`; its last token where there is none."""
    index = sentence.place(span[0])
    while index < len(sentence.chunks) and sentence.chunks[index].start < span[1]:
        if sentence.chunks[index].kind is Kind.NOUN:
            return min(sentence.chunks[index].head, span[1] - 1)
        index += 1
    return span[1] - 1


def first_noun(sentence: Sentence, span: TokenRange) -> int | None:
    """Chunk index of the first noun phrase that begins in `span`."""
    index = sentence.place(span[0])
    while index < len(sentence.chunks) and sentence.chunks[index].start < span[1]:
        if sentence.chunks[index].kind is Kind.NOUN:
            return index
        index += 1
    return None


def is_thing(sentence: Sentence, span: TokenRange) -> bool:
    """Can the phrase not speak: a poll, a result, an event, an abstraction?"""
    token = head(sentence, span)
    word, tag = sentence.lowers[token], sentence.analysis.tags[token]
    classes = word_classes()
    if tag in ("NNP", "NNPS"):  # a capital at the head of a sentence makes no name ("Data suggest")
        return word in TIME_NOUNS or (token == sentence.bounds[0] and word in classes["mute"])
    if word in _PERSONAL or any(word in classes[name] for name in ("body", "person", "document")):
        return False
    if word in classes["mute"] or word in (
        "this",
        "that",
        "these",
        "which",
        "what",
        "there",
        "nothing",
        "something",
    ):
        return True
    return tag in ("NN", "NNS") and word.removesuffix("s").endswith(_THING_ENDINGS)


def is_party(sentence: Sentence, span: TokenRange) -> bool:
    """Is the phrase surely a person, a group, a body or a place that acts?"""
    token = head(sentence, span)
    word, tag = sentence.lowers[token], sentence.analysis.tags[token]
    classes = word_classes()
    if word in _PERSONAL or word in classes["body"] or word in classes["person"]:
        return True
    if word in TIME_NOUNS:
        return False
    if tag in ("NNP", "NNPS"):
        return True  # also of a name that is a thing's elsewhere ("Hope", "Roof")
    if (
        word in _IMPERSONAL
        or word in classes["mute"]
        or word in classes["document"]
        or word in classes["object"]
    ):
        return False
    if tag == "DT":
        return token == span[1] - 1
    if tag == "JJ":  # "those responsible"
        return sentence.analysis.forms[token][:1].isupper() or sentence.lowers[span[0]] == "those"
    return tag in ("NN", "NNS") and word.endswith(_PARTY_ENDINGS)


def is_negative(sentence: Sentence, span: TokenRange) -> bool:
    """Does the phrase deny that there is anything ("nobody", "no offer")?"""
    return sentence.lowers[span[0]] in _NEGATIVE_WORDS


_VERBAL_SLOTS = frozenset(("inf", "ing", "bare"))


def first_verb(sentence: Sentence, span: TokenRange) -> int | None:
    """Chunk index of the first verb group that begins in `span`."""
    index = sentence.place(span[0])
    while index < len(sentence.chunks) and sentence.chunks[index].start < span[1]:
        if sentence.chunks[index].kind is Kind.VERB:
            return index
        index += 1
    return None


def is_gerund(sentence: Sentence, span: TokenRange) -> bool:
    """Does the phrase hold a gerund first ("of *lying*")?"""
    verb = first_verb(sentence, span)
    return verb is not None and sentence.chunks[verb].form is Form.ING


def is_mandative(sentence: Sentence, span: TokenRange) -> bool:
    """Does the clause say what should be done: a subjunctive, `should`, `must`?"""
    verb = first_verb(sentence, span)
    if verb is None:
        return False
    made = sentence.chunks[verb]
    if made.form is Form.BARE or is_subjunctive(sentence, verb):
        return True
    return any(
        sentence.lowers[at] in ("should", "must", "ought") for at in range(made.start, made.end)
    )


def is_subjunctive(sentence: Sentence, verb: int) -> bool:
    """Is the verb a plural after a singular noun, so a subjunctive ("that the ship *leave*")?"""
    made, before = sentence.chunks[verb], sentence.chunks[verb - 1]
    tags = sentence.analysis.tags
    return (
        verb > 0
        and tags[made.start] == "VBP"
        and made.start == made.head
        and sentence.lowers[made.head] not in AUXILIARIES
        and before.kind is Kind.NOUN
        and (
            tags[before.head] in ("NN", "NNP")
            or sentence.lowers[before.head] in ("he", "she", "it")
        )
        and sentence.kind(verb - 2) is Kind.SUBORDINATOR
    )


def is_own_harm(sentence: Sentence, span: TokenRange) -> bool:
    """Does the clause announce harm by its own speaker: `we`, `it`, `they`, `his army` will strike?"""
    verb = first_verb(sentence, span)
    subject = first_noun(sentence, span)
    if (
        verb is None
        or subject is None
        or sentence.chunks[subject].start > sentence.chunks[verb].start
    ):
        return False
    made = sentence.chunks[verb]
    will = any(
        sentence.lowers[at] in ("will", "would", "'ll", "’ll", "shall", "'d", "’d")
        for at in range(made.start, made.end)
    )
    opening = sentence.chunks[subject]
    own = sentence.word(subject) in word_classes()["forces"] or (
        sentence.lowers[opening.start] in _OWN
        and (sentence.analysis.tags[opening.start] == "PRP" or opening.end - opening.start > 1)
    )
    return will and own and sentence.word(verb) in word_classes()["harm"]


def is_place(sentence: Sentence, span: TokenRange) -> bool:
    """Is the phrase the name of a known country, region or city?"""
    first = span[0] + (sentence.analysis.tags[span[0]] == "DT")
    return " ".join(sentence.lowers[first : span[1]]) in lexicon().places


SHAPE_TESTS: Mapping[str, Callable[[Sentence, TokenRange], bool]] = {
    "human": lambda sentence, span: not is_thing(sentence, span),
    "thing": is_thing,
    "party": is_party,
    "name": lambda sentence, span: sentence.analysis.tags[head(sentence, span)] in ("NNP", "NNPS"),
    "place": is_place,
    "pronoun": lambda sentence, span: sentence.analysis.tags[head(sentence, span)] == "PRP",
    "possessed": lambda sentence, span: (
        possessor(sentence, sentence.chunks[sentence.place(head(sentence, span))]) is not None
    ),
    "plural": lambda sentence, span: (
        sentence.analysis.tags[head(sentence, span)] in ("NNS", "NNPS")
    ),
    "negative": is_negative,
    "impersonal": lambda sentence, span: not is_party(sentence, span),
    "common": lambda sentence, span: sentence.analysis.tags[head(sentence, span)] in ("NN", "NNS"),
    "owned": lambda sentence, span: sentence.analysis.tags[span[0]] == "PRP$",
    "self": lambda sentence, span: sentence.lowers[span[0]] in _SELF,
    "indicative": lambda sentence, span: not is_mandative(sentence, span),
    "mandative": is_mandative,
    "gerund": is_gerund,
    "own_harm": is_own_harm,
}


def take(sentence: Sentence, slots: Mapping[str, TokenRange], test: Test) -> TokenRange | None:
    """The phrase that `test` finds in `slots`, or None where it is not there or not in the class."""
    span = slots.get(test.slot)
    if span is None:
        return None
    if test.part is not None:
        span = part(sentence, span, test.part)
        if span is None:
            return None
    if test.word_class is not None:
        token = _test_token(sentence, span, test)
        if test.word_class in SHAPE_TESTS:
            return span if SHAPE_TESTS[test.word_class](sentence, span) else None
        if sentence.lowers[token] not in word_classes()[test.word_class]:
            return None
    return span


def _test_token(sentence: Sentence, span: TokenRange, test: Test) -> int:
    """The token whose form is looked up: the verb of an infinitive or gerund, the head of a noun phrase."""
    if test.slot in _VERBAL_SLOTS and test.part is None:
        verb = first_verb(sentence, span)
        if verb is not None:
            return sentence.chunks[verb].head
    return head(sentence, span)


def part(sentence: Sentence, span: TokenRange, name: str) -> TokenRange | None:
    """A part of the phrase `span`; see `quotelib.rhetoric.entries.PARTS`."""
    if name == "possessor":
        return _possessor_in(sentence, span)
    if name == "phrase":
        index = first_noun(sentence, span)
        return (sentence.chunks[index].start, span[1]) if index is not None else None
    if name == "subject":
        index = first_noun(sentence, span)
        return (
            (sentence.chunks[index].start, sentence.chunks[index].end)
            if index is not None
            else None
        )
    for index in range(sentence.place(span[0]), len(sentence.chunks)):
        made = sentence.chunks[index]
        if made.start >= span[1]:
            return None
        if made.kind is Kind.VERB:
            return _patient_in(sentence, index)
    return None


def _possessor_in(sentence: Sentence, span: TokenRange) -> TokenRange | None:
    """The possessor in the first noun phrase of `span`, or the phrase after `by` or `of` right behind it."""
    index = first_noun(sentence, span)
    if index is None:
        return None
    owner = possessor(sentence, sentence.chunks[index])
    if owner is not None and sentence.analysis.tags[owner[0]] == "PRP$":
        return None  # "his": whose it is, the phrase does not say
    owner = owner or _origin(sentence, index)
    if (
        owner is None
        and sentence.word(index + 1) in ("by", "from")
        and sentence.kind(index + 2) is Kind.NOUN
    ):
        return sentence.chunks[index + 2].start, sentence.chunks[index + 2].end
    return owner


def _origin(sentence: Sentence, noun: int) -> TokenRange | None:
    """The adjective of a people or place after a determiner ("a *Senegalese* plan")."""
    made = sentence.chunks[noun]
    at = made.start + 1
    if (
        sentence.analysis.tags[made.start] != "DT"
        or at >= made.head
        or sentence.analysis.tags[at] != "JJ"
    ):
        return None
    return (at, at + 1) if sentence.analysis.forms[at][:1].isupper() else None


def _patient_in(sentence: Sentence, verb: int) -> TokenRange | None:
    """Whom the verb at chunk `verb` acts upon: its object if a party, else the first party in its phrases.

    What is sent is acted with, not upon ("to send troops").
    """
    slots = complements(sentence, verb, takes_object=True)
    found = slots.get("object")
    sent = sentence.word(verb) in word_classes()["sending"]
    if found is not None and not sent and is_party(sentence, found):
        return found
    for preposition in _RECIPIENTS:
        phrase = slots.get(preposition)
        if phrase is not None:
            inner = part(sentence, phrase, "phrase")
            if inner is not None and is_party(sentence, inner):
                return inner
    return None
