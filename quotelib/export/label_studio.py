"""Documents as Label Studio tasks with predictions, and the labelling configuration they belong to.

The forms are those of Label Studio's guide ("Import pre-annotated data into Label Studio"): a task
has its ``data``, which keeps a user's columns, and one prediction, whose ``result`` holds regions,
what is chosen or written for a region, and relations between regions. Offsets count code points, as
Label Studio's do for a ``Text``.
"""

from collections.abc import Iterable, Mapping
from statistics import fmean
from xml.sax.saxutils import quoteattr

import quotelib
from quotelib.document import Document
from quotelib.enumerations import Basis, Mode, Polarity, QuotationKind
from quotelib.errors import ParameterError
from quotelib.export.contexts import Context
from quotelib.records import Device, Frame, Quotation, Span
from quotelib.taxonomy import Act, DeviceKind

Json = dict[str, object]

COLORS = {
    "Quotation": "#1f77b4",
    "Cue": "#d62728",
    "Source": "#2ca02c",
    "Addressee": "#17becf",
    "Setting": "#7f7f7f",
    "Act": "#ff7f0e",
    "Agent": "#8c564b",
    "Target": "#9467bd",
    "Device": "#e377c2",
}
"""The labels of regions, with a colour for each (Matplotlib's ten, made to be told apart)."""

CHOICES: Mapping[str, tuple[str, Iterable[str]]] = {
    "kind": ("Quotation", QuotationKind),
    "mode": ("Quotation", Mode),
    "polarity": ("Quotation,Act", Polarity),
    "act": ("Act", Act),
    "basis": ("Act", Basis),
    "device": ("Device", DeviceKind),
}
"""What is chosen for a region: the labels of the regions it is chosen for, and the values."""

RELATIONS = (
    "continued",
    "cue",
    "source",
    "addressee",
    "setting",
    "agent",
    "target",
    "act",
    "within",
)
"""How a region belongs to another: from a quotation or an act to its parts, or ``within`` another."""

SPEAKER = "speaker"
"""The text field of a quotation or an act that holds the name of the speaker."""


def to_label_studio(document: Document, context: Context | None = None) -> Json:
    """The task of a document, as plain data for JSON.

    Args:
        document: What to write.
        context: Columns of your own, which become part of the task's ``data``.

    Raises:
        ParameterError: the context has a column ``text``.
    """
    context = context or {}
    if "text" in context:
        raise ParameterError("the column 'text' that you bring along is the text itself: rename it")
    prediction: Json = {
        "model_version": f"quotelib-{quotelib.__version__}",
        "result": _Result(document).items,
    }
    if document.quotations:
        prediction["score"] = fmean(quotation.confidence for quotation in document)
    return {"data": {**context, "text": document.text}, "predictions": [prediction]}


class _Result:
    """The result of one document: its regions, and what belongs to them."""

    def __init__(self, document: Document) -> None:
        self.items: list[Json] = []
        for index, quotation in enumerate(document.quotations):
            self._quotation(f"quotation-{index}", quotation)
        for index, frame in enumerate(document.frames):
            self._frame(f"act-{index}", frame, document)
        for index, device in enumerate(document.devices):
            self._device(f"device-{index}", device)

    def _quotation(self, name: str, quotation: Quotation) -> None:
        first, *others = quotation.content
        self._region(name, "Quotation", first, quotation.confidence)
        self._choose(name, first, "kind", quotation.kind)
        self._choose(name, first, "mode", quotation.mode)
        self._choose(name, first, "polarity", quotation.polarity)
        if quotation.speaker is not None:
            self._write(name, first, quotation.speaker.name)
        for number, span in enumerate(others):
            self._part(name, f"content-{number + 1}", "Quotation", "continued", span)
        self._part(name, "cue", "Cue", "cue", quotation.cue)
        self._part(name, "source", "Source", "source", quotation.source)
        self._part(name, "addressee", "Addressee", "addressee", quotation.addressee)
        for number, span in enumerate(quotation.setting):
            self._part(name, f"setting-{number}", "Setting", "setting", span)
        if quotation.parent is not None:
            self._relate(name, f"quotation-{quotation.parent}", "within")

    def _frame(self, name: str, frame: Frame, document: Document) -> None:
        # An act without words of its own stands where its content does, or else its quotation.
        spans = [frame.trigger, *frame.content]
        if frame.quotation is not None:
            spans += document.quotations[frame.quotation].content
        place = next((span for span in spans if span is not None), None)
        if place is None:
            return
        self._region(name, "Act", place, frame.confidence)
        self._choose(name, place, "act", frame.act)
        self._choose(name, place, "basis", frame.basis)
        self._choose(name, place, "polarity", frame.polarity)
        if frame.speaker is not None:
            self._write(name, place, frame.speaker.name)
        self._part(name, "agent", "Agent", "agent", frame.agent)
        self._part(name, "target", "Target", "target", frame.target)
        if frame.quotation is not None:
            self._relate(f"quotation-{frame.quotation}", name, "act")

    def _device(self, name: str, device: Device) -> None:
        self._region(name, "Device", device.span, device.confidence)
        self._choose(name, device.span, "device", device.kind)
        if device.quotation is not None:
            self._relate(name, f"quotation-{device.quotation}", "within")

    def _part(self, whole: str, part: str, label: str, relation: str, span: Span | None) -> None:
        """A region of its own, and how the whole is related to it."""
        if span is not None:
            self._region(f"{whole}-{part}", label, span)
            self._relate(whole, f"{whole}-{part}", relation)

    def _region(self, name: str, label: str, span: Span, score: float | None = None) -> None:
        value = {"start": span.start, "end": span.end, "text": span.text, "labels": [label]}
        self._add(name, "label", "labels", value, {} if score is None else {"score": score})

    def _choose(self, name: str, span: Span, control: str, choice: str) -> None:
        value = {"start": span.start, "end": span.end, "choices": [str(choice)]}
        self._add(name, control, "choices", value)

    def _write(self, name: str, span: Span, words: str) -> None:
        value = {"start": span.start, "end": span.end, "text": [words]}
        self._add(name, SPEAKER, "textarea", value)

    def _add(
        self,
        name: str,
        control: str,
        kind: str,
        value: Json,
        more: Mapping[str, object] | None = None,
    ) -> None:
        region = {"id": name, "from_name": control, "to_name": "text", "type": kind, "value": value}
        self.items.append({**region, **(more or {})})

    def _relate(self, start: str, end: str, relation: str) -> None:
        self.items.append(
            {
                "type": "relation",
                "from_id": start,
                "to_id": end,
                "direction": "right",
                "labels": [relation],
            }
        )


def label_studio_config() -> str:
    """The labelling configuration that the tasks belong to, in Label Studio's XML."""
    lines = [
        "<View>",
        # Without it Label Studio would fold white space, and the offsets would be wrong.
        "  <Style>.htx-text { white-space: pre-wrap; }</Style>",
        "  <Relations>",
        *(f"    <Relation value={quoteattr(relation)}/>" for relation in RELATIONS),
        "  </Relations>",
        '  <Labels name="label" toName="text">',
        *(
            f"    <Label value={quoteattr(label)} background={quoteattr(color)}/>"
            for label, color in COLORS.items()
        ),
        "  </Labels>",
        '  <Text name="text" value="$text"/>',
    ]
    for name, (labels, values) in CHOICES.items():
        lines.append(f'  <Choices name="{name}" {_for_regions(labels)} choice="single-radio">')
        lines += [f"    <Choice value={quoteattr(str(value))}/>" for value in values]
        lines.append("  </Choices>")
    lines.append(
        f'  <TextArea name="{SPEAKER}" {_for_regions("Quotation,Act")} editable="true"'
        ' maxSubmissions="1" placeholder="speaker"/>'
    )
    lines.append("</View>")
    return "".join(f"{line}\n" for line in lines)


def _for_regions(labels: str) -> str:
    """The attributes of a control that is there for every region with one of these labels."""
    return f'toName="text" perRegion="true" whenTagName="label" whenLabelValue="{labels}"'
