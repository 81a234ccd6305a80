"""Who is meant: one test item for every case of the tables in ``cases``."""

import re
from pathlib import Path

import pytest
from speakers.marked_text import described, speakers_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
_EXPECTATION = re.compile(r"[-?]> (\d+) (is not|is|=|has) (.+)")


def cases(kind: str) -> list[pytest.ParameterSet]:
    """The cases of all tables: "=== title", the marked text, lines of expectations.

    ``kind`` is "->" for what must hold, "?>" for what is known not to hold yet.
    """
    items = []
    for path in CASES:
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            title, body = block.split("\n", 1)
            lines = body.rstrip("\n").split("\n")
            expectations = [line for line in lines if line.startswith(f"{kind} ")]
            text = "\n".join(line for line in lines if line[:3] not in ("-> ", "?> ")).strip("\n")
            identifier = f"{path.stem}-{title.strip().replace(' ', '_')}"
            if expectations or kind == "->":
                items.append(pytest.param(text, expectations, id=identifier))
    return items


@pytest.mark.parametrize(("text", "expectations"), cases("->"))
def test_speakers(text: str, expectations: list[str]) -> None:
    """The marked sources mean whom the table says."""
    assert expectations
    check(text, expectations)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize(("text", "expectations"), cases("?>"))
def test_gaps(text: str, expectations: list[str]) -> None:
    """What is not resolved yet is written down beside what is."""
    check(text, expectations)


def check(text: str, expectations: list[str]) -> None:
    """Assert what the lines say of the speakers of the marked text."""
    speakers = speakers_of(text)
    for line in expectations:
        found = _EXPECTATION.fullmatch(line)
        assert found, f"not an expectation: {line}"
        number, relation, wanted = int(found[1]), found[2], found[3]
        if relation == "=":
            assert described(speakers[number]) == wanted
        elif relation == "has":
            speaker = speakers[number]
            assert speaker is not None
            assert f"{', '.join(speaker.titles)} of {speaker.affiliation}" == wanted
        elif relation == "is":
            assert speakers[number] is speakers[int(wanted)]
        else:
            assert speakers[number] is not speakers[int(wanted)]
