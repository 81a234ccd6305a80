"""brat stand-off: what is written is read again, annotators' changes are read, bad files are named."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_text, documents

import quotelib
from quotelib import Act, Document, InputError, QuotationKind, RecordError, Span, SpeakerKind
from quotelib.export.brat import annotation_conf, fragments, to_brat
from quotelib.export.brat_reading import from_brat, kind_of

ARTICLE = (
    "“The dam will hold,” engineer Mara Lind said. “It\n\nmust,” she added.\r\n"
    "Karvia denied that it had “failed”. It threatened to sue 😀 and was not believed."
)


def span(text: str, start: int = 0) -> Span:
    """A span of this text."""
    return Span(start, start + len(text), text)


@given(documents())
def test_round_trip(document: Document) -> None:
    """from_brat undoes to_brat, for any valid document."""
    assert from_brat(document.text, to_brat(document)) == document


def test_round_trip_of_a_reading() -> None:
    """What the extractor finds comes back as well, from text with all sorts of line breaks."""
    document = quotelib.extract(ARTICLE)
    assert len(document.quotations) > 2
    assert from_brat(document.text, to_brat(document)) == document


@given(st.lists(st.tuples(documents(), any_text), max_size=3))
@example(
    [
        (Document("a"), "../a.txt"),
        (Document("b"), "A"),
        (Document("c"), "/a"),
        (Document("d"), ".."),
    ]
)
def test_folder_round_trip(pairs: list[tuple[Document, str]]) -> None:
    """Every document has files of its own inside the folder, whatever it is called."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "inside")
        assert quotelib.write_brat(pairs, folder) == len(pairs)
        assert [path.name for path in Path(place).iterdir()] == ["inside"]
        assert len(list(folder.iterdir())) == 2 * len(pairs) + 1
        if pairs:
            read = [document for document, _ in quotelib.read_brat(folder)]
            assert sorted(map(repr, read)) == sorted(repr(document) for document, _ in pairs)
            assert all(document in read for document, _ in pairs)


@given(documents())
def test_lines_are_as_brat_wants_them(document: Document) -> None:
    """Whoever splits the file's lines, each is one annotation; only events refer to triggers."""
    lines = to_brat(document).splitlines()
    names = [line.partition("\t")[0] for line in lines]
    assert all(name[0] in "TEAR#*" for name in names)
    assert len({name for name in names if name != "*"}) == len([n for n in names if n != "*"])
    triggers = {line.split("\t")[1].split(" ")[0].split(":")[1] for line in lines if line[0] == "E"}
    for line in lines:
        if line[0] in "AR#":
            assert not triggers & set(line.split("\t")[1].replace(":", " ").split(" "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab", [(5, 7)]),
        ("", [(5, 5)]),
        ("a\nb", [(5, 6), (7, 8)]),
        ("a\r\n\r\nb\u2028c", [(5, 6), (10, 11), (12, 13)]),
        ("\na", [(5, 7)]),
    ],
)
def test_fragments(text: str, expected: list[tuple[int, int]]) -> None:
    """A span is broken at its line breaks, unless it begins or ends with one."""
    assert fragments(span(text, 5)) == expected


GOLD = "“Yes,” said Ann. Bob doubts that it rains."
HAND_MADE = """\
T3\tQuotation 29 41\tthat it rains
T4\tSource 17 20\tBob
T5\tCue 21 27\tdoubts
E2\tQuotation:T3 Source:T4 Cue:T5
A1\tMode E2 thought
T1\tQuotation 0 6\t“Yes,”
T2\tPerson 12 15\tAnn
E1\tQuotation:T1 Speaker:T2
T6\tMystery 7 11\tsaid
E3\tConcern:T5 Agent:T4 Quotation:E2
#1\tAnnotatorNotes E2\tis this one?
T7\tScare_quotes 0 6\t“Yes,”
R1\tWithin Arg1:T7 Arg2:E1
"""


def test_hand_made_annotations() -> None:
    """What a person annotates in brat is read, in text order, with what it leaves out filled in."""
    document = from_brat(GOLD, HAND_MADE.replace("29 41", "28 41"))
    first, second = document.quotations
    assert (first.text, str(first.speaker), first.kind) == ("“Yes,”", "Ann", QuotationKind.DIRECT)
    assert (str(second.source), second.kind, second.mode) == ("Bob", "indirect", "thought")
    assert second.frames == (0,)
    assert (document.frames[0].act, str(document.frames[0].agent)) == (Act.CONCERN, "Bob")
    assert document.speakers[0].kind is SpeakerKind.PERSON
    assert document.devices[0].quotation == 0
    assert {quotation.confidence for quotation in document} == {1.0}


def test_discontinuous_annotation() -> None:
    """Fragments with words between are several spans; those of a broken line are one."""
    text = "“Why,” he asked, “not\nnow?”"
    read = from_brat(text, "T1\tQuotation 0 6;17 21;22 27\t“Why,” “not now?”\nE1\tQuotation:T1\n")
    assert [str(one) for one in read[0].content] == ["“Why,”", "“not\nnow?”"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (["“Yes.”"], "direct"),
        (["“Yes,”", "“no.”"], "direct"),
        (["that it's “so so”"], "mixed"),
        (["that it isn’t so"], "indirect"),
        (["“Yes,”", "and no"], "mixed"),
    ],
)
def test_kind_by_marks(content: list[str], kind: str) -> None:
    """Where an annotator names no kind the quotation marks tell it; apostrophes are none."""
    assert kind_of([span(part) for part in content]) == kind


@pytest.mark.parametrize(
    ("annotations", "message"),
    [
        ("T1\tCue 0 3\tYes", r"line 1: T1 reads 'Yes', but the text there '“Ye': is this the text"),
        ("T1\tCue x 3\tYes", "line 1: "),
        ("T1\tCue", "line 1: "),
        ("T1", "line 1: "),
        ("T1\tCue 5 2\t", "line 1: a span must have"),
        ("x", "line 1: 'x'"),
        ("E1\tQuotation", "line 1: "),
        ("E1\tQuotation:T1", "E1: it refers to T1, which is no text-bound"),
        ("R1\tWithin Arg1:T1", "line 1: "),
        ("#1\tQuotelib E1\t{", "line 1: "),
        ("#1\tQuotelib E1\t[]", "line 1: the note of E1 must be a mapping"),
        (
            "T1\tQuotation 0 0\t\nE1\tQuotation:T1 Parent:E7",
            "E1: it refers to E7, which is no such event",
        ),
        ("T1\tQuotation 0 0\t\nE1\tQuotation:T1 Speaker:T1", "E1: its speaker T1 is no mention"),
        ("T1\tQuotation 0 0\t\nE1\tQuotation:T1\nA1\tMode E1 sung", "E1: 'sung' is no Mode"),
    ],
)
def test_bad_annotations_are_named(annotations: str, message: str) -> None:
    """A malformed annotation is refused with its line or its identifier."""
    with pytest.raises(RecordError, match=message):
        from_brat(GOLD, annotations)


@given(st.text(st.sampled_from('TEAR#*12 \t:;\nCueQuotationWithinQuotelib{}"“')))
def test_no_annotations_crash(annotations: str) -> None:
    """Whatever stands in a file, it is read, or refused with our error."""
    with contextlib.suppress(RecordError):
        from_brat(GOLD, annotations)


def test_bad_folders_are_named(tmp_path: Path) -> None:
    """A folder without annotations, or with some that do not fit, is an error with its name."""
    with pytest.raises(InputError, match=r"no \.ann files in this folder"):
        list(quotelib.read_brat(tmp_path))
    (tmp_path / "a.ann").write_text("T1\tCue 0 3\tYes\n")
    with pytest.raises(InputError, match=r"a\.txt: cannot be read"):
        list(quotelib.read_brat(tmp_path))
    (tmp_path / "a.txt").write_text("No.")
    with pytest.raises(InputError, match=r"a\.ann: line 1: T1 reads"):
        list(quotelib.read_brat(tmp_path))


def test_configuration_has_every_type() -> None:
    """The configuration for brat names each type that is written, once."""
    names = [line.strip("\t!").split("\t")[0] for line in annotation_conf().splitlines()]
    assert len(names) == len(set(names))
    written = {
        line.split("\t")[1].split(" ")[0]
        for line in to_brat(quotelib.extract(ARTICLE)).splitlines()
        if line[0] == "T"
    }
    assert written < set(names)
