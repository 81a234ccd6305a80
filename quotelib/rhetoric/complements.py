"""What follows a trigger: objects, clauses, infinitives, gerunds and prepositional phrases.

`complements` walks right from a trigger and fills *slots*, each with the token range that fills it:

========== ==========================================================================
object     the direct object ("accused *Moscow*")
second     a second object right after it ("denied him *a visa*")
adjective  a predicate after the object ("declared the vote *void*")
that       a clause with or without `that` ("denied *that it attacked*", "insist *they won*")
inf        a to-infinitive ("refused *to sign*")
bare       a bare infinitive after the object ("let them *go*")
ing        a gerund ("denied *having met him*")
wh         a clause with a wh-word, `whether` or `if` ("asked *why*")
quote      a quoted clause
colon      what follows a colon
if         a conditional clause after the object
of, by, …  the phrase that each preposition opens, the preposition included
up, …      a particle
========== ==========================================================================

The first of a kind wins, except that `of` with a gerund replaces `of` without ("accused the head of
the firm *of lying*").
"""

from collections.abc import Callable

from quotelib.rhetoric.extents import clause_begins, clause_end, noun_extent, sentence_end
from quotelib.rhetoric.kinds import BE, NEGATIONS, TIME_NOUNS, Chunk, Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import Sentence
from quotelib.text.analysis import TokenRange

Slots = dict[str, TokenRange]

_ADVERBIAL_OPENINGS = frozenset("every each last next this all".split())
_QUESTION_WORDS = frozenset(("whether", "if"))
_RELATIVES = frozenset("who which that whom whose where when".split())
_CLAUSE_CONJUNCTIONS = frozenset("as after before until since so than like".split())
_PAIRING = frozenset(("both", "either", "neither"))
"""They open a pair of phrases ("defended *both* the raid and the siege")."""
_PARTICLES = frozenset("up down out off back away apart".split())
_TIME_PREPOSITIONS = frozenset("on in at by".split())
_VERBAL_SLOTS: dict[Form | None, str] = {
    Form.INFINITIVE: "inf",
    Form.ING: "ing",
    Form.BARE: "bare",
}
_SHORT_QUOTE = 4
"""A quoted stretch of so few tokens after a verb is part of a phrase, not a quotation of its own."""
_SPAN = 30
"""How many chunks after the trigger are read for its complements."""
_PARENTHESIS = 6
"""The longest parenthesis between commas that is skipped, in chunks."""


def complements(
    sentence: Sentence, index: int, *, takes_object: bool, verb: int | None = None
) -> Slots:
    """The slots filled to the right of chunk `index`; nouns and adjectives take no object.

    `verb` is the chunk of the verb where `index` is its particle ("called *on*").
    """
    form = sentence.chunks[index if verb is None else verb].form
    return _Walk(sentence, index, form, takes_object=takes_object).slots


class _Walk:
    """One walk to the right of a trigger; each method reads the chunk at `at` and gives the next.

    A method gives -1 to end the walk. `open_object` tells whether an object may still come.
    """

    def __init__(
        self, sentence: Sentence, index: int, form: Form | None, *, takes_object: bool
    ) -> None:
        self.sentence = sentence
        self.index = index
        self.form = form
        self.takes_object = takes_object
        self.open_object = takes_object
        self.slots: Slots = {}
        limit = min(len(sentence.chunks), index + _SPAN)
        at = index + 1
        while 0 <= at < limit:
            read = _READERS.get(sentence.chunks[at].kind)
            at = read(self, at) if read is not None else -1

    def fill(self, slot: str, at: int, end: int) -> None:
        """Fill `slot` from chunk `at` to token `end`, unless something fills it already or it would be empty."""
        start = self.sentence.chunks[at].start
        if start < end:
            self.slots.setdefault(slot, (start, end))

    def fill_clause(self, slot: str, at: int) -> int:
        """Fill `slot` with the clause from chunk `at` on, which ends the walk."""
        self.fill(slot, at, clause_end(self.sentence, at, self.form))
        return -1

    def noun(self, at: int) -> int:
        sentence, slots = self.sentence, self.slots
        made = sentence.chunks[at]
        if not self.open_object:
            return self.late_noun(at)
        if clause_begins(sentence, at) and sentence.word(self.index) in word_classes()["clausal"]:
            return self.fill_clause("that", at)
        if sentence.is_time(at) and (at > self.index + 1 or _is_adverbial(sentence, made)):
            return at + 1
        if "object" not in slots:
            slots["object"] = noun_extent(sentence, at)
            return at + 1
        if "second" not in slots and sentence.kind(at - 1) in (Kind.NOUN, Kind.QUOTE):
            slots["second"] = noun_extent(sentence, at)
            return at + 1
        return -1

    def late_noun(self, at: int) -> int:
        """A noun phrase where no object is open: a clause of the noun, or an object moved behind `as`."""
        sentence, classes = self.sentence, word_classes()
        adjacent = at == self.index + 1
        if (
            adjacent
            and not self.takes_object
            and sentence.word(self.index) in classes["clause_noun"]
        ):
            return self.fill_clause("that", at) if clause_begins(sentence, at) else -1
        moved = self.takes_object and "as" in self.slots and "object" not in self.slots
        if moved and sentence.kind(at - 1) in (Kind.NOUN, Kind.ADJECTIVE, Kind.QUOTE):
            self.slots["object"] = noun_extent(sentence, at)
            return at + 1
        return -1 if sentence.kind(at - 1) is Kind.NOUN else at + 1

    def subordinator(self, at: int) -> int:
        word = self.sentence.word(at)
        if word == "that":
            return (
                self.fill_clause("that", at) if self._is_clause_at(at + 1) else self._pointing(at)
            )
        if word == "whether" or (word == "if" and self._asks(at)):
            return self.fill_clause("wh", at)
        return self.fill_clause("if", at) if word == "if" else -1

    def _pointing(self, at: int) -> int:
        """A `that` without a verb after it points: "maintained *that* lead", "proposed just *that*"."""
        if self.open_object and self.sentence.kind(at + 1) is not Kind.NOUN:
            self.fill("object", at, self.sentence.chunks[at].end)
        return at + 1

    def _is_clause_at(self, at: int) -> bool:
        """Can a clause begin at chunk `at`: is there a verb for it, and right there after a verb that takes no clause?"""
        sentence = self.sentence
        if (
            self.takes_object
            and self.open_object
            and at == self.index + 2
            and sentence.kind(at) is Kind.NOUN
            and sentence.word(self.index) not in word_classes()["clausal"]
            and sentence.kind(at + 1) is Kind.PREPOSITION
        ):
            return clause_begins(sentence, at)
        return any(
            made.kind is Kind.VERB and made.form not in (Form.ING, Form.INFINITIVE)
            for made in sentence.chunks[at:]
        )

    def _asks(self, at: int) -> bool:
        """Is the `if` at `at` one of questions ("asked if"), not of conditions?"""
        if "object" in self.slots:
            return False
        return at == self.index + 1 or self.sentence.kind(at - 1) in (Kind.NOUN, Kind.CONJUNCTION)

    def wh(self, at: int) -> int:
        sentence, word = self.sentence, self.sentence.word(at)
        if word == "that":
            clause = clause_begins(sentence, at + 1)
            if "object" not in self.slots and self.takes_object and clause:
                return self.fill_clause("that", at)
            if not self.takes_object and sentence.kind(at + 1) is not Kind.VERB:
                return self.fill_clause("that", at)
        after_noun = sentence.kind(at - 1) is Kind.NOUN
        if at == self.index + 1 or not self.slots or (after_noun and word not in _RELATIVES):
            return self.fill_clause("wh", at)
        return -1

    def verb(self, at: int) -> int:
        form = self.sentence.chunks[at].form
        if form in _VERBAL_SLOTS:
            return self.fill_clause(_VERBAL_SLOTS[form], self._with_negation(at))
        copula = not self.takes_object and at == self.index + 1 and self.sentence.word(at) in BE
        if copula and self.sentence.kind(at + 1) is Kind.SUBORDINATOR:
            return at + 1  # "their fear is that …"
        reduced = form is Form.PARTICIPLE and self.sentence.kind(at - 1) is Kind.NOUN
        return at + 1 if reduced and self.takes_object else -1

    def _with_negation(self, at: int) -> int:
        """The chunk where the verb at `at` begins with the negation before it ("told him *not* to go")."""
        before = at - 1
        sentence = self.sentence
        negated = sentence.kind(before) is Kind.ADVERB and sentence.word(before) in NEGATIONS
        return before if negated and before > self.index else at

    def preposition(self, at: int) -> int:
        sentence, word = self.sentence, self.sentence.word(at)
        self.open_object = False
        following = at + 1
        while sentence.kind(following) in (Kind.ADVERB, Kind.QUOTE):
            following += 1
        kind = sentence.kind(following)
        if word in _PARTICLES:
            self.fill(word, at, sentence.chunks[at].end)
        if kind is Kind.NOUN:
            return self._prepositional_noun(at, following)
        if kind is Kind.VERB:
            gerund = sentence.chunks[following].form is Form.ING
            if gerund and (word == "of" or word not in self.slots):
                end = clause_end(sentence, following, self.form)
                self.slots[word] = sentence.chunks[at].start, end
            return -1
        if kind is Kind.ADJECTIVE:
            self.fill(word, at, sentence.chunks[following].end)
            return following + 1
        if kind in (Kind.WH, Kind.SUBORDINATOR):
            self.fill(word, at, clause_end(sentence, following, self.form))
            return -1
        return following if kind is Kind.PREPOSITION else -1

    def _prepositional_noun(self, at: int, noun: int) -> int:
        """The preposition at `at` stands before the noun phrase at `noun`: a phrase, a clause, a time."""
        sentence, word = self.sentence, self.sentence.word(at)
        if word == "that":
            return self.fill_clause("that", at)
        if word in _CLAUSE_CONJUNCTIONS and clause_begins(sentence, noun):
            return self.fill_clause(f"{word}-clause", at)
        if not (sentence.is_time(noun) and word in _TIME_PREPOSITIONS):
            self.fill(word, at, noun_extent(sentence, noun)[1])
        return noun + 1

    def quote(self, at: int) -> int:
        quoted = self._quoted(at)
        if quoted is None or not self._is_clause(at, quoted):
            return at + 1
        self.slots.setdefault("quote", quoted)
        return -1

    def _quoted(self, at: int) -> TokenRange | None:
        """The quotation-mark pair that opens at chunk `at`, cut at the sentence's end."""
        opener = self.sentence.chunks[at].start
        end = self.sentence.opened.get(opener)
        return None if end is None else (opener, min(end, self.sentence.bounds[1]))

    def _is_clause(self, at: int, quoted: TokenRange) -> bool:
        """Is the quoted stretch long enough and does it have a finite verb?"""
        if quoted[1] - quoted[0] <= _SHORT_QUOTE:
            return False
        return any(
            chunk.kind is Kind.VERB and chunk.form is Form.FINITE
            for chunk in self.sentence.chunks[at:]
            if chunk.start < quoted[1]
        )

    def adjective(self, at: int) -> int:
        if self.takes_object:
            self.fill("adjective", at, self.sentence.chunks[at].end)
        return self.adverb(at)

    def adverb(self, at: int) -> int:
        if self.sentence.word(at) in _PARTICLES:
            self.fill(self.sentence.word(at), at, self.sentence.chunks[at].end)
        return at + 1

    def conjunction(self, at: int) -> int:
        sentence = self.sentence
        if sentence.word(at) in _PAIRING and sentence.kind(at + 1) is Kind.NOUN:
            return at + 1
        if sentence.kind(at + 1) is Kind.PREPOSITION and sentence.kind(at - 1) is Kind.PREPOSITION:
            return at + 1
        joins = sentence.kind(at + 1) is Kind.NOUN and sentence.kind(at + 2) is not Kind.VERB
        return at + 2 if joins else -1

    def pause(self, at: int) -> int:
        """A comma or another break: a quotation or a parenthesis may follow."""
        sentence = self.sentence
        if sentence.kind(at + 1) is Kind.QUOTE:
            quoted = self._quoted(at + 1)
            if quoted is not None:
                self.slots.setdefault("quote", quoted)
            return -1
        if sentence.word(at) == ":" and at + 1 < len(sentence.chunks):
            self.fill("colon", at + 1, sentence_end(sentence))
            return -1
        closing = _parenthesis_end(sentence, at)
        return -1 if closing is None else closing + 1


_READERS: dict[Kind, Callable[[_Walk, int], int]] = {
    Kind.NOUN: _Walk.noun,
    Kind.SUBORDINATOR: _Walk.subordinator,
    Kind.WH: _Walk.wh,
    Kind.VERB: _Walk.verb,
    Kind.PREPOSITION: _Walk.preposition,
    Kind.QUOTE: _Walk.quote,
    Kind.ADJECTIVE: _Walk.adjective,
    Kind.ADVERB: _Walk.adverb,
    Kind.CONJUNCTION: _Walk.conjunction,
    Kind.COMMA: _Walk.pause,
    Kind.BREAK: _Walk.pause,
}


def _is_adverbial(sentence: Sentence, made: Chunk) -> bool:
    """Is a phrase of time right after a verb no object of it ("praised *Tuesday night* the …", "protests *every day*")?"""
    opening = sentence.lowers[made.start]
    return made.end - made.start == 1 or opening in _ADVERBIAL_OPENINGS or opening in TIME_NOUNS


def _parenthesis_end(sentence: Sentence, comma: int) -> int | None:
    """The comma that closes a short parenthesis which opens at `comma` (", a key ally,")."""
    for index in range(comma + 1, min(comma + _PARENTHESIS, len(sentence.chunks))):
        kind = sentence.chunks[index].kind
        if kind is Kind.COMMA:
            return index
        if kind in (Kind.VERB, Kind.STOP, Kind.WH, Kind.SUBORDINATOR):
            return None
    return None
