"""Which of the entities mentioned so far a personal pronoun takes up.

The timeline is read backwards from the pronoun over a bounded window. Each entity that agrees in
gender is scored by its best mention there (nearness, subjecthood, being a source) and by how often
it occurs in the window. The weights are in one place (`WEIGHTS`).
"""

from collections.abc import Mapping

import attrs

from quotelib.speakers.closed_classes import PERSON, UNKNOWN
from quotelib.speakers.discourse import Discourse
from quotelib.speakers.entities import Entity
from quotelib.speakers.lexicon import Gender

WINDOW_SENTENCES = 8
"""Sentences of narration back that an antecedent may be."""
WINDOW_MENTIONS = 40
"""Mentions back that are looked at, so that a list of names stays cheap."""
MAX_COUNT = 31
"""Mentions in the document that count."""
MAX_FREQUENT = 4
"""Further mentions in the window that count."""


@attrs.frozen(slots=True)
class Weights:
    """How much each circumstance speaks for an antecedent."""

    sentence: float = -1.0
    """For every sentence between."""
    paragraph: float = -0.8
    """For every paragraph break between, up to three."""
    subject: float = 1.0
    """The mention is the subject of a verb."""
    source: float = 1.3
    """The mention was the source of an attribution."""
    pronoun: float = 0.3
    """The mention was itself a pronoun: the entity is what the passage is about."""
    possessive: float = -0.4
    """The mention is a possessor ("Lee's office")."""
    modifier: float = -1.0
    """The mention modifies a noun ("the Lee campaign")."""
    quoted: float = -2.0
    """The mention stands inside a quotation, the pronoun outside."""
    frequent: float = 0.25
    """For every further mention in the window, up to `MAX_FREQUENT`."""
    prominent: float = 0.32
    """For every doubling of the number of mentions in the document so far."""
    reported: float = -0.6
    """The mention stands in what somebody is reported to have said."""
    goes_on: float = 1.5
    """The entity is the last source and the cue says that it goes on ("he added")."""
    unknown_gender: float = -0.2
    """Nothing tells the gender."""
    unknown_kind: float = -1.44
    """Nothing tells that the name is a person's."""
    unnamed: float = 0.0
    """The entity has no name."""


WEIGHTS = Weights()


def person_scores(discourse: Discourse, position: int, gender: Gender) -> dict[int, float]:
    """How well each recent entity fits a personal pronoun at token ``position``."""
    weights, timeline = WEIGHTS, discourse.timeline
    entities = discourse.cast.entities
    here, paragraph = discourse.narrated_at(position), discourse.paragraph_at(position)
    quoted = discourse.analysis.quoted[position]
    scores: dict[int, float] = {}
    further: dict[int, int] = {}
    for candidate, weight, in_quotation, sentence, own_paragraph in timeline.before(
        position, WINDOW_MENTIONS
    ):
        distance = here - sentence
        if distance > WINDOW_SENTENCES:
            break
        score = weights.sentence * distance + weight
        score += weights.paragraph * min(3, paragraph - own_paragraph)
        if in_quotation and not quoted:
            entity = entities[candidate]
            if entity.kind is UNKNOWN and not entity.narrated:
                # A capitalised word of which only a speaker makes a name ("Ah! Hast thou …").
                continue
            score += weights.quoted
        known = scores.get(candidate)
        if known is None:
            if agrees(entities[candidate], gender):
                scores[candidate] = score
                further[candidate] = 0
        else:
            further[candidate] += 1
            if score > known:
                scores[candidate] = score
    for candidate, times in further.items():
        scores[candidate] += _standing(entities[candidate], times)
    return scores


def _standing(entity: Entity, times: int) -> float:
    """What speaks for an entity wherever it was mentioned; ``times`` counts further mentions."""
    weights = WEIGHTS
    score = weights.frequent * min(times, MAX_FREQUENT)
    score += weights.prominent * min(entity.count, MAX_COUNT).bit_length()
    if not entity.apparent_gender:
        score += weights.unknown_gender
    if not entity.named:
        score += weights.unnamed
    elif entity.kind is UNKNOWN:
        score += weights.unknown_kind
    return score


def best(scores: Mapping[int, float]) -> int:
    """The entity with the highest score, the one mentioned last among equals; -1 if none."""
    return max(scores, key=scores.__getitem__) if scores else -1


def agrees(entity: Entity, gender: Gender) -> bool:
    """Whether the entity can be a person of that gender."""
    if entity.kind is not PERSON and entity.kind is not UNKNOWN:
        return False
    if entity.narrator or entity.impersonal:
        return False
    return not (gender and entity.apparent_gender and entity.apparent_gender != gender)
