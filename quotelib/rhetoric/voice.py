"""Active or passive: what the form of a verb group leaves open, its surroundings tell."""

from quotelib.rhetoric.clauses import coordinated
from quotelib.rhetoric.complements import Slots
from quotelib.rhetoric.kinds import Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import SKIPPED, Sentence

_IN_PHRASES = frozenset("of for in with over by to at on from".split())
_DITRANSITIVE = frozenset(
    "denied offered promised granted given called named dubbed refused accorded charged asked told".split()
)


def is_passive(sentence: Sentence, index: int, slots: Slots) -> bool:
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
        active = "object" in slots and (
            sentence.word(index) not in _DITRANSITIVE
            or slots["trigger"][1] - slots["trigger"][0] > 1
        )
        mistagged = before in (Kind.NOUN, Kind.WH) and (active or "that" in slots)
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
        if _is_withheld(sentence, index, slots) or _modifies_subject(sentence, index, slots):
            return True
        return (
            "object" not in slots
            and "by" in slots
            and sentence.kind(index + 1) is Kind.PREPOSITION
            and sentence.word(index + 1) == "by"
        )
    perfect = "object" in slots and sentence.lowers[made.start] in ("'s", "’s")
    return made.passive and not perfect


def _is_withheld(sentence: Sentence, index: int, slots: Slots) -> bool:
    """A headline's passive of what is granted: "Suspect denied bail", with a bare noun after the verb."""
    held = slots.get("object")
    return (
        sentence.word(index) in ("denied", "refused")
        and held is not None
        and held[1] - held[0] == 1
        and sentence.lowers[held[0]] in word_classes()["grantable"]
        and "to" not in slots
    )


def _modifies_subject(sentence: Sentence, index: int, slots: Slots) -> bool:
    """Is a past tense without an object a participle before the main verb ("Men *blamed* for the fire | have left")?"""
    if any(slot in slots for slot in ("object", "that", "inf", "quote", "fronted")):
        return False
    for at in sentence.rightward(index):
        made = sentence.chunks[at]
        if made.kind is Kind.VERB:
            return at > index + 1 and made.form is Form.FINITE
        phrase = made.kind in (Kind.NOUN, Kind.ADJECTIVE, Kind.ADVERB)
        if not phrase and sentence.word(at) not in _IN_PHRASES:
            return False
    return False


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
