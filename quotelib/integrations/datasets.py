"""Texts in Hugging Face datasets (the extra ``datasets``).

Example::

    from datasets import load_dataset
    from quotelib.integrations import datasets as quotes

    articles = load_dataset("parquet", data_files="articles/*.parquet", split="train")
    articles = articles.map(quotes.batched(), batched=True)  # adds the columns document and error
    frames = quotes.extract(articles, "frames", keep=["id"], num_proc=4)

The function that is mapped is a small value: its fingerprint, which the cache of datasets goes by,
depends on its options and on quotelib's version and on nothing else. The same call in another
process or on another day finds its results; a new version of quotelib reads anew.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import attrs

import quotelib
from quotelib.errors import MissingExtraError
from quotelib.export.columns import Field
from quotelib.export.schema import TYPES
from quotelib.extractor import Extractor
from quotelib.integrations.options import extractor_from
from quotelib.integrations.tabular import (
    DOCUMENTS,
    AnyTable,
    TableExtractor,
    kept_columns,
    names_of,
)

if TYPE_CHECKING:
    from datasets import Dataset

TEXTS_PER_BATCH = 64
"""Texts that `extract` asks for at once: the cache is written, and progress shown, as often."""


@attrs.frozen
class BatchReader:
    """What `batched` gives: from a batch of columns to a batch of columns.

    Attributes:
        table: Which records to give rows of, or "documents".
        text: Name of the column that holds the texts.
        keep: Names of the columns to keep.
        options: The extractor's options, as JSON with sorted keys.
        version: The version of quotelib, so that the fingerprint changes with it.
    """

    table: AnyTable
    text: str
    keep: tuple[str, ...]
    options: str
    version: str = attrs.field(init=False, default=quotelib.__version__)

    def __call__(self, batch: Mapping[str, Sequence[object]]) -> dict[str, list[object]]:
        """The rows of what is found in a batch of texts."""
        return self.extractor.of_columns(batch)

    @property
    def extractor(self) -> TableExtractor:
        """What reads the batches; made once in a process for the same options."""
        return TableExtractor(
            table=self.table, text=self.text, keep=self.keep, extractor=_extractor(self.options)
        )


@lru_cache(maxsize=8)
def _extractor(options: str) -> Extractor:
    return extractor_from(**json.loads(options))


def batched(
    table: AnyTable = DOCUMENTS, *, text: str = "text", keep: Sequence[str] = (), **options: Any
) -> BatchReader:
    """A function for ``Dataset.map(..., batched=True)``.

    By default it adds two columns: ``document``, with everything that was found as JSON
    (`Document.from_json` reads it), and ``error``, with what was wrong where a text failed. For
    another table the number of rows changes, and the dataset's own columns must be removed:
    `extract` does that.

    Args:
        table: Which records: "documents", one row a text; or "quotations", "frames", "devices",
            "speakers".
        text: The column of texts.
        keep: The columns to repeat for every row of their text.
        **options: The extractor's options: see `quotelib.integrations.options.extractor_from`.

    Raises:
        LexiconError, ParameterError: an option is wrong.
        ParameterError: there is no such table, or a column to keep has the name of one of its.
        TypeError: there is no such option.
    """
    reader = BatchReader(table, text, names_of(keep), json.dumps(options, sort_keys=True))
    _ = reader.extractor  # what is wrong with it is told now, not in a worker
    return reader


def extract(
    dataset: "Dataset",
    table: AnyTable = "quotations",
    *,
    text: str = "text",
    keep: Sequence[str] | None = None,
    num_proc: int | None = None,
    **options: Any,
) -> "Dataset":
    """What is found in a dataset of texts, as a dataset with the types of the table's schema.

    Args:
        dataset: A dataset with a column of texts.
        table: Which records; see `batched`.
        text: The column of texts.
        keep: The columns to keep, repeated for every row of their text; by default, all but the
            texts.
        num_proc: How many processes read; one by default.
        **options: The extractor's options; see `batched`.

    Raises:
        MissingExtraError: datasets is not installed.
        LexiconError, ParameterError, TypeError: as in `batched`, or there is no such column.
    """
    kept = kept_columns(dataset.column_names, text, keep)
    reader = batched(table, text=text, keep=kept, **options)
    try:
        from datasets import Features
    except ImportError as error:
        raise MissingExtraError.of("datasets", "datasets", "extract()") from error
    features = Features(
        {
            **{name: dataset.features[name] for name in kept},
            **{field.name: _feature(field) for field in reader.extractor.fields},
        }
    )
    found: Dataset = cast("Any", dataset).map(
        reader,
        batched=True,
        batch_size=TEXTS_PER_BATCH,
        remove_columns=dataset.column_names,
        features=features,
        num_proc=num_proc,
        desc="quotelib",
    )
    return found


def _feature(field: Field) -> object:
    from datasets import Value

    return Value(TYPES[field.type].arrow)
