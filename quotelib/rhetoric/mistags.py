"""Verbs that taggers take for nouns outside headlines, found by what the lexicon knows as verbs.

``The governor *swore* to stay``: a sentence without a finite verb has one after all, if a word of it
is a finite form of a verb of the lexicon and stands where a verb can. ``a group *backing* the mayor``: a
noun in -ing between a noun and a determiner or name is a participle. ``to *boycott* the vote``: so is a noun
after `to` and before a determiner an infinitive. ``The bishops *back* the strike``: a plural, a word that
can be a verb, and the beginning of an object, with no verb before. ``ordered the firm to *hand* over
the keys``: what the tagger calls a noun or an adjective after `to` is an infinitive where a verb or a noun
before `to` asks for one. ``It *champions* the nurses``, ``The aide *tore* into him``: after `it`, a name or a
noun such a form is the verb, whatever other verbs there are.
"""

from collections.abc import Iterator

import attrs

from quotelib.rhetoric.kinds import NOUN_TAGS, TIME_NOUNS, VERB_TAGS
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.triggers import Verbs
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.phrases import FINITE
from quotelib.text.scanning import places_of

_LEAST = 4
"""A stretch of fewer tokens is a label, not a sentence."""
_AFTER_PARTICIPLE = frozenset(("DT", "PRP$", "NNP", "PRP"))
_AFTER_PRESENT = frozenset(("DT", "PRP$", "PRP", "NN", "JJ", "JJR", "TO"))
_AFTER_BASE = frozenset(("DT", "PRP$", "PRP"))
_AFTER_PAST_PARTICIPLE = frozenset(("DT", "PRP$", "NNS", "NNP", "NN"))
_AFTER_INFINITIVE = _AFTER_BASE | {"NNP", "NNPS", "NNS", "JJ", "CD", "RP", "NN", "VBG"}
_VERBAL_ADJECTIVES = frozenset(
    "free clean clear open close slow secure lower fast complete welcome back correct better".split()
)
"""Verbs that taggers take for adjectives."""
_IN_OBJECT = frozenset("DT PDT JJ NN NNS NNP NNPS PRP PRP$ CD POS".split())
_OBJECT = 6
"""Most tokens of an object between a verb that commands and its infinitive."""
_TAKEN_FOR = frozenset(("NN", "NNS", "JJ", "VBN"))
_CLAUSE = 9
"""Within how many tokens a clause with `that` must follow a participle that is taken for a past tense."""
_SUBJECT_ENDS = NOUN_TAGS | {"PRP"}
_PLURALS = frozenset(("NNS", "NNPS"))


def read_mistagged(analysis: Analysis, lowers: list[str], verbs: Verbs) -> Analysis:
    """`analysis`, or a copy in which such verbs are tagged as verbs."""
    places = list(places_of(verbs.watched, lowers))  # once: it costs
    found = [
        *_untensed(analysis, lowers, verbs, places),
        *_infinitives(analysis, lowers, places),
        *_tensed(analysis, lowers, verbs, places),
        *_finite_verbs(analysis, lowers, verbs),
        *_opening_names(analysis),
    ]
    if not found:
        return analysis
    tags = list(analysis.tags)
    for at, tag in found:
        tags[at] = tag
    return attrs.evolve(analysis, tags=tags)


def _untensed(
    analysis: Analysis, lowers: list[str], verbs: Verbs, places: list[int]
) -> Iterator[tuple[int, str]]:
    """Participles, infinitives and plural presents, each decided by its neighbours."""
    tags = analysis.tags
    last = len(tags) - 1
    for at in places:
        if tags[at] in VERB_TAGS or lowers[at] not in verbs.untensed or not 0 < at < last:
            continue
        before, after = tags[at - 1], tags[at + 1]
        who = lowers[at - 1] == "who" and after in _AFTER_BASE | {"NNP"}
        that = (
            lowers[at - 1] == "that" and tags[at - 2 : at - 1] == ["NNS"] and after in _AFTER_BASE
        )
        if who or (that and lowers[at] not in verbs.participles):
            yield at, "VBP"
            continue
        if lowers[at] in verbs.participles:
            noun = tags[at] == "NN" and before in NOUN_TAGS
            if (noun or before == "NNP") and after in _AFTER_PARTICIPLE:
                yield at, "VBG"
        elif before == "TO":
            if tags[at] in NOUN_TAGS and after in _AFTER_BASE:
                yield at, "VB"
        elif _is_plural_present(analysis, lowers, at):
            yield at, "VBP"


def _infinitives(
    analysis: Analysis, lowers: list[str], places: list[int]
) -> Iterator[tuple[int, str]]:
    """Nouns and adjectives after `to` that a word before it makes infinitives, lexicon verbs or not."""
    tags = analysis.tags
    last = len(tags) - 1
    for to in places:
        at = to + 1
        if tags[to] != "TO" or to < 1 or at >= last:
            continue
        bare = tags[at] == "NN" or (tags[at] == "JJ" and lowers[at] in _VERBAL_ADJECTIVES)
        if bare and analysis.forms[at].islower() and _asks_for_infinitive(analysis, lowers, to):
            yield at, "VB"


def _asks_for_infinitive(analysis: Analysis, lowers: list[str], to: int) -> bool:
    """Does what stands before the `to` go with an infinitive: "offered to", "told the firm to", "a plan to"?"""
    tags, classes = analysis.tags, word_classes()
    before, after = lowers[to - 1], tags[to + 2]
    if before in classes["prospective"]:
        return after in _AFTER_INFINITIVE
    if before in classes["prospective_noun"]:
        return after in _AFTER_INFINITIVE and tags[to - 2 : to - 1] != ["TO"]
    for at in range(to - 1, max(-1, to - 1 - _OBJECT), -1):
        if lowers[at] in classes["commanding"] and at < to - 1:
            return tags[at] in VERB_TAGS
        if tags[at] not in _IN_OBJECT:
            return False
    return False


def _tensed(
    analysis: Analysis, lowers: list[str], verbs: Verbs, places: list[int]
) -> Iterator[tuple[int, str]]:
    """Pasts and presents of the lexicon's verbs right after their subject."""
    tags = analysis.tags
    last = len(tags) - 1
    tensed = verbs.tensed
    for at in places:
        word, tag = lowers[at], tags[at]
        if tag not in _TAKEN_FOR or word not in tensed or not 0 < at < last:
            continue
        if word in verbs.pasts:
            if analysis.forms[at].islower() and _is_past_after_subject(analysis, lowers, at):
                yield at, "VBD"
        elif tag not in ("JJ", "VBN") and (
            lowers[at - 1] in ("he", "she", "it")
            or (tags[at - 1] in ("NN", "NNP") and tags[at + 1] in _AFTER_BASE)
        ):
            yield at, "VBZ"


def _is_past_after_subject(analysis: Analysis, lowers: list[str], at: int) -> bool:
    """Is the word at `at`, a past tense in form, one in use: after a subject, before an object or a clause?"""
    tags, word = analysis.tags, lowers[at]
    before, after = tags[at - 1], tags[at + 1]
    if tags[at] == "VBN":
        return before == "," and after == "IN" and _is_past_after_apposition(analysis, lowers, at)
    subject = before in _SUBJECT_ENDS or (before == "JJ" and tags[at - 2 : at - 1] == ["DT"])
    irregular = not word.endswith("ed")
    if irregular and before == "," and tags[at] == "NN":
        return True  # "The envoy, a friend of his, *tore* into him"
    compound = "-" in word
    return (subject and irregular) or ((subject or compound) and after in _AFTER_BASE)


def _is_past_after_apposition(analysis: Analysis, lowers: list[str], at: int) -> bool:
    """Is the participle after a comma at `at` the first main verb ("The mayor, a Liberal, *warned* on Monday that …")?"""
    tags, start = analysis.tags, _sentence_start(analysis, at)
    if lowers[at + 1] == "by" or not FINITE.isdisjoint(tags[start:at]):
        return False
    if lowers[at] in word_classes()["clausal"] and "that" in lowers[at + 1 : at + _CLAUSE]:
        return True
    past = at + 1
    while past < len(tags) and tags[past] not in (",", "."):
        past += 1
    goes_on = tags[past : past + 1] == [","] and tags[past + 1 : past + 2] in (["CC"], ["VBG"])
    return "," in tags[start : at - 1] and goes_on and FINITE.isdisjoint(tags[at + 1 : past])


def _is_plural_present(analysis: Analysis, lowers: list[str], at: int) -> bool:
    """Is the word the first verb after a plural, and do its object or a clause with `that` follow?"""
    tags = analysis.tags
    clause = lowers[at + 1] == "that"
    named = clause and tags[at - 1] == "NNP" and lowers[at - 1].endswith("s")
    plural = tags[at - 1] in _PLURALS or named
    if not plural or not (clause or tags[at + 1] in _AFTER_BASE):
        return False
    return FINITE.isdisjoint(tags[_sentence_start(analysis, at) : at])


def _sentence_start(analysis: Analysis, token: int) -> int:
    return analysis.sentences[analysis.sentences.at(token)][0]


def _opening_names(analysis: Analysis) -> Iterator[tuple[int, str]]:
    """Names at the head of a sentence that were taken for adjectives ("*Nepal* thanked India")."""
    tags = analysis.tags
    for first, last in analysis.sentences:
        if (
            tags[first] == "JJ"
            and last - first > _LEAST
            and tags[first + 1] in ("VBD", "VBZ", "MD")
        ):
            yield first, "NNP"


def _finite_verbs(analysis: Analysis, lowers: list[str], verbs: Verbs) -> Iterator[tuple[int, str]]:
    for bounds in analysis.sentences:
        first, last = bounds
        if last - first < _LEAST or not FINITE.isdisjoint(analysis.tags[first:last]):
            continue
        found = _finite_verb(analysis, lowers, verbs, bounds)
        if found is not None:
            yield found


def _finite_verb(
    analysis: Analysis, lowers: list[str], verbs: Verbs, bounds: TokenRange
) -> tuple[int, str] | None:
    """The first word of a verbless sentence that can be its verb, with the tag it should have."""
    tags = analysis.tags
    for at in range(bounds[0] + 1, bounds[1] - 1):
        if tags[at] == "VBN" and _is_past(analysis, lowers, verbs, at):
            return at, "VBD"
        if tags[at] not in NOUN_TAGS and tags[at] != "JJ":
            continue
        named = analysis.forms[at - 1][0].isupper() or (
            tags[at - 1] == "JJ" and tags[at - 2 : at - 1] == ["DT"]
        )
        ends = tags[at - 1] in _SUBJECT_ENDS or named
        if not ends or analysis.forms[at][0].isupper():
            continue
        if lowers[at] in verbs.pasts and tags[at + 1] not in NOUN_TAGS:
            return at, "VBD"
        if lowers[at] in verbs.presents and tags[at + 1] in _AFTER_PRESENT:
            return at, "VBZ"
    return None


def _is_past(analysis: Analysis, lowers: list[str], verbs: Verbs, at: int) -> bool:
    """Is the participle at `at` the past tense after "The general", with its object right behind it?"""
    tags = analysis.tags
    adjective = tags[at - 1] == "JJ" and tags[at - 2 : at - 1] == ["DT"]
    follows = tags[at + 1] in _AFTER_PAST_PARTICIPLE or (adjective and tags[at + 1] == "TO")
    apposed = tags[at - 1] == "," and "," in tags[_sentence_start(analysis, at) : at - 1]
    return (
        (adjective or apposed or tags[at - 1] in _SUBJECT_ENDS)
        and lowers[at] in verbs.pasts
        and follows
        and lowers[at + 1] not in TIME_NOUNS
    )
