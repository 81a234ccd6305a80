"""Acts that nobody names: what reported or quoted words do under a neutral cue, or under none.

"The minister said the firm *must* leave" is a demand, "it *will not sign*" a refusal, "we *will
strike back*" a threat, though the only cue is `said`. The force lies in a modal, its verb and whose side
the subject is on:

=========================================  =======================================
in the content                             act
=========================================  =======================================
`must`, `needs to`, `has to`, of a party   demand
own side `will not` + verb                 rejection
own side `will` + harm                     threat
own side `will` + benefit, for a party     promise
own side `will` + another act              intention
any party `will not tolerate`, `will take
whatever measures`; `or face`, `or else`   threat
own side `made a mistake`                  admission
a party `violated`, `is guilty of`, …      accusation
=========================================  =======================================

Outside contents, `calling him a liar` is mockery or criticism of him whoever says it. "Own side" is
the first person inside quotation marks, and in reported speech a pronoun that can stand for the speaker.
"""

from collections.abc import Sequence

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import Basis, Polarity
from quotelib.rhetoric.arguments import arguments
from quotelib.rhetoric.chunks import BE, Form, Kind
from quotelib.rhetoric.complements import complements
from quotelib.rhetoric.extents import clause_end
from quotelib.rhetoric.findings import Found
from quotelib.rhetoric.lexicon import word_classes
from quotelib.rhetoric.polarity import verb_polarity
from quotelib.rhetoric.referents import is_negative, is_party, part
from quotelib.rhetoric.sentences import Sentence
from quotelib.rhetoric.subjects import subject
from quotelib.taxonomy import Act
from quotelib.text.analysis import TokenRange

_WILL = frozenset("will would 'll ’ll shall wo ca 'd ’d going".split())
_MUST = frozenset("must need needs has have".split())
_OTHER = frozenset("made violated violates guilty behind lied lying whatever".split())
_NAMING = frozenset(
    "call calls called calling brand brands branded branding label labels labeled labelled labeling describe describes described describing dubbed dub dubbing".split()
)
TRIGGERS = _WILL | _MUST | _OTHER | _NAMING
"""Forms without which a sentence holds no implicit act: only with one of them is it looked at."""

_FIRST_PERSON = frozenset("i we".split())
_THIRD_PERSON = frozenset("he she it they".split())
_ERRORS = frozenset(
    "mistake mistakes error errors misstep missteps misjudgment blunder blunders".split()
)


@attrs.frozen(slots=True)
class Report:
    """A stretch of reported or quoted words in one sentence and the phrase that names its speaker."""

    speaker: TokenRange | None
    content: TokenRange
    quoted: bool


def implicit_frames(
    sentence: Sentence,
    attributions: Sequence[Attribution],
    named: Sequence[Found],
) -> list[Found]:
    """The unnamed acts of `sentence`; `attributions` are those that touch it, `named` its explicit frames."""
    found: list[Found] = []
    taken = {at for one in named for at in range(*one.trigger)}
    found.extend(_name_calling(sentence, taken))
    for report in _reports(sentence, attributions):
        for index in range(sentence.place(report.content[0]), len(sentence.chunks)):
            made = sentence.chunks[index]
            if made.start >= report.content[1]:
                break
            if (
                made.kind is Kind.VERB
                and made.start >= report.content[0]
                and not taken & set(range(made.start, made.end))
            ):
                one = _act_of(sentence, index, report)
                if one is not None:
                    found.append(one)
                    taken.update(range(*one.trigger))
    return found


def _reports(sentence: Sentence, attributions: Sequence[Attribution]) -> list[Report]:
    """Neutral reports in the sentence: from the attributions; where there is none, read off the cue."""
    first, last = sentence.bounds
    neutral = word_classes()["neutral_cue"]
    reports = []
    for one in attributions:
        if one.cue is not None and not any(
            sentence.analysis.forms[at].lower() in neutral for at in range(*one.cue)
        ):
            continue
        for start, end in one.content:
            if start < last and end > first:
                inside = max(start, first), min(end, last)
                reports.append(
                    Report(one.source, inside, bool(sentence.analysis.quoted[inside[0]]))
                )
    return reports if attributions else _read_reports(sentence)


def _read_reports(sentence: Sentence) -> list[Report]:
    neutral = word_classes()["neutral_cue"]
    reports = []
    for index, made in enumerate(sentence.chunks):
        word = sentence.lowers[made.head]
        if word not in neutral:
            continue
        if made.kind is Kind.VERB and word != "according":
            slots = arguments(sentence, "verb", (made.head, made.head + 1)) or {}
            content = next(
                (slots[slot] for slot in ("quote", "that", "fronted", "colon") if slot in slots),
                None,
            )
            if content is not None and not (content[0] <= made.head < content[1]):
                quoted = bool(sentence.analysis.quoted[content[0]])
                reports.append(Report(slots.get("subject"), content, quoted))
        elif (
            word == "according"
            and sentence.word(index + 1) == "to"
            and sentence.kind(index + 2) is Kind.NOUN
        ):
            start = sentence.chunks[index + 2].start
            bounds = (sentence.bounds[0], made.start) if index else (start, sentence.bounds[1])
            reports.append(Report((start, sentence.chunks[index + 2].end), bounds, quoted=False))
    if not reports:
        reports = [
            Report(None, (pair.opener, min(pair.end, sentence.bounds[1])), quoted=True)
            for pair in sentence.analysis.pairs
            if pair.depth == 0
            and sentence.bounds[0] <= pair.opener < sentence.bounds[1]
            and pair.end - pair.opener > 6
        ]
    return reports


def _act_of(sentence: Sentence, index: int, report: Report) -> Found | None:
    """The act that the verb group at chunk `index` performs in `report`, if any."""
    made = sentence.chunks[index]
    words = sentence.lowers[made.start : made.end]
    above = subject(sentence, index)
    if above is None or above[0] < report.content[0] or is_negative(sentence, above):
        return None
    own = _is_own(sentence, above, report)
    if _obliges(sentence, index):
        if (
            own
            or not is_party(sentence, above)
            or verb_polarity(sentence, index) is Polarity.NEGATED
        ):
            return None
        return _frame(
            sentence,
            Act.DEMAND,
            (made.start, made.start + 1),
            report,
            index,
            above,
            target=above,
            rule="must.implicit",
        )
    if made.form is Form.FINITE and _WILL & set(words):
        return _commitment(sentence, index, report, above, own)
    if own and sentence.word(index) == "made":
        slots = complements(sentence, index, takes_object=True)
        held = slots.get("object")
        if held is not None and any(sentence.lowers[at] in _ERRORS for at in range(*held)):
            return _frame(
                sentence,
                Act.ADMISSION,
                (made.start, held[1]),
                report,
                index,
                above,
                rule="made-a-mistake.implicit",
            )
    if (
        not own
        and is_party(sentence, above)
        and made.form is Form.FINITE
        and not sentence.is_negated_verb(index)
    ):
        return _accusation(sentence, index, report, above)
    return None


def _obliges(sentence: Sentence, index: int) -> bool:
    """`must` + verb (not `must have been`), `needs to` or `has to` + verb."""
    made = sentence.chunks[index]
    words = sentence.lowers[made.start : made.end]
    if words[0] == "must":
        return not (
            len(words) > 2
            and words[1] in ("have", "be")
            and sentence.analysis.tags[made.head] != "VB"
        )
    following = sentence.chunks[index + 1] if index + 1 < len(sentence.chunks) else None
    infinitive = (
        following is not None and following.kind is Kind.VERB and following.form is Form.INFINITIVE
    )
    return len(words) == 1 and words[0] in ("needs", "need", "has", "have") and infinitive


def _is_own(sentence: Sentence, above: TokenRange, report: Report) -> bool:
    """Is the subject the speaker, or the speaker's side?"""
    word = sentence.lowers[above[0]]
    if above[1] - above[0] == 1 and (
        word in _FIRST_PERSON or (word in _THIRD_PERSON and not report.quoted)
    ):
        return report.speaker is not None or word in _FIRST_PERSON
    if report.speaker is None:
        return False
    return sentence.analysis.forms[above[1] - 1] == sentence.analysis.forms[report.speaker[1] - 1]


def _commitment(
    sentence: Sentence, index: int, report: Report, above: TokenRange, own: bool
) -> Found | None:
    """What `will` makes of the verb: refusal, threat, promise or intention."""
    classes = word_classes()
    verb = _main(sentence, index)
    if verb is None:
        return None
    word = sentence.word(verb)
    end = sentence.chunks[verb].end
    trigger = sentence.chunks[index].start, end
    negated = sentence.is_negated_verb(index)
    slots = complements(sentence, verb, takes_object=True)
    held = slots.get("object")
    if (
        negated
        and word in ("tolerate", "stand", "allow", "accept")
        and is_party(sentence, above)
        and (word == "tolerate" or "for" in slots and word == "stand")
    ):
        target = part(sentence, held, "possessor") if held is not None else None
        return _frame(
            sentence,
            Act.THREAT,
            trigger,
            report,
            index,
            above,
            target=target,
            rule="will-not-tolerate.implicit",
        )
    if (
        held is not None
        and sentence.lowers[held[0]] == "whatever"
        or sentence.lowers[end : end + 1] == ["whatever"]
    ):
        return _frame(
            sentence, Act.THREAT, trigger, report, index, above, rule="whatever-measures.implicit"
        )
    if not own or sentence.chunks[verb].passive:
        return None
    if negated:
        if word in classes["unwilled"]:
            return None
        return _frame(
            sentence,
            Act.REJECTION,
            trigger,
            report,
            index,
            above,
            target=_party_of(sentence, held),
            rule="will-not.implicit",
        )
    if word in classes["harm"]:
        return _frame(
            sentence,
            Act.THREAT,
            trigger,
            report,
            index,
            above,
            target=_harmed(sentence, slots),
            rule="will-harm.implicit",
        )
    recipient = _recipient(sentence, slots)
    if word in classes["benefit"] and recipient is not None:
        return _frame(
            sentence,
            Act.PROMISE,
            trigger,
            report,
            index,
            above,
            target=recipient,
            rule="will-benefit.implicit",
        )
    if sentence.lowers[above[0]] == "we":  # often the nation, or everybody
        return None
    if word in classes["stative"]:
        return None
    return _frame(sentence, Act.INTENTION, trigger, report, index, above, rule="will-act.implicit")


def _main(sentence: Sentence, index: int) -> int | None:
    """Chunk of the verb that `will` governs: its own group's head, or the infinitive after `is going`."""
    made = sentence.chunks[index]
    if sentence.lowers[made.head] == "going":
        following = index + 1
        is_infinitive = (
            sentence.kind(following) is Kind.VERB
            and sentence.chunks[following].form is Form.INFINITIVE
        )
        return following if is_infinitive else None
    return None if sentence.analysis.tags[made.head] == "MD" else index


def _party_of(sentence: Sentence, held: TokenRange | None) -> TokenRange | None:
    if held is None:
        return None
    if is_party(sentence, held):
        return held
    return part(sentence, held, "possessor")


def _harmed(sentence: Sentence, slots: dict[str, TokenRange]) -> TokenRange | None:
    """Whom a threatened act would hit: a party as object, or after `against`, `from`, `on`, `to`."""
    held = slots.get("object")
    if held is not None and is_party(sentence, held):
        return held
    for preposition in ("against", "on", "to"):
        inner = part(sentence, slots[preposition], "phrase") if preposition in slots else None
        if inner is not None and is_party(sentence, inner):
            return inner
    return None


def _recipient(sentence: Sentence, slots: dict[str, TokenRange]) -> TokenRange | None:
    held = slots.get("object")
    if held is not None and is_party(sentence, held):
        return held
    for preposition in ("to", "for", "from", "with"):
        inner = part(sentence, slots[preposition], "phrase") if preposition in slots else None
        if inner is not None and is_party(sentence, inner):
            return inner
    return part(sentence, slots["of"], "phrase") if "of" in slots else None


def _accusation(sentence: Sentence, index: int, report: Report, above: TokenRange) -> Found | None:
    """A party said to have done wrong in words that name the wrong."""
    made = sentence.chunks[index]
    word = sentence.word(index)
    end = made.end
    if word in ("violated", "violates"):
        pass
    elif word in BE and sentence.lowers[end : end + 1] in (["guilty"], ["behind"]):
        end += 1
    elif word in ("lied", "lying"):
        pass
    else:
        return None
    return _frame(
        sentence,
        Act.ACCUSATION,
        (made.start, end),
        report,
        index,
        above,
        target=above,
        rule="did-wrong.implicit",
    )


def _name_calling(sentence: Sentence, taken: set[int]) -> list[Found]:
    """`called him a liar`: mockery where the name is an insult, criticism where it is a bad mark."""
    found = []
    classes = word_classes()
    for index, made in enumerate(sentence.chunks):
        if (
            made.kind is not Kind.VERB
            or sentence.lowers[made.head] not in _NAMING
            or made.head in taken
        ):
            continue
        slots = arguments(sentence, "verb", (made.head, made.head + 1)) or {}
        named = slots.get("object")
        if named is None or "subject" not in slots:
            continue
        predicate = named[1], min(clause_end(sentence, index, made.form), named[1] + 12)
        words = set(sentence.lowers[predicate[0] : predicate[1]])
        party = is_party(sentence, named) or sentence.lowers[named[0]] in ("it", "this", "that")
        if words & classes["insult"] and party:
            act = Act.MOCKERY
        elif words & classes["bad"]:
            act = Act.CRITICISM
        else:
            continue
        found.append(
            Found(
                act,
                (made.start, made.end),
                slots["subject"],
                named,
                (predicate,),
                Basis.IMPLICIT,
                verb_polarity(sentence, index),
                "name-calling.implicit",
            )
        )
    return found


def _frame(
    sentence: Sentence,
    act: Act,
    trigger: TokenRange,
    report: Report,
    index: int,
    above: TokenRange,
    *,
    rule: str,
    target: TokenRange | None = None,
) -> Found:
    """The frame: its agent is the speaker, or the subject where that is a noun of the speaker's side."""
    content = above[0], max(trigger[1], min(clause_end(sentence, index), report.content[1]))
    pronoun = sentence.analysis.tags[above[1] - 1] == "PRP"
    speaks_for_others = act is Act.THREAT and not pronoun
    agent = (
        above
        if speaks_for_others or report.speaker is None and act is not Act.DEMAND
        else report.speaker
    )
    return Found(act, trigger, agent, target, (content,), Basis.IMPLICIT, Polarity.POSITIVE, rule)
