"""Gold documents from words: where they are found, and what is said where they are not."""

from typing import Any

import pytest

from quotelib import Document, QuotationKind, RecordError
from quotelib.evaluation import annotated, evaluate

TEXT = (
    "“We stay,” Mara Lind said, “for now.” She said no more. Oto Kern said he was leaving; he had said"
    " so before. “Go,” the mayor had written, “and good luck.”"
)


def only(**words: object) -> Document:
    """The document of one quotation."""
    return annotated(TEXT, [words])


@pytest.mark.parametrize(
    ("text", "spans", "kind"),
    [
        ("“We stay,”", [(0, 10)], QuotationKind.DIRECT),
        (["“We stay,”", "“for now.”"], [(0, 10), (27, 37)], QuotationKind.DIRECT),
        ("he was leaving", [(70, 84)], QuotationKind.INDIRECT),
        ("written, “and good luck.”", [(129, 154)], QuotationKind.MIXED),
    ],
)
def test_contents_are_found(text: object, spans: list[tuple[int, int]], kind: str) -> None:
    """Words are found where they stand, and the marks in them tell the kind."""
    (quotation,) = only(text=text)
    assert [(span.start, span.end) for span in quotation.content] == spans
    assert quotation.kind == kind


@pytest.mark.parametrize(
    ("words", "cue", "source"),
    [
        ({"text": "“We stay,”", "cue": "said"}, 21, None),
        ({"text": "no more", "cue": "said", "source": "She"}, 42, 38),
        ({"text": "he was leaving", "cue": "said", "source": "Oto Kern"}, 65, 56),
        ({"text": "so before", "cue": "said", "source": "he"}, 93, 86),
    ],
)
def test_cue_and_source_are_the_nearest(
    words: dict[str, Any], cue: int, source: int | None
) -> None:
    """Of several places, a cue and a source have the one beside their quotation."""
    (quotation,) = only(**words)
    assert quotation.cue is not None
    assert quotation.cue.start == cue
    assert (quotation.source.start if quotation.source else None) == source


def test_speakers() -> None:
    """A speaker stands once, with every mention by name, and is the source where it is written."""
    document = annotated(
        TEXT,
        [
            {"text": "no more", "speaker": "Mara Lind", "source": "She"},
            {"text": "“We stay,”", "speaker": "Mara Lind"},
            {"text": "“Go,”", "speaker": "Ines Varga", "source": "the mayor"},
        ],
    )
    assert [speaker.name for speaker in document.speakers] == ["Mara Lind", "Ines Varga"]
    assert [str(quotation.source) for quotation in document] == ["Mara Lind", "She", "the mayor"]
    assert document[0].speaker is document[1].speaker


@pytest.mark.parametrize(
    "text",
    [
        "“I am Mara Lind,” she said.",
        "Mara Lindqvist rose. “I am Mara Lind,” she said.",
    ],
)
def test_a_name_beside_nothing_is_no_source(text: str) -> None:
    """A speaker's name may stand in the quotation alone, or in another word: no source, no mistake."""
    (quotation,) = annotated(text, [{"text": "“I am Mara Lind,”", "speaker": "Mara Lind"}])
    assert (str(quotation.speaker), quotation.source) == ("Mara Lind", None)


def test_frames_and_start() -> None:
    """A trigger that stands several times is found from an offset."""
    document = annotated(
        TEXT,
        frames=[
            {"act": "statement", "trigger": "said", "start": 60, "speaker": "Oto Kern"},
            {"act": "goodwill", "content": "good luck", "polarity": "negated"},
        ],
    )
    first, second = document.frames
    assert first.trigger is not None
    assert (first.trigger.start, first.basis, str(first.speaker)) == (65, "explicit", "Oto Kern")
    assert (second.trigger, second.basis, second.polarity) == (None, "implicit", "negated")


def test_it_is_a_gold_standard() -> None:
    """What was annotated can be evaluated against."""
    document = only(text="“We stay,”", speaker="Mara Lind", cue="said")
    assert evaluate(document, document)["speakers"].exact.f1 == 1.0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({}, "a quotation has no text"),
        ({"text": "xyz"}, "'xyz' is not in the text"),
        ({"text": "sai"}, "'sai' is not in the text"),
        ({"text": "said"}, "'said' is in the text more than once: .* with start, for example 42"),
        ({"text": "no more", "cue": "xyz"}, "'xyz' is not in the text beside <Span 47:54"),
        ({"text": ["no more", 3]}, "text must be a str that is not empty, not 3"),
        ({"text": "no more", "speaker": ""}, "speaker must be a str that is not empty, not ''"),
        ({"text": "no more", "start": "1"}, "start must be an offset, not '1'"),
        ({"text": "no more", "start": -9}, "start must be an offset, not -9"),
        ({"text": "no more", "start": 60}, "'no more' is not in the text from 60 on"),
        ({"text": "“Go,”", "source": "Mara Kern"}, "'Mara Kern' is not in the text beside"),
        ({"text": "no more", "mode": "song"}, "'song' is no Mode"),
        ({"text": "no more", "verb": "said"}, "no field 'verb'; the fields are: text, speaker"),
    ],
)
def test_mistakes_are_named(words: dict[str, object], message: str) -> None:
    """What is wrong with an annotation is told with its words."""
    with pytest.raises(RecordError, match=message):
        only(**words)


@pytest.mark.parametrize("quotations", [{"text": "no more"}, ["no more"]])
def test_records_are_dicts_in_a_list(quotations: Any) -> None:
    """Who forgets the list or the dict is told what is wanted."""
    with pytest.raises(RecordError, match=r"give a list of dicts, .* '.*' is no dict"):
        annotated(TEXT, quotations)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"act": "threat"}, "a frame needs an act, and a trigger or a content"),
        ({"trigger": "leaving"}, "a frame needs an act"),
        ({"act": "song", "trigger": "leaving"}, "'song' is no Act"),
        ({"act": "threat", "cue": "said"}, "no field 'cue'"),
    ],
)
def test_mistakes_in_frames_are_named(words: dict[str, object], message: str) -> None:
    """The same for frames."""
    with pytest.raises(RecordError, match=message):
        annotated(TEXT, frames=[words])
