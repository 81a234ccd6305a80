"""Collect the words whose lemma the rules of :mod:`quotelib.text.lemmas` do not find.

    python -m training.lemmas --corpora ../shared/corpora       write the list
    python -m training.lemmas --evaluate                        agreement with CoreNLP's lemmas, dev

A word is an exception if the corpora bear it out: most of its occurrences with an inflection have
the same lemma, and it is another than the rules'.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotelib.text.lemmas import INFLECTIONS, by_rule, lemma
from training.corpora import DEFAULT_CORPORA, gum_documents, polnear_silver

OUTPUT = Path("quotelib/data/text/irregular.json")

BY_HAND = Path("training/irregular.json")

FEWEST = 2
"""Occurrences of a form with its lemma; once may be a slip of the tagger or of the author."""

SMALLEST_SHARE = 0.7
"""Of a form's occurrences with an inflection; less is an ambiguity that no list can settle."""

PROVENANCE = (
    "Exceptions to the rules of quotelib.text.lemmas: training/irregular.json, written by hand, and "
    "single words with their lemmas collected by training.lemmas from CoreNLP's lemmas of PolNeAR 1.0 train (released for research, no explicit licence) and "
    "the gold lemmas of GUM 11 train (CC BY 4.0). Do not edit; change the script."
)

Word = tuple[str, str, str]
"""Form, tag and lemma, the form and the lemma in lower case."""


def silver_words(corpora: Path, split: str) -> Iterator[Word]:
    """The words of PolNeAR's texts with CoreNLP's lemmas."""
    for document in polnear_silver(corpora, split):
        for sentence in document.sentences:
            for token in sentence:
                yield token.surface.lower().replace("’", "'"), token.tag, token.lemma.lower()


def gum_words(corpora: Path, split: str) -> Iterator[Word]:
    """The verbs and nouns of GUM with gold lemmas; its other lemmas follow other conventions."""
    for document in gum_documents(corpora, split):
        for sentence in document.sentences:
            for token in sentence.tokens:
                if token.tag.startswith(("VB", "NNS")):
                    yield token.form.lower().replace("’", "'"), token.tag, token.lemma.lower()


def exceptions(words: Iterable[Word]) -> dict[str, dict[str, str]]:
    """The exceptions by kind of inflection, sorted."""
    seen: dict[tuple[str, str], Counter[str]] = {}
    for form, tag, found in words:
        inflection = INFLECTIONS.get(tag)
        if inflection is not None:
            seen.setdefault((inflection, form), Counter())[found] += 1
    collected: dict[str, dict[str, str]] = {inflection: {} for inflection in INFLECTIONS.values()}
    for (inflection, form), found_lemmas in sorted(seen.items()):
        best = max(sorted(found_lemmas), key=found_lemmas.__getitem__)
        is_word = form.replace("-", "").replace("'", "").isalpha()
        often = is_word and found_lemmas[best] >= max(FEWEST, SMALLEST_SHARE * found_lemmas.total())
        if often and best != by_rule(form, inflection):
            collected[inflection][form] = best
    return {inflection: forms for inflection, forms in sorted(collected.items()) if forms}


def exceptions_by_hand() -> dict[str, dict[str, str]]:
    """The hand-written words as kind of inflection to form to lemma."""
    kinds = json.loads(BY_HAND.read_text(encoding="utf-8"))
    del kinds["provenance"]
    return {
        inflection: {form: word for word, forms in words.items() for form in forms.split()}
        for inflection, words in kinds.items()
    }


def agreement(words: Iterable[Word]) -> dict[str, tuple[int, int]]:
    """For each tag with an inflection: words whose lemma agrees, and all."""
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for form, tag, expected in words:
        if tag in INFLECTIONS:
            counted[tag] += 1
            right[tag] += lemma(form, tag) == expected
    return {tag: (right[tag], counted[tag]) for tag in sorted(counted)}


def main() -> None:
    """Do what the module's description says."""
    parser = argparse.ArgumentParser(prog="python -m training.lemmas")
    parser.add_argument("--corpora", type=Path, default=DEFAULT_CORPORA)
    parser.add_argument("--evaluate", action="store_true")
    options = parser.parse_args()
    if options.evaluate:
        figures = agreement(silver_words(options.corpora, "dev"))
        verbs = [counts for tag, counts in figures.items() if tag.startswith("VB")]
        figures["VB*"] = (sum(right for right, _ in verbs), sum(counted for _, counted in verbs))
        for tag, (right, counted) in figures.items():
            print(f"{tag:5} {100 * right / counted:6.2f} % of {counted:6,}")
        return
    words = [*silver_words(options.corpora, "train"), *gum_words(options.corpora, "train")]
    collected = exceptions(words)
    for inflection, by_hand in exceptions_by_hand().items():
        collected[inflection] = by_hand | collected[inflection]
    content = {"provenance": PROVENANCE, "exceptions": collected}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    OUTPUT.write_text(text + "\n", encoding="utf-8")
    print(f"{OUTPUT}: {sum(map(len, collected.values()))} exceptions")


if __name__ == "__main__":
    main()
