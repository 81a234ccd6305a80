"""What it costs to have quotelib: import, first result, memory, many texts, several processes.

    python benchmarks/footprint.py [CORPORA] [--texts N]

Times of a process are the least of several fresh ones. ``--texts`` is how many texts are read for
"memory over many texts" (20,000 in the figures of the documentation): articles of the PolNeAR dev set
again and again, each time with names that no text before had. Work in two processes is compared by
wall clock: nothing else should run meanwhile.
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

IMPORT = "import sys, time; s = time.perf_counter(); import quotelib; e = time.perf_counter()"
FIRST = (
    "import time; s = time.perf_counter(); import quotelib;"
    " quotelib.extract('“No,” she said.'); e = time.perf_counter()"
)
MEMORY = (
    "import quotelib; quotelib.extract('“No,” she said.');"
    " s, e = 0, int(open('/proc/self/statm').read().split()[1]) * 4096"
)
FRESH = 7
"""Fresh processes for each time."""


def least(script: str) -> float:
    """The least of what a script finds as ``e - s`` in fresh processes."""
    found = [
        subprocess.run(  # noqa: S603 - this interpreter
            [sys.executable, "-c", f"{script}; print(e - s)"],
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for _ in range(FRESH)
    ]
    return min(map(float, found))


def renamed(texts: list[str], count: int) -> Iterator[str]:
    """Texts again and again, in each round with other letters in some words."""
    for number in range(count):
        lap, place = divmod(number, len(texts))
        new = chr(ord("a") + lap % 26) + chr(ord("a") + lap // 26 % 26)
        yield texts[place].replace("an", new) if lap else texts[place]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    parser.add_argument("--texts", type=int, default=2_000)
    arguments = parser.parse_args()
    with gzip.open(arguments.corpora / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    print(f"import quotelib: {1000 * least(IMPORT):.0f} ms", flush=True)
    print(f"first result: {least(FIRST):.2f} s", flush=True)
    print(f"memory after the first text: {least(MEMORY) / 1e6:.0f} MB", flush=True)
    many_texts(texts, arguments.texts)
    processes(texts)


def resident() -> float:
    """Resident memory in megabytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096 / 1e6


def many_texts(texts: list[str], count: int) -> None:
    """Print how memory goes over many texts."""
    import quotelib

    short = [text[:1500] for text in texts]
    at = {count // 10 * tenth for tenth in range(11)}
    figures = []
    for number, _ in enumerate(quotelib.Extractor().pipe(renamed(short, count)), 1):
        if number in at:
            figures.append(f"{resident():.0f}")
    print(f"memory over {count:,} texts, MB after each tenth: {' '.join(figures)}", flush=True)


def processes(texts: list[str]) -> None:
    """Print how much faster two processes are than one, their start left out."""
    import quotelib

    extractor = quotelib.Extractor()
    rates = []
    for workers in (1, 2):
        results = extractor.pipe(texts * 4, workers=workers, batch_size=4)
        for _ in range(len(texts)):  # until all processes are at work
            next(results)
        start = time.perf_counter()
        count = sum(1 for _ in results)
        rates.append(count / (time.perf_counter() - start))
    print(f"two processes for one: {rates[1] / rates[0]:.2f}", flush=True)


if __name__ == "__main__":
    main()
