"""How well documents agree: found ones with gold ones, and several annotators with each other.

`evaluate` counts what was found of a gold standard (precision, recall, F1) and lists every
difference; `annotated` makes the gold documents; `agreement` gives the coefficients of inter-annotator agreement.
"""

from quotelib.evaluation.agreement import Agreement, agreement
from quotelib.evaluation.annotating import annotated
from quotelib.evaluation.differences import Difference
from quotelib.evaluation.evaluating import Evaluation, evaluate
from quotelib.evaluation.layers import Layer
from quotelib.evaluation.scores import LayerScores, Score

__all__ = [
    "Agreement",
    "Difference",
    "Evaluation",
    "Layer",
    "LayerScores",
    "Score",
    "agreement",
    "annotated",
    "evaluate",
]
