"""What kind of expression a noun phrase is: a name, a joint name, a pronoun or a nominal.

`MentionReader.read` takes any range of tokens (as a rule the source of an attribution) apart without a
parser: the base noun phrase runs to the first token that can only begin a postmodifier, its last
noun is the head, and a few constructions hand the mention on to another expression:

- a name in apposition ("the chairman, Ann Lee,") or after "named" is the name;
- a possessor of something that is said or thought ("Ann Lee's contention") is the source itself;
- names joined by "and" are one joint mention.
"""

from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum

import attrs

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.closed_classes import DEFINITE, PLURAL_DETERMINERS, POSSESSIVES, PRONOUNS
from quotelib.speakers.lexicon import Lexicon, bare, singular
from quotelib.speakers.names import Name
from quotelib.text.analysis import Analysis

MAX_PHRASE = 40
"""Tokens of a noun phrase that are looked at; the head never comes later."""

NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PRONOUN_TAGS = frozenset(("PRP", "PRP$", "WP", "WP$", "WDT", "WRB"))
POSTMODIFIER_TAGS = frozenset(
    ("IN", "TO", "WP", "WDT", "WRB", "WP$", "VBD", "VBZ", "VBP", "MD", ",", ":", ".", "-LRB-", "RB")
)
"""Tags of tokens that end a base noun phrase once it has a head."""
CLOSING_APPOSITION = frozenset({",", "(", "--", "—", "–"})
LOST_APOSTROPHE = "s"
"""A possessive ending in a text that has lost its apostrophes ("Lee s letter")."""
ONE_OF_MANY = ("an", "crat", "er", "ard")
"""Endings of names of peoples and parties that with "the" mean one person."""
NAMING_PARTICIPLES = frozenset(("named", "called", "nicknamed", "dubbed"))


class MentionType(Enum):
    """The form of a referring expression."""

    NAME = "name"
    JOINT = "joint"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


@attrs.frozen(slots=True, eq=False)
class Mention:
    """A referring expression: the tokens ``first`` to ``last``, taken apart.

    ``head`` is the head's token; ``noun`` its singular lower-case form (for pronouns the pronoun);
    ``names`` the indices of the names that it consists of, or that modify it (``NOMINAL``);
    ``possessed`` tells that a nominal has a possessor, which then is the first of ``names`` if it
    is a name.
    """

    type: MentionType
    first: int
    last: int
    head: int
    noun: str
    plural: bool = False
    determiner: str = ""
    modifiers: frozenset[str] = frozenset()
    names: tuple[int, ...] = ()
    possessed: bool = False

    @property
    def definite(self) -> bool:
        """Whether the phrase presents its referent as known ("the", "this", a possessor)."""
        return self.possessed or self.determiner in DEFINITE


class MentionReader:
    """Reads mentions of one document; made once with the document's names."""

    def __init__(self, analysis: Analysis, names: Sequence[Name], lexicon: Lexicon) -> None:
        self._forms = analysis.forms
        self._tags = analysis.tags
        self._names = names
        self._name_starts = [name.first for name in names]
        self._lexicon = lexicon

    def name_covering(self, token: int) -> int:
        """Index of the name that has ``token`` among its bare tokens, -1 if none has."""
        index = bisect_left(self._name_starts, token + 1) - 1
        if index >= 0 and self._names[index].last > token:
            return index
        return -1

    def _titled_name(self, token: int) -> int:
        """Index of the name of which the titles begin at ``token``, -1 if none."""
        index = bisect_left(self._name_starts, token)
        if index < len(self._names):
            name = self._names[index]
            if name.start == token and name.first > token:
                return index
        return -1

    def read(self, first: int, last: int) -> Mention:
        """The mention made by the tokens ``first`` to ``last`` (not empty)."""
        forms, tags = self._forms, self._tags
        last = min(last, first + MAX_PHRASE)
        while first + 1 < last and (
            tags[first] in ("IN", "TO", ",", ":", "``", "''", "CC") or forms[first] in "\"“”‘’'"
        ):
            first += 1
        if tags[first] in PRONOUN_TAGS and forms[first].lower() in PRONOUNS:
            pronoun = self._pronoun(first, last)
            if pronoun is not None:
                return pronoun
        possessor_end = self._possessor_end(first, last)
        if possessor_end >= last - 1 and possessor_end > first:
            return self.read(first, possessor_end)
        begin = possessor_end + 1 if possessor_end > first else first
        head, end = self._base(begin, last)
        noun = singular(bare(forms[head]))
        if begin > first and self._lexicon.is_of_somebody(noun):
            return self.read(first, possessor_end)
        name = self.name_covering(head)
        if name >= 0 and self._is_one_of_many(name, first):
            return self._nominal(first, begin, head, end, last)
        if name < 0 or self._names[name].office:
            handed_on = self._apposed_name(head, end, last)
            if handed_on < 0:
                return self._nominal(first, begin, head, end, last)
            name = handed_on
        joined = self._joined_names(name, last)
        if len(joined) > 1:
            return Mention(MentionType.JOINT, first, last, head, noun, plural=True, names=joined)
        return Mention(
            MentionType.NAME, first, last, self._names[name].last - 1, noun, names=joined
        )

    def _is_one_of_many(self, name: int, first: int) -> bool:
        """Whether a name of many stands for one of them ("the Republican", "the Dane")."""
        found = self._names[name]
        return (
            found.kind is SpeakerKind.GROUP
            and found.first == first + 1 == found.last - 1
            and self._forms[first].lower() == "the"
            and found.words[0].endswith(ONE_OF_MANY)
        )

    def _pronoun(self, first: int, last: int) -> Mention | None:
        """The pronoun at ``first`` if the mention is only that, or a possessive of what is said."""
        word = self._forms[first].lower()
        if first + 1 == last or self._tags[first] in ("PRP", "WP", "WDT", "WRB"):
            return Mention(MentionType.PRONOUN, first, first + 1, first, word)
        head, _ = self._base(first + 1, last)
        if self._lexicon.is_of_somebody(singular(bare(self._forms[head]))):
            return Mention(MentionType.PRONOUN, first, first + 1, first, word)
        return None

    def _possessor_end(self, first: int, last: int) -> int:
        """Token of the last possessive marker of the base noun phrase, ``first`` if none."""
        found = first
        for index in range(first + 1, last):
            tag = self._tags[index]
            if tag == "POS" or self._forms[index] == LOST_APOSTROPHE:
                found = index
            elif tag in POSTMODIFIER_TAGS and self._forms[index] != "of":
                break
        return found

    def _base(self, first: int, last: int) -> tuple[int, int]:
        """The head of the base noun phrase at ``first`` and the end of that phrase."""
        forms, tags = self._forms, self._tags
        head = -1
        index = first
        while index < last:
            tag = tags[index]
            titled = self._titled_name(index)
            if titled >= 0:
                index = self._names[titled].last
                head = index - 1
                continue
            if tag in NOUN_TAGS:
                head = index
            elif head >= 0 and (tag in POSTMODIFIER_TAGS or tag in ("CC", "VBG", "VBN", "DT")):
                covering = self.name_covering(index)
                if covering < 0 or covering != self.name_covering(head):
                    break
            elif (
                forms[index] in ("(", "[")
                or tag in ("WP", "WDT")
                or (tag == "IN" and index > first)
            ):
                break
            index += 1
        if head < 0:
            head = max(first, index - 1)
        if (
            bare(forms[head]) in self._lexicon.quantifiers
            and index + 1 < last
            and forms[index] == "of"
        ):
            return head, index
        return head, index

    def _apposed_name(self, head: int, end: int, last: int) -> int:
        """The name in apposition to the nominal with that head, -1 if there is none."""
        if self._tags[head] in ("NNS", "NNPS"):
            return -1
        forms = self._forms
        if end + 1 < last and forms[end] == "and" and self._tags[end + 1] not in ("DT", "PRP$"):
            coordinated, _ = self._base(end + 1, last)
            name = self.name_covering(coordinated)
            if name >= 0 and (self._names[name].title or self._names[name].roles):
                return name
        if end < last and forms[end] in NAMING_PARTICIPLES:
            return self.name_covering(end + 1) if end + 1 < last else -1
        index = bisect_left(self._name_starts, end)
        while index < len(self._names) and self._names[index].first < last:
            apposed = self._names[index]
            opens = apposed.start > head and forms[apposed.start - 1] == ","
            closes = apposed.last >= last or forms[apposed.last] in CLOSING_APPOSITION
            if opens and closes and apposed.kind in (SpeakerKind.PERSON, SpeakerKind.UNKNOWN):
                return index
            index += 1
        return -1

    def _joined_names(self, name: int, last: int) -> tuple[int, ...]:
        """``name`` and the names joined to it by commas and "and"; alone if no "and" follows."""
        forms, names = self._forms, self._names
        joined = [name]
        conjunction = False
        while joined[-1] + 1 < len(names) and not conjunction:
            past, following = names[joined[-1]].last, names[joined[-1] + 1]
            if following.first >= last or following.office:
                break
            between = [form.lower() for form in forms[past : following.start]]
            conjunction = _joins(between)
            if not conjunction and between != [","]:
                break
            joined.append(joined[-1] + 1)
        return tuple(joined) if conjunction else (name,)

    def _nominal(self, first: int, begin: int, head: int, end: int, last: int) -> Mention:
        """The nominal with that head: determiner, modifiers, names in it, number."""
        forms, tags = self._forms, self._tags
        word = bare(forms[head])
        opening = forms[first].lower()
        possessed = begin > first or opening in POSSESSIVES
        plural = tags[head] in ("NNS", "NNPS")
        if word in self._lexicon.quantifiers and end < last and forms[end] == "of":
            opening = word if opening == "the" else opening
            word_head, _ = self._base(end + 1, last)
            if word != "group" and word not in ("member", "one"):
                head, plural = word_head, True
                word = bare(forms[head])
        modifiers = frozenset(form.lower() for form in forms[first:head])
        inside = []
        index = bisect_left(self._name_starts, first)
        while index < len(self._names) and self._names[index].first < last:
            if self._names[index].first != head and not self._names[index].office:
                inside.append(index)
            index += 1
        return Mention(
            MentionType.NOMINAL,
            first,
            last,
            head,
            singular(word) if plural else word,
            plural,
            opening if tags[first] in ("DT", "PRP$", "CD", "WP$", "PDT", "JJ") else "",
            modifiers,
            tuple(inside),
            possessed,
        )


def _joins(between: list[str]) -> bool:
    """Whether the words between two names make one joint source of them.

    Between may stand the determiner and role of the second ("Lee, and the treasurer, Hall").
    """
    words = between[1:] if between[:1] == [","] else between
    if words[:1] not in (["and"], ["&"], ["or"]):
        return False
    return (
        len(words) == 1
        or words == ["and", "the"]
        or (
            words[1] in ("the", "his", "her", "their")
            and words[-1] == ","
            and "," not in words[:-1]
        )
    )


def nominal_kind(mention: Mention, lexicon: Lexicon) -> SpeakerKind:
    """What the head noun of a nominal denotes; `UNKNOWN` for one unnamed person."""
    noun = mention.noun
    if noun in lexicon.groups and noun not in lexicon.organizations:
        return SpeakerKind.GROUP
    if noun in lexicon.documents and noun not in lexicon.organizations:
        return SpeakerKind.DOCUMENT
    if mention.plural or mention.determiner in PLURAL_DETERMINERS:
        return SpeakerKind.GROUP
    if noun in lexicon.organizations or noun in lexicon.organization_heads:
        return SpeakerKind.ORGANIZATION
    if noun in lexicon.place_nouns:
        return SpeakerKind.PLACE
    return SpeakerKind.UNKNOWN
