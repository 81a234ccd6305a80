"""What this floor finds, in token space: `assembly` makes records of it once all else is let go."""

import attrs

from quotelib.enumerations import Basis, Polarity
from quotelib.taxonomy import Act, DeviceKind
from quotelib.text.analysis import TokenRange


@attrs.frozen(slots=True, weakref_slot=False)
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


@attrs.frozen(slots=True, weakref_slot=False)
class FoundFrame:
    """An act with whose it is: the indices of attributions, or None.

    `source` is the one whose source the agent is, `quotation` the one that the act belongs to.
    """

    found: Found
    source: int | None
    quotation: int | None
    confidence: float


@attrs.frozen(slots=True, weakref_slot=False)
class FoundDevice:
    """A device of framing: `words` are those that make it, `quotation` the attribution that holds them."""

    kind: DeviceKind
    words: TokenRange
    quotation: int | None
    confidence: float
    rule: str | None
