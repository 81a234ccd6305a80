"""Where patterns of the lexicon match: the one pass over every token, before any syntax.

Each pattern has an *anchor*, its longest word at a fixed place, and is looked up by the forms of that word.
So a token costs one dict lookup, and only words that can name something cost more.
"""

from collections.abc import Mapping, Sequence

import attrs

from quotelib.rhetoric.chunks import NOUN_TAGS, VERB_TAGS
from quotelib.rhetoric.entries import Entry
from quotelib.rhetoric.patterns import Pattern
from quotelib.text.analysis import TokenRange

_ADJECTIVE_TAGS = frozenset(("JJ", "JJR", "JJS")) | VERB_TAGS


@attrs.frozen(slots=True)
class Anchored:
    """A pattern of an entry, how far its anchor is from its start, and its rank among all patterns."""

    rank: int
    entry: Entry
    pattern: Pattern
    offset: int
    single: bool


Index = Mapping[str, tuple[Anchored, ...]]
"""From the forms of anchors to the patterns they belong to, the most specific first."""

Candidate = tuple[int, int, Entry, int]
"""First token, rank, entry, token past the last."""


def index(entries: Sequence[Entry]) -> Index:
    """The index over the patterns of `entries`: longer patterns rank first, then earlier entries."""
    patterns = [(entry, pattern) for entry in entries for pattern in entry.patterns]
    patterns.sort(key=lambda one: -one[1].words)
    made: dict[str, list[Anchored]] = {}
    for rank, (entry, pattern) in enumerate(patterns):
        offset = pattern.anchor
        anchored = Anchored(rank, entry, pattern, offset, len(pattern.elements) == 1)
        for form in pattern.elements[offset].forms:
            made.setdefault(form, []).append(anchored)
    return {form: tuple(found) for form, found in sorted(made.items())}


def candidates(
    lowers: list[str], tags: list[str], bounds: TokenRange, patterns: Index
) -> list[Candidate]:
    """What may begin where in the sentence `bounds`: by place, then rank."""
    first, last = bounds
    found: list[Candidate] = []
    get = patterns.get
    for at in range(first, last):
        anchored = get(lowers[at])
        if anchored is None:
            continue
        for one in anchored:
            start = at - one.offset
            if start < first:
                continue
            end = at + 1 if one.single else one.pattern.match(lowers, start, last)
            if end is not None and _tag_allows(one.entry.category, tags, start, end):
                found.append((start, one.rank, one.entry, end))
    found.sort(key=_place)
    return found


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate[0], candidate[1]


def _tag_allows(category: str, tags: list[str], start: int, end: int) -> bool:
    if category == "verb":
        return tags[start] in VERB_TAGS
    if category == "noun":
        return (
            tags[end - 1] in NOUN_TAGS or end - start > 1
        )  # two words are a name whatever their tags
    return category == "phrase" or tags[start] in _ADJECTIVE_TAGS
