"""`called him a liar`: mockery where the name is an insult, criticism where it is a bad mark, praise where a good one."""

from collections.abc import Container

from quotelib.enumerations import Basis
from quotelib.rhetoric.arguments import arguments
from quotelib.rhetoric.extents import clause_end
from quotelib.rhetoric.findings import Found
from quotelib.rhetoric.kinds import VERB
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.polarity import verb_polarity
from quotelib.rhetoric.referents import is_party
from quotelib.rhetoric.sentences import Sentence
from quotelib.taxonomy import Act
from quotelib.text.analysis import TokenRange

RULE = "name-calling.implicit"
_NAME_LENGTH = 9
"""How many tokens after the one named may hold the name."""


def name_calling(sentence: Sentence, taken: Container[int]) -> list[Found]:
    """The names that somebody in the sentence is called; verbs at `taken` tokens name acts themselves."""
    naming = word_classes()["naming"]
    made = (
        _named(sentence, index)
        for index, chunk in enumerate(sentence.chunks)
        if chunk.kind is VERB and sentence.lowers[chunk.head] in naming and chunk.head not in taken
    )
    return [one for one in made if one is not None]


def _named(sentence: Sentence, verb: int) -> Found | None:
    made = sentence.chunks[verb]
    slots = arguments(sentence, "verb", (made.head, made.head + 1)) or {}
    named, namer = slots.get("object"), slots.get("subject")
    if named is None or namer is None:
        return None
    name = named[1], min(clause_end(sentence, verb, made.form), named[1] + _NAME_LENGTH)
    act = _act(sentence, named, name)
    if act is None:
        return None
    return Found(
        act=act,
        trigger=(made.start, made.end),
        agent=namer,
        target=named,
        content=(name,),
        basis=Basis.IMPLICIT,
        polarity=verb_polarity(sentence, verb),
        rule=RULE,
    )


def _act(sentence: Sentence, named: TokenRange, name: TokenRange) -> Act | None:
    classes = word_classes()
    words = set(sentence.lowers[name[0] : name[1]])
    party = is_party(sentence, named) or sentence.lowers[named[0]] in ("it", "this", "that")
    if party and words & classes["insult"]:
        return Act.MOCKERY
    if words & classes["bad"]:
        return Act.CRITICISM
    return Act.PRAISE if words & classes["good"] else None
