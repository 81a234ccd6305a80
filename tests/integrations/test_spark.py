"""Spark data frames: a real session on this machine, with two workers and some thousand rows."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from integrations.corpus import articles, expected_rows

import quotelib
from quotelib import ParameterError
from quotelib.export.columns import TableName
from quotelib.integrations import spark as quotes

pytest.importorskip("pyspark", reason="PySpark is not installed: pip install 'quotelib[spark]'")

HAS_JAVA = bool(shutil.which("java") or os.environ.get("JAVA_HOME"))

pytestmark = pytest.mark.skipif(
    not HAS_JAVA, reason="there is no Java on this machine, which Spark needs"
)

COUNT = 3_000
BAD = {17: None, 1_234: None}
TEXTS: list[str | None] = [BAD.get(n, text) for n, text in enumerate(articles(COUNT))]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """A session on two cores, its workers with this Python and this library."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    project = str(Path(quotelib.__file__).parents[1])
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [project, os.environ.get("PYTHONPATH")])
    )
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield made
    made.stop()


@pytest.fixture(scope="module")
def texts(session: Any) -> Any:
    """The texts with their numbers, in four partitions."""
    return session.createDataFrame(list(enumerate(TEXTS)), "id long, text string").repartition(
        4, "id"
    )


def rows_of(frame: Any, table: str) -> list[dict[str, object]]:
    """The rows of a data frame, in the order of their texts and records."""
    index = {"quotations": "quotation", "frames": "frame", "devices": "device"}
    first = index.get(table, "speaker_index")
    rows = [row.asDict() for row in frame.collect()]
    return sorted(rows, key=lambda row: (row["id"], row[first] or 0))


def with_errors(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows that are expected, with one for each text that is none."""
    error = "TextTypeError: a text must be a str, not NoneType: pass a str (an empty text is '')"
    bad = [{**dict.fromkeys(rows[0]), "id": number, "error": error} for number in BAD]
    return sorted(rows + bad, key=lambda row: int(str(row["id"])))


def test_models_are_loaded_once_per_worker(session: Any) -> None:
    """However many batches and partitions a worker process reads, it loads the models once.

    The first test, so that the worker processes are new.
    """
    function = quotes.map_in_arrow("quotations")

    def with_probe(batches: Any) -> Any:
        import os

        import pyarrow

        from quotelib.learning import parameters

        read, reads = parameters.load, []

        def counted(name: str) -> Any:
            reads.append(name)
            return read(name)

        for module in list(sys.modules.values()):
            if getattr(module, "load", None) is read:
                module.load = counted
        for batch in batches:
            list(function([batch]))
            yield pyarrow.RecordBatch.from_pydict({"pid": [os.getpid()], "loads": [len(reads)]})
            reads.clear()

    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "10")
    try:
        frame = session.createDataFrame([(text,) for text in articles(240)], "text string")
        seen = frame.repartition(6).mapInArrow(with_probe, "pid long, loads long").collect()
    finally:
        session.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert len(seen) >= 24
    loads = Counter(pid for pid, count in seen if count)
    assert loads
    assert set(loads.values()) == {1}


def test_some_thousand_rows(texts: Any) -> None:
    """Every row of every text is there as `extract` gives it, and bad rows with their error."""
    found = quotes.extract(texts, "quotations")
    assert rows_of(found, "quotations") == with_errors(expected_rows(TEXTS, "quotations"))


@pytest.mark.parametrize("table", ["frames", "devices", "speakers"])
def test_every_table(texts: Any, table: TableName) -> None:
    """Every table has its rows, under the schema that is declared for it."""
    found = quotes.extract(texts.where("id >= 20 and id < 300"), table)
    assert rows_of(found, table) == [
        row for row in expected_rows(TEXTS[:300], table) if int(str(row["id"])) >= 20
    ]


def test_pandas_gives_the_same_as_arrow(texts: Any) -> None:
    """The functions for mapInPandas and mapInArrow give the same rows under the same schema."""
    schema = quotes.schema("frames", {"id": "integer"})
    some = texts.where("id < 300")
    by_pandas = some.mapInPandas(quotes.map_in_pandas("frames", keep=["id"]), schema)
    by_arrow = some.mapInArrow(quotes.map_in_arrow("frames", keep=["id"]), schema)
    assert by_pandas.schema == by_arrow.schema == quotes.extract(texts, "frames").schema
    assert rows_of(by_pandas, "frames") == rows_of(by_arrow, "frames")


def test_one_pass_for_all_tables(texts: Any) -> None:
    """The documents hold everything: tables made from them are those made from the texts."""
    some = texts.where("id < 300")
    documents = quotes.extract(some, "documents").cache()
    assert documents.columns == ["id", "document", "error"]
    tables: tuple[TableName, ...] = ("quotations", "speakers")
    for table in tables:
        again = quotes.records(documents, table)
        direct = quotes.extract(some, table)
        assert again.schema == direct.schema
        assert rows_of(again, table) == rows_of(direct, table)


def test_texts_that_are_not_utf8(session: Any) -> None:
    """Spark may hold a string that is none: it is a row with an error."""
    frame = session.sql("select 1 id, cast(unhex('636166E9') as string) text")
    (row,) = quotes.extract(frame).collect()
    assert row["id"] == 1
    assert "not bytes" in row["error"]


def test_columns_of_any_name_and_type(session: Any) -> None:
    """Columns with odd names and types that quotelib has none for are kept as they are."""
    frame = session.sql(
        "select 'x' `a.b`, array(1, 2) `c``d`, date'2031-05-06' day, '“No,” Ann said.' `the text`"
    )
    found = quotes.extract(frame, text="the text")
    assert [(f.name, f.dataType) for f in found.schema.fields[:3]] == [
        (f.name, f.dataType) for f in frame.schema.fields[:3]
    ]
    (row,) = found.collect()
    assert (row["a.b"], row["c`d"], str(row["day"])) == ("x", [1, 2], "2031-05-06")
    assert quotes.extract(frame, text="the text", keep=["day"]).columns[:2] == ["day", "quotation"]


def test_an_extractor_of_your_own(session: Any) -> None:
    """Options go to the workers."""
    extractor = quotelib.Extractor(cues=quotelib.CueLexicon().add("burble"), speakers=False)
    frame = session.createDataFrame([("“It floats,” Ann burbled.",)], "text string")
    (row,) = quotes.extract(frame, extractor=extractor).collect()
    assert (row["cue"], row["speaker"]) == ("burbled", None)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text": "body"}, "no column 'body'; the columns are: id, text"),
        ({"keep": ["date"]}, "no column 'date'"),
        ({"table": "verbs"}, "no table 'verbs'"),
        ({"keep": ["text"]}, "'text' cannot be kept"),
    ],
)
def test_mistakes_are_named_before_the_job_starts(
    texts: Any, options: dict[str, Any], message: str
) -> None:
    """What cannot work is an error of the call, not of the cluster."""
    with pytest.raises(ParameterError, match=message):
        quotes.extract(texts, **options)
