r"""Time the text floor against ``re.findall(r"\w+|[^\w\s]", text)`` over the same texts in the same run.

    python benchmarks/text_floor.py [CORPORA] [--rounds N]

Each figure is the best of N rounds over the PolNeAR dev articles, in one process. The tokenizer
remembers how it cut what it has seen: "nothing remembered" forgets it before each round, the other
rows are as in a long run over many texts. Ratios hold across machines; times do not.
"""

import argparse
import gzip
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

from quotelib.text import tokens as tokens_module
from quotelib.text.paragraphs import find_paragraphs
from quotelib.text.quotemarks import pair
from quotelib.text.sentences import split
from quotelib.text.tags import tag
from quotelib.text.tokens import tokenize

Cut = tuple[list[str], list[tuple[int, int]]]


def cut(text: str) -> Cut:
    """Tokens, paragraphs, marks and sentences; gives forms and sentences, which tagging reads."""
    tokens = tokenize(text)
    paragraphs = find_paragraphs(tokens)
    pairs, _ = pair(tokens, paragraphs)
    return tokens.forms, split(tokens, paragraphs, pairs)


def cut_afresh(texts: list[str]) -> list[Cut]:
    """Cut texts with nothing remembered of any text before them."""
    tokens_module._CUTS.clear()
    return [cut(text) for text in texts]


def best(rounds: int, work: Callable[[], object]) -> float:
    """The shortest of several times, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the times and the ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    path = arguments.corpora / "polnear" / "dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        texts = [json.loads(row)["text"] for row in rows]
    words = re.compile(r"\w+|[^\w\s]")
    cuts = [cut(text) for text in texts]
    count = sum(len(forms) for forms, _ in cuts)
    jobs: dict[str, Callable[[], object]] = {
        "re.findall": lambda: [words.findall(text) for text in texts],
        "tokens": lambda: [tokenize(text) for text in texts],
        "tokens + sentences + marks": lambda: [cut(text) for text in texts],
        "  nothing remembered": lambda: cut_afresh(texts),
        "tags": lambda: [tag(forms, sentences) for forms, sentences in cuts],
    }
    reference = best(arguments.rounds, jobs["re.findall"])
    for name, job in jobs.items():
        seconds = best(arguments.rounds, job)
        print(
            f"{name:28s} {1000 * seconds:8.1f} ms {seconds / reference:6.1f}x {count / seconds:12,.0f} tokens/s"
        )


if __name__ == "__main__":
    main()
