"""JSON Lines: what is written is read again, and a bad line is named."""

import gzip
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_text, documents

import quotelib
from quotelib import Document, InputError, ParameterError
from quotelib.export.contexts import Context
from quotelib.export.plain import FIELDS

contexts = st.dictionaries(
    any_text.filter(lambda name: name not in FIELDS),
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | any_text,
    max_size=3,
)


@given(
    st.lists(st.tuples(documents(), contexts), max_size=3),
    st.sampled_from(["a.jsonl", "a.jsonl.gz"]),
)
def test_round_trip(pairs: list[tuple[Document, Context]], name: str) -> None:
    """read_jsonl undoes write_jsonl, for any documents and contexts, compressed or not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        assert quotelib.write_jsonl(pairs, path) == len(pairs)
        assert list(quotelib.read_jsonl(path)) == pairs


def test_gzip_by_suffix(tmp_path: Path) -> None:
    """A name in .gz is compressed, with the same bytes each time; any other name is not."""
    document = Document("Nothing was said.")
    for name in ("a.jsonl", "b.jsonl.gz", "c.jsonl.gz"):
        quotelib.write_jsonl([document], tmp_path / name)
    packed = (tmp_path / "b.jsonl.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "a.jsonl").read_bytes()
    assert packed == (tmp_path / "c.jsonl.gz").read_bytes()


def test_dates_become_strings(tmp_path: Path) -> None:
    """A date is written as ISO 8601 has it, and a missing number as null."""
    context = {"doc_id": "a", "date": date(2026, 5, 1), "score": float("nan")}
    quotelib.write_jsonl([(Document(""), context)], tmp_path / "a.jsonl")
    (_, read), *_ = quotelib.read_jsonl(tmp_path / "a.jsonl")
    assert read == {"doc_id": "a", "date": "2026-05-01", "score": None}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\n{}\n", ":2: no document of quotelib: document has no field 'schema'"),
        (b"[1]\n", ":1: not a JSON object, but of type list"),
        (b'{"a": \n', ":1: not JSON"),
        (b'{"a": "\xe9"}\n', ":1: not JSON"),
        (b"[" * 100_000, ":1: JSON nested too deeply"),
    ],
    ids=["no document", "list", "cut off", "not UTF-8", "deep"],
)
def test_bad_line_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    """A line that holds no document is an error with the file's name and the line's number."""
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        list(quotelib.read_jsonl(path))
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize("name", ["none.jsonl", "cut.jsonl.gz", "fake.jsonl.gz"])
def test_unreadable_file_is_named(tmp_path: Path, name: str) -> None:
    """A file that is not there, or is not what its suffix says, is an error with its name."""
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b"\n" * 1000)[:-12])
    (tmp_path / "fake.jsonl.gz").write_bytes(b"{}\n")
    with pytest.raises(InputError, match=f"{name}: cannot be read: .*; (check|it is damaged)"):
        list(quotelib.read_jsonl(tmp_path / name))


@pytest.mark.parametrize("context", [{"text": "mine"}, {"a": float("inf")}, {"a": {1}}], ids=str)
def test_bad_context_is_refused(tmp_path: Path, context: Context) -> None:
    """A context that JSON Lines cannot hold beside the document is refused."""
    with pytest.raises(ParameterError, match=r"give it another|no form for"):
        quotelib.write_jsonl([(Document(""), context)], tmp_path / "a.jsonl")
