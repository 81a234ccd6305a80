"""What a quotation's confidence is worth: the share that is right, by confidence.

    python benchmarks/reliability.py ../shared/corpora

On the dev articles of PolNeAR. A quotation is right if an annotated attribution's cue overlaps its
cue and its source and content agree with it (intersection over union of the words at least a half).
Quotations without a cue, and those inside others, are left out: the corpus annotates neither. The
last line is the expected calibration error over ten bins of equal width (Naeini et al. 2015).
"""

import argparse
from pathlib import Path

import quotelib
from quotelib.records import Span
from training.corpora import Attribution, polnear_articles

BINS = 10


def characters(spans: tuple[tuple[int, int], ...]) -> set[int]:
    """The characters of spans."""
    return {k for start, end in spans for k in range(start, end)}


def ranges(*spans: Span | None) -> tuple[tuple[int, int], ...]:
    """Spans as pairs of offsets."""
    return tuple((span.start, span.end) for span in spans if span is not None)


def overlap(some: set[int], others: set[int]) -> float:
    """Intersection over union; two empty sets agree."""
    return len(some & others) / len(some | others) if some or others else 1.0


def is_right(quotation: quotelib.Quotation, gold: Attribution, text: str) -> bool:
    """Whether a quotation agrees with an annotated attribution."""
    if not characters(ranges(quotation.cue)) & characters(gold.cue):
        return False
    words = {k for k, character in enumerate(text) if not character.isspace()}
    source = overlap(characters(ranges(quotation.source)) & words, characters(gold.source) & words)
    content = overlap(
        characters(ranges(*quotation.content)) & words, characters(gold.content) & words
    )
    return source >= 0.5 and content >= 0.5


def main() -> None:
    """Print the reliability table and the expected calibration error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    corpora = parser.parse_args().corpora
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for article in polnear_articles(corpora, "dev"):
        for quotation in quotelib.extract(article.text).quotations:
            if quotation.cue is None or quotation.parent is not None:
                continue
            right = any(is_right(quotation, gold, article.text) for gold in article.attributions)
            place = min(int(quotation.confidence * BINS), BINS - 1)
            bins[place].append((quotation.confidence, right))
    total = sum(map(len, bins))
    error = 0.0
    print("| confidence | quotations | mean confidence | share right |")
    print("|---|---|---|---|")
    for place, rows in enumerate(bins):
        if rows:
            confidence = sum(value for value, _ in rows) / len(rows)
            share = sum(right for _, right in rows) / len(rows)
            error += abs(confidence - share) * len(rows) / total
            band = f"{place / BINS:.1f} to {(place + 1) / BINS:.1f}"
            print(f"| {band} | {len(rows)} | {confidence:.2f} | {share:.2f} |")
    print(f"\nexpected calibration error: {100 * error:.1f} %")


if __name__ == "__main__":
    main()
