"""How many attributions of other genres are found: recall on GUM's attributing units, by genre.

    python benchmarks/genres.py ../shared/corpora

An attribution of the discourse trees counts as found if a quotation's cue overlaps its cue (its
attributing unit where the corpus names no cue), and as whole if the quotation's source overlaps its
source and the contents share at least half of their characters' union. Attributions whose
attributing unit is longer than ``LONGEST_UNIT`` characters attribute whole sections; they are left out.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import quotelib

LONGEST_UNIT = 200
FIRST = ("news", "interview", "speech", "court", "bio")


def overlaps(span: tuple[int, int], other: list[int]) -> bool:
    """Whether two spans share a character."""
    return span[0] < other[1] and other[0] < span[1]


def main() -> None:
    """Print a row for each genre, and the cue lemmas missed most."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    path = parser.parse_args().corpora / "speakers" / "gum_attribution_docs.jsonl.gz"
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    missed: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            quotations = quotelib.extract(row["text"]).quotations
            for gold in row["attributions"]:
                if gold["attributing"][1] - gold["attributing"][0] > LONGEST_UNIT:
                    continue
                cue = gold["cue"] or gold["attributing"]
                found = [q for q in quotations if q.cue and overlaps((q.cue.start, q.cue.end), cue)]
                counts = tally[row["genre"]]
                counts["gold"] += 1
                counts["found"] += bool(found)
                counts["whole"] += any(is_whole(q, gold) for q in found)
                if not found:
                    missed[gold["cue_lemma"] or "(no cue)"] += 1
    print("| genre | attributions | cue found | with source and content |")
    print("|---|---|---|---|")
    for genre in (*FIRST, *sorted(set(tally) - set(FIRST))):
        counts = tally[genre]
        shares = [f"{100 * counts[name] / counts['gold']:.0f} %" for name in ("found", "whole")]
        print(f"| {genre} | {counts['gold']} | {' | '.join(shares)} |")
    print(
        "\nmissed most:", ", ".join(f"{lemma} {count}" for lemma, count in missed.most_common(12))
    )


def is_whole(quotation: quotelib.Quotation, gold: dict[str, list[int]]) -> bool:
    """Whether source and content agree too."""
    source = gold["source"]
    if source and not (
        quotation.source and overlaps((quotation.source.start, quotation.source.end), source)
    ):
        return False
    mine = {k for span in quotation.content for k in range(span.start, span.end)}
    theirs = {k for start, end in gold["content"] for k in range(start, end)}
    return 2 * len(mine & theirs) >= len(mine | theirs)


if __name__ == "__main__":
    main()
