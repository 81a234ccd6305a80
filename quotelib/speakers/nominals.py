"""Whom a nominal means: an entity of which its noun was said, or one that the text does not name.

Definite nominals ("the senator", "the New Jersey governor", "the newspaper") are matched with what
the text said of its entities: titles, roles beside names, last words of organizations' names.
Indefinite ones introduce somebody; only "a spokesman for …" is looked for in what follows, because
news name their spokesmen a sentence later. Whatever finds no entity becomes one without a name,
which later nominals with the same noun may take up.
"""

from bisect import bisect_left

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.antecedents import best, person_scores
from quotelib.speakers.closed_classes import INDEFINITE
from quotelib.speakers.discourse import Discourse
from quotelib.speakers.entities import Entity
from quotelib.speakers.kinship import is_told, possessor_of, relative_of
from quotelib.speakers.mentions import Mention, nominal_kind

WINDOW_SENTENCES = 6
"""Sentences back to the organization that "the company" takes up."""
WINDOW_MENTIONS = 40
"""Mentions back that are looked at for it."""
LOOK_AHEAD_SENTENCES = 8
"""Sentences ahead in which "a spokesman for …" may be named."""

UNNAMED = 0.5
"""What speaks for a definite nominal to mean somebody whom the text does not name, in the units of
`antecedents.Weights`."""

GENERAL_BODIES = frozenset(
    {"agency", "body", "group", "organisation", "organization", "regulator", "watchdog"}
)
"""Nouns that take up a body of any sort."""
SPOKESPERSONS = frozenset(("spokesman", "spokeswoman", "spokesperson"))
ANYBODY = frozenset(
    {"anybody", "anyone", "everybody", "everyone", "nobody", "one", "somebody", "someone"}
)
"""Sources that no pronoun takes up."""
EMPTY_MODIFIERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "own",
        "former",
        "ex",
        "current",
        "then",
        "longtime",
        "other",
        "'s",
        "’s",
        ",",
        "and",
        "of",
        "first",
    ]
)
"""Modifiers that tell nothing about which bearer of a role is meant."""


class NominalResolver:
    """Resolves the nominals of one document, in text order.

    ``undecided`` has, by head token, the nominals of which no role decided: the entity without a
    name that each stands for, and the candidates. A dialogue may know better (`dialogue`).
    """

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._analysis = discourse.analysis
        self._cast = discourse.cast
        self._names = discourse.names
        self._name_starts = [name.first for name in discourse.names]
        self._timeline = discourse.timeline
        self._sentence_at = discourse.sentence_at
        self._lexicon = discourse.lexicon
        self.undecided: dict[int, tuple[int, dict[int, float]]] = {}
        self._unnamed: dict[tuple[str, str], int] = {}
        self._composed: dict[tuple[int, str], int] = {}
        self._relatives: dict[int, tuple[str, int]] = {}

    def resolve(self, mention: Mention) -> int:
        """The entity meant; a new unnamed one if the text has none."""
        kind = nominal_kind(mention, self._lexicon)
        found = -1
        if kind is SpeakerKind.UNKNOWN:
            found = self._person(mention)
        elif kind is SpeakerKind.ORGANIZATION:
            found = self._organization(mention)
        elif kind is SpeakerKind.PLACE and mention.definite:
            found = self._recent(mention, SpeakerKind.PLACE)
        if found >= 0:
            return found
        return self._without_name(mention, kind)

    def _person(self, mention: Mention) -> int:
        """The person of whom the noun was said."""
        noun = mention.noun
        indefinite = mention.determiner in INDEFINITE
        if indefinite or (not mention.definite and mention.determiner):
            return self._named_later(mention) if noun in SPOKESPERSONS else -1
        found = self._by_role(mention)
        if found >= 0:
            return found
        if is_told(mention):
            return self._relative(mention)
        if noun in SPOKESPERSONS:
            return self._named_later(mention)
        if not mention.definite or (mention.possessed and noun in self._lexicon.kin):
            return -1
        is_one_of_many = noun in self._lexicon.demonyms
        if not (
            is_one_of_many or self._lexicon.is_person_noun(noun) or noun in self._lexicon.offices
        ):
            return -1
        if self._is_capitalised(mention) and not is_one_of_many:
            return -1
        gender = self._lexicon.noun_gender(noun)
        scores = person_scores(self._discourse, mention.head, gender)
        known = self._unnamed.get(("", noun), -1)
        found = known if known >= 0 else best(scores)
        unnamed = known if known >= 0 else self._without_name(mention, SpeakerKind.UNKNOWN)
        self.undecided[mention.head] = unnamed, scores | {unnamed: UNNAMED}
        return unnamed if mention.possessed else found

    def _relative(self, mention: Mention) -> int:
        """The relative of somebody ("his wife"): by the family's name, else without one for now."""
        possessor = possessor_of(self._discourse, mention)
        found = relative_of(self._cast, mention.noun, possessor)
        if found < 0:
            found = self._without_name(mention, SpeakerKind.UNKNOWN)
            self._relatives.setdefault(found, (mention.noun, possessor))
        return found

    def relatives_named(self) -> dict[int, int]:
        """By the entity of a relative without a name the person named whom the text turned out to mean."""
        named = {
            entity: relative_of(self._cast, noun, possessor)
            for entity, (noun, possessor) in self._relatives.items()
        }
        return {entity: person for entity, person in named.items() if person >= 0}

    def _is_capitalised(self, mention: Mention) -> bool:
        """Whether a description is written as a name ("the Duchess"): it means nobody else."""
        first, head = mention.first, mention.head
        return head > first and self._analysis.forms[head][0].isupper()

    def _by_role(self, mention: Mention) -> int:
        """The entity with that role whose other descriptions share most with the mention."""
        noun = self._lexicon.role(mention.noun)
        bearers = list(self._cast.by_role.get(noun, ()))
        for synonym in sorted(self._lexicon.synonyms.get(noun, ())):
            bearers += [i for i in self._cast.by_role.get(synonym, ()) if i not in bearers]
        if not bearers:
            return -1
        wanted = mention.modifiers - EMPTY_MODIFIERS
        best, best_score = -1, -1.0
        for bearer in bearers:
            entity = self._cast.entities[bearer]
            said = self._said_of(entity)
            shared = len(wanted & said)
            started = entity.name[0] < mention.head
            recency = self._last_mention(bearer, mention.head) / (mention.head + 1)
            exact = any(role == noun for role, _ in entity.roles)
            score = 2.0 * shared - 1.0 * len(wanted - said) + recency + 0.5 * exact + started
            if best < 0 or score > best_score:
                best, best_score = bearer, score
        return best

    def _said_of(self, entity: Entity) -> set[str]:
        """All words that titles, roles and the affiliation say of the entity."""
        said = set(entity.words)
        for noun, modifiers in entity.roles:
            said.add(noun)
            said |= modifiers
        if entity.affiliation:
            first, last = entity.affiliation
            said.update(form.lower() for form in self._analysis.forms[first:last])
        return said

    def _last_mention(self, entity: int, position: int) -> int:
        """The token before ``position`` at which the entity was last mentioned, 0 for none."""
        timeline = self._timeline
        index = bisect_left(timeline.position, position)
        for past in range(index - 1, max(-1, index - 1 - WINDOW_MENTIONS), -1):
            if timeline.entity[past] == entity:
                return timeline.position[past]
        return 0

    def _named_later(self, mention: Mention) -> int:
        """The spokesperson whom one of the next sentences names."""
        start = bisect_left(self._name_starts, mention.last)
        limit = self._sentence_at(mention.head) + LOOK_AHEAD_SENTENCES
        for index in range(start, min(len(self._names), start + WINDOW_MENTIONS)):
            name = self._names[index]
            if self._sentence_at(name.first) > limit:
                break
            if any(role.noun in SPOKESPERSONS for role in name.roles):
                return self._cast.of_name[index]
        return -1

    def _organization(self, mention: Mention) -> int:
        """The body meant: somebody's campaign, a known body of that noun, the last one mentioned."""
        owner = self._owner(mention)
        if owner >= 0:
            return self._composed_of(mention, owner)
        if not mention.definite or mention.possessed:
            return -1
        noun = mention.noun
        composed = self._composed.get((-1, noun), -1)
        if composed >= 0:
            return composed
        return self._recent(mention, SpeakerKind.ORGANIZATION)

    def _owner(self, mention: Mention) -> int:
        """The entity whose body it is ("Lee's office", "the Lee campaign"), -1 if not named."""
        for index in mention.names:
            name = self._names[index]
            if name.last <= mention.head and self._cast.of_name[index] >= 0:
                return self._cast.of_name[index]
        return -1

    def _composed_of(self, mention: Mention, owner: int) -> int:
        """The body of ``owner`` that the noun denotes, named after its owner."""
        key = (owner, mention.noun)
        found = self._composed.get(key, -1)
        if found >= 0:
            return found
        first = mention.first
        if mention.determiner:
            first = min(first + 1, mention.head)
        entity = Entity(SpeakerKind.ORGANIZATION, "", (first, mention.head + 1), ())
        found = self._cast.add(entity)
        self._composed[key] = self._composed[-1, mention.noun] = found
        return found

    def _recent(self, mention: Mention, kind: SpeakerKind) -> int:
        """The last mentioned entity of that kind which the noun can denote."""
        timeline, noun = self._timeline, mention.noun
        index = bisect_left(timeline.position, mention.first)
        sentence = self._sentence_at(mention.head)
        fallback = -1
        for past in range(index - 1, max(-1, index - 1 - WINDOW_MENTIONS), -1):
            if sentence - self._sentence_at(timeline.position[past]) > WINDOW_SENTENCES:
                break
            candidate = timeline.entity[past]
            entity = self._cast.entities[candidate]
            if entity.kind is not kind:
                continue
            if entity.words and entity.words[-1] == noun:
                return candidate
            if fallback < 0 and self._can_be(entity, noun):
                fallback = candidate
        return fallback

    def _can_be(self, entity: Entity, noun: str) -> bool:
        """Whether a name that does not hold the noun can be taken up by it."""
        if entity.kind is not SpeakerKind.ORGANIZATION:
            return entity.kind is SpeakerKind.PLACE
        if noun in self._lexicon.media:
            heads = self._lexicon.media_heads
            return not heads.isdisjoint(entity.words) or (
                " ".join(entity.words) in self._lexicon.known_organizations
            )
        if noun not in self._lexicon.any_body:
            return False
        # "The company" is no commission, whose name says what it is.
        own = [
            word
            for word in entity.words
            if word in self._lexicon.organizations and word not in self._lexicon.any_body
        ]
        return not own or noun in GENERAL_BODIES or noun in own

    def _without_name(self, mention: Mention, kind: SpeakerKind) -> int:
        """An entity that the text does not name: the one of that noun, or a new one."""
        noun = mention.noun
        key = ("" if kind is SpeakerKind.UNKNOWN else kind.value, noun)
        if mention.definite and (noun in self._lexicon.documents or noun in self._lexicon.persons):
            known = self._unnamed.get(key)
            if known is not None:
                return known
        named = kind is SpeakerKind.DOCUMENT and bool(mention.names)
        first = mention.first
        gender = self._lexicon.noun_gender(noun)
        entity = Entity(kind, gender, (first, mention.last), (), named=named)
        entity.impersonal = noun in ANYBODY or not self._lexicon.is_person_noun(noun)
        entity.relative = noun in self._lexicon.kin
        index = self._cast.add(entity)
        self._unnamed[key] = index
        return index
