"""The report page as bytes: whole, self-contained, its data inert; tests/browser looks at it."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given
from strategies import any_text, documents

import quotelib
from quotelib import Document, ParameterError
from quotelib.export.report import report_parts

SCRIPTS = sorted((files("quotelib") / "data" / "html" / "report").iterdir(), key=lambda f: f.name)


class Page(HTMLParser):
    """Collects what stands in each script and style, and all tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.inline: dict[str, list[str]] = {}
        self.kind: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attributes
        if tag in {"script", "style"}:
            self.kind = dict(attributes).get("type") or tag
            self.inline.setdefault(self.kind, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.kind = None

    def handle_data(self, data: str) -> None:
        if self.kind:
            self.inline[self.kind][-1] += data


@given(documents(), any_text)
def test_data_is_whole_and_inert(document: Document, name: str) -> None:
    """Whatever the texts hold, the page's parts stay as they are, and its data read back are the text."""
    html = quotelib.report([(document, {"doc_id": name, name: name})], title=name)
    html.encode()
    page = Page(html)
    assert page.tags.count("script") == 3
    assert page.tags == Page(quotelib.report(Document(""))).tags
    article = json.loads(page.inline["application/json"][1])
    pieces = [piece if isinstance(piece, str) else piece[0] for piece in article["pieces"]]
    assert "".join(pieces) == document.text
    assert article.get("name") == (
        None if name == "0" else name[:200] if len(name) <= 200 else f"{name[:199]}…"
    )
    assert len(article["quotations"]) == len(document.quotations)


def test_policy_allows_only_the_page_itself() -> None:
    """The content security policy names the page's own script and style by hash, and nothing else."""
    page = Page(quotelib.report(Document("")))
    policy = next(value for _, value in page.attributes if value and "default-src" in value)
    hashes = {
        f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for kind in ("script", "style")
        for text in page.inline[kind]
    }
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_page_is_self_contained() -> None:
    """Nothing in the page is loaded from elsewhere."""
    html = quotelib.report(Document("No links."))
    assert not re.search(r"https?:|@import|url\(", html)
    page = Page(html)
    assert {value for name, value in page.attributes if name in {"src", "href"}} == {"data:,"}


FORBIDDEN = (
    "innerHTML outerHTML insertAdjacentHTML document.write eval Function( fetch( XMLHttp import("
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_make_no_markup_and_load_nothing(script) -> None:
    """The scripts build text nodes only, and have no means to speak to the network."""
    source = script.read_text(encoding="utf-8")
    assert not [word for word in FORBIDDEN.split() if word in source]


@pytest.mark.parametrize(
    "given_", [["text"], [("a", "b")], [None], [(Document(""), 3.5)]], ids=repr
)
def test_mistaken_documents_are_named(given_: list[object]) -> None:
    """What is no document, or no description of one, is an error that says what is."""
    with pytest.raises(ParameterError, match=r"give documents, or pairs|give a mapping"):
        quotelib.report(given_)  # type: ignore[arg-type]


def test_documents_may_be_a_generator() -> None:
    """A part comes for each document as it is made, so that none need be kept."""
    made = []

    def documents_one_by_one():
        for number in range(3):
            made.append(number)
            yield Document(f"text {number}")

    parts = report_parts(documents_one_by_one())
    next(parts)
    assert "text 0" in next(parts)
    assert made == [0]
    assert len(list(parts)) == 3


def test_report_is_the_same_each_time() -> None:
    """The same documents give the same page, to the byte."""
    document = quotelib.extract("“No,” Ann Poe said.")
    assert quotelib.report([document]) == quotelib.report(document)
