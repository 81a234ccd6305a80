"""HTML fragments: whole, inert, scoped, folded, legible in every colour; and displaCy's dicts."""

import re
from html.parser import HTMLParser
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from strategies import documents

import quotelib
from quotelib import Device, DeviceKind, Document, ParameterError, Span
from quotelib.export.html import FOLD_AT, FOLD_LEAST
from quotelib.export.markup import COLORS, printable, sheet
from quotelib.export.pieces import paragraphs, pieces, speaker_numbers

HOSTILE = (
    "<script>alert('x')</script>\x1b[31m\u202e& \"</style>\"<!-- --><img src=x onerror=alert(1)>"
)
ARTICLE = (
    "“We will rebuild the bridge,” Mara Lind said on Monday. Karvia denied that, and threatened to"
    " close the ‘so-called’ harbour. Lind accused Karvia of lying.\n"
)


class Texts(HTMLParser):
    """Collects the tags with their attributes, and the text inside elements of class "text"."""

    VOID = frozenset({"br", "img", "meta"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[bool] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}
        if tag not in self.VOID:
            self.open.append(("class", "text") in attributes and tag == "div")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the base class has it
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if any(self.open):
            self.text += data


def whole(text: str) -> Document:
    """A document whose text is one device from end to end."""
    return Document(text, devices=(Device(DeviceKind.SCARE_QUOTES, Span(0, len(text), text)),))


def as_shown(text: str) -> str:
    """The text as HTML can hold it; a parser reads carriage returns as line feeds."""
    return re.sub("[\0\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text).replace("\r", "\n")


@given(documents())
def test_pieces_are_the_text(document: Document) -> None:
    """However marks nest and cross, the pieces are the text, and each mark covers its own span."""
    cut = list(pieces(document))
    assert "".join(piece.text for piece in cut) == document.text
    assert [piece.start for piece in cut] == sorted({piece.start for piece in cut})
    for piece in cut:
        end = piece.start + len(piece.text)
        assert all(mark.start <= piece.start and end <= mark.end for mark in piece.marks)


@given(documents())
def test_html_shows_the_whole_text(document: Document) -> None:
    """The text stands in the HTML once and in order but for blank lines, folded or not."""
    for html in (document.to_html(), document._repr_html_()):
        shown = Texts(html)
        assert "".join(shown.text.split()) == "".join(as_shown(document.text).split())
        assert not shown.open, "every element is closed"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n \t\r\n\r\nTwo.\nStill two.", ["One.", "Two.\nStill two."]),
        ("\n\n  One.\n", ["One.\n"]),
        ("\n\n", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    """Blank lines part paragraphs, a mark over several paragraphs is in each of them."""
    for document in (Document(text), whole(text)):
        found = [
            "".join(piece.text for piece in paragraph) for paragraph in paragraphs(pieces(document))
        ]
        assert found == expected
        assert document.to_html().count("<p>") == len(expected)


@given(documents())
def test_records_show_themselves(document: Document) -> None:
    """Any quotation and any frame has a fragment, well formed and without script."""
    for record in (*document.quotations, *document.frames):
        shown = Texts(record._repr_html_())
        assert not shown.open
        assert "script" not in shown.tags


def test_hostile_text_is_inert() -> None:
    """Markup in the text is shown, not obeyed."""
    shown = Texts(whole(HOSTILE).to_html())
    assert not {"script", "img"} & shown.tags
    assert not {"onerror", "src", "href"} & shown.attributes
    assert shown.text == HOSTILE


def test_record_fragments_say_who_and_what() -> None:
    """A quotation's fragment names its speaker, a frame's its act and why it was found."""
    document = quotelib.extract(ARTICLE)
    assert "<b>Mara Lind</b>" in document[0]._repr_html_()
    frame = document.by_act("threat")[0]
    assert "threat</span>" in frame._repr_html_()
    assert printable(frame.explain()) in frame._repr_html_()


@pytest.mark.parametrize(
    ("text", "folds_at"),
    [
        ("x" * (FOLD_AT + FOLD_LEAST - 1), None),
        ("x" * FOLD_AT + "\n" + "y" * FOLD_LEAST, FOLD_AT + 1),
        ("x" * FOLD_AT + " " + "y" * FOLD_LEAST, FOLD_AT + 1),
        ("x" * (2 * FOLD_AT), FOLD_AT),
    ],
    ids=["short", "at a line", "at a word", "one word"],
)
def test_long_documents_fold(text: str, folds_at: int | None) -> None:
    """A notebook shows the beginning of a long text; `to_html` shows all of it."""
    html = whole(text)._repr_html_()
    if folds_at is None:
        assert html == whole(text).to_html()
    else:
        head, _, rest = html.partition('<details class="rest">')
        assert Texts(head).text == text[:folds_at]
        assert f"{len(text) - folds_at:,} characters" in rest


def test_most_quoted_speaker_is_number_one() -> None:
    """Speakers are numbered by how often they are quoted; who is only mentioned has no number."""
    document = quotelib.extract(
        "“No,” Ann Poe said. “Yes,” Ron Lee said. Lee said he had met Ann Poe."
    )
    numbers = speaker_numbers(document)
    assert {s.name: numbers.get(id(s)) for s in document.speakers} == {"Ann Poe": 2, "Ron Lee": 1}


# Colours.

DARK_GROUND, LIGHT_GROUND = "#16191e", "#ffffff"
AA_TEXT = 4.5
"""Least contrast of text and ground (WCAG 2.2, level AA)."""


def palette(theme: int) -> dict[str, str]:
    """The custom properties of colors.css in the light (0) or the dark (1) theme."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", sheet("colors.css"))
    return {name: pair[theme] for name, *pair in pairs}


def channels(color: str) -> list[float]:
    """Linear red, green, blue of an sRGB colour."""
    encoded = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in encoded]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    luminance = [
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels(color), strict=True)) + 0.05
        for color in (one, other)
    ]
    return max(luminance) / min(luminance)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colors_contrast_with_their_ground(theme: int) -> None:
    """Every colour that text has, or stands on, reaches AA against the paper and the shaded ground."""
    colors = palette(theme)
    text = [name for name in colors if name not in {"paper", "shade", "rule"}]
    assert f"speaker-{COLORS}" in text
    for name in text:
        assert contrast(colors[name], colors["paper"]) >= AA_TEXT, name
        assert contrast(colors[name], colors["shade"]) >= AA_TEXT, name


DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
"""What is left of linear RGB without one kind of cones (Machado, Oliveira and Fernandes 2009)."""

LEAST_DISTANCE = 0.06
"""In OKLab, where 0.02 can just be seen side by side."""


def oklab(color: str, vision: tuple[tuple[float, ...], ...]) -> list[float]:
    """The colour in OKLab (Ottosson 2020), as this vision has it."""
    rgb = [
        max(0.0, sum(m * c for m, c in zip(row, channels(color), strict=True))) for row in vision
    ]
    to_cones = (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    )
    to_lab = (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    )
    cones = [sum(m * c for m, c in zip(row, rgb, strict=True)) ** (1 / 3) for row in to_cones]
    return [sum(m * c for m, c in zip(row, cones, strict=True)) for row in to_lab]


@pytest.mark.parametrize("vision", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_speakers_differ_to_the_color_blind(
    theme: int, vision: tuple[tuple[float, ...], ...]
) -> None:
    """Any two speakers' colours differ visibly without red or green cones."""
    colors = palette(theme)
    speakers = [oklab(colors[f"speaker-{n}"], vision) for n in range(1, COLORS + 1)]
    for one, other in combinations(speakers, 2):
        distance = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        assert distance >= LEAST_DISTANCE


def test_style_is_scoped() -> None:
    """Every rule of the fragment's style is about the fragment, so that a notebook keeps its own."""
    style = re.sub(
        r"/\*.*?\*/|@media[^{]*\{|\}\s*\}$",
        "",
        sheet("colors.css", "fragment.css"),
        flags=re.DOTALL,
    )
    selectors = re.findall(r"([^{}]+)\{", style)
    assert len(selectors) > 20
    for selector in selectors:
        assert all(".quotelib" in part for part in selector.split(",")), selector
    assert "url(" not in style
    assert "@import" not in style


# displaCy.


@given(documents())
def test_displacy_entities_do_not_overlap(document: Document) -> None:
    """Style "ent" has entities in order and apart; style "span" counts tokens of the text."""
    entities = document.to_displacy()["ents"]
    assert all(one["end"] <= other["start"] for one, other in pairwise(entities))
    spans = document.to_displacy("span")
    assert "".join(spans["tokens"]) == "".join(document.text.split())
    for span in spans["spans"]:
        words = spans["tokens"][span["start_token"] : span["end_token"]]
        assert "".join(words) == "".join(document.text[span["start"] : span["end"]].split())


def test_displacy_labels() -> None:
    """Labels are the parts of a quotation, the acts and the devices, by name."""
    found = quotelib.extract(ARTICLE).to_displacy("span")["spans"]
    labels = {(ARTICLE[span["start"] : span["end"]], span["label"]) for span in found}
    assert {("Mara Lind", "SOURCE"), ("said", "CUE"), ("threatened", "THREAT")} <= labels
    assert ("“We will rebuild the bridge,”", "CONTENT") in labels


def test_displacy_knows_its_styles() -> None:
    """A style that displaCy has but we cannot serve is an error that names ours."""
    with pytest.raises(ParameterError, match="must be 'ent' or 'span', not 'dep'"):
        quotelib.extract(ARTICLE).to_displacy("dep")  # type: ignore[arg-type]


def test_displacy_draws_it() -> None:
    """SpaCy draws both styles, and shows hostile text as text."""
    displacy = pytest.importorskip("spacy.displacy", reason="spaCy is not installed")
    for style in ("ent", "span"):
        html = displacy.render(whole(HOSTILE).to_displacy(style), style=style, manual=True)
        assert "SCARE_QUOTES" in html
        assert "<script" not in html
