"""Tokens: the one cut of the text that everything else builds on.

The conventions are the Penn Treebank's as CoreNLP applies them to running text: contractions and
possessives are split (``do|n't``, ``Iran|'s``, ``boys|'``), hyphenated words stay whole,
abbreviations and initials keep their period, numbers keep their separators, signs of money and
per cent stand alone, and so does every quotation mark. Forms are always as written.

How it is done. The text is cut at white space into pieces, each with the space after it. A piece
is cut by one pattern, and a few decisions that need a word list follow. Both depend on nothing
but the piece, and in any language most pieces have been seen before: their cuts are remembered,
so that a known piece costs one dictionary look-up. All the rest is adding up lengths.

Linear. In the pattern, no quantifier stands inside another but over a part that begins with a
fixed separator, and the parts that could fail late (an address without its ``@``) are bounded.

What a piece cannot decide alone is left to others: whether an apostrophe is a quotation mark
(``quotemarks``), whether a period after ``No`` ends the sentence (``sentences``).
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, islice
from operator import add, itemgetter
from struct import pack

import attrs
import regex

from quotelib.text.words import word_lists


@attrs.frozen(slots=True, eq=False)
class Tokens:
    """The tokens of a text as parallel lists; ``forms[i] == text[starts[i]:ends[i]]``.

    Offsets count Unicode code points. Every character that is not white space is part of exactly
    one token; no token is empty. Only a spaced ellipsis (``. . .``) holds white space.
    """

    text: str
    forms: list[str]
    starts: Sequence[int]
    ends: Sequence[int]


def tokenize(text: str) -> Tokens:
    """Cut ``text`` into tokens."""
    forms: list[str] = []
    starts, ends = array("i", [len(text) - len(text.lstrip())]), array("i")
    for begin, end in _blocks(text):
        cuts = list(map(_CUTS.__getitem__, _PIECE.findall(text, begin, end)))
        forms.extend(chain.from_iterable(map(itemgetter(0), cuts)))
        steps = chain.from_iterable(map(itemgetter(1), cuts))
        _extend(starts, accumulate(steps, initial=starts.pop()))
    starts.pop()
    _extend(ends, map(add, starts, map(len, forms)))
    return Tokens(text, forms, starts, ends)


_AT_ONCE = 1 << 12
"""Numbers that are appended to an array at once."""


def _extend(numbers: "array[int]", values: Iterator[int]) -> None:
    """Append numbers as bytes: the array's own ``extend`` reads them one by one, four times slower."""
    while part := tuple(islice(values, _AT_ONCE)):
        numbers.frombytes(pack(f"{len(part)}i", *part))


_BLOCK = 1 << 16
"""Characters that are cut at a time, so that what the pieces need does not grow with the text."""
_BETWEEN = re.compile(r"\s(?=[^\s.])")
"""The last white space between two pieces, and surely between: no ellipsis goes on after it."""


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text between pieces, into blocks of at least ``_BLOCK`` characters."""
    begin = 0
    while (found := _BETWEEN.search(text, begin + _BLOCK)) is not None:
        yield begin, found.end()
        begin = found.end()
    yield begin, len(text)


_MOST_PARTS = 1_000
"""Parts of one word or ellipsis; of what is longer each thousand are a token, since the patterns remember each part."""

_PIECE = re.compile(rf"\.(?:[ \xa0]\.){{2,{_MOST_PARTS}}}\s*|\S+\s*")
"""A spaced ellipsis, or whatever stands between white space; with the white space after it."""

_MAX_REMEMBERED = 1 << 15
"""Pieces whose cuts are remembered: about the vocabulary of a million words of news."""
_MAX_PIECE = 40
"""Longest piece to remember, in characters; longer ones hardly ever come again."""
_SHARED: dict[str, str] = {}
"""Forms by themselves, at most ``_MAX_REMEMBERED``: tokens that are alike are one object."""

Cut = tuple[tuple[str, ...], tuple[int, ...]]
"""Forms of a piece's tokens, and the distance from each token's start to the next one's."""


class _Cuts(dict[str, Cut]):
    """The cuts of known pieces; looking up an unknown one cuts it.

    Safe to share between threads: an entry depends on nothing but its key.
    """

    def __missing__(self, piece: str) -> Cut:
        bare = piece.rstrip()
        forms = tuple(map(_shared, _cut(bare)))
        steps = list(map(len, forms))
        steps[-1] += len(piece) - len(bare)
        cut = forms, tuple(steps)
        if len(piece) <= _MAX_PIECE:
            if len(self) >= _MAX_REMEMBERED:
                self.clear()
            self[piece] = cut
        return cut


_CUTS = _Cuts()


def _shared(form: str) -> str:
    """The same form, and as a rule the same object each time.

    Not ``sys.intern``: in some versions of Python what is interned is never let go.
    """
    known = _SHARED.get(form)
    if known is not None:
        return known
    if len(form) <= _MAX_PIECE:
        if len(_SHARED) >= _MAX_REMEMBERED:
            _SHARED.clear()
        _SHARED[form] = form
    return form


_CHARS = r"[\p{L}\p{M}\p{N}\u00ad\u200c\u200d]++"
_MODIFIERS = r"[\p{M}\U0001F3FB-\U0001F3FF]*+"
_ACRONYM = rf"(?:Ph|\p{{L}})(?:\.\p{{L}}){{1,{_MOST_PARTS}}}(?![\p{{L}}\p{{M}}])\.?"
_PART = rf"(?:{_ACRONYM}|{_CHARS})"
_ADDRESS = r"""[^\s<>"“”«»]{0,2000}[^\s<>"“”«».,;:!?)'’\]…]"""
_DOMAIN = r"(?:[\w-]{1,63}\.){1,8}(?:com|org|net|gov|edu|mil|info|co\.uk)(?![\w-]|\.\w)"

_TOKEN = regex.compile(
    rf"""
      \.(?:[ \xa0]\.){{2,{_MOST_PARTS}}}
    | (?:https?|ftp)://{_ADDRESS}
    | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}
    | {_DOMAIN}(?:/(?:{_ADDRESS})?)?
    | </?\p{{L}}[^<>]{{0,100}}>                       # a tag of HTML
    | (?:@\w|\#\p{{L}})\w*(?:['’]s\b)?
    | \d{{1,3}}['’′]\d{{1,2}}(?:["”″]|''|’’)(?!\w)    # feet and inches
    | (?:(?<!\w)[-+]?\.?(?=\d))?                      # a number may have a sign
      {_PART}(?:(?:[-‐‑_/'’]|&(?=\p{{Lu}})){_PART}|(?<=\d)[.,:]\d++){{0,{_MOST_PARTS}}}+
    | \.{{2,}} | -{{2,}} | [!?]{{2,}} | \*{{2,}} | _+ | ={{2,}} | ~{{2,}} | `` | (?<=[^\s'])'(?=''(?!')) | ''
    | \p{{RI}}{{2}}                                     # a flag
    | .{_MODIFIERS}(?:\u200d\p{{Extended_Pictographic}}{_MODIFIERS})*+
    """,
    regex.VERBOSE | regex.DOTALL,
)

_FINAL = frozenset(".,;:?!")
_APOSTROPHES = frozenset("'’")
_MAX_ENCLITICS = 2
"""Most enclitics on one word, as in ``he'd've``."""


def _cut(piece: str) -> list[str]:
    """Cut a piece without white space at its ends."""
    if piece.isalpha():
        return _split_word(piece)
    word, final = piece[:-1], piece[-1]
    if final in _FINAL and word.isalpha():  # most of the rest; the pattern would do the same
        return [piece] if final == "." and _is_abbreviation(word) else [*_split_word(word), final]
    tokens: list[str] = []
    for match in _TOKEN.finditer(piece):
        form = match[0]
        is_part = tokens and _belongs_to(tokens, form)
        # A piece may be one long run of marks: its forms are shared as they come.
        tokens += map(_shared, _split_word(tokens.pop() + form if is_part else form))
    return tokens


def _belongs_to(tokens: list[str], form: str) -> bool:
    """Whether ``form`` is part of the last of the piece's ``tokens`` so far."""
    if form == ".":
        return _is_abbreviation(tokens[-1])
    if form in _APOSTROPHES:
        return tokens[0] not in _APOSTROPHES and _is_elided(tokens[-1])
    return tokens[-1] in _APOSTROPHES and len(tokens) == 1 and _is_clipped(form)


def _is_abbreviation(word: str) -> bool:
    """Whether a period right after ``word`` is part of it: ``Mr``, ``R-Ky``, ``J``."""
    words = word_lists()
    last = word.rpartition("-")[2]
    if len(last) == 1 and last.isupper():
        return last != "I"
    return last.lower() in words.abbreviations or last in words.cased_abbreviations


def _is_elided(word: str) -> bool:
    """Whether an apostrophe right after ``word`` stands for letters left out: ``goin'``, ``o'``."""
    words = word_lists()
    lower = word.lower().replace("’", "'")
    if lower + "'" in words.elided:
        return True
    is_dropped_g = len(lower) > 3 and lower.endswith("in") and lower.isalpha()
    return is_dropped_g and lower not in words.in_words


def _is_clipped(word: str) -> bool:
    """Whether an apostrophe right before ``word`` stands for letters or digits left out."""
    if word[:2].isdigit():
        return word[2:] in ("", "s")
    return "'" + word.replace("’", "'") in word_lists().clipped


def _split_word(word: str) -> list[str]:
    """Split a contraction, a possessive or a fused word; any other word stays whole."""
    words = word_lists()
    lower = word.lower().replace("’", "'")
    if lower in words.fused and len(lower) == len(word):
        length = words.fused[lower]
        return [word[:length], word[length:]]
    if "'" not in lower:
        return [word]
    tails: list[str] = []
    for _ in range(_MAX_ENCLITICS):
        length = next((len(e) for e in words.enclitics if lower.endswith(e)), 0)
        if not 0 < length < len(word):
            break
        tails.append(word[-length:])
        word, lower = word[:-length], lower[:-length]
    return [word, *reversed(tails)]
