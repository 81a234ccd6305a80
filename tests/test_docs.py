"""The pages of the documentation hold together; that their examples are true, doctest sees."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import quotelib
import quotelib.evaluation

PROJECT = Path(__file__).parent.parent
DOCS = PROJECT / "docs"
PAGES = sorted(
    [
        *PROJECT.glob("*.md"),
        *DOCS.rglob("*.md"),
        *(PROJECT / "examples").glob("*.md"),
        *(PROJECT / "training").glob("*.md"),
    ]
)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)")
NEEDS = re.compile(r"<!-- needs: (.+?) -->")
SAME = partial(
    doctest.OutputChecker().check_output,
    optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE,
)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def links(page: Path) -> list[tuple[Path, str]]:
    """The files of this project that a page links to, and the heading in each, if any."""
    return [
        ((page.parent / target).resolve() if target else page, heading)
        for target, heading in LINK.findall(page.read_text(encoding="utf-8"))
    ]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Every link of a page to a file or heading of this project leads there."""
    for target, heading in links(page):
        assert target.exists(), f"no {target}"
        assert not heading or heading in anchors(target), f"no #{heading} in {target}"


def test_every_page_is_reached_from_the_index() -> None:
    """Nobody has to guess a page's name."""
    reached: set[Path] = set()
    waiting = [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            waiting += [target for target, _ in links(page)]
    assert set(DOCS.rglob("*.md")) <= reached


def test_every_public_name_is_in_the_reference() -> None:
    """What `import quotelib` gives has an entry made from its docstring."""
    text = "".join(page.read_text(encoding="utf-8") for page in (DOCS / "reference").glob("*.md"))
    entries = set(re.findall(r"^\.\. auto\w+:: (quotelib\.\S+)$", text, re.MULTILINE))
    public = {f"quotelib.{name}" for name in quotelib.__all__}
    public |= {f"quotelib.evaluation.{name}" for name in quotelib.evaluation.__all__}
    doubled = {"quotelib.evaluation.agreement", "quotelib.evaluation.evaluate"}
    assert public - doubled <= entries


def test_tables_are_described_as_they_are() -> None:
    """The page of the tables' columns is what their schema gives (else docs/generate_tables.py)."""
    script = DOCS / "generate_tables.py"
    subprocess.run([sys.executable, str(script), "--check"], check=True, cwd=PROJECT)


COMMANDS = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.+(?:\n> .+)*)\n?((?:(?!\$ ).*\n)*)", re.MULTILINE)
WITH_COMMANDS = [page for page in PAGES if COMMANDS.search(page.read_text(encoding="utf-8"))]


@pytest.mark.skipif(sys.platform == "win32", reason="the commands are written for a Unix shell")
@pytest.mark.parametrize(
    "page", WITH_COMMANDS, ids=lambda page: page.relative_to(PROJECT).as_posix()
)
def test_commands_do_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    """Each command of a page runs without an error, and prints what stands below it, if anything."""
    text = page.read_text(encoding="utf-8")
    needed = NEEDS.search(text)
    for package in needed[1].split() if needed else ():
        pytest.importorskip(package)
    shutil.copytree(PROJECT / "examples", tmp_path / "examples")
    places = [Path(sys.executable).parent, os.environ["PATH"]]
    environment = os.environ | {
        "PATH": os.pathsep.join(map(str, places)),
        "PYTHONPATH": str(PROJECT),
        "COLUMNS": "80",
    }
    for block in COMMANDS.findall(text):
        for command, expected in COMMAND.findall(block):
            shell = ["bash", "-euo", "pipefail", "-c", command.replace("\n> ", "\n")]
            done = subprocess.run(
                shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"$ {command}\n{done.stderr}"
            assert not expected or SAME(expected, done.stdout), f"$ {command}\n{done.stdout}"
