"""Whom the descriptions of a dialogue mean: "the girl" and "her companion" are somebody with a name.

Narrators call the people of a scene by their names and by what they are, turn about. No single
description tells whom it means, all of one kind together often do: who is meant never answers
whoever is described so, answers the same people, is called by name by them, and speaks on where the
narration says so. Each of these counts for or against a named speaker; the best one is meant if
enough speaks for it, and more than for the next (`identify`).
"""

from collections.abc import Sequence

import attrs

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.dialogue import Turn
from quotelib.speakers.entities import Entity

REACH = 12
"""Turns on either side of a description in which who it means must speak."""


@attrs.frozen(slots=True)
class DescriptionWeights:
    """How much each circumstance counts, summed over the turns of one description."""

    same_partner: float = 1.0
    """Both speak before or after the same turn of a third person's."""
    next_partner: float = 0.5
    """The candidate is the next to speak, besides the two whose turns these are."""
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
    partners: set[tuple[int, int]] = set()
    for number, described in enumerate(told):
        is_open = turns[number].described >= 0 or (described >= 0 and _is_nameless(cast[described]))
        if is_open:
            by_candidate = scores.setdefault(described, {})
            _weigh(turns, told, speakers, number, cast, by_candidate)
            for place in _next_partners(turns, told, number):
                if (described, place) not in partners and _can_be(
                    cast[described], cast[told[place]]
                ):
                    partners.add((described, place))
                    by_candidate[told[place]] = (
                        by_candidate.get(told[place], 0.0) + WEIGHTS.next_partner
                    )
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
    described = cast[told[number]]

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


def _next_partners(turns: Sequence[Turn], told: Sequence[int], number: int) -> list[int]:
    """The nearest turns on either side by somebody who is not of the two that talk at a turn."""
    found = []
    for step in (-1, 1):
        if not _follow(turns, number, number + step):
            continue
        two = (told[number], told[number + step])
        for place in range(number + 2 * step, number + step * REACH, step):
            if not 0 <= place < len(turns):
                break
            if told[place] >= 0 and told[place] not in two:
                found.append(place)
                break
    return found


def _follow(turns: Sequence[Turn], number: int, other: int) -> bool:
    """Whether two turns next to each other are there and are next to each other on the page."""
    if not 0 <= other < len(turns):
        return False
    return abs(turns[other].paragraph - turns[number].paragraph) <= 1


def _is_nameless(entity: Entity) -> bool:
    """Whether an entity is "he" or "she", or a description, of nobody that was named before."""
    if entity.named or entity.narrator or entity.impersonal or entity.relative:
        return False
    return entity.kind is SpeakerKind.UNKNOWN and bool(entity.gender)


def _can_be(described: Entity, candidate: Entity) -> bool:
    """Whether a description can mean a person whom the narration names."""
    one, other = described.gender, candidate.apparent_gender
    if not candidate.named or not candidate.narrated or candidate.narrator:
        return False
    return not (one and other and one != other)
