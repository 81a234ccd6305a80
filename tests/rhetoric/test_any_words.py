"""Any string of the lexicon's own words, however ungrammatical, is read without an error."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rhetoric.reading import devices, frames

from quotelib.rhetoric import Lexicon

FORMS = sorted(
    {
        form
        for entry in Lexicon.default()
        for pattern in entry.patterns
        for element in pattern.elements
        for form in element.forms
    }
)
AROUND = [
    *"the a his Peru it they who which that whether if to of by over from not will would must".split(),
    *"had been being saying mayor troops theft Monday all but and , . ? “ ” : ( ) — as with".split(),
]
texts = st.lists(st.sampled_from(FORMS) | st.sampled_from(AROUND), max_size=14).map(" ".join)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_words_are_read(text):
    """Every span of a frame or device fits the text and holds something."""
    for frame in frames(text):
        for span in (frame.trigger, frame.agent, frame.target, *frame.content):
            assert span is None or (span.text and text[span.start : span.end] == span.text)
    for device in devices(text):
        assert device.span.text == text[device.span.start : device.span.end] != ""
