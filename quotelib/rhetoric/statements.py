"""The fallback act: a neutral report that somebody said something, where nothing more was done by it."""

from collections.abc import Sequence

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import Basis
from quotelib.rhetoric.findings import Found
from quotelib.rhetoric.lexicon import word_classes
from quotelib.taxonomy import Act

RULE = "neutral-cue.report"


def statements(
    lowers: Sequence[str], attributions: Sequence[Attribution], found: Sequence[Found]
) -> list[Found]:
    """A statement for each attribution with a neutral cue that no frame of `found` belongs to.

    A frame belongs to it where its trigger is the cue, or lies in the content as an implicit act.
    """
    neutral = word_classes()["neutral_cue"]
    acted = {at for one in found for at in range(*one.trigger)}
    implied = {at for one in found if one.basis is Basis.IMPLICIT for at in range(*one.trigger)}
    made = []
    for one in attributions:
        if one.cue is None or acted.intersection(range(*one.cue)):
            continue
        if neutral.isdisjoint(lowers[one.cue[0] : one.cue[1]]):
            continue
        if any(implied.intersection(range(*span)) for span in one.content):
            continue
        made.append(
            Found(
                act=Act.STATEMENT,
                trigger=one.cue,
                agent=one.source,
                target=one.addressee,
                content=one.content,
                basis=Basis.EXPLICIT,
                polarity=one.polarity,
                rule=RULE,
            )
        )
    return made
