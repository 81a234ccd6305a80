"""Tokens, paragraphs, quotation marks and sentences: cases of our own, and what holds of any text."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_text, news_like

from quotelib.text import Analysis, analyse
from quotelib.text.invisible import legible
from quotelib.text.mark_pairs import MarkPair
from quotelib.text.tokens import tokenize

CASES = Path(__file__).parent / "cases"

marks_text = st.text(st.sampled_from("\"'“”‘’«»„`-—.!? \nabsS5"), max_size=80)
"""Texts of hardly more than marks, in any order."""


def rows(name: str) -> list[Any]:
    """The cases of a JSONL table, each a test item with its id."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [pytest.param(case, id=case["id"]) for case in cases]


def token_cases() -> list[Any]:
    """The cases of ``tokens.tsv``; escapes as in Python."""
    lines = (CASES / "tokens.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = [line.split("\t") for line in lines]
    return [pytest.param(unescape(a), unescape(b).split(" "), id=name) for name, a, b in fields]


def unescape(text: str) -> str:
    """Text with its backslash-u escapes replaced, and nothing else changed."""
    head, *parts = text.split("\\u")
    return head + "".join(chr(int(part[:4], 16)) + part[4:] for part in parts)


def covered(analysis: Analysis, first: int, end: int) -> str:
    """The text from one token to before another."""
    return analysis.text[analysis.starts[first] : analysis.ends[end - 1]]


@pytest.mark.parametrize(("text", "expected"), token_cases())
def test_tokens(text: str, expected: list[str]) -> None:
    """A text is cut as the Penn Treebank's conventions say."""
    assert tokenize(text).forms == expected


def test_spaced_ellipsis() -> None:
    """Periods with spaces between are one token."""
    assert tokenize("It was . . . odd.").forms == ["It", "was", ". . .", "odd", "."]


@pytest.mark.parametrize("case", rows("sentences.jsonl"))
def test_sentences(case: dict[str, Any]) -> None:
    """A text made of sentences falls into them again."""
    analysis = analyse("\n\n".join(" ".join(paragraph) for paragraph in case["text"]))
    expected = case.get("expect") or [one for paragraph in case["text"] for one in paragraph]
    assert [covered(analysis, *sentence) for sentence in analysis.sentences] == expected


@pytest.mark.parametrize("case", rows("paragraphs.jsonl"))
def test_paragraphs(case: dict[str, Any]) -> None:
    """Paragraphs end at blank lines, and at line breaks that do not wrap a sentence."""
    analysis = analyse(case["text"])
    assert [covered(analysis, *one) for one in analysis.paragraphs] == case["paragraphs"]


@pytest.mark.parametrize("case", rows("quotemarks.jsonl"))
def test_pairs(case: dict[str, Any]) -> None:
    """Marks pair as listed: text, depth, and whether unclosed or continuing an earlier pair."""
    analysis = analyse(case["text"])
    found = [
        [covered(analysis, one.opener, one.end), one.depth, notes(one)] for one in analysis.pairs
    ]
    assert found == [[text, *rest, *[0, ""][len(rest) :]] for text, *rest in case["pairs"]]


def notes(one: MarkPair) -> str:
    """What is special about a pair, as the case table writes it."""
    unclosed = "unclosed" if one.closer is None else ""
    continues = "" if one.continues is None else f"continues {one.continues}"
    return f"{unclosed} {continues}".strip()


@pytest.mark.parametrize("case", rows("quotemarks.jsonl"))
def test_pairs_do_not_depend_on_what_surrounds(case: dict[str, Any]) -> None:
    """A paragraph before and one after leave a text's own pairs as they are."""
    alone = analyse(case["text"])
    around = analyse(f"It rained all day.\n\n{case['text']}\n\nNobody came.")
    assert [covered(around, one.opener, one.end) for one in around.pairs] == [
        covered(alone, one.opener, one.end) for one in alone.pairs
    ]


@given(any_text | news_like | marks_text)
@example("")
@example("\ud800“\udfff”")
@example("‘a «b “c’ d")
@example("—A “b\n\n—C d” e\n\n—E f")
def test_any_text(text: str) -> None:
    """Whatever the text, its analysis is made and is consistent."""
    analysis = analyse(text)
    check_tokens(analysis)
    check_ranges(analysis)
    check_pairs(analysis)


def check_tokens(analysis: Analysis) -> None:
    """Forms stand at their offsets, in order, and nothing but white space and what is invisible is left out."""
    spans = list(zip(analysis.starts, analysis.ends, strict=True))
    assert [analysis.text[start:end] for start, end in spans] == analysis.forms
    assert len(analysis.tags) == len(analysis.forms)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not legible(analysis.text[at:start]).strip()
        at = end
    assert not legible(analysis.text[at:]).strip()


def check_ranges(analysis: Analysis) -> None:
    """Paragraphs and sentences tile the tokens, sentences within paragraphs."""
    for ranges in (analysis.paragraphs, analysis.sentences):
        assert all(first < end for first, end in ranges)
        assert [first for first, _ in ranges] == [0, *(end for _, end in ranges)][: len(ranges)]
        assert (ranges[-1][1] if ranges else 0) == len(analysis.forms)
    assert {end for _, end in analysis.paragraphs} <= {end for _, end in analysis.sentences}


def check_pairs(analysis: Analysis) -> None:
    """Pairs are in order and properly nested, and ``quoted`` says the same as they do."""
    around: list[MarkPair] = []
    quoted = [0] * len(analysis.forms)
    for number, one in enumerate(analysis.pairs):
        while around and around[-1].end <= one.opener:
            around.pop()
        assert one.depth == len(around)
        assert not around or (around[-1].opener < one.opener and one.end <= around[-1].end)
        assert one.opener < one.end <= len(analysis.forms)
        assert one.closer is None or one.opener < one.closer == one.end - 1
        assert one.continues is None or analysis.pairs[one.continues].closer is None
        assert one.continues is None or one.continues < number
        if one.depth == 0:
            quoted[one.opener : one.end] = [number + 1] * (one.end - one.opener)
        around.append(one)
    assert quoted == list(analysis.quoted)


@given(news_like)
def test_curly_and_straight_agree(text: str) -> None:
    """Curly double marks that are balanced pair as they would straight, word for word."""
    curly = f"“{text.translate(NO_MARKS)}” he said, “yes.”"
    straight = curly.translate({ord("“"): '"', ord("”"): '"'})
    assert [one.opener for one in analyse(curly).pairs] == [
        one.opener for one in analyse(straight).pairs
    ]


LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
NO_MARKS = {ord(mark): "x" for mark in "\"“”‘’'`«»„" + LINE_BREAKS}


@pytest.mark.parametrize(
    "pump",
    [
        '"',
        "'",
        "“",
        "”",
        " ‘a",
        "boys' ",
        "A",
        "A. ",
        "a's",
        "a-",
        "a@",
        "a.com",
        "🇳",
        "\n",
        "“a\n\n",
        "! ",
        ".)",
    ],
)
def test_work_grows_with_the_text(pump: str) -> None:
    """Four times the text takes at most about four times the steps, counted in lines run."""
    small, large = (count_steps(pump * (length // len(pump))) for length in (2_000, 8_000))
    assert large <= 4.5 * small + 2_000


def count_steps(text: str) -> int:
    """Lines of Python run to analyse a text."""
    steps = 0

    def count(_frame: object, event: str, _argument: object) -> Any:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        analyse(text)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("unit", ["a-", "A.", ". "])
def test_words_of_many_parts(unit: str) -> None:
    """A word, abbreviation or ellipsis of thousands of parts is cut: no pattern remembers them all."""
    forms = analyse(unit * 5_000).forms
    assert 1_000 < max(map(len, forms)) < 3_000
