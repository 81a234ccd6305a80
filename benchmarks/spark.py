"""What Spark costs over plain `Extractor.pipe`, and what very many articles cost by it.

    python benchmarks/spark.py ../shared/corpora --articles 2000

Reads the articles of PolNeAR's dev set, as often as needed for the number of articles asked for, once
by `pipe` in this process and once by `quotelib.integrations.spark` on a local session of two cores,
from a Parquet file to nowhere (the format "noop"). Both have read a few texts before. Times are of
the processor, summed over all processes (the JVM, too): they do not depend on what else the machine
does, as time on the clock would. Linux only, for it reads /proc.

Then writes what is found in the different articles as Parquet, and prints the estimate of
docs/howto/beyond-one-machine.md from what was measured.
"""

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import quotelib
from quotelib.export.columns import TABLES
from quotelib.integrations import spark as quotes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

WARM_UP = 40
"""Articles read before anything is measured: enough to load the models in every process."""


def family() -> list[Path]:
    """The folders under /proc of this process and of all that it started, and they started."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int(_fields(entry)[1])
            except OSError:  # it has ended meanwhile
                continue
    members, size = {os.getpid()}, 0
    while len(members) > size:
        size = len(members)
        members |= {child for child, parent in parents.items() if parent in members}
    return [Path("/proc") / str(member) for member in members]


def _fields(process: Path) -> list[str]:
    return (process / "stat").read_text().rpartition(")")[2].split()


def processor_time() -> float:
    """Seconds of processor time of the family: user and system, with children that have ended."""
    ticks = sum(sum(map(int, _fields(process)[11:15])) for process in family())
    return ticks / os.sysconf("SC_CLK_TCK")


def largest_worker() -> float:
    """Megabytes that the largest Python worker has held at once."""
    peaks = []
    for process in family():
        if process.name != str(os.getpid()) and "python" in (process / "comm").read_text():
            status = (process / "status").read_text()
            peaks.append(int(status.partition("VmHWM:")[2].split()[0]) / 1024)
    return max(peaks, default=0.0)


def plain(texts: list[str]) -> float:
    """Seconds that `pipe` needs."""
    extractor = quotelib.Extractor()
    for _ in extractor.pipe(texts[:WARM_UP]):
        pass
    start = time.process_time()
    for _ in extractor.pipe(texts):
        pass
    return time.process_time() - start


def written(frame: "DataFrame", path: str) -> int:
    """Bytes of a data frame as one Parquet file, compressed as Spark does by default."""
    frame.coalesce(1).write.parquet(path)
    return sum(file.stat().st_size for file in Path(path).glob("*.parquet"))


def by_spark(texts: list[str], folder: str, different: int) -> tuple[float, float, float]:
    """Seconds that Spark needs, with two Python workers, to the table of quotations; and kilobytes
    of an article's four tables, and of its documents, over so many texts that are not the same.
    """
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    project = str(Path(quotelib.__file__).parents[1])
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [project, os.environ.get("PYTHONPATH")])
    )
    session = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    frame = session.createDataFrame(list(enumerate(texts)), "id long, text string")
    frame.repartition(8).write.parquet(f"{folder}/texts")
    articles = session.read.parquet(f"{folder}/texts")
    quotes.extract(articles.limit(WARM_UP).repartition(4)).write.format("noop").mode(
        "append"
    ).save()
    start = processor_time()
    quotes.extract(articles).write.format("noop").mode("append").save()
    seconds = processor_time() - start
    print(f"the largest Python worker held {largest_worker():.0f} MB")
    few = session.createDataFrame(list(enumerate(texts[:different])), "id long, text string")
    documents = quotes.extract(few, "documents").cache()
    size = written(documents, f"{folder}/documents")
    tables = sum(written(quotes.records(documents, name), f"{folder}/{name}") for name in TABLES)
    session.stop()
    return seconds, tables / different / 1000, size / different / 1000


def estimate(speed: float, tables: float, documents: float, options: argparse.Namespace) -> None:
    """Print what many articles cost at so many words a second, and kilobytes an article."""
    articles = options.millions * 1_000_000
    hours = articles * options.words / speed / 3600
    spent = hours * 1.2
    print(f"{articles:,} articles of {options.words} words: {articles * options.words:,} words")
    print(f"core hours {hours:,.0f}; with a fifth more {spent:,.0f}")
    print(f"on {options.cores} cores {spent / options.cores:.0f} hours")
    print(f"price at US${options.price:g} an hour of a core: US${spent * options.price:,.0f}")
    print(f"four tables {tables:.1f} kB an article, {articles * tables / 1e9:.1f} TB")
    print(f"documents {documents:.1f} kB an article, {articles * documents / 1e9:.1f} TB")


def main() -> None:
    """Print words a second of processor time, what Spark adds, and the estimate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    parser.add_argument("--articles", type=int, default=1000, help="how many to read")
    parser.add_argument("--millions", type=int, default=100, help="millions to estimate for")
    parser.add_argument("--words", type=int, default=800, help="words of one of these")
    parser.add_argument("--cores", type=int, default=200)
    parser.add_argument("--price", type=float, default=0.05, help="of an hour of a core")
    arguments = parser.parse_args()
    path = arguments.corpora / "polnear" / "dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line)["text"] for line in lines]
    texts = [articles[n % len(articles)] for n in range(arguments.articles)]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts):,} articles, {words:,} words, {words / len(texts):.0f} words each")
    alone = plain(texts)
    print(f"pipe   {alone:7.1f} s  {words / alone:8,.0f} words a second of processor time")
    with tempfile.TemporaryDirectory() as folder:
        different = min(len(articles), len(texts))
        spark, tables, documents = by_spark(texts, folder, different)
    print(f"Spark  {spark:7.1f} s  {words / spark:8,.0f} words a second of processor time")
    print(f"Spark needs {spark / alone:.2f} times the processor time of pipe")
    estimate(words / spark, tables, documents, arguments)


if __name__ == "__main__":
    main()
