"""Who speaks in a dialogue: quotations whose source is a pronoun or not there at all.

Fiction leaves most speakers to the reader: a new paragraph is a new turn, two people take turns,
a turn's narration tells whose it is ("Anna put down the cup. “No.”"), names called out are the
other's. A *turn* is the quotations of one paragraph; a *scene* a run of turns with little between.
For each scene the most plausible sequence of speakers is searched for (`decode`), with what each
turn says of its own speaker (`Turn.evidence`) and what turns say of each other (alternation,
address), so that a name at the end of an exchange settles its beginning. The search keeps the
`BEAM` best states, a state being the last two speakers: linear in the number of turns.

News are no dialogue: there a quotation without a source goes on with the speaker before. Which of
the two a document is, is told by how many turns have no source, or follow one another (`is_dialogue`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import attrs

from quotelib.speakers.lexicon import Gender

BEAM = 24
"""States kept a turn; scenes rarely hold more than five people, so that little is lost."""
MAX_CANDIDATES = 8
"""Speakers considered for a turn without a source."""
NEIGHBOURS = 8
"""Turns on either side from which candidates are taken."""
SCENE_GAP = 4
"""Paragraphs of narration that do not end a scene."""
SETTLED_EVERY = 64
"""Turns after which the search looks for a beginning that all its states share."""

State = tuple[int, int]
"""The last two speakers."""


@attrs.frozen(slots=True)
class DialogueWeights:
    """How much each circumstance counts, in the units of `antecedents.Weights`."""

    same_adjacent: float = -1.5
    """The speaker of the paragraph before goes on without being named again."""
    same_near: float = -0.3
    """The same over a paragraph of narration."""
    alternate: float = 1.6
    """The speaker of the turn before the last answers."""
    alternate_near: float = 0.5
    """The same over a paragraph of narration."""
    addresses_self: float = -6.4
    """The speaker is called by name in the turn."""
    mentions_self: float = -2.4
    """The speaker is mentioned by name in the turn."""
    addressed_answers: float = 1.9
    """Who was called by name speaks next."""
    addresses_last: float = 0.25
    """Who is called by name spoke last."""
    gender_clash: float = -2.4
    """"Sir" or "madam" does not fit the speaker of the turn beside."""
    newcomer: float = -0.8
    """Somebody without any evidence at this turn."""
    beat_before: float = 3.0
    """The subject of the narration that leads over to the quotation in its own paragraph."""
    beat_after: float = 2.5
    """The subject of the narration that follows it in its own paragraph."""
    announced: float = 3.5
    """The subject of a paragraph before that ends in a comma or colon."""
    farther: float = 0.7
    """Factor for every subject that stands nearer to the quotation."""
    beside: float = 1.8
    """Anybody else whom the paragraph's narration mentions."""
    present: float = -0.4
    """Anybody whom the narration mentioned shortly before."""
    source: float = 0.5
    """Factor of what the pronoun or nominal that is the source says for a candidate."""


WEIGHTS = DialogueWeights()


_NO_EVIDENCE: Mapping[int, float] = MappingProxyType({})


@attrs.define(slots=True, eq=False, weakref_slot=False)
class Turn:
    """The quotations of one paragraph by one speaker.

    ``attributions`` are indices; ``evidence`` maps entities to how much speaks for them at this
    turn itself; ``addressed`` and ``mentioned`` are the entities named inside the quotation,
    ``addressed_gender`` is what "sir" or "madam" tells; ``strangers`` are called by names that the
    narration does not use.
    ``known`` is the entity that a source settles, -1 otherwise; ``pronoun`` tells that the source
    is a personal pronoun, or a description that may mean several people: then ``described`` is the
    entity without a name that it stands for.
    """

    paragraph: int
    attributions: list[int]
    known: int = -1
    pronoun: bool = False
    described: int = -1
    evidence: Mapping[int, float] = _NO_EVIDENCE
    addressed: frozenset[int] = frozenset()
    mentioned: frozenset[int] = frozenset()
    addressed_gender: Gender = ""
    strangers: tuple[int, ...] = ()


def is_dialogue(turns: Sequence[Turn], attributions: int) -> bool:
    """Whether the turns are those of a dialogue rather than quotations in a report.

    Dialogues leave out sources, or have turn after turn and little indirect speech; ``attributions``
    are all of the text.
    """
    silent = sum(turn.known < 0 and not turn.pronoun for turn in turns)
    if silent >= 2 and 8 * silent >= len(turns):
        return True
    replies = sum(after.paragraph - before.paragraph == 1 for before, after in pairwise(turns))
    quotations = sum(len(turn.attributions) for turn in turns)
    return 2 * replies >= len(turns) > 1 and 2 * quotations >= attributions


def scenes(turns: Sequence[Turn]) -> list[list[Turn]]:
    """The turns cut where narration runs long."""
    cut: list[list[Turn]] = []
    for turn in turns:
        if cut and turn.paragraph - cut[-1][-1].paragraph <= SCENE_GAP + 1:
            cut[-1].append(turn)
        else:
            cut.append([turn])
    return cut


def decode(scene: Sequence[Turn], genders: Sequence[Gender]) -> list[int]:
    """The most plausible speaker of every turn of a scene, -1 where nothing tells.

    ``genders`` are those of all entities of the document.
    """
    states: dict[State, float] = {(-1, -1): 0.0}
    path = _Path()
    previous: Turn | None = None
    for turn, speakers in zip(scene, _candidates(scene), strict=True):
        scored: dict[State, float] = {}
        came_from: dict[State, State] = {}
        own = {speaker: _own_score(turn, speaker) for speaker in speakers}
        for state, score in states.items():
            for speaker in speakers:
                total = score + own[speaker]
                if previous is not None:
                    total += _transition(previous, turn, state, speaker, genders)
                following = (state[1], speaker)
                if total > scored.get(following, float("-inf")):
                    scored[following] = total
                    came_from[following] = state
        best = sorted(scored, key=lambda state: (-scored[state], state))[:BEAM]
        states = {state: scored[state] for state in best}
        path.add({state: came_from[state] for state in best})
        previous = turn
    return path.to(max(states, key=lambda state: (states[state], state)))


class _Path:
    """The way to each state that the search keeps; where all have the same beginning, only its speakers."""

    def __init__(self) -> None:
        self._speakers: list[int] = []
        """Those of the turns that are settled."""
        self._steps: list[dict[State, State]] = []
        """For each turn after these, the state that each state came from."""
        self._due = SETTLED_EVERY

    def add(self, came_from: dict[State, State]) -> None:
        """Add a turn: the states kept, each with the one before."""
        self._steps.append(came_from)
        if len(self._steps) >= self._due:
            self._settle(set(came_from))
            # Twice what could not be settled: so each step is looked at a few times at most.
            self._due = max(SETTLED_EVERY, 2 * len(self._steps))

    def _settle(self, states: set[State]) -> None:
        """Keep only the speakers of the turns that all ways to some states have in common."""
        steps = self._steps
        for number in range(len(steps) - 1, 0, -1):
            states = {steps[number][state] for state in states}
            if len(states) == 1:
                self._speakers += _followed(steps[:number], *states)
                del steps[:number]
                return

    def to(self, state: State) -> list[int]:
        """The speakers on the way to a state."""
        return self._speakers + _followed(self._steps, state)


def _followed(steps: Sequence[Mapping[State, State]], state: State) -> list[int]:
    """The speakers of some steps, the last of which led to a state."""
    speakers = []
    for came_from in reversed(steps):
        speakers.append(state[1])
        state = came_from[state]
    return speakers[::-1]


def _candidates(scene: Sequence[Turn]) -> Iterator[list[int]]:
    """For every turn the entities that may speak it, the best supported nearby ones."""
    for number, turn in enumerate(scene):
        if turn.known >= 0:
            yield [turn.known]
            continue
        if turn.pronoun and turn.evidence:
            best = sorted(turn.evidence, key=lambda e: (-turn.evidence[e], e))
            yield best[:MAX_CANDIDATES]
            continue
        support: dict[int, float] = {}
        for other in range(max(0, number - NEIGHBOURS), min(len(scene), number + NEIGHBOURS + 1)):
            nearness = 1.0 / (1 + abs(number - other))
            neighbour = scene[other]
            if neighbour.known >= 0:
                support[neighbour.known] = support.get(neighbour.known, 0.0) + nearness
            for entity, weight in neighbour.evidence.items():
                support[entity] = support.get(entity, 0.0) + nearness * max(0.1, min(weight, 1.0))
            for entity in neighbour.addressed:
                support[entity] = support.get(entity, 0.0) + 0.5 * nearness
        for entity, weight in turn.evidence.items():
            support[entity] += max(0.0, weight)
        best = sorted(support, key=lambda e: (-support[e], e))
        yield best[:MAX_CANDIDATES] or [-1]


def _own_score(turn: Turn, speaker: int) -> float:
    """What the turn itself says of that speaker."""
    score = turn.evidence.get(speaker, WEIGHTS.newcomer if turn.known < 0 else 0.0)
    if turn.pronoun:
        score *= WEIGHTS.source
    if turn.known < 0:
        if speaker in turn.addressed:
            score += WEIGHTS.addresses_self
        elif speaker in turn.mentioned:
            score += WEIGHTS.mentions_self
    return score


def _transition(
    previous: Turn, turn: Turn, state: State, speaker: int, genders: Sequence[Gender]
) -> float:
    """What the turn before and its speaker say of this one."""
    before_last, last = state
    gap = turn.paragraph - previous.paragraph
    score = _taking_turns(gap, before_last, last, speaker)
    if speaker in previous.addressed:
        score += WEIGHTS.addressed_answers
    if last in turn.addressed:
        score += WEIGHTS.addresses_last
    if gap == 1 and speaker >= 0 and last >= 0:
        score += WEIGHTS.gender_clash * (
            _clash(previous.addressed_gender, genders[speaker])
            + _clash(turn.addressed_gender, genders[last])
        )
    return score


def _taking_turns(gap: int, before_last: int, last: int, speaker: int) -> float:
    """What the two speakers before say of this one, ``gap`` paragraphs after the last."""
    if gap < 1:
        return 0.0
    if speaker == last:
        return WEIGHTS.same_adjacent if gap == 1 else WEIGHTS.same_near
    if speaker == before_last:
        return WEIGHTS.alternate if gap == 1 else WEIGHTS.alternate_near
    return 0.0


def _clash(one: Gender, other: Gender) -> bool:
    """Whether two genders are known and differ."""
    return bool(one and other and one != other)
