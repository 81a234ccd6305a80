"""The extractor: its options, its errors, and many texts through its pipe."""

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

import quotelib
from quotelib import Document, Extractor, ParameterError, TextTypeError
from quotelib.attribution import Attribution
from quotelib.document import spans_of
from quotelib.speakers import Resolution, resolve
from quotelib.text import Analysis
from quotelib.text import spans as spans_module

TEXTS = [
    "“We will rebuild the bridge,” the mayor said.",
    "",
    "Officials denied that the dam had failed, according to Anna Berg.",
    " \n\t ",
    "Karvia threatened to close the port. “Why now?” asked Lena Maros.",
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """One extractor with the default options."""
    return Extractor()


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        (None, "not NoneType: pass a str"),
        (b"text", r"not bytes: decode it first, for example with value\.decode\(\"utf-8\"\)"),
        (["text"], r"not list: pass one str, or give the texts to pipe\(\)"),
        (7, "not int: pass a str"),
    ],
    ids=["None", "bytes", "list", "int"],
)
def test_other_than_text(value: object, remedy: str) -> None:
    """What is no str is refused with its type and the remedy, as a TypeError too."""
    with pytest.raises(TextTypeError, match=remedy) as caught:
        quotelib.extract(value)  # type: ignore[arg-type]
    assert isinstance(caught.value, TypeError)
    assert isinstance(caught.value, quotelib.QuotelibError)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\r\n\u3000"], ids=ascii)
def test_blank_text_is_an_empty_document(text: str) -> None:
    """Nothing in, nothing out, and the text is kept."""
    assert quotelib.extract(text) == Document(text)


@pytest.mark.parametrize("minimum", [-0.1, 1.5, float("nan")])
def test_minimum_confidence_is_a_probability(minimum: float) -> None:
    """An option outside its range is refused when the extractor is made."""
    with pytest.raises(ParameterError, match="minimum_confidence"):
        Extractor(minimum_confidence=minimum)


def test_switches(extractor: Extractor) -> None:
    """Each part can be switched off by itself, and the others are still found."""
    text = "\n\n".join(TEXTS)
    full = extractor.extract(text)
    assert all((full.quotations, full.speakers, full.frames))
    for part in ("speakers", "frames", "devices"):
        without = attrs.evolve(extractor, **{part: False}).extract(text)
        assert getattr(without, part) == ()
        assert len(without.quotations) == len(full.quotations)


def test_minimum_confidence(extractor: Extractor) -> None:
    """Nothing below the minimum comes out, and what comes out still fits together."""
    text = "\n\n".join(TEXTS)
    found = [record.confidence for record in extractor.extract(text)]
    minimum = sorted(found)[len(found) // 2]
    document = attrs.evolve(extractor, minimum_confidence=minimum).extract(text)
    records = (*document.quotations, *document.frames, *document.devices)
    assert 0 < len(document) <= len(found)
    assert all(record.confidence >= minimum for record in records)


def test_no_speaker_of_what_is_left_out(extractor: Extractor) -> None:
    """Whoever does only what is below the minimum is no speaker of the document."""
    text = "Karvia threatened to close the strait."
    [frame] = extractor.extract(text).frames
    assert frame.speaker is not None
    surest = attrs.evolve(extractor, minimum_confidence=1.0)
    assert surest.extract(text) == Document(text)


def test_names_of_nobody_who_speaks(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody says or does anything, nobody's names are read, which would take most of the time."""
    asked: list[str] = []

    def noted(analysis: Analysis, attributions: list[Attribution]) -> Resolution:
        asked.append(analysis.text)
        return resolve(analysis, attributions)

    monkeypatch.setattr("quotelib.extractor.resolve", noted)
    only_said = "Anna Berg thinks it will rain."
    assert not extractor.extract(only_said).frames
    asked.clear()
    for text in ("Mara Lind, Anna Berg and Karl Holm.", only_said):
        extractor.extract(text)
    assert asked == [only_said]
    monkeypatch.setattr("quotelib.extractor.attribute", lambda *_: [])
    [frame] = extractor.extract("Karvia threatened to close the strait.").frames
    assert frame.speaker is not None


@pytest.mark.parametrize("speakers", [True, False], ids=["speakers", "no speakers"])
def test_records_share_their_spans(*, speakers: bool) -> None:
    """One stretch of text is one object in all records: a frame's trigger is its quotation's cue."""
    document = Extractor(speakers=speakers).extract(
        "“We deny it,” said Anna Berg, the mayor. Karvia warned that the so-called “safe” dam would fail."
    )
    spans = list(spans_of(document))
    ranges = {(span.start, span.end) for span in spans}
    assert len({id(span) for span in spans}) == len(ranges) < len(spans)
    _, warned = document.quotations
    warning = document.frames[warned.frames[0]]
    assert warning.trigger is warned.cue
    assert warning.content[0] is warned.content[0]


def test_extractor_is_immutable(extractor: Extractor) -> None:
    """Options cannot change under a running thread."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        extractor.frames = False  # type: ignore[misc]


def test_records_of_a_long_text_share_their_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few stretches are remembered, records side by side share theirs, and speakers lend their mentions."""
    monkeypatch.setattr(spans_module, "_MADE", 10)
    document = quotelib.extract("“The bridge is ours,” warned Mara Lind. " * 100)
    mentions = {id(mention) for speaker in document.speakers for mention in speaker.mentions}
    assert len(document) == 100
    assert all(id(quotation.source) in mentions for quotation in document)
    assert len(document.frames) == 100
    assert all(
        frame.trigger is quotation.cue
        for frame, quotation in zip(document.frames, document, strict=True)
    )


def test_threads_share_an_extractor(extractor: Extractor) -> None:
    """Sixteen threads at one extractor give what one thread gives."""
    alone = [extractor.extract(text) for text in TEXTS]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(extractor.extract, TEXTS * 8))
    assert together == alone * 8


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_gives_documents_in_order(extractor: Extractor, workers: int) -> None:
    """The pipe gives what extract gives, in the order of the texts, for any number of workers."""
    expected = [extractor.extract(text) for text in TEXTS * 3]
    assert list(extractor.pipe(TEXTS * 3, workers=workers, batch_size=2)) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_passes_contexts_through(extractor: Extractor, workers: int) -> None:
    """With as_tuples a context comes back with its own document, even if it cannot be pickled."""
    contexts: list[object] = [object(), lambda: None, "c", 4, None]
    pairs = zip(TEXTS, contexts, strict=True)
    results = list(extractor.pipe(pairs, as_tuples=True, workers=workers, batch_size=2))
    assert [context for _, context in results] == contexts
    assert [document.text for document, _ in results] == TEXTS


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_keeps_the_others_when_one_fails(extractor: Extractor, workers: int) -> None:
    """A text that fails is raised, skipped or returned, as asked; no other text is lost."""
    texts: list[str] = [TEXTS[0], None, TEXTS[2]]  # type: ignore[list-item]
    returned = list(extractor.pipe(texts, errors="return", workers=workers))
    assert isinstance(returned[1], TextTypeError)
    skipped = list(extractor.pipe(texts, errors="skip", workers=workers))
    assert skipped == [returned[0], returned[2]]
    results = extractor.pipe(texts, workers=workers)
    assert next(results) == returned[0]
    with pytest.raises(TextTypeError, match="NoneType"):
        next(results)


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_streams(extractor: Extractor, workers: int) -> None:
    """Documents come while texts are still being made, so an endless source is no danger."""
    taken = []

    def endless() -> Iterator[str]:
        while True:
            taken.append(1)
            yield TEXTS[0]

    results = extractor.pipe(endless(), workers=workers, batch_size=2)
    assert next(results).text == TEXTS[0]
    assert len(taken) < 50
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "options", [{"workers": 0}, {"batch_size": 0}, {"errors": "ignore"}], ids=str
)
def test_pipe_options_are_checked_at_the_call(
    extractor: Extractor, options: dict[str, object]
) -> None:
    """A wrong option is an error where it was written, not at the first document."""
    with pytest.raises(ParameterError):
        extractor.pipe(TEXTS, **options)  # type: ignore[call-overload]


def test_pipe_of_one_text(extractor: Extractor) -> None:
    """One str given to pipe is a mistake, not a list of characters."""
    with pytest.raises(TextTypeError, match="use extract"):
        extractor.pipe("text")


def test_pipe_shows_progress(extractor: Extractor, capsys: pytest.CaptureFixture[str]) -> None:
    """Progress goes to standard error, and nothing to standard output."""
    list(extractor.pipe(TEXTS, progress=True))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"{len(TEXTS)}/{len(TEXTS)}" in captured.err
    list(extractor.pipe(iter(TEXTS), progress=True))
    assert f"{len(TEXTS)}text" in capsys.readouterr().err.replace(" ", "")


def test_extractor_pickles(extractor: Extractor) -> None:
    """An extractor can be sent to another process and works there alike."""
    copy = pickle.loads(pickle.dumps(extractor))  # noqa: S301 - our own bytes
    assert copy.extract(TEXTS[4]) == extractor.extract(TEXTS[4])
