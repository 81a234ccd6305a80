"""How often a frame of an act is right: precision on labelled sentences, smoothed towards the mean.

The figures are data, written by ``training/rhetoric_confidence.py``.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from quotelib.enumerations import Basis
from quotelib.taxonomy import Act


def confidence(act: Act, basis: Basis) -> float:
    """The probability that a frame of `act` read from `basis` is right."""
    figures = _figures()
    return figures[basis].get(act, figures["otherwise"][basis])


@cache
def _figures() -> Mapping[str, Mapping[str, float]]:
    source = files("quotelib") / "data" / "rhetoric" / "confidence.json"
    figures: Mapping[str, Mapping[str, float]] = json.loads(source.read_text(encoding="utf-8"))[
        "precision"
    ]
    return figures
