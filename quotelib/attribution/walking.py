"""The walk from a cue outwards: what lies between the cue and each token of its unit.

Two automata go along with the walk. :class:`Passed` counts what was passed (verb groups, commas, marks,
cues, stops, noun phrases, clause openers), :class:`Place` follows the chunks. Counts stop at three, distances
fall into bands, paths at three to six chunks: past that, how much there is no longer tells how a token belongs
to the cue.

A state knows what the second stage's weights say of it, and is itself the dict of the states that follow on
it: a walk is one ``itertools.accumulate`` over the tokens' signs or chunks. States are made when first reached.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from operator import getitem
from sys import intern

from quotelib.attribution.columns import Word
from quotelib.learning.weights import Weights

SKIPPED_COLUMN = "Q"
"""In all columns of the placeholder for the middle of a quotation, or of what stands beside it."""

LARGEST_AUTOMATON = 20_000
"""States kept at most of an automaton; past it, it begins anew. Bounds memory, never a result."""

# ---------------------------------------------------------------------------------- what a token is

_VERB, _COMMA, _MARK, _CUE, _STOP, NOUN, _CLAUSE = _LETTERS = "vcmqsnk"
_CLAUSE_TAGS = frozenset(("WDT", "WP", "WRB"))
_CLAUSE_LEMMAS = frozenset(("that", "because", "while", "if", "although"))
_SIGN_OF_TAG = {",": _COMMA, "``": _MARK, "''": _MARK, ".": _STOP}


class _Signs(dict[tuple[str, str, str, str], str]):
    """The sign of a token by the chunk tag before, the chunk tag, the tag and the label."""

    def __missing__(self, key: tuple[str, str, str, str]) -> str:
        before, chunk, tag, label = key
        if chunk == "B-VP":
            sign = _VERB
        elif chunk == "B-NP":
            # A noun phrase after a preposition is no party to the clause.
            sign = "" if before == "B-PP" else NOUN
        else:
            sign = _SIGN_OF_TAG.get(tag, "")
        sign += _CUE * (label == "B-cue") + _CLAUSE * (tag in _CLAUSE_TAGS)
        self[key] = sign
        return sign


_SIGNS = _Signs()


def signs(words: Sequence[Word], chunks: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Give each token of a sentence its sign: a letter for each thing that it counts as.

    ``chunks`` are padded by one place on either side.
    """
    tags = [word[2] for word in words]
    found = list(map(_SIGNS.__getitem__, zip(chunks, chunks[1:], tags, labels, strict=False)))
    for index, (word, lemma, tag, _, _) in enumerate(words):
        if lemma in _CLAUSE_LEMMAS and tag not in _CLAUSE_TAGS:
            found[index] += _CLAUSE
        elif word == ";":
            found[index] += _STOP
    return found


# ------------------------------------------------------------------------------------- the automata

_MOST_COUNTED = 3
_LONGEST_PATH = 6
_BANDS = ("0", "1", "2", "3", "4", "5", *["6"] * 3, *["9"] * 5, "14")
"""The band of each number of chunks."""

DISTANCES = ("1", "2", "3", *["4"] * 2, *["6"] * 3, *["9"] * 5, *["14"] * 11, "25")
"""The band of each distance in tokens, from one on; the last is that of all further ones."""


class Passed(dict[str, "Passed"]):
    """How much of each thing was passed on one side of a cue; a mapping from signs to what follows."""

    __slots__ = (
        "_automaton", "_counts", "ahead", "by_chunk", "by_label", "by_tag", "key", "marks", "own", "pair",
    )  # fmt: skip
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self, automaton: "PassedAutomaton", counts: tuple[int, ...]) -> None:
        super().__init__()
        self._automaton, self._counts = automaton, counts
        side, merged = automaton.side, automaton.merged
        verbs, commas, marks, cues, _, nouns, clauses = map(str, counts)
        self.own = automaton.own[tuple(map(str, counts))]
        """To the score of any token there."""
        self.by_tag = merged(
            ("side verbs p", f"{side} {verbs}"), ("side commas p", f"{side} {commas}")
        )
        self.by_chunk = merged(
            ("side nouns chunk", f"{side} {nouns}"), ("side clauses chunk", f"{side} {clauses}")
        )
        self.by_label = merged(
            ("side cues label", f"{side} {cues}"),
            ("side verbs label", f"{side} {verbs}"),
            ("side nouns label", f"{side} {nouns}"),
            ("side clauses label", f"{side} {clauses}"),
        )
        self.ahead = merged(("side verbs ahead", f"{side} {verbs}"))
        self.pair = intern(f"{verbs}/{commas}")
        """What the weights of a word are asked by."""
        self.key = (verbs, commas, nouns)
        """What the weights of a cue are asked by."""
        self.marks = marks

    def __missing__(self, sign: str) -> "Passed":
        counts = tuple(
            [
                min(_MOST_COUNTED, count + (letter in sign))
                for count, letter in zip(self._counts, _LETTERS, strict=True)
            ]
        )
        following = self[sign] = self._automaton.state(counts)
        return following


class PassedAutomaton:
    """The states of :class:`Passed` on one side."""

    def __init__(self, weights: Weights, side: str) -> None:
        self.weights, self.side = weights, side
        self.own = weights.group(
            "verbs commas marks cues stops nouns clauses",
            "side verbs; side commas; side marks; side cues; side stops; side nouns; side clauses;"
            "side verbs commas; side marks commas; side nouns verbs; side clauses verbs",
            side=side,
        )
        self._merged: dict[tuple[tuple[str, str], ...], dict[str, int]] = {}
        self._states: dict[tuple[int, ...], Passed] = {}

    def merged(self, *branches: tuple[str, str]) -> dict[str, int]:
        """Give the sum of some branches of the weights, the same dict for the same branches."""
        found = self._merged.get(branches)
        if found is None:
            found = self._merged[branches] = self.weights.merged(*branches)
        return found

    def state(self, counts: tuple[int, ...]) -> Passed:
        """Give the state of some counts."""
        found = self._states.get(counts)
        if found is None:
            found = self._states[counts] = Passed(self, counts)
        return found

    def walk(self, passed: Iterable[str]) -> Iterator[Passed]:
        """Give the state at each token; ``passed`` are the tokens' signs, away from the cue."""
        return accumulate(passed, getitem, initial=self.state((0,) * len(_LETTERS)))


class Place(dict[str, "Place"]):
    """A chunk as reached from a cue; a mapping from the chunk tag of the token to come to its place."""

    __slots__ = ("_automaton", "_chunk", "_count", "band", "by_tag", "own", "path")
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self, automaton: "PlaceAutomaton", count: int, path: str, chunk: str) -> None:
        super().__init__()
        self._automaton = automaton
        self._count, self.path, self._chunk = count, path, chunk
        self.band = _BANDS[count]
        self.own = automaton.own[self.band, path, chunk]
        """To the score of any token there."""
        self.by_tag = automaton.weights.under("side chunks p", f"{automaton.side} {self.band}")

    def __missing__(self, chunk: str) -> "Place":
        # Backward, a chunk is entered at its last token: where the one nearer the cue is no inside.
        entered = chunk if self._automaton.forward else self._chunk
        count, path = self._count, self.path
        if entered[:2] != "I-":
            count = min(count + 1, len(_BANDS) - 1)
            if len(path) < _LONGEST_PATH:
                path += (chunk.partition("-")[2] or chunk)[:2]
        following = self[chunk] = self._automaton.state(count, path, chunk)
        return following


class PlaceAutomaton:
    """The states of :class:`Place` on one side."""

    def __init__(self, weights: Weights, side: str, *, forward: bool) -> None:
        self.weights, self.side, self.forward = weights, side, forward
        self.own = weights.group(
            "chunks path chunk",
            "side chunks; side chunks chunk; side path; side path chunk",
            side=side,
        )
        self._states: dict[tuple[int, str, str], Place] = {}

    def state(self, count: int, path: str, chunk: str) -> Place:
        """Give the place of a chunk."""
        found = self._states.get((count, path, chunk))
        if found is None:
            found = self._states[count, path, chunk] = Place(self, count, path, chunk)
        return found

    def walk(self, chunks: Iterable[str]) -> Iterator[Place]:
        """Give the place of each token; ``chunks`` are the tokens' chunk tags, away from the cue."""
        if len(self._states) > LARGEST_AUTOMATON:
            self._states.clear()
        start = self.state(0, "", "-")
        return islice(accumulate(chunks, getitem, initial=start), 1, None)


# ------------------------------------------------------------------------------- quotation marks


def relations(
    numbers: Sequence[int], cue_number: int, *, forward: bool
) -> tuple[list[str], list[str]]:
    """Give how the quotations of each token and its neighbours relate to the cue's, and its own alone.

    ``numbers`` are those of the tokens' quotations, away from the cue, -1 for a placeholder; the
    relations of neighbours are joined in text order.
    """
    if not numbers:
        return [], []
    if not cue_number and not any(numbers):
        last = "out out -" if forward else "- out out"
        return [*["out out out"] * (len(numbers) - 1), last], ["out"] * len(numbers)
    here = [relation(number, cue_number) for number in numbers]
    nearer = [relation(cue_number, cue_number), *here[:-1]]
    beyond = [*here[1:], "-"]
    sides = (nearer, here, beyond) if forward else (beyond, here, nearer)
    return list(map(" ".join, zip(*sides, strict=True))), here


def relation(number: int, cue_number: int) -> str:
    """Name how a token's quotation relates to the cue's."""
    if number < 0:
        return SKIPPED_COLUMN
    if cue_number:
        return "same" if number == cue_number else "other" if number else "cue-in"
    return "in" if number else "out"
