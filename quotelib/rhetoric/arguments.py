"""The arguments of a trigger, as slots: what `complements` finds to its right and what stands to its left.

Passive verbs are turned round here, once, so that no entry need know of them: `subject` is who acts,
`object` who is acted upon, whatever the voice.
"""

from quotelib.rhetoric.chunks import AUXILIARIES, NOUN_TAGS, VERB_TAGS, Form, Kind
from quotelib.rhetoric.complements import Slots, complements
from quotelib.rhetoric.extents import noun_extent
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import SKIPPED, Sentence
from quotelib.rhetoric.subjects import coordinated, possessor, predicate_subject, subject
from quotelib.text.analysis import TokenRange

_DITRANSITIVE = frozenset(
    "denied offered promised granted given called named dubbed refused accorded charged asked told".split()
)
_COPULAS = frozenset(
    "be am is are was were been being 's ’s 're ’re 'm ’m seem seems seemed remain remains remained feel feels felt "
    "become becomes became appear appears appeared sound sounds sounded get gets got grow grew look looks looked".split()
)


def arguments(sentence: Sentence, category: str, span: TokenRange) -> Slots | None:
    """The slots around the trigger `span`, or None where it is no verb (noun, adjective) in use here."""
    if category == "verb":
        return _verb_arguments(sentence, span)
    if category == "noun":
        return _noun_arguments(sentence, span)
    if category == "adjective":
        return _adjective_arguments(sentence, span)
    return _phrase_arguments(sentence, span)


def _verb_arguments(sentence: Sentence, span: TokenRange) -> Slots | None:
    index = sentence.place(span[0])
    made = sentence.chunks[index]
    if made.kind is not Kind.VERB or made.head != span[0]:
        return None
    if (
        made.form is Form.ING
        and sentence.analysis.tags[made.start - 1] in ("DT", "PRP$", "POS")
        and made.start > sentence.bounds[0]
    ):
        return None  # a verbal noun: "there is no denying"
    last = sentence.place(span[1] - 1)
    slots = complements(sentence, last, takes_object=True)
    if made.form is Form.INFINITIVE:
        before = sentence.skip_left(index, SKIPPED)
        if sentence.kind(before) is Kind.VERB:
            slots["governing"] = sentence.chunks[before].head, sentence.chunks[before].head + 1
    if last > index and "object" not in slots:
        _object_in_gap(sentence, index, last, slots)
    above = subject(sentence, index)
    slots["trigger"] = span
    if _is_passive(sentence, index, slots):
        slots["passive"] = span
        if "object" in slots:
            slots.setdefault("second", slots.pop("object"))
        if above is not None:
            slots["object"] = above
        agent = slots.get("by")
        if agent is not None and sentence.chunks[sentence.place(agent[0])].end < agent[1]:
            slots["subject"] = agent[0] + 1, agent[1]
        return slots
    if _follows_speech(sentence, index):
        above = _inverted_subject(sentence, last, slots) or above
    if above is not None:
        slots["subject"] = above
        _relative_object(sentence, index, above, slots)
        _fronted(sentence, above, slots)
    if not any(
        slot in slots
        for slot in (
            "object",
            "that",
            "inf",
            "ing",
            "wh",
            "quote",
            "fronted",
            "of",
            "for",
            "with",
            "to",
            "on",
        )
    ):
        slots["none"] = span
    return slots


def _is_passive(sentence: Sentence, index: int, slots: Slots) -> bool:
    """Is the verb group passive? Bare participles are, unless they continue a perfect or are mistagged pasts."""
    made = sentence.chunks[index]
    if made.form is Form.PARTICIPLE:
        earlier = coordinated(sentence, index)
        if (
            earlier is not None
            and sentence.kind(sentence.skip_left(index, SKIPPED)) is Kind.CONJUNCTION
        ):
            return sentence.chunks[earlier].passive
        before = sentence.kind(sentence.skip_left(index, SKIPPED))
        mistagged = (
            "object" in slots
            and before in (Kind.NOUN, Kind.WH)
            and sentence.word(index) not in _DITRANSITIVE
        )
        if before is Kind.NOUN and _ends_speech(sentence, index, slots):
            return False
        in_relative = (
            before is Kind.NOUN and sentence.kind(sentence.skip_left(index, SKIPPED) - 1) is Kind.WH
        )
        return not (mistagged or in_relative)
    if (
        not made.passive
        and made.form is Form.FINITE
        and made.end - made.start == 1
        and sentence.analysis.tags[made.head] == "VBD"
    ):
        return (
            "object" not in slots
            and "by" in slots
            and sentence.kind(index + 1) is Kind.PREPOSITION
            and sentence.word(index + 1) == "by"
        )
    perfect = "object" in slots and sentence.lowers[made.start] in ("'s", "’s")
    return made.passive and not perfect


def _ends_speech(sentence: Sentence, index: int, slots: Slots) -> bool:
    """Does a bare participle close a report after what was said ("…," the senator charged.): a mistagged past?"""
    noun = sentence.skip_left(index, SKIPPED)
    front = sentence.kind(noun - 1)
    spoken = any(
        chunk.kind is Kind.VERB and chunk.form is Form.FINITE
        for chunk in sentence.chunks[: max(noun, 0)]
    )
    return (
        front in (Kind.QUOTE, Kind.COMMA)
        and spoken
        and sentence.word(index) in word_classes()["clausal"]
        and not any(slot in slots for slot in ("by", "with", "of", "object"))
    )


def _object_in_gap(sentence: Sentence, index: int, last: int, slots: Slots) -> None:
    """The object between a verb and its particle ("turned *the offer* down")."""
    for at in range(index + 1, last):
        if sentence.kind(at) is Kind.NOUN:
            slots["object"] = sentence.chunks[at].start, sentence.chunks[at].end
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


def _relative_object(sentence: Sentence, index: int, above: TokenRange, slots: Slots) -> None:
    """The antecedent that is the object in a relative clause ("men *whom* she blames", "votes I regret")."""
    if "object" in slots or "that" in slots or "quote" in slots:
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


def _noun_arguments(sentence: Sentence, span: TokenRange) -> Slots | None:
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
    if "by" in slots and slots["by"][1] > slots["by"][0] + 1:
        slots["subject"] = slots["by"][0] + 1, slots["by"][1]
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
    if sentence.kind(at) is Kind.WH or sentence.word(at) == "that":
        at += 1
    if sentence.kind(at) is not Kind.NOUN:
        return
    verb = next((after for after in (at + 1, at + 2) if sentence.kind(after) is Kind.VERB), None)
    if verb is not None and sentence.word(verb) in word_classes()["light"]:
        slots["by"] = sentence.chunks[at].start - 1, sentence.chunks[at].end
        slots.pop("that", None)


def _around_noun(sentence: Sentence, index: int, last: int, slots: Slots) -> None:
    """The verb that governs the noun phrase (chunks `index` to `last`), and what a light verb lends it."""
    classes = word_classes()
    before = sentence.skip_left(index, SKIPPED)
    if sentence.kind(before) is Kind.NOUN:
        above = sentence.skip_left(before, SKIPPED)
        if sentence.kind(above) is Kind.VERB:  # the recipient stands between: "gave him a warning"
            slots["indirect"] = sentence.chunks[before].start, sentence.chunks[before].end
            before = above
    if sentence.kind(before) is Kind.VERB:
        _under_verb(sentence, before, slots)
        return
    if (
        sentence.word(before) in ("by", "with")
        and sentence.kind(before - 1) is Kind.VERB
        and sentence.chunks[before - 1].passive
    ):
        above_passive = subject(sentence, before - 1)
        if above_passive is not None:
            slots["holder"] = above_passive
        return
    if sentence.kind(before) is Kind.PREPOSITION and sentence.kind(before - 1) is Kind.VERB:
        made = sentence.chunks[before - 1]
        slots["governor"] = made.head, made.head + 1
    for after in range(last + 1, min(last + 6, len(sentence.chunks))):
        made = sentence.chunks[after]
        if made.kind is Kind.VERB:
            if made.passive and sentence.lowers[made.head] in classes["light"]:
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
    if word in _COPULAS:
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
        if above is not None and (owner is None or own):
            slots["owner"] = above


def _adjective_arguments(sentence: Sentence, span: TokenRange) -> Slots | None:
    index = sentence.place(span[0])
    made = sentence.chunks[index]
    tags = sentence.analysis.tags
    if made.kind is Kind.NOUN:
        return None
    last = sentence.place(span[1] - 1)
    slots = complements(sentence, last, takes_object=span[1] - span[0] > 1)
    slots["trigger"] = span
    if made.kind is Kind.VERB:
        if (
            made.head != span[0]
            or tags[made.head] not in ("VBN", "VBD", "VBG", "VBZ", "VBP", "VB")
            or made.end - made.start == 1
        ):
            if made.form is not Form.PARTICIPLE:
                return None
        above = subject(sentence, index)
        if made.end - made.start > 1:
            slots["copula"] = made.start, made.start + 1
    else:
        before = sentence.skip_left(index, SKIPPED)
        if sentence.kind(before) is Kind.VERB:
            if sentence.word(before) not in _COPULAS and sentence.word(before) not in AUXILIARIES:
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
    for at in sentence.leftward(index):
        made = sentence.chunks[at]
        if made.kind is Kind.VERB and (made.form is Form.FINITE or made.head in range(*span)):
            above = subject(sentence, at)
            if above is not None:
                slots["subject"] = above
            slots["governor"] = made.head, made.head + 1
            if (
                sentence.analysis.tags[made.head] in VERB_TAGS
                and sentence.lowers[made.head] in _COPULAS
            ):
                slots["copula"] = made.head, made.head + 1
            break
    return slots
