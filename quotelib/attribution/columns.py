"""What the learned stages read of each token: columns of short strings, one value a token.

Columns are made once a text and hold no space in any value (features join values by spaces). Those that
depend on one word only come from a bounded store of word types.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from sys import intern

import attrs

from quotelib.learning.stores import Store
from quotelib.learning.weights import Node
from quotelib.text.analysis import Analysis
from quotelib.text.lemmas import lemma
from quotelib.text.phrases import FINITE, VERBAL, chunk

AUXILIARY_LEMMAS = frozenset(
    "be have do will would can could may might must shall should get to".split()
)


CLAUSE, STOP = "k", "s"
"""Letters of what opens a clause, and of what ends one."""
_CLAUSE_TAGS = frozenset(("WDT", "WP", "WRB"))
_CLAUSE_LEMMAS = frozenset(("that", "because", "while", "if", "although"))


@attrs.frozen(slots=True, eq=False)
class Word:
    """Columns of a word type; compared by identity, so that what is known of it is found at once."""

    word: str
    lemma: str
    tag: str
    suffix: str
    case: str
    part: str = attrs.field(init=False)
    """The tag; where a walk along the sentence counts the word as more, that letter follows it after a space."""

    @part.default
    def _part(self) -> str:
        if self.word == ";":
            return intern(f"{self.tag} {STOP}")
        opens = self.lemma in _CLAUSE_LEMMAS or self.tag in _CLAUSE_TAGS
        return intern(f"{self.tag} {CLAUSE}") if opens else self.tag

    @classmethod
    def placeholder(cls, sign: str) -> "Word":
        """Give a word whose columns all hold a sign."""
        return cls(sign, sign, sign, sign, sign)


BEFORE, AFTER = Word.placeholder("<"), Word.placeholder(">")
"""The places before a sentence's first token and after its last."""

FAR = "x"
_BUCKETS = ("0", "1", "2", "3", "4", "4", "6", "6", "6", "6", "10")
_LOOKAHEAD_WORDS = frozenset("that and but or as because while if who which".split())
_PRONOUN_TAGS = frozenset(("PRP", "WP", "WDT"))
_VERBS_AHEAD = 3
"""Tokens of a verb group that are looked at for whether it is finite."""


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
        return Word(word, "0", tag, word, "-")
    word = intern(form.lower())
    if form.isupper() and len(form) > 1:
        case = "U"
    elif form[0].isupper():
        case = "C"
    else:
        case = "l" if form[0].islower() else "-"
    return Word(word, intern(lemma(form, tag)), tag, intern(word[-3:]), case)


class _Ahead(dict[tuple[str, str], str]):
    """The chunk that begins somewhere and the two after it, by the first and what was ahead before."""

    def __missing__(self, key: tuple[str, str]) -> str:
        kind, ahead = key
        found = self[key] = intern("|".join([kind, *ahead.split("|")[:2]]))
        return found


# Values of columns are the same objects wherever they are equal: they are found in dicts at first sight. Dicts that
# make what they lack are asked by dict's own method: a subscript would look for the class's own each time.
_NOTHING_AHEAD = ">|>|>"
_ahead_of = _Ahead().__getitem__
_INSIDE = frozenset(("I-NP", "I-VP"))


class TagTrigram(Node):
    """Three tags in a row; a mapping from the tag that follows them to the three that end with it."""

    __slots__ = ("name",)

    def __init__(self, key: tuple[str, ...]) -> None:
        super().__init__(key)
        self.name = " ".join(key)

    def __missing__(self, tag: str) -> "TagTrigram":
        tags = (*self.key[1:], tag)
        found: TagTrigram = _TRIGRAMS[tags]
        self[tag] = found
        return found


class _Trigrams(Store[tuple[str, ...], TagTrigram]):
    """The trigrams met; they forget what follows them whenever some are let go, or they would keep these alive."""

    def __missing__(self, key: tuple[str, ...]) -> TagTrigram:
        if self.is_full():
            for trigram in self.all():
                trigram.clear()
        return super().__missing__(key)


_TRIGRAMS = _Trigrams(TagTrigram)


class _FiniteAhead(Node):
    """A finite verb's tag and how many joints precede it; a mapping from the tag before to the same there."""

    __slots__ = ("name",)

    def __init__(self, key: tuple[str, ...]) -> None:
        super().__init__(key)
        self.name = intern("-" if key[0] == "-" else "".join(key))

    def __missing__(self, tag: str) -> "_FiniteAhead":
        finite, joints = self.key
        if tag in FINITE:
            finite, joints = tag, "0"
        elif tag in _JOINTS:
            joints = str(min(int(joints) + 1, 3))
        found = self[tag] = _finite_ahead((finite, joints))
        return found


_finite_ahead = cache(_FiniteAhead)
_JOINTS = frozenset((",", "CC"))


@attrs.frozen(slots=True, eq=False)
class Columns:
    """What the first stage reads of one sentence; ``words`` is padded by two places on either side."""

    words: list[Word]
    around: list[TagTrigram]
    """The tags before, at and after a token, padded by one place on either side."""
    chunks: list[str]
    """Chunk tags (IOB), padded by one place on either side."""
    chunk_starts: list[int]
    """The tokens that chunks begin with."""
    next_chunk: list[str]
    """Type of the next chunk that begins after the token."""
    next_word: list[str]
    """First word of that chunk."""


def sentence_columns(store: WordStore, forms: Sequence[str], tags: Sequence[str]) -> Columns:
    """Make the columns of one sentence of one token at least."""
    words = list(map(store.__getitem__, zip(forms, tags, strict=True)))
    chunks = chunk(tags)
    starts = [index for index, one in enumerate(chunks) if one not in _INSIDE or not index]
    next_chunk: list[str] = []
    next_word: list[str] = []
    for start, end in pairwise(starts):
        next_chunk += [chunks[end]] * (end - start)
        next_word += [words[end].word] * (end - start)
    behind = [">"] * (len(chunks) - starts[-1])
    return Columns(
        words=[BEFORE, BEFORE, *words, AFTER, AFTER],
        around=list(_TRIGRAMS["<", "<", tags[0]].run((*tags[1:], ">", ">"))),
        chunks=["<", *chunks, ">"],
        chunk_starts=starts,
        next_chunk=next_chunk + behind,
        next_word=next_word + behind,
    )


def upcoming(columns: Columns) -> list[str]:
    """Give for each token the chunk that begins there or next, and the two after it."""
    words, chunks, starts = columns.words, columns.chunks, columns.chunk_starts
    ahead = _NOTHING_AHEAD
    end = len(chunks) - 2
    column: list[str] = []
    for start in reversed(starts):
        column += [ahead] * (end - start - 1)
        ahead = _ahead_of((_kind_of_chunk(words, chunks, start), ahead))
        column.append(ahead)
        end = start
    column.reverse()
    return column


def next_finite(tags: Sequence[str]) -> list[str]:
    """Give for each token the tag of the next finite verb, from there on, and the number of joints before it.

    Joints are commas and conjunctions, counted up to three.
    """
    column = [ahead.name for ahead in _finite_ahead(("-", "0")).run(reversed(tags))]
    column.reverse()
    return column[:-1]


class _Kinds(dict[tuple[str, str, str], str]):
    """The kind of a chunk for the look-ahead, by its tag, its first word's tag and that word if it connects.

    Pronouns and connectives are told from other chunks.
    """

    def __missing__(self, key: tuple[str, str, str]) -> str:
        chunk, tag, connective = key
        kind = chunk.partition("-")[2] or chunk
        if kind == "NP" and tag in _PRONOUN_TAGS:
            kind = "N" + tag
        elif kind in ("CC", "PP"):
            kind += connective
        self[key] = kind
        return kind


_kind_of = _Kinds().__getitem__


def _kind_of_chunk(words: Sequence[Word], chunks: Sequence[str], start: int) -> str:
    """Name the chunk of token ``start`` for the look-ahead; verb groups are finite, infinitive or others."""
    word, chunk = words[start + 2], chunks[start + 1]
    if chunk[2:] != "VP":
        form = word.word
        return _kind_of((chunk, word.tag, form if form in _LOOKAHEAD_WORDS else ""))
    if word.tag == "TO":
        return "VPt"
    for place, inside in enumerate(chunks[start + 1 : start + 1 + _VERBS_AHEAD], start + 2):
        if inside[2:] == "VP" and words[place].tag in FINITE:
            return "VPf"
    return "VPn"


def mark_distances(quoted: Sequence[int]) -> tuple[list[str], list[str]]:
    """Give the distance of each token of a sentence from the last closing mark, and to the next opening one.

    ``quoted``, one token at least, is the sentence's part of :attr:`Analysis.quoted`. Distances are buckets; ``FAR``
    where the sentence has no such mark on that side.
    """
    count = len(quoted)
    starts = [0, *[k for k, (one, other) in enumerate(pairwise(quoted), 1) if one != other]]
    runs = [(start, end) for start, end in pairwise([*starts, count]) if quoted[start]]
    opening: list[str] = []
    for start, _ in runs:
        opening += _nearing(start - len(opening))
    opening += [FAR] * (count - len(opening))
    closed = [FAR] * (runs[0][1] if runs else count)
    for _, end in [*runs[1:], (0, count)]:
        closed += _leaving(end - len(closed))
    return closed, opening


def _leaving(count: int) -> list[str]:
    """Give the buckets of so many distances, from none on."""
    return [*_BUCKETS[:count], *_BUCKETS[-1:] * (count - len(_BUCKETS))]


def _nearing(count: int) -> list[str]:
    """Give the buckets of so many distances, down to none."""
    return _leaving(count)[::-1]


def document_columns(analysis: Analysis, store: WordStore) -> list[Columns]:
    """Make the columns of each sentence of a text."""
    forms, tags = analysis.forms, analysis.tags
    return [
        sentence_columns(store, forms[first:end], tags[first:end])
        for first, end in analysis.sentences
    ]


def is_main_verb(word: Word) -> bool:
    """Tell a verb that carries meaning from an auxiliary."""
    return word.tag in VERBAL and word.lemma not in AUXILIARY_LEMMAS and word.tag != "TO"
