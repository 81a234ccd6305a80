"""The pages of the documentation hold together; that their examples are true, doctest sees."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
DOCS = PROJECT / "docs"
PAGES = sorted([*PROJECT.glob("*.md"), *DOCS.rglob("*.md"), *(PROJECT / "training").glob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]*))?\)")
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
