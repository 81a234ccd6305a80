"""One entry of the rhetoric lexicon, read from plain data and checked field by field."""

from collections.abc import Mapping, Sequence

import attrs

from quotelib.errors import LexiconError, RecordError
from quotelib.rhetoric.patterns import Pattern, compile_pattern
from quotelib.taxonomy import Act, DeviceKind

CATEGORIES = ("verb", "noun", "adjective", "phrase")
SCOPES = ("anywhere", "quoted", "narration")
SLOTS = frozenset(
    "subject object second indirect that inf bare ing wh quote colon if adjective passive light copula governor owner "
    "respondent holder governing obliged received reduced "
    "attributive near_act on_act coercive gap_verb copula_before question past_price "
    "modifier fronted trigger plural none determined relative negated "
    "of by with for from to at on over about against as into in between among toward towards upon behind under "
    "after before until unless than like without through because during within near off out up down back away apart alleging regarding concerning "
    "as-clause after-clause before-clause until-clause since since-clause than-clause like-clause so-clause".split()
)
"""What a condition or a role may name; see `complements` and `nominals` for what fills each."""
PARTS = frozenset(("possessor", "subject", "object", "phrase"))
"""What may be taken of the phrase in a slot: its possessor, a clause's subject or first object, a preposition's phrase."""
_FIELDS = frozenset(
    "id act device pseudo category patterns requires excludes agent target content scope note match reject".split()
)


@attrs.frozen(slots=True)
class Test:
    """A slot that must be filled, by a phrase whose head is in a word class if one is named."""

    slot: str
    part: str | None = None
    word_class: str | None = None


Condition = tuple[Test, ...]
"""Alternatives: a condition holds where one of its tests does."""


@attrs.frozen(slots=True)
class Entry:
    """A sense of some words: which act they name (or which device they make) with which arguments.

    Attributes:
        id: Unique, lower case, as in ``accuse.verb``.
        names: The act or the device; None for a pseudo-trigger, which only keeps others from firing in its words.
        category: verb, noun, adjective or phrase: how the words inflect and where arguments are looked for.
        patterns: What is looked for; see `quotelib.rhetoric.patterns`.
        requires: Conditions that must all hold.
        excludes: Conditions none of which may hold.
        agent: Slots that the agent is taken from: the first that is filled.
        target: The same for the target.
        content: The same for the content.
        scope: Where it counts: anywhere, inside quotation marks only, or outside them only.
        note: Why it is as it is.
        match: Sentences in which the entry must fire.
        reject: Sentences in which it must not.
    """

    id: str
    names: Act | DeviceKind | None
    category: str
    patterns: tuple[Pattern, ...]
    requires: tuple[Condition, ...] = ()
    excludes: tuple[Condition, ...] = ()
    agent: Condition = ()
    target: Condition = ()
    content: Condition = ()
    scope: str = "anywhere"
    note: str = ""
    match: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()

    def counts(self, *, quoted: bool) -> bool:
        """Does the entry count at a place inside (or outside) quotation marks?"""
        return self.scope == "anywhere" or quoted == (self.scope == "quoted")

    @classmethod
    def of(cls, data: Mapping[str, object], classes: Mapping[str, frozenset[str]]) -> "Entry":
        """Read an entry from plain data; `classes` are the word classes that tests may name.

        Raises:
            LexiconError: A field is missing, unknown or malformed; the message names entry, field and remedy.
        """
        name = data.get("id")
        if not isinstance(name, str) or not name or name != name.strip():
            raise LexiconError(
                f"a lexicon entry needs an 'id' that is a non-empty string, not {name!r}"
            )
        unknown = sorted(set(data) - _FIELDS)
        if unknown:
            known = ", ".join(sorted(_FIELDS))
            raise LexiconError(
                f"entry {name!r}, field {unknown[0]!r}: no such field; the fields are {known}"
            )
        category = _choice(name, data, "category", CATEGORIES, "verb")
        return cls(
            id=name,
            names=_named(name, data),
            category=category,
            patterns=_patterns(name, data, category),
            requires=tuple(
                _condition(name, "requires", text, classes)
                for text in _strings(name, data, "requires")
            ),
            excludes=tuple(
                _condition(name, "excludes", text, classes)
                for text in _strings(name, data, "excludes")
            ),
            agent=_roles(name, data, "agent", classes),
            target=_roles(name, data, "target", classes),
            content=_roles(name, data, "content", classes),
            scope=_choice(name, data, "scope", SCOPES, "anywhere"),
            note=str(data.get("note", "")),
            match=_strings(name, data, "match"),
            reject=_strings(name, data, "reject"),
        )


def _named(name: str, data: Mapping[str, object]) -> Act | DeviceKind | None:
    given = [field for field in ("act", "device", "pseudo") if field in data]
    if len(given) != 1:
        raise LexiconError(f"entry {name!r}: give one of 'act', 'device' and 'pseudo'")
    if given[0] == "pseudo":
        return None
    enumeration = Act if given[0] == "act" else DeviceKind
    try:
        return enumeration(data[given[0]])
    except (RecordError, ValueError) as error:
        raise LexiconError(f"entry {name!r}, field {given[0]!r}: {error}") from None


def _patterns(name: str, data: Mapping[str, object], category: str) -> tuple[Pattern, ...]:
    sources = _strings(name, data, "patterns")
    if not sources:
        raise LexiconError(f"entry {name!r}, field 'patterns': give at least one lemma or pattern")
    try:
        return tuple(compile_pattern(source, category) for source in sources)
    except LexiconError as error:
        raise LexiconError(f"entry {name!r}, field 'patterns': {error}") from None


def _choice(
    name: str, data: Mapping[str, object], field: str, choices: Sequence[str], default: str
) -> str:
    value = data.get(field, default)
    if value not in choices:
        raise LexiconError(
            f"entry {name!r}, field {field!r}: {value!r} must be one of {', '.join(choices)}"
        )
    return str(value)


def _strings(name: str, data: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = data.get(field, ())
    if (
        isinstance(value, str)
        or not isinstance(value, Sequence)
        or not all(isinstance(one, str) for one in value)
    ):
        raise LexiconError(
            f"entry {name!r}, field {field!r}: must be a list of strings, not {value!r}"
        )
    return tuple(value)


def _roles(
    name: str, data: Mapping[str, object], field: str, classes: Mapping[str, frozenset[str]]
) -> Condition:
    return tuple(_test(name, field, text, classes) for text in _strings(name, data, field))


def _condition(
    name: str, field: str, text: str, classes: Mapping[str, frozenset[str]]
) -> Condition:
    return tuple(_test(name, field, alternative, classes) for alternative in text.split("|"))


def _test(name: str, field: str, text: str, classes: Mapping[str, frozenset[str]]) -> Test:
    path, _, word_class = text.partition(":")
    slot, _, part = path.partition(".")
    if slot not in SLOTS:
        known = ", ".join(sorted(SLOTS))
        raise LexiconError(
            f"entry {name!r}, field {field!r}: {slot!r} is no slot; the slots are {known}"
        )
    if part and part not in PARTS:
        raise LexiconError(
            f"entry {name!r}, field {field!r}: {part!r} is no part; use one of {', '.join(sorted(PARTS))}"
        )
    if word_class and word_class not in classes:
        known = ", ".join(sorted(classes))
        raise LexiconError(
            f"entry {name!r}, field {field!r}: {word_class!r} is no word class; use one of {known}"
        )
    return Test(slot, part or None, word_class or None)
