"""Parameter files: what is written is read, and what is not intact is refused."""

import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.errors import ParameterError
from quotelib.learning.parameters import SIGNATURE, Lazy, fields_offset, load, parse

parameter_file = pytest.importorskip("training.parameter_file")

keys = st.text(
    st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=12
) | st.sampled_from(["report", "reported", "reporter", "re", "x" * 300, "x" * 301])
weights = st.integers(-127, 127)
tables = st.integers(1, 6).flatmap(
    lambda columns: st.builds(
        lambda rows: parameter_file.TableSource(columns=columns, rows=rows),
        st.dictionaries(keys, st.lists(weights, min_size=columns, max_size=columns), max_size=20),
    )
) | st.integers(1, 6).flatmap(
    lambda columns: st.builds(
        lambda rows: parameter_file.TableSource(columns=columns, rows=rows, headed=True),
        st.dictionaries(
            st.tuples(keys, keys.filter(lambda key: " " not in key)).map(" ".join),
            st.lists(weights, min_size=columns, max_size=columns),
            max_size=20,
        ),
    )
)


def encode(**changes: Any) -> bytes:
    """The content of a small file, with some of its parts replaced."""
    parts: dict[str, Any] = {
        "name": "toy",
        "labels": ["A", "B"],
        "step": 0.25,
        "provenance": {"made by": "hand"},
        "tables": {
            "word": parameter_file.TableSource(2, {"hat": [1, -2], "harbour": [127, -127]}),
            "none": parameter_file.TableSource(2, {}),
            "pair": parameter_file.TableSource(
                2,
                {"a hat": [1, 2], "the hat": [3, 4], "a b c": [5, 6], "a boat": [7, 8]},
                headed=True,
            ),
        },
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
    assert parameters.tables["word"].keys == ["harbour", "hat"]
    assert parameters.tables["word"].row(0) == [127, -127]
    assert parameters.tables["none"].packed() == {}
    pair = parameters.tables["pair"]
    assert (pair.keys, pair.heads) == (
        ["boat", "hat", "c", "hat"],
        {"a": (0, 2), "a b": (2, 3), "the": (3, 4)},
    )
    assert pair.features() == ["a boat", "a hat", "a b c", "the hat"]
    assert pair.row(1) == [1, 2]


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), tables, max_size=4))
def test_any_tables_come_back(sources: dict[str, Any]) -> None:
    """Keys of any characters (but line feeds) and any weights survive the file."""
    found = parse(encode(tables=sources), "toy").tables
    assert {
        name: {key: table.row(index) for index, key in enumerate(table.features())}
        for name, table in found.items()
    } == {name: dict(source.rows) for name, source in sources.items()}


@given(tables, st.sampled_from([16, 24, 32]))
def test_sums_of_packed_rows_are_sums_of_columns(source: Any, bits: int) -> None:
    """The sum of all packed rows holds each column's sum in its field."""
    packed = parse(encode(tables={"t": source}), "toy").tables["t"].packed(bits)
    total = sum(packed.values()) + fields_offset(source.columns, bits)
    fields = [
        (total >> bits * column & (1 << bits) - 1) - (1 << bits - 1)
        for column in range(source.columns)
    ]
    assert fields == [
        sum(row[column] for row in source.rows.values()) for column in range(source.columns)
    ]


def test_order_of_entries_does_not_matter() -> None:
    """The bytes are the same however the rows were collected."""
    rows = {"b": [1, 2], "a": [3, 4]}
    backwards = dict(reversed(rows.items()))
    first, second = (
        encode(tables={"t": parameter_file.TableSource(2, each)}) for each in (rows, backwards)
    )
    assert first == second


@pytest.mark.parametrize(
    "rows", [{"a\nb": [0, 0]}, {"a": [128, 0]}, {"a": [0, -128]}], ids=["line feed", "128", "-128"]
)
def test_what_does_not_fit_is_not_written(rows: dict[str, list[int]]) -> None:
    """A key with a line feed, or a weight that no signed byte holds, is an error when writing."""
    with pytest.raises(ValueError, match=r"line feed|outside"):
        encode(tables={"t": parameter_file.TableSource(2, rows)})


def test_heads_need_rests() -> None:
    """A key of one value cannot be split into head and rest."""
    with pytest.raises(ValueError, match="no head and a rest"):
        encode(tables={"t": parameter_file.TableSource(2, {"a": [0, 0]}, headed=True)})


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
    assert {
        name: (table.features(), table.weights, table.heads) for name, table in tables.items()
    } == {name: (table.features(), table.weights, table.heads) for name, table in intact.items()}


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
