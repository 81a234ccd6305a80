"""Which of the entities mentioned so far a pronoun takes up.

The `Timeline` is the document's mentions in text order, each with how prominent it was. To resolve
a pronoun it is read backwards over a bounded window; each entity that agrees in gender is scored
by its best mention there (nearness, subjecthood, being a source) and by how often it occurs in the
window. The weights are in one place (`WEIGHTS`).
"""

from bisect import bisect_left

import attrs

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.entities import Entity
from quotelib.speakers.lexicon import Gender

WINDOW_SENTENCES = 8
"""Sentences back that an antecedent may be."""
WINDOW_MENTIONS = 40
"""Mentions back that are looked at, so that a list of names stays cheap."""


@attrs.frozen(slots=True)
class Weights:
    """How much each circumstance speaks for an antecedent."""

    sentence: float = -1.0
    """For every sentence between."""
    paragraph: float = -0.3
    """For every paragraph break between, up to three."""
    subject: float = 1.0
    """The mention is the subject of a verb."""
    source: float = 1.3
    """The mention was the source of an attribution."""
    pronoun: float = 0.6
    """The mention was itself a pronoun: the entity is what the passage is about."""
    possessive: float = -0.4
    """The mention is a possessor ("Lee's office")."""
    quoted: float = -2.5
    """The mention stands inside a quotation, the pronoun outside."""
    frequent: float = 0.25
    """For every further mention in the window, up to four."""
    unknown_gender: float = -0.4
    """Nothing tells the gender."""
    unknown_kind: float = -0.9
    """Nothing tells that the name is a person's."""
    bonus_same_sentence: float = 0.0


WEIGHTS = Weights()


@attrs.define(slots=True, eq=False)
class Timeline:
    """The mentions so far as parallel lists, in text order."""

    position: list[int] = attrs.Factory(list)
    entity: list[int] = attrs.Factory(list)
    weight: list[float] = attrs.Factory(list)
    quoted: list[bool] = attrs.Factory(list)

    def add(self, position: int, entity: int, weight: float, quoted: bool) -> None:
        """Note a mention; one at an earlier position than the last is left out."""
        if not self.position or position >= self.position[-1]:
            self.position.append(position)
            self.entity.append(entity)
            self.weight.append(weight)
            self.quoted.append(quoted)


def choose_person(
    timeline: Timeline,
    entities: list[Entity],
    sentence_of: list[int],
    paragraph_of: list[int],
    position: int,
    gender: Gender,
    quoted: bool = False,
    excluded: frozenset[int] = frozenset(),
) -> int:
    """The person that a singular personal pronoun at token ``position`` means, -1 for none."""
    weights = WEIGHTS
    scores: dict[int, float] = {}
    sentence, paragraph = sentence_of[position], paragraph_of[position]
    index = bisect_left(timeline.position, position)
    oldest = max(0, index - WINDOW_MENTIONS)
    while index > oldest:
        index -= 1
        at = timeline.position[index]
        distance = sentence - sentence_of[at]
        if distance > WINDOW_SENTENCES:
            break
        candidate = timeline.entity[index]
        known = scores.get(candidate)
        if known is not None:
            scores[candidate] = known + weights.frequent
            continue
        entity = entities[candidate]
        if candidate in excluded or not agrees(entity, gender):
            continue
        score = weights.sentence * distance + timeline.weight[index]
        score += weights.paragraph * min(3, paragraph - paragraph_of[at])
        if timeline.quoted[index] and not quoted:
            score += weights.quoted
        if not entity.gender:
            score += weights.unknown_gender
        if entity.kind is SpeakerKind.UNKNOWN and entity.named:
            score += weights.unknown_kind
        scores[candidate] = score
    if not scores:
        return -1
    return max(scores, key=lambda candidate: scores[candidate])


def agrees(entity: Entity, gender: Gender) -> bool:
    """Whether the entity can be a person of that gender."""
    if entity.kind not in (SpeakerKind.PERSON, SpeakerKind.UNKNOWN):
        return False
    return not (entity.gender and gender and entity.gender != gender)
