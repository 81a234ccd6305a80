"""One speaker in the making: what a document tells of somebody or something, in whatever form."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.lexicon import Gender
from quotelib.text.analysis import TokenRange

_NO_TITLES: Mapping[str, None] = MappingProxyType({})


@attrs.define(slots=True, eq=False, weakref_slot=False)
class Entity:
    """Somebody or something that names or nominals of the document refer to.

    ``words`` is the fullest bare name in lower case, ``name`` its token range; ``titles`` are kept
    in order; ``roles`` are the nouns said of it with their modifiers; ``mentions`` the token ranges
    of mentions that are no names.

    - ``formal``: the full name carried "Mr." or "Miss", which tells of namesakes;
    - ``article``: the name was only seen after "the";
    - ``bare_seen``: the name occurred without a title; ``title`` and ``title_range`` are the first
      title and the range of it with the name;
    - ``members``: the entities of a joint source; ``count``: the mentions so far;
    - ``narrated``: a mention stands outside quotations; ``narrator``: it is "I" there;
    - ``impersonal``: it is nobody at all ("it", "the strategy"); ``relative``: it is only known as a
      relative of somebody ("her mother");
    - ``likely_gender``: that of a bare given name, which may be a surname.

    Most entities of a text are a name and no more: what they lack takes no room.
    """

    kind: SpeakerKind
    gender: Gender
    name: TokenRange
    words: tuple[str, ...]
    named: bool = True
    titles: Mapping[str, None] = _NO_TITLES
    roles: tuple[tuple[str, frozenset[str]], ...] = ()
    affiliation: TokenRange | None = None
    mentions: Sequence[TokenRange] = ()
    formal: bool = False
    article: bool = False
    bare_seen: bool = False
    title_range: TokenRange | None = None
    title: str = ""
    members: tuple[int, ...] = ()
    count: int = 0
    narrated: bool = False
    narrator: bool = False
    impersonal: bool = False
    relative: bool = False
    likely_gender: Gender = ""

    def add_title(self, title: str) -> None:
        """Note a title, the first time it is given."""
        titles = self.titles if isinstance(self.titles, dict) else {}
        titles.setdefault(title)
        self.titles = titles

    def add_mention(self, place: TokenRange) -> None:
        """Note a mention that is no name."""
        mentions = self.mentions if isinstance(self.mentions, list) else []
        mentions.append(place)
        self.mentions = mentions

    @property
    def apparent_gender(self) -> Gender:
        """The gender that is told, else the likely one."""
        return self.gender or self.likely_gender
