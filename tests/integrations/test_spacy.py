"""The spaCy component: spans, records, processes, serialisation."""

import pickle
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

import quotelib
from quotelib import Document, LexiconError, ParameterError, QuotelibError

spacy = pytest.importorskip(
    "spacy", reason="spaCy is not installed: pip install 'quotelib[spacy]'", exc_type=ImportError
)
component = pytest.importorskip("quotelib.integrations.spacy")

TEXT = (
    "“The strait stays open,” Mara Lind said. “Oto Kern said: ‘It is over.’ Then he left,” Mara Lind said."
    " Karvia threatened to close it."
)


def pipeline(**config: object) -> Any:
    """A pipeline of nothing but the component."""
    nlp = spacy.blank("en")
    nlp.add_pipe("quotelib", config=config)
    return nlp


def groups(doc: Any) -> dict[str, list[tuple[str, str, int]]]:
    """Text, label and id of the spans of each group."""
    return {
        name: [(span.text, span.label_, span.id) for span in group]
        for name, group in doc.spans.items()
    }


def test_records_are_those_of_extract() -> None:
    """``doc._.quotelib`` is the document that `quotelib.extract` gives."""
    assert pipeline()(TEXT)._.quotelib == quotelib.extract(TEXT)


def test_spans() -> None:
    """Every record has its spans in a group of its layer; ids are indices, labels kinds and acts."""
    document = quotelib.extract(TEXT)
    found = groups(pipeline()(TEXT))
    assert found["quotelib_quotations"] == [
        (span.text, str(quotation.kind), index)
        for index, quotation in enumerate(document.quotations)
        for span in quotation.content
    ]
    assert ("threatened", "threat") in {name[:2] for name in found["quotelib_frames"]}
    assert ("Mara Lind", "source", 0) in found["quotelib_sources"]
    assert ("said", "cue", 0) in found["quotelib_cues"]
    assert ("Mara Lind", "person", 0) in found["quotelib_speakers"]


def test_tokens_that_are_longer_than_ours() -> None:
    """Where spaCy's tokens and ours differ, a span holds every token that it touches."""
    nlp = pipeline()
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)  # cuts at white space only
    assert groups(nlp("“Yes,” Ann said."))["quotelib_cues"] == [("said.", "cue", 0)]


def test_quotation_around_a_span() -> None:
    """Spans and tokens know the innermost quotation that is around all of them."""
    doc = pipeline()(TEXT)
    document = doc._.quotelib
    place = TEXT.index("Oto Kern")
    name = doc.char_span(place, place + len("Oto Kern"))
    assert name._.quotation is document.quotations[1]
    assert name[0]._.quotation.speaker.name == "Mara Lind"
    inner = next(q for q in document.quotations if q.parent is not None)
    assert doc.char_span(inner.start, inner.end)._.quotation == inner
    assert doc.char_span(place, inner.end)._.quotation == document.quotations[1]
    assert doc[0:]._.quotation is None
    assert doc[-1]._.quotation is None
    assert doc[0:0]._.quotation is None


@pytest.mark.parametrize(
    "text",
    ["", " \n", "No quotation here.", "😀 “No,”\r\n he said.\u2028“\u0301Yes,” \x00 she said."],
)
def test_any_text(text: str) -> None:
    """Texts without findings and texts of odd characters go through, offsets unchanged."""
    assert pipeline()(text)._.quotelib == quotelib.extract(text)


def test_several_processes() -> None:
    """``nlp.pipe(n_process=2)`` gives the same as one process, in order."""
    texts = [f"“We counted {number} ships,” Mara Lind said." for number in range(20)]
    docs = list(pipeline().pipe(texts, n_process=2, batch_size=5))
    assert [doc._.quotelib for doc in docs] == [quotelib.extract(text) for text in texts]
    assert groups(docs[7])["quotelib_quotations"] == [("“We counted 7 ships,”", "direct", 0)]
    assert docs[7][2]._.quotation.text == "“We counted 7 ships,”"


def test_docs_are_serialised_with_their_records() -> None:
    """Records and spans survive to_bytes, pickle and DocBin, also after they were looked at."""
    nlp = pipeline()
    doc = nlp(TEXT)
    assert doc[0]._.quotation
    stored = spacy.tokens.DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (from_bin,) = spacy.tokens.DocBin().from_bytes(stored).get_docs(spacy.blank("en").vocab)
    for copy in (
        spacy.tokens.Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes()),
        pickle.loads(pickle.dumps(doc)),  # noqa: S301 - our own
        from_bin,
    ):
        assert copy._.quotelib == doc._.quotelib
        assert copy[0]._.quotation == doc[0]._.quotation
        assert copy.to_bytes()
        assert groups(copy) == groups(doc)


def test_pipelines_are_serialised_with_their_options(tmp_path: Path) -> None:
    """The options are the pipeline's config: saved, loaded, and read as before."""
    nlp = pipeline(
        cues={"burble": "say"},
        entries=[{"id": "roast.verb", "act": "mockery", "patterns": ["roast"]}],
        without=["threaten.verb"],
        devices=False,
        prefix="",
    )
    nlp.to_disk(tmp_path)
    text = "“It floats,” Ann burbled. Critics roasted the plan."
    expected = groups(nlp(text))
    assert ("burbled", "cue", 0) in expected["cues"]
    assert ("roasted", "mockery") in {span[:2] for span in expected["frames"]}
    from_bytes = spacy.lang.en.English.from_config(nlp.config).from_bytes(nlp.to_bytes())
    for loaded in (spacy.load(tmp_path), from_bytes):
        assert groups(loaded(text)) == expected


@pytest.mark.parametrize(
    ("config", "error", "message"),
    [
        ({"minimum_confidence": 2}, ParameterError, "between 0 and 1"),
        ({"cues": {"burble": "xyz"}}, LexiconError, "cannot be read like 'xyz'"),
        ({"without": ["xyz"]}, LexiconError, "no entry 'xyz'"),
        ({"speakers": "perhaps"}, ValueError, "speakers"),
        ({"speeches": True}, ValueError, "speeches"),
    ],
)
def test_mistakes_in_the_config(
    config: dict[str, object], error: type[Exception], message: str
) -> None:
    """What is wrong with an option is told when the component is added."""
    with pytest.raises(error, match=message):
        pipeline(**config)


def test_a_doc_that_was_not_read() -> None:
    """Asking a doc for records that nobody found says what to do."""
    with pytest.raises(QuotelibError, match="add the component with"):
        spacy.blank("en")(TEXT)._.quotelib  # noqa: B018


def test_what_it_assigns_is_declared() -> None:
    """The analysis of pipelines knows what the component gives."""
    analysis = pipeline().analyze_pipes()
    assert analysis["summary"]["quotelib"]["assigns"] == ["doc.spans", "doc._.quotelib"]


@pytest.mark.skipif(
    not any(point.name == "quotelib" for point in entry_points(group="spacy_factories")),
    reason="quotelib is not installed, so that spaCy cannot know of it: pip install -e .",
)
def test_installed_component_needs_no_import() -> None:
    """In a new process spaCy finds the component by its entry point."""
    script = "import spacy; print(spacy.blank('en').add_pipe('quotelib').name)"
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "quotelib\n"


def test_document_type() -> None:
    """The records are quotelib's own."""
    assert isinstance(pipeline()("")._.quotelib, Document)
