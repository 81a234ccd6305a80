"""Documents as W3C Web Annotations (https://www.w3.org/TR/annotation-model/, Recommendation of 2017).

Each record is an Annotation whose target is selected twice: by a ``TextPositionSelector``, in code
points as the Recommendation wants it, and by a ``TextQuoteSelector`` with what stands before and
after, which finds the place again when the text has changed (`anchored`). What was found is in
``TextualBody`` bodies; cue, source, speaker's mentions and so on are Annotations of their own, which
link to the record's. The Annotations of a document are the items of one ``AnnotationPage``.
"""

from collections.abc import Iterable, Iterator, Mapping

from quotelib.document import Document
from quotelib.errors import ParameterError
from quotelib.records import Device, Frame, Quotation, Span, Speaker

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_LENGTH = 32
"""Code points before and after a quote: as many as Hypothesis and Apache Annotator keep."""

Json = dict[str, object]


def to_web_annotations(document: Document, source: str) -> Json:
    """The AnnotationPage of a document, as plain data for JSON.

    Args:
        document: What to write.
        source: The IRI of the text, which the Annotations are about; their own are made from it.

    Raises:
        ParameterError: `source` is empty.
    """
    if not source:
        raise ParameterError("Web Annotations need the IRI of the text that they are about")
    page = _Page(document, source)
    items = [
        *(item for index, one in enumerate(document.speakers) for item in page.speaker(index, one)),
        *(i for index, one in enumerate(document.quotations) for i in page.quotation(index, one)),
        *(item for index, one in enumerate(document.frames) for item in page.frame(index, one)),
        *(page.device(index, one) for index, one in enumerate(document.devices)),
    ]
    return {
        "@context": CONTEXT,
        "id": f"{source}#annotations",
        "type": "AnnotationPage",
        "items": items,
    }


class _Page:
    """The Annotations of one document; each method gives those of one record."""

    def __init__(self, document: Document, source: str) -> None:
        self._document = document
        self._source = source
        self._speakers = {id(one): index for index, one in enumerate(document.speakers)}

    def speaker(self, index: int, speaker: Speaker) -> Iterator[Json]:
        if speaker.mentions:
            bodies = [_body("identifying", speaker.name), _body("classifying", speaker.kind)]
            bodies += [_body("describing", title) for title in speaker.titles]
            name = self._name("speaker", index)
            yield self._annotation(name, "identifying", bodies, speaker.mentions)

    def quotation(self, index: int, quotation: Quotation) -> Iterator[Json]:
        name = self._name("quotation", index)
        values = (quotation.kind, quotation.mode, quotation.polarity)
        bodies = [_body("classifying", value) for value in values]
        bodies += self._who(quotation.speaker)
        if quotation.parent is not None:
            bodies.append(_link(self._name("quotation", quotation.parent)))
        yield self._annotation(name, "classifying", bodies, quotation.content)
        yield from self._roles(
            name,
            cue=quotation.cue,
            source=quotation.source,
            addressee=quotation.addressee,
        )
        for number, span in enumerate(quotation.setting):
            yield self._role(f"{name}-setting-{number}", name, "setting", span)

    def frame(self, index: int, frame: Frame) -> Iterator[Json]:
        spans = (frame.trigger,) if frame.trigger else frame.content
        if not spans:
            return
        name = self._name("frame", index)
        bodies = [_body("tagging", value) for value in (frame.act, frame.basis, frame.polarity)]
        bodies += self._who(frame.speaker)
        if frame.quotation is not None:
            bodies.append(_link(self._name("quotation", frame.quotation)))
        yield self._annotation(name, "tagging", bodies, spans)
        yield from self._roles(name, agent=frame.agent, target=frame.target)

    def device(self, index: int, device: Device) -> Json:
        bodies = [_body("tagging", device.kind)]
        if device.quotation is not None:
            bodies.append(_link(self._name("quotation", device.quotation)))
        return self._annotation(self._name("device", index), "tagging", bodies, (device.span,))

    def _name(self, record: str, index: int) -> str:
        return f"{self._source}#{record}-{index}"

    def _who(self, speaker: Speaker | None) -> list[Json]:
        """The bodies that say who speaks: the name, and the speaker's own Annotation if it has one."""
        if speaker is None:
            return []
        index = self._speakers[id(speaker)]
        link = [_link(self._name("speaker", index))] if speaker.mentions else []
        return [_body("identifying", speaker.name), *link]

    def _roles(self, name: str, **spans: Span | None) -> Iterator[Json]:
        for role, span in spans.items():
            if span is not None:
                yield self._role(f"{name}-{role}", name, role, span)

    def _role(self, name: str, record: str, role: str, span: Span) -> Json:
        """The Annotation of a part that a record has elsewhere in the text."""
        return self._annotation(name, "linking", [_body("tagging", role), _link(record)], (span,))

    def _annotation(
        self, name: str, motivation: str, bodies: list[Json], spans: Iterable[Span]
    ) -> Json:
        return {
            "id": name,
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": [
                {"source": self._source, "selector": selectors(self._document.text, span)}
                for span in spans
            ],
        }


def _body(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": str(value), "format": "text/plain"}


def _link(name: str) -> Json:
    return {"type": "SpecificResource", "purpose": "linking", "source": name}


def selectors(text: str, span: Span) -> list[Json]:
    """The two selectors of a span: by position, and by its words and what stands around them."""
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - CONTEXT_LENGTH) : span.start],
            "suffix": text[span.end : span.end + CONTEXT_LENGTH],
        },
    ]


def anchored(text: str, selectors: Iterable[Mapping[str, object]]) -> Span | None:
    """Where the selectors of a target lead in a text, which may have changed since they were made.

    The quote decides: the place where it stands with most of what stood around it; among equal
    ones the nearest to where it was. None where its words are not in the text any more.

    Raises:
        ParameterError: there is no ``TextQuoteSelector`` among them.
    """
    by_type = {selector.get("type"): selector for selector in selectors}
    quote = by_type.get("TextQuoteSelector")
    if quote is None:
        raise ParameterError("a target needs a TextQuoteSelector to be found again")
    exact, prefix, suffix = (str(quote.get(part, "")) for part in ("exact", "prefix", "suffix"))
    position = by_type.get("TextPositionSelector", {}).get("start")
    former = position if isinstance(position, int) else 0
    best: tuple[int, int, int] | None = None
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        around = _alike(reversed(text[max(0, start - len(prefix)) : start]), reversed(prefix))
        around += _alike(text[end : end + len(suffix)], suffix)
        best = max(best or (-1, 0, 0), (around, -abs(start - former), start))
        start = text.find(exact, start + 1)
    return None if best is None else Span(best[2], best[2] + len(exact), exact)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters are the same from the beginning on."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count
