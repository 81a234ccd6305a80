"""Mode, polarity, addressee and setting, for cues and contents marked by hand.

``*said*`` is the cue's head; ``[...]`` is the content.
"""

import json
import re
from typing import Any

import pytest
from attribution.reading import CASES

from quotelib.attribution import circumstances
from quotelib.text import analyse
from quotelib.text.analysis import TokenRange
from quotelib.text.lemmas import lemma

LINES = (CASES / "circumstances.jsonl").read_text(encoding="utf-8").splitlines()
MARK = re.compile(r"[*\[\]]")


def circumstances_of(marked: str) -> dict[str, object]:
    """What is read around the marked cue, as the table writes it."""
    marks = [mark.start() - count for count, mark in enumerate(MARK.finditer(marked))]
    kinds = MARK.findall(marked)
    analysis = analyse(MARK.sub("", marked))

    def tokens(kind: str) -> TokenRange:
        places = [place for place, mark in zip(marks, kinds, strict=True) if mark in kind]
        inside = [k for k, start in enumerate(analysis.starts) if places[0] <= start < places[1]]
        return inside[0], inside[-1] + 1

    def words(part: TokenRange | None) -> str | None:
        if part is None:
            return None
        return analysis.text[analysis.starts[part[0]] : analysis.ends[part[1] - 1]]

    cue, taken = tokens("*"), [tokens("*"), tokens("[]")]
    head = cue[0]
    sentence_end = next(end for _, end in analysis.sentences if head < end)
    return {
        "mode": circumstances.mode_of(lemma(analysis.forms[head], analysis.tags[head])).value,
        "polarity": circumstances.polarity_of(analysis, head).value,
        "addressee": words(circumstances.addressee_of(analysis, head, taken)),
        "setting": [
            words(part) for part in circumstances.settings_of(analysis, head, sentence_end, taken)
        ],
    }


@pytest.mark.parametrize("case", [json.loads(line) for line in LINES], ids=lambda case: case["id"])
def test_circumstances(case: dict[str, Any]) -> None:
    """What the table gives for a cue is what is read around it."""
    found = circumstances_of(case["text"])
    wanted = {name: value for name, value in case.items() if name in found}
    assert wanted
    assert {name: found[name] for name in wanted} == wanted
