"""Part-of-speech tags of the Penn Treebank, by an averaged perceptron read from package data.

The tagger goes through the text from left to right and gives each word the tag with the largest sum
of weights; the features are the word itself, its two neighbours on either side and the two tags
given last (Collins 2002; Honnibal 2013). Four things make it quick in plain Python:

- **Marks** (tokens without a letter or digit) are tagged by rule, see
  :func:`~quotelib.text.tag_features.mark_tag`.
- **A tag dictionary**: a frequent word is given one of the tags it was seen with, and where that is
  only one, it is not scored at all.
- **Packed weights**: the weights of a feature for all tags are one integer
  (:mod:`quotelib.learning.parameters`), so adding two features is one addition.
- **Sums per word**: whatever depends on one word only is added up once and kept (:class:`Word`):
  what its form says about its own tag and about the tags near it. A token then costs a handful of
  additions. The store of words is bounded and holds nothing but what can be computed anew from a
  form, so no result depends on it.

Where the corpora differ the tags follow the Treebank: "to" is TO whatever its use, and a hyphen or
slash between words is ``:``. No token goes without a tag, whatever its script.
"""

import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from quotelib.learning.packing import FIELD_BITS, IntegerRows, by_feature, fields_offset
from quotelib.learning.parameters import Lazy, Parameters, load
from quotelib.learning.stores import Store
from quotelib.text.tag_features import (
    BEGINNING,
    BOUNDARY,
    ENDING,
    Feature,
    beginning_features,
    beside,
    ending_features,
    mark_tag,
    marks_by_sentence,
    shape,
    spelling,
    whole_features,
)

LARGEST_STORE = 16_384
"""Words kept at most, several times a text's vocabulary; past it the store begins anew."""

LONGEST_STORED = 40
"""Longer forms are noise (addresses, encoded data) and not kept, which bounds the store's bytes."""

_BLOCK = 4_000
"""Words tagged at a time, so that what this needs does not grow with the text."""

HISTORY = ("previous tag", "previous tags")
"""Tables of what depends on the tags before alone: summed up at the start. The others are asked word by word."""

AFTER_TAG = "previous tag and lower"
"""Table of what depends on a frequent word and the tag before it."""

UNDECIDED = -1
"""In place of a tag's number: the word must be scored."""


@attrs.frozen(eq=False)
class Word:
    """What the tagger knows of one form; all sums of weights are packed integers.

    ``candidates`` are its possible tags, each with the position of its field in a sum; None for a
    word that may have any tag. ``after_tag`` holds a sum for each tag of the word before it, for
    frequent words only.
    """

    tag: int
    candidates: tuple[tuple[int, int], ...] | None
    own: int
    previous: int
    next: int
    second_previous: int
    second_next: int
    after_tag: list[int] | None


@attrs.frozen(eq=False)
class _Part:
    """What an ending or a shape adds to the sums of any word that has it, named as in :class:`Word`."""

    own: int
    previous: int
    next: int


class WordStore(dict[str, Word]):
    """Words by form, made when first asked for, at most ``LARGEST_STORE`` of them."""

    def __init__(self, make: Callable[[str], Word]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, form: str) -> Word:
        word = self._make(form)
        if len(form) <= LONGEST_STORED:
            if len(self) >= LARGEST_STORE:
                self.clear()
            self[form] = word
        return word


class Tagger:
    """The perceptron, its weights unpacked from a parameter file; safe to share among threads."""

    def __init__(self, parameters: Parameters) -> None:
        context = parameters.payloads["tags"]
        self.tags = [sys.intern(tag) for tag in (*parameters.labels, *context, BOUNDARY)]
        self._numbers = {tag: number for number, tag in enumerate(self.tags)}
        self._boundary_tag = self._numbers[BOUNDARY]
        self._offset = fields_offset(len(parameters.labels))
        self._fields = struct.Struct(f"<{len(parameters.labels)}H")
        tables = parameters.tables
        single, pairs = (by_feature(tables[one], one, IntegerRows(tables[one])) for one in HISTORY)
        self._history = self._histories(single, pairs)
        self._weights = {
            name: (table.rows_of(name).get, IntegerRows(table).row)
            for name, table in parameters.tables.items()
            if name not in HISTORY
        }
        self._frequent = {
            feature.partition(" ")[2] for feature in parameters.tables[AFTER_TAG].keys
        }
        self._dictionary = {
            spelled: tags.split()
            for tags, words in parameters.payloads["dictionary"].items()
            for spelled in words.split()
        }
        self._endings: Store[str, _Part] = Store(
            lambda ending: self._part("suffix", ending, ending_features(ending))
        )
        self._shapes: Store[str, _Part] = Store(
            lambda kind: self._part("shape", kind, [("shape", kind)])
        )
        self._beginnings: Store[str, int] = Store(lambda one: self._sum(beginning_features(one)))
        self._store = WordStore(self._make_word)
        self._boundary = self._make_word(BOUNDARY)

    def tag(self, forms: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[str]:
        """Tag the tokens of a text; see the function :func:`tag`."""
        tags: list[str] = []
        for words in self._padded_words(forms, sentences):
            tags += self._tags(words)
        return tags

    def _tags(self, words: Sequence[Word]) -> list[str]:
        """The tags of some sentences' words, the boundaries around them left out."""
        tags = [word.tag for word in words]
        history, unpack, size = self._history, self._fields.unpack, self._fields.size
        mask = (1 << FIELD_BITS) - 1
        for index, number in enumerate(tags):
            if number != UNDECIDED:
                continue
            word = words[index]
            tag_before = tags[index - 1]
            score = (
                word.own
                + words[index - 1].previous
                + words[index + 1].next
                + words[index - 2].second_previous
                + words[index + 2].second_next
                + history[tags[index - 2]][tag_before]
            )
            if word.after_tag is not None:
                score += word.after_tag[tag_before]
            if word.candidates is None:
                totals = unpack(score.to_bytes(size, "little"))
                tags[index] = totals.index(max(totals))
                continue
            best = -1
            for candidate, position in word.candidates:
                total = score >> position & mask
                if total > best:
                    best = total
                    tags[index] = candidate
        names, boundary = self.tags, self._boundary_tag
        return [names[number] for number in tags if number != boundary]

    def _padded_words(
        self, forms: Sequence[str], sentences: Sequence[tuple[int, int]]
    ) -> Iterator[list[Word]]:
        """The words block by block, with two boundaries before, between and after the sentences."""
        word_of = self._store.__getitem__
        boundary = (self._boundary, self._boundary)
        padded = [*boundary]
        directed = marks_by_sentence(forms, sentences)
        for (start, end), marks in zip(sentences, directed, strict=True):
            words = list(map(word_of, forms[start:end]))
            for index, mark in marks:
                words[index - start] = word_of(mark)
            padded += words
            padded += boundary
            if len(padded) >= _BLOCK:
                yield padded
                padded = [*boundary]
        yield padded

    def _make_word(self, form: str) -> Word:
        spelled = spelling(form)
        lower, kind = spelled.lower(), shape(spelled)
        tag, candidates = self._choices(spelled)
        ending, of_kind = self._endings[lower[-ENDING:]], self._shapes[kind]
        own = 0
        if tag == UNDECIDED:
            own = (
                self._offset
                + ending.own
                + of_kind.own
                + self._beginnings[lower[:BEGINNING]]
                + self._sum(whole_features(spelled, lower, kind))
            )
        return Word(
            tag=tag,
            candidates=candidates,
            own=own,
            previous=ending.previous
            + of_kind.previous
            + self._weights_of(*beside("previous", "lower", lower)),
            next=ending.next + of_kind.next + self._weights_of(*beside("next", "lower", lower)),
            second_previous=self._weights_of(*beside("second previous", "lower", lower)),
            second_next=self._weights_of(*beside("second next", "lower", lower)),
            after_tag=self._sums_after_tag(lower),
        )

    def _part(self, name: str, value: str, own: Iterable[Feature]) -> _Part:
        return _Part(
            own=self._sum(own),
            previous=self._weights_of(*beside("previous", name, value)),
            next=self._weights_of(*beside("next", name, value)),
        )

    def _choices(self, spelled: str) -> tuple[int, tuple[tuple[int, int], ...] | None]:
        """The word's tag if it is certain, and its candidates if they are few."""
        if spelled == BOUNDARY:
            return self._boundary_tag, None
        mark = mark_tag(spelled)
        tags = self._dictionary.get(spelled) if mark is None else [mark]
        if tags is None:
            return UNDECIDED, None
        numbers = sorted(self._numbers[tag] for tag in tags)
        if len(numbers) == 1:
            return numbers[0], None
        return UNDECIDED, tuple((number, number * FIELD_BITS) for number in numbers)

    def _weights_of(self, table: str, key: str) -> int:
        row_of, weights_of = self._weights[table]
        row = row_of(key)
        return 0 if row is None else weights_of(row)

    def _sum(self, features: Iterable[Feature]) -> int:
        return sum([self._weights_of(table, key) for table, key in features])

    def _histories(self, single: dict[str, int], pairs: dict[str, int]) -> list[list[int]]:
        """Sums for the two tags before: ``[number of the second before][of the one before]``."""
        return [
            [single.get(before, 0) + pairs.get(f"{second} {before}", 0) for before in self.tags]
            for second in self.tags
        ]

    def _sums_after_tag(self, lower: str) -> list[int] | None:
        """Sums for a frequent word and each tag before it."""
        if lower not in self._frequent:
            return None
        row_of, weights_of = self._weights[AFTER_TAG]
        rows = [row_of(f"{tag} {lower}") for tag in self.tags]
        return [0 if row is None else weights_of(row) for row in rows]


_tagger = Lazy(lambda: Tagger(load("tagger.params")))


def tag(forms: Sequence[str], sentences: Sequence[tuple[int, int]]) -> list[str]:
    """Give each token of a text its Penn Treebank tag.

    ``forms`` are the tokens as they stand in the text, ``sentences`` half-open token ranges that
    tile them. The tags are the 45 of the Treebank, as shared strings; quotation marks are `` and
    '' by the way they point. The first call loads the parameters.
    """
    return _tagger().tag(forms, sentences)
