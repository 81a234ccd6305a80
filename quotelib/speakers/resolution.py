"""Who is meant: from attributions to speakers, over the whole document, in text order.

The text is walked once (`walk`). Names (found beforehand, `names`, and linked as they come, `cast`) and
the pronouns "he" and "she" of the narration are noted in a timeline; each source of an attribution
is resolved when the walk reaches it, by the kind of expression it is (`mentions`):

- a name means its entity; joined names are a group of their own;
- a pronoun takes up an entity mentioned before (`pronouns`, `antecedents`);
- a nominal means the entity of which its noun was said, or an entity of its own that the text does
  not name (`nominals`).

Quotations without a source, and pronouns in dialogue, wait for the end of the walk: their speakers
depend on the turns around them (`turns`, `dialogue`).

What the text does not name stays unnamed: an anonymous source has a speaker of its own, with the
phrase as its name and ``named`` false. One unnamed person has the kind `UNKNOWN`.
"""

from collections.abc import Mapping, Sequence

from quotelib.attribution.attributions import Attribution
from quotelib.records import Speaker
from quotelib.speakers.antecedents import best
from quotelib.speakers.deixis import resolve_deixis
from quotelib.speakers.descriptions import identify
from quotelib.speakers.dialogue import Turn, decode, is_dialogue, scenes
from quotelib.speakers.discourse import discourse
from quotelib.speakers.entities import Entity
from quotelib.speakers.lexicon import Gender, lexicon
from quotelib.speakers.profiles import Profiles
from quotelib.speakers.turns import TurnReader, name_of_narrator
from quotelib.speakers.walk import Resolver
from quotelib.text.analysis import Analysis, TokenRange
from quotelib.text.spans import Spans

NEAR_PARAGRAPHS = 1
"""Paragraphs back to the quotation that one without a source goes on with, in a report."""


class Resolution:
    """Who the sources of a document are.

    Attributes:
        of: For every attribution the index of its speaker in `speakers`, or None.
    """

    def __init__(self, resolver: Resolver, entities: Sequence[int | None]) -> None:
        self._resolver = resolver
        self._profiles = Profiles(resolver.discourse)
        self._index_of: dict[int, int] = {}
        self._speakers: list[Speaker] = []
        known = {entity for entity in entities if entity is not None}
        for entity in sorted(known, key=self._profiles.first_mention):
            self._register(entity)
        self.of: list[int | None] = [
            None if entity is None else self._index_of[entity] for entity in entities
        ]

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers; those of attributions in order of first mention, then what `at` added."""
        return tuple(self._speakers)

    @property
    def spans(self) -> Spans:
        """The stretches of text of the speakers' mentions, for other records to share."""
        return self._resolver.discourse.spans

    def at(self, first: int, last: int) -> int | None:
        """The speaker that the noun phrase of tokens ``first`` to ``last`` means, None for none.

        One that is no attribution's speaker is added to `speakers`; indices given before hold.
        """
        if not 0 <= first < last <= len(self._resolver.discourse.analysis.forms):
            return None
        return self._register(self._resolver.resolve(first, last))

    def _register(self, entity: int) -> int:
        index = self._index_of.get(entity)
        if index is None:
            index = self._index_of[entity] = len(self._speakers)
            self._speakers.append(self._profiles.speaker(entity))
        return index


def resolve(analysis: Analysis, attributions: Sequence[Attribution]) -> Resolution:
    """Find out who the sources of the attributions are."""
    resolver = Resolver(discourse(analysis, lexicon()))
    cast = resolver.discourse.cast
    entities, mentions, dialogue = _entities(resolver, attributions)
    resolve_deixis(analysis, attributions, entities, dialogue=dialogue)
    shared: dict[TokenRange, int] = {}
    for number, (attribution, mention) in enumerate(zip(attributions, mentions, strict=True)):
        source, entity = attribution.source, entities[number]
        if source is None or entity is None:
            continue
        entities[number] = entity = shared.setdefault(source, entity)
        if mention is not None:
            cast.entities[entity].add_mention(mention)
    resolver.settle(attributions, entities, shared)
    return Resolution(resolver, entities)


def _entities(
    resolver: Resolver, attributions: Sequence[Attribution]
) -> tuple[list[int | None], list[TokenRange | None], bool]:
    """The entity of every attribution, its source if that is a mention but no name; whether it is dialogue."""
    resolved = resolver.walk(attributions)
    turns = TurnReader(resolver.discourse, attributions, resolved).turns()
    entities = [found.entity for found in resolved]
    mentions = [found.mention for found in resolved]
    resolved.clear()  # what the search takes can be where this was
    dialogue = is_dialogue(turns, len(attributions))
    if dialogue:
        _assign(turns, _speakers_of_dialogue(turns, resolver.discourse.cast.entities), entities)
    else:
        _continue_reports(turns, entities)
    return entities, mentions, dialogue


def _speakers_of_dialogue(turns: Sequence[Turn], cast: Sequence[Entity]) -> list[int]:
    """The speaker of every turn, the narrator by the name that others give it; -1 for nobody."""
    genders = [entity.apparent_gender for entity in cast]
    speakers = _search(turns, genders)
    if _settle_descriptions(turns, identify(turns, speakers, cast)):
        speakers = _search(turns, genders)
    narrator = next((s for s in speakers if s >= 0 and cast[s].narrator), -1)
    if narrator >= 0 and not cast[narrator].named:
        called = name_of_narrator(turns, speakers, narrator)
        if called >= 0:
            return [called if speaker == narrator else speaker for speaker in speakers]
    return speakers


def _settle_descriptions(turns: Sequence[Turn], meant: Mapping[int, int]) -> bool:
    """Let descriptions mean who they were found to mean; whether that tells the turns anything."""
    if meant:
        for turn in turns:
            turn.evidence = {meant.get(e, e): weight for e, weight in turn.evidence.items()}
    described = [turn for turn in turns if turn.described >= 0]
    for turn in described:
        turn.known = meant.get(turn.described, turn.described)
    return bool(meant or described)


def _search(turns: Sequence[Turn], genders: Sequence[Gender]) -> list[int]:
    """The most plausible speaker of every turn, scene by scene."""
    return [speaker for scene in scenes(turns) for speaker in decode(scene, genders)]


def _assign(turns: Sequence[Turn], speakers: Sequence[int], entities: list[int | None]) -> None:
    """Give the quotations of every turn the speaker that was found for it."""
    for turn, speaker in zip(turns, speakers, strict=True):
        if speaker >= 0:
            for attribution in turn.attributions:
                entities[attribution] = speaker


def _continue_reports(turns: Sequence[Turn], entities: list[int | None]) -> None:
    """In a report a quotation without a source goes on with the speaker near it."""
    previous: Turn | None = None
    for turn in turns:
        speaker = next((entities[a] for a in turn.attributions if entities[a] is not None), None)
        if speaker is None and turn.evidence:
            subject = best(turn.evidence)
            speaker = subject if turn.evidence[subject] > 1.0 else None
        if speaker is None and previous is not None:
            near = turn.paragraph - previous.paragraph <= NEAR_PARAGRAPHS
            speaker = entities[previous.attributions[-1]] if near else None
        for attribution in turn.attributions:
            if entities[attribution] is None:
                entities[attribution] = speaker
        previous = turn
