"""Whether an act is reported as performed: positive, negated or hypothetical.

The verb's own group decides first (negation, then modals), then the clause it stands in (`if`), then,
for infinitives and gerunds, the word above it: `refused to endorse` negates, `threatened to ban`
makes hypothetical, `went on to condemn` and purposes of completed acts leave positive. A noun takes
the polarity of the light verb it stands with. Negation inside an act's content is never looked at.
"""

from quotelib.enumerations import Polarity
from quotelib.rhetoric.clauses import coordinated
from quotelib.rhetoric.complements import Slots
from quotelib.rhetoric.kinds import BE, NEGATIONS, Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.referents import is_negative, is_subjunctive
from quotelib.rhetoric.sentences import SKIPPED, Sentence

_DEPTH = 5
_CONDITIONS = frozenset("if unless whether lest".split())
_HARDLY = frozenset("hardly scarcely barely not".split())
_GO = frozenset("go goes went gone going".split())
_WITHOUT = frozenset(("without", "instead", "than"))
_NEGATIVE_OBJECT_SLOTS = ("object", "to", "for")


def polarity(sentence: Sentence, category: str, slots: Slots) -> Polarity:
    """The polarity of the act named at ``slots["trigger"]`` by a word of `category`."""
    if "negated" in slots or any(
        slot in slots and _nobody(sentence, slots, slot)
        for slot in ("subject", *_NEGATIVE_OBJECT_SLOTS)
    ):
        return Polarity.NEGATED
    index = sentence.place(slots["trigger"][0])
    if category == "noun":
        return _noun_polarity(sentence, sentence.place(slots["trigger"][1] - 1), slots)
    if category == "adjective":
        if sentence.chunks[index].kind is Kind.VERB:
            return verb_polarity(sentence, index)
        before = sentence.skip_left(index, SKIPPED)
        between = range(
            sentence.chunks[before].end if before >= 0 else sentence.bounds[0], slots["trigger"][0]
        )
        if any(sentence.lowers[at] in NEGATIONS for at in between):
            return Polarity.NEGATED
        return (
            verb_polarity(sentence, before)
            if sentence.kind(before) is Kind.VERB
            else Polarity.POSITIVE
        )
    if category == "phrase":
        at = slots.get("governor")
        return verb_polarity(sentence, sentence.place(at[0])) if at else Polarity.POSITIVE
    return verb_polarity(sentence, index)


def _nobody(sentence: Sentence, slots: Slots, slot: str) -> bool:
    first, last = slots[slot]
    if slot == "subject" and sentence.bounds[0] < first and sentence.lowers[first - 1] in _HARDLY:
        return True
    if slot in ("to", "for"):
        return last - first == 2 and sentence.lowers[first + 1] in ("nobody", "none", "nothing")
    return is_negative(sentence, (first, last))


def verb_polarity(sentence: Sentence, verb: int, depth: int = 0) -> Polarity:
    """The polarity of the verb group at chunk `verb`."""
    if depth > _DEPTH:
        return Polarity.POSITIVE
    made = sentence.chunks[verb]
    tags = sentence.analysis.tags
    if sentence.is_negated_verb(verb):
        return Polarity.NEGATED
    if _has_modal(sentence, verb):
        return Polarity.HYPOTHETICAL
    before = sentence.skip_left(verb, SKIPPED)
    conjoined = sentence.kind(before) is Kind.CONJUNCTION
    earlier = coordinated(sentence, verb) if conjoined else None
    if made.form is Form.FINITE and not is_subjunctive(sentence, verb):
        shares = earlier is not None and tags[made.head] == "VBP" and _has_modal(sentence, earlier)
        if earlier is not None and shares:
            return verb_polarity(sentence, earlier, depth + 1)
        return _condition(sentence, verb)
    if earlier is not None:
        return verb_polarity(sentence, earlier, depth + 1)
    return _untensed_polarity(sentence, verb, before, depth)


def _untensed_polarity(sentence: Sentence, verb: int, before: int, depth: int) -> Polarity:
    """The polarity of a verb without a tense, whose place tells; `before` is the chunk it follows."""
    form = sentence.chunks[verb].form
    if form in (Form.BARE, Form.FINITE):
        return _bare_polarity(sentence, verb, before, depth)
    if form is Form.INFINITIVE:
        return _infinitive_polarity(sentence, verb, before, depth)
    if form is Form.ING:
        return _gerund_polarity(sentence, verb, before, depth)
    return _condition(sentence, verb)


def _has_modal(sentence: Sentence, verb: int) -> bool:
    made = sentence.chunks[verb]
    return any(sentence.analysis.tags[at] == "MD" for at in range(made.start, made.end))


def _condition(sentence: Sentence, verb: int) -> Polarity:
    """Hypothetical inside a conditional clause, else positive."""
    for at in sentence.leftward(verb):
        made = sentence.chunks[at]
        if made.kind is Kind.SUBORDINATOR:
            return Polarity.HYPOTHETICAL if sentence.word(at) in _CONDITIONS else Polarity.POSITIVE
        if made.kind in (Kind.VERB, Kind.STOP, Kind.COMMA, Kind.WH, Kind.CONJUNCTION):
            return Polarity.POSITIVE
    return Polarity.POSITIVE


def _bare_polarity(sentence: Sentence, verb: int, before: int, depth: int) -> Polarity:
    """A bare form is subjunctive ("demanded that he apologize"), imperative, or under help or let.

    After a subject and without any such verb above it is a past or present tense that was mistagged.
    """
    classes = word_classes()
    if sentence.word(before) == "than" and sentence.word(before - 1) in ("rather", "sooner"):
        return Polarity.NEGATED
    above = _verb_before(sentence, before + 1)
    if above is not None and sentence.word(above) in classes["causative"]:
        return verb_polarity(sentence, above, depth + 1)
    if sentence.kind(before) is not Kind.NOUN:
        return Polarity.HYPOTHETICAL
    mandating = _clause_governor(sentence, before) in classes["prospective"]
    return Polarity.HYPOTHETICAL if mandating else _condition(sentence, verb)


def _clause_governor(sentence: Sentence, noun: int) -> str:
    """The verb whose clause has the noun phrase `noun` as its subject ("demanded that he …"), or ''."""
    for at in sentence.leftward(noun):
        kind = sentence.chunks[at].kind
        if kind is Kind.VERB:
            return sentence.word(at)
        if kind in (Kind.STOP, Kind.COMMA, Kind.BREAK, Kind.WH):
            return ""
    return ""


def _infinitive_polarity(sentence: Sentence, verb: int, before: int, depth: int) -> Polarity:
    """What the word right before an infinitive makes of it; purposes share the main verb's polarity."""
    kind, word = sentence.kind(before), sentence.word(before)
    classes = word_classes()
    if word == "on" and sentence.word(before - 1) in _GO:
        return _under(sentence, before - 1, depth)  # "went on to condemn"
    if kind is Kind.VERB:
        between = sentence.lowers[sentence.chunks[before].end : sentence.chunks[verb].start]
        return Polarity.NEGATED if "yet" in between else _under(sentence, before, depth)
    if kind is Kind.NOUN:
        return _infinitive_of_noun(sentence, before, depth)
    if kind is Kind.ADJECTIVE:
        if word in classes["reluctant"]:
            return Polarity.NEGATED
        return Polarity.POSITIVE if word in classes["quick"] else Polarity.HYPOTHETICAL
    if kind is Kind.COMMA or kind is None:
        return Polarity.POSITIVE if _followed_by_comma(sentence, verb) else Polarity.HYPOTHETICAL
    open_question = kind in (Kind.PREPOSITION, Kind.WH, Kind.SUBORDINATOR)
    return Polarity.HYPOTHETICAL if open_question else Polarity.POSITIVE


def _infinitive_of_noun(sentence: Sentence, noun: int, depth: int) -> Polarity:
    """`refusal to sign` negates, `plan to sign` leaves open, `rallies to demand` is a purpose."""
    classes = word_classes()
    word = sentence.word(noun)
    if word in classes["withholding_noun"]:
        return Polarity.NEGATED
    above = _verb_before(sentence, noun)
    if word in classes["prospective_noun"]:
        withheld = above is not None and sentence.word(above) in classes["withholding"]
        return Polarity.NEGATED if withheld else Polarity.HYPOTHETICAL
    if above is None:
        return Polarity.HYPOTHETICAL
    if sentence.word(above) in classes["object_control"]:
        return _under(sentence, above, depth)
    return verb_polarity(sentence, above, depth + 1)


def _under(sentence: Sentence, above: int, depth: int) -> Polarity:
    """The polarity of an infinitive or gerund directly under the verb at chunk `above`."""
    word = sentence.word(above)
    classes = word_classes()
    outer = verb_polarity(sentence, above, depth + 1)
    if word in classes["withholding"]:
        return (
            Polarity.POSITIVE
            if outer is Polarity.NEGATED and word in classes["failing"]
            else Polarity.NEGATED
        )
    if outer is Polarity.NEGATED:
        return Polarity.POSITIVE if word == "help" else outer  # "could not help laughing at"
    if word in classes["prospective"] or word in BE:
        return Polarity.HYPOTHETICAL
    return outer


def _gerund_polarity(sentence: Sentence, verb: int, before: int, depth: int) -> Polarity:
    kind = sentence.kind(before)
    word = sentence.word(before)
    classes = word_classes()
    if kind is Kind.PREPOSITION:
        if word in _WITHOUT or (word == "of" and sentence.word(before - 1) in ("short", "instead")):
            return Polarity.NEGATED
        if word == "from" and sentence.word(before - 1) == "far":
            return Polarity.NEGATED
        if word == "from":
            above = _verb_before(sentence, before)
            return (
                Polarity.NEGATED
                if above is not None and sentence.word(above) in classes["withholding"]
                else Polarity.POSITIVE
            )
        return Polarity.POSITIVE
    if kind is Kind.VERB:
        return _under(sentence, before, depth)
    following = next(
        (at for at in sentence.rightward(verb) if sentence.chunks[at].kind is Kind.VERB), None
    )
    opens = kind is None or (
        kind is Kind.COMMA
        and not any(chunk.kind is Kind.VERB for chunk in sentence.chunks[:before])
    )
    is_subject = (
        (opens or kind is Kind.SUBORDINATOR)
        and word not in ("while", "though")
        and following is not None
        and sentence.chunks[following].form is Form.FINITE
        and not _followed_by_comma(sentence, verb)
    )
    return Polarity.HYPOTHETICAL if is_subject else Polarity.POSITIVE


def _verb_before(sentence: Sentence, index: int) -> int | None:
    """The verb group above a noun phrase or preposition, over phrases only."""
    for at in sentence.leftward(index):
        kind = sentence.chunks[at].kind
        if kind is Kind.VERB:
            return at
        if kind in (Kind.STOP, Kind.COMMA, Kind.BREAK, Kind.SUBORDINATOR, Kind.WH):
            return None
    return None


def _followed_by_comma(sentence: Sentence, verb: int) -> bool:
    """Does a comma come before the next finite verb (then what precedes it is an adjunct)?"""
    for at in sentence.rightward(verb):
        made = sentence.chunks[at]
        if made.kind is Kind.COMMA:
            return True
        if made.kind is Kind.VERB and made.form is Form.FINITE:
            return False
    return False


def _noun_polarity(sentence: Sentence, noun: int, slots: Slots) -> Polarity:
    """A nominal act takes the polarity of its light verb; wanted or withheld, it is not performed."""
    classes = word_classes()
    before = sentence.skip_left(noun, SKIPPED)
    if sentence.word(before) == "without" or (
        sentence.word(before) == "of" and sentence.word(before - 1) in ("lack", "absence", "short")
    ):
        return Polarity.NEGATED
    governor = slots.get("light") or slots.get("copula") or slots.get("governor")
    if governor is None:
        if sentence.kind(before) is Kind.PREPOSITION and sentence.word(before) == "for":
            above = _verb_before(sentence, before)
            wanted = above is not None and sentence.word(above) in classes["wanting"]
            wanted = wanted or sentence.word(before - 1) in classes["wanting"]
            return Polarity.HYPOTHETICAL if wanted else Polarity.POSITIVE
        return Polarity.POSITIVE
    word = sentence.lowers[governor[0]]
    if word in classes["withdrawing"]:
        return Polarity.NEGATED
    if word in classes["wanting"]:
        return Polarity.HYPOTHETICAL
    if "light" in slots or "copula" in slots or "received" in slots:
        return verb_polarity(sentence, sentence.place(governor[0]))
    return Polarity.POSITIVE
