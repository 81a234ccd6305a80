"""The bundled lexicon: every entry does what its examples say, and the files are in order."""

import json
import re
from importlib.resources import files

import pytest
from rhetoric.reading import devices, frames

from quotelib.rhetoric import Lexicon
from quotelib.rhetoric.lexicon import FILES, SHAPES, word_classes
from quotelib.rhetoric.referents import SHAPE_TESTS
from quotelib.taxonomy import Act, DeviceKind

LEXICON = Lexicon.default()
SHARED_FILES = ("overrides.json", "pseudo.json")
ENTRIES = {
    name: json.loads((files("quotelib") / "data" / "rhetoric" / name).read_text("utf-8"))["entries"]
    for name in FILES
}


def fired(text):
    """Ids of the entries that made a frame or a device of `text`."""
    return {one.rule for one in [*frames(text), *devices(text)]}


def examples(field):
    """One test parameter for each example sentence of each entry that names an act or a device."""
    return [
        pytest.param(entry.id, text, id=f"{entry.id}:{text}")
        for entry in LEXICON
        if entry.names is not None
        for text in getattr(entry, field)
    ]


@pytest.mark.parametrize(("rule", "text"), examples("match"))
def test_matches(rule, text):
    """An entry fires in each sentence that it gives as an example."""
    assert rule in fired(text)


@pytest.mark.parametrize(("rule", "text"), examples("reject"))
def test_rejects(rule, text):
    """An entry does not fire in any sentence that it gives as a counterexample."""
    assert rule not in fired(text)


@pytest.mark.parametrize(
    "text",
    [text for entry in LEXICON if entry.names is None for text in entry.match],
)
def test_pseudo_triggers_keep_quiet(text):
    """No act is found in the examples of pseudo-triggers."""
    assert frames(text) == []


@pytest.mark.parametrize("entry", LEXICON.entries, ids=lambda entry: entry.id)
def test_entry_is_complete(entry):
    """An entry has an id of the common shape and examples of both kinds."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z]+", entry.id)
    assert entry.match
    assert entry.reject


def test_ids_are_unique():
    """No two entries share an id."""
    ids = [entry.id for entry in LEXICON]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", [name for name in FILES if name not in SHARED_FILES])
def test_acts_stand_together(name):
    """The entries of one act (or device) stand together in their file."""
    named = [entry.get("act") or entry["device"] for entry in ENTRIES[name]]
    changes = [one for at, one in enumerate(named) if at == 0 or named[at - 1] != one]
    assert len(changes) == len(set(changes))


@pytest.mark.parametrize(
    "name", ["assertives", "directives", "commissives", "expressives", "declarations"]
)
def test_file_holds_its_class(name):
    """A file named after a class of acts holds acts of that class only."""
    classes = {str(Act(entry["act"]).act_class) + "s" for entry in ENTRIES[f"{name}.json"]}
    assert classes == {name}


def test_every_act_and_device_has_an_entry():
    """Nothing of the taxonomy lacks entries, but for what is found without words of its own."""
    named = {entry.names for entry in LEXICON}
    assert set(Act) - named == {Act.STATEMENT}
    structural = {DeviceKind.SCARE_QUOTES, DeviceKind.RHETORICAL_QUESTION}
    assert set(DeviceKind) - named == structural


def test_word_classes_are_lower_case_and_used():
    """Word classes hold lower-case forms."""
    assert all(form == form.lower() for forms in word_classes().values() for form in forms)


@pytest.mark.parametrize("entry", LEXICON.entries, ids=lambda entry: entry.id)
def test_patterns_stay_linear(entry):
    """Matching a pattern against a long run of its own first word ends, and where it should."""
    for pattern in entry.patterns:
        word = min(pattern.elements[0].forms)
        lowers = [word] * 2000
        end = pattern.match(lowers, 0, len(lowers))
        assert end is None or end <= 8 * len(pattern.elements)


IMPLICIT = json.loads(
    (files("quotelib") / "data" / "rhetoric" / "implicit.json").read_text("utf-8")
)


def implied(field):
    """One test parameter for each example sentence of each rule of implicit acts."""
    return [
        pytest.param(rule["id"], rule["acts"], text, id=f"{rule['id']}:{text}")
        for rule in IMPLICIT["rules"]
        for text in rule[field]
    ]


@pytest.mark.parametrize(("rule", "acts", "text"), implied("match"))
def test_implied(rule, acts, text):
    """A rule of implicit acts fires in its examples and gives one of its acts."""
    found = [frame for frame in frames(text) if frame.rule == rule]
    assert [frame.act in acts for frame in found] == [True]


@pytest.mark.parametrize(("rule", "acts", "text"), implied("reject"))
def test_not_implied(rule, acts, text):
    """A rule of implicit acts does not fire in its counterexamples."""
    assert rule not in fired(text)
    assert acts


def test_every_act_has_a_boundary():
    """The data say of every act what tells it from its neighbours."""
    source = files("quotelib") / "data" / "rhetoric" / "boundaries.json"
    boundaries = json.loads(source.read_text("utf-8"))["boundaries"]
    assert set(boundaries) == {str(act) for act in Act}
    for (
        act,
        text,
    ) in boundaries.items():  # read by people on the act's page: sentences, no shorthand
        assert text.endswith("."), act
        assert " = " not in text, act
        assert "vs" not in text.split(), act


def test_shapes_are_known():
    """The shapes that entries may name as word classes are those that can be tested."""
    assert set(SHAPES) == set(SHAPE_TESTS)
