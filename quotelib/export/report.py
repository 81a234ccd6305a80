"""Documents as one self-contained page: style, script and data inline, nothing loaded from anywhere.

The documents stand in the page as JSON, in script elements that the browser does not run; the page's
own script reads them and draws what is in sight. Its content security policy names that script
and the style by their hashes and forbids all else, network included: should hostile text ever slip
through the escaping, the browser would still refuse to run it. The scripts and styles are files
under ``data/html``, each with one job.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from string import Template

from quotelib.document import Document
from quotelib.export.contexts import IDENTIFIER, Context, Documents, pairs_of
from quotelib.export.markup import COLORS, printable, sheet
from quotelib.export.pieces import Mark, pieces, speaker_numbers
from quotelib.export.tables import is_missing
from quotelib.records import Device, Frame, Quotation, Span, Speaker
from quotelib.taxonomy import Act, DeviceKind

TITLE = "Who said what"

ABOUT_LENGTH = 200
"""Characters shown of a context's value: a date or an outlet is short, and a whole text no caption."""

_STYLES = ("colors.css", "report.css")
_SCRIPTS = tuple(
    f"report/{name}.js"
    for name in "elements data state filters list facets article detail findings tables main".split()
)
"""In the order in which each needs those before it."""

_TO_ESCAPE = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What must not stand as itself in JSON within a page: characters of markup (``</script>``,
``<!--``), line ends that only some readers know, controls, and surrogates, which UTF-8 has not."""

_MARKS = {"content": "q", "source": "s", "cue": "c", "trigger": "f", "device": "d"}
"""The letter of each role in the ids of marks."""


def report(documents: Documents, *, title: str = TITLE) -> str:
    """One HTML page to read, filter and search the documents in; needs nothing but a browser.

    Args:
        documents: One, or many as `Extractor.pipe` gives them: bare, or with ``as_tuples=True`` in
            pairs with their contexts, which the page shows: an identifier (``"a.txt"``) or a mapping
            (``{"doc_id": ..., "title": ..., "date": ...}``). Without a "title" an article goes by its
            first line.
        title: The heading of the page.

    Raises:
        ParameterError: something among the documents is neither a document nor such a pair.
    """
    return "".join(report_parts(documents, title=title))


def report_parts(documents: Documents, *, title: str = TITLE) -> Iterator[str]:
    """`report` in parts, one for each document, for more of them than memory should hold."""
    style, script = sheet(*_STYLES), _script()
    yield Template(sheet("report/page.html")).substitute(
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " img-src data:; base-uri 'none'; form-action 'none'",
        version=printable(_version()),
        title=printable(title),
        style=style,
        taxonomy=_json(_taxonomy()),
    )
    for position, (document, context) in enumerate(pairs_of(documents)):
        about = _about(context, position)
        data = _json(_article(document, about))
        yield f'<script type="application/json" class="article">{data}</script>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _script() -> str:
    # In a function of its own, so that no name becomes a property of the window.
    return f'(() => {{\n"use strict";\n{sheet(*_SCRIPTS)}}})();\n'


def _hash(text: str) -> str:
    """The source expression of a content security policy for an inline element with this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _version() -> str:
    from quotelib import __version__

    return __version__


def _about(context: Context, position: int) -> dict[str, str]:
    """What the page says of an article beside its text, as short strings."""
    about = {name: str(value) for name, value in context.items() if not is_missing(value)}
    if about.get(IDENTIFIER) == str(position):
        del about[IDENTIFIER]  # Counted, not given: the page counts too.
    return {
        name: value if len(value) <= ABOUT_LENGTH else f"{value[: ABOUT_LENGTH - 1]}…"
        for name, value in about.items()
    }


def _taxonomy() -> dict[str, object]:
    return {
        "colors": COLORS,
        "acts": {
            act.value: {"class": act.act_class.value, "definition": act.definition} for act in Act
        },
        "devices": {kind.value: {"definition": kind.definition} for kind in DeviceKind},
    }


def _article(document: Document, about: dict[str, str]) -> dict[str, object]:
    """The document as the page's script reads it (`data/html/report/data.js`)."""
    numbers = speaker_numbers(document)
    index = {id(speaker): position for position, speaker in enumerate(document.speakers)}
    rest = {key: value for key, value in about.items() if key not in {"title", IDENTIFIER}}
    return _present(
        title=about.get("title"),
        name=about.get(IDENTIFIER),
        about=rest,
        pieces=[
            [piece.text, " ".join(map(_mark_id, piece.marks))] if piece.marks else piece.text
            for piece in pieces(document)
        ],
        speakers=[_speaker(speaker, numbers.get(id(speaker))) for speaker in document.speakers],
        quotations=[_quotation(quotation, index) for quotation in document.quotations],
        frames=[_frame(frame, index, document) for frame in document.frames],
        devices=[_device(device) for device in document.devices],
    )


def _mark_id(mark: Mark) -> str:
    return f"{_MARKS[mark.role]}{mark.index}"


def _present(**fields: object) -> dict[str, object]:
    """The fields without those that are None: absent is shorter, and a page may hold thousands."""
    return {name: value for name, value in fields.items() if value is not None}


def _speaker(speaker: Speaker, number: int | None) -> dict[str, object]:
    return _present(
        name=speaker.name,
        kind=speaker.kind.value,
        number=number,
        unnamed=None if speaker.named else True,
        titles=list(speaker.titles) or None,
        affiliation=speaker.affiliation,
    )


def _quotation(quotation: Quotation, index: dict[int, int]) -> dict[str, object]:
    return _present(
        speaker=index[id(quotation.speaker)] if quotation.speaker else None,
        kind=quotation.kind.value,
        mode=quotation.mode.value,
        polarity=quotation.polarity.value,
        cue=_text(quotation.cue),
        source=_text(quotation.source),
        addressee=_text(quotation.addressee),
        setting=[span.text for span in quotation.setting] or None,
        parent=quotation.parent,
        confidence=round(quotation.confidence, 3),
    )


def _frame(frame: Frame, index: dict[int, int], document: Document) -> dict[str, object]:
    # What is the whole of its quotation need not be told again.
    place = frame.quotation
    told = place is not None and frame.content == document.quotations[place].content
    return _present(
        act=frame.act.value,
        speaker=index[id(frame.speaker)] if frame.speaker else None,
        agent=_text(frame.agent),
        target=_text(frame.target),
        content=None if told else " […] ".join(span.text for span in frame.content) or None,
        basis=frame.basis.value,
        polarity=frame.polarity.value,
        quotation=place,
        rule=frame.rule,
        confidence=round(frame.confidence, 3),
    )


def _device(device: Device) -> dict[str, object]:
    return _present(
        kind=device.kind.value,
        quotation=device.quotation,
        rule=device.rule,
        confidence=round(device.confidence, 3),
    )


def _text(span: Span | None) -> str | None:
    return span.text if span else None
