"""Evaluation against a gold standard: what counts as right, and what is said of the rest."""

import attrs
import pytest
from evaluation.annotating import Marked, annotated
from hypothesis import given
from strategies import documents

import quotelib
from quotelib import Basis, Document, ParameterError, Polarity, Quotation, SpeakerKind
from quotelib.evaluation import Evaluation, evaluate

TEXT = (
    "“The ferry sails tonight,” Mara Lind said, “or it never does.” Harbour master Oto Kern"
    " threatened to close the pier. Later he denied that the pier was unsafe."
)


def both(gold: list[Marked], found: list[Marked]) -> Evaluation:
    """The evaluation of quotations in `TEXT`."""
    return evaluate(annotated(TEXT, gold), annotated(TEXT, found))


FERRY = "“The ferry sails tonight,” … “or it never does.”"


@pytest.mark.parametrize(
    ("gold", "found", "exact", "overlap"),
    [
        ([FERRY], [FERRY], 1, 1),
        ([FERRY], [], 0, 0),
        ([FERRY], ["“The ferry sails tonight,”"], 0, 1),
        ([FERRY], ["“or it never does.”"], 0, 0),
        ([FERRY], ["“The ferry sails tonight,”", "“or it never does.”"], 0, 1),
        (["to close the pier"], ["close the pier"], 0, 1),
        (["to close the pier"], ["to close the pier", "to close the pier"], 1, 1),
        (["to close the pier"], [" to close the pier"], 1, 1),
        (["to close the pier"], ["to close … the pier"], 1, 1),
        (["to close the pier"], ["that the pier was unsafe"], 0, 0),
    ],
)
def test_quotations(gold: list[str], found: list[str], exact: int, overlap: int) -> None:
    """A quotation is right exactly, or by enough overlap, and once only; blanks make no odds."""
    scores = both([(words, None) for words in gold], [(words, None) for words in found])
    quotations = scores["quotations"]
    assert (quotations.exact.correct, quotations.overlap.correct) == (exact, overlap)
    assert (quotations.overlap.gold, quotations.overlap.predicted) == (len(gold), len(found))


@pytest.mark.parametrize(
    ("gold", "found", "exact", "overlap"),
    [
        ("Mara Lind", "Mara Lind", 1, 1),
        ("Mara Lind", "mara  LIND", 1, 1),
        ("the ferry’s owner", "The ferry's owner", 1, 1),
        ("Mara Lind", "Lind", 0, 1),
        ("Mara Lind", "Oto Kern", 0, 0),
        ("Mara Lind", "Mara Kern", 0, 0),
        ("Mara Lind", None, 0, 0),
    ],
)
def test_speakers(gold: str, found: str | None, exact: int, overlap: int) -> None:
    """A speaker is right by name, or where one name is part of the other."""
    speakers = both([(FERRY, gold)], [(FERRY, found)])["speakers"]
    assert (speakers.exact.correct, speakers.overlap.correct) == (exact, overlap)
    assert (speakers.overlap.gold, speakers.overlap.predicted) == (1, int(found is not None))


def test_speaker_of_a_quotation_that_was_not_found_is_missed() -> None:
    """Speakers are scored end to end: who finds no quotation finds no speaker."""
    speakers = both([(FERRY, "Mara Lind")], [("to close the pier", "Mara Lind")])["speakers"]
    assert (speakers.overlap.correct, speakers.overlap.gold, speakers.overlap.predicted) == (
        0,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("gold", "found", "exact", "overlap"),
    [
        (("threat", "threatened"), ("threat", "threatened"), 1, 1),
        (("threat", "threatened"), ("threat", "threatened to"), 0, 1),
        (("threat", "threatened"), ("warning", "threatened"), 0, 0),
        (("threat", "threatened"), ("threat", "denied"), 0, 0),
    ],
)
def test_frames(gold: Marked, found: Marked, exact: int, overlap: int) -> None:
    """A frame is right if it is the same act in the same place."""
    frames = evaluate(annotated(TEXT, frames=[gold]), annotated(TEXT, frames=[found]))["frames"]
    assert (frames.exact.correct, frames.overlap.correct) == (exact, overlap)


def test_implicit_frame_is_found_by_its_content() -> None:
    """Where an act is implicit, annotators mark other triggers: the content tells that it is the same."""
    document = quotelib.extract(TEXT)
    threat = next(frame for frame in document.frames if frame.act == "threat")
    implicit = attrs.evolve(threat, basis=Basis.IMPLICIT, trigger=None, quotation=None)
    elsewhere = attrs.evolve(threat, trigger=threat.content[0], quotation=None, content=())
    one, other, explicit = (
        Document(TEXT, speakers=document.speakers, frames=(frame,))
        for frame in (implicit, elsewhere, attrs.evolve(threat, quotation=None))
    )
    assert evaluate(one, other)["frames"].overlap.correct == 1
    assert evaluate(explicit, other)["frames"].overlap.correct == 0


def test_figures() -> None:
    """Precision, recall and F1, and None where a share of nothing is asked for."""
    score = both(
        [(FERRY, None), ("to close the pier", None)],
        [(FERRY, None), ("unsafe", None), ("Later", None), ("the pier", None)],
    )["quotations"].overlap
    assert (score.precision, score.recall) == (0.25, 0.5)
    assert score.f1 == pytest.approx(1 / 3)
    nothing = evaluate(Document(""), Document(""), layers=["quotations"])["quotations"].exact
    assert (nothing.precision, nothing.recall, nothing.f1) == (None, None, None)


def test_labels() -> None:
    """The breakdown by label counts a record of another label as wrong."""
    found = annotated(TEXT, [(FERRY, None)])
    mixed = attrs.evolve(found.quotations[0], kind=quotelib.QuotationKind.MIXED)
    scores = evaluate(found, Document(TEXT, (mixed,)))["quotations"]
    assert scores.overlap.f1 == 1.0
    assert {label: score.f1 for label, score in scores.by_label.items()} == {
        "direct": 0.0,
        "mixed": 0.0,
    }


def test_differences_are_said_in_words() -> None:
    """Every difference is one line that says where, what was wanted and what was found."""
    gold = annotated(
        TEXT, [(FERRY, "Mara Lind"), ("to close the pier", "Oto Kern")], [("threat", "threatened")]
    )
    found = annotated(
        TEXT,
        [("“The ferry sails tonight,”", "Oto Kern"), ("that the pier was unsafe", None)],
        [("warning", "threatened")],
    )
    shown = "‘“The ferry sails tonight,” […] “or it never does.”’"
    assert [str(difference) for difference in evaluate(gold, found).differences] == [
        f"0:62 other boundaries of a quotation: gold {shown}, found ‘“The ferry sails tonight,”’",
        f"0:62 another source: gold ‘Mara Lind’, found ‘Oto Kern’ in {shown}",
        f"0:62 another speaker: gold ‘Mara Lind’, found ‘Oto Kern’ in {shown}",
        "87:97 missed frame: threat, ‘threatened’",
        "87:97 spurious frame: warning, ‘threatened’",
        "98:115 missed quotation: ‘to close the pier’ by ‘Oto Kern’",
        "133:157 spurious quotation: ‘that the pier was unsafe’ by nobody",
    ]


def test_polarity_is_a_difference() -> None:
    """A frame found as done that the gold standard has as not done is told."""
    gold = annotated(TEXT, frames=[("denial", "denied")])
    negated = attrs.evolve(gold.frames[0], polarity=Polarity.NEGATED)
    (difference,) = evaluate(gold, Document(TEXT, frames=(negated,))).differences
    assert (
        str(difference)
        == "126:132 another polarity of a frame: gold positive, found negated in ‘denied’"
    )


def test_what_the_gold_standard_lacks_is_left_out_and_said() -> None:
    """Layers that nobody annotated are no errors, nor are plain statements; asked for, they are."""
    found = quotelib.extract(TEXT)
    gold = annotated(TEXT, frames=[("threat", "threatened")])
    evaluation = evaluate(gold, found)
    assert list(evaluation.layers) == ["frames"]
    assert "Not scored, as the gold has none: quotations, cues" in evaluation.to_text()
    assert "frames of the act statement" in evaluation.left_out
    assert evaluate(gold, found, layers=["quotations"])["quotations"].overlap.precision == 0.0


def test_kinds_of_speakers_are_scored_if_the_gold_standard_has_them() -> None:
    """Who writes names and no kinds of them does not get every kind counted as wrong."""
    gold = annotated(TEXT, [(FERRY, "Mara Lind")])
    unknown = attrs.evolve(gold.speakers[0], kind=SpeakerKind.UNKNOWN)
    quotation = attrs.evolve(gold[0], speaker=unknown)
    plain = attrs.evolve(gold, quotations=(quotation,), speakers=(unknown,))
    assert list(evaluate(gold, gold)["speakers"].by_label) == ["person"]
    evaluation = evaluate(plain, gold)
    assert list(evaluation["speakers"].by_label) == ["speakers"]
    assert "kinds of speakers" in evaluation.left_out


def test_pairs_as_pipe_gives_them() -> None:
    """Documents may come in pairs with their contexts, whose doc_id then names them."""
    gold = annotated(TEXT, [(FERRY, "Mara Lind")])
    found = [(Document(TEXT), {"doc_id": "a1"})]
    named = [(gold, {"doc_id": "a1", "outlet": "Post"}), (gold, "a2"), (gold, {"outlet": "Post"})]
    differences = evaluate(named, found * 3, layers=["quotations"]).differences
    assert [difference.document for difference in differences] == ["a1", "a2", "3"]


def test_found_by_default_is_what_extract_finds() -> None:
    """Without documents found, the gold texts are read now."""
    assert evaluate([quotelib.extract(TEXT)]).differences == ()


def test_text_of_an_evaluation() -> None:
    """The table has a line for each layer, and the list of differences can be cut."""
    text = both([(FERRY, None)], [("unsafe", None), ("Later", None)]).to_text(most=1)
    assert "quotations                  0.0    0.0    0.0" in text
    assert "3 differences:" in text
    assert text.endswith(
        "  0:62 missed quotation: ‘“The ferry sails tonight,” […] “or it never does.”’ by nobody\n\n… and 2 more\n"
    )


def test_names_that_a_terminal_would_obey_are_cleaned() -> None:
    """Control characters of names and texts do not reach the terminal."""
    text = "“\x1b[2JNo,” Bo said."
    quotation = quotelib.extract(text).quotations[0]
    bare = attrs.evolve(quotation, speaker=None, frames=())
    shown = evaluate(Document(text, (bare,)), Document(text), names=["\x1b[31mred"]).to_text()
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("gold", "found", "options", "message"),
    [
        ([Document("a")], [], {}, "has 1 documents, but 0 were found"),
        ([Document("abc")], [Document("abd")], {}, "document 1: .* different texts: at 2"),
        ([Document("a")], [Document("a")], {"layers": ["verbs"]}, "no layer 'verbs'; choose from"),
        ([Document("a")], [Document("a")], {"layers": "frames"}, r"give \['frames'\]"),
        ([Document("a")], [Document("a")], {"minimum_overlap": 0}, "above 0 and at most 1"),
        ([Document("a")], ["a"], {}, "in place 0 .* of type str: give documents"),
    ],
)
def test_mistakes_are_named(
    gold: list[Document], found: list[Document], options: dict[str, object], message: str
) -> None:
    """What cannot be compared is a ParameterError that says why."""
    with pytest.raises(ParameterError, match=message):
        evaluate(gold, found, **options)  # type: ignore[arg-type]


@given(documents())
def test_any_document_agrees_with_itself(document: Document) -> None:
    """Against itself, a document misses only what covers nothing."""
    evaluation = evaluate(document, document)
    assert evaluation.to_text()
    for scores in evaluation.layers.values():
        assert scores.exact.correct <= scores.exact.gold == scores.exact.predicted
    for difference in evaluation.differences:
        if difference.kind == "missed" and isinstance(difference.gold, Quotation):
            assert not difference.gold.text.strip()


def test_found_documents_agree_with_themselves() -> None:
    """What extraction gives is never its own error."""
    for scores in evaluate(quotelib.extract(TEXT)).layers.values():
        assert scores.exact.f1 == 1.0
