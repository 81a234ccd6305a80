"""Framing devices: which words, marks and constructions make one, and which do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rhetoric.reading import cases, devices


@pytest.mark.parametrize("case", cases("devices"))
def test_devices(case):
    """The devices of a sentence are those of the table."""
    found = [[str(device.kind), str(device.span)] for device in devices(case["text"])]
    assert found == case["devices"]


@given(st.text(max_size=200))
def test_any_text(text):
    """No text crashes the finder; spans are stretches of the text, in order."""
    found = devices(text)
    assert [device.span.start for device in found] == sorted(device.span.start for device in found)
    assert all(text[one.span.start : one.span.end] == one.span.text for one in found)
