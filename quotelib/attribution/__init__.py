"""Who said what: from the analysis of a text to its attributions."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.attribution.vocabulary import CueLexicon, store_of
from quotelib.text.analysis import Analysis
from quotelib.text.mark_styles import in_learned_style

if TYPE_CHECKING:
    from quotelib.attribution.candidates import Judged
    from quotelib.attribution.columns import WordStore
    from quotelib.attribution.models import Models

__all__ = ["Attribution", "CueLexicon", "attribute"]

_NO_CUES_ADDED = CueLexicon()


def attribute(analysis: Analysis, cues: CueLexicon = _NO_CUES_ADDED) -> list[Attribution]:
    """Find the attributions of a text, in order of their first token.

    Those inside another's content have it as ``parent``. ``cues`` are words to read as cues beside
    those that the model has learned.
    """
    from quotelib.attribution.nesting import with_nested

    forms = in_learned_style(analysis.forms, analysis.pairs)
    if forms is not analysis.forms:  # their offsets stay those of the text
        analysis = attrs.evolve(analysis, forms=forms)
    on_the_page = partial(_attribute, cues=cues)
    return with_nested(analysis, on_the_page(analysis), on_the_page)


def _attribute(analysis: Analysis, cues: CueLexicon) -> list[Attribution]:
    """Find the attributions on the page.

    Block by block, select candidates; then decode these, together with what structure shows, into
    consistent records.
    """
    from quotelib.attribution.decoding import decode
    from quotelib.attribution.models import models
    from quotelib.attribution.units import blocks, find_units

    learned = models()
    store = store_of(cues) if cues.words else learned.store
    kept: list[Judged] = []
    rejected: list[Judged] = []
    for units in blocks(find_units(analysis), analysis.sentences):
        kept_here, rejected_here = _selected(analysis, learned, store, units)
        kept += kept_here
        rejected += rejected_here
    return decode(analysis, learned.continuation, kept, rejected)


def _selected(
    analysis: Analysis, learned: "Models", store: "WordStore", units: Sequence[tuple[int, int]]
) -> "tuple[list[Judged], list[Judged]]":
    """Read a block: label tokens and propose cues, link each cue to source and content, judge, select."""
    from quotelib.attribution.judging import judge
    from quotelib.attribution.reading import link, read
    from quotelib.attribution.selection import select

    reading = read(analysis, learned.labeller, store, units)
    linked = link(analysis, reading, learned.linker)
    probabilities = judge(learned.judge, analysis, reading.sentences, linked, reading.first)
    return select(analysis, zip(linked, probabilities, strict=True))
