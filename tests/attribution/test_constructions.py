"""Constructions of quoting and reporting, one test item for every sentence of the tables in ``cases``.

What the models do not get yet is listed in ``cases/gaps.json`` with what they find instead, and is
an ``xfail(strict=True)``. After a training ``--update-snapshots`` rewrites that list: its difference
shows what was gained and what was lost.
"""

import json
from typing import Any

import pytest
from attribution.reading import GAPS, difference, rows

TABLES = ("quotations", "cues")


def cases() -> list[Any]:
    """All cases as test parameters."""
    return [
        pytest.param(case, id=f"{table}-{case['id']}") for table in TABLES for case in rows(table)
    ]


@pytest.fixture(scope="module")
def gaps(request: pytest.FixtureRequest) -> dict[str, str]:
    """What is found, wrongly, in the cases that are not read right, by the case's id."""
    if request.config.getoption("--update-snapshots"):
        every = {case["id"]: difference(case) for table in TABLES for case in rows(table)}
        wrong = {name: found for name, found in every.items() if found}
        GAPS.write_text(json.dumps(wrong, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return dict(json.loads(GAPS.read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", cases())
def test_construction(
    case: dict[str, Any], gaps: dict[str, str], request: pytest.FixtureRequest
) -> None:
    """The sentence is read as listed, or its gap is."""
    if case["id"] in gaps:
        request.applymarker(pytest.mark.xfail(strict=True, reason=gaps[case["id"]]))
    assert difference(case) == ""


def test_ids_are_unique(gaps: dict[str, str]) -> None:
    """Ids name one case each, and every gap names a case."""
    names = [case["id"] for table in TABLES for case in rows(table)]
    assert len(set(names)) == len(names)
    assert set(gaps) <= set(names)
