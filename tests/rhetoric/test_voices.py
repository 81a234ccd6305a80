"""Whose words a token is part of."""

from quotelib.attribution import attribute
from quotelib.rhetoric.voices import Voices
from quotelib.text import analyse


def test_voices_of_nobody() -> None:
    """Where nobody is quoted no token is anybody's, however far in the text."""
    voices = Voices([])
    assert voices.holding(7) is None
    assert voices.reported_by((0, 3)) is None
    assert voices.touching((0, 9)) == []


def test_voices_behind_the_last() -> None:
    """What stands behind all contents and cues is nobody's; a content's tokens are its attribution's."""
    analysis = analyse("“We are ready,” she said. The rest of the day was quiet.")
    voices = Voices(attribute(analysis))
    words = analysis.forms
    assert voices.holding(words.index("ready")) == 0
    assert voices.reported_by((words.index("said"), words.index("said") + 1)) == 0
    assert voices.holding(words.index("quiet")) is None
    assert voices.touching((words.index("The"), len(words))) == []
