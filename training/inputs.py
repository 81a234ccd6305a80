"""What the two chains of attribution are learned from, as SHA-256 sums: it may not change unnoticed.

python -m training.inputs        # after a training: write training/inputs.sha256

Whoever changes what the trainer reads (tokens, sentences, marks, features, labels) has to train anew, or the shipped
files are no longer those that ``python -m training.attribution`` makes. A test compares the sums. They say nothing of
the tagger's folds, nor of what the judge reads, which only a training makes.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from quotelib.attribution import reading
from quotelib.attribution.models import models
from quotelib.attribution.sides import sides_of
from quotelib.attribution.units import find_units
from training import templates
from training.corpora import DEFAULT_CORPORA, polnear_articles
from training.gold import gold_article
from training.recording import Matrix, Recorder
from training.stages import LabellerData, LinkerData
from training.tagger import read

LISTED = Path(__file__).resolve().with_name("inputs.sha256")

WITH_FEATURES = 10
"""Articles whose features are compared, too; those of all would take minutes."""


def checksums(corpora: Path) -> str:
    """The sums of the train texts as they are read, and of features, a line each."""
    named = {"texts": _texts(corpora), "features": _features(corpora)}
    return "".join(f"{_sum(values)}  {name}\n" for name, values in named.items())


def _sum(values: Iterator[object]) -> str:
    total = hashlib.sha256()
    for value in values:
        total.update(json.dumps(value).encode())
    return total.hexdigest()


def _texts(corpora: Path) -> Iterator[object]:
    for article in polnear_articles(corpora, "train"):
        analysis = read(article.text)
        yield analysis.forms, list(analysis.sentences), list(analysis.quoted)


def _features(corpora: Path) -> Iterator[object]:
    """Of each stage those of every token of some articles, and the labels to learn; what a stage reads of others is the shipped models'."""
    articles = [
        gold_article(article, read(article.text))
        for article in islice(polnear_articles(corpora, "train"), WITH_FEATURES)
    ]
    first = LabellerData(articles)
    yield from _named(first.recorder, first.features)
    yield first.labels.tolist()
    learned = models()
    readings = [
        reading.read(one.analysis, learned.labeller, learned.store, find_units(one.analysis))
        for one in articles
    ]
    recorder = Recorder(templates.LINKER)
    second = LinkerData(articles, readings, recorder, sides_of(recorder), missed=True)
    yield from _named(recorder, second.features)
    yield second.labels.tolist()


def _named(recorder: Recorder, matrix: Matrix) -> Iterator[object]:
    for row in matrix.tolist():
        yield [recorder.features[number] for number in row if number >= 0]


def main() -> None:
    """Write the sums."""
    parser = argparse.ArgumentParser(prog="python -m training.inputs")
    parser.add_argument("--corpora", type=Path, default=DEFAULT_CORPORA)
    options = parser.parse_args()
    LISTED.write_text(checksums(options.corpora), encoding="ascii")


if __name__ == "__main__":
    main()
