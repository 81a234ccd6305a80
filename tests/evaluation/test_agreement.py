"""Agreement between annotators."""

import pytest
from evaluation.annotating import Marked, annotated

from quotelib import Document, ParameterError
from quotelib.evaluation import agreement

TEXT = "“Yes,” Ann said. “No,” Bob said. Nobody spoke."
"""Eight words that are no punctuation, in three sentences."""

BOTH: list[Marked] = [("“Yes,”", "Ann"), ("“No,”", "Bob")]


def test_quotations_are_agreed_on_word_by_word() -> None:
    """Ann's annotator marks two words and Bob's one of the eight: the textbook's kappa and alpha."""
    figures = agreement({"a": [annotated(TEXT, BOTH)], "b": [annotated(TEXT, BOTH[:1])]}).layers[
        "quotations"
    ]
    assert figures.items == 8
    assert figures.observed == 7 / 8
    # Cohen: expected = 2/8 * 1/8 + 6/8 * 7/8; Krippendorff: 1 - (n - 1) * o / (n_1 * n_0) over 16 labels.
    expected = (2 * 1 + 6 * 7) / 64
    assert figures.kappa == pytest.approx((7 / 8 - expected) / (1 - expected))
    assert figures.alpha == pytest.approx(1 - 15 * (1 / 8) * 16 / (2 * 3 * 13))


def test_speakers_are_agreed_on_where_both_have_the_quotation() -> None:
    """A quotation that one annotator lacks is no item of the speakers."""
    one = annotated(TEXT, BOTH)
    other = annotated(TEXT, [("“Yes,”", "Bob")])
    figures = agreement({"a": [one], "b": [other]}).layers["speakers"]
    assert (figures.items, figures.observed) == (1, 0.0)


def test_frames_are_agreed_on_in_part() -> None:
    """One act of two in common is a part of an agreement (MASI: 1/2 * 2/3), none of it is none."""
    one = annotated(TEXT, frames=[("statement", "Yes"), ("admission", "said")])
    other = annotated(TEXT, frames=[("statement", "Yes")])
    figures = agreement({"a": [one], "b": [other]}).layers["frames"]
    assert figures.items == 3
    assert figures.observed == pytest.approx((1 / 3 + 1 + 1) / 3, abs=0.01)
    assert figures.kappa is None


def test_plain_statements_are_no_disagreement_with_who_never_marks_them() -> None:
    """One annotator marks acts but no statements, the other both: only the other acts are compared."""
    one = annotated(TEXT, frames=[("admission", "Yes")])
    other = annotated(TEXT, frames=[("admission", "Yes"), ("statement", "spoke")])
    assert agreement({"a": [one], "b": [other]}).layers["frames"].observed == 1.0
    both = agreement({"a": [other], "b": [annotated(TEXT, frames=[("statement", "Yes")])]})
    assert both.layers["frames"].observed == pytest.approx(1 / 3)


def test_one_document_or_pairs() -> None:
    """Documents may come alone, or in pairs with their contexts."""
    one = annotated(TEXT, BOTH)
    assert agreement({"a": one, "b": [(one, "a1")]}).layers["quotations"].kappa == 1.0


def test_perfect_agreement() -> None:
    """The same annotation is agreement 1; a figure that chance cannot correct is None."""
    documents = [annotated(TEXT, BOTH)]
    layers = agreement({"a": documents, "b": documents, "c": documents}).layers
    assert (layers["quotations"].kappa, layers["quotations"].alpha) == (1.0, 1.0)
    assert (layers["frames"].observed, layers["frames"].alpha) == (1.0, None)


def test_nothing_to_agree_on() -> None:
    """Empty texts have no items, and no figures."""
    layers = agreement({"a": [Document("")], "b": [Document("")]}).layers
    assert {(f.items, f.observed, f.kappa, f.alpha) for f in layers.values()} == {
        (0, None, None, None)
    }


def test_table() -> None:
    """The coefficients as a table."""
    text = agreement({"a": [annotated(TEXT, BOTH)], "b": [annotated(TEXT)]}).to_text()
    assert text.splitlines()[0] == "2 annotators"
    assert "quotations                      8     0.750" in text


@pytest.mark.parametrize(
    ("annotators", "message"),
    [
        ({"a": [Document("x")]}, "two annotators or more, not 1"),
        ({"a": ["x"], "b": ["x"]}, "of type str: give documents"),
        ({"a": [Document("x")], "b": []}, "a has 1 documents, but b has 0"),
        ({"a": [Document("x")], "b": [Document("y")]}, "document 1 of a begins 'x', but that of b"),
    ],
)
def test_mistakes_are_named(annotators: dict[str, list[Document]], message: str) -> None:
    """What cannot be compared is a ParameterError that says why."""
    with pytest.raises(ParameterError, match=message):
        agreement(annotators)
