"""W3C Web Annotations: of the Recommendation's form, and found again when the text has changed."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import any_text, documents

import quotelib
from quotelib import Document, ParameterError, Span
from quotelib.export.web_annotation import CONTEXT_LENGTH, anchored, selectors, to_web_annotations

SOURCE = "https://news.example/dam"
ARTICLE = (
    "The mayor spoke first. “The dam will hold,” engineer Mara Lind said. “It must,” she said.\n\n"
    "Karvia denied that it had “failed”. It threatened to sue the city on Monday. 😀 “No,” Lind said."
)
MOTIVATIONS = {"identifying", "classifying", "tagging", "linking", "describing"}
"""Those of the Recommendation's that we use."""


def items(document: Document) -> list[dict[str, object]]:
    """The Annotations of a document, gone through JSON."""
    page = json.loads(json.dumps(to_web_annotations(document, SOURCE)))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    return list(page["items"])


@given(documents())
def test_form(document: Document) -> None:
    """Every item is an Annotation with an IRI of its own, bodies, and targets that select the text."""
    found = items(document)
    names = [item["id"] for item in found]
    assert len(set(map(str, names))) == len(names)
    for item in found:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        for body in item["body"]:
            assert body["purpose"] in MOTIVATIONS
            assert isinstance(body["value"], str) if "value" in body else body["source"] in names
        assert item["target"]
        for target in item["target"]:
            assert target["source"] == SOURCE
            position, quote = target["selector"]
            words = document.text[position["start"] : position["end"]]
            assert (position["type"], quote["type"]) == (
                "TextPositionSelector",
                "TextQuoteSelector",
            )
            assert words == quote["exact"]
            around = document.text[: position["start"]], document.text[position["end"] :]
            assert around[0].endswith(quote["prefix"])
            assert around[1].startswith(quote["suffix"])


def test_a_quotation_says_all_of_itself() -> None:
    """A quotation has its kind, mode, polarity and speaker as bodies, and its parts link to it."""
    document = quotelib.extract(ARTICLE)
    found = {item["id"]: item for item in items(document)}
    bodies = found[f"{SOURCE}#quotation-0"]["body"]
    assert [body.get("value") for body in bodies] == [
        "direct",
        "speech",
        "positive",
        "Mara Lind",
        None,
    ]
    cue = found[f"{SOURCE}#quotation-0-cue"]
    assert cue["motivation"] == "linking"
    assert cue["body"][1]["source"] == f"{SOURCE}#quotation-0"


@given(before=any_text)
def test_found_again_after_an_insertion(before: str) -> None:
    """Text is inserted before; every selector leads to the same words in the same surroundings."""
    assume("Lind" not in before)
    document = quotelib.extract(ARTICLE)
    shift = len(before)
    for item in items(document):
        for target in item["target"]:
            start = target["selector"][0]["start"] + shift
            exact = target["selector"][1]["exact"]
            assert anchored(before + ARTICLE, target["selector"]) == Span(
                start, start + len(exact), exact
            )


@given(any_text, any_text.filter(bool), any_text, any_text)
def test_found_again_wherever_it_is_told_apart(
    before: str, words: str, after: str, inserted: str
) -> None:
    """Where the words with their surroundings stand once in the new text, they are found."""
    text = before + words + after
    made = selectors(text, Span(len(before), len(before) + len(words), words))
    around = before[-CONTEXT_LENGTH:] + words + after[:CONTEXT_LENGTH]
    new = inserted + text
    assume(sum(new.startswith(around, place) for place in range(len(new))) == 1)
    assume(new.count(words) == 1 or (len(before) > CONTEXT_LENGTH < len(after)))
    start = len(inserted) + len(before)
    assert anchored(new, made) == Span(start, start + len(words), words)


def test_the_nearest_of_equals() -> None:
    """Where a text repeats itself the nearest place is taken; where the words are gone, none."""
    text = "ab " * 100
    made = selectors(text, Span(150, 152, "ab"))
    assert anchored(text, made) == Span(150, 152, "ab")
    assert anchored("nothing", made) is None


@pytest.mark.parametrize("made", [[], [{"type": "TextPositionSelector", "start": 0, "end": 1}]])
def test_a_quote_is_needed(made: list[dict[str, object]]) -> None:
    """Without a quote selector there is nothing to look for."""
    with pytest.raises(ParameterError, match="needs a TextQuoteSelector"):
        anchored("text", made)


def test_a_source_is_needed() -> None:
    """Annotations are about something that has an IRI."""
    with pytest.raises(ParameterError, match="need the IRI"):
        to_web_annotations(Document(""), "")


@given(st.integers(0, 5))
def test_long_repetitions_stay_linear(power: int) -> None:
    """Looking for a quote in a text of nothing else ends."""
    text = "a" * 10**power
    assert anchored(text, selectors(text, Span(0, 1, "a"))) == Span(0, 1, "a")
