"""What surrounds the reporting of an attribution: mode, polarity, addressee, setting.

All read off the cue's verb group and the phrases right after it; the words that decide are data
(``data/attribution``).
"""

from collections.abc import Sequence

import attrs

from quotelib.attribution.spans import paragraph_of
from quotelib.learning.parameters import Lazy
from quotelib.package_data import read_json
from quotelib.records import Mode, Polarity
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.lemmas import lemma
from quotelib.text.phrases import NOMINAL, VERBAL

_NEGATIONS = frozenset(("not", "n't", "never", "no", "nor", "neither", "cannot"))
_MODALS = frozenset(
    ("will", "'ll", "wo", "would", "'d", "could", "can", "ca", "may", "might", "should", "must")
)
_WITHOUT_THAT = frozenset(
    ("say", "think", "believe", "claim", "insist", "know", "hope", "fear", "swear")
)
_AUXILIARIES = frozenset("have has had 've be is was are were been being do does did".split())
_CONDITIONS = frozenset(("if", "unless", "whether"))
_REFUSALS = frozenset(("refuse", "decline", "fail", "avoid", "forget", "neglect", "hesitate"))
"""Verbs under which nothing is said (``declined to comment``); "stop" in ``stopped short of``."""
_VERB_GROUP_REACH = 6
"""Tokens before a cue's head in which its auxiliaries and negations stand."""
_SETTING_REACH = 25
"""Tokens after a cue's head in which its addressee and setting stand."""


@attrs.frozen
class _Words:
    writing: frozenset[str]
    thought: frozenset[str]
    takes_addressee: frozenset[str]
    beside_quotation: frozenset[str]
    clause_nouns: frozenset[str]
    view_nouns: frozenset[str]
    hearsay: frozenset[str]
    rubrics: frozenset[str]
    prepositions: frozenset[str]
    times: frozenset[str]
    occasions: frozenset[str]
    time_words: frozenset[str]


def _load() -> _Words:
    cues, settings = (read_json(f"attribution/{name}.json") for name in ("cues", "settings"))
    return _Words(
        writing=frozenset(cues["writing"]),
        thought=frozenset(cues["thought"]),
        takes_addressee=frozenset(cues["takes an addressee as object"]),
        beside_quotation=frozenset(cues["beside a quotation"]),
        clause_nouns=frozenset(cues["nouns that take a clause"]),
        view_nouns=frozenset(cues["nouns of a point of view"]),
        hearsay=frozenset(
            form for word in cues["adverbs of hearsay"] for form in (word, word.capitalize())
        ),
        rubrics=frozenset(cues["rubrics"]),
        prepositions=frozenset(settings["prepositions"]),
        times=frozenset(settings["time nouns"]),
        occasions=frozenset(settings["occasion nouns"]),
        time_words=frozenset(settings["time words"]),
    )


_WORDS = Lazy(_load)


def mode_of(head_lemma: str) -> Mode:
    """Tell whether a cue's head reports speech, writing or thought (Semino & Short 2004)."""
    words = _WORDS()
    if head_lemma in words.thought:
        return Mode.THOUGHT
    return Mode.WRITING if head_lemma in words.writing else Mode.SPEECH


def polarity_of(analysis: Analysis, head: int) -> Polarity:
    """Tell whether the words were said, not said, or only may be, from the verb group of the cue."""
    forms, tags = analysis.forms, analysis.tags
    polarity = Polarity.POSITIVE
    lowest = max(0, head - _VERB_GROUP_REACH)
    if _keeps_from_saying(analysis, head):
        return Polarity.NEGATED
    in_group, finite = True, tags[head] in ("VBD", "VBZ", "VBP")
    for index in range(head - 1, lowest - 1, -1):
        word, tag = forms[index].lower(), tags[index]
        if word in (".", ";", ":", ",", "“", "”", '"', "''"):
            break
        if in_group:
            if word in _NEGATIONS:
                return Polarity.NEGATED
            if _is_refusal(analysis, index):
                return Polarity.NEGATED
            if word in _MODALS and tag == "MD":
                polarity = Polarity.HYPOTHETICAL
            verbal = tag in VERBAL or word in ("short", "of")
            in_group = tag in ("RB", "RBR") or (verbal and (not finite or word in _AUXILIARIES))
        if word in _CONDITIONS:
            return Polarity.HYPOTHETICAL
        if tag in VERBAL and not in_group:
            break
    return polarity


def _is_refusal(analysis: Analysis, index: int) -> bool:
    """Tell the verb that keeps those after it from being done (``refused to say``, ``without saying``)."""
    word, tag = analysis.forms[index].lower(), analysis.tags[index]
    if word == "without":
        return True
    if word == "short":
        return analysis.forms[index - 1].lower().startswith("stop") if index else False
    return tag in VERBAL and lemma(word, tag) in _REFUSALS


def _keeps_from_saying(analysis: Analysis, head: int) -> bool:
    """Tell ``declined`` to comment and ``stopped`` short of accusing."""
    forms, tags = analysis.forms, analysis.tags
    after = [form.lower() for form in forms[head + 1 : head + 3]]
    if lemma(forms[head], tags[head]) == "stop":
        return after == ["short", "of"]
    refuses = _is_refusal(analysis, head) and after[:1] == ["to"] and len(after) > 1
    return refuses and reports_beside(analysis, head + 2)


def takes_addressee(analysis: Analysis, head: int) -> bool:
    """Tell a verb whose object is the person addressed ("tell")."""
    tag = analysis.tags[head]
    return tag[:2] == "VB" and lemma(analysis.forms[head], tag) in _WORDS().takes_addressee


def reports_beside(analysis: Analysis, head: int) -> bool:
    """Tell a verb that reports where a quotation stands beside it ("say", "laugh", "begin")."""
    return lemma(analysis.forms[head], _verb_tag(analysis.tags[head])) in _WORDS().beside_quotation


def reports_clauses(analysis: Analysis, head: int) -> bool:
    """Tell a verb that may report a clause as its object ("claim", "believe")."""
    words = _WORDS()
    word = lemma(analysis.forms[head], analysis.tags[head])
    return word in words.beside_quotation or word in words.thought


def is_clause_noun(form: str) -> bool:
    """Tell a noun that what is said or thought may follow as a clause ("claim")."""
    return lemma(form.lower(), "NNS") in _WORDS().clause_nouns


def is_view_noun(form: str) -> bool:
    """Tell a noun of a point of view ("in her *view*")."""
    return form.lower() in _WORDS().view_nouns


def hearsay_words() -> frozenset[str]:
    """Give the adverbs that leave the source unnamed ("reportedly"), as they and sentences begin."""
    return _WORDS().hearsay


def is_rubric(forms: Sequence[str]) -> bool:
    """Tell the words before a headline's colon that name its kind, not who speaks ("Video: ...")."""
    return " ".join(forms).lower() in _WORDS().rubrics


def drops_that(analysis: Analysis, head: int) -> bool:
    """Tell a verb after which a clause commonly does without "that" ("say", "think")."""
    return lemma(analysis.forms[head], analysis.tags[head]) in _WITHOUT_THAT


def _verb_tag(tag: str) -> str:
    return tag if tag[:2] == "VB" else "VBD"


def addressee_of(analysis: Analysis, head: int, taken: Sequence[TokenRange]) -> TokenRange | None:
    """Find to whom the words were said: the object of a verb of telling, or a phrase with "to".

    ``taken`` are the ranges of source, cue and content; what overlaps them is no addressee.
    """
    stop = paragraph_of(analysis, head)[1]
    start = head + 1
    if not takes_addressee(analysis, head):
        if start >= stop or analysis.forms[start].lower() != "to":
            return None
        start += 1
    return _free_phrase(analysis, start, stop, taken)


def settings_of(
    analysis: Analysis, head: int, sentence_end: int, taken: Sequence[TokenRange]
) -> tuple[TokenRange, ...]:
    """Find when, where and by which medium: the time and occasion phrases after a cue's head."""
    forms, tags, words = analysis.forms, analysis.tags, _WORDS()
    found: list[TokenRange] = []
    index = head + 1
    stop = min(sentence_end, head + _SETTING_REACH)
    while index < stop:
        word = forms[index].lower()
        if word in words.time_words and not _overlaps(index, index + 1, taken):
            found.append((index, index + 1))
            index += 1
            continue
        start = index + 1 if word in words.prepositions and tags[index] in ("IN", "TO") else index
        phrase = (
            _free_phrase(analysis, start, sentence_end, taken)
            if tags[index] in NOMINAL or start > index
            else None
        )
        if phrase is None:
            if _blocks(index, taken) or tags[index] in (".", ":"):
                break
            index += 1
            continue
        noun = forms[phrase[1] - 1].lower()
        timely = noun in words.times or noun.rstrip("s") in words.times
        if timely or (start > index and noun in words.occasions):
            found.append((index, phrase[1]))
        index = phrase[1]
    return tuple(found)


def _blocks(index: int, taken: Sequence[TokenRange]) -> bool:
    """Tell whether a token is the first of a taken range: what follows is not the cue's."""
    return any(first == index for first, _ in taken[1:])


def _free_phrase(
    analysis: Analysis, start: int, stop: int, taken: Sequence[TokenRange]
) -> TokenRange | None:
    """Give the base noun phrase that begins at ``start`` and ends by ``stop``, unless it overlaps a taken range."""
    tags = analysis.tags
    end = start
    stop = min(stop, start + _SETTING_REACH)
    while end < stop and tags[end] in NOMINAL:
        end += 1
        if tags[end - 1] in ("PRP", "WP", "EX"):
            break
    return (start, end) if end > start and not _overlaps(start, end, taken) else None


def _overlaps(first: int, end: int, taken: Sequence[TokenRange]) -> bool:
    return any(first < other_end and other_first < end for other_first, other_end in taken)
