"""Invisible characters beside words, as web pages and byte order leave them, change nothing that is found."""

import pytest
from hypothesis import given
from strategies import any_text

import quotelib
from quotelib.text import analysis_of
from quotelib.text.invisible import BLANK, CHARACTERS, legible
from quotelib.text.tokens import tokenize

SENTENCE = "“The ward was full,” Dr. Paula Renz of the Orth Clinic told reporters."
BESIDE = {
    "byte order mark": "\ufeff",
    "zero-width space": "\u200b",
    "word joiner": "\u2060",
    "left-to-right mark": "\u200e",
    "right-to-left embedding": "\u202b",
    "isolate": "\u2066",
    "Arabic letter mark": "\u061c",
}


def found(text: str, character: str) -> list[object]:
    """What a user sees of a text: the words of its quotations, who speaks, the acts and devices."""
    document = quotelib.extract(text)
    spans = [
        [
            span.text.replace(character, "")
            for span in (quotation.source, quotation.cue, quotation.addressee, *quotation.content)
            if span is not None
        ]
        for quotation in document
    ]
    speakers = [
        (speaker.name, speaker.kind, speaker.titles, speaker.affiliation)
        for speaker in document.speakers
    ]
    return [spans, speakers, [frame.act for frame in document.frames], len(document.devices)]


@pytest.mark.parametrize("name", BESIDE)
def test_between_words(name: str) -> None:
    """One at the ends of a text, before or behind each word says nothing."""
    character = BESIDE[name]
    alone = found(SENTENCE, character)
    assert alone[0]
    for text in (
        character + SENTENCE,
        SENTENCE + character,
        SENTENCE.replace(" ", f" {character}"),
        SENTENCE.replace(" ", f"{character} "),
        SENTENCE.replace("“", f"{character}“{character}").replace("”", f"{character}”{character}"),
    ):
        assert found(text, character) == alone


@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.parametrize("text", ["_”No way,” she said.", "The ‘boss_’ said so."])
def test_marks_are_seen_past_it(text: str, name: str) -> None:
    """What is beside it is beside the mark: both as a blank and, in what the trainer reads, as it is."""
    text = text.replace("_", BESIDE[name])
    for read in (text, legible(text)):
        [pair] = analysis_of(text, tokenize(read)).pairs
        assert pair.closer is not None


def test_between_paragraphs() -> None:
    """A line that holds nothing else is a blank line."""
    apart = quotelib.extract(f"{SENTENCE}\n\u200b\n“We wait,” he said.")
    assert [quotation.source and quotation.source.text for quotation in apart] == [
        "Dr. Paula Renz of the Orth Clinic",
        "he",
    ]


@given(any_text)
def test_legible(text: str) -> None:
    """Offsets stay, and so does what is visible."""
    read = legible(text)
    assert len(read) == len(text)
    assert [one if one not in CHARACTERS else BLANK for one in text] == list(read)
    assert legible(read) == read


def test_inside_a_name() -> None:
    """One inside a name is not in the speaker's."""
    [speaker] = quotelib.extract("“Go,” Renz\u200b’s aide said.").speakers
    assert speaker.name == "Renz’s aide"
