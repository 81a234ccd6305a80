"""Who said what: from the analysis of a text to its attributions."""

from quotelib.attribution.attributions import Attribution
from quotelib.text.analysis import Analysis

__all__ = ["Attribution", "attribute"]


def attribute(analysis: Analysis) -> list[Attribution]:
    """Find the attributions of a text, in order of their first token.

    Those inside another's content have it as ``parent``.
    """
    from quotelib.attribution.nesting import with_nested

    return with_nested(analysis, _attribute(analysis), _attribute)


def _attribute(analysis: Analysis) -> list[Attribution]:
    """Find the attributions on the page.

    Label tokens and propose cues, link each cue to source and content, judge the candidates, and
    decode what is kept, together with what structure shows, into consistent records.
    """
    from quotelib.attribution.decoding import decode
    from quotelib.attribution.judging import judge
    from quotelib.attribution.models import models
    from quotelib.attribution.reading import link, read

    learned = models()
    reading = read(analysis, learned.labeller, learned.store)
    candidates = link(analysis, reading, learned.linker)
    probabilities = judge(learned.judge, analysis, reading.sentences, candidates)
    return decode(analysis, learned.continuation, candidates, probabilities)
