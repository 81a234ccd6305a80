"""An attribution in the making, between judgement and record."""

import attrs

from quotelib.attribution.candidates import Judged
from quotelib.text.analysis import TokenRange


@attrs.define(slots=True, eq=False)
class Draft:
    """An attribution in the making; all ranges are of the text's tokens.

    ``head`` is the cue's token that carries its meaning; ``cut`` is what belongs to others and will
    be taken out of the content; ``relays`` is the draft whose source relays these words.
    """

    source: TokenRange | None
    cue: TokenRange | None
    content: list[TokenRange]
    head: int | None
    probability: float
    cut: tuple[TokenRange, ...] = ()
    relays: "Draft | None" = None


def draft_of(candidate: Judged, probability: float, content: list[TokenRange]) -> Draft:
    """Make a draft of a candidate, with what is left of its content: the list becomes the draft's."""
    return Draft(
        source=candidate.source,
        cue=candidate.cue,
        content=content,
        head=candidate.head,
        probability=probability,
    )
