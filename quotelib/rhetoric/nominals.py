"""The arguments of nouns that name acts: possessor, agent phrase, light verb, complements.

A noun has its agent in its own phrase ("*Iran's* allegation"), in a `by` phrase, in a relative clause
("a claim *the mayor* made"), or with the light verb that utters it ("*the king* voiced concern"). Verbs
that answer or receive the act lend the one it is directed at, the *respondent* ("*Peru* rejected a
request").
"""

from quotelib.rhetoric.complements import Slots, complements
from quotelib.rhetoric.kinds import NOUN_TAGS, Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import SKIPPED, Sentence
from quotelib.rhetoric.subjects import possessor, subject
from quotelib.text.analysis import TokenRange

_PASSIVE_REACH = 6
"""How many chunks after a noun its passive light verb may come."""
COPULAS = frozenset(
    "be am is are was were been being 's ’s 're ’re 'm ’m seem seems seemed remain remains remained feel feels felt "
    "become becomes became stand stands stood appear appears appeared sound sounds sounded get gets got grow grew look looks looked".split()
)


def noun_arguments(sentence: Sentence, span: TokenRange) -> Slots | None:
    """The slots around the noun at `span`, or None where it is no head of a noun phrase."""
    index = sentence.place(span[1] - 1)
    made = sentence.chunks[index]
    tags = sentence.analysis.tags
    if made.kind is not Kind.NOUN or tags[span[1] - 1] not in NOUN_TAGS:
        return None
    following = span[1]
    if following < made.end and tags[following] in NOUN_TAGS | {"POS"}:
        return None
    slots = complements(sentence, index, takes_object=False)
    slots["trigger"] = span
    if tags[span[1] - 1] in ("NNS", "NNPS"):
        slots["plural"] = span
    opening = sentence.place(span[0])
    _inside_noun(sentence, opening, span, slots)
    _maker(sentence, index, slots)
    _around_noun(sentence, opening, index, slots)
    by = slots.get("by")
    if (
        by is not None
        and by[1] > by[0] + 1
        and sentence.kind(sentence.place(by[0] + 1)) is not Kind.VERB
    ):
        slots["subject"] = by[0] + 1, by[1]
    elif "owner" in slots:
        slots["subject"] = slots["owner"]
    return slots


def _inside_noun(sentence: Sentence, index: int, span: TokenRange, slots: Slots) -> None:
    """Possessor, determiner, negation and modifier in the trigger's own noun phrase."""
    made = sentence.chunks[index]
    tags, lowers = sentence.analysis.tags, sentence.lowers
    owner = possessor(sentence, made)
    if owner is not None and owner[1] <= span[0]:
        slots["owner"] = owner
    first = lowers[made.start]
    if tags[made.start] in ("DT", "PDT"):
        slots["determined"] = made.start, made.start + 1
    if first in ("no", "neither") or any(lowers[at] == "no" for at in range(made.start, span[0])):
        slots["negated"] = made.start, made.start + 1
    low = (
        owner[1] + 1
        if owner is not None and owner[1] < span[0] and tags[owner[1]] in ("POS", "VBZ")
        else made.start
    )
    at = span[0] - 1
    if at >= low and tags[at] in NOUN_TAGS | {"JJ"}:
        first_of_name = at
        while first_of_name > low and tags[first_of_name - 1] in NOUN_TAGS:
            first_of_name -= 1
        slots["modifier"] = first_of_name, at + 1


def _maker(sentence: Sentence, index: int, slots: Slots) -> None:
    """Who made it, from a relative clause with a light verb ("a claim *the mayor* made", "threats that he issued")."""
    at = index + 1
    if "owner" in slots:
        return  # "his call that the mayor share it": a clause
    if sentence.kind(at) is Kind.WH or sentence.word(at) == "that":
        at += 1
    if sentence.kind(at) is not Kind.NOUN:
        return
    verb = next((after for after in (at + 1, at + 2) if sentence.kind(after) is Kind.VERB), None)
    if verb is None:
        return
    if sentence.word(verb) in word_classes()["light"]:
        slots["by"] = sentence.chunks[at].start - 1, sentence.chunks[at].end
        slots.pop("that", None)
    elif sentence.word(verb) in word_classes()["refuting"] and _ends_there(sentence, verb):
        slots["respondent"] = sentence.chunks[at].start, sentence.chunks[at].end
        slots.pop("that", None)


def _ends_there(sentence: Sentence, verb: int) -> bool:
    """Has the verb nothing after it: is the noun before its clause its object ("a charge *he denies*")?"""
    return sentence.kind(verb + 1) in (None, Kind.STOP, Kind.COMMA, Kind.BREAK, Kind.CONJUNCTION)


def _around_noun(sentence: Sentence, index: int, last: int, slots: Slots) -> None:
    """The verb that governs the noun phrase (chunks `index` to `last`), and what a light verb lends it."""
    before = sentence.skip_left(index, SKIPPED)
    if sentence.word(before) == "of" and sentence.word(before - 1) in word_classes()["expressing"]:
        _expressed(sentence, before - 1, last, slots)
        return
    if sentence.word(before) == "of" and sentence.word(before - 1) in word_classes()["answer_noun"]:
        made = sentence.chunks[before - 1]
        slots["respondent"] = possessor(sentence, made) or (made.start, made.end)
        return
    if sentence.kind(before) is Kind.NOUN:
        above = sentence.skip_left(before, SKIPPED)
        if sentence.kind(above) is Kind.VERB:  # the recipient stands between: "gave him a warning"
            slots["indirect"] = sentence.chunks[before].start, sentence.chunks[before].end
            before = above
    if sentence.kind(before) is Kind.VERB:
        _under_verb(sentence, before, slots)
    elif _is_held(sentence, before):
        holder = subject(sentence, before - 1)
        if holder is not None:
            slots["holder"] = holder
    else:
        if sentence.kind(before) is Kind.PREPOSITION and sentence.kind(before - 1) is Kind.VERB:
            made = sentence.chunks[before - 1]
            slots["governor"] = made.head, made.head + 1
        _under_passive(sentence, last, slots)


def _expressed(sentence: Sentence, index: int, last: int, slots: Slots) -> None:
    """What the noun at chunk `index` lends the act it expresses ("*their* expressions *of* support")."""
    made = sentence.chunks[index]
    owner = possessor(sentence, made)
    slots["light"] = made.head, made.head + 1
    _around_noun(sentence, index, last, slots)
    if owner is not None:
        slots.setdefault("owner", owner)


def _is_held(sentence: Sentence, preposition: int) -> bool:
    """Is the noun what somebody is moved by ("gripped *by* anxiety", "filled *with* hope")?"""
    return (
        sentence.word(preposition) in ("by", "with")
        and sentence.kind(preposition - 1) is Kind.VERB
        and sentence.chunks[preposition - 1].passive
    )


def _under_passive(sentence: Sentence, last: int, slots: Slots) -> None:
    """A passive light verb after the noun lends its complements ("a threat was issued *by the rebels*")."""
    for after in range(last + 1, min(last + _PASSIVE_REACH, len(sentence.chunks))):
        made = sentence.chunks[after]
        if made.kind is Kind.VERB:
            if made.passive and sentence.lowers[made.head] in word_classes()["light"]:
                slots["light"] = made.head, made.head + 1
                for slot, span in complements(sentence, after, takes_object=False).items():
                    slots.setdefault(slot, span)
            return
        if made.kind not in (Kind.PREPOSITION, Kind.NOUN, Kind.ADVERB):
            return


def _under_verb(sentence: Sentence, verb: int, slots: Slots) -> None:
    """What the verb group above a noun lends it: a subject if light, a respondent if it answers."""
    classes = word_classes()
    made = sentence.chunks[verb]
    word = sentence.lowers[made.head]
    slots["governor"] = made.head, made.head + 1
    if word in COPULAS:
        slots["copula"] = made.head, made.head + 1
        return
    light, receives = word in classes["light"], word in classes["receiving"]
    mistagged = (
        made.form is Form.PARTICIPLE
        and sentence.kind(sentence.skip_left(verb, SKIPPED)) is Kind.NOUN
    )
    if (made.passive and not mistagged) or not (light or receives or word in classes["respondent"]):
        return
    above = subject(sentence, verb)
    if above is not None and not light:
        slots["respondent"] = above
    if receives:
        slots["received"] = made.head, made.head + 1
    if light:
        slots["light"] = made.head, made.head + 1
        owner = slots.get("owner")
        own = (
            owner is not None
            and sentence.analysis.tags[owner[0]] == "PRP$"
            and owner[1] - owner[0] == 1
        )
        if (
            above is not None
            and (owner is None or own)
            and not sentence.is_time(sentence.place(above[0]))
        ):
            slots["owner"] = above
