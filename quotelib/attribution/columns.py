"""What the learned stages read of each token: columns of short strings, one value a token.

Columns are made once a text and hold no space in any value (features join values by spaces). Those that
depend on one word only come from a bounded store of word types.
"""

from collections.abc import Callable, Sequence
from sys import intern
from typing import TypeVar

import attrs

from quotelib.text.analysis import Analysis
from quotelib.text.lemmas import lemma
from quotelib.text.phrases import FINITE, VERBAL, chunk

Word = tuple[str, str, str, str, str]
"""Columns of a word type: word, lemma, tag, suffix, case."""

LARGEST_STORE = 50_000
"""Word types kept in a store; past it the store begins anew."""

Key = TypeVar("Key")
Value = TypeVar("Value")

AUXILIARY_LEMMAS = frozenset(
    "be have do will would can could may might must shall should get to".split()
)
BEFORE: Word = ("<", "<", "<", "<", "<")
AFTER: Word = (">", ">", ">", ">", ">")
"""Columns of the places before a sentence's first token and after its last."""

FAR = "x"
_BUCKETS = ("0", "1", "2", "3", "4", "4", "6", "6", "6", "6", "10")
_LOOKAHEAD_WORDS = frozenset("that and but or as because while if who which".split())
_PRONOUN_TAGS = frozenset(("PRP", "WP", "WDT"))


class Store(dict[Key, Value]):
    """Values by what they are made from, made when first asked for, at most ``LARGEST_STORE`` of them."""

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        value = self._make(key)
        if len(self) >= LARGEST_STORE:
            self.clear()
        self[key] = value
        return value


class WordStore(Store[tuple[str, str], Word]):
    """Columns of word types by (form, tag)."""

    def __init__(self) -> None:
        super().__init__(lambda key: self.make(*key))

    def make(self, form: str, tag: str) -> Word:
        """Give the columns of a word type."""
        return make_word(form, tag)


def make_word(form: str, tag: str) -> Word:
    """Give the columns of a word type; digits lose their value but not a year's length."""
    form = form.replace(" ", "_")
    if form[0].isdigit():
        word = "0000" if len(form) == 4 and form.isdigit() else "0"
        return word, "0", tag, word, "-"
    word = intern(form.lower())
    if form.isupper() and len(form) > 1:
        case = "U"
    elif form[0].isupper():
        case = "C"
    else:
        case = "l" if form[0].islower() else "-"
    return word, intern(lemma(form, tag)), tag, word[-3:], case


class _Ahead(dict[tuple[str, str], str]):
    """The chunk that begins somewhere and the two after it, by the first and what was ahead before."""

    def __missing__(self, key: tuple[str, str]) -> str:
        kind, ahead = key
        found = self[key] = intern("|".join([kind, *ahead.split("|")[:2]]))
        return found


# Values of columns are the same objects wherever they are equal: they are found in dicts at first sight.
_NOTHING_AHEAD = ">|>|>"
_AHEAD = _Ahead()
_FINITE_AFTER = {
    "-": ("-",) * 4,
    **{tag: tuple([intern(f"{tag}{joints}") for joints in range(4)]) for tag in sorted(FINITE)},
}
_INSIDE = frozenset(("I-NP", "I-VP"))


@attrs.frozen(slots=True, eq=False)
class Columns:
    """Columns of one sentence; ``words`` is padded by two places on either side."""

    words: list[Word]
    chunks: list[str]
    """Chunk tags (IOB), padded by one place on either side."""
    upcoming: list[str]
    """The chunk that begins here or next, and the two after it."""
    next_finite: list[str]
    """Tag of the next finite verb, from here on, and how many commas and conjunctions precede it."""
    next_chunk: list[str]
    """Type of the next chunk that begins after the token."""
    next_word: list[str]
    """First word of that chunk."""


def sentence_columns(store: WordStore, forms: Sequence[str], tags: Sequence[str]) -> Columns:
    """Make the columns of one sentence."""
    words = list(map(store.__getitem__, zip(forms, tags, strict=True)))
    chunks = chunk(tags)
    upcoming: list[str] = []
    next_finite: list[str] = []
    next_chunk: list[str] = []
    next_word: list[str] = []
    ahead = _NOTHING_AHEAD
    following, following_word = ">", ">"
    finite, joints = "-", 0
    for index in range(len(words) - 1, -1, -1):
        word, _, tag, _, _ = words[index]
        chunk_tag = chunks[index]
        next_chunk.append(following)
        next_word.append(following_word)
        if chunk_tag not in _INSIDE or index == 0:
            following, following_word = chunk_tag, word
            ahead = _AHEAD[_kind_of_chunk(tags, chunks, index, word), ahead]
        upcoming.append(ahead)
        if tag in FINITE:
            finite, joints = tag, 0
        elif tag in (",", "CC"):
            joints = min(joints + 1, 3)
        next_finite.append(_FINITE_AFTER[finite][joints])
    for column in (upcoming, next_finite, next_chunk, next_word):
        column.reverse()
    return Columns(
        words=[BEFORE, BEFORE, *words, AFTER, AFTER],
        chunks=["<", *chunks, ">"],
        upcoming=upcoming,
        next_finite=next_finite,
        next_chunk=next_chunk,
        next_word=next_word,
    )


def _kind_of_chunk(tags: Sequence[str], chunks: Sequence[str], index: int, word: str) -> str:
    """Name a chunk for the look-ahead: finite, infinitive and other verb groups, pronouns, connectives."""
    tag, kind = tags[index], chunks[index].partition("-")[2] or chunks[index]
    if kind == "VP":
        if tag == "TO":
            return "VPt"
        group = range(index, min(index + 3, len(tags)))
        finite = any(tags[k] in FINITE and chunks[k][2:] == "VP" for k in group)
        return "VPf" if finite else "VPn"
    if kind == "NP" and tag in _PRONOUN_TAGS:
        return "N" + tag
    if kind in ("CC", "PP") and word in _LOOKAHEAD_WORDS:
        return kind + word
    return kind


def bucket(distance: int) -> str:
    """Give the bucket of a distance in tokens."""
    return _BUCKETS[distance] if distance < 10 else "10"


def mark_distances(quoted: Sequence[int]) -> list[tuple[str, str]]:
    """Give each token of a sentence its distance from the last closing mark and to the next opening one.

    ``quoted`` is the sentence's part of :attr:`Analysis.quoted`. Distances are buckets; ``FAR``
    where the sentence has no such mark on that side.
    """
    count = len(quoted)
    opening = [FAR] * count
    distance = -1
    for index in range(count - 1, -1, -1):
        if distance >= 0:
            opening[index] = bucket(distance)
            distance += 1
        if quoted[index] and (index == 0 or quoted[index - 1] != quoted[index]):
            distance = 0
    distances = []
    distance = -1
    for index, number in enumerate(quoted):
        distances.append((FAR if distance < 0 else bucket(distance), opening[index]))
        if distance >= 0:
            distance += 1
        if number and (index == count - 1 or quoted[index + 1] != number):
            distance = 0
    return distances


def document_columns(analysis: Analysis, store: WordStore) -> list[Columns]:
    """Make the columns of each sentence of a text."""
    forms, tags = analysis.forms, analysis.tags
    return [
        sentence_columns(store, forms[first:end], tags[first:end])
        for first, end in analysis.sentences
    ]


def is_main_verb(word: Word) -> bool:
    """Tell a verb that carries meaning from an auxiliary."""
    return word[2] in VERBAL and word[1] not in AUXILIARY_LEMMAS and word[2] != "TO"
