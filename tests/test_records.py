"""The records and the document: what they accept, hold, compare and say of themselves."""

import pickle

import attrs
import pytest
from hypothesis import given
from strategies import documents

import quotelib
from quotelib import (
    Act,
    ActClass,
    Basis,
    DeviceKind,
    Document,
    Frame,
    Mode,
    Polarity,
    Quotation,
    QuotationKind,
    RecordError,
    Span,
    Speaker,
    SpeakerKind,
    TextTypeError,
)

TEXT = "“We will not wait,” Mara O’Dell said. O'Dell denied that."
ENUMERATIONS = [
    quotelib.ActClass,
    Act,
    Basis,
    DeviceKind,
    Mode,
    Polarity,
    QuotationKind,
    SpeakerKind,
]


def span(words: str) -> Span:
    """The span of these words in `TEXT`."""
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def quotation(**changes: object) -> Quotation:
    """A valid quotation with some fields changed."""
    fields: dict[str, object] = {
        "content": (span("“We will not wait,”"),),
        "cue": span("said"),
        "source": span("Mara O’Dell"),
        "speaker": None,
        "kind": QuotationKind.DIRECT,
        "mode": Mode.SPEECH,
        "polarity": Polarity.POSITIVE,
    }
    return Quotation(**{**fields, **changes})  # type: ignore[arg-type]


def frame(**changes: object) -> Frame:
    """A valid frame with some fields changed."""
    fields: dict[str, object] = {
        "act": Act.DENIAL,
        "trigger": span("denied"),
        "agent": span("O'Dell"),
        "speaker": None,
        "target": None,
        "content": (),
        "basis": Basis.EXPLICIT,
        "polarity": Polarity.POSITIVE,
    }
    return Frame(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture
def document() -> Document:
    """A document with one of each record."""
    speaker = Speaker(
        "Mara O’Dell", SpeakerKind.PERSON, (span("Mara O’Dell"), span("O'Dell")), ("mayor",)
    )
    return Document(
        TEXT,
        (quotation(speaker=speaker, frames=(0,)),),
        (speaker,),
        (frame(speaker=speaker, quotation=0, rule="denial.deny"),),
        (quotelib.Device(DeviceKind.SCARE_QUOTES, span("wait")),),
    )


@pytest.mark.parametrize(
    ("record", "names"),
    [
        (Span, "start end text"),
        (
            Quotation,
            "content cue source speaker kind mode polarity addressee setting parent frames confidence",
        ),
        (Speaker, "name kind mentions titles affiliation named"),
        (
            Frame,
            "act trigger agent speaker target content basis polarity quotation confidence rule",
        ),
        (quotelib.Device, "kind span quotation confidence rule"),
        (Document, "text quotations speakers frames devices"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_fields_in_order(record: type, names: str) -> None:
    """Positional construction and pattern matching rely on the published order of the fields."""
    assert [field.name for field in attrs.fields(record)] == names.split()


@pytest.mark.parametrize("enumeration", ENUMERATIONS, ids=lambda e: e.__name__)
def test_members_are_their_strings(enumeration: type[Act]) -> None:
    """A member compares, prints and formats as its value."""
    for member in enumeration:
        assert member == member.value == str(member) == f"{member}"
        assert enumeration(member.value) is member


def test_unknown_member_names_the_known_ones() -> None:
    """A wrong value of an enumeration is answered with the right ones."""
    with pytest.raises(RecordError, match=r"'shouting' is no Mode; .*speech, writing, thought"):
        Mode("shouting")


def test_every_act_is_documented() -> None:
    """The taxonomy file covers exactly the members, with well-formed codes."""
    assert len(Act) == 32
    for act in Act:
        assert act.definition.endswith(".")
        assert act.act_class in ActClass
        assert all(code.isdigit() and 2 <= len(code) <= 4 for code in act.cameo)
        assert act.plover is None or act.plover.isupper()


def test_every_device_is_documented() -> None:
    """Every device has its definition in the taxonomy file."""
    assert len(DeviceKind) == 12
    assert all(kind.definition.endswith(".") for kind in DeviceKind)


def test_threat_in_the_event_codings() -> None:
    """One act, looked up by hand, guards against a shifted table."""
    threat = Act.THREAT
    assert (threat.act_class, threat.cameo, threat.plover) == (
        ActClass.COMMISSIVE,
        ("13",),
        "THREATEN",
    )


@pytest.mark.parametrize(
    ("start", "end", "text"), [(3, 2, ""), (-1, 0, "x"), (0, 3, "ab")], ids=str
)
def test_impossible_span(start: int, end: int, text: str) -> None:
    """A span that runs backwards or is not as long as its text is refused."""
    with pytest.raises(RecordError):
        Span(start, end, text)


def test_empty_quotation_is_refused() -> None:
    """A quotation without content would have no start."""
    with pytest.raises(RecordError, match="content"):
        quotation(content=())


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_confidence_is_a_probability(confidence: float) -> None:
    """Confidence outside 0 to 1 is refused in every record that has it."""
    for make in (
        quotation,
        frame,
        lambda **k: quotelib.Device(DeviceKind.SCARE_QUOTES, span("wait"), **k),
    ):
        with pytest.raises(RecordError, match="confidence"):
            make(confidence=confidence)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"quotations": (quotation(parent=1),)}, "parent of quotation 0 is 1"),
        ({"quotations": (quotation(parent=0),)}, "its own parent"),
        ({"quotations": (quotation(frames=(0,)),)}, "frame of quotation 0 is 0"),
        ({"frames": (frame(quotation=-1),)}, "quotation of frame 0 is -1"),
        ({"quotations": (quotation(cue=Span(0, 4, "said")),)}, "not in the document"),
        (
            {"quotations": (quotation(speaker=Speaker("X", SpeakerKind.PERSON, ())),)},
            "not one of the",
        ),
        ({"frames": (frame(speaker=Speaker("X", SpeakerKind.PERSON, ())),)}, "not one of the"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_document_parts_must_fit(parts: dict[str, tuple[object, ...]], message: str) -> None:
    """Records that do not belong together cannot be made into a document."""
    with pytest.raises(RecordError, match=message):
        Document(TEXT, **parts)  # type: ignore[arg-type]


def test_document_text_must_be_str() -> None:
    """A document of bytes is refused with the remedy."""
    with pytest.raises(TextTypeError, match="decode it first"):
        Document(b"bytes")  # type: ignore[arg-type]


def test_records_are_frozen(document: Document) -> None:
    """A record cannot be changed after it was made."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        document[0].parent = 3  # type: ignore[misc]


def test_document_is_a_sequence_of_quotations(document: Document) -> None:
    """Length, iteration, index and slice are those of the quotations; a document is never false."""
    assert len(document) == 1
    assert list(document) == [document[0]] == list(document[:5])
    assert document[-1] is document.quotations[0]
    assert Document("")


@pytest.mark.parametrize("alias", ["Mara O’Dell", "mara o'dell", "O’Dell", " O'DELL "])
def test_by_speaker_takes_any_mention(document: Document, alias: str) -> None:
    """Name or mention, in any case and with either apostrophe, finds the speaker's quotations."""
    assert document.by_speaker(alias) == document.quotations
    assert document.by_speaker(document.speakers[0]) == document.quotations


def test_by_speaker_of_a_stranger_is_empty(document: Document) -> None:
    """A name that the document does not know gives nothing."""
    assert document.by_speaker("Dell") == ()


def test_by_act(document: Document) -> None:
    """Acts are found by member and by name; a misspelt name is an error, not an empty answer."""
    assert document.by_act(Act.DENIAL) == document.by_act("denial") == document.frames
    assert document.by_act("threat") == ()
    with pytest.raises(RecordError):
        document.by_act("denail")


def test_reprs(document: Document) -> None:
    """Reprs are one short line that says what is in the record."""
    assert repr(document) == (
        "<Document of 57 characters: 1 quotation, 1 speaker, 1 frame, 1 device>"
    )
    assert repr(document[0]) == (
        "<Quotation 0:19 (direct speech) 'Mara O’Dell': '“We will not wait,”'>"
    )
    assert repr(document.speakers[0]) == "<Speaker 'Mara O’Dell' (person, 2 mentions)>"
    assert repr(document.frames[0]) == "<Frame denial, by \"O'Dell\", 45:51 'denied'>"
    assert repr(document.devices[0]) == "<Device scare_quotes 13:17 'wait'>"
    assert repr(span("said")) == "<Span 32:36 'said'>"


def test_explain(document: Document) -> None:
    """A frame says in a sentence what was found where, and by which rule."""
    explanation = document.frames[0].explain()
    assert explanation.startswith(
        "“denied” names the act “denial” by Mara O’Dell (rule denial.deny)"
    )
    assert explanation.endswith(Act.DENIAL.definition)


@given(documents())
def test_pickle_round_trip(document: Document) -> None:
    """A pickled document comes back equal, its quotations still sharing its speakers."""
    copy = pickle.loads(pickle.dumps(document))  # noqa: S301 - our own bytes
    assert copy == document
    speakers = {id(speaker) for speaker in copy.speakers}
    assert all(q.speaker is None or id(q.speaker) in speakers for q in copy)


@given(documents())
def test_reprs_are_one_printable_line(document: Document) -> None:
    """No record's repr can break a terminal or a log line, whatever its text holds."""
    records = (*document, *document.speakers, *document.frames, *document.devices, document)
    for record in records:
        assert "\n" not in repr(record)
        repr(record).encode()
        assert len(repr(record)) < 1000
