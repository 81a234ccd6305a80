"""Who does what a verb group says: its surface subject, over coordination, control and adjuncts.

The walk goes left from the verb group and stops at the first noun phrase that can be its subject:

* over a parenthesis between commas ("Pakistan, a key ally, has refused");
* over the prepositional phrases of the subject ("members of the party denied");
* over a relative clause inside it ("the rebels who took the town threatened");
* to the antecedent where the verb is inside a relative clause ("Sharon, who has vowed");
* to the earlier verb's subject where verbs are coordinated ("condemned the raid and threatened war");
* up to the controller where the verb is an infinitive or a participle: the object of verbs such as
  `urge` ("urged him to endorse"), the possessor of a noun ("his refusal to endorse"), otherwise the
  subject of the verb above.

What comes back is the surface subject; for a passive verb that is the one acted upon.
"""

from quotelib.rhetoric.clauses import (
    RELATIVES,
    FiniteWalk,
    antecedent,
    coordinated,
    inside_relative,
    parenthesis_start,
    phrase_from,
)
from quotelib.rhetoric.kinds import (
    BARE,
    COMMA,
    CONJUNCTION,
    FINITE,
    INFINITIVE,
    ING,
    NOUN,
    PARTICIPLE,
    Chunk,
    Form,
    Kind,
)
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.sentences import SKIPPED, Sentence
from quotelib.text.analysis import TokenRange

_DEPTH = 6
"""How many clauses up the walk may climb ("vowed to try to force them to admit")."""

_CONTROL_PREPOSITIONS = frozenset("of for from with into against".split())


def subject(sentence: Sentence, verb: int, depth: int = 0) -> TokenRange | None:
    """Token range of the surface subject of the verb group with chunk index `verb`, or None."""
    if depth > _DEPTH:
        return None
    form = sentence.chunks[verb].form
    before = sentence.skip_left(verb, SKIPPED)
    if sentence.kind(before) is CONJUNCTION:
        earlier = coordinated(sentence, verb)
        if earlier is not None:
            return subject(sentence, earlier, depth + 1)
        before = sentence.skip_left(before, SKIPPED)
    if form is FINITE and sentence.kind(before) is COMMA:
        earlier = _listed_verb(sentence, verb, before)
        if earlier is not None:
            return subject(sentence, earlier, depth + 1)
    if form is INFINITIVE or (form is BARE and sentence.kind(before) is not NOUN):
        found = _controller(sentence, verb, before, depth)
        if found is not None or form is INFINITIVE:
            return found
    if form is ING:
        return _adjunct_subject(sentence, before, depth)
    if form is PARTICIPLE:
        return _participle_subject(sentence, verb, before, depth)
    return _finite_subject(sentence, verb, depth)


def _finite_subject(sentence: Sentence, verb: int, depth: int) -> TokenRange | None:
    walk = FiniteWalk(sentence, verb)
    if walk.shared is not None:
        return subject(sentence, walk.shared, depth + 1)
    return walk.found


def _listed_verb(sentence: Sentence, verb: int, comma: int) -> int | None:
    """The verb that `verb` continues after a mere comma, as in headlines ("Slams bank, praises union")."""
    if (
        parenthesis_start(sentence, comma) is not None
        or sentence.word(verb) in word_classes()["clausal"]
    ):
        return None
    return coordinated(sentence, verb)


def _controller(sentence: Sentence, verb: int, before: int, depth: int) -> TokenRange | None:
    """Who is to do what the infinitive at `verb` says; `before` is the chunk it follows."""
    kind = sentence.kind(before)
    if kind is Kind.VERB:
        return subject(sentence, before, depth + 1)
    if kind is Kind.ADJECTIVE:
        found = predicate_subject(sentence, before, depth + 1)
        expletive = found is not None and sentence.lowers[found[0]] == "it"
        return None if expletive else found  # "it is wrong to imply"
    if kind is Kind.NOUN:
        return _noun_controller(sentence, before, depth)
    if kind is None or kind is Kind.COMMA:
        return _main_subject(sentence, verb, depth)
    if kind in (Kind.PREPOSITION, Kind.WH, Kind.SUBORDINATOR):
        above = _governor(sentence, before)
        return subject(sentence, above, depth + 1) if above is not None else None
    return None


def _noun_controller(sentence: Sentence, noun: int, depth: int) -> TokenRange | None:
    """The controller of an infinitive that follows the noun phrase `noun`."""
    above = _governor(sentence, noun)
    controls = above is not None and sentence.word(above) in word_classes()["object_control"]
    if controls or sentence.word(noun - 1) == "for":
        return sentence.chunks[noun].start, sentence.chunks[noun].end
    owner = possessor(sentence, sentence.chunks[noun])
    # "went on the host's show to defend it": the owner of a place has no part in it.
    aside = sentence.kind(noun - 1) is Kind.PREPOSITION and above is not None
    if owner is not None and not (aside and _is_name(sentence, owner)):
        return owner
    if above is not None:
        return subject(sentence, above, depth + 1)
    if noun == 0:  # a headline's future: "Mayor to call for calm"
        return sentence.chunks[0].start, sentence.chunks[0].end
    return None


def _is_name(sentence: Sentence, span: TokenRange) -> bool:
    return sentence.analysis.tags[span[1] - 1] in ("NNP", "NNPS")


def _governor(sentence: Sentence, noun: int) -> int | None:
    """The verb group before the noun phrase `noun`, over noun phrases and prepositions only."""
    for index in sentence.leftward(noun):
        kind = sentence.chunks[index].kind
        if kind is Kind.VERB:
            return index
        if kind not in (
            Kind.NOUN,
            Kind.PREPOSITION,
            Kind.ADVERB,
            Kind.QUOTE,
            Kind.ADJECTIVE,
            Kind.CONJUNCTION,
        ):
            return None
    return None


def _adjunct_subject(sentence: Sentence, before: int, depth: int) -> TokenRange | None:
    """The understood subject of a gerund or present participle; `before` is the chunk it follows."""
    kind = sentence.kind(before)
    if kind is Kind.NOUN:
        return _modified_by_participle(sentence, before, depth)
    if kind is Kind.VERB:
        return subject(sentence, before, depth + 1)
    if kind is Kind.ADJECTIVE:
        return predicate_subject(sentence, before, depth + 1)
    if kind is Kind.PREPOSITION:
        return _gerund_controller(sentence, before, depth)
    if kind is Kind.COMMA:
        parallel = _parallel_adjunct(sentence, before)
        if parallel is not None:
            return subject(sentence, parallel, depth + 1)
    if kind in (Kind.COMMA, Kind.BREAK, Kind.WH, Kind.SUBORDINATOR):
        above = _main_verb_before(sentence, before)
        if above is not None:
            return subject(sentence, above, depth + 1)
        return _main_subject(sentence, before, depth)
    if before < 0:
        return _main_subject(sentence, before, depth)
    return None


def _parallel_adjunct(sentence: Sentence, comma: int) -> int | None:
    """The participle after an earlier comma that reports what stands between (", *saying* it rained, hinting …")."""
    for at in sentence.leftward(comma):
        made = sentence.chunks[at]
        if made.kind is Kind.STOP:
            return None
        if made.kind is Kind.VERB and made.form is Form.ING:
            adjunct = sentence.kind(at - 1) is Kind.COMMA
            return at if adjunct and sentence.word(at) in word_classes()["clausal"] else None
    return None


def _modified_by_participle(sentence: Sentence, noun: int, depth: int) -> TokenRange | None:
    """The subject of a participle after the noun phrase `noun`: that phrase, if it can act."""
    if sentence.is_time(noun):
        above = _main_verb_before(sentence, noun)
        return subject(sentence, above, depth + 1) if above is not None else None
    above = _governor(sentence, noun)
    classes = word_classes()
    issued = above is not None and sentence.word(above) in classes["light"]
    if above is not None and issued and sentence.word(noun) in classes["document"]:
        return subject(sentence, above, depth + 1)  # "they issued a statement calling for calm"
    return _reduced_head(sentence, noun)


def _gerund_controller(sentence: Sentence, preposition: int, depth: int) -> TokenRange | None:
    """Who does what the gerund after `preposition` says ("accused him of lying", "won by lying")."""
    before = sentence.skip_left(preposition, SKIPPED)
    if sentence.kind(before) is Kind.NOUN:
        above = _governor(sentence, before)
        if (
            above is not None
            and sentence.word(preposition) in _CONTROL_PREPOSITIONS
            and not sentence.chunks[above].passive
            and sentence.word(before) not in word_classes()["mute"]
        ):
            return sentence.chunks[before].start, sentence.chunks[before].end
        if above is not None:
            return subject(sentence, above, depth + 1)
        return possessor(sentence, sentence.chunks[before])
    above = _main_verb_before(sentence, preposition)
    if above is not None:
        return subject(sentence, above, depth + 1)
    return _main_subject(sentence, preposition, depth)


def _participle_subject(
    sentence: Sentence, verb: int, before: int, depth: int
) -> TokenRange | None:
    """The noun that a bare past participle modifies ("men charged with fraud", "Rebuked by X, Y …")."""
    kind = sentence.kind(before)
    if kind is Kind.NOUN:
        return _reduced_head(sentence, before)
    if kind is Kind.COMMA and sentence.kind(before - 1) is Kind.NOUN:
        return _reduced_head(sentence, before - 1)
    if kind is Kind.WH and sentence.word(before) in RELATIVES:
        return antecedent(sentence, before)
    if kind in (Kind.WH, Kind.SUBORDINATOR):  # "when asked, she …", "he said when asked"
        above = _main_verb_before(sentence, before)
        if above is not None:
            return subject(sentence, above, depth + 1)
    if before < 0 or kind in (Kind.WH, Kind.SUBORDINATOR):
        return _main_subject(sentence, verb, depth)
    return None


def _reduced_head(sentence: Sentence, noun: int) -> TokenRange:
    """The noun phrase that a participle right after `noun` modifies: over `of` to the head ("scores of men")."""
    while sentence.word(noun - 1) == "of" and sentence.kind(noun - 2) is Kind.NOUN:
        noun -= 2
    return phrase_from(sentence, noun, noun + 3)


def _main_verb_before(sentence: Sentence, index: int) -> int | None:
    """The nearest finite verb group before chunk `index` that is not in a relative clause; else the nearest."""
    nearest = None
    for at in sentence.leftward(index):
        made = sentence.chunks[at]
        if made.kind is Kind.VERB and made.form is Form.FINITE:
            if not inside_relative(sentence, at):
                return at
            nearest = at if nearest is None else nearest
    return nearest


def _main_subject(sentence: Sentence, index: int, depth: int) -> TokenRange | None:
    """The subject of the first finite verb after a comma after chunk `index` ("To win, Obama freed …")."""
    comma = False
    for at in sentence.rightward(index):
        made = sentence.chunks[at]
        comma = comma or made.kind is Kind.COMMA
        if comma and made.kind is Kind.VERB and made.form is Form.FINITE:
            return _finite_subject(sentence, at, depth + 1)
    return None


def predicate_subject(sentence: Sentence, adjective: int, depth: int = 0) -> TokenRange | None:
    """The subject of the predicate adjective (or noun) at chunk `adjective`: that of its copula."""
    before = sentence.skip_left(
        adjective, frozenset((Kind.ADVERB, Kind.QUOTE, Kind.ADJECTIVE, Kind.CONJUNCTION))
    )
    if sentence.kind(before) is Kind.VERB:
        return subject(sentence, before, depth + 1)
    if sentence.kind(before) is Kind.NOUN:
        return sentence.chunks[before].start, sentence.chunks[before].end
    return None


def possessor(sentence: Sentence, noun: Chunk) -> TokenRange | None:
    """The possessor inside a noun phrase ("Iran's" in "Iran's Foreign Ministry", "his"), without its mark."""
    tags = sentence.analysis.tags
    if tags[noun.start] in ("PRP$", "WP$"):
        return noun.start, noun.start + 1
    for at in range(noun.end - 1, noun.start, -1):
        if tags[at] == "POS" or (tags[at] == "VBZ" and sentence.lowers[at] in ("'s", "’s")):
            return noun.start, at
    return None
