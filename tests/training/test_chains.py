"""Chains from features to a parameter file: what was trained is what runs, on invented sequences."""

import random
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest

pytest.importorskip("numba")
np = pytest.importorskip("numpy")

from quotelib.learning.chains import role_posteriors  # noqa: E402
from quotelib.learning.model import LabelModel, RoleModel  # noqa: E402
from quotelib.learning.parameters import parse  # noqa: E402
from quotelib.learning.weights import Weights  # noqa: E402
from training import crf  # noqa: E402
from training.recording import Recorder  # noqa: E402
from training.saving import SMALLEST_WEIGHT, STEP, save_chain  # noqa: E402

TEMPLATES = ["word", "tag", "word tag", "before", "before tag"]
WORDS, TAGS = ("she", "said", "that", "boats", "sank"), ("NN", "VB", "IN")

Word = tuple[str, str]


class Stage:
    """A stage in small: what it asks of its weights, in each of the ways to ask."""

    def __init__(self, weights: Weights) -> None:
        self._own = weights.group("word tag", "word; tag; word tag")
        self._before = weights.blocks("before tag", alone="before")

    def emissions(self, sentence: Sequence[Word]) -> list[int]:
        """Sum up the weights for each word of a sentence, as the stages of the library do."""
        totals = []
        before = "<"
        for word, tag in sentence:
            [alone], [by_tag] = self._before.of(before)
            totals.append(self._own[word, tag] + alone + by_tag.get(tag, 0))
            before = word
        return totals


@attrs.frozen(eq=False)
class Toy:
    """Sentences with labels, and the chain that learned them."""

    sentences: list[list[Word]]
    sequences: crf.Sequences
    recorder: Recorder
    chain: crf.Chain


def learn(labels: int) -> Toy:
    """A chain over random sentences whose labels follow, mostly, from word and neighbour."""
    source = random.Random(labels)  # noqa: S311 - chance that is the same each time
    sentences = [
        [(source.choice(WORDS), source.choice(TAGS)) for _ in range(source.randint(1, 9))]
        for _ in range(120)
    ]
    recorder = Recorder(TEMPLATES)
    stage = Stage(recorder)
    totals: list[tuple[int, ...]] = []
    for sentence in sentences:
        totals += stage.emissions(sentence)
    rows = [
        label
        for sentence in sentences
        for label in _labels(sentence, labels, source.random() < 0.1)
    ]
    sequences = crf.Sequences(
        recorder.matrix(totals),
        np.array(rows, dtype=np.int8),
        np.cumsum([0, *map(len, sentences)]),
    )
    possible, start = np.ones((labels, labels), dtype=bool), np.ones(labels, dtype=bool)
    if labels == 7:
        for inside in (2, 4, 6):
            possible[:, inside] = False
            possible[[inside - 1, inside], inside] = True
            start[inside] = False
    settings = crf.Settings(epochs=4, dropout=0.2, fewest=1, rate=0.1, runs=2)
    chain = crf.train(sequences, len(recorder.features), possible, start, settings)
    return Toy(sentences, sequences, recorder, chain)


def _labels(sentence: Sequence[Word], labels: int, is_noise: bool) -> list[int]:
    """Labels that follow from the word; with seven, a word's second in a row is inside."""
    found: list[int] = []
    for word, tag in sentence:
        label = (WORDS.index(word) + (0 if is_noise else TAGS.index(tag))) % 4
        if labels == 7 and label:
            goes_on = bool(found) and found[-1] in (2 * label - 1, 2 * label)
            label = 2 * label if goes_on else 2 * label - 1
        found.append(label)
    return found


@pytest.fixture(scope="module", params=[4, 7], ids=["roles", "bio"])
def toy(request: pytest.FixtureRequest) -> Toy:
    """The toy model of each shape of chain."""
    return learn(request.param)


Model = LabelModel[Stage] | RoleModel[Stage]


def saved(toy: Toy, folder: Path) -> Model:
    """The model written to a parameter file and read again."""
    path = folder / "toy.params"
    labels = [f"label {k}" for k in range(len(toy.chain.start))]
    numbers = np.arange(len(toy.recorder.features), dtype=np.int32)
    families = {"before": ["before", "before tag"]}
    save_chain(path, "toy", labels, toy.chain, numbers, toy.recorder.features, families)
    kind = LabelModel if len(labels) == 7 else RoleModel
    return kind(parse(path.read_bytes(), path.name), Stage)


Columns = list[tuple[float, ...]]


def as_run(model: Model, toy: Toy) -> Columns:
    """Posteriors that the library gives at each position: of all four labels; of the likeliest, B-y and I-y."""
    found: Columns = []
    for sentence in toy.sentences:
        sums = model.weights.emissions(sentence)
        if isinstance(model, RoleModel):
            found += role_posteriors(model.potentials(sums), model.chain)
        else:
            labelling = model.labelling(sums)
            found += zip(labelling.sure, labelling.begins, labelling.goes_on, strict=True)
    return found


def as_trained(chain: crf.Chain, toy: Toy) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """The same by the trainer's decoder."""
    found = crf.decode(toy.sequences, chain)[0]
    if found.shape[1] == 4:
        return found
    return np.stack([found.max(axis=1), found[:, 3], found[:, 4]], axis=1)


def test_it_learns(toy: Toy) -> None:
    """The chain gives most positions their own label."""
    best = crf.decode(toy.sequences, toy.chain)[0].argmax(axis=1)
    assert (best == toy.sequences.labels).mean() > 0.85


def rounded(chain: crf.Chain) -> crf.Chain:
    """The chain as the parameter file holds it."""
    integers = np.clip(np.rint(chain.weights / STEP), -127, 127)
    kept = np.abs(integers).max(axis=1, keepdims=True) >= SMALLEST_WEIGHT
    transitions, start = [np.rint(one / STEP) * STEP for one in (chain.transitions, chain.start)]
    return crf.Chain(integers * STEP * kept, transitions, start)


def test_integers_are_the_rounded_weights(toy: Toy, tmp_path: Path) -> None:
    """With scores rounded as the file rounds them, trainer and library give the same posteriors."""
    expected = as_trained(rounded(toy.chain), toy)
    assert np.abs(np.array(as_run(saved(toy, tmp_path), toy)) - expected).max() < 1e-9


def test_likeliest_labels_are_the_trainers(tmp_path: Path) -> None:
    """Trainer and library give each position the same likeliest of seven labels."""
    toy = learn(7)
    model = saved(toy, tmp_path)
    assert isinstance(model, LabelModel)
    found = [
        label
        for sentence in toy.sentences
        for label in model.labelling(model.weights.emissions(sentence)).likeliest
    ]
    assert found == crf.decode(toy.sequences, rounded(toy.chain))[0].argmax(axis=1).tolist()


def test_likeliest_sequences_are_the_trainers(tmp_path: Path) -> None:
    """Trainer and library find the same sequence of labels, with and without a search."""
    toy = learn(4)
    model = saved(toy, tmp_path)
    assert isinstance(model, RoleModel)
    found = [
        label
        for sentence in toy.sentences
        for label in model.roles(model.weights.emissions(sentence))[0]
    ]
    assert found == crf.decode(toy.sequences, rounded(toy.chain))[1].tolist()


def test_rounding_costs_little(toy: Toy, tmp_path: Path) -> None:
    """Rounding to signed bytes moves a posterior by at most a few hundredths."""
    expected = as_trained(toy.chain, toy)
    assert np.abs(np.array(as_run(saved(toy, tmp_path), toy)) - expected).max() < 0.03


def test_same_input_same_bytes(toy: Toy, tmp_path: Path) -> None:
    """A second training writes the same file, byte for byte."""
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder, model in zip(folders, (toy, learn(len(toy.chain.start))), strict=True):
        folder.mkdir()
        saved(model, folder)
    first, second = ((folder / "toy.params").read_bytes() for folder in folders)
    assert first == second


def test_impossible_labels_have_no_probability() -> None:
    """No sentence begins inside a stretch."""
    toy = learn(7)
    firsts = crf.decode(toy.sequences, toy.chain)[0][toy.sequences.offsets[:-1]]
    assert firsts[:, [2, 4, 6]].max() < 1e-12


def test_recorded_features_are_those_that_run() -> None:
    """The recorder lists for each word just the features whose weights the library would add up."""
    recorder = Recorder(TEMPLATES)
    sentence = [("boats", "NN"), ("sank", "VB")]
    matrix = recorder.matrix(Stage(recorder).emissions(sentence))
    named = [[recorder.features[number] for number in row if number >= 0] for row in matrix]
    assert named == [
        [
            ("word", "boats"), ("tag", "NN"), ("word tag", "boats NN"),
            ("before", "<"), ("before tag", "< NN"),
        ],
        [
            ("word", "sank"), ("tag", "VB"), ("word tag", "sank VB"),
            ("before", "boats"), ("before tag", "boats VB"),
        ],
    ]  # fmt: skip


def test_recorder_goes_on() -> None:
    """Features keep their numbers when more text comes, and only new ones are added."""
    recorder = Recorder(TEMPLATES)
    stage = Stage(recorder)
    first = recorder.matrix(stage.emissions([("boats", "NN")]))
    known = len(recorder.features)
    again = recorder.matrix(stage.emissions([("boats", "NN"), ("sank", "NN")]))
    assert again[0].tolist() == first[0].tolist()
    assert [recorder.features[number] for number in again[1] if number >= known] == [
        ("word", "sank"),
        ("word tag", "sank NN"),
        ("before", "boats"),
        ("before tag", "boats NN"),
    ]
