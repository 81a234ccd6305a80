"""Documents to dicts and JSON and back: nothing may be lost, and bad data must be named."""

import json

import pytest
from hypothesis import example, given
from strategies import any_text, documents

from quotelib import Document, RecordError


def small() -> dict[str, object]:
    """A plain document with one quotation, by one speaker."""
    said = {"start": 0, "end": 2, "text": "Hi"}
    return {
        "schema": 1,
        "text": "Hi",
        "quotations": [
            {
                "content": [said],
                "cue": None,
                "source": None,
                "speaker": 0,
                "kind": "direct",
                "mode": "speech",
                "polarity": "positive",
                "addressee": None,
                "setting": [],
                "parent": None,
                "frames": [],
                "confidence": 1,
            }
        ],
        "speakers": [
            {
                "name": "Ann",
                "kind": "person",
                "mentions": [],
                "titles": [],
                "affiliation": None,
                "named": True,
            }
        ],
        "frames": [],
        "devices": [],
    }


@given(documents())
def test_dict_round_trip(document: Document) -> None:
    """from_dict undoes to_dict, for any valid document."""
    assert Document.from_dict(document.to_dict()) == document


@given(documents())
def test_json_round_trip(document: Document) -> None:
    """from_json undoes to_json, and the JSON is one line for every reader of lines."""
    text = document.to_json()
    assert Document.from_json(text) == document
    assert len(text.splitlines()) == 1


@given(any_text)
@example("\ud83d\ude00")
@example("\ude00\ud83d \ud83d")
@example("😀 \u2028 \x85")
def test_surrogates_survive_json(text: str) -> None:
    """Lone surrogates, even two that look like a pair, come back as they were."""
    assert Document.from_json(Document(text).to_json()).text == text


@given(any_text.filter(lambda text: text.isprintable()))
def test_json_is_utf8(text: str) -> None:
    """JSON of ordinary text, and of text with a lone surrogate, can be written to a file."""
    json.loads(Document(f"{text}\ud800 ").to_json().encode("utf-8"))


def test_speakers_stand_once() -> None:
    """Quotations refer to a speaker by index, and share the object again when read."""
    plain = small()
    plain["quotations"] = [*plain["quotations"], *plain["quotations"]]  # type: ignore[misc]
    document = Document.from_dict(plain)
    assert document[0].speaker is document[1].speaker is document.speakers[0]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["schema"], 2, "schema is 2"),
        (["text"], 5, r"document\.text must be of type str, not int"),
        (["quotations"], {}, r"document\.quotations must be a list"),
        (["quotations", 0], 7, r"document\.quotations\[0\] must be a mapping"),
        (["quotations", 0, "kind"], "loud", r"quotations\[0\]: 'loud' is no QuotationKind"),
        (["quotations", 0, "speaker"], 1, r"quotations\[0\]\.speaker is 1"),
        (["quotations", 0, "speaker"], -1, r"quotations\[0\]\.speaker is -1"),
        (["quotations", 0, "confidence"], "high", r"\.confidence must be of type int"),
        (
            ["quotations", 0, "content", 0, "start"],
            True,
            r"content\[0\]\.start must be of type int",
        ),
        (["quotations", 0, "content", 0, "text"], "Ho", "not in the document"),
        (["quotations", 0, "content", 0, "text"], "Hello", r"quotations\[0\]: the span 0:2"),
        (["speakers", 0, "named"], None, r"speakers\[0\]\.named must be of type bool"),
    ],
)
def test_bad_data_is_named(path: list[str | int], value: object, message: str) -> None:
    """Data that is no document is refused with the path to what is wrong."""
    plain = small()
    place = plain
    for step in path[:-1]:
        place = place[step]  # type: ignore[index,assignment]
    place[path[-1]] = value  # type: ignore[index]
    with pytest.raises(RecordError, match=message):
        Document.from_dict(plain)


def test_missing_field_is_named() -> None:
    """A field that is not there is named with its record."""
    with pytest.raises(RecordError, match="document has no field 'schema'"):
        Document.from_dict({})


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"'])
def test_other_json_is_refused(text: str) -> None:
    """JSON that is no document, or no JSON, is a RecordError."""
    with pytest.raises(RecordError):
        Document.from_json(text)
