"""How far a phrase or a clause reaches, and whether one begins."""

from quotelib.rhetoric.kinds import BREAK, COMMA, CONJUNCTION, QUOTE, STOP, Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import SKIPPED, Sentence
from quotelib.text.analysis import TokenRange

_REPORTING = frozenset(
    "said says say told tells reported reports announced added adds wrote writes noted stated "
    "according explained".split()
)
_ENDING_SUBORDINATORS = frozenset("although though while whereas because".split())
_PHRASE_PREPOSITIONS = frozenset("of by between among".split())
_NO_CLAUSE = frozenset("than as before after since until like".split())
_FRONTING = frozenset("as after before since when until like".split())
_DASHES = frozenset("; : — – -- - ―".split())
_IN_PHRASES = frozenset(
    (Kind.NOUN, Kind.PREPOSITION, Kind.ADVERB, Kind.ADJECTIVE, Kind.CONJUNCTION, Kind.VERB)
)
_LOOK = 6
"""How many phrases may stand between a subject and its verb for a clause to be seen."""


def clause_begins(sentence: Sentence, noun: int) -> bool:
    """Is the noun phrase at chunk `noun` the subject of a verb to its right (a bare clause)?"""
    at = noun + 1
    prospective = word_classes()["prospective_noun"]
    for _ in range(_LOOK):
        kind = sentence.kind(at)
        if kind is Kind.VERB:
            if sentence.chunks[at].form is Form.INFINITIVE and sentence.word(at - 1) in prospective:
                return _verb_after_infinitive(sentence, at)
            return sentence.chunks[at].form in (Form.FINITE, Form.BARE)
        if kind is Kind.ADVERB:
            at += 1
            continue
        joins = kind in (Kind.PREPOSITION, Kind.CONJUNCTION) and sentence.kind(at + 1) is Kind.NOUN
        if not joins or sentence.word(at) in _NO_CLAUSE:
            return False
        at += 2
    return False


def _verb_after_infinitive(sentence: Sentence, infinitive: int) -> bool:
    """Does a finite verb follow the infinitive of a noun in the same clause ("the plan *to sell it* | would fail")?"""
    for at in range(infinitive + 1, min(infinitive + 2 + 2 * _LOOK, len(sentence.chunks))):
        made = sentence.chunks[at]
        if made.kind is Kind.VERB and made.form is Form.FINITE:
            return True
        if made.kind not in _IN_PHRASES:
            return False
    return False


def noun_extent(sentence: Sentence, noun: int) -> TokenRange:
    """The noun phrase at chunk `noun` with `of`, `by`, `between` phrases and what is coordinated."""
    end = sentence.chunks[noun].end
    at = noun + 1
    while True:
        inner = at + 1
        while sentence.kind(inner) is Kind.QUOTE:
            inner += 1
        if sentence.kind(inner) is not Kind.NOUN or sentence.is_time(inner):
            return sentence.chunks[noun].start, end
        kind = sentence.kind(at)
        attached = kind is Kind.PREPOSITION and sentence.word(at) in _PHRASE_PREPOSITIONS
        listed = kind is Kind.CONJUNCTION and sentence.kind(inner + 1) is not Kind.VERB
        if not (attached or listed):
            return sentence.chunks[noun].start, end
        end = sentence.chunks[inner].end
        at = inner + 1


def sentence_end(sentence: Sentence) -> int:
    """Past the last token of the sentence that is no mark."""
    last = len(sentence.chunks)
    while last > 0 and sentence.chunks[last - 1].kind in (Kind.STOP, Kind.QUOTE):
        last -= 1
    return sentence.chunks[last - 1].end if last else sentence.bounds[0]


def clause_end(sentence: Sentence, index: int, outer: Form | None = None) -> int:
    """Token past the end of the clause that begins at chunk `index`.

    `outer` is the form of the verb above: a finite verb coordinated with a finite one ends the
    infinitive or gerund between them ("threatened to sue and left").
    """
    chunks = sentence.chunks
    quoted = sentence.analysis.quoted
    inside = quoted[chunks[index].start]
    first_verb = index + (chunks[index].kind is Kind.ADVERB)  # "not to sign"
    subordinate = (
        outer is Form.FINITE
        and first_verb < len(chunks)
        and chunks[first_verb].form in (Form.INFINITIVE, Form.ING)
    )
    fronted = _is_fronted(sentence, index)
    for at in range(index, len(chunks)):
        made = chunks[at]
        kind = made.kind
        if fronted and kind is COMMA and clause_begins(sentence, at + 1):
            return made.start
        if subordinate and at > first_verb and _main_verb_follows(sentence, at):
            return made.start
        if kind is STOP or (kind is COMMA and _comma_ends(sentence, at)):
            return made.start
        if kind is BREAK and sentence.word(at) in _DASHES:
            return made.start
        if (
            kind is QUOTE
            and at > index
            and inside
            and quoted[made.end - 1] == inside
            and made.end < len(quoted)
            and not quoted[made.end]
        ):
            return made.start
        if kind is CONJUNCTION and subordinate and at > index and _finite_follows(sentence, at):
            return made.start
    return chunks[-1].end


def _is_fronted(sentence: Sentence, index: int) -> bool:
    """Is the chunk in a clause that comes before its main clause ("*While* he vowed to stay, the firm …")?"""
    opening = sentence.chunks[0]
    subordinates = opening.kind is Kind.SUBORDINATOR or sentence.word(0) in _FRONTING
    return subordinates and all(made.kind is not Kind.COMMA for made in sentence.chunks[1:index])


def _main_verb_follows(sentence: Sentence, at: int) -> bool:
    """Is the finite verb at `at` the main clause's, right after an infinitive ("a vow to resign | has …")?"""
    made = sentence.chunks[at]
    before = sentence.chunks[sentence.skip_left(at, SKIPPED)]
    return (
        made.kind is Kind.VERB
        and made.form is Form.FINITE
        and before.kind is Kind.VERB
        and before.form in (Form.INFINITIVE, Form.ING)
    )


def _finite_follows(sentence: Sentence, at: int) -> bool:
    following = _skip_right(sentence, at + 1)
    return sentence.kind(following) is Kind.VERB and sentence.chunks[following].form is Form.FINITE


def _skip_right(sentence: Sentence, at: int) -> int:
    while sentence.kind(at) in SKIPPED:
        at += 1
    return at


def _comma_ends(sentence: Sentence, comma: int) -> bool:
    """Does the comma end the clause: before a participle, a contrast, another reporter's words?"""
    following = _skip_right(sentence, comma + 1)
    kind, word = sentence.kind(following), sentence.word(following)
    if kind is None:
        return True
    if kind is Kind.VERB:
        return word in _REPORTING or sentence.chunks[following].form in (Form.ING, Form.FINITE)
    if kind is Kind.CONJUNCTION:
        clause = sentence.kind(following + 1) is Kind.NOUN and clause_begins(
            sentence, following + 1
        )
        return word == "but" or clause
    if kind is Kind.SUBORDINATOR:
        return word in _ENDING_SUBORDINATORS
    if kind is Kind.PREPOSITION:
        return word == "as"
    return kind is Kind.NOUN and _reporter_follows(sentence, following)


def _reporter_follows(sentence: Sentence, noun: int) -> bool:
    """Is the noun phrase at `noun` the subject of a reporting verb (", the agency said")?"""
    at = noun + 1
    for _ in range(4):
        if sentence.kind(at) is Kind.VERB:
            return sentence.word(at) in _REPORTING
        if sentence.kind(at) not in (Kind.PREPOSITION, Kind.NOUN, Kind.ADVERB):
            return False
        at += 1
    return False
