"""Whom the descriptions of a dialogue mean: "the girl" and "her companion" are somebody with a name.

Narrators call the people of a scene by their names and by what they are, turn about. No single
description tells whom it means, all of one kind together often do: who is meant never answers
whoever is described so, answers the same people, is called by name by them, and speaks on where the
narration says so. Each of these counts for or against a named speaker; the best one is meant if
enough speaks for it, and more than for the next (`identify`).
"""

from collections.abc import Sequence

import attrs

from quotelib.speakers.dialogue import Turn
from quotelib.speakers.entities import Entity

REACH = 12
"""Turns on either side of a description in which who it means must speak."""


@attrs.frozen(slots=True)
class DescriptionWeights:
    """How much each circumstance counts, summed over the turns of one description."""

    same_partner: float = 1.0
    """Both speak before or after the same turn of a third person's."""
    called: float = 1.0
    """The turn beside calls the candidate by name."""
    decoded: float = 0.5
    """The search over the scene took the candidate for the speaker."""
    answers: float = -1.5
    """The candidate speaks in the paragraph before or after."""
    calls: float = -3.0
    """The turn itself calls the candidate by name."""
    mentions: float = -1.0
    """The turn itself mentions the candidate."""
    least: float = 1.5
    """What must speak for a candidate in all."""
    lead: float = 0.5
    """What must speak for it more than for any other."""


WEIGHTS = DescriptionWeights()


def identify(
    turns: Sequence[Turn], speakers: Sequence[int], cast: Sequence[Entity]
) -> dict[int, int]:
    """The named entity that each described one is, where the turns tell; by entity.

    ``speakers`` are those that the search found, -1 for nobody.
    """
    told = [
        turn.described if turn.described >= 0 else speaker
        for turn, speaker in zip(turns, speakers, strict=True)
    ]
    by_name = {turn.known for turn in turns}
    scores: dict[int, dict[int, float]] = {}
    for number, turn in enumerate(turns):
        if turn.described >= 0:
            _weigh(turns, told, speakers, number, cast, scores.setdefault(turn.described, {}))
    found: dict[int, int] = {}
    for described, by_candidate in scores.items():
        order = sorted(
            by_name.intersection(by_candidate), key=lambda entity: (-by_candidate[entity], entity)
        )
        if not order or by_candidate[order[0]] < WEIGHTS.least:
            continue
        lead = by_candidate[order[0]] - (by_candidate[order[1]] if len(order) > 1 else 0.0)
        if lead >= WEIGHTS.lead:
            found[described] = order[0]
    return found


def _weigh(
    turns: Sequence[Turn],
    told: Sequence[int],
    speakers: Sequence[int],
    number: int,
    cast: Sequence[Entity],
    scores: dict[int, float],
) -> None:
    """Count what one turn of a description says of each candidate."""
    turn = turns[number]
    described = cast[turn.described]

    def count(entity: int, weight: float) -> None:
        if entity >= 0 and _can_be(described, cast[entity]):
            scores[entity] = scores.get(entity, 0.0) + weight

    count(speakers[number], WEIGHTS.decoded)
    for entity in turn.addressed:
        count(entity, WEIGHTS.calls)
    for entity in turn.mentioned:
        count(entity, WEIGHTS.mentions)
    for step in (-1, 1):
        beside, beyond = number + step, number + 2 * step
        if not _follow(turns, number, beside):
            continue
        count(told[beside], WEIGHTS.answers)
        for entity in turns[beside].addressed:
            if entity != told[beside]:
                count(entity, WEIGHTS.called)
        if _follow(turns, beside, beyond) and told[beside] != told[beyond]:
            count(told[beyond], WEIGHTS.same_partner)


def _follow(turns: Sequence[Turn], number: int, other: int) -> bool:
    """Whether two turns next to each other are there and are next to each other on the page."""
    if not 0 <= other < len(turns):
        return False
    return abs(turns[other].paragraph - turns[number].paragraph) <= 1


def _can_be(described: Entity, candidate: Entity) -> bool:
    """Whether a description can mean a person whom the narration names."""
    one, other = described.gender, candidate.apparent_gender
    if not candidate.named or not candidate.narrated or candidate.narrator:
        return False
    return not (one and other and one != other)
