"""What follows a trigger: objects, clauses, infinitives, gerunds and prepositional phrases.

`complements` walks right from a trigger and fills *slots*, each with the token range that fills it:

========== ==========================================================================
object     the direct object ("accused *Moscow*")
second     a second object right after it ("denied him *a visa*")
that       a clause with or without `that` ("denied *that it attacked*", "insist *they won*")
inf        a to-infinitive ("refused *to sign*")
bare       a bare infinitive after the object ("let them *go*")
ing        a gerund ("denied *having met him*")
wh         a clause with a wh-word, `whether` or `if` ("asked *why*")
quote      a quoted clause
of, by, …  the phrase that each preposition opens, the preposition included
if         a conditional clause after the object
========== ==========================================================================

The first of a kind wins, except that `of` with a gerund replaces `of` without ("accused the head of
the firm *of lying*").
"""

from quotelib.rhetoric.chunks import Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import Sentence
from quotelib.text.analysis import TokenRange

Slots = dict[str, TokenRange]

_REPORTING = frozenset(
    "said says say told tells reported reports announced added adds wrote writes noted stated according explained".split()
)
_ENDING_SUBORDINATORS = frozenset("although though while whereas because".split())
_QUESTION_WORDS = frozenset("whether if".split())
_CLAUSE_PREPOSITIONS = frozenset("than as before after since until like".split())
_PARTICLES = frozenset("up down out off back away".split())
_SHORT_QUOTE = 4
"""A quoted stretch of up to so many tokens right after a verb is part of a phrase, not a quotation of its own."""
_SPAN = 30
"""How many chunks after the trigger are read for its complements."""


def complements(sentence: Sentence, index: int, *, takes_object: bool) -> Slots:
    """The slots filled to the right of chunk `index`; nouns and adjectives take no object."""
    slots: Slots = {}
    chunks = sentence.chunks
    at, limit = index + 1, min(len(chunks), index + _SPAN)
    open_object = takes_object
    trigger_form = chunks[index].form
    while at < limit:
        made = chunks[at]
        kind = made.kind
        if kind is Kind.NOUN:
            if open_object and clause_begins(sentence, at) and _takes_clause(sentence, index):
                slots.setdefault("that", (made.start, clause_end(sentence, at, trigger_form)))
                break
            if sentence.is_time(at) and (
                not open_object or at > index + 1 or made.end - made.start == 1
            ):
                at += 1
                continue
            if "object" not in slots and open_object:
                slots["object"] = noun_extent(sentence, at)
                at += 1
                continue
            if (
                open_object
                and "second" not in slots
                and chunks[at - 1].kind in (Kind.NOUN, Kind.QUOTE)
            ):
                slots["second"] = noun_extent(sentence, at)
                at += 1
                continue
            if sentence.kind(at - 1) is Kind.NOUN or open_object:
                break
            at += 1
        elif kind is Kind.SUBORDINATOR:
            word = sentence.lowers[made.head]
            end = clause_end(sentence, at, trigger_form)
            if word == "that":
                slots.setdefault("that", (made.start, end))
            elif word in _QUESTION_WORDS:
                adjacent = at == index + 1 or sentence.kind(at - 1) in (Kind.NOUN, Kind.CONJUNCTION)
                slots.setdefault(
                    "wh" if word == "whether" or (adjacent and "object" not in slots) else "if",
                    (made.start, end),
                )
            break
        elif kind is Kind.WH:
            if (
                sentence.lowers[made.head] == "that"
                and "object" not in slots
                and clause_begins(sentence, at + 1)
            ):
                slots.setdefault("that", (made.start, clause_end(sentence, at, trigger_form)))
            elif (
                at == index + 1
                or not slots
                or (
                    sentence.kind(at - 1) is Kind.NOUN
                    and sentence.lowers[made.head]
                    not in ("who", "which", "that", "whom", "whose", "where", "when")
                )
            ):
                slots.setdefault("wh", (made.start, clause_end(sentence, at, trigger_form)))
            elif (
                sentence.lowers[made.head] == "that"
                and not takes_object
                and sentence.kind(at + 1) is not Kind.VERB
            ):
                slots.setdefault("that", (made.start, clause_end(sentence, at, trigger_form)))
            break
        elif kind is Kind.VERB:
            at = _verb_slot(sentence, index, at, slots)
            if at < 0:
                break
        elif kind is Kind.PREPOSITION:
            at = _preposition_slot(sentence, at, slots, trigger_form)
            if at < 0:
                break
            open_object = False
        elif kind is Kind.QUOTE:
            quoted = quote_extent(sentence, made.start)
            if quoted is not None and _holds_clause(sentence, at, quoted):
                slots.setdefault("quote", quoted)
                break
            at += 1
        elif kind is Kind.ADJECTIVE and takes_object:
            slots.setdefault("adjective", (made.start, made.end))
            at += 1
        elif kind is Kind.ADVERB or kind is Kind.ADJECTIVE:
            if sentence.lowers[made.head] in _PARTICLES:
                slots.setdefault(sentence.lowers[made.head], (made.start, made.end))
            at += 1
        elif kind is Kind.CONJUNCTION:
            at += 1
            if sentence.kind(at) is not Kind.NOUN or sentence.kind(at + 1) is Kind.VERB:
                if sentence.kind(at) in (Kind.VERB, Kind.ADVERB) or sentence.kind(at) is Kind.NOUN:
                    break
                if (
                    sentence.kind(at) is Kind.PREPOSITION
                    and sentence.kind(at - 2) is Kind.PREPOSITION
                ):
                    continue
                break
            at += 1
        elif kind in (Kind.COMMA, Kind.BREAK):
            following = at + 1
            if sentence.kind(following) is Kind.QUOTE:
                quoted = quote_extent(sentence, chunks[following].start)
                if quoted is not None:
                    slots.setdefault("quote", quoted)
                break
            if (
                kind is Kind.BREAK
                and sentence.lowers[made.head] in (":",)
                and following < len(chunks)
            ):
                slots.setdefault("colon", (chunks[following].start, sentence_end(sentence)))
                break
            closing = _parenthesis_end(sentence, at)
            if closing is None:
                break
            at = closing + 1
        else:
            break
    return slots


def _takes_clause(sentence: Sentence, index: int) -> bool:
    """Is the trigger a word that may have a clause without `that`?"""
    return sentence.word(index) in word_classes()["clausal"]


def _verb_slot(sentence: Sentence, index: int, at: int, slots: Slots) -> int:
    """Fill the slot of the verb group at `at`; the next chunk to read, or -1 to stop."""
    made = sentence.chunks[at]
    trigger_form = sentence.chunks[index].form
    span = (made.start, clause_end(sentence, at, trigger_form))
    if made.form is Form.INFINITIVE:
        slots.setdefault("inf", span)
        return -1
    if made.form is Form.ING:
        slots.setdefault("ing", span)
        return -1
    if made.form is Form.BARE:
        slots.setdefault("bare", span)
        return -1
    if made.form is Form.PARTICIPLE and sentence.kind(at - 1) is Kind.NOUN:
        return at + 1
    return -1


def _preposition_slot(sentence: Sentence, at: int, slots: Slots, trigger_form: Form | None) -> int:
    """Fill the slot of the preposition at `at`; the next chunk to read, or -1 to stop."""
    chunks = sentence.chunks
    made = chunks[at]
    word = sentence.lowers[made.head]
    following = at + 1
    while sentence.kind(following) in (Kind.ADVERB, Kind.QUOTE):
        following += 1
    kind = sentence.kind(following)
    if word == "that" and kind is Kind.NOUN:
        slots.setdefault("that", (made.start, clause_end(sentence, at, trigger_form)))
        return -1
    if (
        kind is Kind.NOUN
        and clause_begins(sentence, following)
        and word in ("as", "after", "before", "until", "since", "so", "than", "like")
    ):
        slots.setdefault(word + "-clause", (made.start, clause_end(sentence, at, trigger_form)))
        return -1
    if kind is Kind.VERB:
        gerund = chunks[following].form is Form.ING
        if gerund and (word == "of" or word not in slots):
            slots[word] = (made.start, clause_end(sentence, following, trigger_form))
        return -1
    if kind is Kind.NOUN:
        slots.setdefault(word, (made.start, noun_extent(sentence, following)[1]))
        return following + 1
    if kind is Kind.ADJECTIVE:
        slots.setdefault(word, (made.start, chunks[following].end))
        return following + 1
    if kind in (Kind.WH, Kind.SUBORDINATOR):
        slots.setdefault(word, (made.start, clause_end(sentence, following, trigger_form)))
        return -1
    if kind is Kind.PREPOSITION:
        return following
    return -1


def _holds_clause(sentence: Sentence, at: int, quoted: TokenRange) -> bool:
    """Is the quoted stretch a clause, or too long to be a phrase of the sentence around it?"""
    if quoted[1] - quoted[0] <= _SHORT_QUOTE:
        return False
    return any(
        chunk.kind is Kind.VERB and chunk.form is Form.FINITE
        for chunk in sentence.chunks[at:]
        if chunk.start < quoted[1]
    )


def quote_extent(sentence: Sentence, opener: int) -> TokenRange | None:
    """The token range of the quotation-mark pair that opens at token `opener`, if one does."""
    pairs = sentence.analysis.pairs
    low, high = 0, len(pairs)
    while low < high:
        middle = (low + high) // 2
        if pairs[middle].opener < opener:
            low = middle + 1
        else:
            high = middle
    if low < len(pairs) and pairs[low].opener == opener:
        return opener, pairs[low].end
    return None


def clause_begins(sentence: Sentence, noun: int) -> bool:
    """Is the noun phrase at chunk `noun` the subject of a finite verb to its right (a bare clause)?"""
    at = noun + 1
    for _ in range(6):
        kind = sentence.kind(at)
        if kind is Kind.VERB:
            return sentence.chunks[at].form in (Form.FINITE, Form.BARE)
        if kind is Kind.ADVERB:
            at += 1
        elif kind in (Kind.PREPOSITION, Kind.CONJUNCTION) and sentence.kind(at + 1) is Kind.NOUN:
            if sentence.word(at) in _CLAUSE_PREPOSITIONS:
                return False
            at += 2
        else:
            return False
    return False


def noun_extent(sentence: Sentence, noun: int) -> TokenRange:
    """The noun phrase at chunk `noun` with its `of` phrases, its coordinated phrases and `by`, `between`, `in`."""
    end = sentence.chunks[noun].end
    at = noun + 1
    while at + 1 < len(sentence.chunks):
        kind = sentence.chunks[at].kind
        inner = at + 1
        while sentence.kind(inner) is Kind.QUOTE:
            inner += 1
        if sentence.kind(inner) is not Kind.NOUN or sentence.is_time(inner):
            break
        joins = (
            kind is Kind.PREPOSITION and sentence.word(at) in ("of", "by", "between", "among")
        ) or (kind is Kind.CONJUNCTION and sentence.kind(inner + 1) is not Kind.VERB)
        if not joins:
            break
        end = sentence.chunks[inner].end
        at = inner + 1
    return sentence.chunks[noun].start, end


def _parenthesis_end(sentence: Sentence, comma: int) -> int | None:
    """The comma that closes a short parenthesis which opens at `comma` (", a key ally,"), if there is one."""
    for index in range(comma + 1, min(comma + 6, len(sentence.chunks))):
        kind = sentence.chunks[index].kind
        if kind is Kind.COMMA:
            return index
        if kind in (Kind.VERB, Kind.STOP, Kind.WH, Kind.SUBORDINATOR):
            return None
    return None


def sentence_end(sentence: Sentence) -> int:
    """Past the last token of the sentence that is no mark."""
    last = len(sentence.chunks)
    while last > 0 and sentence.chunks[last - 1].kind in (Kind.STOP, Kind.QUOTE):
        last -= 1
    return sentence.chunks[last - 1].end if last else sentence.bounds[0]


def clause_end(sentence: Sentence, index: int, outer: Form | None = None) -> int:
    """Token past the end of the clause that begins at chunk `index`, inside a clause whose verb has form `outer`."""
    chunks = sentence.chunks
    quoted = sentence.analysis.quoted
    inside = quoted[chunks[index].start]
    opened = index
    verbs = 0
    for at in range(index, len(chunks)):
        made = chunks[at]
        kind = made.kind
        if kind is Kind.STOP:
            return made.start
        if (
            kind is Kind.QUOTE
            and at > opened
            and inside
            and made.start + 1 < len(quoted)
            and quoted[made.start + 1] != inside
        ):
            return made.start
        if kind is Kind.BREAK and sentence.lowers[made.head] in (
            ";",
            ":",
            "—",
            "–",
            "--",
            "-",
            "―",
        ):
            return made.start
        if kind is Kind.COMMA and _comma_ends(sentence, at):
            return made.start
        if kind is Kind.VERB:
            verbs += 1
        if (
            kind is Kind.CONJUNCTION
            and verbs
            and outer is Form.FINITE
            and sentence.kind(_skip_adverbs(sentence, at + 1)) is Kind.VERB
            and chunks[_skip_adverbs(sentence, at + 1)].form is Form.FINITE
            and chunks[index].form in (Form.INFINITIVE, Form.ING)
        ):
            return made.start
    return chunks[-1].end


def _skip_adverbs(sentence: Sentence, at: int) -> int:
    while sentence.kind(at) in (Kind.ADVERB, Kind.QUOTE):
        at += 1
    return at


def _comma_ends(sentence: Sentence, comma: int) -> bool:
    """Does the comma end the clause: before a participle, a contrast, or the words of another reporter?"""
    following = _skip_adverbs(sentence, comma + 1)
    kind = sentence.kind(following)
    if kind is None:
        return True
    word = sentence.word(following)
    if kind is Kind.VERB:
        return sentence.chunks[following].form in (Form.ING, Form.FINITE)
    if kind is Kind.CONJUNCTION:
        return word == "but" or (
            sentence.kind(following + 1) is Kind.NOUN and clause_begins(sentence, following + 1)
        )
    if kind is Kind.SUBORDINATOR:
        return word in _ENDING_SUBORDINATORS
    if kind is Kind.PREPOSITION:
        return word == "as" or word == "according"
    if kind is Kind.NOUN:
        at = following + 1
        for _ in range(4):
            if sentence.kind(at) is Kind.VERB:
                return sentence.word(at) in _REPORTING
            if sentence.kind(at) in (Kind.PREPOSITION, Kind.NOUN, Kind.ADVERB):
                at += 1
            else:
                return False
    return False
