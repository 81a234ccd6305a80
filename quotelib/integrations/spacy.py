"""A spaCy pipeline component (the extra ``spacy``).

Example::

    nlp = spacy.load("en_core_web_sm")  # any pipeline, also spacy.blank("en")
    nlp.add_pipe("quotelib", config={"minimum_confidence": 0.5})
    doc = nlp("“The bridge stays open,” Mara Lind said.")
    doc._.quotelib  # the quotelib.Document
    doc.spans["quotelib_quotations"]  # spaCy spans; labels are kinds, ids are indices of the records
    doc.ents[0]._.quotation  # the innermost quotation that a span or a token stands in, or None

The component reads the text itself and needs no other component. The records are kept in
``doc.user_data["quotelib"]`` as plain data, and so go with the doc through ``to_bytes``, ``DocBin``
(with ``store_user_data=True``), pickle, and the processes of ``nlp.pipe(n_process=...)``. The
options are the component's config, and so are saved with the pipeline.
"""

from collections.abc import Iterable, Iterator, Sequence

from quotelib.document import Document
from quotelib.errors import MissingExtraError, QuotelibError
from quotelib.export.plain import from_plain, to_plain
from quotelib.extractor import Extractor
from quotelib.integrations.options import extractor_from
from quotelib.records import Quotation, Span

try:
    from spacy.language import Language
    from spacy.tokens import Doc, SpanGroup, Token
    from spacy.tokens import Span as DocSpan
except ImportError as error:
    raise MissingExtraError.of("spaCy", "spacy", "quotelib.integrations.spacy") from error

NAME = "quotelib"
"""Name of the component, of the extension of docs, and of the key in ``doc.user_data``."""

Labelled = tuple[int, str, Span]
"""Index of a record, label of its spaCy span, and the span of the record."""


class QuotelibComponent:
    """What `add_pipe` adds.

    Attributes:
        name: Name of the component in its pipeline.
        extractor: What finds the records.
        prefix: What the names of the groups in ``doc.spans`` begin with.
    """

    def __init__(self, name: str, extractor: Extractor, prefix: str) -> None:
        self.name = name
        self.extractor = extractor
        self.prefix = prefix

    def __call__(self, doc: Doc) -> Doc:
        """Find everything in the doc's text, and set ``doc._.quotelib`` and ``doc.spans``."""
        document = self.extractor.extract(doc.text)
        doc.user_data[NAME] = _Findings.of(document)
        for layer, spans in _layers(document):
            name = self.prefix + layer
            doc.spans[name] = SpanGroup(doc, name=name, spans=list(_aligned(doc, spans)))
        return doc


class _Findings(dict[str, object]):
    """A document as plain data, but for its text, which the doc has; with what was made of it.

    What is made of it is kept beside the data, not in it, so that it is never serialised.
    """

    document: Document | None = None
    covering: list[tuple[int, ...]] | None = None

    @classmethod
    def of(cls, document: Document) -> "_Findings":
        plain = to_plain(document)
        del plain["text"]
        found = cls(plain)
        found.document = document
        return found

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as plain data."""
        return dict, (dict(self),)


def _layers(document: Document) -> Iterator[tuple[str, Iterable[Labelled]]]:
    """What stands in each group of spans."""
    quotations = list(enumerate(document.quotations))
    yield (
        "quotations",
        ((index, str(q.kind), span) for index, q in quotations for span in q.content),
    )
    yield "cues", ((index, "cue", q.cue) for index, q in quotations if q.cue)
    yield "sources", ((index, "source", q.source) for index, q in quotations if q.source)
    yield (
        "speakers",
        (
            (index, str(speaker.kind), mention)
            for index, speaker in enumerate(document.speakers)
            for mention in speaker.mentions
        ),
    )
    yield (
        "frames",
        (
            (index, str(frame.act), span)
            for index, frame in enumerate(document.frames)
            for span in ([frame.trigger] if frame.trigger else frame.content)
        ),
    )
    yield (
        "devices",
        ((index, str(device.kind), device.span) for index, device in enumerate(document.devices)),
    )


def _aligned(doc: Doc, spans: Iterable[Labelled]) -> Iterator[DocSpan]:
    """The spaCy spans of all tokens that a span touches; spaCy's tokens may be longer than ours."""
    for index, label, span in spans:
        found = doc.char_span(
            span.start, span.end, label=label, span_id=index, alignment_mode="expand"
        )
        if found is not None:  # None where there is no token, as in an empty span
            yield found


def _findings(doc: Doc) -> _Findings:
    found = doc.user_data.get(NAME)
    if not isinstance(found, dict):
        raise QuotelibError(
            "this doc was not read by quotelib: add the component with nlp.add_pipe('quotelib'), and"
            " keep doc.user_data where docs are stored (DocBin has store_user_data=True)"
        )
    if not isinstance(found, _Findings):  # it was serialised in between
        found = doc.user_data[NAME] = _Findings(found)
    return found


def document_of(doc: Doc) -> Document:
    """What ``doc._.quotelib`` gives: the records found in a doc.

    Raises:
        QuotelibError: the doc was not read by quotelib.
    """
    findings = _findings(doc)
    if findings.document is None:
        findings.document = from_plain({**findings, "text": doc.text})
    return findings.document


def quotation_of(part: "DocSpan | Token") -> Quotation | None:
    """What ``span._.quotation`` and ``token._.quotation`` give: the innermost quotation around all
    of it, or None.

    Raises:
        QuotelibError: the doc was not read by quotelib.
    """
    doc = part.doc
    findings, document = _findings(doc), document_of(doc)
    if findings.covering is None:
        findings.covering = _covering(doc, document.quotations)
    first, last = (part.i, part.i + 1) if isinstance(part, Token) else (part.start, part.end)
    of_tokens = findings.covering[first:last]
    for index in of_tokens[0] if of_tokens else ():
        if all(index in others for others in of_tokens):
            return document.quotations[index]
    return None


def _covering(doc: Doc, quotations: Sequence[Quotation]) -> list[tuple[int, ...]]:
    """For every token the indices of the quotations that it stands in, the shortest first."""
    covering: list[list[int]] = [[] for _ in doc]
    by_length = sorted(
        range(len(quotations)),
        key=lambda index: sum(map(len, quotations[index].content)),
    )
    for index in by_length:
        for span in quotations[index].content:
            found = doc.char_span(span.start, span.end, alignment_mode="expand")
            for token in found or ():
                covering[token.i].append(index)
    return [tuple(indices) for indices in covering]


def make_component(
    nlp: Language,  # noqa: ARG001 - spaCy's signature of a factory
    name: str,
    speakers: bool,  # noqa: FBT001
    frames: bool,  # noqa: FBT001
    devices: bool,  # noqa: FBT001
    minimum_confidence: float,
    cues: dict[str, str],
    entries: list[dict[str, object]],
    without: list[str],
    prefix: str,
) -> QuotelibComponent:
    """The factory that spaCy calls; for the options see `quotelib.integrations.options`.

    Raises:
        ParameterError: the confidence is outside its range.
        LexiconError: a cue or an entry is malformed, or there is no entry of this id.
    """
    extractor = extractor_from(
        speakers=speakers,
        frames=frames,
        devices=devices,
        minimum_confidence=minimum_confidence,
        cues=cues,
        entries=entries,
        without=without,
    )
    return QuotelibComponent(name, extractor, prefix)


def _register() -> None:
    """Tell spaCy of the component and the extensions; done once, when this module is imported."""
    Language.factory(
        NAME,
        func=make_component,
        assigns=["doc.spans", f"doc._.{NAME}"],
        default_config={
            "speakers": True,
            "frames": True,
            "devices": True,
            "minimum_confidence": 0.0,
            "cues": {},
            "entries": [],
            "without": [],
            "prefix": f"{NAME}_",
        },
    )
    Doc.set_extension(NAME, getter=document_of, force=True)
    for kind in (DocSpan, Token):
        kind.set_extension("quotation", getter=quotation_of, force=True)


_register()
