"""Logistic regressions, on invented rows."""

import random

import pytest

pytest.importorskip("scipy")
logistic = pytest.importorskip("training.logistic")

from quotelib.learning.model import LogisticModel  # noqa: E402

Row = tuple[list[str], dict[str, float]]


def rows(count: int) -> tuple[list[Row], list[int]]:
    """Rows of which "up" and a high value make a one likely, and "noise" nothing."""
    source = random.Random(4)  # noqa: S311 - chance that is the same each time
    features: list[Row] = []
    labels = []
    for _ in range(count):
        up, noise, value = source.random() < 0.5, source.random() < 0.5, source.uniform(-1, 1)
        features.append((["up"] * up + ["noise"] * noise, {"bias": 1.0, "value": value}))
        labels.append(int(source.random() < (0.8 if up else 0.2) / 2 + (value > 0) / 2))
    return features, labels


def test_weights_say_what_matters() -> None:
    """What makes a one likely gets a weight, noise hardly any; probabilities meet the shares."""
    features, labels = rows(3000)
    weights = logistic.train(features, labels, penalty=1.0)
    assert weights["up"] > 1
    assert weights["value"] > 1
    assert abs(weights["noise"]) < 0.3
    model = LogisticModel(weights)
    mean = sum(model.probability(*row) for row in features) / len(features)
    assert mean == pytest.approx(sum(labels) / len(labels), abs=0.01)


def test_penalty_shrinks() -> None:
    """A higher penalty gives smaller weights."""
    features, labels = rows(300)
    small, large = (logistic.train(features, labels, penalty=penalty) for penalty in (0.1, 100.0))
    assert sum(weight**2 for weight in large.values()) < sum(w**2 for w in small.values())


def test_rare_features_are_left_out() -> None:
    """What occurs less often than asked has no weight."""
    features, labels = rows(50)
    features.append((["once"], {"bias": 1.0}))
    assert "once" in logistic.train(features, [*labels, 1], penalty=1.0)
    assert "once" not in logistic.train(features, [*labels, 1], penalty=1.0, fewest=2)


def test_same_rows_same_weights() -> None:
    """Training is deterministic to the last bit."""
    features, labels = rows(200)
    assert logistic.train(features, labels, penalty=1.0) == logistic.train(
        features, labels, penalty=1.0
    )
