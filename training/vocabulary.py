"""What a model of the tagger is about, and sentences as the numbers that the trainer works on.

A vocabulary is collected from the training sentences: the tags to score, the tag dictionary, and
the features that occur often enough. Spelling and features are the package's own
(:mod:`quotelib.text.tag_features`), so the trainer sees exactly what the tagger will see.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from quotelib.text.tag_features import (
    BOUNDARY,
    Feature,
    direct_marks,
    mark_tag,
    neighbour_features,
    own_features,
    shape,
    spelling,
)
from training import perceptron
from training.corpora import PENN_TAGS, TaggedSentence

Documents = list[list[TaggedSentence]]

FEWEST_OF_FEATURE = 3
"""Times a feature must occur among the tokens that are scored."""

FEWEST_OF_FORM = 20
"""Times a form must occur to be in the tag dictionary."""

FEWEST_OF_TAG, SMALLEST_SHARE = 5, 0.003
"""A form of the dictionary keeps a tag that it bears so often, or in such a share."""

FREQUENT_WORDS = 1000
"""Ambiguous words that are crossed with the tag before them."""

PLACES = ("own", "previous", "next", "second previous", "second next")


@attrs.frozen(eq=False)
class Vocabulary:
    """What a model is about: its tags, dictionary, frequent words and features.

    ``tags`` are the scored ones (the model's columns), those that only occur as context, and the
    boundary's.
    """

    scored: tuple[str, ...]
    tags: tuple[str, ...]
    dictionary: dict[str, tuple[str, ...]]
    frequent: tuple[str, ...]
    features: dict[Feature, int]


def spelled(documents: Documents) -> list[TaggedSentence]:
    """The sentences as the tagger sees them, straight quotation marks directed."""
    sentences = []
    for document in documents:
        forms = [form for sentence in document for form in sentence.forms]
        spans = spans_of(document)
        directed = direct_marks(forms, spans)
        seen = [spelling(directed.get(index, form)) for index, form in enumerate(forms)]
        for (start, end), sentence in zip(spans, document, strict=True):
            sentences.append(TaggedSentence(tuple(seen[start:end]), sentence.tags))
    return sentences


def spans_of(document: Sequence[TaggedSentence]) -> list[tuple[int, int]]:
    """The token ranges of a document's sentences."""
    spans = []
    start = 0
    for sentence in document:
        spans.append((start, start + len(sentence.forms)))
        start += len(sentence.forms)
    return spans


def tag_dictionary(sentences: Iterable[TaggedSentence]) -> dict[str, tuple[str, ...]]:
    """The tags of each frequent form, in alphabetical order."""
    seen: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for form, tag in zip(sentence.forms, sentence.tags, strict=True):
            if tag is not None and mark_tag(form) is None:
                seen.setdefault(form, Counter())[tag] += 1
    dictionary: dict[str, tuple[str, ...]] = {"'": ("''", "POS", "``")}
    for form, tags in sorted(seen.items()):
        occurrences = tags.total()
        if occurrences >= FEWEST_OF_FORM and form != "'" and not any(map(str.isspace, form)):
            fewest = min(FEWEST_OF_TAG, SMALLEST_SHARE * occurrences)
            dictionary[form] = tuple(sorted(tag for tag in tags if tags[tag] >= fewest))
    return dictionary


def make_vocabulary(
    sentences: Sequence[TaggedSentence], dictionary: dict[str, tuple[str, ...]]
) -> Vocabulary:
    """Collect what is frequent enough among the tokens that must be scored."""
    scored: set[str] = set()
    lowers: Counter[str] = Counter()
    seen: dict[str, Counter[str]] = {place: Counter() for place in PLACES}
    for sentence in sentences:
        padded = (BOUNDARY, BOUNDARY, *sentence.forms, BOUNDARY, BOUNDARY)
        for index, (form, tag) in enumerate(zip(sentence.forms, sentence.tags, strict=True), 2):
            if _certain_tag(form, dictionary) is not None:
                continue
            lowers[form.lower()] += 1
            if tag is not None and tag in dictionary.get(form, (tag,)):
                scored.add(tag)
            for place, offset in zip(PLACES, (0, -1, 1, -2, 2), strict=True):
                seen[place][padded[index + offset]] += 1
    scored.update(tag for tags in dictionary.values() if len(tags) > 1 for tag in tags)
    counts: Counter[Feature] = Counter()
    for place, forms in seen.items():
        for form, occurrences in forms.items():
            for feature in features_at(form, place):
                counts[feature] += occurrences
    kept = sorted(
        feature
        for feature, occurrences in counts.items()
        if occurrences >= FEWEST_OF_FEATURE and "\n" not in feature[1]
    )
    by_frequency = sorted(lowers, key=lambda lower: (-lowers[lower], lower))
    return Vocabulary(
        scored=tuple(sorted(scored)),
        tags=(*sorted(scored), *sorted(PENN_TAGS - scored), BOUNDARY),
        dictionary=dictionary,
        frequent=tuple(sorted(by_frequency[:FREQUENT_WORDS])),
        features={feature: number for number, feature in enumerate(kept)},
    )


def features_at(form: str, place: str) -> list[Feature]:
    """The features that a form has for the token that it is, or for one near it."""
    lower, kind = form.lower(), shape(form)
    if place == "own":
        return own_features(form, lower, kind)
    return neighbour_features(place, lower, kind)


def _certain_tag(form: str, dictionary: Mapping[str, tuple[str, ...]]) -> str | None:
    tags = dictionary.get(form, ())
    return mark_tag(form) or (tags[0] if len(tags) == 1 else None)


def encode(
    vocabulary: Vocabulary, sentences: Sequence[TaggedSentence]
) -> tuple[perceptron.Texts, perceptron.Features]:
    """Turn sentences and the vocabulary's view of their words into numbers."""
    numbers = {tag: number for number, tag in enumerate(vocabulary.tags)}
    types: dict[str, int] = {BOUNDARY: 0}
    sequence, gold, starts, ends = [0, 0], [perceptron.UNKNOWN_TAG] * 2, [], []
    for sentence in sentences:
        starts.append(len(sequence))
        sequence += [types.setdefault(form, len(types)) for form in sentence.forms]
        gold += [perceptron.UNKNOWN_TAG if tag is None else numbers[tag] for tag in sentence.tags]
        ends.append(len(sequence))
        sequence += [0, 0]
        gold += [perceptron.UNKNOWN_TAG] * 2
    texts = perceptron.Texts(
        *(np.array(column, np.int32) for column in (sequence, gold, starts, ends))
    )
    return texts, _features(vocabulary, list(types), numbers)


def _features(
    vocabulary: Vocabulary, types: list[str], numbers: Mapping[str, int]
) -> perceptron.Features:
    tags, scored, frequent = len(numbers), len(vocabulary.scored), len(vocabulary.frequent)
    fixed, candidates = [], []
    for form in types:
        certain = BOUNDARY if form == BOUNDARY else _certain_tag(form, vocabulary.dictionary)
        fixed.append(perceptron.UNKNOWN_TAG if certain is None else numbers[certain])
        possible = vocabulary.dictionary.get(form, vocabulary.scored)
        candidates.append([numbers[tag] for tag in possible] if certain is None else [])
    frequent_numbers = {lower: number for number, lower in enumerate(vocabulary.frequent)}
    known = vocabulary.features
    places = {
        place: _matrix(
            [known[feature] for feature in features_at(form, place) if feature in known]
            for form in types
        )
        for place in PLACES
    }
    return perceptron.Features(
        own=places["own"],
        previous=places["previous"],
        next=places["next"],
        second_previous=places["second previous"],
        second_next=places["second next"],
        fixed=np.array(fixed, np.int32),
        candidates=_matrix(candidates),
        frequent=np.array([frequent_numbers.get(form.lower(), -1) for form in types], np.int32),
        history=len(known),
        tags=tags,
        scored=scored,
        size=len(known) + tags + tags * tags + frequent * tags,
    )


def _matrix(rows: Iterable[list[int]]) -> NDArray[np.int32]:
    rows = list(rows)
    matrix = np.full((len(rows), max(map(len, rows))), -1, np.int32)
    for row, numbers in zip(matrix, rows, strict=True):
        row[: len(numbers)] = numbers
    return matrix
