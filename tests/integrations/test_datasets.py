"""Hugging Face datasets: mapped functions, types, and the cache."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from integrations.corpus import articles, expected_rows

import quotelib
from quotelib import Document, LexiconError, ParameterError
from quotelib.export.columns import TableName
from quotelib.integrations import datasets as quotes

datasets = pytest.importorskip(
    "datasets", reason="datasets is not installed: pip install 'quotelib[datasets]'"
)

TEXTS = articles(60)


@pytest.fixture(autouse=True)
def _quietly() -> Iterator[None]:
    datasets.disable_progress_bars()
    yield
    datasets.enable_progress_bars()


@pytest.fixture
def texts() -> Any:
    """The texts with their numbers, in memory."""
    return datasets.Dataset.from_dict({"id": list(range(len(TEXTS))), "text": TEXTS})


def test_documents_beside_the_texts(texts: Any) -> None:
    """By default the dataset keeps its rows, and gets all that was found as JSON."""
    found = texts.map(quotes.batched(), batched=True, batch_size=7)
    assert found.column_names == ["id", "text", "document", "error"]
    assert [Document.from_json(json) for json in found["document"]] == [
        quotelib.extract(text) for text in TEXTS
    ]


@pytest.mark.parametrize("table", ["quotations", "frames", "devices", "speakers"])
def test_every_table(texts: Any, table: TableName) -> None:
    """Any table, with the kept columns before, and the types of the schema."""
    found = quotes.extract(texts, table)
    assert found.to_list() == expected_rows(TEXTS, table)
    nothing = quotes.extract(datasets.Dataset.from_dict({"id": [1], "text": ["Rain."]}), table)
    assert nothing.features == found.features


def test_bad_rows_are_kept_with_their_error() -> None:
    """A text that is missing has a row with its error."""
    mixed = datasets.Dataset.from_dict({"text": [None, "“No,” Ann said."]})
    assert [bool(error) for error in quotes.extract(mixed)["error"]] == [True, False]


def test_processes(texts: Any) -> None:
    """Several processes give the same rows."""
    assert quotes.extract(texts, num_proc=2).to_list() == quotes.extract(texts).to_list()


def test_streamed_datasets(texts: Any) -> None:
    """The function maps datasets that are streamed, too."""
    function = quotes.batched("frames", keep=["id"])
    streamed = texts.to_iterable_dataset().map(function, batched=True, remove_columns=["text"])
    assert [row["act"] for row in streamed] == [
        row["act"] for row in expected_rows(TEXTS, "frames")
    ]


FINGERPRINT = """
from datasets.fingerprint import Hasher
from quotelib.integrations import datasets as quotes

print(Hasher.hash(quotes.batched("frames", cues={"burble": "say", "warble": "say"}, devices=False)))
"""


def test_fingerprint_is_the_same_in_every_process() -> None:
    """The cache finds what another process has read, whatever its hash seed."""
    found = {
        subprocess.run(
            [sys.executable, "-c", FINGERPRINT],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(quotelib.__file__).parents[1])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_fingerprint_tells_options_and_versions_apart() -> None:
    """What would find something else has another fingerprint."""
    from datasets.fingerprint import Hasher

    reader = quotes.batched("frames")
    newer = pickle.loads(pickle.dumps(reader))  # noqa: S301 - our own
    assert Hasher.hash(newer) == Hasher.hash(reader)
    object.__setattr__(newer, "version", "999")
    readers = [
        reader,
        newer,
        quotes.batched("quotations"),
        quotes.batched("frames", text="body"),
        quotes.batched("frames", keep=["id"]),
        quotes.batched("frames", minimum_confidence=0.5),
    ]
    assert len({Hasher.hash(each) for each in readers}) == len(readers)


def test_cache_is_used(tmp_path: Path) -> None:
    """The second call reads nothing: it finds the file that the first one wrote."""
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    loaded = datasets.load_dataset(
        "json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache")
    )
    first, second = quotes.extract(loaded), quotes.extract(loaded)
    assert first.cache_files
    assert first.cache_files == second.cache_files
    assert quotes.extract(loaded, speakers=False).cache_files != first.cache_files


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"text": "body"}, ParameterError, "no column 'body'"),
        ({"table": "verbs"}, ParameterError, "no table 'verbs'"),
        ({"keep": "id"}, ParameterError, r"give \['id'\], not 'id'"),
        ({"minimum_confidence": 2}, ParameterError, "between 0 and 1"),
        ({"cues": {"burble": "xyz"}}, LexiconError, "cannot be read like 'xyz'"),
        ({"speeches": True}, TypeError, "speeches"),
    ],
)
def test_mistakes_are_named(
    texts: Any, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    """What is wrong is told before anything is read."""
    with pytest.raises(error, match=message):
        quotes.extract(texts, **options)
