"""The walk from a cue outwards: what lies between the cue and each token of its unit.

Counts stop at three, distances fall into bands, paths at six chunks: past that, how much there is
no longer tells how a token belongs to the cue. All columns are short strings, as the groups of features want.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quotelib.attribution.columns import Word

SKIPPED_COLUMN = "Q"
SKIPPED_WORD: Word = ("<q>", "<q>", "<q>", "<q>", "<q>")
"""Columns of the placeholder for the middle of a quotation."""

_LONGEST_PATH = 6
_ONE_MORE = {"0": "1", "1": "2", "2": "3", "3": "3"}
_CHUNK_COUNTS = ("0", "1", "2", "3", "4", "5", *["6"] * 3, *["9"] * 5)
_TOKEN_COUNTS = ("0", "1", "2", "3", *["4"] * 2, *["6"] * 3, *["9"] * 5, *["14"] * 11)
_CLAUSE_TAGS = frozenset(("WDT", "WP", "WRB"))
_CLAUSE_LEMMAS = frozenset(("that", "because", "while", "if", "although"))
_MARKS = frozenset(("``", "''"))

Between = tuple[str, str, str, str, str, str, str]
"""How many verb groups, commas, quotation marks, cues, stops, free noun phrases, clause openers."""


class Token(NamedTuple):
    """What the walk reads of a token of its unit; a tuple, since one is made for every token."""

    word: Word
    chunk: str
    ahead: str
    finite: str
    label: str
    quoted: int


SKIPPED = Token(
    SKIPPED_WORD, SKIPPED_COLUMN, SKIPPED_COLUMN, SKIPPED_COLUMN, SKIPPED_COLUMN, quoted=-1
)


def tokens_away(distance: int) -> str:
    """Give the band of a distance in tokens."""
    return _TOKEN_COUNTS[distance] if distance < len(_TOKEN_COUNTS) else "25"


def counts_between(tokens: Sequence[Token], *, forward: bool) -> list[Between]:
    """Count for each token what stands between it and the cue.

    ``tokens`` run away from the cue, ``forward`` or backward in the text. The same tuple (not only an
    equal one) stands for all tokens between which nothing was counted.
    """
    verbs = commas = marks = cues = stops = nouns = clauses = "0"
    counted = [(verbs, commas, marks, cues, stops, nouns, clauses)]
    for index, token in enumerate(tokens[:-1]):
        _, lemma, tag, _, _ = token.word
        chunk = token.chunk
        before = counted[-1]
        if chunk == "B-VP":
            verbs = _ONE_MORE[verbs]
        elif chunk == "B-NP":
            if not _is_governed(tokens, index, forward=forward):
                nouns = _ONE_MORE[nouns]
        elif tag == ",":
            commas = _ONE_MORE[commas]
        elif tag in _MARKS:
            marks = _ONE_MORE[marks]
        elif tag == "." or token.word[0] == ";":
            stops = _ONE_MORE[stops]
        if token.label == "B-cue":
            cues = _ONE_MORE[cues]
        if tag in _CLAUSE_TAGS or lemma in _CLAUSE_LEMMAS:
            clauses = _ONE_MORE[clauses]
        counts = (verbs, commas, marks, cues, stops, nouns, clauses)
        counted.append(before if counts == before else counts)
    return counted[: len(tokens)]


def _is_governed(tokens: Sequence[Token], index: int, *, forward: bool) -> bool:
    """Tell a noun phrase after a preposition."""
    neighbour = index - 1 if forward else index + 1
    return 0 <= neighbour < len(tokens) and tokens[neighbour].chunk == "B-PP"


def paths(tokens: Sequence[Token], *, forward: bool) -> list[tuple[str, str]]:
    """Give for each token how many chunks lead to it, and the kinds of the first of them."""
    found = []
    count, path = 0, ""
    nearer = "-"
    for token in tokens:
        chunk = token.chunk
        # Backward, a chunk is entered at its last token: where the one nearer the cue is no inside.
        if (chunk if forward else nearer)[:2] != "I-":
            count += 1
            if len(path) < _LONGEST_PATH:
                path += (chunk.partition("-")[2] or chunk)[:2]
        nearer = chunk
        found.append((_CHUNK_COUNTS[count] if count < len(_CHUNK_COUNTS) else "14", path))
    return found


def relations(
    tokens: Sequence[Token], cue_quoted: int, *, forward: bool
) -> list[tuple[str, str, str]]:
    """Give how the quotations of each token and of its neighbours, in text order, relate to the cue's."""
    own = [
        relation(cue_quoted, cue_quoted),
        *[relation(token.quoted, cue_quoted) for token in tokens],
        "-",
    ]
    around = zip(own, own[1:], own[2:], strict=False)
    if forward:
        return list(around)
    return [(beyond, here, nearer) for nearer, here, beyond in around]


def relation(quoted: int, cue_quoted: int) -> str:
    """Name how a token's quotation relates to the cue's."""
    if quoted < 0:
        return SKIPPED_COLUMN
    if cue_quoted:
        return "same" if quoted == cue_quoted else "other" if quoted else "cue-in"
    return "in" if quoted else "out"
