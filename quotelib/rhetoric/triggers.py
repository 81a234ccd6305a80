"""Where patterns of the lexicon match: the one pass over every token, before any syntax.

Each pattern has an *anchor*, its longest word at a fixed place, and is looked up by the forms of that word.
So a token costs one dict lookup, and only words that can name something cost more.
"""

from collections.abc import Mapping, Sequence
from itertools import compress

import attrs

from quotelib.rhetoric.entries import Entry
from quotelib.rhetoric.kinds import AUXILIARIES, NOUN_TAGS, VERB_TAGS
from quotelib.rhetoric.patterns import GAP, Pattern
from quotelib.text.analysis import TokenRange

_ADJECTIVE_TAGS = frozenset(("JJ", "JJR", "JJS")) | VERB_TAGS

_WINDOW = 1 + 3 * GAP
"""Within so many tokens after the anchor of a pattern its last word stands."""
_IRREGULAR_PASTS = frozenset(
    "swore forbade foresaw forgave sought told withdrew wrote spoke tore".split()
)


@attrs.frozen(slots=True)
class Anchored:
    """A pattern of an entry, as it is looked up.

    Attributes:
        rank: Its place among all patterns, the most specific first.
        entry: Whose it is.
        pattern: The pattern.
        offset: How far its anchor is from its start, in tokens.
        single: Whether it is one word.
        tags: The tags that the first word of a match may have; None: any.
        beside: Where its first word other than the anchor is seen from the anchor; 0: nowhere fixed.
        neighbours: The forms that may stand there.
        later: The forms of a word that must come soon after a gap behind the anchor; empty: there is none.
    """

    rank: int
    entry: Entry
    pattern: Pattern
    offset: int
    single: bool
    tags: frozenset[str] | None
    beside: int
    neighbours: frozenset[str]
    later: frozenset[str]


Index = Mapping[str, tuple[Anchored, ...]]
"""From the forms of anchors to the patterns they belong to, the most specific first."""

Candidate = tuple[int, int, Entry, int]
"""First token, rank, entry, token past the last."""


@attrs.frozen(slots=True)
class Verbs:
    """The forms of the verbs that entries begin with; `untensed`: lemmas and participles in -ing."""

    untensed: frozenset[str]
    participles: frozenset[str]
    presents: frozenset[str]
    pasts: frozenset[str]
    tensed: frozenset[str]
    watched: frozenset[str]

    @classmethod
    def of(cls, entries: Sequence[Entry], others: frozenset[str]) -> "Verbs":
        """The forms of the first words of all patterns of verbs in `entries`, and `others`."""
        forms = others.union(
            form
            for entry in entries
            if entry.category == "verb"
            for pattern in entry.patterns
            for form in pattern.elements[0].forms
        )
        forms -= AUXILIARIES  # in every sentence, and never mistaken
        participles = frozenset(form for form in forms if form.endswith("ing"))
        presents = frozenset(
            form for form in forms if form.endswith("s") and form.removesuffix("s") in forms
        )
        pasts = frozenset(form for form in forms if form.endswith("ed")) | (
            forms & _IRREGULAR_PASTS
        )
        bases = forms - participles - presents - pasts
        watched = forms | {"to"}
        return cls(bases | participles, participles, presents, pasts, presents | pasts, watched)


def index(entries: Sequence[Entry]) -> Index:
    """The index over the patterns of `entries`: longer patterns rank first, then earlier entries."""
    patterns = [(entry, pattern) for entry in entries for pattern in entry.patterns]
    patterns.sort(key=lambda one: -one[1].words)
    made: dict[str, list[Anchored]] = {}
    for rank, (entry, pattern) in enumerate(patterns):
        offset = pattern.anchor
        single = len(pattern.elements) == 1
        tags = _tags_of(entry.category, single=single)
        beside, neighbours = _neighbour(pattern, offset)
        later = _after_gap(pattern, offset)
        anchored = Anchored(rank, entry, pattern, offset, single, tags, beside, neighbours, later)
        for form in pattern.elements[offset].forms:
            made.setdefault(form, []).append(anchored)
    return {form: tuple(found) for form, found in sorted(made.items())}


def _neighbour(pattern: Pattern, anchor: int) -> tuple[int, frozenset[str]]:
    """A fixed word of `pattern` next to its anchor, as (place from the anchor, forms)."""
    for at in (anchor - 1, anchor + 1):
        if 0 <= at < len(pattern.elements) and pattern.elements[at].fixed:
            return at - anchor, pattern.elements[at].forms
    return 0, frozenset()


def _after_gap(pattern: Pattern, anchor: int) -> frozenset[str]:
    """The forms of the first fixed word of `pattern` behind the gap that follows its anchor, if one does."""
    elements = pattern.elements[anchor + 1 :]
    if not any(element.gap for element in elements):
        return frozenset()
    return next((element.forms for element in reversed(elements) if element.fixed), frozenset())


def candidates(
    lowers: list[str], tags: list[str], bounds: TokenRange, patterns: Index
) -> list[Candidate]:
    """What may begin where in the sentence `bounds`: by place, then rank."""
    first, last = bounds
    found: list[Candidate] = []
    anchors = map(patterns.__contains__, lowers[first:last])
    for at in compress(range(first, last), anchors):
        for one in patterns[lowers[at]]:
            start = at - one.offset
            if start < first or not (one.tags is None or tags[start] in one.tags):
                continue
            if one.beside:  # most patterns fail here, and a match costs more
                beside = at + one.beside
                if beside >= last or lowers[beside] not in one.neighbours:
                    continue
            if one.later and one.later.isdisjoint(lowers[at + 1 : at + _WINDOW]):
                continue
            end = at + 1 if one.single else one.pattern.match(lowers, start, last)
            if end is not None:
                found.append((start, one.rank, one.entry, end))
    found.sort(key=_place)
    return found


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate[0], candidate[1]


def _tags_of(category: str, *, single: bool) -> frozenset[str] | None:
    """The tags that the first word of a match may have; None: any."""
    if category == "noun":
        return NOUN_TAGS if single else None  # two words are a name whatever their tags
    return {"verb": VERB_TAGS, "adjective": _ADJECTIVE_TAGS}.get(category)
