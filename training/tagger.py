"""Train the part-of-speech tagger: writes ``quotelib/data/tagger.params``.

    python -m training.tagger --corpora ../shared/corpora       train and write (2 minutes)
    python -m training.tagger --evaluate                        figures of the shipped parameters
    python -m training.tagger --mixes                           figures of other mixtures of corpora
    python -m training.tagger --jackknife 4 --out DIRECTORY     tags by models that did not see a text

The recipe: averaged perceptron (:mod:`training.perceptron`), trained several times with another
order of the sentences, the weights of the runs averaged and rounded to signed bytes. Every step is
deterministic: the same corpora and libraries give the same file, byte for byte.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from quotelib.learning.parameters import Parameters, load, parse
from quotelib.text import Analysis, analyse
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
from quotelib.text.tags import Tagger
from training import parameter_file, perceptron
from training.corpora import (
    DEFAULT_CORPORA,
    PENN_TAGS,
    TaggedSentence,
    gum_documents,
    gum_sentences,
    masc_documents,
    polnear_articles,
    polnear_silver,
    silver_sentences,
)

OUTPUT = Path("quotelib/data/tagger.params")

EPOCHS = 8
SEEDS = (1, 2, 3, 4)
STEP = 0.25
"""Value of the integer weight 1; finer steps clip the largest weights, coarser ones lose 0.1 %."""

FEWEST_OF_FEATURE = 3
"""Times a feature must occur among the tokens that are scored."""

FEWEST_OF_FORM = 20
"""Times a form must occur to be in the tag dictionary."""

FEWEST_OF_TAG, SMALLEST_SHARE = 5, 0.003
"""A form of the dictionary keeps a tag that it bears so often, or in such a share."""

FREQUENT_WORDS = 1000
"""Ambiguous words that are crossed with the tag before them."""

CASE_COPIES = 20
"""Of so many news sentences one is repeated in capitals and one in small letters."""

Documents = list[list[TaggedSentence]]

PLACES = ("own", "previous", "next", "second previous", "second next")


# ------------------------------------------------------------------------------------ the mixtures


def news(corpora: Path, split: str) -> Documents:
    """The articles of PolNeAR with CoreNLP's tags."""
    return [silver_sentences(document) for document in polnear_silver(corpora, split)]


def gum(corpora: Path, split: str) -> Documents:
    """The documents of GUM with gold tags."""
    return [gum_sentences(document) for document in gum_documents(corpora, split)]


def masc(corpora: Path, medium: str) -> Documents:
    """The documents of MASC of a medium (``spoken`` or ``written``; both if empty)."""
    documents = masc_documents(corpora)
    return [list(sentences) for name, sentences in documents if name.startswith(medium)]


def case_copies(documents: Documents) -> Documents:
    """Copies of a few sentences, in capitals and in small letters, against texts set so."""
    sentences = [sentence for document in documents for sentence in document]
    return [
        [_recased(sentence, str.upper) for sentence in sentences[::CASE_COPIES]],
        [_recased(sentence, str.lower) for sentence in sentences[CASE_COPIES // 2 :: CASE_COPIES]],
    ]


def _recased(sentence: TaggedSentence, change: Any) -> TaggedSentence:
    return attrs.evolve(sentence, forms=tuple(map(change, sentence.forms)))


# ------------------------------------------------------------------------- from texts to arithmetic


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


@attrs.frozen(eq=False)
class Model:
    """A vocabulary with its integer weights: a row for each feature, then those of the history."""

    vocabulary: Vocabulary
    weights: NDArray[np.int32]


def spelled(documents: Documents) -> list[TaggedSentence]:
    """The sentences as the tagger sees them, straight quotation marks directed."""
    sentences = []
    for document in documents:
        forms = [form for sentence in document for form in sentence.forms]
        spans = _spans(document)
        directed = direct_marks(forms, spans)
        seen = [spelling(directed.get(index, form)) for index, form in enumerate(forms)]
        for (start, end), sentence in zip(spans, document, strict=True):
            sentences.append(TaggedSentence(tuple(seen[start:end]), sentence.tags))
    return sentences


def _spans(document: Sequence[TaggedSentence]) -> list[tuple[int, int]]:
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


# ---------------------------------------------------------------------------------------- learning


def learn(documents: Documents, copies: Documents) -> Model:
    """Train on the documents and on the copies, which have no say in the tag dictionary."""
    vocabulary, weights = mean_weights(documents, copies)
    return Model(vocabulary=vocabulary, weights=rounded(weights))


def mean_weights(documents: Documents, copies: Documents) -> tuple[Vocabulary, NDArray[np.float64]]:
    """The vocabulary and the mean of the weights of all runs."""
    sentences = spelled(documents)
    dictionary = tag_dictionary(sentences)
    sentences += spelled(copies)
    vocabulary = make_vocabulary(sentences, dictionary)
    texts, features = encode(vocabulary, sentences)
    runs = [perceptron.train(texts, features, EPOCHS, seed) for seed in SEEDS]
    return vocabulary, np.mean(runs, axis=0)


def rounded(weights: NDArray[np.float64], step: float = STEP) -> NDArray[np.int32]:
    """The weights in units of ``step``, as integers that a signed byte can hold."""
    steps = np.rint(weights / step)
    return np.clip(steps, parameter_file.SMALLEST, parameter_file.LARGEST).astype(np.int32)


def encoded(model: Model, provenance: Mapping[str, Any]) -> bytes:
    """The model as the content of a parameter file."""
    vocabulary = model.vocabulary
    by_tags: dict[str, list[str]] = {}
    for form, tags in sorted(vocabulary.dictionary.items()):
        by_tags.setdefault(" ".join(tags), []).append(form)
    return parameter_file.encode(
        name="part-of-speech tagger",
        labels=vocabulary.scored,
        step=STEP,
        provenance=provenance,
        settings={},
        payloads={
            "tags": vocabulary.tags[len(vocabulary.scored) : -1],
            "dictionary": {tags: " ".join(forms) for tags, forms in by_tags.items()},
        },
        tables={
            name: parameter_file.TableSource(columns=len(vocabulary.scored), rows=rows)
            for name, rows in _tables(model).items()
        },
    )


def _tables(model: Model) -> dict[str, dict[str, list[int]]]:
    """The weights by table and key, features without any left out."""
    vocabulary = model.vocabulary
    names: list[Feature] = list(vocabulary.features)
    names += [("previous tag", tag) for tag in vocabulary.tags]
    names += [
        ("previous tags", f"{second} {tag}")
        for second in vocabulary.tags
        for tag in vocabulary.tags
    ]
    names += [
        ("previous tag and lower", f"{tag} {lower}")
        for lower in vocabulary.frequent
        for tag in vocabulary.tags
    ]
    # A capitalised word has every kind of feature: so each table is there even if it stays empty.
    kinds = [*names, *(feature for place in PLACES for feature in features_at("Word", place))]
    tables: dict[str, dict[str, list[int]]] = {name: {} for name, _ in kinds}
    for (table, key), weights in zip(names, model.weights.tolist(), strict=True):
        if any(weights):
            tables[table][key] = weights
    return tables


def provenance_of(model: Model, corpora: Path) -> dict[str, Any]:
    """Where the parameters come from, for the file's header."""
    return {
        "made by": "python -m training.tagger",
        "corpora": [
            "PolNeAR 1.0 train (released for research, no explicit licence), CoreNLP 3.6 tags",
            "GUM 11 train (annotations CC BY 4.0; texts CC BY, CC BY-SA), gold tags",
        ],
        "figures": figures(Tagger(parse(encoded(model, {}), "new model")), corpora),
    }


# --------------------------------------------------------------------------------------- measuring


def accuracy(tagger: Tagger, documents: Documents) -> float:
    """Percentage of tokens tagged as in the documents; tokens without a tag do not count."""
    right = counted = 0
    for document in documents:
        forms = [form for sentence in document for form in sentence.forms]
        gold = [tag for sentence in document for tag in sentence.tags]
        found = tagger.tag(forms, _spans(document))
        for expected, given in zip(gold, found, strict=True):
            counted += expected is not None
            right += expected == given
    return 100 * right / counted


def figures(tagger: Tagger, corpora: Path) -> dict[str, float]:
    """Accuracy on the development texts, in percent."""
    gold = gum(corpora, "dev")
    as_annotated = [
        [
            TaggedSentence(
                tuple(token.form for token in sentence.tokens),
                tuple(token.tag for token in sentence.tokens),
            )
            for sentence in document.sentences
        ]
        for document in gum_documents(corpora, "dev")
    ]
    in_capitals, in_small_letters = (
        [[_recased(sentence, change) for sentence in document] for document in gold]
        for change in (str.upper, str.lower)
    )
    measured = {
        "PolNeAR dev, CoreNLP's tags": accuracy(tagger, news(corpora, "dev")),
        "GUM dev, gold": accuracy(tagger, as_annotated),
        "GUM dev, gold in Penn's conventions": accuracy(tagger, gold),
        "the same in capitals": accuracy(tagger, in_capitals),
        "the same in small letters": accuracy(tagger, in_small_letters),
    }
    return {name: round(value, 2) for name, value in measured.items()}


def print_mixes(corpora: Path) -> None:
    """Print the accuracy that each mixture of corpora gives, as rows of a Markdown table."""
    articles, gold = news(corpora, "train"), gum(corpora, "train")
    written, spoken = masc(corpora, "written"), masc(corpora, "spoken")
    mixes = {
        "PolNeAR": (articles, []),
        "PolNeAR + GUM": (articles + gold, []),
        "PolNeAR + 2 GUM": (articles + gold, gold),
        "PolNeAR + GUM + MASC written": (articles + gold + written, []),
        "PolNeAR + GUM + MASC": (articles + gold + written + spoken, []),
        "GUM": (gold, []),
        "PolNeAR + GUM + case copies": (articles + gold, case_copies(articles)),
        "PolNeAR + 2 GUM + case copies": (articles + gold, gold + case_copies(articles)),
    }
    for name, (documents, copies) in mixes.items():
        content = encoded(learn(documents, copies), {})
        measured = figures(Tagger(parse(content, name)), corpora)
        cells = [name, *(f"{value:.2f}" for value in measured.values()), f"{len(content):,}"]
        print(f"| {' | '.join(cells)} |", flush=True)


# --------------------------------------------------------------------------------------- jackknife


def jackknifed_analyses(corpora: Path, folds: int = 4) -> Iterator[tuple[str, Analysis]]:
    """Yield (article id, analysis) of PolNeAR's train texts, tagged by models that did not see them.

    The texts are cut by our own tokenizer; each is tagged by a model that learned from CoreNLP's
    tags of the other folds (and GUM). The fold of an article is its number in the file, modulo
    ``folds``. Later stages are to be trained on these tags: they are as good as those of new texts.
    """
    silver = {document.id: document for document in polnear_silver(corpora, "train")}
    order = [article.id for article in polnear_articles(corpora, "train")]
    gold = gum(corpora, "train")
    taggers = []
    for fold in range(folds):
        seen = [
            silver_sentences(silver[identifier])
            for number, identifier in enumerate(order)
            if number % folds != fold and identifier in silver
        ]
        model = learn(seen + gold, case_copies(seen))
        taggers.append(Tagger(parse(encoded(model, {}), f"fold {fold}")))
    for number, article in enumerate(polnear_articles(corpora, "train")):
        analysis = analyse(article.text)
        tags = taggers[number % folds].tag(analysis.forms, analysis.sentences)
        yield article.id, attrs.evolve(analysis, tags=tags)


def jackknifed_tags(corpora: Path, folds: int = 4) -> dict[str, list[str]]:
    """The tags of :func:`jackknifed_analyses` by article id, one for each token of ``analyse``."""
    return {
        identifier: analysis.tags for identifier, analysis in jackknifed_analyses(corpora, folds)
    }


def write_jackknifed_tags(corpora: Path, folds: int, directory: Path) -> None:
    """Write ``tags.jsonl``: one line an article, with its id and its tags joined by spaces."""
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "tags.jsonl").open("w", encoding="utf-8") as lines:
        for identifier, tags in jackknifed_tags(corpora, folds).items():
            lines.write(json.dumps({"id": identifier, "tags": " ".join(tags)}) + "\n")


# ------------------------------------------------------------------------------------ command line


def shipped() -> Parameters:
    """The parameters in the package."""
    return load(OUTPUT.name)


def main() -> None:
    """Do what the module's description says."""
    parser = argparse.ArgumentParser(prog="python -m training.tagger")
    parser.add_argument("--corpora", type=Path, default=DEFAULT_CORPORA)
    parser.add_argument("--evaluate", action="store_true")
    parser.add_argument("--mixes", action="store_true")
    parser.add_argument("--jackknife", type=int, metavar="FOLDS")
    parser.add_argument("--out", type=Path, default=Path("jackknifed"))
    options = parser.parse_args()
    if options.evaluate:
        for name, value in figures(Tagger(shipped()), options.corpora).items():
            print(f"{value:6.2f}  {name}")
    elif options.mixes:
        print_mixes(options.corpora)
    elif options.jackknife:
        write_jackknifed_tags(options.corpora, options.jackknife, options.out)
    else:
        articles = news(options.corpora, "train")
        model = learn(articles + gum(options.corpora, "train"), case_copies(articles))
        content = encoded(model, provenance_of(model, options.corpora))
        OUTPUT.write_bytes(content)
        print(f"{OUTPUT}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
