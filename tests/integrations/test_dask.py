"""Dask data frames: what is declared is what comes, and what comes is what is found."""

from typing import Any

import pytest
from integrations.corpus import articles, expected_rows

from quotelib import ParameterError
from quotelib.export.columns import TableName

pandas = pytest.importorskip(
    "pandas", reason="pandas is not installed: pip install 'quotelib[dask]'"
)
dask = pytest.importorskip(
    "dask.dataframe", reason="Dask is not installed: pip install 'quotelib[dask]'"
)
from quotelib.integrations import dask as quotes  # noqa: E402 - after the skips

TEXTS = articles(200)


@pytest.fixture
def texts() -> Any:
    """The texts with their numbers, in four partitions."""
    frame = pandas.DataFrame({"id": range(len(TEXTS)), "text": TEXTS})
    return dask.from_pandas(frame, npartitions=4)


@pytest.mark.parametrize("table", ["quotations", "frames", "devices", "speakers"])
def test_rows_and_declared_types(texts: Any, table: TableName) -> None:
    """The types that Dask is told of are those of the result; rows are those of `to_rows`."""
    found = quotes.extract(texts, table)
    computed = found.compute(scheduler="synchronous")
    assert dict(found.dtypes) == dict(computed.dtypes)
    rows = [
        {name: None if pandas.isna(cell) else cell for name, cell in row.items()}
        for row in computed.to_dict("records")
    ]
    assert rows == expected_rows(TEXTS, table)


def test_processes(texts: Any) -> None:
    """Partitions may be read in other processes."""
    found = quotes.extract(texts.partitions[:2], keep=["id"])
    in_processes = found.compute(scheduler="processes", num_workers=2)
    pandas.testing.assert_frame_equal(in_processes, found.compute(scheduler="synchronous"))


def test_bad_rows_are_kept_with_their_error() -> None:
    """A text that is missing has a row with its error."""
    frame = dask.from_pandas(pandas.DataFrame({"text": [None, "“No,” Ann said."]}), npartitions=1)
    computed = quotes.extract(frame).compute(scheduler="synchronous")
    assert computed["error"].notna().tolist() == [True, False]


def test_mistakes_are_named(texts: Any) -> None:
    """A column that is not there is an error of the call."""
    with pytest.raises(ParameterError, match="no column 'body'"):
        quotes.extract(texts, text="body")
