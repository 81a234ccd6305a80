"""Train the part-of-speech tagger: writes ``quotelib/data/tagger.params``.

    python -m training.tagger --corpora ../shared/corpora       train and write (1 minute)
    python -m training.tagger --evaluate                        figures of the shipped parameters
    python -m training.tagger --mixes                           figures of other mixtures of corpora
    python -m training.tagger --jackknife 4 --out DIRECTORY     tags by models that did not see a text

The recipe: averaged perceptron (:mod:`training.perceptron`), trained several times with another
order of the sentences, the weights of the runs averaged and rounded to signed bytes. Every step is
deterministic: the same corpora and libraries give the same file, byte for byte.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from quotelib.learning.parameters import Parameters, load, parse
from quotelib.text import Analysis, analysis_of
from quotelib.text.tags import Tagger
from quotelib.text.tokens import tokenize
from training import parameter_file, perceptron
from training.corpora import (
    DEFAULT_CORPORA,
    TaggedSentence,
    gum_documents,
    gum_sentences,
    masc_documents,
    polnear_articles,
    polnear_silver,
    silver_sentences,
)
from training.vocabulary import (
    PLACES,
    Documents,
    Vocabulary,
    encode,
    features_at,
    make_vocabulary,
    spans_of,
    spelled,
    tag_dictionary,
)

OUTPUT = Path("quotelib/data/tagger.params")

EPOCHS = 8
SEEDS = (1, 2, 3, 4)
STEP = 0.25
"""Value of the integer weight 1; finer steps clip the largest weights, coarser ones lose 0.1 %."""

CASE_COPIES = 20
"""Of so many news sentences one is repeated in capitals and one in small letters."""

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


# ---------------------------------------------------------------------------------------- learning


@attrs.frozen(eq=False)
class Model:
    """A vocabulary with its integer weights: a row for each feature, then those of the history."""

    vocabulary: Vocabulary
    weights: NDArray[np.int32]


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
        tables=[
            parameter_file.TableSource(len(vocabulary.scored), {name: rows})
            for name, rows in sorted(_tables(model).items())
        ],
    )


def _tables(model: Model) -> dict[str, dict[str, list[int]]]:
    """The weights by table and key, features without any left out."""
    vocabulary = model.vocabulary
    names = list(vocabulary.features)
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
        found = tagger.tag(forms, spans_of(document))
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
        analysis = read(article.text)
        tags = taggers[number % folds].tag(analysis.forms, analysis.sentences)
        yield article.id, attrs.evolve(analysis, tags=tags)


def read(text: str) -> Analysis:
    """Give the analysis of a text as the trainer reads it: with the few invisible characters as tokens.

    So it was when the parameters were learned: without them every draw of chance after the first is another
    one, and so are the weights.
    """
    return analysis_of(text, tokenize(text))


def jackknifed_tags(corpora: Path, folds: int = 4) -> dict[str, list[str]]:
    """The tags of :func:`jackknifed_analyses` by article id, one for each token of them."""
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
