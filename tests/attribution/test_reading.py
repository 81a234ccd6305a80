"""A block of a text as the two learned stages read it."""

from quotelib.attribution.linking import Stretch, UnitReader
from quotelib.attribution.models import models
from quotelib.attribution.reading import read
from quotelib.attribution.units import find_units
from quotelib.text import analyse

TEXT = """
The harbour master had warned that the pier would not hold, and Ines Varga said so, too. "Nobody listened,"
she told the council. "They are said to have laughed." The mayor denied having been told.

According to the report, the pier was closed in May. It says that divers had asked for it to be shut.
"""


def read_cue_by_cue(*, prepared: bool) -> list[tuple[list[Stretch], list[int]]]:
    """What the second stage's weights say of the unit of each cue of the text."""
    analysis, found = analyse(TEXT), models()
    reading = read(analysis, found.labeller, found.store, find_units(analysis))
    reader = UnitReader(found.linker.weights, analysis, reading.sentences)
    cues = [(sentence, cue) for sentence, some in enumerate(reading.cues) for cue in some]
    assert len(cues) > 5
    assert any(cue.end - cue.first > 1 for _, cue in cues)
    if prepared:
        reader.prepare(cues)
    return [reader.read(reading.unit_of[sentence], sentence, cue) for sentence, cue in cues]


def test_cues_scored_in_one_go() -> None:
    """The tokens of cues owe the same to their words and neighbours when all are scored at once."""
    assert read_cue_by_cue(prepared=True) == read_cue_by_cue(prepared=False)
