"""Training of logistic regressions: L2-regularised, by L-BFGS (scipy), deterministic."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Features = tuple[list[str], dict[str, float]]


def train(
    rows: Sequence[Features], labels: Sequence[int], *, penalty: float, fewest: int = 1
) -> dict[str, float]:
    """Learn weights by name; ``penalty`` is half the squared weights' factor.

    Indicators that occur in fewer than ``fewest`` rows are left out.
    """
    counts: dict[str, int] = {}
    for indicators, values in rows:
        for name in (*indicators, *values):
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= fewest)
    number = {name: place for place, name in enumerate(names)}
    matrix = _matrix(rows, number)
    signs = np.where(np.asarray(labels) > 0, 1.0, -1.0)

    def objective(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (matrix @ weights)
        loss = float(np.logaddexp(0.0, -margins).sum() + 0.5 * penalty * (weights @ weights))
        slopes = -signs / (1.0 + np.exp(np.minimum(margins, 500.0)))
        return loss, np.asarray(matrix.T @ slopes) + penalty * weights

    found = minimize(
        objective, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return {name: float(found.x[place]) for name, place in number.items()}


def _matrix(rows: Sequence[Features], number: dict[str, int]) -> csr_matrix:
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for indicators, values in rows:
        for name in indicators:
            if name in number:
                columns.append(number[name])
                data.append(1.0)
        for name, value in values.items():
            if name in number:
                columns.append(number[name])
                data.append(value)
        ends.append(len(data))
    return csr_matrix((data, columns, ends), shape=(len(rows), len(number)))
