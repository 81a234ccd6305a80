"""Hypothesis strategies: any text, text that looks like news, and any valid document."""

from hypothesis import strategies as st

from quotelib import (
    Act,
    Basis,
    Device,
    DeviceKind,
    Document,
    Frame,
    Mode,
    Polarity,
    Quotation,
    QuotationKind,
    Span,
    Speaker,
    SpeakerKind,
)

LONGEST = 20_000
"""Code points of the longest text tried."""

any_text = st.text(st.characters(exclude_categories=()))
"""Any str at all: every code point of Unicode, lone surrogates included."""

_PIECES = (
    *"\"'“”‘’«»„`.,:;?!-–—()[]\n\t\0\r\u2028\u200b\u202e\u0301\ud800\udc00😀",
    *(" ", "\n\n", "\r\n", "''", "``", "...", "'s", "’s", "U.S.", "Dr.", "https://a.example/b"),
    *(
        " said ",
        " told reporters",
        " according to ",
        " threatened to ",
        " denied that ",
        " he ",
        " she",
        ", she said, ",
        " warned: ",
        " claims",
        " urged",
        " really",
        " unless it",
    ),
    *(
        "Mara Lind",
        "the ministry",
        " officials",
        "Karvia",
        "We will ",
        " not",
        " if ",
        "by Friday",
        "Why now",
    ),
    *("\u05e9\u05dc\u05d5\u05dd", "\u6771\u4eac", "x" * 300, "A. B. C. "),
)

news_like = st.builds(
    lambda pieces, times: ("".join(pieces) * times)[:LONGEST],
    st.lists(st.sampled_from(_PIECES) | any_text, max_size=60),
    st.sampled_from([1, 1, 1, 2, 30, 500]),
)
"""Names, cues, marks and oddities in any order, some repeated to `LONGEST` code points."""

texts = any_text | news_like


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any valid document, its records as arbitrary as the contract allows."""
    text = draw(any_text)
    offsets = st.integers(0, len(text))
    spans = (
        st.tuples(offsets, offsets).map(sorted).map(lambda pair: Span(*pair, text[slice(*pair)]))
    )
    span_tuples = st.lists(spans, max_size=3).map(tuple)
    confidences = st.floats(0, 1)
    speakers = draw(
        st.lists(
            st.builds(
                Speaker,
                name=any_text,
                kind=st.sampled_from(SpeakerKind),
                mentions=span_tuples,
                titles=st.lists(any_text, max_size=2).map(tuple),
                affiliation=st.none() | any_text,
                named=st.booleans(),
            ),
            max_size=3,
        )
    )
    speaker = st.sampled_from([None, *speakers])
    quotation_count, frame_count = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    quotation_index = st.sampled_from([None, *range(quotation_count)])
    frames = st.builds(
        Frame,
        act=st.sampled_from(Act),
        trigger=st.none() | spans,
        agent=st.none() | spans,
        speaker=speaker,
        target=st.none() | spans,
        content=span_tuples,
        basis=st.sampled_from(Basis),
        polarity=st.sampled_from(Polarity),
        quotation=quotation_index,
        confidence=confidences,
        rule=st.none() | any_text,
    )
    quotations = [
        Quotation(
            content=tuple(draw(st.lists(spans, min_size=1, max_size=3))),
            cue=draw(st.none() | spans),
            source=draw(st.none() | spans),
            speaker=draw(speaker),
            kind=draw(st.sampled_from(QuotationKind)),
            mode=draw(st.sampled_from(Mode)),
            polarity=draw(st.sampled_from(Polarity)),
            addressee=draw(st.none() | spans),
            setting=draw(span_tuples),
            parent=draw(st.sampled_from([None, *range(index)])),
            frames=tuple(draw(st.sets(st.sampled_from(range(frame_count))))) if frame_count else (),
            confidence=draw(confidences),
        )
        for index in range(quotation_count)
    ]
    devices = st.builds(
        Device,
        kind=st.sampled_from(DeviceKind),
        span=spans,
        quotation=quotation_index,
        confidence=confidences,
        rule=st.none() | any_text,
    )
    return Document(
        text=text,
        quotations=tuple(quotations),
        speakers=tuple(speakers),
        frames=tuple(draw(st.lists(frames, min_size=frame_count, max_size=frame_count))),
        devices=tuple(draw(st.lists(devices, max_size=3))),
    )
