"""The one invariant of extraction: any str in, a valid document out."""

from quotelib import Document, Quotation, extract
from quotelib.document import spans_of


def checked(text: str) -> Document:
    """The document of a text, after a check of all that must hold whatever the text is.

    Raises:
        AssertionError: something does not.
    """
    document = extract(text)
    assert document.text == text
    for span in spans_of(document):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    for starts in (
        [_first_offset(quotation) for quotation in document],
        [device.span.start for device in document.devices],
        [frame.trigger.start for frame in document.frames if frame.trigger],
        [speaker.mentions[0].start for speaker in document.speakers],
    ):
        assert starts == sorted(starts)
    _check_references(document)
    assert Document.from_dict(document.to_dict()) == document
    assert Document.from_json(document.to_json()) == document
    return document


def _first_offset(quotation: Quotation) -> int:
    spans = (quotation.source, quotation.cue, *quotation.content)
    return min(span.start for span in spans if span is not None)


def _check_references(document: Document) -> None:
    """Records name each other by indices that exist, quotations and frames both ways."""
    from_quotations = {(q, f) for q, quotation in enumerate(document) for f in quotation.frames}
    from_frames = {
        (frame.quotation, index)
        for index, frame in enumerate(document.frames)
        if frame.quotation is not None
    }
    assert from_quotations == from_frames
    for device in document.devices:
        assert device.quotation is None or 0 <= device.quotation < len(document)
    speakers = set(document.speakers)
    for index, quotation in enumerate(document):
        assert quotation.speaker is None or quotation.speaker in speakers
        seen = {index}
        parent = quotation.parent
        while parent is not None:
            assert parent not in seen, "a quotation is inside itself"
            seen.add(parent)
            parent = document[parent].parent
