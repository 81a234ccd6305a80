"""What the finders of acts hand on: a frame in token space, before offsets and speakers are put to it."""

import attrs

from quotelib.enumerations import Basis, Polarity
from quotelib.taxonomy import Act
from quotelib.text.analysis import TokenRange


@attrs.frozen(slots=True)
class Found:
    """An act with its participants as token ranges; `rule` is the id of what found it."""

    act: Act
    trigger: TokenRange
    agent: TokenRange | None
    target: TokenRange | None
    content: tuple[TokenRange, ...]
    basis: Basis
    polarity: Polarity
    rule: str
