"""Framing devices: what makes the wording of a text take sides, whoever does the wording.

Three kinds of finding. Most devices are *phrases* of the lexicon, looked up like triggers and checked by
the conditions of their entry. *Scare quotes* and *rhetorical questions* have no words of their own: they are read
from marks. *Intensifiers* and *agentless attributions* lean on an act: they are looked for around words that
can name one.

The voice of a device is the quotation that holds it, or the narrator.
"""

from collections.abc import Callable, Mapping, Sequence

from quotelib.rhetoric.entries import Condition, Entry
from quotelib.rhetoric.findings import FoundDevice
from quotelib.rhetoric.kinds import BE, VERB_TAGS, Kind
from quotelib.rhetoric.readings import Reading, SentenceReading
from quotelib.rhetoric.triggers import candidates
from quotelib.rhetoric.voices import Voices
from quotelib.taxonomy import Act, DeviceKind
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.draining import taken

SCARE_LENGTH = 6
"""Most tokens between the marks of scare quotes (the taxonomy's bound)."""
QUESTION_LENGTH = 12
"""Most tokens of a question that is taken for rhetorical."""
ANSWER_REACH = 20
"""Tokens after a question among which the first word of an answer stands, marks before it."""
_NEAR = 2
"""How far from a trigger an adverb may stand that strengthens it, in tokens."""
_FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD"))
_COERCIVE = frozenset((Act.THREAT, Act.DEMAND, Act.WARNING))
_CONFIDENCE: Mapping[DeviceKind, float] = {
    DeviceKind.DISTANCING_HEDGE: 0.9,
    DeviceKind.SCARE_QUOTES: 0.7,
    DeviceKind.LOADED_LABEL: 0.6,
    DeviceKind.RHETORICAL_QUESTION: 0.5,
    DeviceKind.EVIDENTIAL_DENIAL: 0.85,
    DeviceKind.EVIDENTIAL_BOOST: 0.7,
    DeviceKind.APPEAL_TO_AUTHORITY: 0.7,
    DeviceKind.CONDITIONAL_ULTIMATUM: 0.8,
    DeviceKind.VEILED_THREAT: 0.7,
    DeviceKind.FIGURATIVE_IDIOM: 0.7,
    DeviceKind.CATEGORICAL_INTENSIFIER: 0.8,
    DeviceKind.AGENTLESS_ATTRIBUTION: 0.8,
}

_ANSWERS = frozenset("yes no because well i".split())

Finding = tuple[DeviceKind, TokenRange, str | None]


def devices_of(text: Reading, in_words: Sequence[Finding]) -> list[FoundDevice]:
    """The devices of a text in text order: those found `in_words`, and those that marks make."""
    analysis = text.analysis
    found: list[Finding] = [*in_words, *_scare_quotes(analysis)]
    found.extend(
        (DeviceKind.RHETORICAL_QUESTION, asked, None)
        for number, sentence in enumerate(analysis.sentences)
        if (asked := _rhetorical(analysis, number, sentence)) is not None
    )
    found.sort(key=lambda one: (one[1], one[0].value))
    return [_device(one, text.voices) for one in taken(found)]


def devices_in(reading: SentenceReading) -> list[Finding]:
    """The devices of one sentence that its words make."""
    found: list[Finding] = []
    past = -1
    tags = reading.analysis.tags
    for start, _, entry, end in candidates(
        reading.lowers, tags, reading.bounds, reading.lexicon.devices
    ):
        if (
            start >= past
            and isinstance(entry.names, DeviceKind)
            and _fits(entry, reading, (start, end))
        ):
            found.append((entry.names, (start, end), entry.id))
            past = end
    for token in reading.candidates:
        if tags[token] in ("VBN", "VBD") and _after_be(reading, token):
            agentless = _agentless(reading, token)
            if agentless is not None:
                found.append(agentless)
    return found


def _fits(entry: Entry, reading: SentenceReading, span: TokenRange) -> bool:
    def holds(condition: Condition) -> bool:
        return any(_CHECKS[test.slot](reading, span) for test in condition if test.slot in _CHECKS)

    return (
        entry.counts(quoted=bool(reading.analysis.quoted[span[0]]))
        and all(map(holds, entry.requires))
        and not any(map(holds, entry.excludes))
    )


def _after_be(reading: SentenceReading, token: int) -> bool:
    """Does a form of `be` stand right before, adverbs aside?"""
    for at in range(token - 1, max(reading.bounds[0], token - 4) - 1, -1):
        if reading.lowers[at] in BE:
            return True
        if reading.analysis.tags[at] != "RB":
            return False
    return False


def _agentless(reading: SentenceReading, token: int) -> Finding | None:
    """A passive that names an act and leaves out who did it ("has been accused of")."""
    act = reading.act(token)
    if (
        act is None
        or act.agent is not None
        or act.act in (Act.LEGAL_ACTION, Act.CONCERN, Act.INTENTION)
    ):
        return None
    made = reading.sentence.chunks[reading.sentence.place(token)]
    if made.kind is not Kind.VERB or not made.passive or made.head != token:
        return None
    return DeviceKind.AGENTLESS_ATTRIBUTION, (made.start, act.trigger[1]), act.rule


def _attributive(reading: SentenceReading, span: TokenRange) -> bool:
    """Does the word modify a noun (before the head of a noun phrase)?"""
    made = reading.sentence.chunks[reading.sentence.place(span[0])]
    return made.kind is Kind.NOUN and span[1] <= made.head


def _near_act(reading: SentenceReading, span: TokenRange) -> bool:
    low, high = max(reading.bounds[0], span[0] - _NEAR), min(reading.bounds[1], span[1] + _NEAR)
    return any(
        reading.act(at) is not None for at in range(low, high) if not span[0] <= at < span[1]
    )


def _on_act(reading: SentenceReading, span: TokenRange) -> bool:
    made = reading.sentence.chunks[reading.sentence.place(span[0])]
    return made.kind is Kind.NOUN and span[1] <= made.head and reading.act(made.head) is not None


def _coercive(reading: SentenceReading, _: TokenRange) -> bool:
    named = (
        token
        for token, found in reading.candidates.items()
        if any(one[2].names in _COERCIVE for one in found)
    )
    return any((act := reading.act(token)) is not None and act.act in _COERCIVE for token in named)


def _gap_verb(reading: SentenceReading, span: TokenRange) -> bool:
    """Does a verb other than the last word stand inside the match: then it is no phrase."""
    return any(
        reading.sentence.analysis.tags[at] in VERB_TAGS for at in range(span[0] + 1, span[1] - 1)
    )


def _copula_before(reading: SentenceReading, span: TokenRange) -> bool:
    made = reading.sentence.chunks[reading.sentence.place(span[0])]
    return made.kind is Kind.VERB and made.passive and made.end - made.start > 1


def _question(reading: SentenceReading, span: TokenRange) -> bool:
    return (
        span[0] == reading.sentence.bounds[0]
        and "?" in reading.sentence.lowers[span[1] : reading.sentence.bounds[1]]
    )


def _past_price(reading: SentenceReading, span: TokenRange) -> bool:
    sentence = reading.sentence
    return sentence.lowers[span[1] - 1] == "price" and (
        sentence.lowers[span[0]] == "paid"
        or (span[1] < sentence.bounds[1] and sentence.lowers[span[1]] == "of")
    )


_CHECKS: Mapping[str, Callable[[SentenceReading, TokenRange], bool]] = {
    "attributive": _attributive,
    "near_act": _near_act,
    "on_act": _on_act,
    "coercive": _coercive,
    "gap_verb": _gap_verb,
    "copula_before": _copula_before,
    "question": _question,
    "past_price": _past_price,
}


def _scare_quotes(analysis: Analysis) -> list[Finding]:
    """Short quoted fragments inside a sentence, without a verb of their own, that are no names or titles."""
    found: list[Finding] = []
    tags, forms = analysis.tags, analysis.forms
    for pair in analysis.pairs:
        if pair.closer is None:
            continue
        first, last = pair.opener + 1, pair.closer
        if not 0 < last - first <= SCARE_LENGTH or not _is_fragment(tags, forms, first, last):
            continue
        if _is_name(forms, first, last):
            continue
        sentence = analysis.sentences[analysis.sentences.at(pair.opener)]
        starts = pair.opener == sentence[0]
        if not _is_embedded(forms, pair.opener, pair.closer, starts=starts):
            continue
        found.append((DeviceKind.SCARE_QUOTES, (pair.opener, pair.closer + 1), None))
    return found


def _is_fragment(tags: Sequence[str], forms: Sequence[str], first: int, last: int) -> bool:
    inner = range(first, last)
    return (
        not any(tags[at] in _FINITE_TAGS and tags[at - 1] != "DT" for at in inner)
        and forms[last - 1] not in (",", ".", "?", "!", "…", "--", "—")
        and any(character.isalpha() for at in inner for character in forms[at])
    )


def _is_name(forms: Sequence[str], first: int, last: int) -> bool:
    """Is it capitalised throughout (small words aside), as names and titles are?"""
    words = [form for form in forms[first:last] if len(form) > 3 or form.isupper()]
    return not words or all(word[:1].isupper() or word[:1].isdigit() for word in words)


def _is_embedded(forms: Sequence[str], opener: int, closer: int, *, starts: bool) -> bool:
    """Do words of the sentence stand around the marks, not only a report before a comma or after it?

    `starts` tells whether the opening mark is the first token of a sentence.
    """
    introduced = starts or (opener > 0 and forms[opener - 1] in (",", ":"))
    followed = closer + 1 < len(forms) and forms[closer + 1] not in (".", ",", "!", "?")
    return followed or not introduced


def _rhetorical(analysis: Analysis, number: int, sentence: TokenRange) -> TokenRange | None:
    """The short question in direct speech that sentence `number` asks and nobody answers, in its marks."""
    first, last = sentence
    if "?" not in analysis.forms[first:last]:
        return None
    question = analysis.forms.index("?", first, last)
    if not analysis.quoted[question]:
        return None
    pair = analysis.pairs[analysis.quoted[question] - 1]
    start = max(first, pair.opener)
    if question - start > QUESTION_LENGTH or _is_answered(analysis, number):
        return None
    marked = start == pair.opener and pair.closer == question + 1
    return start, question + 1 + marked


def _is_answered(analysis: Analysis, number: int) -> bool:
    """Does the sentence after sentence `number` begin like an answer?"""
    if number + 1 == len(analysis.sentences):
        return False
    forms = analysis.forms
    answer = analysis.sentences[number + 1][0]
    farthest = min(len(forms), answer + ANSWER_REACH)
    while answer < farthest and not forms[answer][:1].isalnum():
        answer += 1
    return answer < farthest and forms[answer].lower() in _ANSWERS


def _device(one: Finding, voices: Voices) -> FoundDevice:
    kind, words, rule = one
    return FoundDevice(kind, words, voices.holding(words[0]), _CONFIDENCE[kind], rule)
