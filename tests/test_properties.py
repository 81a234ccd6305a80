"""What holds for any text whatever: no exception, spans that fit, the same output every time."""

import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from invariant import checked
from strategies import texts

from quotelib import Document, Quotation, Span, extract

PROJECT = Path(__file__).parent.parent
ARTICLES = sorted(
    [*(PROJECT / "examples").glob("*.txt"), *(PROJECT / "tests/articles").glob("*.txt")]
)

PREFACE = "Snow fell over the valley all night.\n\n"

article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


def read(path: Path) -> str:
    """The text of an article."""
    return path.read_text(encoding="utf-8")


@given(texts)
@example("\0")
@example("\ud83d\ude00")
@example("“" * 2000)
@example('"' * 2001)
@example("said " * 4000)
@example("“A” said " * 2000)
def test_any_text_is_taken(text: str) -> None:
    """Any str gives a valid document: its own text, spans that fit it, records in order that agree."""
    checked(text)


def findings() -> list[Any]:
    """Texts that broke something once: what fuzzing found, each made as short as it gets."""
    lines = (PROJECT / "tests/cases/any_text.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case["text"], id=case["id"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("text", findings())
def test_findings(text: str) -> None:
    """What fuzzing found once stays mended."""
    checked(text)


@given(
    st.lists(st.tuples(st.sampled_from(ARTICLES), st.integers(0), st.integers(1, 12)), max_size=6)
)
@settings(max_examples=300)
def test_articles_in_pieces(pieces: list[tuple[Path, int, int]]) -> None:
    """Some words from anywhere in an article, and some more, and some more: a text ends anywhere."""
    words = [
        word
        for path, at, count in pieces
        for tokens in [read(path).split()]
        for start in [at % len(tokens)]
        for word in tokens[start : start + count]
    ]
    checked(" ".join(words))
    checked(" ".join(words).rstrip(".?!”’\"'"))


@given(texts)
@settings(max_examples=40)
def test_pickles(text: str) -> None:
    """A document comes back equal from a pickle, as it must between processes."""
    document = extract(text)
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - our own bytes


@given(texts)
@settings(max_examples=40)
def test_same_text_same_document(text: str) -> None:
    """The second reading of a text is the first, to the byte."""
    assert extract(text).to_json() == extract(text).to_json()


def test_output_does_not_depend_on_the_hash_seed() -> None:
    """Processes with other hash seeds give the same bytes, so no set's order leaks out."""
    script = "import sys, quotelib; print(ascii(quotelib.extract(sys.stdin.read()).to_json()))"
    text = "\n\n".join(map(read, ARTICLES))
    outputs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script],
            input=text,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1


def moved(document: Document, shift: int) -> list[object]:
    """What a document says of its quotations and acts, as comparable values, offsets moved back."""

    def place(span: Span | None) -> tuple[int, str] | None:
        return None if span is None else (span.start - shift, span.text)

    def facts(quotation: Quotation) -> object:
        return (
            [place(span) for span in quotation.content],
            place(quotation.cue),
            place(quotation.source),
            quotation.speaker and quotation.speaker.name,
            (quotation.kind, quotation.mode, quotation.polarity, quotation.parent),
        )

    return [
        *map(facts, document),
        *((frame.act, place(frame.trigger), frame.polarity) for frame in document.frames),
        *((device.kind, place(device.span)) for device in document.devices),
    ]


@article
def test_paragraph_before_moves_everything(path: Path) -> None:
    """An unrelated paragraph put before a text moves its records and changes nothing else."""
    text = read(path)
    assert moved(extract(PREFACE + text), len(PREFACE)) == moved(extract(text), 0)


@article
def test_line_ends_make_no_difference(path: Path) -> None:
    """With CRLF line ends the same words are found in the same roles."""
    unix, windows = extract(read(path)), extract(read(path).replace("\n", "\r\n"))

    def roles(document: Document) -> list[object]:
        return [
            *(
                (re.split(r"\s+", q.text), q.kind, q.cue and q.cue.text, q.source and q.source.text)
                for q in document
            ),
            *((frame.act, frame.trigger and frame.trigger.text) for frame in document.frames),
            *((device.kind, device.span.text) for device in document.devices),
        ]

    assert roles(windows) == roles(unix)
