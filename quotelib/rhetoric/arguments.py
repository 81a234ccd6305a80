"""The arguments of a trigger, as slots: what `complements` finds to its right and what stands to its left.

Passive verbs are turned round here, once, so that no entry need know of them: `subject` is who acts,
`object` who is acted upon, whatever the voice.
"""

from quotelib.rhetoric.clauses import coordinated
from quotelib.rhetoric.complements import Slots, complements
from quotelib.rhetoric.extents import noun_extent
from quotelib.rhetoric.kinds import AUXILIARIES, HAVE, VERB_TAGS, Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.nominals import COPULAS, noun_arguments
from quotelib.rhetoric.referents import is_thing
from quotelib.rhetoric.sentences import SKIPPED, Sentence
from quotelib.rhetoric.subjects import predicate_subject, subject
from quotelib.rhetoric.voice import is_passive
from quotelib.text.analysis import TokenRange

_COMPLEMENTS = (
    "object", "that", "inf", "ing", "wh", "quote", "fronted", "of", "for", "with", "to", "on",
)  # fmt: skip
"""Slots of which a verb with none is said to stand alone (slot `none`)."""


def arguments(sentence: Sentence, category: str, span: TokenRange) -> Slots | None:
    """The slots around the trigger `span`, or None where it is no verb (noun, adjective) in use here."""
    if category == "verb":
        return _verb_arguments(sentence, span)
    if category == "noun":
        return noun_arguments(sentence, span)
    if category == "adjective":
        return _adjective_arguments(sentence, span)
    return _phrase_arguments(sentence, span)


def _verb_arguments(sentence: Sentence, span: TokenRange) -> Slots | None:
    index = sentence.place(span[0])
    made = sentence.chunks[index]
    if made.kind is not Kind.VERB or made.head != span[0] or _is_verbal_noun(sentence, index):
        return None
    last = sentence.place(span[1] - 1)
    slots = _shared_complements(sentence, index, last)
    slots["trigger"] = span
    _governing(sentence, index, slots)
    if last > index and "object" not in slots:
        _object_in_gap(sentence, index, span[1] - 1, slots)
    above = subject(sentence, index)
    if is_passive(sentence, index, slots):
        _turn_round(sentence, above, slots)
        if made.form is Form.PARTICIPLE:
            slots["reduced"] = span
        return slots
    if _follows_speech(sentence, index):
        above = _inverted_subject(sentence, last, slots) or above
    if made.form is Form.INFINITIVE and above is not None and is_thing(sentence, above):
        above = None  # a thing controls no act: the walk went astray
    if above is not None:
        slots["subject"] = above
        _relative_object(sentence, above, slots)
        _fronted(sentence, above, slots)
    if not any(slot in slots for slot in _COMPLEMENTS):
        slots["none"] = span
    return slots


def _is_verbal_noun(sentence: Sentence, index: int) -> bool:
    """Is the `-ing` form at chunk `index` a noun ("there is no denying")?"""
    made = sentence.chunks[index]
    before = made.start - 1
    determined = before >= sentence.bounds[0] and sentence.analysis.tags[before] in (
        "DT",
        "PRP$",
        "POS",
    )
    return made.form is Form.ING and determined


def _shared_complements(sentence: Sentence, verb: int, last: int) -> Slots:
    """The complements after `last`, the last chunk of `verb`; where a coordinated verb follows at once, its own."""
    slots = complements(sentence, last, takes_object=True, verb=verb)
    following = last + 2
    shares = (
        not slots
        and sentence.kind(last + 1) is Kind.CONJUNCTION
        and sentence.kind(following) is Kind.VERB
        and coordinated(sentence, following) == last
    )
    return complements(sentence, following, takes_object=True) if shares else slots


def _governing(sentence: Sentence, index: int, slots: Slots) -> None:
    """The verb right above an infinitive ("*planned* to protest")."""
    before = sentence.skip_left(index, SKIPPED)
    if sentence.chunks[index].form is Form.INFINITIVE and sentence.kind(before) is Kind.VERB:
        slots["governing"] = sentence.chunks[before].head, sentence.chunks[before].head + 1


def _turn_round(sentence: Sentence, above: TokenRange | None, slots: Slots) -> None:
    """Make the arguments of a passive verb those of its active: `above` was acted upon, `by` acts."""
    slots["passive"] = slots["trigger"]
    if "object" in slots:
        slots.setdefault("second", slots.pop("object"))
    if above is not None:
        slots["object"] = above
    agent = slots.get("by")
    if agent is not None and sentence.chunks[sentence.place(agent[0])].end < agent[1]:
        slots["subject"] = agent[0] + 1, agent[1]


def _object_in_gap(sentence: Sentence, index: int, particle: int, slots: Slots) -> None:
    """The object between a verb and the last token of its pattern ("turned *the offer* down")."""
    for at in range(index + 1, sentence.place(particle) + 1):
        made = sentence.chunks[at]
        if (
            made.kind is Kind.NOUN
            and made.start < particle >= made.end - 1
            and sentence.analysis.tags[min(made.end, particle) - 1] != "DT"
        ):
            slots["object"] = made.start, min(made.end, particle)
            return


def _follows_speech(sentence: Sentence, index: int) -> bool:
    """Does a quotation, or a clause and a comma, end right before the finite verb at `index`?"""
    before = index - 1
    if sentence.chunks[index].form is not Form.FINITE or sentence.kind(before) not in (
        Kind.QUOTE,
        Kind.COMMA,
    ):
        return False
    quoted = Kind.QUOTE in (sentence.kind(before), sentence.kind(before - 1))
    if not quoted and sentence.word(index) not in word_classes()["clausal"]:
        return False
    clause = any(
        chunk.kind is Kind.VERB and chunk.form is Form.FINITE for chunk in sentence.chunks[:before]
    )
    return clause if not quoted else clause or sentence.kind(0) is Kind.QUOTE


def _inverted_subject(sentence: Sentence, last: int, slots: Slots) -> TokenRange | None:
    """The subject after the verb in `"…," warned the mayor`; it was taken for the object."""
    following = last + 1
    if (
        sentence.kind(following) is not Kind.NOUN
        or "that" in slots
        or "inf" in slots
        or "ing" in slots
    ):
        return None
    slots.pop("object", None)
    slots["fronted"] = sentence.bounds[0], sentence.chunks[last].start
    return noun_extent(sentence, following)


def _relative_object(sentence: Sentence, above: TokenRange, slots: Slots) -> None:
    """The antecedent that is the object in a relative clause ("men *whom* she blames", "votes I regret")."""
    if any(slot in slots for slot in ("object", "that", "quote", "inf", "ing")):
        return
    place = sentence.place(above[0])
    before = sentence.skip_left(place, SKIPPED)
    if sentence.kind(before) is Kind.WH or (
        sentence.word(before) == "that" and sentence.kind(before) is Kind.SUBORDINATOR
    ):
        word = sentence.word(before)
        if word == "what":
            slots["relative"] = slots["object"] = (
                sentence.chunks[before].start,
                sentence.chunks[before].end,
            )
            return
        if word not in ("whom", "which", "that", "who"):
            return
        before = sentence.skip_left(before, SKIPPED | {Kind.COMMA, Kind.PREPOSITION})
        if sentence.kind(before) is not Kind.NOUN:
            return
        while sentence.word(before - 1) == "of" and sentence.kind(before - 2) is Kind.NOUN:
            before -= 2
    elif (
        sentence.kind(before) is not Kind.NOUN
        or sentence.is_time(before)
        or sentence.chunks[before].end != above[0]
    ):
        return
    slots["relative"] = slots["object"] = (
        noun_extent(sentence, before)[0],
        sentence.chunks[before].end,
    )


def _fronted(sentence: Sentence, above: TokenRange, slots: Slots) -> None:
    """What stands before the reporting clause: a quotation or a clause ("The roads are safe, he insisted")."""
    if any(slot in slots for slot in ("that", "quote", "inf", "ing", "fronted")):
        return
    place = sentence.place(above[0])
    before = place - 1
    if "object" in slots and sentence.kind(before) is not Kind.QUOTE:
        return
    if sentence.word(before) == "as" and sentence.kind(before - 1) is Kind.COMMA:
        before -= 1
    if sentence.kind(before) in (Kind.QUOTE, Kind.COMMA) and before > 0:
        start = sentence.bounds[0]
        if sentence.kind(before) is Kind.QUOTE or any(
            chunk.kind in (Kind.VERB, Kind.QUOTE) for chunk in sentence.chunks[:before]
        ):
            slots["fronted"] = (
                start,
                sentence.chunks[before].start
                if sentence.kind(before) is Kind.COMMA
                else sentence.chunks[before].end,
            )


def _adjective_arguments(sentence: Sentence, span: TokenRange) -> Slots | None:
    index = sentence.place(span[0])
    made = sentence.chunks[index]
    if made.kind is Kind.NOUN:
        return None
    last = sentence.place(span[1] - 1)
    slots = complements(sentence, last, takes_object=span[1] - span[0] > 1)
    slots["trigger"] = span
    if made.kind is Kind.VERB:
        alone = made.head != span[0] or made.end - made.start == 1
        if alone and made.form is not Form.PARTICIPLE:
            return None
        auxiliary = sentence.lowers[span[0] - 1]
        if not alone and not made.passive and auxiliary in HAVE:
            return None  # "has offended": the verb, not the adjective
        above = subject(sentence, index)
        if made.end - made.start > 1:
            slots["copula"] = made.start, made.start + 1
    else:
        before = sentence.skip_left(index, SKIPPED)
        if sentence.kind(before) is Kind.VERB:
            if sentence.word(before) not in COPULAS and sentence.word(before) not in AUXILIARIES:
                slots["governor"] = sentence.chunks[before].head, sentence.chunks[before].end
            else:
                slots["copula"] = sentence.chunks[before].head, sentence.chunks[before].end
            if any(
                sentence.lowers[at] in ("must", "should")
                for at in range(sentence.chunks[before].start, sentence.chunks[before].end)
            ):
                slots["obliged"] = slots["trigger"]
        above = predicate_subject(sentence, index)
    if above is not None:
        slots["subject"] = above
    return slots


def _phrase_arguments(sentence: Sentence, span: TokenRange) -> Slots | None:
    index, last = sentence.place(span[0]), sentence.place(span[1] - 1)
    slots = complements(sentence, last, takes_object=True)
    slots["trigger"] = span
    own = sentence.chunks[index]
    inside = own.kind is Kind.VERB and own.start < span[0]  # "was scathing about"
    for at in (index,) if inside else sentence.leftward(index):
        made = sentence.chunks[at]
        relative = sentence.kind(at - 1) is Kind.WH and sentence.word(at) not in COPULAS
        if made.kind is Kind.VERB and made.form is Form.FINITE and not relative:
            above = subject(sentence, at)
            if above is not None:
                slots["subject"] = above
            slots["governor"] = made.head, made.head + 1
            verb = made.start if inside else made.head
            if sentence.analysis.tags[verb] in VERB_TAGS and sentence.lowers[verb] in COPULAS:
                slots["copula"] = verb, verb + 1
            break
    return slots
