"""How often a frame of an act is right: precision on labelled sentences, smoothed towards the mean.

The figures are data, written by ``training/rhetoric_confidence.py``.
"""

from collections.abc import Mapping
from functools import cache

from quotelib.enumerations import Basis
from quotelib.package_data import read_json
from quotelib.taxonomy import Act


def confidence(act: Act, basis: Basis) -> float:
    """The probability that a frame of `act` read from `basis` is right."""
    figures = _figures()
    return figures[basis].get(act, figures["otherwise"][basis])


@cache
def _figures() -> Mapping[str, Mapping[str, float]]:
    figures: Mapping[str, Mapping[str, float]] = read_json("rhetoric/confidence.json")["precision"]
    return figures
