"""What is reported or quoted in a sentence, and who says it: where implicit acts are looked for."""

from collections.abc import Sequence

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.rhetoric.arguments import arguments
from quotelib.rhetoric.kinds import Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import Sentence
from quotelib.text.analysis import TokenRange

_CONTENT_SLOTS = ("quote", "that", "fronted", "colon")
_FIRST_PERSON = frozenset(("i", "we"))
_THIRD_PERSON = frozenset(("he", "she", "it", "they"))
_STEM = 4
"""So many first letters are shared by a country and its people ("Russia", "Russian")."""
_LEAST_QUOTED = 6
"""A quotation without a report is read for acts if it has more tokens than this."""


@attrs.frozen(slots=True)
class Report:
    """A stretch of reported or quoted words in one sentence and the phrase that names its speaker."""

    speaker: TokenRange | None
    content: TokenRange
    quoted: bool


def is_own_side(sentence: Sentence, above: TokenRange, report: Report) -> bool:
    """Is the subject `above` the speaker of `report`, or whom the speaker speaks for?

    The speaker's are "his country", "its army", and what owns or names the speaker's office: "Norway …,
    *Norway's* minister said", "Ghana …, *its* envoy said", "the *Russian* envoy said Russia …".
    """
    lowers, tags = sentence.lowers, sentence.analysis.tags
    word = lowers[above[0]]
    pronoun = above[1] - above[0] == 1
    if pronoun and word in _FIRST_PERSON:
        return True
    if report.speaker is None:
        return False
    if pronoun and word in _THIRD_PERSON and not report.quoted:
        # Before its name a pronoun is another's, and after an attack it may be who was attacked.
        return above[0] > report.speaker[0] and not _attacked(sentence, report)
    forms = sentence.analysis.forms
    if forms[above[1] - 1] == forms[report.speaker[1] - 1]:
        return True
    head = lowers[above[1] - 1]
    if tags[above[0]] == "PRP$":
        owned = head in word_classes()["body"] or head in word_classes()["forces"]
        return owned and (
            word in ("my", "our") if report.quoted else word not in ("my", "our", "your")
        )
    if report.quoted or not forms[above[1] - 1][:1].isupper():
        return False
    first, last = report.speaker
    if tags[first] == "PRP$":
        return lowers[first] in ("its", "their")
    stem = head[:_STEM]
    return len(stem) == _STEM and any(
        forms[at][0].isupper() and lowers[at].startswith(stem) for at in range(first, last - 1)
    )


def _attacked(sentence: Sentence, report: Report) -> bool:
    """Is there an object of the speaker's before a participle that reports ("criticized *Holt*, saying he …")?"""
    before = sentence.place(report.content[0]) - 1
    while before > 0 and sentence.kind(before) in (Kind.SUBORDINATOR, Kind.QUOTE, Kind.COMMA):
        before -= 1
    participle = sentence.chunks[before]
    if participle.form is not Form.ING or report.speaker is None:
        return False
    comma = sentence.kind(before - 1) is Kind.COMMA
    noun = sentence.chunks[before - 2] if before > 1 else participle
    return (
        comma
        and noun.kind is Kind.NOUN
        and noun.start >= report.speaker[1]
        and sentence.analysis.tags[noun.head] in ("NNP", "PRP")
        and not sentence.is_time(before - 2)
    )


def reports(sentence: Sentence, attributions: Sequence[Attribution]) -> list[Report]:
    """The neutral reports in the sentence: from its attributions; where it has none, read off cues."""
    if not attributions:
        return _by_cue(sentence) or _quoted(sentence)
    first, last = sentence.bounds
    neutral = word_classes()["neutral_cue"]
    made = []
    for one in attributions:
        if one.cue is not None and neutral.isdisjoint(sentence.lowers[one.cue[0] : one.cue[1]]):
            continue
        for start, end in one.content:
            if start < last and end > first:
                inside = max(start, first), min(end, last)
                quoted = bool(sentence.analysis.quoted[inside[0]])
                made.append(Report(one.source, inside, quoted))
    return made


def _by_cue(sentence: Sentence) -> list[Report]:
    """What neutral verbs of reporting and `according to` report."""
    neutral = word_classes()["neutral_cue"]
    found = []
    for index, made in enumerate(sentence.chunks):
        word = sentence.lowers[made.head]
        if word not in neutral:
            continue
        one = _according(sentence, index) if word == "according" else _said(sentence, index)
        if one is not None:
            found.append(one)
    return found


def _said(sentence: Sentence, verb: int) -> Report | None:
    made = sentence.chunks[verb]
    if made.kind is not Kind.VERB:
        return None
    slots = arguments(sentence, "verb", (made.head, made.head + 1)) or {}
    content = next((slots[slot] for slot in _CONTENT_SLOTS if slot in slots), None)
    if content is None or content[0] <= made.head < content[1]:
        return None
    return Report(slots.get("subject"), content, bool(sentence.analysis.quoted[content[0]]))


def _according(sentence: Sentence, index: int) -> Report | None:
    if sentence.word(index + 1) != "to" or sentence.kind(index + 2) is not Kind.NOUN:
        return None
    speaker = sentence.chunks[index + 2].start, sentence.chunks[index + 2].end
    first, last = sentence.bounds
    content = (first, sentence.chunks[index].start) if index else (speaker[0], last)
    return Report(speaker, content, quoted=False)


def _quoted(sentence: Sentence) -> list[Report]:
    """Quotations that begin in the sentence, in no other, and that nothing reports."""
    openers, quoted = sentence.analysis.pairs.openers, sentence.analysis.quoted
    # An opening mark is always part of a quotation: `quoted` is not 0 there.
    return [
        Report(None, (opener, min(end, sentence.bounds[1])), quoted=True)
        for opener, end in sentence.opened.items()
        if openers[quoted[opener] - 1] == opener and end - opener > _LEAST_QUOTED
    ]
