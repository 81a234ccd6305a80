"""What holds for every text: nothing crashes, every index and span is sound."""

from hypothesis import given
from hypothesis import strategies as st

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import Mode, Polarity, QuotationKind
from quotelib.speakers import resolve
from quotelib.text import analyse
from quotelib.text.analysis import Analysis, TokenRange

WORDS = (
    "Lee Ann Mr. President he she I who they it said the of spokesman report company her 's , and "
    '( ) “ ” " \n\n . Harbor Commission HC Iran sir dear -- : a senator x É'
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
)


def direct(source: TokenRange | None, content: TokenRange) -> Attribution:
    """A direct quotation with that source and content."""
    return Attribution(
        source=source,
        cue=None,
        content=(content,),
        kind=QuotationKind.DIRECT,
        mode=Mode.SPEECH,
        polarity=Polarity.POSITIVE,
        addressee=None,
        setting=(),
        parent=None,
        confidence=1.0,
    )


def attributions_in(analysis: Analysis, data: st.DataObject) -> list[Attribution]:
    """Up to six attributions with any ranges of tokens as sources and contents."""
    size = len(analysis.forms)
    if not size:
        return []
    ends = st.tuples(st.integers(0, size - 1), st.integers(1, 12))
    ranges = ends.map(lambda pair: (pair[0], min(size, pair[0] + pair[1])))
    pairs = st.lists(st.tuples(st.none() | ranges, ranges), max_size=6)
    return [direct(source, content) for source, content in data.draw(pairs)]


@given(TEXTS, st.data())
def test_any_sources_resolve(text: str, data: st.DataObject) -> None:
    """Any ranges of any text can be sources and contents, and every result fits the text."""
    analysis = analyse(text)
    attributions = attributions_in(analysis, data)
    resolution = resolve(analysis, attributions)
    assert len(resolution.of) == len(attributions)
    for attribution, index in zip(attributions, resolution.of, strict=True):
        if attribution.source is not None:
            assert index is not None
            assert resolution.at(*attribution.source) == index
    for speaker in resolution.speakers:
        assert speaker.name
        assert speaker.mentions
        for span in speaker.mentions:
            assert text[span.start : span.end] == span.text


@given(TEXTS, st.data())
def test_same_text_same_speakers(text: str, data: st.DataObject) -> None:
    """The same text and attributions give the same speakers again."""
    analysis = analyse(text)
    attributions = attributions_in(analysis, data)
    one, other = resolve(analysis, attributions), resolve(analysis, attributions)
    assert one.of == other.of
    assert one.speakers == other.speakers


def test_at_outside_the_text_is_nobody() -> None:
    """A range that is empty or outside means nobody."""
    resolution = resolve(analyse("Ann Lee left."), [])
    assert resolution.at(2, 2) is None
    assert resolution.at(0, 99) is None
    assert resolution.at(-1, 1) is None


def test_at_finds_who_is_no_source() -> None:
    """A name that no attribution has as its source is a speaker when asked for, once."""
    resolution = resolve(analyse("Ann Lee left. Then Lee returned."), [])
    first = resolution.at(0, 2)
    assert first is not None
    assert resolution.at(5, 6) == first
    assert resolution.speakers[first].name == "Ann Lee"
    assert len(resolution.speakers) == 1
