"""Parameter files: what is written is read, and what is not intact is refused."""

import threading
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.errors import ParameterError
from quotelib.learning import parameters
from quotelib.learning.packing import IntegerRows, by_feature, fields_offset
from quotelib.learning.parameters import (
    SIGNATURE,
    Lazy,
    Table,
    load,
    parse,
)

parameter_file = pytest.importorskip("training.parameter_file")

keys = st.text(
    st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=12
) | st.sampled_from(["report", "reported", "reporter", "re", "x" * 300, "x" * 301])
values = keys.filter(lambda key: key and " " not in key)
weights = st.integers(-127, 127)


@st.composite
def tables(draw: st.DrawFn, names: st.SearchStrategy[str] | None = None) -> Any:
    """A table: of one template, or of two that begin with one or two columns."""
    columns = draw(st.integers(1, 6))
    row = st.lists(weights, min_size=columns, max_size=columns)
    name = "t" if names is None else draw(names)
    head = draw(st.integers(0, 2))
    if not head:
        return parameter_file.TableSource(columns, {name: draw(st.dictionaries(keys, row))})
    alone = st.tuples(*[values] * head).map(" ".join)
    joined = st.tuples(*[values] * (head + 1)).map(" ".join)
    of_templates = {
        name: draw(st.dictionaries(alone, row, max_size=9)),
        f"{name} more": draw(st.dictionaries(joined, row, max_size=9)),
    }
    return parameter_file.TableSource(columns, of_templates, head=head)


def weights_in(sources: Sequence[Any]) -> dict[str, dict[str, list[int]]]:
    """What was to be written, by template and feature."""
    return {
        template: {key: list(row) for key, row in rows.items()}
        for source in sources
        for template, rows in source.rows.items()
    }


def weights_read(found: Mapping[str, Table]) -> dict[str, dict[str, list[int]]]:
    """What was read, by template and feature."""
    return {
        template: {key: table.row(row) for key, row in table.rows_of(template).items()}
        for template, table in found.items()
    }


def encode(**changes: Any) -> bytes:
    """The content of a small file, with some of its parts replaced."""
    parts: dict[str, Any] = {
        "name": "toy",
        "labels": ["A", "B"],
        "step": 0.25,
        "provenance": {"made by": "hand"},
        "tables": [
            parameter_file.TableSource(2, {"word": {"hat": [1, -2], "harbour": [127, -127]}}),
            parameter_file.TableSource(2, {"none": {}}),
            parameter_file.TableSource(
                2,
                {
                    "first": {"a": [9, 9], "some": [-9, 0]},
                    "first word": {"a hat": [1, 2], "the hat": [3, 4], "a boat": [7, 8]},
                },
                head=1,
            ),
        ],
        "payloads": {"names": ["é", "b"]},
        "settings": {"threshold": 0.5},
    }
    return bytes(parameter_file.encode(**(parts | changes)))


def test_parts_come_back() -> None:
    """Header, payloads and tables are read as they were written."""
    parameters = parse(encode(), "toy")
    assert (parameters.name, parameters.labels, parameters.step) == ("toy", ("A", "B"), 0.25)
    assert parameters.provenance == {"made by": "hand"}
    assert parameters.settings == {"threshold": 0.5}
    assert parameters.payloads == {"names": ["é", "b"]}
    assert weights_read(parameters.tables) == {
        "word": {"harbour": [127, -127], "hat": [1, -2]},
        "none": {},
        "first": {"a": [9, 9], "some": [-9, 0]},
        "first word": {"a boat": [7, 8], "a hat": [1, 2], "the hat": [3, 4]},
    }
    none = parameters.tables["none"]
    assert by_feature(none, "none", IntegerRows(none)) == {}
    pair = parameters.tables["first"]
    assert list(pair.heads) == ["a", "some", "the"]
    assert pair.keys[:] == ["", "boat", "hat", "", "hat"]


@given(st.lists(tables(st.text("abc", min_size=1, max_size=3)), max_size=4))
def test_any_tables_come_back(sources: list[Any]) -> None:
    """Features of any characters (but line feeds) and any weights survive the file."""
    sources = list({next(iter(source.rows)): source for source in sources}.values())
    found = parse(encode(tables=sources), "toy").tables
    assert weights_read(found) == weights_in(sources)


@given(tables(), st.sampled_from([16, 24, 32]))
def test_sums_of_packed_rows_are_sums_of_columns(source: Any, bits: int) -> None:
    """The sum of all packed rows holds each column's sum in its field."""
    for template, table in parse(encode(tables=[source]), "toy").tables.items():
        rows = source.rows[template].values()
        packed = by_feature(table, template, IntegerRows(table, bits))
        total = sum(packed.values()) + fields_offset(source.columns, bits)
        fields = [
            (total >> bits * column & (1 << bits) - 1) - (1 << bits - 1)
            for column in range(source.columns)
        ]
        assert fields == [sum(row[column] for row in rows) for column in range(source.columns)]


@given(tables(), st.sampled_from([16, 24, 32]))
def test_single_rows_are_those_of_the_whole(source: Any, bits: int) -> None:
    """A row that is asked for by itself is the one that the whole table holds."""
    for template, table in parse(encode(tables=[source]), "toy").tables.items():
        packed = IntegerRows(table, bits)
        rows = table.rows_of(template)
        assert {key: packed.row(row) for key, row in rows.items()} == by_feature(
            table, template, packed
        )


@given(st.integers(0, 1 << 16), st.lists(st.integers(0, (1 << 16) - 1), max_size=5), st.booleans())
def test_numbers_are_looked_at_all_at_once(limit: int, numbers: list[int], near: bool) -> None:
    """Whether all numbers are below a limit shows in their low and high bytes, however near they are."""
    if near:
        numbers = [min(max(limit - 2 + number % 4, 0), (1 << 16) - 1) for number in numbers]
    low, high = (bytes(number >> shift & 255 for number in numbers) for shift in (0, 8))
    assert parameters._all_below(limit, low, high) == all(number < limit for number in numbers)


@given(st.integers(1, 5), st.data())
def test_rows_of_counts_are_summed(columns: int, data: st.DataObject) -> None:
    """The sums of all rows at once are those of each row."""
    rows = data.draw(
        st.lists(st.lists(st.integers(0, 1 << 20), min_size=columns, max_size=columns))
    )
    counts = array("I", [count for row in rows for count in row])
    assert list(parameters._row_sums(counts, columns)) == [sum(row) for row in rows]


def test_order_of_entries_does_not_matter() -> None:
    """The bytes are the same however the rows were collected."""
    rows = {"b": [1, 2], "a": [3, 4]}
    backwards = dict(reversed(rows.items()))
    first, second = (
        encode(tables=[parameter_file.TableSource(2, {"t": each})]) for each in (rows, backwards)
    )
    assert first == second


@pytest.mark.parametrize(
    "rows", [{"a\nb": [0, 0]}, {"a": [128, 0]}, {"a": [0, -128]}], ids=["line feed", "128", "-128"]
)
def test_what_does_not_fit_is_not_written(rows: dict[str, list[int]]) -> None:
    """A key with a line feed, or a weight that no signed byte holds, is an error when writing."""
    with pytest.raises(ValueError, match=r"line feed|outside"):
        encode(tables=[parameter_file.TableSource(2, {"t": rows})])


def test_features_begin_with_a_head() -> None:
    """A feature has as many values as its head, or one more."""
    for feature in ("a", "a b c d"):
        with pytest.raises(ValueError, match="no head of 2 and a value at most"):
            encode(tables=[parameter_file.TableSource(2, {"t": {feature: [0, 0]}}, head=2)])


@pytest.mark.parametrize("length", [0, 5, len(SIGNATURE), 60, -20, -1])
def test_cut_file_is_refused(length: int) -> None:
    """A file that ends too early is an error that names it and the remedy."""
    with pytest.raises(ParameterError, match=r"toy\.params is not an intact parameter file"):
        parse(encode()[:length], "toy.params")


@given(st.integers(0), st.integers(1, 255))
def test_changed_body_is_refused(position: int, change: int) -> None:
    """One changed byte of the body never changes a weight: it is found, or of no meaning.

    Deflate has a few bits of no meaning, such as those that fill up its last byte.
    """
    intact = parse(encode(), "toy").tables
    content = bytearray(encode())
    body = content.index(b"\n", len(SIGNATURE)) + 1
    content[body + position % (len(content) - body)] ^= change
    try:
        tables = parse(bytes(content), "toy").tables
    except ParameterError:
        return
    assert weights_read(tables) == weights_read(intact)


@given(st.binary(max_size=200))
def test_noise_is_refused(noise: bytes) -> None:
    """Bytes that are no parameter file raise the one documented error."""
    with pytest.raises(ParameterError):
        parse(noise, "noise")
    with pytest.raises(ParameterError):
        parse(SIGNATURE + noise, "noise")


def test_missing_file() -> None:
    """A file that is not in the package is the same kind of error."""
    with pytest.raises(ParameterError, match=r"missing\.params"):
        load("missing.params")


def test_lazy_value_is_made_once() -> None:
    """However many threads ask at the same time, the value is made once and is the same for all."""
    made: list[object] = []
    start = threading.Barrier(8)

    def make() -> object:
        made.append(object())
        return made[-1]

    value = Lazy(make)
    seen: list[object] = []

    def ask() -> None:
        start.wait()
        seen.append(value())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert seen == made * 8
