"""Base phrases (chunks): which tokens make a noun phrase or a verb group, from tags alone.

An automaton over Penn Treebank tags, in the IOB2 notation of Ramshaw & Marcus (1995): ``B-NP`` begins a
noun phrase, ``I-NP`` goes on with it. Whatever is neither a noun phrase (NP), a verb group (VP),
a preposition (PP), particle (PRT), adverb (ADV) nor conjunction (CC) is a chunk of its own, named by
its tag if that is punctuation and ``O`` otherwise.
"""

from collections.abc import Sequence

NOMINAL = frozenset("DT PDT PRP$ JJ JJR JJS CD NN NNS NNP NNPS POS $ # PRP EX WP WDT WP$".split())
VERBAL = frozenset("MD VB VBD VBZ VBP VBG VBN TO".split())
FINITE = frozenset("VBD VBZ VBP MD".split())
_WHOLE_PHRASES = frozenset("PRP EX WP WDT".split())
_DETERMINERS = frozenset("DT PRP$ PDT".split())
_ADVERBS = frozenset("RB RBR RBS".split())
_PUNCTUATION = frozenset([".", ",", ":", "``", "''", "-LRB-", "-RRB-"])
_SINGLE = {"IN": "B-PP", "RP": "B-PRT", "CC": "B-CC"}


def chunk(tags: Sequence[str]) -> list[str]:
    """Give each token of one sentence its chunk tag."""
    chunks: list[str] = []
    before, tag_before = "O", ""
    last = len(tags) - 1
    for index, tag in enumerate(tags):
        if tag in NOMINAL:
            inside = (
                before[2:] == "NP"
                and tag not in _WHOLE_PHRASES
                and tag not in _DETERMINERS
                and tag_before not in _WHOLE_PHRASES
            )
            before = "I-NP" if inside or tag == "POS" else "B-NP"
        elif tag in VERBAL:
            before = "I-VP" if before[2:] == "VP" else "B-VP"
        elif tag in _ADVERBS:
            if index < last and tags[index + 1] in VERBAL:
                before = "I-VP" if before[2:] == "VP" else "B-VP"
            else:
                before = "B-ADV"
        else:
            before = _SINGLE.get(tag) or (tag if tag in _PUNCTUATION else "O")
        chunks.append(before)
        tag_before = tag
    return chunks
