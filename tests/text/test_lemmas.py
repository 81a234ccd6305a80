"""Lemmas: cases of our own, and any input."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotelib.text.lemmas import INFLECTIONS, lemma

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "lemmas.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize(
    ("form", "tag", "expected"), CASES, ids=[f"{form}-{tag}" for form, tag, _ in CASES]
)
def test_case(form: str, tag: str, expected: str) -> None:
    """A form has the lemma that a dictionary lists it under."""
    assert lemma(form, tag) == expected


@given(st.text(min_size=1, max_size=30), st.sampled_from([*INFLECTIONS, "NN", "."]))
def test_any_form_has_a_lemma(form: str, tag: str) -> None:
    """Whatever the characters and the tag, the lemma is a string with something in it."""
    assert lemma(form, tag)
