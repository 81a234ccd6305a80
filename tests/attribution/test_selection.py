"""Which candidates are kept, and which may come back."""

from itertools import groupby
from pathlib import Path

import pytest

from quotelib.attribution.candidates import Candidate, Judged, judged_as
from quotelib.attribution.continuation import FreeQuotation, layout_of, pairs
from quotelib.attribution.judging import judge
from quotelib.attribution.models import models
from quotelib.attribution.reading import link, read
from quotelib.attribution.repair import rescue
from quotelib.attribution.selection import RESCUED, select
from quotelib.attribution.units import BLOCK, find_units
from quotelib.text import analyse
from quotelib.text.analysis import Analysis

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))

text = pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(path.read_text(encoding="utf-8"), id=path.stem) for path in EXAMPLES),
        pytest.param("He nodded and turned:\n\n“We are lost.”", id="colon"),
        pytest.param("The order read, to the surprise of all:\n\n“Leave now.”", id="far colon"),
    ],
)


def candidates_of(analysis: Analysis) -> list[tuple[Candidate, float]]:
    """All candidates of a text, with the judge's probabilities."""
    learned = models()
    reading = read(analysis, learned.labeller, learned.store, find_units(analysis))
    linked = link(analysis, reading, learned.linker)
    judged = judge(learned.judge, analysis, reading.sentences, linked, reading.first)
    return list(zip(linked, judged, strict=True))


@text
def test_sentence_by_sentence(text: str) -> None:
    """Selecting sentence by sentence gives what selecting all at once gives."""
    analysis = analyse(text)
    candidates = candidates_of(analysis)
    parts = [
        select(analysis, group) for _, group in groupby(candidates, lambda one: one[0].sentence)
    ]
    whole = select(analysis, candidates)
    for place in range(2):
        assert [(one.first, one.probability) for part in parts for one in part[place]] == [
            (one.first, one.probability) for one in whole[place]
        ]


@text
def test_nothing_that_comes_back_is_let_go(text: str) -> None:
    """Whichever quotations are free, of the candidates let go none would be brought back."""
    analysis = analyse(text)
    candidates = candidates_of(analysis)
    kept, rejected = select(analysis, candidates)
    firsts = {one.first for one in kept}
    unfiltered = [
        judged_as(candidate, probability)
        for candidate, probability in candidates
        if probability >= RESCUED and candidate.anchor[0] not in firsts
    ]
    outermost = map(analysis.pairs.__getitem__, analysis.pairs.outermost())
    free = [FreeQuotation(one.opener, one.end, one.closer is not None) for one in outermost]
    layout = layout_of(analysis)
    assert [(draft.cue, draft.content) for draft in rescue(analysis, layout, rejected, free)] == [
        (draft.cue, draft.content) for draft in rescue(analysis, layout, unfiltered, free)
    ]


def test_units_are_no_longer_than_a_block() -> None:
    """A quotation of thousands of tokens is read in parts, each a block and a sentence at most."""
    sentence = "the council met again and nobody came but the clerk " * 15
    analysis = analyse(f"He said: “{(sentence.strip().capitalize() + '. ') * 39}” She left.")
    lengths = [
        analysis.sentences[end - 1][1] - analysis.sentences[first][0]
        for first, end in find_units(analysis)
    ]
    assert len(lengths) > 2
    assert BLOCK < max(lengths) < BLOCK + 200


@pytest.mark.parametrize(
    ("between", "bucket"),
    [("", "0"), ("She rose.", "2"), ("“No,” said Ada Holt, “not a word.” It rained.", "4")],
    ids=["nothing", "two words", "quoted words do not count"],
)
def test_words_between(between: str, bucket: str) -> None:
    """Between an attribution and a quotation that may continue it, the words outside marks are counted."""
    analysis = analyse(f"“Go,” he said. {between} “We are lost.”")
    forms = analysis.forms
    cue = (forms.index("said"), forms.index("said") + 1)
    kept = Judged(0, cue[0], cue[0], cue, None, (), 0.9)
    free = FreeQuotation(len(forms) - 6, len(forms), closed=True)
    [(_, _, (indicators, _))] = pairs(analysis, layout_of(analysis), [kept], [free])
    assert [one for one in indicators if one.startswith("unquoted ")] == [f"unquoted A {bucket}"]
