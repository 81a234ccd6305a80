"""The turns of a document: its direct quotations by paragraph, with what tells their speakers."""

from bisect import bisect_left
from collections.abc import Sequence

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import QuotationKind, SpeakerKind
from quotelib.speakers.antecedents import agrees
from quotelib.speakers.dialogue import Turn
from quotelib.speakers.discourse import Discourse
from quotelib.text.analysis import TokenRange

BEAT_BEFORE = 3.0
"""The subject of the narration that leads over to the quotation in its own paragraph."""
BEAT_AFTER = 2.5
"""The subject of the narration that follows it in its own paragraph."""
BEAT_ANNOUNCED = 3.0
"""The subject of a paragraph before that ends in a comma or colon."""
BESIDE = 0.4
"""Anybody else whom the paragraph's narration mentions."""
PRESENT = -0.4
"""Anybody whom the narration mentioned shortly before."""
MENTIONS_BEFORE = 6
"""Mentions before a turn whose bearers count as present."""
MAX_BEAT = 12
"""Mentions of a paragraph's narration that are looked at on either side of the quotation."""

VOCATIVE_BEFORE = frozenset(
    {",", "dear", "dearest", "oh", "ah", "o", "well", "yes", "no", "come", "now", "why", "but",
     "and", "poor", "good", "old", "“", "\"", "‘", "'", "``", "--", "—", "my", "sweet", "little"}
)  # fmt: skip
VOCATIVE_AFTER = frozenset(
    {",", "!", "?", ".", "”", "\"", "’", "'", "''", "--", "—", ";", ":", "…", "..."}
)


@attrs.frozen(slots=True, eq=False)
class Resolved:
    """What the walk found for one attribution: its entity, and how it came to it.

    ``scores`` are those of the candidates where the source is a personal pronoun, else None.
    """

    entity: int | None
    scores: dict[int, float] | None = None


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
        )
        turns: list[Turn] = []
        for start, number in order:
            paragraph = self._discourse.paragraph_of[start]
            found = self._resolved[number]
            sourced = self._attributions[number].source is not None
            if turns and turns[-1].paragraph == paragraph and self._joins(turns[-1], found, sourced):
                turns[-1].attributions.append(number)
            else:
                turns.append(Turn(paragraph, [number]))
            if sourced:
                self._settle(turns[-1], found)
        for turn in turns:
            self._read_words(turn)
            if turn.known < 0 and not turn.pronoun:
                self._read_beat(turn)
        return turns

    def _joins(self, turn: Turn, found: Resolved, sourced: bool) -> bool:
        """Whether a quotation belongs to the turn of its paragraph, not to another's in it."""
        if not sourced or (turn.known < 0 and not turn.pronoun):
            return True
        if found.scores is not None:
            return turn.pronoun or turn.known in found.scores
        return found.entity == turn.known

    @staticmethod
    def _settle(turn: Turn, found: Resolved) -> None:
        """Take over what a source tells of the turn's speaker."""
        if found.scores is not None:
            if turn.known < 0 and not turn.pronoun:
                turn.pronoun = True
                turn.evidence = dict(found.scores)
        elif found.entity is not None:
            turn.known = found.entity

    def _read_words(self, turn: Turn) -> None:
        """Note whom the quotations of the turn address or mention by name."""
        addressed, mentioned = set(), set()
        for number in turn.attributions:
            for content in self._attributions[number].content:
                for entity, called in self._named_in(content):
                    (addressed if called else mentioned).add(entity)
        turn.addressed = frozenset(addressed)
        turn.mentioned = frozenset(mentioned - addressed)

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

    def _read_beat(self, turn: Turn) -> None:
        """Note whom the narration around the quotation is about."""
        discourse, timeline = self._discourse, self._discourse.timeline
        first = self._attributions[turn.attributions[0]].content[0][0]
        last = self._attributions[turn.attributions[-1]].content[-1][1]
        begin, end = discourse.analysis.paragraphs[turn.paragraph]
        evidence = turn.evidence
        index = bisect_left(timeline.position, first)
        for past in range(index - 1, max(-1, index - 1 - MAX_BEAT), -1):
            if timeline.position[past] < begin:
                break
            self._add_beat(evidence, past, BEAT_BEFORE)
        following = bisect_left(timeline.position, last)
        for ahead in range(following, min(len(timeline.position), following + MAX_BEAT)):
            if timeline.position[ahead] >= end:
                break
            self._add_beat(evidence, ahead, BEAT_AFTER)
        announced = begin > 0 and first - begin <= 1 and (
            discourse.analysis.forms[begin - 1] in (",", ":", "--", "—")
        )
        for past in range(index - 1, max(-1, index - 1 - MENTIONS_BEFORE), -1):
            if timeline.position[past] >= begin:
                continue
            if announced and discourse.paragraph_of[timeline.position[past]] == turn.paragraph - 1:
                self._add_beat(evidence, past, BEAT_ANNOUNCED)
            entity = timeline.entity[past]
            if not timeline.quoted[past] and agrees(discourse.cast.entities[entity], ""):
                evidence.setdefault(entity, PRESENT)

    def _add_beat(self, evidence: dict[int, float], at: int, weight: float) -> None:
        """Count one mention of the narration around a quotation."""
        timeline = self._discourse.timeline
        entity = timeline.entity[at]
        if timeline.quoted[at] or not agrees(self._discourse.cast.entities[entity], ""):
            return
        gain = weight if timeline.weight[at] > 0.5 else BESIDE
        evidence[entity] = max(evidence.get(entity, gain), gain)
