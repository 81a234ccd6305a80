"""The records that quotelib gives out: plain, frozen values, compared by what they hold.

Offsets are Unicode code points into the document's text, half-open (the end is excluded), so
``document.text[span.start:span.end] == span.text`` for every span. Records refer to each other by
index in the document's tuples, except that speakers are shared: `Quotation.speaker` is one of
`Document.speakers`. A record checks what it can see of itself when it is made; `Document` (in
`quotelib.document`) checks that its parts belong together.
"""

import attrs

from quotelib.enumerations import Basis, Mode, Polarity, QuotationKind, SpeakerKind
from quotelib.errors import RecordError
from quotelib.taxonomy import Act, ActClass, DeviceKind

__all__ = [
    "Act",
    "ActClass",
    "Basis",
    "Device",
    "DeviceKind",
    "Frame",
    "Mode",
    "Polarity",
    "Quotation",
    "QuotationKind",
    "Span",
    "Speaker",
    "SpeakerKind",
]

_REPR_LENGTH = 40
"""How much of a text a repr shows, in code points: so much fits on a line beside the rest."""


@attrs.frozen(repr=False)
class Span:
    """A stretch of a document's text.

    Attributes:
        start: Offset of the first code point.
        end: Offset past the last code point.
        text: The stretch itself, ``document.text[start:end]``.
    """

    start: int
    end: int
    text: str

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise RecordError(f"a span must have 0 <= start <= end, not {self.start}:{self.end}")
        if self.end - self.start != len(self.text):
            raise RecordError(
                f"the span {self.start}:{self.end} is {self.end - self.start} code points long,"
                f" but its text has {len(self.text)}: {shortened(self.text)}"
            )

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """A span is something found, hence true, even where it is empty."""
        return True

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Span {self.start}:{self.end} {shortened(self.text)}>"


@attrs.frozen(repr=False)
class Speaker:
    """Somebody or something that is quoted in a document, once for all mentions.

    Attributes:
        name: The fullest form in the document, bare of titles.
        kind: What the speaker is.
        mentions: Where the document names or otherwise refers to the speaker, in text order.
        titles: Titles and roles given in the document: "president", "ministry spokesman".
        affiliation: The body or country that the speaker belongs to, as the document has it.
        named: False for anonymous sources such as "a senior official".
    """

    name: str
    kind: SpeakerKind
    mentions: tuple[Span, ...]
    titles: tuple[str, ...] = ()
    affiliation: str | None = None
    named: bool = True

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        mentions = counted(len(self.mentions), "mention")
        return f"<Speaker {shortened(self.name)} ({self.kind}, {mentions})>"


@attrs.frozen(repr=False)
class Quotation:
    """Words or thoughts that the text ascribes to a source (an attribution relation; Pareti 2016).

    Attributes:
        content: What is said. Several spans where it is interrupted or runs over paragraphs; a
            direct quotation includes its quotation marks.
        cue: The words that report it ("said"), None where only the structure tells.
        source: Who says it, as written there; None where the text leaves it out.
        speaker: Who that is, one of `Document.speakers`.
        kind: Whether the content is quoted, reported, or both.
        mode: Speech, writing or thought.
        polarity: Whether it was said, was not said, or might be.
        addressee: To whom it is said, as written.
        setting: When, where and in which medium, as written.
        parent: Index in `Document.quotations` of the quotation that this one stands inside or is
            relayed by.
        frames: Indices in `Document.frames` of the acts done by it.
        confidence: Calibrated probability, 0 to 1, that this is a quotation with these parts.
    """

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: Speaker | None
    kind: QuotationKind
    mode: Mode
    polarity: Polarity
    addressee: Span | None = None
    setting: tuple[Span, ...] = ()
    parent: int | None = None
    frames: tuple[int, ...] = ()
    confidence: float = 1.0

    def __attrs_post_init__(self) -> None:
        if not self.content:
            raise RecordError("a quotation must have at least one content span")
        _check_confidence(self.confidence)

    @property
    def text(self) -> str:
        """The content spans, joined by a blank."""
        return " ".join(span.text for span in self.content)

    @property
    def start(self) -> int:
        """Offset of the first code point of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Offset past the last code point of the content."""
        return self.content[-1].end

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        who = self.speaker.name if self.speaker else self.source.text if self.source else "?"
        return (
            f"<Quotation {self.start}:{self.end} ({self.kind} {self.mode})"
            f" {shortened(who)}: {shortened(self.text)}>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from quotelib.export.html import quotation_html

        return quotation_html(self)


@attrs.frozen(repr=False)
class Frame:
    """A speech act that the text reports or a quotation performs, with its participants.

    Attributes:
        act: What is done.
        trigger: The words that name or carry it; None where it is implicit without a phrase.
        agent: Who does it, as written at the trigger.
        speaker: Who that is, one of `Document.speakers`.
        target: Whom it is directed at, as written.
        content: What is claimed, demanded, threatened, ...
        basis: Whether a cue names the act or the quoted words perform it.
        polarity: Whether it was done, was not done, or might be.
        quotation: Index in `Document.quotations` of the quotation it belongs to.
        confidence: Calibrated probability, 0 to 1, that the act is there.
        rule: Id of the lexicon entry that fired, None where a frame has another origin.
    """

    act: Act
    trigger: Span | None
    agent: Span | None
    speaker: Speaker | None
    target: Span | None
    content: tuple[Span, ...]
    basis: Basis
    polarity: Polarity
    quotation: int | None = None
    confidence: float = 1.0
    rule: str | None = None

    def __attrs_post_init__(self) -> None:
        _check_confidence(self.confidence)

    @property
    def act_class(self) -> ActClass:
        """The act's class after Searle."""
        return self.act.act_class

    def explain(self) -> str:
        """One sentence that says what was found, in which words, and by which rule."""
        name = self.act.replace("_", " ")
        words = f"“{self.trigger}”" if self.trigger else "the wording"
        verb = "names" if self.basis is Basis.EXPLICIT else "implies"
        negation = {
            Polarity.POSITIVE: "",
            Polarity.NEGATED: ", reported as not done",
            Polarity.HYPOTHETICAL: ", reported as not done yet or only supposed",
        }[self.polarity]
        agent = f" by {self.speaker or self.agent}" if self.speaker or self.agent else ""
        target = f" directed at {self.target}" if self.target else ""
        rule = f" (rule {self.rule})" if self.rule else ""
        return (
            f"{words} {verb} the act “{name}”{agent}{target}{negation}{rule}: {self.act.definition}"
        )

    def __repr__(self) -> str:
        parts = (
            [str(self.act)]
            if self.polarity is Polarity.POSITIVE
            else [f"{self.polarity} {self.act}"]
        )
        if self.agent:
            parts.append(f"by {shortened(self.agent.text)}")
        if self.target:
            parts.append(f"at {shortened(self.target.text)}")
        if self.trigger:
            parts.append(f"{self.trigger.start}:{self.trigger.end} {shortened(self.trigger.text)}")
        return f"<Frame {', '.join(parts)}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from quotelib.export.html import frame_html

        return frame_html(self)


@attrs.frozen(repr=False)
class Device:
    """A device of framing in the narration or in a quotation.

    Attributes:
        kind: Which device.
        span: The words that make it.
        quotation: Index in `Document.quotations` of the quotation that holds it; None where the
            narrator speaks.
        confidence: Calibrated probability, 0 to 1, that the device is there.
        rule: Id of the lexicon entry that fired, None where a device has another origin.
    """

    kind: DeviceKind
    span: Span
    quotation: int | None = None
    confidence: float = 1.0
    rule: str | None = None

    def __attrs_post_init__(self) -> None:
        _check_confidence(self.confidence)

    def __repr__(self) -> str:
        return f"<Device {self.kind} {self.span.start}:{self.span.end} {shortened(self.span.text)}>"


def _check_confidence(confidence: float) -> None:
    if not 0.0 <= confidence <= 1.0:
        raise RecordError(f"a confidence must be between 0 and 1, not {confidence!r}")


def shortened(text: str) -> str:
    """`text` as a literal (nothing unprintable left), cut to what a repr has room for."""
    return repr(text if len(text) <= _REPR_LENGTH else text[: _REPR_LENGTH - 1] + "…")


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 frame", "2 frames"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
