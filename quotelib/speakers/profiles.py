"""From entities to public records: name, kind, titles, affiliation, all mentions."""

from quotelib.enumerations import SpeakerKind
from quotelib.records import Speaker
from quotelib.speakers.discourse import Discourse
from quotelib.speakers.entities import Entity
from quotelib.text.analysis import TokenRange


class Profiles:
    """Makes the speaker records of one document once it was walked."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._ranges: dict[int, list[TokenRange]] = {}
        for name, entity in zip(discourse.names, discourse.cast.of_name, strict=True):
            self._ranges.setdefault(entity, []).append((name.first, name.last))

    def first_mention(self, index: int) -> TokenRange:
        """Where the entity is first named or mentioned; entities sort by it."""
        entity = self._discourse.cast.entities[index]
        named = self._ranges.get(index, [])[:1]
        return min([entity.name, *entity.mentions[:1], *named])

    def speaker(self, index: int) -> Speaker:
        """The public record of an entity."""
        entity = self._discourse.cast.entities[index]
        spans = self._discourse.spans
        mentions = {entity.name, *entity.mentions, *self._ranges.get(index, ())}
        return Speaker(
            name=" ".join(spans[self._display_name(entity)].text.split()),
            kind=_kind(entity),
            mentions=tuple([spans[one] for one in sorted(mentions)]),
            titles=tuple(entity.titles),
            affiliation=" ".join(spans[entity.affiliation].text.split())
            if entity.affiliation
            else None,
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
