"""What is known of a document while it is walked: names, entities, and the mentions so far."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate

import attrs

from quotelib.speakers.cast import Cast
from quotelib.speakers.genders import genders_told
from quotelib.speakers.lexicon import Lexicon
from quotelib.speakers.mentions import MentionReader
from quotelib.speakers.names import Name, find_names
from quotelib.speakers.places import name_places
from quotelib.text.analysis import Analysis
from quotelib.text.spans import Spans

_numbers = partial(array, "i")


@attrs.frozen(slots=True, eq=False)
class Timeline:
    """The mentions so far as parallel columns, in text order.

    ``position[i]`` is a token, ``entity[i]`` an index into the cast, ``weight[i]`` the prominence
    of the mention (`antecedents.Weights`), ``quoted[i]`` whether it stands inside a quotation,
    ``narrated[i]`` the number of its sentence among those of the narration (`Discourse`),
    ``paragraph[i]`` that of its paragraph.
    """

    position: "array[int]" = attrs.Factory(_numbers)
    entity: "array[int]" = attrs.Factory(_numbers)
    weight: "array[float]" = attrs.Factory(lambda: array("d"))
    quoted: "array[int]" = attrs.Factory(_numbers)
    narrated: "array[int]" = attrs.Factory(_numbers)
    paragraph: "array[int]" = attrs.Factory(_numbers)

    def before(self, token: int, most: int) -> Iterator[tuple[int, float, int, int, int]]:
        """Give up to ``most`` mentions before a token, the nearest first, each by all columns but the first."""
        end = bisect_left(self.position, token)
        window = slice(max(0, end - most), end)
        columns = self.entity, self.weight, self.quoted, self.narrated, self.paragraph
        return zip(*[reversed(column[window]) for column in columns], strict=True)


@attrs.frozen(slots=True, eq=False)
class Discourse:
    """One document for the resolvers: what the text floor found, and what is mentioned in it.

    ``narrated`` numbers the sentences of the narration: a sentence that is quoted from end to
    end has the number of the one before, for what was mentioned before a long speech is not far
    after it.
    """

    analysis: Analysis
    lexicon: Lexicon
    names: list[Name]
    cast: Cast
    reader: MentionReader
    narrated: Sequence[int]
    timeline: Timeline
    spans: Spans

    def sentence_at(self, token: int) -> int:
        """The number of a token's sentence."""
        return self.analysis.sentences.at(token)

    def paragraph_at(self, token: int) -> int:
        """The number of a token's paragraph."""
        return self.analysis.paragraphs.at(token)

    def narrated_at(self, token: int) -> int:
        """The number of a token's sentence among those of the narration."""
        return self.narrated[self.analysis.sentences.at(token)]

    def note(self, token: int, entity: int, weight: float) -> None:
        """Note a mention in the timeline; one at an earlier token than the last is left out."""
        timeline = self.timeline
        if not timeline.position or token >= timeline.position[-1]:
            timeline.position.append(token)
            timeline.entity.append(entity)
            timeline.weight.append(weight)
            timeline.quoted.append(self.analysis.quoted[token])
            timeline.narrated.append(self.narrated_at(token))
            timeline.paragraph.append(self.paragraph_at(token))


def discourse(analysis: Analysis, lexicon: Lexicon) -> Discourse:
    """Find the names of a document and make it ready to be walked."""
    names = find_names(analysis, lexicon)
    genders = genders_told(analysis, names)
    name_places(analysis, names, lexicon, genders)
    quoted = analysis.quoted
    is_narrated = (not (quoted[first] and quoted[last - 1]) for first, last in analysis.sentences)
    return Discourse(
        analysis=analysis,
        lexicon=lexicon,
        names=names,
        cast=Cast(names, lexicon, genders),
        reader=MentionReader(analysis, names, lexicon),
        narrated=array("i", accumulate(is_narrated)),
        timeline=Timeline(),
        spans=Spans(analysis),
    )
