"""The tagger's training: from toy sentences of our own to a parameter file."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("numba")
np = pytest.importorskip("numpy")
tagger = pytest.importorskip("training.tagger")

from quotelib.learning.parameters import parse  # noqa: E402
from quotelib.text.tags import Tagger  # noqa: E402
from training import parameter_file, perceptron  # noqa: E402
from training.corpora import TaggedSentence, gum_documents, polnear_silver  # noqa: E402
from training.vocabulary import encode, spans_of, spelled  # noqa: E402

TOY = [
    "The/DT judge/NN said/VBD that/IN he/PRP would/MD judge/VB them/PRP ./.",
    "They/PRP judge/VBP that/DT court/NN by/IN its/PRP$ rulings/NNS ./.",
    "Workers/NNS strike/VBP when/WRB talks/NNS fail/VBP ./.",
    "The/DT strike/NN talks/VBZ volumes/NNS ,/, she/PRP said/VBD ./.",
    "He/PRP talks/VBZ to/TO workers/NNS about/IN the/DT strike/NN ./.",
    "“/`` Strike/VB !/. ”/'' shouted/VBD the/DT workers/NNS '/POS leader/NN ./.",
    "The/DT talks/NNS that/WDT fail/VBP fail/VBP the/DT workers/NNS ./.",
    "She/PRP would/MD fail/VB to/TO strike/VB the/DT judge/NN ./.",
]


def toy_documents() -> list[list[TaggedSentence]]:
    """The toy sentences, often enough to enter the tag dictionary."""
    pairs = [[word.rpartition("/") for word in line.split()] for line in TOY]
    sentences = [
        TaggedSentence(
            forms=tuple(form for form, _, _ in words), tags=tuple(tag for _, _, tag in words)
        )
        for words in pairs
    ]
    return [sentences] * 25


def generated_documents(count: int) -> list[list[TaggedSentence]]:
    """Sentences of shuffled toy words and some unknown ones, without tags."""
    source = random.Random(20)  # noqa: S311 - chance that is the same each time
    words = sorted({form for sentence in toy_documents()[0] for form in sentence.forms})
    words += ["Quarrels", "fails", "judged", "re-strike", "1,000", '"']
    sentences = []
    for _ in range(count):
        forms = tuple(source.choices(words, k=source.randint(1, 12)))
        sentences.append(TaggedSentence(forms=forms, tags=(None,) * len(forms)))
    return [sentences]


@pytest.fixture(scope="module")
def trained() -> tuple:
    """Vocabulary and float weights of the toy model."""
    return tagger.mean_weights(toy_documents(), [])


def decoded(vocabulary, weights, documents) -> list[str]:
    """The tags that the trainer's own decoder gives."""
    texts, features = encode(vocabulary, spelled(documents))
    numbers = perceptron.decode(texts, features, weights)
    tags = [vocabulary.tags[number] for number in numbers]
    return [tag for tag in tags if tag]


def shipped_way(vocabulary, weights, documents) -> list[str]:
    """The tags that the package gives with the weights as a parameter file."""
    content = tagger.encoded(tagger.Model(vocabulary, weights), {})
    package = Tagger(parse(content, "toy"))
    return [
        tag
        for document in documents
        for tag in package.tag(
            [form for sentence in document for form in sentence.forms], spans_of(document)
        )
    ]


def test_toy_corpus_is_learned(trained: tuple) -> None:
    """A separable corpus is tagged without an error after training."""
    vocabulary, weights = trained
    gold = [tag for sentence in toy_documents()[0] for tag in sentence.tags]
    assert shipped_way(vocabulary, tagger.rounded(weights), toy_documents()[:1]) == gold


def test_package_decides_as_the_trainer(trained: tuple) -> None:
    """With the same integer weights, packed sums and the trainer's give the same tags."""
    vocabulary, weights = trained
    documents = generated_documents(400)
    integers = tagger.rounded(weights)
    assert shipped_way(vocabulary, integers, documents) == decoded(vocabulary, integers, documents)


def test_rounded_weights_decide_as_the_floats(trained: tuple) -> None:
    """Rounded as finely as signed bytes allow, weights decide nearly as the floats do."""
    vocabulary, weights = trained
    documents = generated_documents(400)
    finest = np.abs(weights).max() / parameter_file.LARGEST
    packed = shipped_way(vocabulary, tagger.rounded(weights, finest), documents)
    # The trainer's decoder adds integers: millionths stand for the floats.
    floats = decoded(vocabulary, np.rint(weights * 1e6).astype(np.int64), documents)
    same = sum(map(str.__eq__, packed, floats))
    # Random sentences leave many words with all but equal scores; a mistake in packing leaves few alike.
    assert same >= 0.97 * len(floats)


def test_training_is_deterministic(trained: tuple) -> None:
    """Training again gives the same bytes."""
    again = tagger.mean_weights(toy_documents(), [])
    first, second = (
        tagger.encoded(tagger.Model(vocabulary, tagger.rounded(weights)), {})
        for vocabulary, weights in (trained, again)
    )
    assert first == second


def test_case_copies_are_recased() -> None:
    """Of the sentences, one in twenty comes back in capitals and one in small letters."""
    capitals, small = tagger.case_copies(toy_documents())
    assert len(capitals) == len(small) == 10
    assert all(form == form.upper() for sentence in capitals for form in sentence.forms)
    assert all(form == form.lower() for sentence in small for form in sentence.forms)


@pytest.mark.corpora
def test_bars_of_accuracy(corpora: Path) -> None:
    """The shipped parameters reach what was promised on the development texts."""
    measured = tagger.figures(Tagger(tagger.shipped()), corpora)
    assert measured["PolNeAR dev, CoreNLP's tags"] >= 97.8
    assert measured["GUM dev, gold"] >= 94.5
    assert measured == tagger.shipped().provenance["figures"]


@pytest.mark.corpora
def test_readers_agree_with_the_texts(corpora: Path) -> None:
    """Offsets and mentions lie in order within their documents."""
    for silver in polnear_silver(corpora, "dev"):
        tokens = [token for sentence in silver.sentences for token in sentence]
        assert all(a.end <= b.start for a, b in pairwise(tokens))
        assert all(len(token.surface) == token.end - token.start for token in tokens)
    for document in gum_documents(corpora, "dev"):
        length = sum(len(sentence.tokens) for sentence in document.sentences)
        assert document.mentions
        assert all(0 <= mention.first < mention.end <= length for mention in document.mentions)


@pytest.mark.corpora
def test_lemmas_agree_with_corenlp(corpora: Path) -> None:
    """Lemmas of verbs agree with CoreNLP's in at least 98.5 of 100 cases."""
    lemmas = pytest.importorskip("training.lemmas")
    counts = lemmas.agreement(lemmas.silver_words(corpora, "dev"))
    verbs = [pair for name, pair in counts.items() if name.startswith("VB")]
    assert sum(right for right, _ in verbs) >= 0.985 * sum(counted for _, counted in verbs)


def test_rounding_clips() -> None:
    """Weights beyond a signed byte keep their sign and become the largest that it holds."""
    assert tagger.rounded(np.array([[40.0, -400.0, 0.3, -0.1]])).tolist() == [[127, -127, 1, 0]]
