"""From entities to public records: name, kind, titles, affiliation, all mentions."""

from array import array
from itertools import accumulate

from quotelib.enumerations import SpeakerKind
from quotelib.records import Speaker
from quotelib.speakers.discourse import Discourse
from quotelib.speakers.entities import Entity
from quotelib.text.analysis import TokenRange
from quotelib.text.invisible import tidy


class Profiles:
    """Makes the speaker records of one document once it was walked."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        bearers = discourse.cast.of_name
        counts = array("i", bytes(4 * len(discourse.cast.entities)))
        for entity in bearers:
            if entity >= 0:
                counts[entity] += 1
        self._ends = array("i", accumulate(counts[:-1], initial=0))
        """Of each entity how many names those before it have, and when these are sorted, those up to it."""
        self._names = array("i", bytes(4 * len(bearers)))
        """The names, by entity and in text order."""
        for number, entity in enumerate(bearers):
            if entity >= 0:
                self._names[self._ends[entity]] = number
                self._ends[entity] += 1

    def _named(self, index: int) -> list[TokenRange]:
        """Where the entity is named, in text order."""
        if index >= len(self._ends):  # made since
            return []
        names = self._names[self._ends[index - 1] if index else 0 : self._ends[index]]
        return [(name.first, name.last) for name in map(self._discourse.names.__getitem__, names)]

    def first_mention(self, index: int) -> TokenRange:
        """Where the entity is first named or mentioned; entities sort by it."""
        entity = self._discourse.cast.entities[index]
        return min([entity.name, *entity.mentions[:1], *self._named(index)[:1]])

    def speaker(self, index: int) -> Speaker:
        """The public record of an entity."""
        entity = self._discourse.cast.entities[index]
        spans = self._discourse.spans
        mentions = {entity.name, *entity.mentions, *self._named(index)}
        return Speaker(
            name=tidy(spans[self._display_name(entity)].text),
            kind=_kind(entity),
            mentions=tuple(map(spans.keep, sorted(mentions))),
            titles=tuple(entity.titles),
            affiliation=tidy(spans[entity.affiliation].text) if entity.affiliation else None,
            named=entity.named,
        )

    def _display_name(self, entity: Entity) -> TokenRange:
        """The fullest name; with its title where the text never uses the bare surname."""
        is_surname = len(entity.words) == 1 and not entity.bare_seen
        if entity.title_range and is_surname:
            noun = entity.title.rpartition(" ")[2]
            return entity.name if noun in self._discourse.lexicon.offices else entity.title_range
        return entity.name


def _kind(entity: Entity) -> SpeakerKind:
    """The kind of the record: a name of which nothing tells is a person's unless it has "the"."""
    if entity.kind is SpeakerKind.UNKNOWN and entity.named:
        return SpeakerKind.ORGANIZATION if entity.article else SpeakerKind.PERSON
    return entity.kind
