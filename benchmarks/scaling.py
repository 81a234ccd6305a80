r"""Time and memory of adversarial texts at n, 2n and 4n: is the work linear in the length?

    python benchmarks/scaling.py [--characters N] [FAMILY ...]

``N`` is the longest text, 4n; families are those of ``adversarial.py``, all without an argument.
Each family runs in a process of its own, which first reads a text of everything, so that what is
loaded and remembered once is not counted. Time is the processor's, the least of several readings
where one is over soon. Memory is the peak of the resident set while the three texts are read, less what the process held before, in bytes per character of the
longest: tokens, intermediate results, what is remembered, and the finished document (but not the text).

The last column divides time by that of ``re.findall(r"\w+|[^\w\s]", text)`` on the same text. The
exit code is 1 if a family is above the bounds that the last line names.
"""

import argparse
import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from adversarial import FAMILIES

MOST_GROWTH = 4.6
"""Time at 4n over time at n; 4 is linear, the rest is noise."""
MOST_BYTES = 60
"""Bytes of memory for each character."""
ENOUGH_SECONDS, MOST_RUNS = 0.3, 20
"""A text is read again until it has taken so long in all, or so many times: the least counts."""
WARMING = 60_000
"""Characters read before anything is measured."""


def main() -> None:
    """Print a row for each family."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("families", nargs="*", metavar="FAMILY")
    parser.add_argument("--characters", type=int, default=400_000)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.families) - set(FAMILIES))
    if unknown:
        parser.error(f"no such family: {', '.join(unknown)}; there are {', '.join(FAMILIES)}")
    if arguments.child:
        print(json.dumps(measure(arguments.families[0], arguments.characters)))
        return
    print("| family | 4n | seconds | 4n : 2n | 4n : n | bytes/character | : re.findall |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    beyond = []
    for family in arguments.families or FAMILIES:
        row = in_a_process(family, arguments.characters)
        seconds, growth, memory = row["seconds"], row["growth"], row["bytes"]
        print(
            f"| {family} | {row['characters']:,} | {seconds[2]:.2f} | {seconds[2] / seconds[1]:.2f} "
            f"| {growth:.2f} | {memory:.0f} | {row['reference']:.0f} |",
            flush=True,
        )
        if growth > MOST_GROWTH or memory > MOST_BYTES:
            beyond.append(family)
    print(f"\nAbove {MOST_GROWTH} times or {MOST_BYTES} bytes: {', '.join(beyond) or 'none'}")
    sys.exit(1 if beyond else 0)


def in_a_process(family: str, characters: int) -> dict[str, object]:
    """Measure a family in a process of its own."""
    done = subprocess.run(  # noqa: S603 - this script itself
        [sys.executable, __file__, "--child", f"--characters={characters}", family],
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def measure(family: str, characters: int) -> dict[str, object]:
    """Time at n, 2n and 4n, and the memory of 4n."""
    import quotelib

    for warming in ("pieces of reports", "novel"):
        quotelib.extract(FAMILIES[warming](WARMING))
    texts = [FAMILIES[family](characters // part) for part in (4, 2, 1)]
    gc.collect()
    before = resident("VmRSS")
    forget_peak()
    seconds = [seconds_of(quotelib.extract, text) for text in texts]
    peak = resident("VmHWM")
    reference = seconds_of(re.compile(r"\w+|[^\w\s]").findall, texts[-1])
    return {
        "characters": len(texts[-1]),
        "seconds": seconds,
        "growth": seconds[2] / seconds[0],
        "bytes": (peak - before) / len(texts[-1]),
        "reference": seconds[-1] / reference,
    }


def seconds_of(read: Callable[[str], object], text: str) -> float:
    """Seconds of the processor that reading a text takes at least."""
    runs: list[float] = []
    while sum(runs) < ENOUGH_SECONDS and len(runs) < MOST_RUNS:
        start = time.process_time()
        read(text)
        runs.append(time.process_time() - start)
    return min(runs)


def resident(field: str) -> int:
    """A field of the process's status, in bytes: VmRSS is resident now, VmHWM was at most."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    match = re.search(rf"^{field}:\s+(\d+) kB", status, re.MULTILINE)
    assert match, f"{field} is not in /proc/self/status: this script needs Linux"
    return int(match[1]) * 1024


def forget_peak() -> None:
    """Let the highest resident memory count from now on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


if __name__ == "__main__":
    main()
