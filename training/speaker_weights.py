"""Measure the speakers floor with gold sources, and search for better weights.

    python -m training.speaker_weights --corpora ../shared/corpora            # print the figures
    python -m training.speaker_weights --corpora ../shared/corpora --search   # coordinate search
    python -m training.speaker_weights --corpora ../shared/corpora --search --half
    python -m training.speaker_weights --corpora ../shared/corpora --without   # ablations

Gold sources and contents are given as attributions, so that what is measured is resolution alone:

- news: the labelled source mentions (``speakers/news_*``), with PolNeAR's attributions around them;
- fiction: PDNC's quotations with the referring mention where the corpus gives it, chapters counting
  twice as much as passages;
- pronouns: "he" and "she" of GUM whose chain holds a name, asked for through `Resolution.at`.

The search goes twice through all weights in a fixed shuffled order, tries four values each, and
keeps what gains. With ``--half`` it sees every second author only and measures the others after:
that is how far a gain carries over. The weights in `quotelib.speakers` are its results, rounded.
With ``--without`` it measures what each part of the method is worth: all but that part.
"""

import argparse
import gzip
import json
import random
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import attrs

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import Mode, Polarity, QuotationKind
from quotelib.records import Speaker
from quotelib.speakers import (
    antecedents,
    descriptions,
    dialogue,
    discourse,
    names,
    resolution,
    resolve,
)
from quotelib.text import analyse
from quotelib.text.analysis import Analysis, TokenRange
from training.corpora import DEFAULT_CORPORA, GumDocument, gum_documents, polnear_articles

COURTESY = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "sen", "rep", "gov", "president"}
    | {"senator", "secretary", "the"}
)
"""Words before a name that do not make it another name."""
MERGED_KINDS = {"unnamed": "group", "unknown": "group", "place_government": "place"}
LEAST_GAIN = 0.4
"""Objective that a change must gain, so that single texts do not move weights."""

Right = Callable[[Speaker | None], bool]


@attrs.frozen
class Question:
    """What is asked of one attribution: its place in the list, its classes, the right answer."""

    attribution: int
    classes: tuple[str, ...]
    right: Right


@attrs.frozen
class Item:
    """A text with gold attributions and the questions about them."""

    author: str
    weight: float
    analysis: Analysis
    attributions: list[Attribution]
    questions: list[Question]


def words_of(name: str | None) -> tuple[str, ...]:
    """The words that make a name, without courtesy titles and possessive endings."""
    words = re.findall(r"\w+", re.sub(r"[’']s", "", (name or "").casefold()))
    while len(words) > 1 and words[0] in COURTESY:
        words.pop(0)
    return tuple(words)


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one person's: equal, or full names of which one holds the other."""
    a, b = words_of(one), words_of(other)
    nested = len(a) > 1 and len(b) > 1 and (set(a) <= set(b) or set(b) <= set(a))
    return bool(a) and (a == b or nested)


def tokens_of(analysis: Analysis, start: int, end: int) -> TokenRange:
    """The tokens of a character range, at least one."""
    first = bisect_right(analysis.ends, start)
    return first, max(bisect_left(analysis.starts, end), first + 1)


def attribution(
    source: TokenRange | None, content: Iterable[TokenRange], kind: QuotationKind
) -> Attribution:
    """A gold attribution with that source and content."""
    return Attribution(
        source, None, tuple(content), kind, Mode.SPEECH, Polarity.POSITIVE, None, (), None, 1.0
    )


def json_lines(path: Path) -> Iterator[Any]:
    """The records of a compressed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def news_items(corpora: Path) -> Iterator[Item]:
    """The labelled news articles."""
    folder = corpora / "speakers"
    labels = defaultdict(list)
    for label in json_lines(folder / "news_speakers_dev.jsonl.gz"):
        labels[label["doc"]].append(label)
    gold = {article.text.strip(): article for article in polnear_articles(corpora, "train")}
    for document in json_lines(folder / "news_docs_dev.jsonl.gz"):
        analysis = analyse(document["text"])
        found: dict[TokenRange, Attribution] = {}
        article = gold.get(document["text"].strip())
        for known in article.attributions if article else ():
            if known.source:
                source = tokens_of(analysis, known.source[0][0], known.source[-1][1])
                content = [tokens_of(analysis, *span) for span in known.content]
                found.setdefault(source, attribution(source, content, QuotationKind.INDIRECT))
        questions: list[Question] = []
        for label in labels[document["doc"]]:
            source = tokens_of(analysis, *label["source"])
            found.setdefault(source, attribution(source, (), QuotationKind.INDIRECT))
            questions += _news_questions(label, list(found).index(source))
        yield Item("", 1.0, analysis, list(found.values()), questions)


def _news_questions(label: dict[str, Any], place: int) -> Iterator[Question]:
    """The questions about one label: kind, and for all but documents the name."""
    kind = MERGED_KINDS.get(label["kind"], label["kind"])

    def kind_is_right(speaker: Speaker | None) -> bool:
        return speaker is not None and MERGED_KINDS.get(speaker.kind, speaker.kind) == kind

    yield Question(place, ("news kind",), kind_is_right)
    canonical = label["canonical"]
    if label["kind"] == "document":
        return

    def name_is_right(speaker: Speaker | None) -> bool:
        if canonical is None:
            return speaker is None or not speaker.named
        return speaker is not None and same_name(speaker.name, canonical)

    classes = ["news name"]
    if canonical is None:
        classes.append("news null")
    else:
        classes.append(f"news {label['mention_type']}")
        if label["hard"]:
            classes.append("news hard named")
    yield Question(place, tuple(classes), name_is_right)


def fiction_items(corpora: Path) -> Iterator[Item]:
    """PDNC's chapters and passages."""
    for row in json_lines(corpora / "speakers" / "fiction_dev.jsonl.gz"):
        if row["source"] != "PDNC":
            continue
        analysis = analyse(row["text"])
        aliases = {c["name"]: [c["name"], *c["aliases"]] for c in row["characters"]}
        attributions: list[Attribution] = []
        questions: list[Question] = []
        for quote in row["quotes"]:
            if quote["nested"]:
                continue
            names = aliases.get(quote["speaker"], [quote["speaker"]])
            source = tokens_of(analysis, *quote["mention"]) if quote["mention"] else None
            content = [tokens_of(analysis, *span) for span in quote["spans"]]
            kind = f"{row['kind']} {quote['type']}"
            questions.append(
                Question(len(attributions), (f"{row['kind']} all", kind), _is_one_of(names))
            )
            attributions.append(attribution(source, content, QuotationKind.DIRECT))
        weight = 1.0 if row["kind"] == "chapter" else 0.5
        yield Item(row["author"], weight, analysis, attributions, questions)


def _is_one_of(names: list[str]) -> Right:
    return lambda speaker: (
        speaker is not None and any(same_name(speaker.name, name) for name in names)
    )


def pronoun_items(corpora: Path) -> Iterator[Item]:
    """GUM's "he" and "she" with a named antecedent, as attributions without content."""
    for split in ("train", "dev"):
        for document in gum_documents(corpora, split):
            text, offsets = _gum_text(document)
            tokens = [token for sentence in document.sentences for token in sentence.tokens]
            names: dict[str, set[str]] = defaultdict(set)
            for mention in document.mentions:
                inside = tokens[mention.first : mention.end]
                if mention.kind == "person" and len(inside) < 9:
                    proper = [t.form.casefold() for t in inside if t.tag.startswith("NNP")]
                    names[mention.entity].update(word for form in proper for word in words_of(form))
            analysis = analyse(text)
            attributions: list[Attribution] = []
            questions: list[Question] = []
            for mention in sorted(document.mentions, key=lambda found: found.first):
                wanted = names.get(mention.entity)
                if not wanted or tokens[mention.first].form.lower() not in ("he", "she"):
                    continue
                source = tokens_of(analysis, *offsets[mention.first])
                questions.append(Question(len(attributions), ("pronouns",), _shares(wanted)))
                attributions.append(attribution(source, (), QuotationKind.INDIRECT))
            if questions:
                yield Item("", 0.7, analysis, attributions, questions)


def _shares(wanted: set[str]) -> Right:
    return lambda speaker: speaker is not None and not wanted.isdisjoint(words_of(speaker.name))


def _gum_text(document: GumDocument) -> tuple[str, list[tuple[int, int]]]:
    """The running text of a GUM document, and the characters of each token."""
    text = ""
    offsets = []
    for sentence in document.sentences:
        if sentence.opens_paragraph and text:
            text = text.rstrip() + "\n\n"
        for token in sentence.tokens:
            offsets.append((len(text), len(text) + len(token.form)))
            text += token.form + ("" if token.misc.get("SpaceAfter") == "No" else " ")
    return text, offsets


def measure(items: Iterable[Item]) -> tuple[float, Counter[str], Counter[str]]:
    """The weighted number of right names, and by class how many were right and how many asked."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    objective = 0.0
    for item in items:
        is_pronouns = item.questions[0].classes == ("pronouns",)
        # Pronouns of GUM are no sources: they are asked for after a walk that did not know them.
        resolution = resolve(item.analysis, [] if is_pronouns else item.attributions)
        for question in item.questions:
            source = item.attributions[question.attribution].source
            index = (
                resolution.at(*source)
                if is_pronouns and source
                else resolution.of[question.attribution]
            )
            is_right = question.right(None if index is None else resolution.speaker(index))
            asked.update(question.classes)
            if is_right:
                right.update(question.classes)
                objective += item.weight * (question.classes != ("news kind",))
    return objective, right, asked


SHOWN = (
    *("news name", "news pronoun", "news null", "chapter anaphoric", "chapter implicit"),
    *("chapter all", "passage all", "pronouns"),
)
"""Classes that the table of ablations has."""


def ablations() -> Iterator[tuple[str, AbstractContextManager[object]]]:
    """The parts of the method, each with a context in which it does nothing."""
    yield "(nothing)", nullcontext()
    yield "dialogue", patch.object(resolution, "is_dialogue", lambda *_: False)
    yield "descriptions identified", patch.object(resolution, "identify", lambda *_: {})
    yield "name of the narrator", patch.object(resolution, "name_of_narrator", lambda *_: -1)
    yield "gender told by pronouns", patch.object(discourse, "genders_told", lambda *_: {})
    yield (
        "names missed by the tagger",
        patch.object(names, "_consistent_tags", lambda analysis, *_: list(analysis.tags)),
    )
    for weights, name, part in (
        (dialogue.WEIGHTS, "alternate", "reward of alternation"),
        (dialogue.WEIGHTS, "addresses_self", "penalty of calling oneself"),
        (dialogue.WEIGHTS, "beat_before", "narration before a quotation"),
        (antecedents.WEIGHTS, "subject", "weight of subjects"),
        (antecedents.WEIGHTS, "source", "weight of sources"),
        (antecedents.WEIGHTS, "quoted", "penalty of quoted mentions"),
        (antecedents.WEIGHTS, "reported", "penalty of reported mentions"),
    ):
        yield part, weight_of_nothing(weights, name)


@contextmanager
def weight_of_nothing(weights: object, name: str) -> Iterator[None]:
    """One weight at zero; the weights are frozen for everybody else."""
    value = getattr(weights, name)
    object.__setattr__(weights, name, 0.0)
    try:
        yield
    finally:
        object.__setattr__(weights, name, value)


def report_ablations(items: list[Item]) -> None:
    """Print, as a table, the shares of right answers without each part."""
    print("| without |", " | ".join(SHOWN), "|")
    print("| --- |", " | ".join("---" for _ in SHOWN), "|")
    for part, absent in ablations():
        with absent:
            _, right, asked = measure(items)
        shares = (f"{100 * right[name] / asked[name]:.1f}" for name in SHOWN)
        print(f"| {part} |", " | ".join(shares), "|", flush=True)


def search(items: list[Item]) -> None:
    """Coordinate search over the weights of pronouns and of dialogue; prints every gain."""
    places = [
        (weights, field.name)
        for weights in (antecedents.WEIGHTS, dialogue.WEIGHTS, descriptions.WEIGHTS)
        for field in attrs.fields(type(weights))
    ]
    random.Random(0).shuffle(places)  # noqa: S311 - an order, not a secret
    best, _, _ = measure(items)
    for _ in range(2):
        for weights, name in places:
            value = getattr(weights, name)
            for tried in (value * 0.5, value * 1.6, value + 0.5, value - 0.5):
                # The weights are frozen for everybody but this search.
                object.__setattr__(weights, name, round(tried, 2))
                objective, _, _ = measure(items)
                if objective > best + LEAST_GAIN:
                    best, value = objective, round(tried, 2)
                    print(f"{type(weights).__name__}.{name} = {value}: {best:.1f}", flush=True)
                object.__setattr__(weights, name, value)


def report(title: str, items: Iterable[Item]) -> None:
    """Print the share of right answers of every class."""
    objective, right, asked = measure(items)
    print(f"{title}: objective {objective:.1f}")
    for name in sorted(asked):
        print(
            f"  {name:28s} {100 * right[name] / asked[name]:5.1f} % ({right[name]}/{asked[name]})"
        )


def main() -> None:
    """Measure; search if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpora", type=Path, default=DEFAULT_CORPORA)
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--without", action="store_true", help="measure without each part")
    parser.add_argument("--half", action="store_true", help="search on every second author only")
    args = parser.parse_args()
    readers = (news_items, fiction_items, pronoun_items)
    items = [item for reader in readers for item in reader(args.corpora)]
    if args.without:
        report_ablations(items)
        return
    authors = sorted({item.author for item in items if item.author})
    seen = {"", *authors[::2]} if args.half else {"", *authors}
    tuned = [item for item in items if item.author in seen]
    others = [item for item in items if item.author not in seen]
    report("seen", tuned)
    if others:
        report("other authors", others)
    if args.search:
        search(tuned)
        report("seen, after", tuned)
        if others:
            report("other authors, after", others)


if __name__ == "__main__":
    main()
