"""How pytest runs the examples of the documentation: each page in a folder of its own.

A page whose examples need optional packages says so in a comment, ``<!-- needs: pandas pyarrow -->``, and is
left out where one of them is missing; `.ci/run` installs them all. The folder holds a copy of examples/, so
that a page can read the texts by the path that a user would type, and write what it likes. A page that says
``<!-- run by: tests/... -->`` is run by that test, in a process of its own.
"""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

DOCS = Path(__file__).parent
NEEDS = re.compile(r"<!-- needs: (.+?) -->")


def _missing(page: Path) -> bool:
    needed = NEEDS.search(page.read_text(encoding="utf-8"))
    return needed is not None and not all(map(find_spec, needed[1].split()))


def _is_run_elsewhere(page: Path) -> bool:
    return "<!-- run by: tests/" in page.read_text(encoding="utf-8")


collect_ignore = [
    str(page) for page in DOCS.rglob("*.md") if _missing(page) or _is_run_elsewhere(page)
]


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DOCS.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
