"""The walk from a cue outwards: what lies between the cue and each token of its unit.

Two automata go along with the walk. :class:`Passed` counts what was passed (verb groups, commas, marks, stops,
noun phrases, clause openers, and what the first stage takes to begin a cue, a content or a source),
:class:`Place` follows the chunks. Counts stop at three, distances
fall into bands, paths at three to six chunks: past that, how much there is no longer tells how a token belongs
to the cue.

A state knows what the second stage's weights say of it, and is itself the dict of the states that follow on
it: a walk is one run (:meth:`Node.run`) over the tokens' signs or chunks. States are made when first reached.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from sys import intern
from typing import Any, TypeVar

from quotelib.attribution.columns import CLAUSE, STOP, Word
from quotelib.learning.stores import Store
from quotelib.learning.weights import Branch, Node, Weights

SKIPPED_COLUMN = "Q"
"""In all columns of the placeholder for the middle of a quotation, or of what stands beside it."""

LARGEST_AUTOMATON = 20_000
"""States kept at most of an automaton; past it, it begins anew. Bounds memory, never a result."""

# ---------------------------------------------------------------------------------- what a token is

_VERB, _COMMA, _MARK, _CUE, NOUN, _CONTENT, _SOURCE = "vcmqnor"
_LETTERS = (_VERB, _COMMA, _MARK, _CUE, STOP, NOUN, CLAUSE, _CONTENT, _SOURCE)
_SIGN_OF_LABEL = {"B-cue": _CUE, "B-content": _CONTENT, "B-source": _SOURCE}
_SIGN_OF_TAG = {",": _COMMA, "``": _MARK, "''": _MARK, ".": STOP}


class _Signs(dict[tuple[str, str, str, str], str]):
    """The sign of a token by the chunk tag before, the chunk tag, its word's part and the label."""

    def __missing__(self, key: tuple[str, str, str, str]) -> str:
        before, chunk, part, label = key
        tag, _, also = part.partition(" ")
        if chunk == "B-VP":
            sign = _VERB
        elif chunk == "B-NP":
            # A noun phrase after a preposition is no party to the clause.
            sign = "" if before == "B-PP" else NOUN
        else:
            sign = _SIGN_OF_TAG.get(tag, "")
        sign += _SIGN_OF_LABEL.get(label, "") + also
        self[key] = sign
        return sign


_SIGNS = _Signs()


def signs(words: Sequence[Word], chunks: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Give each token of a sentence its sign: a letter for each thing that it counts as.

    ``chunks`` are padded by one place on either side.
    """
    parts = [word.part for word in words]
    return list(map(_SIGNS.__getitem__, zip(chunks, chunks[1:], parts, labels, strict=False)))


# ------------------------------------------------------------------------------------- the automata

_MORE = {"0": "1", "1": "2", "2": "3", "3": "3"}
"""One more than a count; what is counted stops at three."""

_LONGEST_PATH = 6
_BANDS = ("0", "1", "2", "3", "4", "5", *["6"] * 3, *["9"] * 5, "14")
"""The band of each number of chunks."""

DISTANCES = ("1", "2", "3", *["4"] * 2, *["6"] * 3, *["9"] * 5, *["14"] * 11, "25")
"""The band of each distance in tokens, from one on; the last is that of all further ones."""


class Passed(Node):
    """How much of each thing was passed on one side of a cue; a mapping from signs to what follows.

    Attributes:
        own: To the score of any token there.
        by_tag: To that of a token by its tag; likewise ``by_chunk``, ``by_label`` and ``ahead``.
        of_cue: What the weights of a cue are asked by.
        pair: What the weights of a word are asked by.
    """

    __slots__ = (
        "_automaton", "ahead", "by_chunk", "by_label", "by_tag", "marks", "of_cue", "own", "pair",
    )  # fmt: skip

    def __init__(self, automaton: "PassedAutomaton", key: tuple[str, ...]) -> None:
        super().__init__(key)
        self._automaton = automaton
        verbs, commas, marks, cues, stops, nouns, clauses, contents, sources = key
        self.own = (
            automaton.of_verbs[verbs, commas]
            + automaton.of_marks[marks, commas]
            + automaton.of_nouns[nouns, verbs]
            + automaton.of_clauses[clauses, verbs]
            + automaton.of_roles[cues, contents, sources]
            + automaton.of_contents[contents, verbs]
            + automaton.of_stops[stops]
        )
        self.by_tag = automaton.by_tag[verbs, commas]
        self.by_chunk = automaton.by_chunk[nouns, clauses]
        self.by_label = automaton.by_label[cues, verbs, nouns, clauses, contents, sources]
        self.ahead = automaton.ahead[verbs]
        self.pair = intern(f"{verbs}/{commas}")
        self.of_cue = automaton.of_cue[verbs, commas, nouns]
        self.marks = marks

    def __missing__(self, sign: str) -> "Passed":
        counted = [
            _MORE[count] if letter in sign else count
            for count, letter in zip(self.key, _LETTERS, strict=True)
        ]
        following = self[sign] = self._automaton.state(tuple(counted))
        return following


def _of_label(
    side: str, cues: str, verbs: str, nouns: str, clauses: str, contents: str, sources: str
) -> list[tuple[str, str]]:
    """Name the weights that depend on counts and a token's label."""
    return [
        ("side cues label", f"{side} {cues}"),
        ("side verbs label", f"{side} {verbs}"),
        ("side nouns label", f"{side} {nouns}"),
        ("side clauses label", f"{side} {clauses}"),
        ("side contents label", f"{side} {contents}"),
        ("side sources label", f"{side} {sources}"),
        ("side contents sources cues label", f"{side} {contents} {sources} {cues}"),
    ]


class PassedAutomaton:
    """The states of :class:`Passed` on one side.

    ``unquoted`` is for where nothing near the cue is in quotation marks: then a state knows what that adds, too.
    """

    def __init__(self, weights: Weights[float], side: str, *, unquoted: bool) -> None:
        group, merged = weights.group, weights.merged
        self.of_verbs = group(
            "verbs commas", "side verbs; side commas; side verbs commas", side=side
        )
        self.of_nouns = group("nouns verbs", "side nouns; side nouns verbs", side=side)
        self.of_clauses = group("clauses verbs", "side clauses; side clauses verbs", side=side)
        self.of_contents = group("contents verbs", "side contents verbs", side=side)
        self.of_roles = group(
            "cues contents sources", "side cues; side contents sources", side=side
        )
        self.of_stops = group("stops", "side stops", side=side)
        of_marks, beside = "side marks; side marks commas", []
        if unquoted:
            of_marks += "; side quoted; side quoted marks"
            beside = [("side quoted p", f"{side} {UNQUOTED}")]
        self.of_marks = group("marks commas", of_marks, side=side, quoted=UNQUOTED)
        self.by_tag: Store[tuple[str, str], Branch[float]] = Store(
            lambda key: merged(
                ("side verbs p", f"{side} {key[0]}"), ("side commas p", f"{side} {key[1]}"), *beside
            )
        )
        self.by_chunk: Store[tuple[str, str], Branch[float]] = Store(
            lambda key: merged(
                ("side nouns chunk", f"{side} {key[0]}"), ("side clauses chunk", f"{side} {key[1]}")
            )
        )
        self.by_label: Store[tuple[str, ...], Branch[float]] = Store(
            lambda key: merged(*_of_label(side, *key))
        )
        self.ahead: Store[str, Branch[float]] = Store(
            lambda verbs: merged(("side verbs ahead", f"{side} {verbs}"))
        )
        self.of_cue: Store[tuple[str, ...], Node] = Store(Node)
        self._states: dict[tuple[str, ...], Passed] = {}

    def state(self, counts: tuple[str, ...]) -> Passed:
        """Give the state of some counts."""
        found = self._states.get(counts)
        if found is None:
            found = self._states[counts] = Passed(self, counts)
        return found

    def walk(self, passed: Iterable[str]) -> Iterator[Passed]:
        """Give the state at each token; ``passed`` are the tokens' signs, away from the cue."""
        if len(self._states) > LARGEST_AUTOMATON:
            _begin_anew(self._states)
        return self.state(("0",) * len(_LETTERS)).run(passed)


class Place(Node):
    """A chunk as reached from a cue; a mapping from the chunk tag of the token to come to its place."""

    __slots__ = ("_automaton", "_count", "band", "by_tag", "own", "path")

    def __init__(self, automaton: "PlaceAutomaton", count: int, path: str, chunk: str) -> None:
        self.band = _BANDS[count]
        super().__init__((self.band, path, chunk))
        self._automaton, self._count, self.path = automaton, count, path
        self.own = automaton.of_band[self.band, chunk] + automaton.of_path[path, chunk]
        """To the score of any token there."""
        self.by_tag = automaton.by_tag[self.band]

    def __missing__(self, chunk: str) -> "Place":
        # Backward, a chunk is entered at its last token: where the one nearer the cue is no inside.
        entered = chunk if self._automaton.forward else self.key[2]
        count, path = self._count, self.path
        if entered[:2] != "I-":
            count = min(count + 1, len(_BANDS) - 1)
            if len(path) < _LONGEST_PATH:
                path += (chunk.partition("-")[2] or chunk)[:2]
        following = self[chunk] = self._automaton.state(count, path, chunk)
        return following


class PlaceAutomaton:
    """The states of :class:`Place` on one side."""

    def __init__(self, weights: Weights[float], side: str, *, forward: bool) -> None:
        self.forward = forward
        self.of_band = weights.group("chunks chunk", "side chunks; side chunks chunk", side=side)
        self.of_path = weights.group("path chunk", "side path; side path chunk", side=side)
        self.by_tag: Store[str, Branch[float]] = Store(
            lambda band: weights.under("side chunks p", f"{side} {band}")
        )
        self._states: dict[tuple[int, str, str], Place] = {}
        self._known: list[Store[Place, float]] = []

    def store(self, make: Callable[["Place"], float]) -> "Store[Place, float]":
        """Give a store of what is known of each place, which is forgotten with the places."""
        store = Store(make)
        self._known.append(store)
        return store

    def state(self, count: int, path: str, chunk: str) -> Place:
        """Give the place of a chunk."""
        found = self._states.get((count, path, chunk))
        if found is None:
            found = self._states[count, path, chunk] = Place(self, count, path, chunk)
        return found

    def walk(self, chunks: Iterable[str]) -> Iterator[Place]:
        """Give the place of each token; ``chunks`` are the tokens' chunk tags, away from the cue."""
        if len(self._states) > LARGEST_AUTOMATON:
            _begin_anew(self._states)
            for store in self._known:
                store.forget()
        return islice(self.state(0, "", "-").run(chunks), 1, None)


State = TypeVar("State", bound=Node)


def _begin_anew(states: dict[Any, State]) -> None:
    """Let the states of an automaton go; they refer to each other in circles, so each forgets what follows."""
    gone = list(states.values())
    states.clear()
    for state in gone:
        state.clear()


# ------------------------------------------------------------------------------- quotation marks

UNQUOTED = "out"
"""The relation of a token outside quotation marks to a cue that is outside, too."""
UNQUOTED_AROUND = "out out out"
LAST_UNQUOTED = {True: "out out -", False: "- out out"}
"""The relations around the last token of a walk forward, or backward, where nothing is in quotation marks."""


Relations = tuple[str, str, str]
"""How the quotations of a token and its neighbours relate to the cue's, in text order."""


def relations(numbers: Sequence[int], cue_number: int, *, forward: bool) -> list[Relations]:
    """Give the relations around each token.

    ``numbers`` are those of the tokens' quotations, away from the cue, -1 for a placeholder.
    """
    relation_of = {number: relation(number, cue_number) for number in {cue_number, *numbers}}
    here = [relation_of[number] for number in numbers]
    nearer = [relation_of[cue_number], *here]
    beyond = [*here[1:], "-"]
    sides = (nearer, here, beyond) if forward else (beyond, here, nearer)
    return list(zip(*sides, strict=False))


def relation(number: int, cue_number: int) -> str:
    """Name how a token's quotation relates to the cue's."""
    if number < 0:
        return SKIPPED_COLUMN
    if cue_number:
        return "same" if number == cue_number else "other" if number else "cue-in"
    return "in" if number else UNQUOTED
