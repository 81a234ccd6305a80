"""The walk through a document, in text order: what is mentioned, and whom each source means.

Names and the pronouns of the narration are noted in the timeline as they come; the source of an
attribution is resolved when the walk reaches it (`Resolver.walk`). Other noun phrases are resolved
on demand, with all that the walk has learned (`Resolver.resolve`).
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from heapq import merge

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import SpeakerKind
from quotelib.speakers.antecedents import WEIGHTS, best, person_scores
from quotelib.speakers.closed_classes import ARTICLES, FINITE_TAGS, GENDER_OF_PRONOUN
from quotelib.speakers.deixis import is_verbatim
from quotelib.speakers.discourse import Discourse
from quotelib.speakers.entities import Entity
from quotelib.speakers.lexicon import bare
from quotelib.speakers.mentions import LOST_APOSTROPHE, Mention, MentionType, nominal_kind
from quotelib.speakers.name_kinds import kind_of_name
from quotelib.speakers.name_runs import NAME_TAGS
from quotelib.speakers.nominals import NominalResolver
from quotelib.speakers.pronouns import PronounResolver
from quotelib.speakers.turns import Resolved
from quotelib.text.analysis import TokenRange
from quotelib.text.scanning import places_of

NARRATED_PRONOUNS = frozenset({"he", "she", "He", "She", "I"})
COMMON_NOUN_TAGS = frozenset({"NN", "NNS"})
GOING_ON = frozenset(
    {"added", "adds", "adding", "continued", "continues", "concluded", "further", "also", "went"}
)
"""Words of a cue after which the speaker is the one before."""
NUMBERED = frozenset(
    {"act", "article", "book", "canto", "chapter", "part", "phase", "scene", "section", "volume"}
)
"""What "I" is the number of in a heading."""
UNSIGNED = frozenset({"editorial", "piece", "op-ed", "commentary", "article", "column"})
"""Texts that without an author's name speak for the paper that prints them."""


class Resolver:
    """The state of one walk through a document."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self._analysis = discourse.analysis
        self._cast = discourse.cast
        self._pronouns = PronounResolver(discourse)
        self._nominals = NominalResolver(discourse)
        self._of_range: dict[TokenRange, int] = {}
        self._reported = bytearray(len(self._analysis.forms))

    def walk(self, attributions: Sequence[Attribution]) -> list[Resolved]:
        """The entity of every attribution's source, with the scores of personal pronouns."""
        order = sorted(
            (attribution.source[0], number)
            for number, attribution in enumerate(attributions)
            if attribution.source is not None
        )
        words = self.discourse.lexicon
        steps = self._background()
        self._mark_reported(attributions)
        resolved = [Resolved(None)] * len(attributions)
        step = next(steps, None)
        for _, number in order:
            attribution = attributions[number]
            assert attribution.source is not None  # noqa: S101 - tells mypy what `order` holds
            first, last = source = attribution.source
            while step is not None and step[0] < first:
                self._note(*step)
                step = next(steps, None)
            self._cast.link_until(last)
            scores = self._scores_of_pronoun(attribution)
            around = attribution.parent
            if (
                scores is not None
                and around is not None
                and is_verbatim(self._analysis, attributions[around])
            ):
                # Nobody calls himself "he".
                speaker = resolved[around].entity
                scores.pop(-1 if speaker is None else speaker, None)
            mention = self.discourse.reader.read(first, last)
            entity = self._of_range.get(source)
            if entity is None:
                entity = self._of_mention(mention)
            self._cast.seen(entity, mention.first)
            described = -1
            if scores is None and mention.head in self._nominals.undecided:
                described, scores = self._nominals.undecided[mention.head]
            self._of_range[source] = entity
            is_name = mention.type is MentionType.NAME
            spoken = None if is_name else _shared((mention.first, mention.last), source)
            thing = mention.type is MentionType.NOMINAL and words.is_of_somebody(mention.noun)
            resolved[number] = Resolved(entity, spoken, scores, described, thing)
            self._note_source(attribution, entity, first)
        while step is not None:
            self._note(*step)
            step = next(steps, None)
        self._cast.link_until(len(self._analysis.forms))
        return self._with_later_names(resolved)

    def _with_later_names(self, resolved: list[Resolved]) -> list[Resolved]:
        """What was found, with the relatives and the narrator that the text named later."""
        named = self._nominals.relatives_named() | self._pronouns.narrator_named()
        if not named:
            return resolved
        timeline = self.discourse.timeline
        timeline.entity[:] = array("i", [named.get(entity, entity) for entity in timeline.entity])
        self._of_range = {place: named.get(e, e) for place, e in self._of_range.items()}
        return [
            attrs.evolve(
                found,
                entity=None if found.entity is None else named.get(found.entity, found.entity),
                scores=found.scores and {named.get(e, e): s for e, s in found.scores.items()},
                described=named.get(found.described, found.described),
            )
            for found in resolved
        ]

    def _mark_reported(self, attributions: Sequence[Attribution]) -> None:
        """Mark the tokens that are content of an attribution."""
        for attribution in attributions:
            for first, last in attribution.content:
                self._reported[first:last] = b"\1" * (last - first)

    def _scores_of_pronoun(self, attribution: Attribution) -> dict[int, float] | None:
        """The candidates if the source is "he" or "she", else None."""
        assert attribution.source is not None  # noqa: S101 - only sources are asked for
        first, last = attribution.source
        gender = GENDER_OF_PRONOUN.get(self._analysis.forms[first].lower())
        if last - first > 1 or not gender:
            return None
        scores = self._pronouns.scores(first, gender)
        if self._goes_on(attribution) and self._pronouns.last_source in scores:
            scores[self._pronouns.last_source] += WEIGHTS.goes_on
        return scores

    def _goes_on(self, attribution: Attribution) -> bool:
        """Whether the cue says that a speaker goes on ("he added")."""
        if attribution.cue is None:
            return False
        first, last = attribution.cue
        return not GOING_ON.isdisjoint(self._analysis.forms[first:last])

    def _background(self) -> Iterator[tuple[int, int]]:
        """What the timeline holds besides sources: (token, name index or -1 for a pronoun)."""
        forms, quoted = self._analysis.forms, self._analysis.quoted
        names = ((name.first, index) for index, name in enumerate(self.discourse.names))
        pronouns = (
            (token, -1)
            for token in places_of(NARRATED_PRONOUNS, forms)
            if not quoted[token] and (forms[token] != "I" or not self._is_numeral(token))
        )
        return merge(names, pronouns)

    def _is_numeral(self, token: int) -> bool:
        """Whether "I" is a number: that of a chapter or a king, or all that a heading says."""
        forms = self._analysis.forms
        if token and bare(forms[token - 1]) in NUMBERED:
            return True
        begin, end = self._analysis.paragraphs[self.discourse.paragraph_at(token)]
        following = forms[token + 1] if token + 1 < end else "."
        return (token == begin or forms[token - 1][0].isupper()) and (
            following[0].isupper() or following == "." or self._is_king(token, following)
        )

    def _is_king(self, token: int, following: str) -> bool:
        """Whether "I" counts bearers of a name ("Conrad I, …", "Conrad I of Norland")."""
        return self._analysis.tags[token - 1] in NAME_TAGS and following in (",", ")", "of")

    def _note(self, token: int, name: int) -> None:
        """Note a name or a pronoun of the narration in the timeline."""
        if name < 0:
            self._note_pronoun(token)
            return
        self._cast.link_until(token + 1)
        entity = self._cast.of_name[name]
        if entity < 0:
            return
        quoted = self._analysis.quoted[token]
        if not quoted:
            self._cast.entities[entity].narrated = True
        self.discourse.note(token, entity, self._prominence(name))

    def _note_pronoun(self, token: int) -> None:
        """Note "he", "she" or "I" of the narration."""
        gender = GENDER_OF_PRONOUN.get(self._analysis.forms[token].lower(), "")
        if gender:
            entity = best(person_scores(self.discourse, token, gender))
        else:
            entity = self._pronouns.narrator(token)
        if entity >= 0:
            bearer = self._cast.entities[entity]
            bearer.gender = bearer.gender or gender
            self._cast.seen(entity, token)
            self.discourse.note(token, entity, WEIGHTS.subject + WEIGHTS.pronoun)

    def _prominence(self, name: int) -> float:
        """How prominent a name is by what stands beside it."""
        tags = self._analysis.tags
        found = self.discourse.names[name]
        following = tags[found.last] if found.last < len(tags) else ""
        if following and self._analysis.forms[found.last] == LOST_APOSTROPHE:
            following = "POS"
        weight = WEIGHTS.reported if self._reported[found.first] else 0.0
        if following in FINITE_TAGS or self._is_inverted(found.start):
            return weight + WEIGHTS.subject
        if following in COMMON_NOUN_TAGS:
            return weight + WEIGHTS.modifier
        return weight + WEIGHTS.possessive if following == "POS" else weight

    def _is_inverted(self, start: int) -> bool:
        """Whether a verb right after a quotation stands before the name ("“No,” cried the Gryphon")."""
        verb = start - 2 if self._analysis.forms[start - 1] == "the" else start - 1
        return (
            verb > 0
            and self._analysis.tags[verb] in FINITE_TAGS
            and self._analysis.quoted[verb - 1] > 0
            and not self._analysis.quoted[verb]
        )

    def _note_source(self, attribution: Attribution, entity: int, first: int) -> None:
        """Remember whom the attribution was resolved to."""
        quoted = self._analysis.quoted[first]
        if not quoted:
            self._pronouns.last_source = entity
            self._cast.entities[entity].narrated = True
        self.discourse.note(first, entity, WEIGHTS.subject + WEIGHTS.source)
        self._note_words(attribution, entity)

    def _note_words(self, attribution: Attribution, entity: int) -> None:
        """Remember whose words the quotation marks of a content hold."""
        if attribution.parent is not None:
            return
        for begin, _ in attribution.content:
            pair = self._analysis.quoted[begin]
            if pair:
                self._pronouns.speaker_of_pair[pair] = entity

    def resolve(self, first: int, last: int) -> int:
        """The entity that the tokens ``first`` to ``last`` mean, whatever the walk has passed."""
        entity = self._of_range.get((first, last))
        if entity is None:
            entity = self._of_mention(self.discourse.reader.read(first, last))
            self._of_range[first, last] = entity
        return entity

    def settle(
        self,
        attributions: Sequence[Attribution],
        entities: Sequence[int | None],
        ranges: Mapping[TokenRange, int],
    ) -> None:
        """Take it that attributions have those speakers, and that ranges of tokens mean those."""
        self._of_range.update(ranges)
        for attribution, entity in zip(attributions, entities, strict=True):
            if entity is not None:
                self._note_words(attribution, entity)

    def _of_mention(self, mention: Mention) -> int:
        if mention.type is MentionType.PRONOUN:
            meant = self._pronouns.resolve(mention)
            return meant if isinstance(meant, int) else self._of_mention(meant)
        if mention.type is MentionType.JOINT:
            return self._joint(mention)
        if mention.type is MentionType.NAME:
            entity = self._cast.of_name[mention.names[0]]
            return entity if entity >= 0 else self._capitalised(mention)
        name = self.discourse.reader.name_covering(mention.head)
        if name >= 0 and mention.head == mention.first and self._cast.of_name[name] >= 0:
            # "Bill", "King": an office or a document by its form, somebody's name by the text.
            return self._cast.of_name[name]
        if self._looks_like_name(mention):
            return self._capitalised(mention)
        publisher = self._publisher(mention)
        return self._nominals.resolve(mention) if publisher is None else publisher

    def _publisher(self, mention: Mention) -> int | None:
        """The entity of the paper that an unsigned opinion is in ("an editorial in the Courier")."""
        words = [form.lower() for form in self._analysis.forms[mention.first : mention.last]]
        if mention.noun not in UNSIGNED or "by" in words or "in" not in words:
            return None
        place = mention.first + words.index("in")
        names = self.discourse.names
        name = next((one for one in mention.names if names[one].first > place), None)
        if name is None or names[name].first > place + 2:
            return None
        entity = self._cast.of_name[name]
        return entity if entity >= 0 else None

    def _joint(self, mention: Mention) -> int:
        """A group of its own, of the entities named; it has no name that is one party's."""
        names = self.discourse.names
        members = tuple(self._cast.of_name[name] for name in mention.names)
        first, last = names[mention.names[0]].first, names[mention.names[-1]].last
        return self._cast.add(
            Entity(SpeakerKind.GROUP, "", (first, last), (), named=False, members=members)
        )

    def _capitalised(self, mention: Mention) -> int:
        """The entity of a name that the tags or a headline did not show, made if it is new."""
        forms = self._analysis.forms
        first, last = mention.first, mention.head + 1
        if forms[first].lower() in ARTICLES and last - first > 1:
            first += 1
        name = self.discourse.reader.name_covering(first)
        if name >= 0 and self._cast.of_name[name] >= 0:
            return self._cast.of_name[name]
        words = tuple(bare(form) for form in forms[first:last])
        entity = self._cast.entity_of_words(words)
        if (
            entity < 0
            and first > mention.first
            and self._cast.entity_of_words((words[-1][:-1],)) >= 0
        ):
            # "The Petrosyans": the family of a surname.
            return self._cast.add(Entity(SpeakerKind.GROUP, "", (first, last), words, named=False))
        if entity < 0:
            kind = kind_of_name(forms[first:last], self.discourse.lexicon)
            made = Entity(kind, "", (first, last), words, bare_seen=True)
            made.article = first > mention.first
            entity = self._cast.add(made)
            self._cast.name_words(words, entity)
        return entity

    def _looks_like_name(self, mention: Mention) -> bool:
        """Whether every word of a nominal up to its head is capitalised, and not just the first."""
        forms, words = self._analysis.forms, self.discourse.lexicon
        first, head, noun = mention.first, mention.head, mention.noun
        if forms[first].lower() in ARTICLES and head > first:
            first += 1
        if mention.possessed or not all(form[0].isupper() for form in forms[first : head + 1]):
            return False
        if words.is_person_noun(noun) or noun in words.offices:
            return False
        if first < head:
            return nominal_kind(mention, words) is SpeakerKind.UNKNOWN
        sentence = self._analysis.sentences[self.discourse.sentence_at(first)]
        if first > sentence[0]:
            return not self._analysis.quoted[first - 1] or self._analysis.quoted[first] > 0
        return self._cast.entity_of_words((bare(forms[first]),)) >= 0


def _shared(tokens: TokenRange, known: TokenRange) -> TokenRange:
    """The range that is known already if it is the same: one object less for each source."""
    return known if tokens == known else tokens
