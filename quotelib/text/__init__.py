"""The text floor: one text, cut once, as the :class:`Analysis` that every later stage reads."""

from quotelib.text.analysis import Analysis
from quotelib.text.paragraphs import find_paragraphs
from quotelib.text.quotemarks import pair
from quotelib.text.sentences import split
from quotelib.text.tags import tag
from quotelib.text.tokens import tokenize

__all__ = ["Analysis", "analyse"]


def analyse(text: str) -> Analysis:
    """Cut ``text`` into tokens, paragraphs and sentences, pair its quotation marks, tag it."""
    tokens = tokenize(text)
    paragraphs = find_paragraphs(tokens)
    pairs, quoted = pair(tokens, paragraphs)
    sentences = split(tokens, paragraphs, pairs)
    return Analysis(
        text=text,
        forms=tokens.forms,
        starts=tokens.starts,
        ends=tokens.ends,
        tags=tag(tokens.forms, sentences),
        sentences=sentences,
        paragraphs=paragraphs,
        pairs=pairs,
        quoted=quoted,
    )
