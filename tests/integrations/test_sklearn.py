"""The scikit-learn transformer: counts, names, and life in a pipeline."""

import pickle
from collections import Counter

import pytest

import quotelib
from quotelib import ParameterError, TextTypeError

pytest.importorskip(
    "sklearn", reason="scikit-learn is not installed: pip install 'quotelib[sklearn]'"
)
from quotelib.integrations.sklearn import FEATURES, QuotationFeatures

TEXTS = [
    "“We leave,” Ann Reed said. A senior official denied it and threatened to sue the port.",
    "It rained.",
    "",
]


def test_counts_are_those_of_the_documents() -> None:
    """Every column counts the records of its kind."""
    matrix = QuotationFeatures().transform(TEXTS)
    assert matrix.shape == (3, len(FEATURES))
    for text, row in zip(TEXTS, matrix, strict=True):
        document = quotelib.extract(text)
        found = dict(zip(FEATURES, row, strict=True))
        for kind, count in Counter(q.kind for q in document.quotations).items():
            assert found[f"quotation:{kind}"] == count
        for act, count in Counter(f.act for f in document.frames).items():
            assert found[f"act:{act}"] == count
        sources = [q.speaker.named for q in document.quotations if q.speaker]
        assert [found["source:named"], found["source:unnamed"]] == [
            sources.count(True),
            sources.count(False),
        ]
        total = 2 * len(document.quotations) + len(document.frames) + len(document.devices)
        assert sum(found.values()) == total - sum(q.speaker is None for q in document.quotations)


def test_rates() -> None:
    """Counted per word, a text said twice over has the same features."""
    per_thousand = QuotationFeatures(per=1000)
    once, twice = per_thousand.transform([TEXTS[0], f"{TEXTS[0]}\n\n{TEXTS[0]}"])
    direct = FEATURES.index("quotation:direct")
    assert once[direct] == pytest.approx(twice[direct])
    assert once[direct] == pytest.approx(1000 / len(TEXTS[0].split()))


def test_names() -> None:
    """Columns have names that scikit-learn and pandas can show."""
    names = QuotationFeatures().get_feature_names_out()
    assert list(names) == list(FEATURES)
    assert {"quotation:direct", "source:unnamed", "act:threat", "device:scare_quotes"} <= set(names)


def test_in_a_pipeline() -> None:
    """It can be cloned, set, pickled, fitted behind, and read in several processes."""
    from sklearn.base import clone
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(QuotationFeatures(), LogisticRegression())
    texts = [f"“We leave,” Ann said on day {day}." for day in range(10)] + ["It rained."] * 10
    model.set_params(quotationfeatures__per=100, quotationfeatures__workers=2)
    model = clone(model).fit(texts, [1] * 10 + [0] * 10)
    model = pickle.loads(pickle.dumps(model))  # noqa: S301 - our own
    assert model.predict(["“We stay,” Bo said.", "The sun shone."]).tolist() == [1, 0]


def test_options_of_the_extractor() -> None:
    """The extractor decides what is found."""
    features = QuotationFeatures(extractor=quotelib.Extractor(frames=False))
    row = dict(zip(FEATURES, features.transform(TEXTS)[0], strict=True))
    assert not any(count for name, count in row.items() if name.startswith("act:"))
    assert row["quotation:direct"] == 1


def test_no_texts() -> None:
    """No texts are a matrix of no rows."""
    assert QuotationFeatures().fit_transform([]).shape == (0, len(FEATURES))


def test_mistakes() -> None:
    """A rate of nothing, and a text that is none, are errors."""
    with pytest.raises(ParameterError, match="per must be above 0"):
        QuotationFeatures(per=0).transform(TEXTS)
    with pytest.raises(TextTypeError):
        QuotationFeatures().transform([None])  # type: ignore[list-item]
