"""The text floor: one text, cut once, as the :class:`Analysis` that every later stage reads."""

from quotelib.text.analysis import Analysis
from quotelib.text.invisible import legible
from quotelib.text.mark_styles import in_learned_style
from quotelib.text.paragraphs import find_paragraphs
from quotelib.text.quotemarks import pair
from quotelib.text.sentences import split
from quotelib.text.tags import tag
from quotelib.text.tokens import Tokens, tokenize

__all__ = ["Analysis", "analyse", "analysis_of"]


def analyse(text: str) -> Analysis:
    """Cut ``text`` into tokens, paragraphs and sentences, pair its quotation marks, tag it."""
    return analysis_of(text, tokenize(legible(text)))


def analysis_of(text: str, tokens: Tokens) -> Analysis:
    """Find the paragraphs and sentences of a text that is cut, pair its quotation marks, tag it."""
    paragraphs = find_paragraphs(tokens)
    pairs, quoted = pair(tokens, paragraphs)
    sentences = split(tokens, paragraphs, pairs)
    return Analysis(
        text=text,
        forms=tokens.forms,
        starts=tokens.starts,
        ends=tokens.ends,
        tags=tag(in_learned_style(tokens.forms, pairs), sentences),
        sentences=sentences,
        paragraphs=paragraphs,
        pairs=pairs,
        quoted=quoted,
    )
