r"""Speed and size beside what one would pick instead: spaCy's pipeline alone, and textacy on it.

    pip install . spacy textacy && python -m spacy download en_core_web_sm
    python benchmarks/compare.py [CORPORA] [--rounds N]

Every candidate that is installed reads the PolNeAR dev articles in a process of its own, one after
the other in the same run: seconds are the processor's, the least of N rounds after one that warms up.
What is not installed is named and left out. Ratios hold across machines; seconds do not.

- ``re.findall``: the pattern ``\w+|[^\w\s]`` over the texts, the unit of the last column. Other work on the
  machine slows it down or not within seconds, so it reads the texts before and after each round of
  each candidate: the last column is the median of the rounds' ratios to what these two took on average.
  (Beside a candidate that fills the caches it takes longer than alone: the first row's words a second);
- quotelib: everything (quotations, speakers, frames, devices), and attribution only;
- spaCy blank: the tokenizer and the rule-based sentence splitter, which need no model;
- spaCy untrained: the vectors, tagger and parser of the model's architecture (HashEmbedCNN 96 x 4,
  transition-based parser) with random weights: what they cost does not depend on what they learned.
  It stands for the model where that cannot be downloaded; the model does more (lemmas, names);
- spaCy: the model's whole pipeline, and without the recognition of names, in batches;
- textacy: ``direct_quotations`` on documents of spaCy's whole pipeline.
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

MODEL = "en_core_web_sm"
Texts = list[str]


def findall() -> Callable[[Texts], object]:
    """The unit."""
    pattern = re.compile(r"\w+|[^\w\s]")
    return lambda texts: [pattern.findall(text) for text in texts]


def quotelib_all() -> Callable[[Texts], object]:
    """Everything that quotelib finds."""
    import quotelib

    extractor = quotelib.Extractor()
    extractor.extract("“No,” she said.")
    return lambda texts: [extractor.extract(text) for text in texts]


def quotelib_attribution() -> Callable[[Texts], object]:
    """Quotations with their sources, and nothing else."""
    import quotelib

    extractor = quotelib.Extractor(speakers=False, frames=False, devices=False)
    extractor.extract("“No,” she said.")
    return lambda texts: [extractor.extract(text) for text in texts]


def spacy_blank() -> Callable[[Texts], object]:
    """Tokens and sentences."""
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return lambda texts: list(pipeline.pipe(texts))


def spacy_untrained() -> Callable[[Texts], object]:
    """The architecture of the model's vectors, tagger and parser, in large batches."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    vectors = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": 96,
        "depth": 4,
        "embed_size": 2000,
        "window_size": 1,
        "maxout_pieces": 3,
        "subword_features": True,
        "pretrained_vectors": None,
    }
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec", config={"model": vectors})
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}
    pipeline.add_pipe("tagger", config={"model": tagger})
    pipeline.add_pipe("parser", config={"model": parser})
    relations = "nsubj dobj det prep pobj amod aux advmod cc conj ccomp xcomp advcl mark".split()
    words = ["x"] * (len(relations) + 1)
    tags = [f"T{number % 45}" for number in range(len(words))]
    deps = [*relations, "ROOT"]
    example = Doc(pipeline.vocab, words, tags=tags, heads=[len(relations)] * len(words), deps=deps)
    pipeline.initialize(lambda: [Example(Doc(pipeline.vocab, words), example)] * 20)
    return lambda texts: list(pipeline.pipe(texts, batch_size=128))


def spacy_whole() -> Callable[[Texts], object]:
    """The model's whole pipeline."""
    import spacy

    pipeline = spacy.load(MODEL)
    return lambda texts: list(pipeline.pipe(texts))


def spacy_fast() -> Callable[[Texts], object]:
    """The model without the recognition of names, in large batches."""
    import spacy

    pipeline = spacy.load(MODEL, exclude=["ner"])
    return lambda texts: list(pipeline.pipe(texts, batch_size=128))


def textacy_quotations() -> Callable[[Texts], object]:
    """Direct quotations on top of the whole pipeline; a text whose marks do not pair raises."""
    import spacy
    import textacy.extract

    pipeline = spacy.load(MODEL)

    def work(texts: Texts) -> None:
        for document in pipeline.pipe(texts):
            with suppress(ValueError):
                list(textacy.extract.direct_quotations(document))

    return work


CANDIDATES: dict[str, tuple[str, Callable[[], Callable[[Texts], object]]]] = {
    "re.findall": ("", findall),
    "quotelib": ("quotelib", quotelib_all),
    "quotelib, attribution only": ("quotelib", quotelib_attribution),
    "spaCy blank: tokens, sentences": ("spacy", spacy_blank),
    "spaCy untrained: vectors, tagger, parser": ("spacy", spacy_untrained),
    f"spaCy {MODEL}": ("spacy", spacy_whole),
    f"spaCy {MODEL} without names": ("spacy", spacy_fast),
    f"textacy on {MODEL}": ("textacy", textacy_quotations),
}
"""Name, the package whose size counts, and what makes the work ready."""


def main() -> None:
    """Print a row for each candidate that is here."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(json.dumps(measure(arguments.child, arguments.corpora, arguments.rounds)))
        return
    rows = {name: in_a_process(name, arguments) for name in CANDIDATES}
    print("| | words a second | load, s | memory, MB | installed, MB | : re.findall |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, row in rows.items():
        if isinstance(row, str):
            continue
        print(
            f"| {name} | {row['words'] / row['seconds']:,.0f} | {row['load']:.2f} "
            f"| {row['memory'] / 1e6:.0f} | {row['installed'] / 1e6:.0f} "
            f"| {row['ratio']:.0f} |"
        )
    for name, row in rows.items():
        if isinstance(row, str):
            print(f"\nnot measured: {name}: {row}")


def in_a_process(name: str, arguments: argparse.Namespace) -> dict[str, Any] | str:
    """Measure a candidate in a process of its own; the last line of its error if it cannot run."""
    command = [sys.executable, __file__, str(arguments.corpora), f"--rounds={arguments.rounds}"]
    done = subprocess.run(  # noqa: S603 - this script itself
        [*command, f"--child={name}"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return done.stderr.strip().splitlines()[-1][:120]
    row: dict[str, Any] = json.loads(done.stdout)
    return row


def measure(name: str, corpora: Path, rounds: int) -> dict[str, float]:
    """Load a candidate and let it read the texts."""
    with gzip.open(corpora / "polnear" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    before = resident()
    package, make = CANDIDATES[name]
    unit = findall()
    start = time.process_time()
    work = make()
    load = time.process_time() - start
    work(texts)  # warms up
    units = [seconds_of(unit, texts)]
    seconds = []
    for _ in range(rounds):
        seconds.append(seconds_of(work, texts))
        units.append(seconds_of(unit, texts))
    return {
        "words": sum(len(text.split()) for text in texts),
        "load": load,
        "seconds": min(seconds),
        "ratio": median(
            2 * one / (before + after)
            for one, (before, after) in zip(seconds, pairwise(units), strict=True)
        ),
        "memory": resident() - before,
        "installed": sum(map(size_of, {*requirements(package)})) if package else 0,
    }


def seconds_of(work: Callable[[Texts], object], texts: Texts) -> float:
    """Seconds of the processor that some work on the texts takes."""
    start = time.process_time()
    work(texts)
    return time.process_time() - start


def resident() -> int:
    """Resident memory in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096


def requirements(package: str) -> Iterator[str]:
    """A package and all that it needs, as far as it is installed."""
    seen: set[str] = set()
    waiting = [package, MODEL] if package != "quotelib" else [package]
    while waiting:
        name = re.split(r"[^\w.-]", waiting.pop())[0].lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        try:
            needed = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        yield name
        waiting += [one for one in needed if "extra ==" not in one]


def size_of(package: str) -> int:
    """Bytes of a package's files, without what Python compiled of them."""
    files = metadata.files(package) or []
    paths = (Path(str(one.locate())) for one in files if one.suffix != ".pyc")
    return sum(path.stat().st_size for path in paths if path.is_file())


if __name__ == "__main__":
    main()
