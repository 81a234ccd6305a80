"""Acts that nobody names: what reported or quoted words do under a neutral cue, or under none.

"The minister said the firm *must* leave" is a demand, "it *will not sign*" a refusal, "we *will
strike back*" a threat, though the only cue is `said`. The force lies in a modal, its verb and whose side
the subject is on:

=========================================  =======================================
in the content                             act
=========================================  =======================================
`must`, `needs to`, `has to`, of a party   demand
any party `will not tolerate`, `will take
whatever measures`                         threat
own side `will not` + verb                 rejection
own side `will` + harm                     threat
own side `will` + benefit, for a party     promise
own side `will` + another act              intention
own side `made a mistake`, `was wrong`     admission
a party `is a` liar, clown, …              mockery
a party `violated`, `is guilty of`, …      accusation
=========================================  =======================================

Outside contents, `calling him a liar` is mockery or criticism of him whoever says it (`namecalling`).
"Own side" is the first person inside quotation marks, and in reported speech a pronoun that can stand
for the speaker, or whom the speaker speaks for (`reports.is_own_side`). The rules have ids and examples of their own in ``data/rhetoric/implicit.json``.
"""

from collections.abc import Callable, Sequence
from functools import cache

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import Basis, Polarity
from quotelib.rhetoric.complements import Slots, complements
from quotelib.rhetoric.extents import clause_end
from quotelib.rhetoric.findings import Found
from quotelib.rhetoric.kinds import BE, VERB, Form, Kind
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.namecalling import name_calling
from quotelib.rhetoric.polarity import verb_polarity
from quotelib.rhetoric.referents import is_negative, is_party, part
from quotelib.rhetoric.reports import Report, is_own_side, reports
from quotelib.rhetoric.sentences import SKIPPED, Sentence
from quotelib.rhetoric.subjects import subject
from quotelib.taxonomy import Act
from quotelib.text.analysis import TokenRange

_WOULD = frozenset(("would", "'d", "’d"))
_HARMED_AFTER = ("against", "on", "to")
_HELPED_AFTER = ("to", "for", "from", "with")
_OF_OTHERS = frozenset((Act.DEMAND, Act.ACCUSATION, Act.MOCKERY))
"""Acts whose grammatical subject is not who speaks."""
_NAME = 5
"""How many tokens after `is` may hold the name that somebody is called."""


@attrs.frozen(slots=True)
class _Saying:
    """A verb group in what somebody says: its chunk, its subject, and whether that is the speaker's side."""

    sentence: Sentence
    report: Report
    index: int
    subject: TokenRange
    own: bool

    @property
    def words(self) -> list[str]:
        made = self.sentence.chunks[self.index]
        return self.sentence.lowers[made.start : made.end]

    def party(self) -> bool:
        return is_party(self.sentence, self.subject)

    def act(self, act: Act, end: int, rule: str, target: TokenRange | None = None) -> Found:
        """The frame whose trigger reaches to token `end`, from the start of the verb group.

        Its agent is the speaker; the subject where no speaker is known, or where a threat is made in
        the name of others ("the republic will not tolerate").
        """
        sentence, report = self.sentence, self.report
        first = sentence.chunks[self.index].start
        stop = max(end, min(clause_end(sentence, self.index), report.content[1]))
        # A subject behind the clause is not of it: "need to pay — he's going,” he said".
        content = (self.subject[0] if self.subject[0] < stop else first, stop)
        for_others = act is Act.THREAT and sentence.analysis.tags[self.subject[1] - 1] != "PRP"
        unknown = report.speaker is None and act not in _OF_OTHERS
        agent = self.subject if for_others or unknown else report.speaker
        return Found(
            act, (first, end), agent, target, (content,), Basis.IMPLICIT, Polarity.POSITIVE, rule
        )


def may_imply(words: Sequence[str]) -> bool:
    """Is there a form among the lower-cased `words` without which a sentence holds no implicit act?"""
    return not _implying().isdisjoint(words)


@cache
def _implying() -> frozenset[str]:
    return word_classes()["implying"] | word_classes()["insult"]


def implicit_frames(
    sentence: Sentence, attributions: Sequence[Attribution], named: Sequence[Found]
) -> list[Found]:
    """The unnamed acts of `sentence`; `attributions` are those that touch it, `named` its explicit frames."""
    taken = {at for one in named for at in range(*one.trigger)}
    found = name_calling(sentence, taken)
    for report in reports(sentence, attributions):
        for index in range(sentence.place(report.content[0]), len(sentence.chunks)):
            made = sentence.chunks[index]
            if made.start >= report.content[1]:
                break
            if made.kind is not VERB or made.start < report.content[0]:
                continue
            # What comes after counts: "is *behind*", "is a *liar*".
            if not may_imply(sentence.lowers[made.start : made.end + _NAME]):
                continue
            named_verb = not taken.isdisjoint(range(made.start, made.end))
            if named_verb and made.start in taken:
                continue
            # The verb may name an act of its own: "the rebels *must* agree to a truce".
            one = _act_of(sentence, index, report, (_demand,) if named_verb else _RULES)
            if one is not None:
                found.append(one)
                taken.update(range(*one.trigger))
    return found


def _act_of(
    sentence: Sentence, index: int, report: Report, rules: Sequence["_Rule"]
) -> Found | None:
    """The act that the verb group at chunk `index` performs in `report` by one of `rules`, if any."""
    above = subject(sentence, index)
    if above is None or above[0] < report.content[0] or is_negative(sentence, above):
        return None
    saying = _Saying(sentence, report, index, above, is_own_side(sentence, above, report))
    return next((one for rule in rules if (one := rule(saying)) is not None), None)


def _demand(saying: _Saying) -> Found | None:
    """A party other than the speaker must do something."""
    sentence, index = saying.sentence, saying.index
    if saying.own or not _obliges(sentence, index) or not saying.party():
        return None
    if verb_polarity(sentence, index) is Polarity.NEGATED:
        return None
    end = sentence.chunks[index].start + 1
    return saying.act(Act.DEMAND, end, "must.implicit", saying.subject)


def _obliges(sentence: Sentence, index: int) -> bool:
    """`must` + verb (not `must have been`), `needs to` or `has to` + verb."""
    made = sentence.chunks[index]
    words = sentence.lowers[made.start : made.end]
    if words[0] == "must":
        infers = len(words) > 2 and words[1] == "have"
        return not infers and (made.passive or sentence.analysis.tags[made.head] == "VB")
    if made.start > sentence.bounds[0] and sentence.lowers[made.start - 1] == "you":
        return False  # "you have to": everybody has
    needs = len(words) == 1 and words[0] in ("needs", "need", "needed", "has", "have")
    if not needs or sentence.kind(index + 1) is not Kind.VERB:
        return False
    return sentence.chunks[index + 1].form is Form.INFINITIVE


def _will(saying: _Saying) -> Found | None:
    """What `will` makes of its verb, in the order of the rules below."""
    sentence, index = saying.sentence, saying.index
    finite = sentence.chunks[index].form is Form.FINITE
    if not finite or word_classes()["volitional"].isdisjoint(saying.words):
        return None
    if _is_supposed(saying):
        return None
    if "have" in saying.words[1:]:
        return None  # "would have vetoed": not done
    verb = _governed(sentence, index)
    if verb is None:
        return None
    slots = complements(sentence, verb, takes_object=True)
    found = _open_threat(saying, verb, slots)
    if found is not None or sentence.chunks[verb].passive:
        return found
    if not saying.own:
        return _threat_of_force(saying, verb, slots)
    supposing = saying.report.quoted and not _WOULD.isdisjoint(saying.words)
    if supposing:
        return None  # "I'd beat him": said, not announced
    if sentence.is_negated_verb(index):
        return _refusal(saying, verb, slots)
    return _undertaking(saying, verb, slots)


def _threat_of_force(saying: _Saying, verb: int, slots: Slots) -> Found | None:
    """What armed forces will do to somebody, in a report ("said the army would strike back")."""
    sentence, classes = saying.sentence, word_classes()
    forces = sentence.lowers[saying.subject[1] - 1] in classes["forces"]
    harms = sentence.word(verb) in classes["harm"] and not sentence.is_negated_verb(saying.index)
    if saying.report.speaker is None or not (forces and harms):
        return None
    target = _party_in(sentence, slots, _HARMED_AFTER)
    return saying.act(Act.THREAT, sentence.chunks[verb].end, "will-harm.implicit", target)


def _governed(sentence: Sentence, index: int) -> int | None:
    """Chunk of the verb that `will` governs: its own group's, or the infinitive after `is going`."""
    made = sentence.chunks[index]
    if sentence.lowers[made.head] != "going":
        return None if sentence.analysis.tags[made.head] == "MD" else index
    following = index + 1
    if sentence.kind(following) is not Kind.VERB:
        return None
    return following if sentence.chunks[following].form is Form.INFINITIVE else None


def _open_threat(saying: _Saying, verb: int, slots: Slots) -> Found | None:
    """`will not tolerate`, `will not stand for`, `will take whatever measures`."""
    sentence = saying.sentence
    word, end = sentence.word(verb), sentence.chunks[verb].end
    held = slots.get("object")
    intolerant = word == "tolerate" or (word == "stand" and "for" in slots)
    if intolerant and saying.party() and sentence.is_negated_verb(saying.index):
        target = part(sentence, held, "possessor") if held is not None else None
        return saying.act(Act.THREAT, end, "will-not-tolerate.implicit", target)
    following = held[0] if held is not None else end
    if sentence.lowers[following : following + 1] == ["whatever"]:
        return saying.act(Act.THREAT, end, "whatever-measures.implicit")
    return None


def _refusal(saying: _Saying, verb: int, slots: Slots) -> Found | None:
    """The speaker's side will not do what it could."""
    sentence = saying.sentence
    if sentence.word(verb) in word_classes()["unwilled"]:
        return None
    held = slots.get("object")
    target = None
    if held is not None:
        target = held if is_party(sentence, held) else part(sentence, held, "possessor")
    end = sentence.chunks[verb].end
    return saying.act(Act.REJECTION, end, "will-not.implicit", target)


def _undertaking(saying: _Saying, verb: int, slots: Slots) -> Found | None:
    """The speaker's side will do harm, good to a named party, or something else."""
    sentence, classes = saying.sentence, word_classes()
    word, end = sentence.word(verb), sentence.chunks[verb].end
    held = slots.get("object")
    own_thing = held is not None and sentence.analysis.tags[held[0]] == "PRP$"
    if word in classes["harm"] and not own_thing:
        target = _party_in(sentence, slots, _HARMED_AFTER)
        return saying.act(Act.THREAT, end, "will-harm.implicit", target)
    if word in classes["benefit"]:
        recipient = _party_in(sentence, slots, _HELPED_AFTER)
        if recipient is None and "of" in slots:
            recipient = part(sentence, slots["of"], "phrase")
        if recipient is None and held is not None:  # "pay *the widow's* rent"
            owner = part(sentence, held, "possessor")
            recipient = owner if owner is not None and is_party(sentence, owner) else None
        if recipient is not None:
            return saying.act(Act.PROMISE, end, "will-benefit.implicit", recipient)
    everybody = sentence.lowers[saying.subject[0]] == "we"  # often the nation
    if "unless" in sentence.lowers[sentence.chunks[verb].end : saying.report.content[1]]:
        return saying.act(Act.THREAT, end, "will-harm.implicit")
    if everybody or word in classes["stative"]:
        return None
    return saying.act(Act.INTENTION, end, "will-act.implicit")


def _party_in(sentence: Sentence, slots: Slots, prepositions: Sequence[str]) -> TokenRange | None:
    """The party that is the object, or that follows one of `prepositions`."""
    held = slots.get("object")
    if held is not None and is_party(sentence, held):
        owned = sentence.analysis.tags[held[0]] == "PRP$"  # "reopen its embassy" helps nobody
        return None if owned and held[1] - held[0] > 1 else held
    for preposition in prepositions:
        inner = part(sentence, slots[preposition], "phrase") if preposition in slots else None
        if inner is not None and is_party(sentence, inner):
            return inner
    return None


def _own_mistake(saying: _Saying) -> Found | None:
    """The speaker's side made a mistake."""
    sentence = saying.sentence
    if not saying.own or sentence.word(saying.index) != "made":
        return None
    held = complements(sentence, saying.index, takes_object=True).get("object")
    if held is None or word_classes()["mistake"].isdisjoint(sentence.lowers[held[0] : held[1]]):
        return None
    return saying.act(Act.ADMISSION, held[1], "made-a-mistake.implicit")


def _own_error(saying: _Saying) -> Found | None:
    """The speaker was wrong ("I *was wrong* about the bridge")."""
    sentence, made = saying.sentence, saying.sentence.chunks[saying.index]
    said = sentence.lowers[made.end : made.end + 2]
    wrong = sentence.word(saying.index) in BE and bool(said) and said[0] in ("wrong", "mistaken")
    if not (saying.own and wrong) or sentence.is_negated_verb(saying.index):
        return None
    if made.form is not Form.FINITE or len(saying.words) > 1 or _is_supposed(saying):
        return None
    return saying.act(Act.ADMISSION, made.end + 1, "made-a-mistake.implicit")


def _is_supposed(saying: _Saying) -> bool:
    """Is the clause under `if` or `whether`, or is it what a noun says ("the claim *that he lied*")?"""
    sentence = saying.sentence
    before = sentence.skip_left(sentence.place(saying.subject[0]), SKIPPED)
    wh = sentence.kind(before) is Kind.WH and sentence.word(before) not in ("which", "who", "that")
    if wh or sentence.word(before) in ("if", "whether", "unless"):
        return sentence.chunks[before].start > saying.report.content[0]
    of_noun = sentence.word(before) == "that" and sentence.kind(before - 1) is Kind.NOUN
    return of_noun and sentence.chunks[before].start > saying.report.content[0]


def _wrong(saying: _Saying) -> Found | None:
    """A party other than the speaker did wrong, in words that name the wrong."""
    sentence, index = saying.sentence, saying.index
    made = sentence.chunks[index]
    if saying.own or made.form is not Form.FINITE or sentence.is_negated_verb(index):
        return None
    if _is_supposed(saying):
        return None
    word, following = sentence.word(index), sentence.lowers[made.end : made.end + 1]
    blamed = word in BE and (following == ["guilty"] or _is_behind(saying))
    if not (blamed or word in word_classes()["wronging"]) or not saying.party():
        return None
    end = made.end + blamed
    return saying.act(Act.ACCUSATION, end, "did-wrong.implicit", saying.subject)


def _insult(saying: _Saying) -> Found | None:
    """A party is called names to its face or behind its back ("you *are* a liar", "he *is* a clown")."""
    sentence, made = saying.sentence, saying.sentence.chunks[saying.index]
    plain = made.form is Form.FINITE and len(saying.words) == 1 and saying.words[0] in BE
    if saying.own or not plain or not saying.party() or _is_supposed(saying):
        return None
    end = min(made.end + _NAME, saying.report.content[1], sentence.bounds[1])
    name = sentence.lowers[made.end : end]
    if not name or name[0] not in ("a", "an", "such") or "," in name:
        return None
    at = next((at for at, word in enumerate(name) if word in word_classes()["insult"]), None)
    if at is None:
        return None
    return saying.act(Act.MOCKERY, made.end + at + 1, "insult.implicit", saying.subject)


def _is_behind(saying: _Saying) -> bool:
    """Is the subject *behind* a misdeed, or behind `it` or `this` (not behind in the polls)?"""
    sentence, classes = saying.sentence, word_classes()
    end = sentence.chunks[saying.index].end
    if sentence.lowers[end : end + 1] != ["behind"] or end + 1 >= sentence.bounds[1]:
        return False
    place = sentence.place(end + 1)
    return sentence.word(place) in classes["misdeed"] or sentence.word(place) in ("it", "this")


_Rule = Callable[[_Saying], Found | None]
_RULES: tuple[_Rule, ...] = (_demand, _will, _own_mistake, _own_error, _wrong, _insult)
