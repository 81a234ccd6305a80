"""Units: the sentences that a quotation holds together, in which a cue finds its source and content."""

from collections.abc import Iterator, Sequence
from itertools import islice

from quotelib.text.analysis import Analysis

LONGEST_UNIT = 40
"""Sentences in a unit at most: longer quotations are read in parts, so that work stays linear."""

BLOCK = 4_000
"""Tokens that the learned stages read at a time: what they work with stays small, however long the text."""


def find_units(analysis: Analysis) -> list[tuple[int, int]]:
    """Give the units of a text as half-open ranges of sentence indices.

    A sentence break inside a quotation does not end a unit, unless the unit fills a block.
    """
    quoted, sentences = analysis.quoted, analysis.sentences
    if not sentences:
        return []
    units: list[tuple[int, int]] = []
    first = begin = 0
    for index, (start, _) in islice(enumerate(sentences), 1, None):
        tied = quoted[start] and quoted[start] == quoted[start - 1]
        if not (tied and index - first < LONGEST_UNIT and start - begin < BLOCK):
            units.append((first, index))
            first, begin = index, start
    units.append((first, len(sentences)))
    return units


def blocks(
    units: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]
) -> Iterator[Sequence[tuple[int, int]]]:
    """Cut the units of a text into blocks of at least ``BLOCK`` tokens; the last may be shorter.

    No decision of the learned stages looks beyond its unit, so that blocks can be read one by one.
    """
    begin, start = 0, sentences[units[0][0]][0] if units else 0
    for place, (_, end) in enumerate(units, 1):
        stop = sentences[end - 1][1]
        if stop - start >= BLOCK or place == len(units):
            yield units[begin:place]
            begin, start = place, stop


def condense(
    tokens: Sequence[int], quoted: Sequence[int], own: int, kept: int, longest: int
) -> list[tuple[int, int]]:
    """Cut a run of tokens into the stretches that are read and those that are skipped.

    ``tokens`` are indices in text order, ``quoted`` the text's quotation numbers, ``own`` the number
    of the quotation that the cue is in. Of any other quotation of more than ``longest`` tokens
    only the first and last ``kept`` are read. A token that is read is given as ``(index, index +
    1)``, a skipped stretch as its half-open range.
    """
    stretches: list[tuple[int, int]] = []
    position, count = 0, len(tokens)
    while position < count:
        number = quoted[tokens[position]]
        end = position + 1
        if number and number != own:
            while end < count and quoted[tokens[end]] == number:
                end += 1
        if end - position > longest:
            stretches += [(k, k + 1) for k in tokens[position : position + kept]]
            stretches.append((tokens[position + kept], tokens[end - kept]))
            stretches += [(k, k + 1) for k in tokens[end - kept : end]]
        else:
            stretches += [(k, k + 1) for k in tokens[position:end]]
        position = end
    return stretches
