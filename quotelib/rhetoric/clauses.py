"""Clauses seen from their verb: its subject to the left, verbs coordinated with it, relative pronouns.

`FiniteWalk` goes left from a finite verb to its subject; see `subjects` for the constructions it
steps over. It ends with the subject, or with another verb that has the same subject, or with nothing.
"""

from collections.abc import Callable

from quotelib.rhetoric.kinds import Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import REACH, SKIPPED, Sentence
from quotelib.text.analysis import TokenRange

RELATIVES = frozenset("who which that whom".split())
_CLAUSE_OPENERS = frozenset("as after before since until than".split())
_COPIED_FORMS = {Form.BARE: (Form.INFINITIVE, Form.BARE), Form.INFINITIVE: (Form.INFINITIVE,)}
_BEFORE_PARENTHESIS = (Kind.NOUN, Kind.BREAK, Kind.ADVERB, Kind.QUOTE)
_DASHES = frozenset("— – -- - ―".split())
_NEVER_SHARED = frozenset((("MD", "VBD"), ("VBZ", "VBP"), ("VBP", "VBZ")))
"""Tags of two finite verbs that cannot have one subject."""
_END = -1


class FiniteWalk:
    """The walk left from the finite verb group `verb`; each method reads a chunk and gives the next.

    Attributes:
        found: The subject, if the walk came to one.
        shared: The chunk of an earlier verb that has the same subject, if the walk came to one.
    """

    def __init__(self, sentence: Sentence, verb: int) -> None:
        self.sentence = sentence
        self.verb = verb
        self.stop = verb
        self.parenthesis = False
        self.found: TokenRange | None = None
        self.shared: int | None = None
        low = max(_END, verb - REACH)
        at = verb - 1
        while at > low:
            read = _READERS.get(sentence.chunks[at].kind)
            at = read(self, at) if read is not None else at - 1

    def noun(self, at: int) -> int:
        sentence = self.sentence
        outer = _outer_noun(sentence, at, adjacent=not self.parenthesis)
        if outer is None:
            return at - 1
        before = sentence.skip_left(outer, SKIPPED)
        above = sentence.kind(before)
        if self.parenthesis and above is Kind.COMMA and _is_apposition(sentence, outer, before):
            return before - 1
        if sentence.is_time(outer) and above is Kind.NOUN:
            return before
        if above is Kind.VERB and _heads_nominal(sentence, before):
            return before - 1
        modifies = above is Kind.VERB and inside_relative(sentence, before)
        if modifies and sentence.word(before) not in word_classes()["clausal"]:
            return relative_start(sentence, before) - 1
        self.found = phrase_from(sentence, outer, self.stop)
        return _END

    def comma(self, at: int) -> int:
        opening = parenthesis_start(self.sentence, at)
        self.parenthesis = True
        self.stop = opening if opening is not None else at
        return self.stop - 1

    def pronoun(self, at: int) -> int:
        word = self.sentence.word(at)
        if word in RELATIVES:
            self.found = antecedent(self.sentence, at)
            return _END
        return _END if word == "what" else at - 1

    def subordinator(self, at: int) -> int:
        """A `that` right before the verb is a relative pronoun; else the clause begins here."""
        made = self.sentence.chunks[at]
        adjacent = made.end == self.sentence.chunks[self.verb].start
        if adjacent and self.sentence.word(at) == "that":
            return self.pronoun(at)
        return _END if made.kind is Kind.SUBORDINATOR else at - 1

    def conjunction(self, at: int) -> int:
        if at == self.sentence.skip_left(self.verb, SKIPPED):
            self.shared = coordinated(self.sentence, self.verb)
        return _END if self.shared is not None else at - 1

    def other_verb(self, at: int) -> int:
        if self.sentence.chunks[at].form is not Form.FINITE:
            return at - 1
        return relative_start(self.sentence, at) - 1 if inside_relative(self.sentence, at) else _END

    def pause(self, at: int) -> int:
        """A dash may close a parenthesis, which is stepped over; a colon begins a clause."""
        word = self.sentence.word(at)
        if word in (":", ";"):
            return _END
        if word not in _DASHES:
            return at - 1
        opening = next(
            (one for one in range(at - 1, -1, -1) if self.sentence.word(one) == word), at
        )
        self.stop = opening
        return opening - 1

    def boundary(self, _: int) -> int:
        return _END


_READERS: dict[Kind, Callable[[FiniteWalk, int], int]] = {
    Kind.NOUN: FiniteWalk.noun,
    Kind.COMMA: FiniteWalk.comma,
    Kind.WH: FiniteWalk.pronoun,
    Kind.SUBORDINATOR: FiniteWalk.subordinator,
    Kind.PREPOSITION: FiniteWalk.subordinator,
    Kind.CONJUNCTION: FiniteWalk.conjunction,
    Kind.VERB: FiniteWalk.other_verb,
    Kind.BREAK: FiniteWalk.pause,
    Kind.STOP: FiniteWalk.boundary,
}


def coordinated(sentence: Sentence, verb: int) -> int | None:
    """The earlier verb group that `verb` is coordinated with ("condemned … and threatened"), if any."""
    form = sentence.chunks[verb].form
    wanted = _COPIED_FORMS.get(form, (form,)) if form else ()
    before = sentence.skip_left(verb, SKIPPED)
    if sentence.kind(before) not in (Kind.CONJUNCTION, Kind.COMMA):
        return None
    quoted, start = sentence.analysis.quoted, sentence.chunks[verb].start
    for index in sentence.leftward(before):
        made = sentence.chunks[index]
        if made.kind is Kind.STOP:
            return None
        if made.kind is not Kind.VERB or quoted[made.start] != quoted[start]:
            continue
        if made.form in wanted and _goes_on(sentence, index, verb):
            return index
        continues = form is Form.PARTICIPLE and made.end - made.start > 1
        bare = form is Form.BARE and sentence.analysis.tags[made.start] == "MD"
        if made.form is Form.FINITE and (continues or bare):
            return index
    return None


def _goes_on(sentence: Sentence, earlier: int, verb: int) -> bool:
    """Can `verb` continue `earlier`, with the same subject?

    A past tense does not continue a modal ("would rebound and | praised"), nor a plural a singular
    ("say that nobody sells but | hope that …").
    """
    tags = sentence.analysis.tags
    first, second = (tags[sentence.chunks[at].start] for at in (earlier, verb))
    return (first, second) not in _NEVER_SHARED


def phrase_from(sentence: Sentence, noun: int, stop: int) -> TokenRange:
    """The noun phrase at chunk `noun` with the prepositional phrases that follow it before chunk `stop`."""
    end = sentence.chunks[noun].end
    index = noun + 1
    while index + 1 < stop:
        joins = sentence.chunks[index].kind in (Kind.PREPOSITION, Kind.CONJUNCTION)
        if not joins or sentence.kind(index + 1) is not Kind.NOUN or sentence.is_time(index + 1):
            break
        end = sentence.chunks[index + 1].end
        index += 2
    return sentence.chunks[noun].start, end


def _heads_nominal(sentence: Sentence, verb: int) -> bool:
    """Is the infinitive at `verb` a noun's, in the subject ("a plan *to cut* fees | was welcomed")?"""
    made = sentence.chunks[verb]
    return (
        made.form is Form.INFINITIVE
        and sentence.kind(verb - 1) is Kind.NOUN
        and sentence.word(verb) not in word_classes()["clausal"]
    )


def _is_apposition(sentence: Sentence, noun: int, comma: int) -> bool:
    """Does the phrase at `noun` explain the one before the comma ("Chile, a close ally, …")?"""
    opener = sentence.lowers[sentence.chunks[noun].start]
    return opener in ("a", "an", "the") and sentence.kind(comma - 1) is Kind.NOUN


def _outer_noun(sentence: Sentence, noun: int, *, adjacent: bool) -> int | None:
    """The head of the chain of prepositional phrases that ends in `noun`; None for an adjunct at the clause's start.

    After a conjunction such as `as` or `after` the phrase is a subject itself if the verb is `adjacent`.
    """
    at = noun
    while sentence.kind(at - 1) is Kind.PREPOSITION or (
        sentence.kind(at - 1) is Kind.CONJUNCTION and sentence.kind(at - 2) is Kind.NOUN
    ):
        if (
            sentence.kind(at - 1) is Kind.CONJUNCTION
            and sentence.kind(sentence.skip_left(at - 2, SKIPPED)) is Kind.VERB
            and sentence.word(sentence.skip_left(at - 2, SKIPPED)) not in word_classes()["clausal"]
        ):
            return at  # "met the mayor and | the bishop denied"
        if (
            adjacent
            and sentence.word(at - 1) in _CLAUSE_OPENERS
            and sentence.word(at - 2) != "such"
        ):
            return at
        if sentence.kind(at - 2) is not Kind.NOUN:
            return None
        at -= 2
    return at


def parenthesis_start(sentence: Sentence, comma: int) -> int | None:
    """The comma that opens the parenthesis which the comma at `comma` closes, if there is one."""
    for index in sentence.leftward(comma):
        kind = sentence.chunks[index].kind
        if kind is Kind.COMMA:
            return index if sentence.kind(index - 1) in _BEFORE_PARENTHESIS else None
        if kind is Kind.STOP:
            return None
    return None


def inside_relative(sentence: Sentence, verb: int) -> bool:
    """Is the verb group at `verb` in a relative clause, or a participle that modifies a noun?"""
    made = sentence.chunks[verb]
    if made.form in (Form.ING, Form.PARTICIPLE):
        return sentence.kind(sentence.skip_left(verb, SKIPPED)) is Kind.NOUN
    return relative_start(sentence, verb) != verb


def relative_start(sentence: Sentence, verb: int) -> int:
    """The relative pronoun that opens the clause of `verb`; `verb` itself where there is none."""
    before = sentence.skip_left(verb, SKIPPED)
    if sentence.word(before) in RELATIVES and sentence.kind(before) is not Kind.NOUN:
        return before
    if sentence.kind(before) is Kind.NOUN and sentence.kind(before - 1) is Kind.WH:
        return before - 1
    return verb


def antecedent(sentence: Sentence, pronoun: int) -> TokenRange | None:
    """The noun phrase that the relative pronoun at `pronoun` stands for."""
    at = sentence.skip_left(pronoun, frozenset((Kind.COMMA, Kind.QUOTE, Kind.PREPOSITION)))
    if sentence.kind(at) is not Kind.NOUN:
        return None
    of_place = sentence.word(at - 1) in ("of", "from") and sentence.kind(at - 2) is Kind.NOUN
    if of_place and sentence.word(pronoun) == "who" and _is_name(sentence, at):
        return sentence.chunks[at - 2].start, sentence.chunks[at].end  # "Moss of Ohio, who …"
    return sentence.chunks[at].start, sentence.chunks[at].end


def _is_name(sentence: Sentence, noun: int) -> bool:
    return sentence.analysis.tags[sentence.chunks[noun].head] in ("NNP", "NNPS")
