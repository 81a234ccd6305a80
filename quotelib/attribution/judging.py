"""Rescoring: how likely a candidate is a true attribution with these spans.

A logistic regression over what the two stages found and what only shows once source and content are
there: a rival whose content holds this cue, a verb with nothing reported, what the content begins with. Its
output is the base of :attr:`Attribution.confidence`.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotelib.attribution.candidates import Candidate, log_odds
from quotelib.attribution.pages import Labelled
from quotelib.learning.model import LogisticModel
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.lemmas import lemma
from quotelib.text.phrases import FINITE

NEIGHBOURS = 12
"""Candidates looked at on either side for rivals; more can only stand in one endless sentence."""

_NONE = -5.0
"""Log odds in place of those of a candidate that is not there."""

_LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34)
_BINS = (*map(str, _LENGTHS), "more")
_NEGATIONS = frozenset(("not", "n't", "never"))
_VERB_SIGNS = {"MD": "M", "TO": "t"}
_LONGEST_GAP = 5

Features = tuple[list[str], dict[str, float]]


def judge(
    model: LogisticModel,
    analysis: Analysis,
    sentences: Sequence[Labelled],
    candidates: Sequence[Candidate],
    first: int = 0,
) -> list[float]:
    """Give each candidate's probability; candidates stand in text order.

    ``sentences`` are those of a block of the text, ``first`` the text's index of the first of them.
    """
    return [
        model.probability(*features)
        for features in all_features(analysis, sentences, candidates, first)
    ]


def all_features(
    analysis: Analysis,
    sentences: Sequence[Labelled],
    candidates: Sequence[Candidate],
    first: int = 0,
) -> Iterator[Features]:
    """Give the features of each candidate: indicators, and named values; arguments as `judge`'s."""
    rivals = [_Rival(one) for one in candidates]
    reader = _Reader(analysis)
    for index, candidate in enumerate(candidates):
        near = rivals[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
        sentence = sentences[candidate.sentence - first]
        values = _evidence(candidate)
        values.update(_rivalry(rivals[index], near))
        values["agree"] = _agreement(sentence, candidate)
        yield reader.indicators(candidate), values


def _evidence(candidate: Candidate) -> dict[str, float]:
    """What the stages' probabilities say."""
    return {
        "bias": 1.0,
        "cue odds": log_odds(candidate.proposal.probability),
        "sum": max(candidate.sum_log, -20.0),
        "mean": candidate.mean_log,
        "lowest": log_odds(candidate.lowest),
        "source": log_odds(candidate.source_mean),
        "cue": log_odds(candidate.cue_mean),
        "content": log_odds(candidate.content_mean),
    }


class _Rival:
    """A candidate as the others see it.

    ``reach`` is the range that holds all of its content, ``low`` and ``high`` that which holds its cue's first
    token, too.
    """

    __slots__ = ("anchor", "content", "high", "low", "odds", "reach", "sentence", "size")

    def __init__(self, candidate: Candidate) -> None:
        content = candidate.content
        self.anchor = candidate.anchor[0]
        self.content = content
        self.odds = log_odds(candidate.proposal.probability)
        self.reach = (content[0][0], content[-1][1]) if content else (0, 0)
        self.low = self.high = self.anchor
        if content:
            self.low, self.high = min(self.anchor, self.reach[0]), max(self.anchor, self.reach[1])
        self.sentence = candidate.sentence
        self.size = size(content)


def _rivalry(candidate: _Rival, near: Sequence[_Rival]) -> dict[str, float]:
    """What the candidates around it say: who contains whom, who claims the same content."""
    holder = held = overlap = beside = _NONE
    begin, end = candidate.reach
    low, high, sentence = candidate.low, candidate.high, candidate.sentence
    for other in near:
        if other.sentence != sentence and (other.high < low or high < other.low):
            continue  # most are: neither can hold anything of the other
        if other is candidate:
            continue
        odds = other.odds
        other_begin, other_end = other.reach
        if (
            odds > holder
            and other_begin <= candidate.anchor < other_end
            and inside(candidate.anchor, other.content)
        ):
            holder = odds
        if odds > held and begin <= other.anchor < end and inside(other.anchor, candidate.content):
            held = odds
        if (
            odds > overlap
            and begin < other_end
            and other_begin < end
            and 2 * shared_size(candidate.content, other.content) > candidate.size
        ):
            overlap = odds
        if odds > beside and other.sentence == sentence:
            beside = odds
    return {"holder": holder, "held": held, "overlap": overlap, "beside": beside}


def _agreement(sentence: Labelled, candidate: Candidate) -> float:
    """Give the share of the content in the cue's sentence that the first stage labelled content."""
    labels, start, stop = sentence.labels, sentence.first, sentence.end
    agreed = total = 0
    for first, end in candidate.content:
        here = labels[max(first, start) - start + 1 : max(min(end, stop) - start, 0) + 1]
        agreed += here.count("B-content") + here.count("I-content")
        total += len(here)
    return agreed / total if total else 0.0


class _Reader:
    """Names the features of a candidate that are words and tags of its text."""

    def __init__(self, analysis: Analysis) -> None:
        self._forms, self._tags = analysis.forms, analysis.tags
        self._quoted = analysis.quoted

    def _lemma(self, index: int) -> str:
        return lemma(self._forms[index], self._tags[index])

    def _tag(self, index: int) -> str:
        return self._tags[index] if 0 <= index < len(self._tags) else "-"

    def _word(self, index: int) -> str:
        return self._forms[index].lower() if 0 <= index < len(self._forms) else "-"

    def indicators(self, candidate: Candidate) -> list[str]:
        """What the cue is, what its source and content are, and what stands beside them."""
        head = candidate.anchor[0] + candidate.proposal.head - candidate.proposal.first
        word, tag = self._lemma(head), self._tags[head]
        return [
            *self._cue(candidate, head, candidate.proposal.lemma, tag),
            *self._source(candidate, word, tag),
            *self._content(candidate, word, tag),
        ]

    def _cue(self, candidate: Candidate, head: int, word: str, tag: str) -> list[str]:
        """What the cue is and what stands next to it."""
        first, end = candidate.anchor
        after = self._tag(end)
        whole = " ".join([self._lemma(k) for k in range(*candidate.cue)])
        group = "".join([self._verb_sign(k) for k in range(max(candidate.cue[0], head - 3), head)])
        content, source = candidate.content, candidate.source
        content_side = "-" if not content else "B" if content[0][0] < first else "A"
        source_side = "-" if not source else "B" if source[0] < first else "A"
        return [
            f"l {word}",
            f"t {tag}",
            f"lt {word} {tag}",
            f"after {self._word(end)}",
            f"t after {tag} {after}",
            f"l after {word} {after}",
            f"before t {self._tag(first - 1)} {tag}",
            f"whole {whole}",
            f"group {group}",
            f"group t {group} {tag}",
            "quoted cue" if self._quoted[first] else "free cue",
            f"sides {source_side} {content_side} {tag}",
            f"side {word} {content_side}",
        ]

    def _verb_sign(self, index: int) -> str:
        tag = self._tags[index]
        if tag in _VERB_SIGNS:
            return _VERB_SIGNS[tag]
        if self._forms[index].lower() in _NEGATIONS:
            return "n"
        word = self._lemma(index)
        return "b" if word == "be" else "h" if word == "have" else ""

    def _source(self, candidate: Candidate, word: str, tag: str) -> list[str]:
        """What kind of phrase the source is, and what stands between it and the cue."""
        source, cue_first = candidate.source, candidate.anchor[0]
        if source is None:
            return ["no source", f"no source t {tag}", f"no source l {word}"]
        first, end = source
        last = self._tags[end - 1]
        if end <= cue_first:
            between = self._tags[end:cue_first]
            gap = len(between) if len(between) < _LONGEST_GAP else "far"
            beyond = [f"gap {gap}", "path " + " ".join(between[:_LONGEST_GAP])]
        else:
            beyond = ["source after"]
        return [
            f"source last {last}",
            f"source last t {last} {tag}",
            f"source last l {last} {word}",
            f"source first {self._tags[first]}",
            f"source word {self._lemma(end - 1)}",
            f"source length {_bin(end - first)}",
            f"source length t {min(end - first, 6)} {tag}",
            *beyond,
        ]

    def _content(self, candidate: Candidate, word: str, tag: str) -> list[str]:
        """How long the content is, where it lies, how it begins and ends, whether it is a clause."""
        content = candidate.content
        if not content:
            return ["no content"]
        first, end = content[0]
        length = size(content)
        quoted = sum([1 for a, b in content for number in self._quoted[a:b] if number])
        clause = any(not FINITE.isdisjoint(self._tags[a:b]) for a, b in content)
        begins, form = self._tags[first], self._word(first)
        return [
            f"content length {_bin(length)}",
            f"content length t {_bin(length)} {tag}",
            f"content quoted {_share(quoted, length)}",
            f"content begins {begins}",
            f"content begins l {word} {begins}",
            f"content begins word {form}",
            f"content begins l word {word} {form}",
            f"content ends {self._tags[content[-1][1] - 1]}",
            f"content then {self._word(content[-1][1])}",
            f"content adjacent {first == candidate.cue[1]}",
            f"clause {clause}",
            f"clause t {clause} {tag}",
            f"clause l {clause} {word}",
            f"content head {self._lemma(self._first_noun(first, end))}",
        ]

    def _first_noun(self, first: int, end: int) -> int:
        for index in range(first, min(end, first + 8)):
            noun = self._tags[index][:2] == "NN"
            if noun and not (index + 1 < end and self._tags[index + 1][:2] == "NN"):
                return index
        return first


def _bin(length: int) -> str:
    return _BINS[bisect_right(_LENGTHS, length)]


def _share(part: int, whole: int) -> str:
    if not part:
        return "none"
    return "all" if part == whole else "most" if 2 * part > whole else "some"


def size(ranges: Sequence[TokenRange]) -> int:
    """Give the number of tokens in ranges that do not overlap."""
    return sum(end - first for first, end in ranges)


def shared_size(some: Sequence[TokenRange], others: Sequence[TokenRange]) -> int:
    """Give the number of tokens that lie in ranges of both; each in order, without overlaps."""
    shared = place = other_place = 0
    while place < len(some) and other_place < len(others):
        first, end = some[place]
        other_first, other_end = others[other_place]
        shared += max(0, min(end, other_end) - max(first, other_first))
        if end < other_end:
            place += 1
        else:
            other_place += 1
    return shared


def inside(index: int, ranges: Sequence[TokenRange]) -> bool:
    """Tell whether a token lies in one of the ranges."""
    return any(first <= index < end for first, end in ranges)
