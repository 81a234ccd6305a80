"""Train the attribution stages: writes ``quotelib/data/attribution/*.params``.

    python -m training.attribution --corpora ../shared/corpora
    python -m training.attribution --leave-out nyt politico --out DIRECTORY

Every stage learns from what the stages before it say of texts that they did not see: tags, first
stage, second stage and judge are jackknifed over four folds of the articles (fold number = index
modulo 4). The run is deterministic, byte for byte, takes some thirteen minutes on two cores and prints each stage's
loss. With ``--leave-out`` nothing is written into the package: the model learns from the other
publishers' articles, and the predictions for those left out are written as JSON Lines beside the
annotated attributions, in the form that the evaluation scripts read.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import attrs
import numpy as np
from numpy.typing import NDArray

from quotelib.attribution import labelling, linking
from quotelib.attribution.attributions import Attribution
from quotelib.attribution.decoding import decode
from quotelib.attribution.selection import select
from quotelib.attribution.sides import sides_of
from quotelib.learning.model import LogisticModel
from quotelib.text.analysis import Analysis, TokenRange
from training import crf, judging, logistic, templates
from training.corpora import DEFAULT_CORPORA, polnear_articles
from training.gold import GoldArticle, gold_article
from training.recording import Recorder
from training.saving import save_chain, save_judges
from training.stages import (
    FOLDS,
    HELD_OUT,
    LABELLER,
    LINKER,
    LabellerData,
    LinkerData,
    jackknifed,
    possible_labels,
    readings_of,
)
from training.tagger import jackknifed_analyses

OUTPUT = Path("quotelib/data/attribution")


@attrs.frozen(eq=False)
class LearnedChain:
    """A chain with its features: their numbers among the weights' rows, and their names."""

    chain: crf.Chain
    numbers: NDArray[np.int32]
    features: Sequence[tuple[str, str]]


@attrs.frozen(eq=False)
class Learned:
    """All that is learned, and what it says of each article without having seen it."""

    labeller: LearnedChain
    linker: LearnedChain
    judge: dict[str, float]
    continuation: dict[str, float]
    decoded: list[judging.Decoded]
    judged: NDArray[np.float64]


def learn(articles: Sequence[GoldArticle], fold_of: NDArray[np.int64]) -> Learned:
    """Learn all stages; ``fold_of`` gives each article's fold, or ``HELD_OUT``."""
    print("first stage", flush=True)
    labelled = LabellerData(articles)
    posteriors, _, chain, numbers = jackknifed(
        labelled.features,
        labelled.labels,
        labelled.lengths,
        fold_of[labelled.article_of],
        np.ones(len(labelled.lengths), dtype=bool),
        possible_labels(),
        LABELLER,
    )
    labeller = LearnedChain(chain, numbers, labelled.recorder.features)
    readings = readings_of(articles, labelled.columns, posteriors)
    print("second stage", flush=True)
    recorder = Recorder(templates.LINKER)
    linked = LinkerData(articles, readings, recorder, sides_of(recorder), missed=True)
    roles = len(linking.ROLES)
    posteriors, paths, chain, numbers = jackknifed(
        linked.features,
        linked.labels,
        linked.lengths,
        fold_of[linked.article_of],
        np.array([gold is not None for gold in linked.gold]),
        (np.ones((roles, roles), dtype=bool), np.ones(roles, dtype=bool)),
        LINKER,
    )
    linker = LearnedChain(chain, numbers, recorder.features)
    print("judge and continuation", flush=True)
    decoded = linked.candidates(articles, posteriors, paths)
    rows = judging.judge_rows(articles, readings, decoded)
    right = [int(judging.is_right(articles, one)) for one in decoded]
    fold_of_row = fold_of[[number for number, _, _ in decoded]]
    judged, judge = judging.jackknifed_judgements(rows, right, fold_of_row, FOLDS)
    seen = [k for k in range(len(decoded)) if fold_of_row[k] != HELD_OUT]
    pairs, continued = judging.continuation_rows(articles, [decoded[k] for k in seen], judged[seen])
    continuation = logistic.train(pairs, continued, penalty=judging.CONTINUATION_PENALTY, fewest=2)
    return Learned(labeller, linker, judge, continuation, decoded, judged)


def save(learned: Learned, folder: Path) -> None:
    """Write the parameter files and print their sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, labels, one, families in (
        ("labeller", labelling.LABELS, learned.labeller, templates.LABELLER_FAMILIES),
        ("linker", linking.ROLES, learned.linker, templates.LINKER_FAMILIES),
    ):
        path = folder / f"{name}.params"
        size = save_chain(path, name, labels, one.chain, one.numbers, one.features, families)
        print(f"{path}: {size:,} bytes")
    path = folder / "judges.params"
    print(f"{path}: {save_judges(path, learned.judge, learned.continuation):,} bytes")


# ------------------------------------------------------------------------------------ predictions


def predictions(
    articles: Sequence[GoldArticle], learned: Learned, chosen: Sequence[int]
) -> list[list[Attribution]]:
    """Decode what the stages say of the chosen articles, none of which they learned from."""
    starts = np.cumsum(
        [0, *(len(group) for _, group in judging.by_article(learned.decoded, len(articles)))]
    )
    continuation = LogisticModel(learned.continuation)
    found = []
    for number in chosen:
        analysis, place = articles[number].analysis, slice(starts[number], starts[number + 1])
        candidates = [candidate for _, candidate, _ in learned.decoded[place]]
        judged = zip(candidates, learned.judged[place].tolist(), strict=True)
        found.append(decode(analysis, continuation, *select(analysis, judged)))
    return found


def write_predictions(
    articles: Sequence[GoldArticle], found: Sequence[Sequence[Attribution]], folder: Path
) -> None:
    """Write ``gold.jsonl`` and ``predicted.jsonl`` for the evaluation scripts."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / "gold.jsonl").open("w") as gold,
        (folder / "predicted.jsonl").open("w") as predicted,
    ):
        for one, attributions in zip(articles, found, strict=True):
            article = one.article
            annotated = [attrs.asdict(attribution) for attribution in article.attributions]
            row = {"id": article.id, "text": article.text, "attributions": annotated}
            gold.write(json.dumps(row) + "\n")
            rows = [
                {
                    "source": spans(one.analysis, [attribution.source]),
                    "cue": spans(one.analysis, [attribution.cue]),
                    "content": spans(one.analysis, attribution.content),
                }
                for attribution in attributions
                if attribution.parent is None
            ]
            predicted.write(json.dumps({"id": article.id, "attributions": rows}) + "\n")


def spans(analysis: Analysis, ranges: Sequence[TokenRange | None]) -> list[list[int]]:
    """Give token ranges as spans of characters."""
    return [[analysis.starts[one[0]], analysis.ends[one[1] - 1]] for one in ranges if one]


# ------------------------------------------------------------------------------------ command line


def training_articles(corpora: Path) -> list[GoldArticle]:
    """Give the train articles, tagged by taggers that did not learn from them."""
    print("tags", flush=True)
    analyses = dict(jackknifed_analyses(corpora, FOLDS))
    return [
        gold_article(article, analyses[article.id])
        for article in polnear_articles(corpora, "train")
    ]


def main() -> None:
    """Do what the module's description says."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution")
    parser.add_argument("--corpora", type=Path, default=DEFAULT_CORPORA)
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="PUBLISHER")
    parser.add_argument("--out", type=Path, default=Path("left-out"))
    options = parser.parse_args()
    articles = training_articles(options.corpora)
    fold_of = np.arange(len(articles)) % FOLDS
    if not options.leave_out:
        save(learn(articles, fold_of), OUTPUT)
        return
    left_out = [k for k, one in enumerate(articles) if one.article.publisher in options.leave_out]
    chosen = [articles[k] for k in left_out]
    within = learn(articles, fold_of)
    write_predictions(chosen, predictions(articles, within, left_out), options.out / "within")
    fold_of[left_out] = HELD_OUT
    without = learn(articles, fold_of)
    write_predictions(chosen, predictions(articles, without, left_out), options.out / "without")


if __name__ == "__main__":
    main()
