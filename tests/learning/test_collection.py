"""The pause of the garbage collector."""

import gc
from collections.abc import Iterator

import pytest

import quotelib.extractor
from quotelib.learning.collection import collection_paused
from quotelib.text.analysis import Analysis


@pytest.fixture(params=[True, False], ids=["on", "off"])
def enabled(request: pytest.FixtureRequest) -> Iterator[bool]:
    """The collector on or off; on again afterwards."""
    wanted: bool = request.param
    if not wanted:
        gc.disable()
    yield wanted
    gc.enable()


def test_it_goes_on_as_before(enabled: bool) -> None:
    """Inside the collector is off, and afterwards on or off as it was."""
    with collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


def test_it_goes_on_after_an_error(enabled: bool) -> None:
    """An error ends the pause, too."""
    with pytest.raises(KeyError), collection_paused():
        raise KeyError
    assert gc.isenabled() is enabled


def test_texts_are_read_in_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The collector does not walk over the models while a text is read."""
    analyse, seen = quotelib.extractor.analyse, []

    def observed(text: str) -> Analysis:
        seen.append(gc.isenabled())
        return analyse(text)

    monkeypatch.setattr("quotelib.extractor.analyse", observed)
    quotelib.extract("“No,” she said.")
    assert (seen, gc.isenabled()) == ([False], True)


def test_reading_makes_no_cycles() -> None:
    """What a text leaves is freed without the collector, which is paused while texts are read."""
    text = "“The bridge is ours,” warned Mara Lind. “I said no,” she told the mayor.\n\n“Never!”\n\n“Why?”"
    quotelib.extract(text)  # loads what stays
    gc.collect()
    gc.disable()
    try:
        quotelib.extract(text)
        assert gc.collect() == 0
    finally:
        gc.enable()
