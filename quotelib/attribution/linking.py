"""Stage two: which tokens are the source and the content of one cue.

For each cue candidate a second linear-chain CRF labels the tokens of the cue's *unit* (its sentence, and
the sentences that a quotation ties to it) with roles relative to that cue: none, source, cue, content. Its
features are where a token stands as seen from the cue (side, distance, what lies between) and what the
first stage thought of it. Whatever does not depend on the cue is summed once a sentence for
each side and shared by all candidates.

Long quotations that the cue is not in are condensed to their first and last tokens with one
placeholder between: what they hold can't decide where the cue's content ends.
"""

from collections.abc import Mapping, Sequence

import attrs

from quotelib.attribution.columns import Columns
from quotelib.attribution.cues import Cue
from quotelib.attribution.units import condense
from quotelib.attribution.walking import (
    SKIPPED,
    SKIPPED_COLUMN,
    SKIPPED_WORD,
    Token,
    counts_between,
    paths,
    relations,
    tokens_away,
)
from quotelib.learning.groups import Group
from quotelib.text.analysis import Analysis, TokenRange

ROLES = ("none", "source", "cue", "content")
NONE, SOURCE, CUE, CONTENT = range(4)

_SHARED = {
    "word": Group("side w l p suffix case", "w; l; p; side w; side p"),
    "word before": Group("side w-1 w", "w-1; w-1 w; side w-1"),
    "word after": Group("side w w+1", "w+1; w w+1; side w+1"),
    "tags": Group("side p-1 p p+1", "p-1; p+1; p-1 p; p p+1; p-1 p p+1; side p-1 p; side p p+1"),
    "ahead": Group(
        "side w chunk chunk+1 ahead ahead+1",
        "side chunk chunk+1; side ahead; side ahead+1; side w ahead; side w ahead+1",
    ),
    "label": Group(
        "side label-1 label label+1 sure", "side label; side label sure; label-1 label label+1"
    ),
    "label ahead": Group("side label p ahead", "side label p; ahead label"),
}
_RELATIVE = {
    "cue": Group(
        "side cue cuetag next nexttag before",
        "side; side cue; side cuetag; side next; side nexttag; side before; side cue nexttag",
    ),
    "distance": Group("side tokens cue cuetag", "side tokens; side cue tokens; side cuetag tokens"),
    "chunk distance": Group(
        "side chunks chunk p cuetag",
        "side chunks; side chunks chunk; side chunks p; side cuetag chunks",
    ),
    "between": Group(
        "side verbs commas marks cues stops nouns clauses cuetag nexttag cue",
        "side verbs; side commas; side marks; side cues; side stops; side nouns; side clauses;"
        "side verbs commas; side marks commas; side nouns verbs; side nouns cuetag;"
        "side clauses verbs; side cuetag verbs; side nexttag verbs; side cue verbs; side cue commas",
    ),
    "between and tag": Group(
        "side verbs commas nouns clauses p chunk",
        "side verbs p; side commas p; side nouns chunk; side clauses chunk",
    ),
    "between and word": Group("side verbs commas w", "side verbs commas w"),
    "verbs ahead": Group("side verbs ahead", "side verbs ahead"),
    "finite": Group(
        "side finite cuetag w p",
        "side finite; side finite cuetag; side finite cuetag w; side finite p",
    ),
    "cue and word": Group("side cue cuetag p w", "side cue p; side cue w; side cuetag p"),
    "cue and label": Group("side cue label quoted", "side label cue; side quoted cue"),
    "quoted": Group(
        "side quoted-1 quoted quoted+1 marks p",
        "side quoted; side quoted p; side quoted-1 quoted quoted+1; side quoted marks",
    ),
    "label between": Group(
        "side label cues verbs nouns clauses",
        "side label cues; side label verbs; side label nouns; side label clauses",
    ),
    "path": Group("side path chunk cuetag", "side path; side path chunk; side path cuetag"),
}
GROUPS: Mapping[str, Group] = {**_SHARED, **_RELATIVE}

BEFORE_CUE, IN_CUE, LATER_IN_CUE, AFTER_CUE = "B", "C", "c", "A"

_KEPT_AT_ENDS = 3
_LONGEST_WHOLE_QUOTATION = 10
LONGEST_SIDE = 300
"""Tokens looked at on either side of a cue; a sentence that is longer is a table or worse."""

_EVERYWHERE: TokenRange = (0, 1 << 60)

Groups = Mapping[str, Mapping[tuple[str, ...], int]]


@attrs.frozen(slots=True, eq=False)
class Labelled:
    """One sentence as the second stage reads it; ``first`` is the text's index of its first token."""

    first: int
    columns: Columns
    quoted: Sequence[int]
    labels: list[str]
    """The first stage's most probable label of each token, padded by one place on either side."""
    sure: list[str]
    """How sure the first stage was of it."""


def shared_emissions(groups: Groups, sentence: Labelled, side: str) -> list[int]:
    """Give what each token's score owes to itself and its neighbours, on one side of any cue."""
    return [shared_emission(groups, sentence, index, side) for index in range(len(sentence.quoted))]


def shared_emission(groups: Groups, sentence: Labelled, index: int, side: str) -> int:
    """Give one token's part of :func:`shared_emissions`."""
    columns, labels = sentence.columns, sentence.labels
    words, chunks, upcoming = columns.words, columns.chunks, columns.upcoming
    w, _, p, _, _ = word = words[index + 2]
    key = (side, *word)
    w_before, _, p_before, _, _ = words[index + 1]
    w_after, _, p_after, _, _ = words[index + 3]
    ahead = upcoming[index]
    later = upcoming[index + 1] if index + 1 < len(upcoming) else ">"
    label = labels[index + 1]
    return (
        groups["word"][key]
        + groups["word before"][side, w_before, w]
        + groups["word after"][side, w, w_after]
        + groups["tags"][side, p_before, p, p_after]
        + groups["ahead"][side, w, chunks[index + 1], chunks[index + 2], ahead, later]
        + groups["label"][side, labels[index], label, labels[index + 2], sentence.sure[index]]
        + groups["label ahead"][side, label, p, ahead]
    )


def skipped_emission(groups: Groups, side: str) -> int:
    """Give a placeholder's part of :func:`shared_emissions`."""
    q, word = SKIPPED_COLUMN, SKIPPED_WORD[0]
    key = (side, *SKIPPED_WORD)
    return (
        groups["word"][key]
        + groups["word before"][side, q, word]
        + groups["word after"][side, word, q]
        + groups["tags"][side, q, word, q]
        + groups["ahead"][side, word, q, q, q, q]
        + groups["label"][side, q, q, q, q]
        + groups["label ahead"][side, q, word, q]
    )


def tokens_of(sentence: Labelled) -> list[Token]:
    """Give the walk's view of a sentence."""
    columns = sentence.columns
    return list(
        map(
            Token,
            columns.words[2:-2],
            columns.chunks[1:-1],
            columns.upcoming,
            columns.next_finite,
            sentence.labels[1:-1],
            sentence.quoted,
        )
    )


def relative_emissions(
    groups: Groups, cue: Cue, tokens: Sequence[Token], side: str, cue_quoted: int
) -> list[int]:
    """Give what each token's score owes to the cue, walking away from it.

    ``tokens`` are those on one side of the cue, the nearest first.
    """
    head, head_tag, after_tag = cue.lemma, cue.tag, cue.after_tag
    constant = cue_emission(groups, cue, side)
    between_sums, distance_sums = groups["between"], groups["distance"]
    chunk_sums, tag_sums = groups["chunk distance"], groups["between and tag"]
    word_sums, ahead_sums = groups["between and word"], groups["verbs ahead"]
    finite_sums, cue_word_sums = groups["finite"], groups["cue and word"]
    cue_label_sums, quoted_sums = groups["cue and label"], groups["quoted"]
    label_sums, path_sums = groups["label between"], groups["path"]
    forward = side == AFTER_CUE
    last_counts, of_counts = None, 0
    totals = []
    for distance, (token, counts, (chunks_away, path), (left, here, right)) in enumerate(
        zip(
            tokens,
            counts_between(tokens, forward=forward),
            paths(tokens, forward=forward),
            relations(tokens, cue_quoted, forward=forward),
            strict=True,
        ),
        1,
    ):
        word, _, tag, _, _ = token.word
        chunk, label = token.chunk, token.label
        verbs, commas, marks, cues, _, nouns, clauses = counts
        if counts is not last_counts:
            key = (side, *counts, head_tag, after_tag, head)
            of_counts = between_sums[key]
            last_counts = counts
        totals.append(
            constant
            + of_counts
            + distance_sums[side, tokens_away(distance), head, head_tag]
            + chunk_sums[side, chunks_away, chunk, tag, head_tag]
            + tag_sums[side, verbs, commas, nouns, clauses, tag, chunk]
            + word_sums[side, verbs, commas, word]
            + ahead_sums[side, verbs, token.ahead]
            + finite_sums[side, token.finite, head_tag, word, tag]
            + cue_word_sums[side, head, head_tag, tag, word]
            + cue_label_sums[side, head, label, here]
            + quoted_sums[side, left, here, right, marks, tag]
            + label_sums[side, label, cues, verbs, nouns, clauses]
            + path_sums[side, path, chunk, head_tag]
        )
    return totals


def cue_emission(groups: Groups, cue: Cue, side: str) -> int:
    """Give what every token on one side owes to the cue alone."""
    return groups["cue"][side, cue.lemma, cue.tag, cue.after, cue.after_tag, cue.before]


class UnitReader:
    """Scores the tokens of a cue's unit; keeps what the cues of a sentence share.

    ``sentences`` are those of a block of the text, ``first`` the text's index of the first of them.
    """

    def __init__(
        self, groups: Groups, analysis: Analysis, sentences: Sequence[Labelled], first: int = 0
    ) -> None:
        self._groups = groups
        self._quoted = analysis.quoted
        self._sentences = dict(enumerate(sentences, first))
        self._sentence_at = analysis.sentences
        self._shared: dict[tuple[int, str], list[int]] = {}
        self._tokens: dict[int, list[Token]] = {}

    def read(
        self,
        unit: tuple[int, int],
        sentence: int,
        cue: Cue,
        within: TokenRange = _EVERYWHERE,
    ) -> tuple[list[tuple[int, int]], list[int]]:
        """Give the stretches of the unit in text order and the packed scores of each.

        ``unit`` is a range of sentences, ``sentence`` the one of ``cue``, ``within`` a range of tokens
        outside which nothing is read. A stretch is a half-open
        range of the text's tokens: one token, or those that a placeholder stands for.
        """
        start = self._sentence_at[sentence][0]
        first, end = start + cue.first, start + cue.end
        unit_first = max(self._sentence_at[unit[0]][0], first - LONGEST_SIDE, within[0])
        unit_end = min(self._sentence_at[unit[1] - 1][1], end + LONGEST_SIDE, within[1])
        own = self._quoted[first]
        before = self._stretches(range(unit_first, first), own)
        after = self._stretches(range(end, unit_end), own)
        before_scores = self._side(unit, before[::-1], BEFORE_CUE, cue, own)
        here = self._sentences[sentence]
        cue_scores = [
            shared_emission(
                self._groups, here, index, IN_CUE if index == cue.first else LATER_IN_CUE
            )
            + cue_emission(self._groups, cue, IN_CUE if index == cue.first else LATER_IN_CUE)
            for index in range(cue.first, cue.end)
        ]
        after_scores = self._side(unit, after, AFTER_CUE, cue, own)
        stretches = before + [(index, index + 1) for index in range(first, end)] + after
        return stretches, before_scores[::-1] + cue_scores + after_scores

    def _stretches(self, tokens: range, own: int) -> list[tuple[int, int]]:
        return condense(tokens, self._quoted, own, _KEPT_AT_ENDS, _LONGEST_WHOLE_QUOTATION)

    def _side(
        self,
        unit: tuple[int, int],
        stretches: Sequence[tuple[int, int]],
        side: str,
        cue: Cue,
        own: int,
    ) -> list[int]:
        """Score the stretches on one side of the cue, the nearest first."""
        tokens: list[Token] = []
        shared: list[int] = []
        sentence = unit[0] if side == AFTER_CUE else unit[1] - 1
        step = 1 if side == AFTER_CUE else -1
        for first, end in stretches:
            if end - first > 1:
                tokens.append(SKIPPED)
                shared.append(skipped_emission(self._groups, side))
                continue
            while not self._sentence_at[sentence][0] <= first < self._sentence_at[sentence][1]:
                sentence += step
            index = first - self._sentence_at[sentence][0]
            tokens.append(self._tokens_of(sentence)[index])
            shared.append(self._shared_of(sentence, side)[index])
        relative = relative_emissions(self._groups, cue, tokens, side, own)
        return [one + other for one, other in zip(shared, relative, strict=True)]

    def _tokens_of(self, sentence: int) -> list[Token]:
        tokens = self._tokens.get(sentence)
        if tokens is None:
            tokens = self._tokens[sentence] = tokens_of(self._sentences[sentence])
        return tokens

    def _shared_of(self, sentence: int, side: str) -> list[int]:
        shared = self._shared.get((sentence, side))
        if shared is None:
            shared = shared_emissions(self._groups, self._sentences[sentence], side)
            self._shared[sentence, side] = shared
        return shared
