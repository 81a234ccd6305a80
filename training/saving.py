"""From trained floats to parameter files: pruning, rounding, provenance."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training import parameter_file
from training.crf import Chain

STEP = 1.0 / 96.0
"""Value of the integer weight 1 in the chains."""

SMALLEST_WEIGHT = 4
"""A feature is left out if no label's integer weight is that large: fewer load faster.

On PolNeAR dev, from 2 to 4: relation F1 68.8 to 68.6, a sixth of the features and of the time to load.
"""

PROVENANCE = {
    "script": "training/attribution.py",
    "corpora": [
        (
            "PolNeAR 1.0, train split (Newell, Margolin and Ruths, LREC 2018); released for research "
            "by its authors, without an explicit licence text"
        ),
    ],
    "licence": "the parameters are Apache-2.0 like the package; they hold words and counts, no text",
}


def save_chain(
    path: Path,
    name: str,
    labels: Sequence[str],
    chain: Chain,
    numbers: NDArray[np.int32],
    features: Sequence[tuple[str, str]],
    families: Mapping[str, Sequence[str]],
) -> int:
    """Write a chain model.

    ``numbers`` maps a feature's number to its row of weights, or -1; ``families`` are the templates that
    lie together, by the columns that they begin with.
    """
    integers = np.clip(np.rint(chain.weights / STEP), -127, 127).astype(int)
    large = np.abs(integers).max(axis=1) >= SMALLEST_WEIGHT
    rows: dict[str, dict[str, list[int]]] = {}
    for number, row in enumerate(numbers):
        if row >= 0 and large[row]:
            template, feature = features[number]
            rows.setdefault(template, {})[feature] = integers[row].tolist()
    return parameter_file.write(
        path,
        name=name,
        labels=labels,
        step=STEP,
        provenance=PROVENANCE,
        tables=parameter_file.tables_of(rows, len(labels), families),
        payloads={
            "chain": {
                "start": _scores(chain.start),
                "transitions": [_scores(row) for row in chain.transitions],
            }
        },
    )


def _scores(row: NDArray[np.float64]) -> list[int | None]:
    """Round the scores of transitions to steps, as those of features are."""
    return [None if value < -50.0 else round(float(value) / STEP) for value in row]


def save_judges(
    path: Path,
    judge: Mapping[str, float],
    continuation: Mapping[str, float],
) -> int:
    """Write the logistic regressions."""
    return parameter_file.write(
        path,
        name="judges",
        labels=["weight"],
        step=1.0,
        provenance=PROVENANCE,
        tables=[],
        payloads={
            "judge": _rounded(judge),
            "continuation": _rounded(continuation),
        },
    )


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {
        name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= 0.005
    }
