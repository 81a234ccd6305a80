"""What must not change an act: voice, tense, adverbs, the shape of quotation marks. And what `not` changes."""

import pytest
from rhetoric.reading import cases, frames

from quotelib.records import Polarity


def of_act(text, act):
    """The one frame of `act` in `text`."""
    [found] = [frame for frame in frames(text) if frame.act == act]
    return found


def participants(frame):
    """Agent and target without regard to case."""
    return tuple(span and span.text.lower() for span in (frame.agent, frame.target))


@pytest.mark.parametrize("variant", ["passive", "adverb", "present", "perfect"])
@pytest.mark.parametrize("case", cases("metamorphic"))
def test_same_act(case, variant):
    """Voice, adverbs and tense leave act, participants and polarity as they are."""
    active, other = (of_act(case[which], case["act"]) for which in ("active", variant))
    assert participants(other) == participants(active)
    assert other.polarity is active.polarity is Polarity.POSITIVE


@pytest.mark.parametrize("case", cases("metamorphic"))
def test_not_flips_polarity_only(case):
    """A negation changes the polarity and nothing else."""
    active, negated = (of_act(case[which], case["act"]) for which in ("active", "negated"))
    assert negated.polarity is Polarity.NEGATED
    assert participants(negated) == participants(active)
    assert negated.rule == active.rule


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('"The ice is thin," the pilot warned.', "“The ice is thin,” the pilot warned."),
        ('The mayor denied the "absurd" report.', "The mayor denied the “absurd” report."),
        ("\"We'll sue,\" the firm's owner warned.", "“We’ll sue,” the firm’s owner warned."),
        ("The town's mayor didn't apologize.", "The town’s mayor didn’t apologize."),
    ],
)
def test_shape_of_marks(straight, curly):
    """Straight and curly marks give the same frames at the same places."""

    def shape(text):
        return [
            (frame.act, frame.trigger.start, frame.trigger.end, frame.polarity, frame.rule)
            for frame in frames(text)
        ]

    assert shape(straight)
    assert shape(straight) == shape(curly)


@pytest.mark.parametrize("end", ["Nobody wanted this", "They met the"])
def test_end_of_text_says_nothing_of_its_beginning(end):
    """What the first words of a text do is read in their own sentence, not in the text's last words."""
    beginning = "Angry forbade the march and nobody came."
    alone = [str(frame) for frame in frames(beginning)]
    followed = frames(f"{beginning}\n\n{end}")
    assert [
        str(frame) for frame in followed if frame.trigger and frame.trigger.end <= len(beginning)
    ] == alone
