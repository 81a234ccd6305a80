"""The chain stages as the trainer sees them: features extracted once, folds, decoded candidates."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quotelib.attribution.candidates import Candidate, decode
from quotelib.attribution.columns import Columns, WordStore, document_columns
from quotelib.attribution.cues import Cue, make_cue
from quotelib.attribution.labelling import LABELS, Labeller
from quotelib.attribution.linking import UnitReader
from quotelib.attribution.reading import Reading, anchor_of, reading_of
from quotelib.attribution.sides import Sides
from quotelib.learning.chains import Labelling
from training import crf, templates
from training.gold import GoldArticle, labels_of, match, roles_of
from training.recording import Matrix, Recorder

FOLDS = 4
PROPOSED = 0.06
"""Probability from which cues are proposed to learn from, below that at run time.

Weak candidates teach what is no attribution: with those from 0.1 on only, relation F1 falls by 0.6 (PolNeAR dev).
"""
HELD_OUT = -1


# ------------------------------------------------------------------------------------ first stage

LABELLER = crf.Settings(epochs=6, dropout=0.3, fewest=4)


class LabellerData:
    """The first stage's features of some articles, extracted once for all folds."""

    def __init__(self, articles: Sequence[GoldArticle]) -> None:
        store = WordStore()
        self.recorder = Recorder(templates.LABELLER)
        labeller = Labeller(self.recorder)
        self.columns: list[list[Columns]] = []
        totals: list[tuple[int, ...]] = []
        labels: list[int] = []
        lengths, article_of = [], []
        for number, gold in enumerate(articles):
            analysis = gold.analysis
            columns = document_columns(analysis, store)
            self.columns.append(columns)
            labels += labels_of(gold)
            for sentence, (first, end) in zip(columns, analysis.sentences, strict=True):
                totals += labeller.emissions(sentence, analysis.quoted[first:end])
                lengths.append(end - first)
                article_of.append(number)
        self.features = self.recorder.matrix(totals)
        self.labels = np.array(labels, dtype=np.int8)
        self.lengths = np.array(lengths)
        self.article_of = np.array(article_of)


def possible_labels() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Give which transitions between the first stage's labels, and which first labels, may be."""
    count = len(LABELS)
    transitions = np.ones((count, count), dtype=bool)
    start = np.ones(count, dtype=bool)
    for inside in (2, 4, 6):
        transitions[:, inside] = False
        transitions[[inside - 1, inside], inside] = True
        start[inside] = False
    return transitions, start


# ------------------------------------------------------------------------------------ folds


def select(
    features: Matrix,
    labels: NDArray[np.int8],
    lengths: NDArray[np.int64],
    chosen: NDArray[np.bool_],
) -> crf.Sequences:
    """Give the chosen sequences."""
    rows = np.repeat(chosen, lengths)
    offsets = np.concatenate([[0], np.cumsum(lengths[chosen])])
    return crf.Sequences(features[rows], labels[rows], offsets)


def prune(features: Matrix, fewest: int) -> NDArray[np.int32]:
    """Give each feature its number among those that occur often enough, or -1."""
    counts = np.bincount(features[features >= 0])
    kept = counts >= fewest
    return np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)


def renumber(features: Matrix, numbers: NDArray[np.int32]) -> Matrix:
    """Apply :func:`prune` to a matrix; features beyond it did not occur in training."""
    known = (features >= 0) & (features < len(numbers))
    return np.where(known, numbers[np.where(known, features, 0)], -1).astype(np.int32)


def train_chain(
    sequences: crf.Sequences,
    possible: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    settings: crf.Settings,
) -> tuple[crf.Chain, NDArray[np.int32]]:
    """Learn a chain over the features that occur often enough."""
    numbers = prune(sequences.features, settings.fewest)
    chain = crf.train(
        crf.Sequences(renumber(sequences.features, numbers), sequences.labels, sequences.offsets),
        int(numbers.max()) + 1,
        *possible,
        settings,
    )
    return chain, numbers


def apply_chain(
    chain: crf.Chain, numbers: NDArray[np.int32], sequences: crf.Sequences
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Give the posteriors of each row, and its label in the likeliest sequence."""
    return crf.decode(
        crf.Sequences(renumber(sequences.features, numbers), sequences.labels, sequences.offsets),
        chain,
    )


# ------------------------------------------------------------------------------------ second stage

LINKER = crf.Settings(epochs=12, dropout=0.3, fewest=3, margin=1.0)


class LinkerData:
    """The second stage's sequences: one for each cue candidate of some articles.

    With ``missed``, annotated cues that the first stage did not propose are added (to learn from).
    """

    def __init__(
        self,
        articles: Sequence[GoldArticle],
        readings: Sequence[Reading],
        recorder: Recorder,
        sides: Sides,
        *,
        missed: bool,
    ) -> None:
        self.cues: list[tuple[int, int, Cue]] = []
        self.stretches: list[list[tuple[int, int]]] = []
        self.gold: list[int | None] = []
        totals: list[tuple[int, ...]] = []
        labels: list[int] = []
        self.proposed: list[bool] = []
        for number, (gold, reading) in enumerate(zip(articles, readings, strict=True)):
            reader = UnitReader(sides, gold.analysis, reading.sentences)
            for sentence, cue, matched, proposed in _cues_with_gold(gold, reading, missed=missed):
                stretches, sums = reader.read(reading.unit_of[sentence], sentence, cue)
                self.cues.append((number, sentence, cue))
                self.stretches.append(stretches)
                self.gold.append(matched)
                self.proposed.append(proposed)
                totals += sums
                labels += (
                    [0] * len(stretches)
                    if matched is None
                    else roles_of(gold.attributions[matched], stretches)
                )
        self.features = recorder.matrix(totals)
        self.labels = np.array(labels, dtype=np.int8)
        self.lengths = np.array([len(stretches) for stretches in self.stretches])
        self.article_of = np.array([number for number, _, _ in self.cues])

    def candidates(
        self,
        articles: Sequence[GoldArticle],
        posteriors: NDArray[np.float64],
        paths: NDArray[np.int8],
    ) -> list[tuple[int, Candidate, int | None]]:
        """Decode: triples of article number, candidate and matched attribution."""
        decoded = []
        row = 0
        for (number, sentence, cue), stretches, matched, proposed in zip(
            self.cues, self.stretches, self.gold, self.proposed, strict=True
        ):
            end = row + len(stretches)
            labels = paths[row:end].tolist()
            sure = posteriors[np.arange(row, end), labels].tolist()
            row = end
            if proposed:
                anchor = anchor_of(articles[number].analysis, sentence, cue)
                candidate = decode(sentence, cue, anchor, stretches, labels, sure)
                decoded.append((number, candidate, matched))
        return decoded


def _cues_with_gold(
    gold: GoldArticle, reading: Reading, *, missed: bool
) -> list[tuple[int, Cue, int | None, bool]]:
    """Give sentence, cue, matched attribution and whether it was proposed, in text order."""
    sentences = gold.analysis.sentences
    proposed = [(sentence, cue) for sentence, cues in enumerate(reading.cues) for cue in cues]
    matched = match(gold, [(sentences[sentence][0], cue) for sentence, cue in proposed])
    rows = [
        (sentence, cue, attribution, True)
        for (sentence, cue), attribution in zip(proposed, matched, strict=True)
    ]
    if missed:
        found = set(matched)
        for number, attribution in enumerate(gold.attributions):
            if number in found or not attribution.cue:
                continue
            first, end = attribution.cue[0]
            sentence = next(k for k, (_, stop) in enumerate(sentences) if first < stop)
            start, stop = sentences[sentence]
            words = reading.sentences[sentence].columns.words
            cue = make_cue(first - start, min(end, stop) - start, 0.0, words)
            rows.append((sentence, cue, number, False))
    return rows


def jackknifed(
    features: Matrix,
    labels: NDArray[np.int8],
    lengths: NDArray[np.int64],
    fold_of: NDArray[np.int64],
    learnable: NDArray[np.bool_],
    possible: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    settings: crf.Settings,
) -> tuple[NDArray[np.float64], NDArray[np.int8], crf.Chain, NDArray[np.int32]]:
    """Learn a chain and give every row's posteriors and label by a chain that did not learn from it.

    ``fold_of`` gives each sequence's fold, or ``HELD_OUT`` for one that nothing may learn from;
    ``learnable`` the sequences that have labels. Gives the posteriors, the labels, and the
    chain that learned from all folds with its features' numbers.
    """
    out = np.zeros((len(labels), possible[0].shape[0]))
    paths = np.zeros(len(labels), dtype=np.int8)
    for fold in (*range(FOLDS), HELD_OUT):
        print(f"  without fold {fold}" if fold != HELD_OUT else "  all folds", flush=True)
        seen = (fold_of != fold) & (fold_of != HELD_OUT)
        chain, numbers = train_chain(
            select(features, labels, lengths, seen & learnable), possible, settings
        )
        unseen = fold_of == fold
        if unseen.any():
            rows = np.repeat(unseen, lengths)
            out[rows], paths[rows] = apply_chain(
                chain, numbers, select(features, labels, lengths, unseen)
            )
    return out, paths, chain, numbers


def readings_of(
    articles: Sequence[GoldArticle],
    columns: Sequence[Sequence[Columns]],
    posteriors: NDArray[np.float64],
) -> list[Reading]:
    """Make the articles' readings from the first stage's posteriors of all their tokens."""
    readings = []
    row = 0
    for gold, of_article in zip(articles, columns, strict=True):
        rows = [
            tuple(values) for values in posteriors[row : row + len(gold.analysis.forms)].tolist()
        ]
        row += len(rows)
        readings.append(
            reading_of(
                gold.analysis,
                of_article,
                [Labelling.of(rows[first:end]) for first, end in gold.analysis.sentences],
                threshold=PROPOSED,
            )
        )
    return readings
