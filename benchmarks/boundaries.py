"""Score token and sentence boundaries, and pairs of quotation marks, against the corpora.

    python benchmarks/boundaries.py [CORPORA]

Tokens and sentences are compared as spans of characters; a span counts when both ends agree.

polnear  CoreNLP's tokens and sentences over the articles (silver), offsets as given. Its sentences
         run on over blank lines and end in the opening marks (``''``) of the next one; the line
         "aligned" compares after cutting them at blank lines and with marks at their ends aside.
gum      hand-made sentences. Raw text is rebuilt from the words: a multi-word token's surface form
         stands for its parts, ``SpaceAfter=No`` joins, a sentence under ``# newpar`` begins after a blank
         line, any other after one space. Tokens are not compared: GUM cuts words at hyphens.
"""

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import attrs

from quotelib.text.paragraphs import find_paragraphs
from quotelib.text.quotemarks import pair
from quotelib.text.sentences import split
from quotelib.text.tokens import tokenize

Spans = set[tuple[int, int]]
MARKS = "\"“”‘’'`«» \t\n\xa0"
EDGES = MARKS + "„.,;:!?-–—"
BLANK_LINE = re.compile(r"\n\s*\n")


@attrs.frozen
class Document:
    """A text with the spans that it should be cut into."""

    name: str
    text: str
    tokens: Spans
    sentences: Spans


@attrs.define
class Score:
    """Counts of spans, over any number of documents."""

    right: int = 0
    expected: int = 0
    found: int = 0

    def add(self, expected: Spans, found: Spans) -> None:
        """Count one document."""
        self.right += len(expected & found)
        self.expected += len(expected)
        self.found += len(found)

    def __str__(self) -> str:
        precision, recall = self.right / self.found, self.right / self.expected
        f1 = 2 * self.right / (self.found + self.expected)
        return f"P {100 * precision:6.2f}  R {100 * recall:6.2f}  F1 {100 * f1:6.2f}  ({self.expected:,} expected)"


def cut(text: str) -> tuple[Spans, Spans]:
    """The library's tokens and sentences of a text, as spans of characters."""
    tokens = tokenize(text)
    paragraphs = find_paragraphs(tokens)
    pairs, _ = pair(tokens, paragraphs)
    sentences = split(tokens, paragraphs, pairs)
    starts, ends = tokens.starts, tokens.ends
    return set(zip(starts, ends, strict=True)), {(starts[i], ends[j - 1]) for i, j in sentences}


def polnear(folder: Path, part: str) -> Iterator[Document]:
    """PolNeAR's articles with CoreNLP's boundaries."""
    with gzip.open(folder / "polnear" / f"{part}.jsonl.gz", "rt", encoding="utf-8") as rows:
        texts = {row["id"]: row["text"] for row in map(json.loads, rows)}
    with gzip.open(
        folder / "polnear" / f"{part}.silver.conll.gz", "rt", encoding="utf-8"
    ) as silver:
        for block in silver.read().split("# id = ")[1:]:
            name, _, body = block.partition("\n")
            sentences = [
                [
                    (int(fields[1]), int(fields[2]))
                    for fields in (line.split("\t") for line in lines.splitlines())
                ]
                for lines in body.strip().split("\n\n")
            ]
            tokens = {span for sentence in sentences for span in sentence}
            spans = {(sentence[0][0], sentence[-1][1]) for sentence in sentences}
            yield Document(name.strip(), texts[name.strip()], tokens, spans)


def gum(folder: Path, part: str) -> Iterator[Document]:
    """GUM's documents with their sentences, the text rebuilt as told above."""
    with gzip.open(folder / "gum" / f"{part}.conllu.gz", "rt", encoding="utf-8") as rows:
        documents = rows.read().split("# newdoc id = ")[1:]
    for document in documents:
        name, _, body = document.partition("\n")
        text = ""
        spans: Spans = set()
        for block in body.strip().split("\n\n"):
            lines = block.splitlines()
            if any(line.startswith("# newpar") for line in lines) and text:
                text = text.rstrip() + "\n\n"
            start = len(text)
            for form, space in surface([line.split("\t") for line in lines if line[0].isdigit()]):
                text += form + space
            spans.add((start, len(text.rstrip())))
        yield Document(name, text.rstrip(), set(), spans)


def aligned(text: str, sentences: Spans) -> Spans:
    """Sentences cut at blank lines, with white space and quotation marks at their ends left off."""
    spans: Spans = set()
    for start, end in sentences:
        at = start
        for gap in [*BLANK_LINE.finditer(text, start, end), None]:
            first, last = bare(text, at, gap.start() if gap else end, MARKS)
            if first < last:
                spans.add((first, last))
            at = gap.end() if gap else end
    return spans


def surface(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    """The surface forms of a sentence in CoNLL-U, each with the space after it."""
    covered = 0
    for row in rows:
        first, _, last = row[0].partition("-")
        if "." in first or int(first) <= covered:
            continue
        covered = int(last or first)
        yield row[1], "" if "SpaceAfter=No" in row[-1] else " "


def score_pairs(folder: Path) -> None:
    """Print recall and precision of the pairs, corpus by corpus."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(folder / "speakers" / "fiction_dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            text, count = row["text"], tally[row["source"]]
            tokens = tokenize(text)
            pairs, _ = pair(tokens, find_paragraphs(tokens))
            spans = [
                bare(text, tokens.starts[one.opener], tokens.ends[one.end - 1], EDGES)
                for one in pairs
            ]
            hits: set[int] = set()
            for quote in row["quotes"]:
                for start, end in quote.get("spans") or quote.get("spans_with_marks") or []:
                    found = covering(bare(text, start, end, EDGES), spans)
                    hits.update(found[:1])
                    count["gold"] += 1
                    count["found"] += bool(found)
            outermost = [i for i, one in enumerate(pairs) if one.depth == 0]
            count["pairs"] += len(outermost)
            count["right"] += len(hits.intersection(outermost))
    for source, count in tally.items():
        recall, precision = count["found"] / count["gold"], count["right"] / count["pairs"]
        print(
            f"{source:8s} pairs      recall {100 * recall:6.2f}  precision {100 * precision:6.2f}"
        )


def covering(gold: tuple[int, int], spans: list[tuple[int, int]]) -> list[int]:
    """Indices of the spans whose intersection with ``gold`` is at least 0.8 of their union."""
    return [
        i
        for i, (start, end) in enumerate(spans)
        if min(end, gold[1]) - max(start, gold[0])
        >= 0.8 * (max(end, gold[1]) - min(start, gold[0]))
    ]


def bare(text: str, start: int, end: int, edges: str) -> tuple[int, int]:
    """A span without the characters in ``edges`` at its ends."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip(edges)), start + len(part.rstrip(edges))


def main() -> None:
    """Print the scores of every corpus."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    parser.add_argument("--part", choices=["train", "dev"], default="dev")
    arguments = parser.parse_args()
    for corpus in (polnear, gum):
        tokens, sentences, alike = Score(), Score(), Score()
        for document in corpus(arguments.corpora, arguments.part):
            found_tokens, found_sentences = cut(document.text)
            tokens.add(document.tokens, found_tokens)
            sentences.add(document.sentences, found_sentences)
            alike.add(
                aligned(document.text, document.sentences), aligned(document.text, found_sentences)
            )
        if tokens.expected:
            print(f"{corpus.__name__:8s} tokens     {tokens}")
        print(f"{corpus.__name__:8s} sentences  {sentences}")
        print(f"{corpus.__name__:8s} … aligned  {alike}")
    score_pairs(arguments.corpora)


if __name__ == "__main__":
    main()
