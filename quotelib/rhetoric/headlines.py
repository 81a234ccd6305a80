"""Headlines: sentences in title case, where taggers take verbs for names ("Mayor Slams Bank").

`read_headlines` gives an Analysis whose tags are set right for the words the lexicon knows as verbs.
"""

import attrs

from quotelib.rhetoric.kinds import NOUN_TAGS
from quotelib.rhetoric.triggers import Index
from quotelib.text.analysis import Analysis, TokenRange

_SHARE = 0.6
"""How many of the longer words must be capitalised."""
_LEAST = 3
"""Fewer words are a name or a label."""
_BEFORE_VERB = NOUN_TAGS | {",", "CC", "RB", "''", ":"}
_AFTER_NOUN = frozenset("on of against over about from by".split())
_AFTER_PARTICIPLE = frozenset("of by with for over to".split())
_ALWAYS_VERBS = frozenset("calls hits lashes".split())


def read_headlines(analysis: Analysis, lowers: list[str], acts: Index) -> Analysis:
    """`analysis`, or a copy in which the verbs of headlines are tagged as such."""
    tags = analysis.tags
    for bounds in analysis.sentences:
        if not _is_headline(analysis, bounds):
            continue
        for at in range(bounds[0] + 1, bounds[1] - 1):
            hidden = _is_hidden_verb(analysis, lowers, acts, at)
            if hidden or _is_hidden_participle(analysis, lowers, acts, at):
                if tags is analysis.tags:
                    tags = list(tags)
                tags[at] = "VBZ" if hidden else "VBN"
    return analysis if tags is analysis.tags else attrs.evolve(analysis, tags=tags)


def _is_headline(analysis: Analysis, bounds: TokenRange) -> bool:
    first, last = bounds
    if not _LEAST <= last - first <= 40 or not analysis.forms[last - 2][:1].isupper():
        return False
    longer = [form for form in analysis.forms[first:last] if len(form) > 3 and form[0].isalpha()]
    return len(longer) >= _LEAST and sum(form[0].isupper() for form in longer) >= _SHARE * len(
        longer
    )


def _is_hidden_verb(analysis: Analysis, lowers: list[str], acts: Index, at: int) -> bool:
    word, tags = lowers[at], analysis.tags
    return (
        tags[at] in NOUN_TAGS
        and word.endswith("s")
        and tags[at - 1] in _BEFORE_VERB
        and (lowers[at + 1] not in _AFTER_NOUN or word in _ALWAYS_VERBS)
        and _is_verb(acts, word)
    )


def _is_hidden_participle(analysis: Analysis, lowers: list[str], acts: Index, at: int) -> bool:
    """Is the word a passive of a headline that was taken for a part of the name before it ("Clerk *Accused* of Theft")?"""
    word, tags = lowers[at], analysis.tags
    return (
        tags[at] in NOUN_TAGS
        and word.endswith("ed")
        and tags[at - 1] in NOUN_TAGS
        and lowers[at + 1] in _AFTER_PARTICIPLE
        and _is_verb(acts, word)
    )


def _is_verb(acts: Index, word: str) -> bool:
    """Does an entry for a verb begin with `word`?"""
    return any(one.entry.category == "verb" and one.offset == 0 for one in acts.get(word, ()))
