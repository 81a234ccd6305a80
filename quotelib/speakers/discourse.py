"""What is known of a document while it is walked: names, entities, and the mentions so far."""

from array import array
from collections.abc import Sequence
from itertools import repeat

import attrs

from quotelib.speakers.cast import Cast
from quotelib.speakers.genders import genders_told
from quotelib.speakers.lexicon import Lexicon
from quotelib.speakers.mentions import MentionReader
from quotelib.speakers.names import Name, find_names
from quotelib.speakers.places import name_places
from quotelib.text.analysis import Analysis
from quotelib.text.spans import Spans
from quotelib.text.tiling import number_of_range


@attrs.define(slots=True, eq=False)
class Timeline:
    """The mentions so far as parallel lists, in text order.

    ``position[i]`` is a token, ``entity[i]`` an index into the cast, ``weight[i]`` the prominence
    of the mention (`antecedents.Weights`), ``quoted[i]`` whether it stands inside a quotation.
    """

    position: list[int] = attrs.Factory(list)
    entity: list[int] = attrs.Factory(list)
    weight: list[float] = attrs.Factory(list)
    quoted: list[int] = attrs.Factory(list)

    def add(self, position: int, entity: int, weight: float, quoted: int) -> None:
        """Note a mention; one at an earlier position than the last is left out."""
        if not self.position or position >= self.position[-1]:
            self.position.append(position)
            self.entity.append(entity)
            self.weight.append(weight)
            self.quoted.append(quoted)


@attrs.frozen(slots=True, eq=False)
class Discourse:
    """One document for the resolvers: what the text floor found, and what is mentioned in it.

    ``distance_of`` numbers the sentences of the narration: a sentence that is quoted from end to
    end has the number of the one before, for what was mentioned before a long speech is not far
    after it.
    """

    analysis: Analysis
    lexicon: Lexicon
    names: list[Name]
    cast: Cast
    reader: MentionReader
    sentence_of: Sequence[int]
    distance_of: Sequence[int]
    paragraph_of: Sequence[int]
    timeline: Timeline
    spans: Spans


def discourse(analysis: Analysis, lexicon: Lexicon) -> Discourse:
    """Find the names of a document and make it ready to be walked."""
    names = find_names(analysis, lexicon)
    genders = genders_told(analysis, names)
    name_places(analysis, names, lexicon, genders)
    distance_of = array("i")
    distance = 0
    for first, last in analysis.sentences:
        if not (analysis.quoted[first] and analysis.quoted[last - 1]):
            distance += 1
        distance_of.extend(repeat(distance, last - first))
    return Discourse(
        analysis=analysis,
        lexicon=lexicon,
        names=names,
        cast=Cast(names, lexicon, genders),
        reader=MentionReader(analysis, names, lexicon),
        sentence_of=number_of_range(analysis.sentences),
        distance_of=distance_of,
        paragraph_of=number_of_range(analysis.paragraphs),
        timeline=Timeline(),
        spans=Spans(analysis),
    )
