"""The attribution stage's own record, in token space; the extractor turns it into a Quotation."""

import attrs

from quotelib.records import Mode, Polarity, QuotationKind
from quotelib.text.analysis import TokenRange


@attrs.frozen(slots=True, weakref_slot=False)
class Attribution:
    """Who (``source``) is said by which words (``cue``) to have expressed what (``content``).

    Ranges are half-open token ranges into the Analysis. ``source`` is None where the text names no
    source, ``cue`` where structure alone (marks, a new turn) makes the attribution. ``parent`` is
    the index, in the same list, of the attribution whose content holds this one or that relays it.
    """

    source: TokenRange | None
    cue: TokenRange | None
    content: tuple[TokenRange, ...]
    kind: QuotationKind
    mode: Mode
    polarity: Polarity
    addressee: TokenRange | None
    setting: tuple[TokenRange, ...]
    parent: int | None
    confidence: float
