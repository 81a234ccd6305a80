"""What is said and done in texts as features for scikit-learn (the extra ``sklearn``).

Example::

    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from quotelib.integrations.sklearn import QuotationFeatures

    model = make_pipeline(QuotationFeatures(), LogisticRegression())
    model.fit(texts, labels)

The columns are the kinds of quotations, named and unnamed sources, acts and devices: closed lists,
so that there is nothing to fit and the columns are the same for all texts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quotelib.document import Document
from quotelib.enumerations import QuotationKind
from quotelib.errors import MissingExtraError, ParameterError
from quotelib.extractor import Extractor
from quotelib.taxonomy import Act, DeviceKind

try:
    import numpy
    from sklearn.base import BaseEstimator, TransformerMixin
except ImportError as error:
    raise MissingExtraError.of(
        "scikit-learn", "sklearn", "quotelib.integrations.sklearn"
    ) from error

FEATURES: tuple[str, ...] = (
    *(f"quotation:{kind}" for kind in QuotationKind),
    "source:named",
    "source:unnamed",
    *(f"act:{act}" for act in Act),
    *(f"device:{kind}" for kind in DeviceKind),
)
"""Names of the columns, in order."""


class QuotationFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped bases
    """Counts what is found in each text.

    Args:
        per: Count per so many words of the text (1,000, say), so that long and short texts can be
            compared; None counts as it is.
        extractor: What reads the texts; one with default options if None.
        workers: Processes that read at once.
    """

    def __init__(
        self, *, per: float | None = None, extractor: Extractor | None = None, workers: int = 1
    ) -> None:
        self.per = per
        self.extractor = extractor
        self.workers = workers

    def fit(self, X: Iterable[str], y: object = None) -> "QuotationFeatures":  # noqa: ARG002, N803
        """Nothing is learned: the columns are closed lists."""
        return self

    def transform(self, X: Iterable[str]) -> Any:  # noqa: N803 - scikit-learn's name
        """A row for each text and a column for each of `FEATURES`.

        Returns:
            An array of floats, of shape (texts, features).

        Raises:
            ParameterError: `per` is not above 0.
            TextTypeError: one of the texts is no str.
        """
        if self.per is not None and self.per <= 0:
            raise ParameterError(f"per must be above 0, or None, not {self.per!r}")
        documents = (self.extractor or Extractor()).pipe(X, workers=self.workers)
        rows = [self._row(document) for document in documents]
        return numpy.array(rows, dtype=float).reshape(len(rows), len(FEATURES))

    def get_feature_names_out(self, input_features: Sequence[str] | None = None) -> Any:  # noqa: ARG002
        """The names of the columns."""
        return numpy.array(FEATURES, dtype=object)

    def _row(self, document: Document) -> list[float]:
        counts = Counter(_found(document))
        words = max(1, len(document.text.split()))
        factor = 1.0 if self.per is None else self.per / words
        return [counts[name] * factor for name in FEATURES]

    def __sklearn_tags__(self) -> Any:
        """What scikit-learn is told: texts in, and nothing to fit."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags


def _found(document: Document) -> Iterator[str]:
    """The feature that each record counts for."""
    for quotation in document.quotations:
        yield f"quotation:{quotation.kind}"
        if quotation.speaker:
            yield "source:named" if quotation.speaker.named else "source:unnamed"
    for frame in document.frames:
        yield f"act:{frame.act}"
    for device in document.devices:
        yield f"device:{device.kind}"
