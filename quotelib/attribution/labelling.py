"""Stage one: which tokens of a sentence are likely source, cue or content of some attribution.

A linear-chain CRF over the sentence with labels O and B/I of the three roles. It does not
say what belongs together: its posteriors propose cues (``cues.py``) and inform the second stage (stacking;
Wolpert 1992).
"""

from collections.abc import Mapping, Sequence

from quotelib.attribution.columns import BEFORE, Columns, is_main_verb, mark_distances
from quotelib.learning.groups import Group

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

GROUPS: Mapping[str, Group] = {
    "own": Group("w l p suffix case", "w; l; p; suffix; case"),
    "left": Group("w-1 l-1 p-1 s-1 c-1", "w-1; l-1; p-1"),
    "right": Group("w+1 l+1 p+1 s+1 c+1", "w+1; l+1; p+1"),
    "left2": Group("w-2 l-2 p-2 s-2 c-2", "w-2; p-2"),
    "right2": Group("w+2 l+2 p+2 s+2 c+2", "w+2; p+2"),
    "pair": Group("w-1 w l", "w-1 w; w-1 l"),
    "next pair": Group("w w+1 l", "w w+1; w+1 l"),
    "tags": Group(
        "p-2 p-1 p p+1 p+2",
        "p-1 p; p p+1; p-1 p p+1; p p+1 p+2; p-2 p-1 p",
    ),
    "lemma and tags": Group("l p-1 p+1", "l p-1; l p+1"),
    "chunks": Group("chunk-1 chunk chunk+1 next", "chunk-1; chunk; chunk+1; next"),
    "lemma and next chunk": Group("l next nextword", "nextword; l next; l nextword"),
    "verb before": Group("verb p", "verb; verb p"),
    "verb before that": Group("verb2", "verb2"),
    "place": Group("place", "place"),
    "marks": Group(
        "closed open in any p l",
        "closed; open; closed l; open l; in any; in any p; in any l",
    ),
}

_INSIDE, _OUTSIDE = "1", "0"


def emissions(
    groups: Mapping[str, Mapping[tuple[str, ...], int]],
    columns: Columns,
    quoted: Sequence[int],
) -> list[int]:
    """Give each token of a sentence the packed sum of its features' weights.

    ``quoted`` is the sentence's part of :attr:`Analysis.quoted`.
    """
    own, left, right = groups["own"], groups["left"], groups["right"]
    left2, right2 = groups["left2"], groups["right2"]
    pair, next_pair, tags = groups["pair"], groups["next pair"], groups["tags"]
    lemma_tags, chunk_sums = groups["lemma and tags"], groups["chunks"]
    lemma_next, verb_before = groups["lemma and next chunk"], groups["verb before"]
    verb_before_that, place, marks = groups["verb before that"], groups["place"], groups["marks"]
    any_quoted = _INSIDE if any(quoted) else _OUTSIDE
    distances = mark_distances(quoted)
    verb = verb2 = BEFORE[0]
    totals = []
    words, chunks = columns.words, columns.chunks
    before2, before, this, after = words[:4]
    for index, number in enumerate(quoted):
        after2 = words[index + 4]
        word, lemma, tag, _, _ = this
        tag_before, tag_after = before[2], after[2]
        following = columns.next_chunk[index]
        closed, opening = distances[index]
        totals.append(
            own[this]
            + left[before]
            + right[after]
            + left2[before2]
            + right2[after2]
            + pair[before[0], word, lemma]
            + next_pair[word, after[0], lemma]
            + tags[before2[2], tag_before, tag, tag_after, after2[2]]
            + lemma_tags[lemma, tag_before, tag_after]
            + chunk_sums[chunks[index], chunks[index + 1], chunks[index + 2], following]
            + lemma_next[lemma, following, columns.next_word[index]]
            + verb_before[verb, tag]
            + verb_before_that[(verb2,)]
            + place[(place_in_sentence(index, len(quoted)),)]
            + marks[closed, opening, _INSIDE if number else _OUTSIDE, any_quoted, tag, lemma]
        )
        if is_main_verb(this):
            verb, verb2 = lemma, verb
        before2, before, this, after = before, this, after, after2
    return totals


def place_in_sentence(index: int, count: int) -> str:
    """Name where in its sentence a token stands."""
    if index == 0:
        return "first"
    if index < 3:
        return "early"
    if index < 8:
        return "middle"
    return "end" if index >= count - 2 else "late"
