"""The lexicon as a value: adding, removing and loading entries, and what malformed ones say."""

import json

import pytest
from rhetoric.reading import cases, devices, frames

from quotelib.errors import LexiconError
from quotelib.rhetoric import Lexicon

ROAST = {
    "id": "roast-on-air.verb",
    "act": "mockery",
    "patterns": ["grill ~ on air"],
    "requires": ["object:party"],
    "agent": ["subject"],
    "target": ["object"],
}


def test_add_gives_a_new_lexicon():
    """An added entry fires in the new lexicon and leaves the old one as it was."""
    text = "The host grilled the senator on air."
    added = Lexicon.default().add(ROAST)
    assert [frame.rule for frame in frames(text, added)] == ["roast-on-air.verb"]
    assert frames(text) == []


def test_added_entries_go_first():
    """A user's sense of a word is tried before the bundled one."""
    mine = {"id": "mine.verb", "act": "praise", "patterns": ["condemn"], "agent": ["subject"]}
    found = frames("The nurses condemned the plan.", Lexicon.default().add(mine))
    assert [frame.rule for frame in found] == ["mine.verb"]


def test_remove_silences_an_entry():
    """Without an entry the word names nothing any more."""
    text = "The minister accused the bank of fraud."
    assert [frame.rule for frame in frames(text)] == ["accuse.verb"]
    assert frames(text, Lexicon.default().remove("accuse.verb")) == []


def test_remove_what_is_not_there():
    """Removing an unknown id is an error that names it."""
    with pytest.raises(LexiconError, match="no entry 'nonsense'"):
        Lexicon.default().remove("nonsense")


def test_add_and_remove_restore_the_lexicon():
    """Adding an entry and removing it again gives equal entries."""
    lexicon = Lexicon.default()
    assert lexicon.add(ROAST).remove("roast-on-air.verb").entries == lexicon.entries


def test_taken_id():
    """An id cannot be used twice."""
    with pytest.raises(LexiconError, match=r"'accuse\.verb'.*taken"):
        Lexicon.default().add({"id": "accuse.verb", "act": "accusation", "patterns": ["accuse"]})


def test_load_a_file(tmp_path):
    """Entries of a file are added in the file's order, for devices too."""
    path = tmp_path / "mine.json"
    label = {
        "id": "weasel.label",
        "device": "loaded_label",
        "category": "noun",
        "patterns": ["weasel"],
    }
    path.write_text(json.dumps({"entries": [ROAST, label]}), encoding="utf-8")
    lexicon = Lexicon.default().load(path)
    assert [entry.id for entry in lexicon.entries[:2]] == ["roast-on-air.verb", "weasel.label"]
    assert [device.rule for device in devices("A weasel sang.", lexicon)] == ["weasel.label"]


@pytest.mark.parametrize("content", ["", "[1]", '"text"', '{"entries": 3}'])
def test_load_a_file_that_is_none(tmp_path, content):
    """A file without a list of entries is an error that names the file."""
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"broken\.json"):
        Lexicon.default().load(path)


def test_load_a_missing_file(tmp_path):
    """A missing file is an error that names it."""
    with pytest.raises(LexiconError, match=r"missing\.json"):
        Lexicon.default().load(tmp_path / "missing.json")


@pytest.mark.parametrize("case", cases("malformed"))
def test_malformed_entry(case):
    """A malformed entry is an error that names the entry, the field and the remedy."""
    with pytest.raises(LexiconError) as caught:
        Lexicon().add(case["entry"])
    for words in case["says"]:
        assert words in str(caught.value)


def test_an_empty_lexicon_finds_nothing_explicit():
    """Without entries no act is named."""
    assert frames("The minister accused the bank of fraud.", Lexicon()) == []


@pytest.mark.parametrize(
    ("scope", "quoted", "narrated"),
    [("anywhere", True, True), ("quoted", True, False), ("narration", False, True)],
)
def test_scope(scope, quoted, narrated):
    """An entry counts inside quotation marks, outside them, or in both places."""
    mine = {"id": "mine.verb", "act": "praise", "patterns": ["gush"], "scope": scope}
    lexicon = Lexicon().add(mine)
    assert bool(frames("“They gush over it,” she said.", lexicon)) is quoted
    assert bool(frames("They gush over it.", lexicon)) is narrated
