"""Case tables of attributions, written as plain values and compared with what is found."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quotelib.attribution import Attribution, attribute
from quotelib.text import Analysis, analyse
from quotelib.text.analysis import TokenRange

CASES = Path(__file__).parent / "cases"
GAPS = CASES / "gaps.json"


def rows(table: str) -> list[dict[str, Any]]:
    """The cases of one table."""
    lines = (CASES / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def found_in(text: str) -> list[dict[str, Any]]:
    """The attributions of a text, as the tables write them."""
    analysis = analyse(text)
    return [_described(analysis, attribution) for attribution in attribute(analysis)]


def _described(analysis: Analysis, attribution: Attribution) -> dict[str, Any]:
    def words(tokens: TokenRange | None) -> str | None:
        if tokens is None:
            return None
        return analysis.text[analysis.starts[tokens[0]] : analysis.ends[tokens[1] - 1]]

    return {
        "source": words(attribution.source),
        "cue": words(attribution.cue),
        "content": [words(part) for part in attribution.content],
        "kind": attribution.kind.value,
        "mode": attribution.mode.value,
        "polarity": attribution.polarity.value,
        "addressee": words(attribution.addressee),
        "setting": [words(part) for part in attribution.setting],
        "parent": attribution.parent,
    }


def difference(case: Mapping[str, Any]) -> str:
    """What of a case is read otherwise than expected, in a line; nothing if it is read right.

    All attributions of the text have to be listed; of each only the fields given are compared.
    """
    found = found_in(case["text"])
    if len(found) != len(case["expect"]):
        return f"{len(found)} found: {[(one['cue'], one['content']) for one in found]}"
    return "; ".join(
        f"{name} {one[name]!r}"
        for wanted, one in zip(case["expect"], found, strict=True)
        for name in wanted
        if one[name] != wanted[name]
    )
