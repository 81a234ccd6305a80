"""Weights of features: every way to ask gives the sums of the features' own weights."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.learning import weights as module
from quotelib.learning.packing import FIELD_BITS, INTEGERS, fields_offset
from quotelib.learning.parameters import Table, parse
from quotelib.learning.weights import Key, Node, Weights, namer, parts_of

parameter_file = pytest.importorskip("training.parameter_file")

WORDS, TAGS = ("said", "say", "sa", "a"), ("NN", "VBD")
TEMPLATES = ("word", "tag", "word tag", "before word tag")

Rows = Mapping[str, Mapping[str, int]]


FAMILIES = {"word": ["word", "word tag"], "before word": ["before word tag"]}


def weights_of(rows: Rows) -> Weights[int]:
    """The weights as a model reads them from its file."""
    vectors = {
        template: {one: [weight] for one, weight in of_template.items()}
        for template, of_template in rows.items()
    }
    tables = parameter_file.tables_of(vectors, 1, FAMILIES)
    content = parameter_file.encode(
        name="toy", labels=["A"], step=1.0, provenance={}, tables=tables, payloads={}, settings={}
    )
    return Weights(parse(content, "toy").tables, INTEGERS)


@st.composite
def all_rows(draw: st.DrawFn) -> dict[str, dict[str, int]]:
    """Weights for some features of some templates."""
    values = {"word": st.sampled_from(WORDS), "before": st.sampled_from(WORDS)}
    found = {}
    for name in TEMPLATES:
        columns = [values.get(column, st.sampled_from(TAGS)) for column in name.split()]
        features = st.tuples(*columns).map(" ".join)
        if draw(st.booleans()):
            found[name] = draw(st.dictionaries(features, st.integers(-127, 127)))
    return found


def weight(rows: Rows, name: str, one: str) -> int:
    """The weight of a feature, looked up."""
    return rows.get(name, {}).get(one, 0)


@given(all_rows(), st.sampled_from(WORDS), st.sampled_from(TAGS))
def test_features_of_a_word(rows: Rows, word: str, tag: str) -> None:
    """A sum of features is the sum of their weights."""
    found = weights_of(rows).of(("word", word), ("tag", tag), ("none", word))
    assert found == weight(rows, "word", word) + weight(rows, "tag", tag)


@given(all_rows(), st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(TAGS))
def test_branches(rows: Rows, before: str, word: str, tag: str) -> None:
    """Under the first values of a feature there are the weights by the rest, whatever begins alike."""
    weights = weights_of(rows)
    for _ in range(2):  # made, and kept
        assert weights.under("word tag", word).get(tag, 0) == weight(
            rows, "word tag", f"{word} {tag}"
        )
        assert weights.under("before word tag", f"{before} {word}").get(tag, 0) == weight(
            rows, "before word tag", f"{before} {word} {tag}"
        )
    assert weights.under("none", word) == {}


@given(all_rows(), st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(TAGS))
def test_merged_branches(rows: Rows, before: str, word: str, tag: str) -> None:
    """Several branches are summed where they meet, and none of them is changed by it."""
    weights = weights_of(rows)
    branches = (("word tag", word), ("before word tag", f"{before} {word}"))
    expected = weight(rows, "word tag", f"{word} {tag}") + weight(
        rows, "before word tag", f"{before} {word} {tag}"
    )
    assert [weights.merged(*branches).get(tag, 0) for _ in range(2)] == [expected] * 2


@given(all_rows(), st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS))))
def test_groups(rows: Rows, asked: list[tuple[str, str]]) -> None:
    """A group's sum for a key is that of its features' weights, at the first look-up and any later."""
    group = weights_of(rows).group("word tag", "tag; word tag; before word tag", before="a")
    for word, tag in asked:
        assert group[word, tag] == (
            weight(rows, "tag", tag)
            + weight(rows, "word tag", f"{word} {tag}")
            + weight(rows, "before word tag", f"a {word} {tag}")
        )


@pytest.mark.parametrize("key", [("said", "VBD"), Node(("said", "VBD"))], ids=["tuple", "node"])
@pytest.mark.parametrize(
    ("templates", "name"),
    [
        ("word", "said"),
        ("tag word", "VBD said"),
        ("side tag", "A% VBD"),
        ("side", "A%"),
    ],
)
def test_names(templates: str, name: str, key: Key) -> None:
    """A feature's name joins the values of its template's columns, free or bound, in their order."""
    [(_, part)] = parts_of("word tag", templates, {"side": "A%"})
    assert namer(part, 2)(key) == name


def test_name_of_a_single_column() -> None:
    """Where a group has a single free column, its key is that column's value."""
    [(_, part)] = parts_of("tag", "side tag", {"side": "A"})
    assert namer(part, 1)("VBD") == "A VBD"


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A group forgets before it outgrows its bound, and still gives the same sums."""
    monkeypatch.setattr(module, "LARGEST_GROUP", 3)
    group = weights_of({"word": {"w1": 7}}).group("word", "word")
    for number in range(10):
        assert group[f"w{number}"] == (7 if number == 1 else 0)
        assert len(group) <= 3
    assert group["w1"] == 7


@given(all_rows(), st.sampled_from(WORDS), st.sampled_from(TAGS))
def test_blocks(rows: Rows, word: str, tag: str) -> None:
    """One look-up of a head answers for each template, whether a value follows the head or none."""
    blocks = weights_of(rows).blocks("word tag", alone="word")
    for _ in range(2):  # made, and kept
        [alone], [by_tag] = blocks.of(word)
        assert by_tag.get(tag, 0) == weight(rows, "word tag", f"{word} {tag}")
        assert alone == weight(rows, "word", word)


@given(all_rows(), st.sampled_from(WORDS), st.sampled_from(TAGS))
def test_blocks_of_the_same_templates(rows: Rows, word: str, tag: str) -> None:
    """What is asked of a template is told apart from what is asked of it and others."""
    weights = weights_of(rows)
    numbers, _ = weights.blocks("word tag").of(word)
    assert numbers == ()
    [alone], [by_tag] = weights.blocks("word tag", alone="word").of(word)
    assert alone == weight(rows, "word", word)
    assert by_tag.get(tag, 0) == weight(rows, "word tag", f"{word} {tag}")


@pytest.mark.parametrize(
    ("followed", "alone"),
    [("tag", ""), ("word tag; word tag", ""), ("word", "word")],
    ids=["no heads", "twice", "both"],
)
def test_blocks_have_heads(followed: str, alone: str) -> None:
    """A template that lies alone, or is named twice, is refused, and not without weights."""
    weights = weights_of({"tag": {"NN": 1}, "word tag": {"said NN": 2}, "word": {"said": 3}})
    with pytest.raises(ValueError, match="not told apart by heads"):
        weights.blocks(followed, alone)


def test_blocks_lie_together() -> None:
    """Templates of different tables cannot be asked at once."""
    with pytest.raises(ValueError, match="do not lie together"):
        weights_of({"tag": {"NN": 1}}).blocks("word tag", alone="tag")


def test_what_is_not_there_is_not_kept() -> None:
    """Asking for unknown words takes no memory."""
    weights = weights_of({"word tag": {"said VBD": 1}})
    assert weights.under("word tag", "said") is weights.under("word tag", "said")
    for number in range(100):
        weights.under("word tag", f"w{number}")
    assert list(weights.blocks("word tag")._made) == ["said"]


def test_columns_stay_apart() -> None:
    """The weights of a feature for several labels are fields of one number."""
    weights = bytes([1, 255, 253, 4])  # 1, -1; -3, 4
    table = Table(["NN", "VBD"], 2, weights, ("word tag",), {"said": 0}, [0, 2], [2])
    found = Weights({"word tag": table}, INTEGERS).under("word tag", "said")
    offset = fields_offset(2)
    fields = {
        tag: [(total + offset >> FIELD_BITS * k & 0xFFFF) - 0x8000 for k in range(2)]
        for tag, total in found.items()
    }
    assert fields == {"NN": [1, -3], "VBD": [-1, 4]}
