"""The turns of a document: its direct quotations by paragraph, with what tells their speakers."""

from bisect import bisect_left
from collections.abc import Sequence

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import QuotationKind, SpeakerKind
from quotelib.speakers.antecedents import agrees
from quotelib.speakers.closed_classes import FINITE_TAGS
from quotelib.speakers.dialogue import WEIGHTS, Turn
from quotelib.speakers.discourse import Discourse
from quotelib.speakers.lexicon import Gender
from quotelib.text.analysis import TokenRange

MENTIONS_BEFORE = 6
"""Mentions before a turn whose bearers count as present."""
MAX_BEAT = 12
"""Mentions of a paragraph's narration that are looked at on either side of the quotation."""

SHORTEST_SPEECH = 4
"""Tokens of a name with its marks and stop; a quotation is longer if it says anything else."""
SUBJECT = 0.5
"""Prominence on the timeline above which a mention is the subject of its clause."""
MAX_INTRODUCTION = 20
"""Tokens of a paragraph without a verb that says whose words follow ("From the desk of …")."""
ANNOUNCING_MARKS = frozenset({",", ":", "--", "—"})

VOCATIVE_BEFORE = frozenset(
    {",", "dear", "dearest", "oh", "ah", "o", "well", "yes", "no", "now", "“", '"', "‘", "'",
     "``", "--", "—", "my"}
)  # fmt: skip
VOCATIVE_AFTER = frozenset(
    {",", "!", "?", ".", "”", '"', "’", "'", "''", "--", "—", ";", ":", "…", "..."}
)


@attrs.frozen(slots=True, eq=False)
class Resolved:
    """What the walk found for one attribution: its entity, and how it came to it.

    ``mention`` is the source if it is no name (names are mentions anyway). ``scores`` are those of
    the candidates where the source leaves open who is meant, else None. ``described`` is the entity
    without a name that a description then stands for. ``thing`` tells that the source is an act or a
    part of somebody ("a toss of her head").
    """

    entity: int | None
    mention: TokenRange | None = None
    scores: dict[int, float] | None = None
    described: int = -1
    thing: bool = False


class TurnReader:
    """Gathers the turns of one document after it was walked."""

    def __init__(
        self,
        discourse: Discourse,
        attributions: Sequence[Attribution],
        resolved: Sequence[Resolved],
    ) -> None:
        self._discourse = discourse
        self._attributions = attributions
        self._resolved = resolved
        self._name_starts = [name.first for name in discourse.names]

    def turns(self) -> list[Turn]:
        """The turns in text order; an attribution that is not a direct quotation is in none."""
        order = sorted(
            (attribution.content[0][0], number)
            for number, attribution in enumerate(self._attributions)
            if attribution.kind is QuotationKind.DIRECT
            and attribution.content
            and self._discourse.analysis.quoted[attribution.content[0][0]]
            and not self._is_told(attribution)
        )
        turns: list[Turn] = []
        for start, number in order:
            paragraph = self._discourse.paragraph_at(start)
            if turns and (self._continues(start) or self._joins(turns[-1], paragraph, number)):
                turns[-1].attributions.append(number)
                turns[-1].paragraph = paragraph
            else:
                turns.append(Turn(paragraph, [number]))
            self._settle(turns[-1], self._resolved[number])
        for turn in turns:
            self._read_words(turn)
            if turn.known < 0 and not turn.pronoun:
                self._read_beat(turn)
        return turns

    def _is_told(self, attribution: Attribution) -> bool:
        """Whether a speaker tells the quotation: its source stands in the words of another one."""
        quoted, source = self._discourse.analysis.quoted, attribution.source
        return source is not None and quoted[source[0]] not in (
            0,
            quoted[attribution.content[0][0]],
        )

    def _continues(self, start: int) -> bool:
        """Whether the quotation at ``start`` goes on with one left open in the paragraph before."""
        analysis = self._discourse.analysis
        return analysis.pairs[analysis.quoted[start] - 1].continues is not None

    def _joins(self, turn: Turn, paragraph: int, number: int) -> bool:
        """Whether a quotation belongs to the turn before: same paragraph, no other's source."""
        if turn.paragraph != paragraph:
            return False
        found = self._resolved[number]
        is_open = turn.known < 0 and not turn.pronoun
        if is_open or self._attributions[number].source is None:
            return True
        if found.scores is not None:
            return turn.pronoun or turn.known in found.scores
        return found.entity == turn.known

    @staticmethod
    def _settle(turn: Turn, found: Resolved) -> None:
        """Take over what a source tells of the turn's speaker; looks and gestures tell nothing."""
        if found.entity is None or found.thing:
            return
        if found.scores is None:
            turn.known = found.entity
        elif turn.known < 0 and not turn.pronoun:
            turn.pronoun = True
            turn.evidence = found.scores
            turn.described = found.described

    def _read_words(self, turn: Turn) -> None:
        """Note whom the quotations of the turn address or mention by name."""
        addressed: set[int] = set()
        mentioned: set[int] = set()
        for number in turn.attributions:
            for content in self._attributions[number].content:
                for entity, called in self._named_in(content):
                    bearer = self._discourse.cast.entities[entity]
                    # A single word tells neither that it is a name nor who hears it.
                    in_speech = content[1] - content[0] > SHORTEST_SPEECH
                    if bearer.narrated or (bearer.kind is SpeakerKind.PERSON and in_speech):
                        (addressed if called else mentioned).add(entity)
                    if called and not bearer.narrated:
                        turn.strangers += (entity,)
                turn.addressed_gender = turn.addressed_gender or self._addressed_gender(content)
        # Turns that name nobody share the empty set, which is as large as one of four.
        if addressed:
            turn.addressed = frozenset(addressed)
        if only_mentioned := mentioned - addressed:
            turn.mentioned = frozenset(only_mentioned)

    def _named_in(self, content: TokenRange) -> list[tuple[int, bool]]:
        """The entities named in a content, each with whether it is called by its name."""
        discourse, forms = self._discourse, self._discourse.analysis.forms
        found = []
        for index in range(bisect_left(self._name_starts, content[0]), len(self._name_starts)):
            name = discourse.names[index]
            if name.first >= content[1]:
                break
            entity = discourse.cast.of_name[index]
            if entity < 0 or not agrees(discourse.cast.entities[entity], ""):
                continue
            before = forms[name.start - 1].lower() if name.start else ""
            after = forms[name.last] if name.last < len(forms) else ""
            called = before in VOCATIVE_BEFORE and after in VOCATIVE_AFTER
            found.append((entity, called))
        return found

    def _addressed_gender(self, content: TokenRange) -> Gender:
        """The gender that "sir" or "mamma", set off by commas, gives the addressee."""
        forms = self._discourse.analysis.forms
        for token in range(*content):
            gender = self._discourse.lexicon.address.get(forms[token].lower())
            if not gender or token + 1 == len(forms) or forms[token + 1] not in VOCATIVE_AFTER:
                continue
            if token == content[0] or forms[token - 1].lower() in VOCATIVE_BEFORE:
                return gender
        return ""

    def _read_beat(self, turn: Turn) -> None:
        """Note whom the narration around the quotation is about."""
        discourse, timeline = self._discourse, self._discourse.timeline
        evidence: dict[int, float] = {}
        first = self._attributions[turn.attributions[0]].content[0][0]
        last = self._attributions[turn.attributions[-1]].content[-1][1]
        begin, end = discourse.analysis.paragraphs[turn.paragraph]
        index = bisect_left(timeline.position, first)
        before = [
            at for at in range(max(0, index - MAX_BEAT), index) if timeline.position[at] >= begin
        ]
        self._add_beats(evidence, before[::-1], WEIGHTS.beat_before)
        following = bisect_left(timeline.position, last)
        ahead = range(following, min(len(timeline.position), following + MAX_BEAT))
        after = [at for at in ahead if timeline.position[at] < end]
        self._add_beats(evidence, after, WEIGHTS.beat_after)
        shortly_before = range(index - len(before) - 1, max(-1, index - MENTIONS_BEFORE - 1), -1)
        if begin > 0 and first - begin <= 1 and self._announces(turn.paragraph - 1):
            opening = discourse.analysis.paragraphs[turn.paragraph - 1][0]
            announcing = [at for at in shortly_before if timeline.position[at] >= opening]
            self._add_beats(evidence, announcing, WEIGHTS.announced)
        for at in shortly_before:
            entity = timeline.entity[at]
            if not timeline.quoted[at] and self._is_person(entity):
                evidence.setdefault(entity, WEIGHTS.present)
        if evidence:
            turn.evidence = evidence

    def _announces(self, paragraph: int) -> bool:
        """Whether a paragraph leads over to the next: it ends in a colon, or only introduces."""
        analysis = self._discourse.analysis
        begin, end = analysis.paragraphs[paragraph]
        if analysis.forms[end - 1] in ANNOUNCING_MARKS:
            return True
        return end - begin <= MAX_INTRODUCTION and FINITE_TAGS.isdisjoint(analysis.tags[begin:end])

    def _add_beats(self, evidence: dict[int, float], beats: list[int], weight: float) -> None:
        """Count mentions of the narration around a quotation, the nearest first.

        Of several subjects the nearest is most likely to be the one that speaks.
        """
        timeline = self._discourse.timeline
        for at in beats:
            entity = timeline.entity[at]
            if timeline.quoted[at] or not self._is_person(entity):
                continue
            gain = WEIGHTS.beside
            if timeline.weight[at] > SUBJECT:
                gain = max(gain, weight)
                weight *= WEIGHTS.farther
            evidence[entity] = max(evidence.get(entity, gain), gain)

    def _is_person(self, entity: int) -> bool:
        """Whether an entity can be somebody who talks, the narrator included."""
        found = self._discourse.cast.entities[entity]
        return found.narrator or agrees(found, "")


def name_of_narrator(turns: Sequence[Turn], speakers: Sequence[int], narrator: int) -> int:
    """Who the narrator "I" is called by those whom it talks with, -1 if nobody says.

    The name is one that the narration itself never uses and that is called in a turn beside one of
    the narrator's, more often than any other.
    """
    votes: dict[int, int] = {}
    for number, turn in enumerate(turns):
        beside = speakers[max(0, number - 1) : number + 2]
        if speakers[number] != narrator and narrator in beside:
            for entity in turn.strangers:
                votes[entity] = votes.get(entity, 0) + 1
    return max(votes, key=lambda entity: (votes[entity], -entity)) if votes else -1
