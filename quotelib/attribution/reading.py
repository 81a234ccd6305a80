"""The two learned stages, run over a block of a text: from its analysis to candidates."""

from collections.abc import Sequence

import attrs

from quotelib.attribution.candidates import Candidate, decode
from quotelib.attribution.columns import Columns, WordStore, sentence_columns
from quotelib.attribution.cues import THRESHOLD, Cue, find_cues
from quotelib.attribution.labelling import LABELS, Labeller
from quotelib.attribution.linking import UnitReader
from quotelib.attribution.pages import Labelled
from quotelib.attribution.sides import Sides
from quotelib.attribution.units import find_units
from quotelib.learning.chains import Labelling
from quotelib.learning.model import LabelModel, RoleModel
from quotelib.text.analysis import Analysis, TokenRange

_SURE, _FAIRLY_SURE = 0.95, 0.7

_label_of = list(LABELS).__getitem__

MOST_CUES = 8
"""Further cues on either side of a cue past which nothing is its source or content.

At 5 two of 139 articles read otherwise, at 8 none; without it a text of nothing but cues would have
each token looked at from all cues within ``LONGEST_SIDE`` of it.
"""


@attrs.frozen(slots=True, eq=False)
class Reading:
    """A block of a text as the first stage read it; all lists run parallel to its sentences."""

    first: int
    """The text's index of the block's first sentence."""
    sentences: list[Labelled]
    cues: list[list[Cue]]
    unit_of: list[tuple[int, int]]
    """The unit that each sentence belongs to, as a range of the text's sentences."""


def read(
    analysis: Analysis,
    labeller: LabelModel[Labeller],
    store: WordStore,
    units: Sequence[tuple[int, int]],
) -> Reading:
    """Label the sentences of a block and propose cues; ``units`` are the block's, one at least."""
    block = analysis.sentences[units[0][0] : units[-1][1]]
    columns = [
        sentence_columns(store, analysis.forms[first:end], analysis.tags[first:end])
        for first, end in block
    ]
    labellings = [
        labeller.labelling(labeller.weights.emissions(sentence, analysis.quoted[first:end]))
        for sentence, (first, end) in zip(columns, block, strict=True)
    ]
    return reading_of(analysis, columns, labellings, units)


def reading_of(
    analysis: Analysis,
    columns: Sequence[Columns],
    labellings: Sequence[Labelling],
    units: Sequence[tuple[int, int]] | None = None,
    threshold: float = THRESHOLD,
) -> Reading:
    """Make the reading of a block from what the first stage says of each sentence.

    ``units`` are the block's; without them it is the whole text. ``threshold`` is for cues.
    """
    if units is None:
        units = find_units(analysis)
    start = units[0][0] if units else 0
    sentences = [
        _labelled(analysis, sentence, first, end, of_sentence)
        for sentence, (first, end), of_sentence in zip(
            columns, analysis.sentences[start : start + len(columns)], labellings, strict=True
        )
    ]
    unit_of = [unit for unit in units for _ in range(*unit)]
    cues = [
        find_cues(of_sentence, sentence.words, threshold)
        for sentence, of_sentence in zip(columns, labellings, strict=True)
    ]
    return Reading(first=start, sentences=sentences, cues=cues, unit_of=unit_of)


def _labelled(
    analysis: Analysis, columns: Columns, first: int, end: int, labelling: Labelling
) -> Labelled:
    return Labelled(
        first=first,
        columns=columns,
        quoted=analysis.quoted[first:end],
        labels=["<", *map(_label_of, labelling.likeliest), ">"],
        sure=[
            "sure" if one > _SURE else "fair" if one > _FAIRLY_SURE else "unsure"
            for one in labelling.sure
        ],
    )


def link(analysis: Analysis, reading: Reading, linker: RoleModel[Sides]) -> list[Candidate]:
    """Find the source and content of each cue of a block, in text order."""
    reader = UnitReader(linker.weights, analysis, reading.sentences, reading.first)
    places = [
        (sentence, unit, cue)
        for sentence, (unit, cues) in enumerate(
            zip(reading.unit_of, reading.cues, strict=True), reading.first
        )
        for cue in cues
    ]
    reader.prepare((sentence, cue) for sentence, _, cue in places)
    anchors = [anchor_of(analysis, sentence, cue) for sentence, _, cue in places]
    candidates = []
    for index, (sentence, unit, cue) in enumerate(places):
        begin = anchors[index - MOST_CUES][0] if index >= MOST_CUES else 0
        further = anchors[index + MOST_CUES : index + MOST_CUES + 1]
        end = further[0][1] if further else len(analysis.forms)
        stretches, sums = reader.read(unit, sentence, cue, (begin, end))
        candidates.append(decode(sentence, cue, anchors[index], stretches, *linker.roles(sums)))
    return candidates


def anchor_of(analysis: Analysis, sentence: int, cue: Cue) -> TokenRange:
    """Give a cue's range in tokens of the text."""
    start = analysis.sentences[sentence][0]
    return start + cue.first, start + cue.end
