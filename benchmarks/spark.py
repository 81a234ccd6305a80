"""What Spark costs over plain `Extractor.pipe`: processor time of both on the same articles.

    python benchmarks/spark.py ../shared/corpora

Reads the articles of PolNeAR's dev set, as often as needed for the number of articles asked for, once
by `pipe` in this process and once by `quotelib.integrations.spark` on a local session of two cores,
from a Parquet file to nowhere (the format "noop"). Both have read a few texts before. Times are of
the processor, summed over all processes (the JVM, too): they do not depend on what else the machine
does, as time on the clock would. Linux only, for it reads /proc.
"""

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import quotelib
from quotelib.integrations import spark as quotes

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


def by_spark(texts: list[str], folder: str) -> float:
    """Seconds that Spark needs, with two Python workers, to the table of quotations."""
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
    session.stop()
    return seconds


def main() -> None:
    """Print words a second of processor time, and what Spark adds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    parser.add_argument("--articles", type=int, default=1000)
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
        spark = by_spark(texts, folder)
    print(f"Spark  {spark:7.1f} s  {words / spark:8,.0f} words a second of processor time")
    print(f"Spark needs {spark / alone:.2f} times the processor time of pipe")


if __name__ == "__main__":
    main()
