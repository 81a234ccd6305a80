"""The report page in a real browser: load, filter, click, keys, links, many articles, hostile text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.page import Open, Page
from samples import budget, ferry, person, quotation

import quotelib
from quotelib import Device, DeviceKind, Document, Span

MANY = 2_000
"""Articles that a page must bear."""

ROWS_IN_SIGHT = 60
"""More rows than a window of 900 pixels has room for, spare ones included."""


@pytest.fixture
def two(open_page: Open) -> Page:
    """A page of two articles with names and dates."""
    documents = [
        (ferry(), {"doc_id": "a.txt", "date": "2024-05-01"}),
        (budget(), {"doc_id": "b.txt", "title": "The vote"}),
    ]
    return open_page(quotelib.report(documents, title="Two articles"))


def labels(page: Page, facet: str) -> dict[str, str]:
    """The values of a facet with their counts."""
    rows = [text.rsplit("\n", 1) for text in page.texts(f"#facet-{facet} label")]
    return dict(rows)


def choose(page: Page, facet: str, value: str) -> None:
    """Click a value's box."""
    page.run(
        "[...document.querySelectorAll(`#facet-${arguments[0]} input[type=checkbox]`)]"
        ".find((box) => box.value === arguments[1]).click()",
        facet,
        value,
    )


def status(page: Page) -> str:
    """The line that says how much is shown."""
    return page.one("#status").text


def address(page: Page) -> str:
    """The part of the address that says what is shown."""
    return str(page.run("return location.hash"))


def test_it_loads(two: Page) -> None:
    """Title, articles, text, speakers and all facets are there."""
    assert two.driver.title == "Two articles"
    assert status(two) == "2 articles · 5 quotations · 5 acts · 2 devices"
    headings = two.texts("#article-list .heading")
    assert headings == ["Strait stays closed", "The vote"]
    assert two.one(".headline").text == "Strait stays closed"
    assert two.texts(".about bdi") == ["a.txt", "2024-05-01"]
    assert two.texts(".legend .who bdi") == ["Ann Poe", "Norvia"]
    facets = two.texts("#facets fieldset:not([hidden]) legend")
    assert [legend.split()[0] for legend in facets] == [
        "Speaker", "Act", "Kind", "Mode", "Polarity", "Device",
    ]  # fmt: skip


def test_text_is_marked(two: Page) -> None:
    """Contents have their speakers' numbers, acts their names, and the text is whole."""
    marked = two.all("#view .text mark")
    assert [node.text for node in marked] == [
        "“We will wait,”",
        "that its navy had left",
        "of lying",
    ]
    assert [node.get_attribute("data-number") for node in marked] == ["1", "2", "1"]
    assert [node.get_attribute("data-label") for node in two.all("#view .text u")] == [
        "denial",
        "accusation",
    ]
    assert "".join(two.texts("#view .text p")) == ferry().text.replace("\n", "")


def test_filters(two: Page) -> None:
    """Values of a facet widen, facets narrow, and counts say what a click would give."""
    assert labels(two, "act") == {
        "denial": "2",
        "accusation": "1",
        "promise": "1",
        "statement": "1",
    }
    choose(two, "act", "denial")
    assert status(two) == "2 articles · 2 of 5 quotations · 2 of 5 acts · 0 of 2 devices"
    assert labels(two, "act")["accusation"] == "1", "its own choice is left out of a facet's counts"
    assert labels(two, "speaker") == {"Ann Poe": "2", "Norvia": "2"}
    assert two.texts("#view .text mark") == ["that its navy had left"]
    choose(two, "speaker", "Ann Poe")
    assert status(two).startswith("1 of 2 articles · 1 of 5 quotations · 1 of 5 acts")
    assert two.texts("#view .text mark") == ["that they would"], (
        "the first article left takes the place"
    )
    choose(two, "act", "accusation")
    assert status(two).startswith("2 articles · 2 of 5 quotations")
    assert two.texts("#chips .chip") == [
        "Speaker Ann Poe ×",
        "Act denial ×",
        "Act accusation ×",
        "Clear all",
    ]
    two.click("#chips .clear")
    assert status(two) == "2 articles · 5 quotations · 5 acts · 2 devices"


@pytest.mark.parametrize(
    ("facet", "value", "quotations"),
    [
        ("kind", "direct", 1),
        ("mode", "writing", 1),
        ("polarity", "negated", 1),
        ("device", "scare_quotes", 0),
    ],
)
def test_each_facet_filters(two: Page, facet: str, value: str, quotations: int) -> None:
    """Each facet leaves the findings of its value."""
    choose(two, facet, value)
    assert f"{quotations} of 5 quotations" in status(two)
    assert f"{facet}={value}" in address(two)


def test_search(two: Page) -> None:
    """A search leaves the articles with the words, in any case, and highlights them."""
    two.search("TAXES would")
    assert two.texts("#article-list .heading") == ["The vote"]
    ranges = "return [...CSS.highlights.get('found')].map((range) => range.toString())"
    assert two.run(ranges) == ["taxes would"]
    two.search("zebra")
    assert "No article fits" in two.one("#view").text
    two.click("#view .link")
    assert status(two).startswith("2 articles · 5 quotations")


def test_search_in_what_is_said(two: Page) -> None:
    """A switch leaves the findings in whose own words it is, and stands in the address."""
    two.search("navy")
    assert status(two).startswith("1 of 2 articles · 3 of 5 quotations")
    two.click("#chips .said")
    assert status(two) == "1 of 2 articles · 1 of 5 quotations · 1 of 5 acts · 0 of 2 devices"
    assert "find=navy&said=1" in address(two)
    assert two.texts("#view .text mark") == ["that its navy had left"]
    assert two.driver.switch_to.active_element.get_attribute("aria-pressed") == "true"
    two.click("#chips .chip")
    assert status(two) == "2 articles · 5 quotations · 5 acts · 2 devices"


@pytest.mark.parametrize(
    ("words", "heading"), [("B.TXT", "The vote"), ("2024-05", "Strait stays closed")]
)
def test_search_by_caption(two: Page, words: str, heading: str) -> None:
    """An article is found by its name, or anything else that its context says."""
    two.search(words)
    assert two.texts("#article-list .heading") == [heading]


def test_click_tells_all(two: Page) -> None:
    """A click on marked words selects the innermost finding, and a card tells of it."""
    two.click("#view .text mark")
    detail = two.one("#detail").text
    for words in ("Ann Poe", "admiral", "told", "direct speech", "90 %", "statement"):
        assert words in detail
    assert two.texts("#view .text .selected") == ["“We will wait,”", "Ann Poe", "told"]
    two.all("#view .text u")[-1].click()
    detail = two.one("#detail").text
    for words in ("accusation", "by\nAnn Poe", "at\nNorvia", "explicit", "80 %"):
        assert words in detail
    two.click("#detail .link")
    assert address(two) == "#article=1&at=q2"
    two.click("#detail .close")
    assert not two.one("#detail").is_displayed()


def test_keys(two: Page) -> None:
    """Everything can be reached without a pointer."""
    two.press("j")
    assert address(two) == "#article=1&at=d1"
    two.press("jj")
    assert address(two) == "#article=1&at=f0"
    assert two.driver.switch_to.active_element.text == "told"
    two.press("k")
    assert two.one("#detail h2").text.endswith("Ann Poe")
    two.press("\ue00c")  # Escape
    assert not two.one("#detail").is_displayed()
    two.run("document.activeElement.blur()")
    two.press("n")
    assert two.one(".about").text.startswith("‹\n2 of 2")
    two.press("4")
    assert two.one("nav [aria-current]").text == "Acts by speaker"
    two.press("/")
    assert two.driver.switch_to.active_element.get_attribute("id") == "find"
    two.press("?n\ue00c")
    assert not two.run("return document.getElementById('help').open"), "typing is no command"
    two.press("?")
    assert two.run("return document.getElementById('help').open")
    two.press("\ue00c")


def test_lists_by_keyboard(two: Page) -> None:
    """The article list is one tab stop; arrows move in it, Enter opens."""
    two.run("document.getElementById('article-list').focus()")
    two.press("\ue015")  # Arrow down
    assert two.one(".headline").text == "Strait stays closed"
    assert two.one("#article-list [aria-selected=true]").text.startswith("The vote")
    two.press("\ue007")  # Enter
    assert two.one(".headline").text == "Council votes"


def test_findings(two: Page) -> None:
    """All findings stand in a list; a click jumps to the place in the text."""
    two.click("[data-view=findings]")
    assert [row.split("\n")[0] for row in two.texts("#finding-list .row")] == [
        "Ann Poe", "Norvia", "Ann Poe", "Ron Lee", "Ann Poe",
    ]  # fmt: skip
    two.all(".switch button")[1].click()
    assert "accusation" in two.texts("#finding-list .row b")
    two.all("#finding-list .row")[-1].click()
    assert address(two) == "#article=2&at=f1&list=f"
    assert two.texts("#view .text .selected") == ["denied"]


def test_findings_tell_their_words(two: Page) -> None:
    """An act shows what it is about, however little it holds itself; a device, the words around it."""
    two.click("[data-view=findings]")
    two.all(".switch button")[1].click()
    denial = two.texts("#finding-list .words")[1]
    assert denial.endswith("Norvia denied that its navy had left."), "not only the few words denied"
    assert two.texts("#finding-list .words .trigger")[1] == "denied"
    two.all(".switch button")[2].click()
    assert two.texts("#finding-list .words .device") == ["‘so-called’", "stays closed"]


def test_speaker_table(two: Page) -> None:
    """One row for each speaker over all articles, sorted by any column; a name leads to the findings."""
    two.click("[data-view=speakers]")
    rows = two.texts(".speakers tbody tr")
    assert rows[0].startswith("Ann Poe person 2 3 1 2 – 3")
    assert rows[0].endswith("accusation 1, denial 1")
    two.all(".speakers thead button")[0].click()
    assert two.texts(".speakers tbody th") == ["Ann Poe", "Norvia", "Ron Lee"]
    two.all(".speakers thead button")[0].click()
    assert two.texts(".speakers tbody th") == ["Ron Lee", "Norvia", "Ann Poe"]
    two.all(".speakers tbody th button")[1].click()
    assert status(two).startswith("1 of 2 articles · 1 of 5 quotations")
    assert two.texts("#finding-list .row b") == ["Norvia"]


def test_matrix(two: Page) -> None:
    """Acts by speaker: a cell's number is what a click on it leaves."""
    two.click("[data-view=acts]")
    heads = two.texts(".matrix thead tr:last-child th")
    assert heads == ["all acts", "statement", "denial", "accusation", "promise"]
    cells = two.all(".matrix tbody .link[aria-label]")
    named = {cell.get_attribute("aria-label"): cell for cell in cells}
    assert set(named) == {
        "Ann Poe: statement, 1", "Ann Poe: denial, 1", "Ann Poe: accusation, 1",
        "Norvia: denial, 1", "Ron Lee: promise, 1",
    }  # fmt: skip
    named["Ann Poe: denial, 1"].click()
    assert "1 of 5 acts" in status(two)
    assert "view=findings" in address(two)
    assert len(two.all("#finding-list .row")) == 1


def test_links_lead_back(open_page: Open, two: Page) -> None:
    """An address opens what was seen when it was copied, and "back" undoes a step."""
    choose(two, "act", "denial")
    two.press("n")
    two.press("j")
    seen = address(two), status(two), two.one("#detail").text
    assert seen[0] == "#article=2&at=f1&act=denial"
    again = open_page(quotelib.report([(ferry(), "a.txt"), (budget(), "b.txt")]), seen[0])
    assert (address(again), status(again), again.one("#detail").text) == seen
    again.click("[data-view=acts]")
    again.driver.back()
    again.until(lambda: again.all(".article"))
    assert address(again) == seen[0]


@pytest.mark.parametrize(
    "hash_", ["#article=99", "#at=q99", "#at=<img>", "#view=x&list=y&act=z", "#%E0%A4%A", "#=&&"]
)
def test_any_address_is_harmless(open_page: Open, hash_: str) -> None:
    """An address that leads nowhere shows what there is, without an error."""
    page = open_page(quotelib.report([ferry(), budget()]), hash_)
    assert page.one("#view").text


@pytest.mark.parametrize(
    "documents", [[], [Document("")], [Document(" \n ")], Document("No one spoke.")]
)
def test_little_to_show(open_page: Open, documents: list[Document]) -> None:
    """No article, an empty one, or one without findings is no error in any view."""
    page = open_page(quotelib.report(documents))
    for view in ("findings", "speakers", "acts", "text"):
        page.click(f"[data-view={view}]")
    assert page.one("#view").text, "it says so"
    assert page.one("#nothing").is_displayed()


HOSTILE = (
    "</script><script>window.hacked = 1</script><!-- <script> <img src=x onerror='window.hacked = 1'>"
    " ]]> &lt;b&gt; \u2028\u2029 \ud800 \udc00 \0 \x1b[31m \u202edetsrever ${hacked} $title"
)


def hostile(attack: str) -> Document:
    """A document whose every text is the attack."""
    whole = Span(0, len(attack), attack)
    speaker = quotelib.Speaker(attack, quotelib.SpeakerKind.UNKNOWN, (whole,), (attack,), attack)
    found = quotelib.Quotation(
        content=(whole,),
        cue=whole,
        source=whole,
        speaker=speaker,
        kind=quotelib.QuotationKind.DIRECT,
        mode=quotelib.Mode.SPEECH,
        polarity=quotelib.Polarity.POSITIVE,
        addressee=whole,
        setting=(whole,),
    )
    act = quotelib.Frame(
        act=quotelib.Act.THREAT,
        trigger=whole,
        agent=whole,
        speaker=speaker,
        target=whole,
        content=(whole,),
        basis=quotelib.Basis.IMPLICIT,
        polarity=quotelib.Polarity.POSITIVE,
        quotation=0,
        rule=attack,
    )
    return Document(attack, (found,), (speaker,), (act,), (Device(DeviceKind.SCARE_QUOTES, whole),))


def views(page: Page) -> Iterator[str]:
    """Every view in turn, and what it shows."""
    for view in ("findings", "speakers", "acts", "text"):
        page.click(f"[data-view={view}]")
        # Well formed, because the driver cannot hand over lone surrogates.
        yield str(page.run("return document.querySelector('main').textContent.toWellFormed()"))


def test_hostile_text_is_inert(open_page: Open) -> None:
    """Markup and scripts in any text of a document are shown as they are, wherever they appear."""
    about = {"title": HOSTILE, "doc_id": HOSTILE, HOSTILE: HOSTILE}
    page = open_page(quotelib.report([(hostile(HOSTILE), about)] * 2, title=HOSTILE))
    page.press("j")
    for shown in views(page):
        assert "<script>window.hacked = 1</script>" in shown
    assert not page.run("return 'hacked' in window")
    assert page.all("img") == []
    assert page.run("return document.scripts.length") == 2, "the taxonomy and the page's own"


def test_scripts_of_others_are_refused(chromium: object, open_page: Open) -> None:  # noqa: ARG001
    """Should markup slip in after all, the page's policy keeps it from running or loading anything."""
    page = open_page(quotelib.report(ferry()))
    page.run(
        "document.body.insertAdjacentHTML('beforeend', arguments[0]);"
        "document.body.append(Object.assign(document.createElement('script'), {text: 'hacked = 1'}))",
        "<img src='https://example.invalid/x.png' onerror='window.hacked = 1'>",
    )
    page.until(lambda: len(page.complaints()) > 0)
    assert not page.run("return 'hacked' in window")


def test_thousands_of_articles(open_page: Open) -> None:
    """However many there are, only rows in sight are drawn, and the last one is as near as the first."""
    documents = [ferry(), budget()]
    page = open_page(quotelib.report((documents[n % 2], f"{n}.txt") for n in range(MANY)))
    assert status(page) == "2,000 articles · 5,000 quotations · 5,000 acts · 2,000 devices"
    assert 5 < len(page.all("#article-list .row")) < ROWS_IN_SIGHT
    page.run("document.getElementById('article-list').focus()")
    page.press("\ue010\ue007")  # End, Enter
    assert f"{MANY:,} of {MANY:,}" in page.one(".about").text
    assert len(page.all("#article-list .row")) < ROWS_IN_SIGHT
    choose(page, "act", "accusation")
    assert status(page).startswith("1,000 of 2,000 articles")
    page.click("[data-view=findings]")
    page.run("document.getElementById('finding-list').scrollTop = 1e9")
    page.until(lambda: page.all("#finding-list-999"))
    assert len(page.all("#finding-list .row")) < ROWS_IN_SIGHT
    page.click("[data-view=speakers]")
    assert page.texts(".speakers tbody th") == ["Ann Poe"]


def test_long_text(open_page: Open) -> None:
    """In a text of hundreds of paragraphs a link still leads to its place, and so do the keys."""
    text = "\n\n".join(f"Ann Poe said it was day {n}. {'So it went. ' * 20}" for n in range(300))
    poe = person(text, "Ann Poe")
    quotations = tuple(quotation(text, poe, "said", f"it was day {n}.") for n in range(300))
    page = open_page(quotelib.report(Document(text, quotations, (poe,))), "#at=q299")
    in_sight = (
        "const box = document.querySelector('.text mark.selected').getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= innerHeight"
    )
    assert page.one("#view .text mark.selected").text == "it was day 299."
    page.until(lambda: page.run(in_sight))
    page.press("k")
    assert page.one("#view .text mark.selected").text == "it was day 298."
    page.until(lambda: page.run(in_sight))


@pytest.fixture
def narrow(chromium: object) -> Iterator[None]:
    """A window as wide as a telephone."""
    emulate = chromium.execute_cdp_cmd  # type: ignore[attr-defined]
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    emulate("Emulation.setDeviceMetricsOverride", size)
    yield
    emulate("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.usefixtures("narrow")
def test_narrow_window(open_page: Open) -> None:
    """On a narrow screen articles and filters are drawers, and nothing is wider than the window."""
    page = open_page(quotelib.report([ferry(), budget()], title="A title that is rather long " * 4))
    assert not page.one("#facets").is_displayed()
    for view in views(page):
        assert view
        assert page.run("return document.documentElement.scrollWidth") == 390
    page.click("[data-opens=filters]")
    assert page.one("#facets").is_displayed()
    page.click("[data-opens=articles]")
    assert not page.one("#facets").is_displayed()
    page.all("#article-list .row")[1].click()
    assert page.one(".headline").text == "Council votes"
    assert not page.one("#articles").is_displayed()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, chromium: object) -> Iterator[str]:
    """What the reader's system prefers."""
    emulate = chromium.execute_cdp_cmd  # type: ignore[attr-defined]
    feature = {"name": "prefers-color-scheme", "value": request.param}
    emulate("Emulation.setEmulatedMedia", {"features": [feature]})
    yield request.param
    emulate("Emulation.setEmulatedMedia", {"features": []})


CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
AA_TEXT = 4.5
"""Least contrast of text and ground (WCAG 2.2, level AA)."""


@pytest.mark.usefixtures("scheme")
def test_all_text_has_contrast(open_page: Open) -> None:
    """In every view, with a filter chosen and a finding selected, all text contrasts with its ground."""
    page = open_page(
        quotelib.report([*crowd(), ferry(), budget()]), "#find=e&kind=indirect&article=1&at=q0"
    )
    for _ in views(page):
        found = page.run(CONTRAST, AA_TEXT)
        assert found["checked"] > 20
        assert found["low"] == []
    page.press("?")
    assert page.run(CONTRAST, AA_TEXT)["low"] == []


@pytest.mark.usefixtures("scheme")
def test_fragments_have_contrast(open_page: Open) -> None:
    """What a notebook shows of documents, quotations and frames is as legible."""
    (many,) = crowd()
    shown = [many, many[0], ferry(), ferry().frames[1]]
    fragments = "".join(record._repr_html_() for record in shown)
    page = open_page(f"<!doctype html><meta charset='utf-8'>{fragments}")
    page.run("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    found = page.run(CONTRAST, AA_TEXT)
    assert found["checked"] > 20
    assert found["low"] == []


def crowd() -> list[Document]:
    """A document with more speakers than there are colours, each saying the same."""
    names = "Ada Ben Cid Dan Eve Fay Gus Hal Ida Jon".split()
    text = " ".join(f"{name} Poe said that {name} was here." for name in names)
    speakers = tuple(person(text, f"{name} Poe") for name in names)
    quotations = tuple(
        quotation(text, speaker, "said", f"that {name} was here")
        for name, speaker in zip(names, speakers, strict=True)
    )
    return [Document(text, quotations, speakers)]


def test_light_and_dark(open_page: Open, scheme: str) -> None:
    """The page follows the reader's system, until its own switch says otherwise."""
    page = open_page(quotelib.report(ferry()))
    ground = "return getComputedStyle(document.body).backgroundColor"
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 30)"}
    assert page.run(ground) == grounds[scheme]
    page.click("#theme")
    assert page.run(ground) == grounds["dark" if scheme == "light" else "light"]
    page.click("#theme")
    assert page.run(ground) == grounds[scheme]
