"""The search for the speakers of a dialogue: the same whether or not it forgets what is settled."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.speakers import dialogue
from quotelib.speakers.dialogue import Turn, decode

ENTITIES = 5

an_entity = st.integers(0, ENTITIES - 1)
some_entities = st.frozensets(an_entity, max_size=2)
a_turn = st.fixed_dictionaries(
    {
        "known": st.one_of(st.just(-1), st.just(-1), an_entity),
        "evidence": st.dictionaries(an_entity, st.sampled_from((-0.4, 0.5, 1.8, 3.0)), max_size=3),
        "pronoun": st.booleans(),
        "addressed": some_entities,
        "gap": st.integers(0, 3),
    }
)
GENDERS = ("male", "female", "", "female", "male")


def scene(turns: list[dict[str, Any]]) -> list[Turn]:
    """Turns as far apart as their gaps say."""
    paragraph = 0
    made = []
    for turn in turns:
        paragraph += turn["gap"]
        parts = {key: value for key, value in turn.items() if key != "gap"}
        made.append(Turn(paragraph, [], **parts))
    return made


@given(st.lists(a_turn, min_size=1, max_size=40))
def test_what_is_settled_can_be_forgotten(turns: list[dict[str, Any]]) -> None:
    """A turn on which all states agree has the speaker that it has when nothing is forgotten."""
    found = []
    with pytest.MonkeyPatch.context() as patch:
        for every in (1, 3, 1_000):
            patch.setattr(dialogue, "SETTLED_EVERY", every)
            found.append(decode(scene(turns), GENDERS))
    assert len(found[0]) == len(turns)
    assert found[0] == found[1] == found[2]


def test_settled_turns_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long exchange between two who are named now and then, the search keeps a few turns."""
    most = 0
    add = dialogue._Path.add

    def watched(path: Any, came_from: Any) -> None:
        nonlocal most
        add(path, came_from)
        most = max(most, len(path._steps))

    monkeypatch.setattr(dialogue._Path, "add", watched)
    turns = [
        Turn(number, [], known=number // 2 % 2 if number % 10 < 2 else -1) for number in range(1000)
    ]
    speakers = decode(turns, GENDERS)
    assert len(speakers) == 1000
    assert all(turn.known in (-1, speaker) for turn, speaker in zip(turns, speakers, strict=True))
    assert most <= 2 * dialogue.SETTLED_EVERY
