"""Frames: acts, participants and polarity over the constructions of English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rhetoric.reading import cases, frames

from quotelib.attribution import attribute
from quotelib.records import Basis
from quotelib.rhetoric import find_frames
from quotelib.speakers import resolve
from quotelib.text import analyse

SLOTS = ("agent", "target")


def shown(frame):
    """A frame as plain strings, in the shape of the case table."""
    return {
        "act": str(frame.act),
        "trigger": str(frame.trigger),
        "agent": frame.agent and frame.agent.text,
        "target": frame.target and frame.target.text,
        "content": " … ".join(span.text for span in frame.content) or None,
        "polarity": str(frame.polarity),
        "basis": str(frame.basis),
    }


@pytest.mark.parametrize("case", cases("frames"))
def test_frames(case):
    """The frames of a sentence are those of the table, with all their parts."""
    expected = [{"basis": str(Basis.EXPLICIT), **frame} for frame in case["frames"]]
    assert [shown(frame) for frame in frames(case["text"])] == expected


@pytest.mark.parametrize("case", cases("polarity"))
def test_polarity(case):
    """An act is reported as done, as not done, or as not done yet."""
    found = [str(frame.polarity) for frame in frames(case["text"]) if frame.act == case["act"]]
    assert found == [case["polarity"]]


def test_speaker_of_an_agent_in_apposition():
    """An agent described before its name is the speaker to whom the attribution's source was resolved."""
    analysis = analyse(
        "Opposition leader Nora Pask praised the bridge. Malta's president, Ada Holt, did not "
        "threaten a strike, but promised that the port would open."
    )
    attributions = attribute(analysis)
    found = find_frames(analysis, attributions, resolve(analysis, attributions))
    speakers = {str(frame.act): frame.speaker.name for frame in found if frame.speaker}
    assert speakers["threat"] == speakers["promise"] == "Ada Holt"


WORDS = st.sampled_from(
    'the mayor nurses accused denied threat to of by that not will must “ ” " , . ? said they '
    "condemned and who by warning apology demanded refused calling him a liar if unless ' 's".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_any_order_of_words(text):
    """Whatever the words, frames come in text order and their spans are stretches of the text."""
    found = frames(text)
    starts = [frame.trigger.start for frame in found]
    assert starts == sorted(starts)
    for frame in found:
        for span in (frame.trigger, frame.agent, frame.target, *frame.content):
            assert span is None or text[span.start : span.end] == span.text


@given(st.text(max_size=200))
def test_any_text(text):
    """No text crashes the finders, and reading it twice gives the same."""
    assert frames(text) == frames(text)
