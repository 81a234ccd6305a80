"""The walk from a cue outwards: what is counted on the way, and by which chunks it leads."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.attribution import walking
from quotelib.attribution.columns import Word
from quotelib.attribution.pages import taker
from quotelib.attribution.walking import PassedAutomaton, PlaceAutomaton, relations, signs
from quotelib.learning.packing import DOUBLES
from quotelib.learning.weights import Weights

NO_WEIGHTS = Weights({}, DOUBLES)

LETTERS = "vcmqsnkor"
CHUNKS = ("B-NP", "I-NP", "B-VP", "I-VP", "B-PP", ",", "-LRB-", "O")

a_sign = st.sets(st.sampled_from(LETTERS)).map(lambda letters: "".join(sorted(letters)))


@given(st.lists(a_sign, max_size=30))
def test_counts(passed: list[str]) -> None:
    """At each token of a walk stands how much lies between it and the cue, up to three of a kind."""
    automaton = PassedAutomaton(NO_WEIGHTS, "A", unquoted=False)
    for _ in range(2):  # states made, and states met again
        states = list(automaton.walk(passed))
        assert len(states) == len(passed) + 1
        for index, state in enumerate(states):
            between = [sum(letter in sign for sign in passed[:index]) for letter in LETTERS]
            assert state.key == tuple(str(min(3, count)) for count in between)


def steps(chunks: Sequence[str], *, forward: bool) -> list[list[str]]:
    """For each token of a walk the chunks that lead to it, each at the token where it is entered."""
    text = list(chunks) if forward else list(reversed(chunks))
    begins = [place for place, chunk in enumerate(text) if place == 0 or chunk[:2] != "I-"]
    walk = []
    entered: list[str] = []
    inside = None
    for place, chunk in zip(
        range(len(text)) if forward else range(len(text) - 1, -1, -1), chunks, strict=True
    ):
        own = max(begin for begin in begins if begin <= place)
        if own != inside:
            entered = [*entered, chunk]
            inside = own
        walk.append(entered)
    return walk


@given(st.lists(st.sampled_from(CHUNKS), max_size=25), st.booleans())
def test_places(chunks: list[str], forward: bool) -> None:
    """A token's place is how many chunks away it stands, by way of which, and its own chunk."""
    if forward and chunks and chunks[0][:2] == "I-":
        chunks = ["B-NP", *chunks]  # behind a cue, its own chunk may go on; counted from the next
    automaton = PlaceAutomaton(NO_WEIGHTS, "A", forward=forward)
    for place, chunk, entered in zip(
        automaton.walk(chunks), chunks, steps(chunks, forward=forward), strict=True
    ):
        band, path, own = place.key
        assert own == chunk
        count = len(entered)
        assert band == str(count if count < 6 else 6 if count < 9 else 9 if count < 14 else 14)
        kinds = [(one.partition("-")[2] or one)[:2] for one in entered]
        assert "".join(kinds).startswith(path)
        assert len(path) >= min(6, len("".join(kinds)))


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """An automaton forgets its states before there are too many, and still leads to the same places."""
    monkeypatch.setattr(walking, "LARGEST_AUTOMATON", 5)
    chunks = ["B-NP", "B-VP", "B-PP", "B-NP", ",", "O", "B-VP"]
    automaton = PlaceAutomaton(NO_WEIGHTS, "A", forward=True)
    known = automaton.store(lambda place: len(place.path))
    first = list(automaton.walk(chunks))
    assert [known[place] for place in first] == [len(place.path) for place in first]
    again = list(automaton.walk(chunks))
    assert [place.key for place in again] == [place.key for place in first]
    assert not known, "what is known of places goes with them"
    assert all(one is not other for one, other in zip(first, again, strict=True))
    signs_passed = ["v", "n", "c", "q", "vn", "s", "m"]
    passed = PassedAutomaton(NO_WEIGHTS, "A", unquoted=False)
    states, new = list(passed.walk(signs_passed)), list(passed.walk(signs_passed))
    assert [state.key for state in new] == [state.key for state in states]
    assert all(one is not other for one, other in zip(states, new, strict=True))


def word(form: str, tag: str) -> Word:
    """A word's columns, its lemma the word itself."""
    return Word(form, form, tag, form[-3:], "l")


def test_signs() -> None:
    """A token counts as a verb group, a noun phrase no preposition governs, a mark, a cue, a clause's opener."""
    words = [
        word("Mara", "NNP"), word("said", "VBD"), word("that", "IN"), word("in", "IN"),
        word("June", "NNP"), word("boats", "NNS"), word(",", ","), word("which", "WDT"),
        word("sank", "VBD"), word(";", ":"), word(".", "."),
    ]  # fmt: skip
    chunks = "< B-NP B-VP B-PP B-PP B-NP I-NP , B-NP B-VP : . >".split()
    labels = "B-source B-cue B-content O O O O O O O O".split()
    assert signs(words, chunks, labels) == ["nr", "vq", "ok", "", "", "", "c", "nk", "v", "s", "s"]


@pytest.mark.parametrize(
    ("numbers", "cue", "around"),
    [
        ([], 0, []),
        ([0, 0], 0, ["out out out", "out out -"]),
        ([0, 7], 0, ["out out in", "out in -"]),
        ([3, 0, -1], 3, ["same same cue-in", "same cue-in Q", "cue-in Q -"]),
        ([4], 3, ["same other -"]),
    ],
)
def test_relations(numbers: list[int], cue: int, around: list[str]) -> None:
    """Quotations of tokens are told by how they relate to the cue's; backward, in text order."""
    expected = [tuple(one.split()) for one in around]
    assert relations(numbers, cue, forward=True) == expected
    assert relations(numbers, cue, forward=False) == [one[::-1] for one in expected]


@given(st.integers(1, 9), st.integers(0, 9), st.booleans(), st.sampled_from((-1, 0, 1)))
def test_taker(first: int, length: int, backward: bool, shift: int) -> None:
    """A run of places is taken as their list is."""
    column = list(range(30))
    places = range(first, first + length + 1)[:: -1 if backward else 1]
    assert list(taker(places, shift)(column)) == [place + shift for place in places]
    assert list(taker(list(places), shift)(column)) == [place + shift for place in places]
