"""Base phrases (chunks): which tokens make a noun phrase or a verb group, from tags alone.

An automaton over Penn Treebank tags, in the IOB2 notation of Ramshaw & Marcus (1995): ``B-NP`` begins a
noun phrase, ``I-NP`` goes on with it. Whatever is neither a noun phrase (NP), a verb group (VP),
a preposition (PP), particle (PRT), adverb (ADV) nor conjunction (CC) is a chunk of its own, named by
its tag if that is punctuation and ``O`` otherwise.
"""

from collections.abc import Sequence
from functools import cache

from quotelib.learning.weights import Node

NOMINAL = frozenset("DT PDT PRP$ JJ JJR JJS CD NN NNS NNP NNPS POS $ # PRP EX WP WDT WP$".split())
VERBAL = frozenset("MD VB VBD VBZ VBP VBG VBN TO".split())
FINITE = frozenset("VBD VBZ VBP MD".split())
_WHOLE_PHRASES = frozenset("PRP EX WP WDT".split())
_DETERMINERS = frozenset("DT PRP$ PDT".split())
_ADVERBS = frozenset("RB RBR RBS".split())
_PUNCTUATION = frozenset([".", ",", ":", "``", "''", "-LRB-", "-RRB-"])
_SINGLE = {"IN": "B-PP", "RP": "B-PRT", "CC": "B-CC"}


_ADVERB_OF_VERB = "RB VP"
"""In place of the tag of an adverb right before a verb, which is part of the verb group."""


class _Phrases(Node):
    """The chunk tag of a token, and whether it is a whole phrase; a mapping from the next tag to the same there."""

    __slots__ = ("chunk",)

    def __init__(self, key: tuple[str, ...]) -> None:
        super().__init__(key)
        self.chunk = key[0]

    def __missing__(self, tag: str) -> "_Phrases":
        before, kind = self.key
        if tag in NOMINAL:
            alone = tag in _WHOLE_PHRASES or tag in _DETERMINERS or kind == _WHOLE
            inside = before[2:] == "NP" and not alone
            chunk = "I-NP" if inside or tag == "POS" else "B-NP"
        elif tag in VERBAL or tag == _ADVERB_OF_VERB:
            chunk = "I-VP" if before[2:] == "VP" else "B-VP"
        elif tag in _ADVERBS:
            chunk = "B-ADV"
        else:
            chunk = _SINGLE.get(tag) or (tag if tag in _PUNCTUATION else "O")
        found = self[tag] = _phrases((chunk, _WHOLE if tag in _WHOLE_PHRASES else ""))
        return found


_WHOLE = "whole"
_phrases = cache(_Phrases)


def chunk(tags: Sequence[str]) -> list[str]:
    """Give each token of one sentence its chunk tag."""
    if not _ADVERBS.isdisjoint(tags):
        tags = [
            _ADVERB_OF_VERB if tag in _ADVERBS and following in VERBAL else tag
            for tag, following in zip(tags, (*tags[1:], ""), strict=True)
        ]
    return [state.chunk for state in _phrases(("O", "")).run(tags)][1:]
