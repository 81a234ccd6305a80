"""Acts counted over documents: by speaker, by time, from whom to whom."""

from datetime import date, datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import budget, ferry, frame, person, span
from strategies import documents

from quotelib import Act, Basis, Document, Frame, ParameterError, Polarity, RecordError
from quotelib.export.tallies import (
    MOST_PERIODS,
    Party,
    acts_between,
    acts_by_period,
    acts_by_speaker,
)

TEXT = (
    "Ann Poe accused Norvia and its harbour master Ron Lee. Norvia blamed her, and thanked the"
    " Port Authority and her critics. A pilot praised Ron Lee."
)


def told(target: str, polarity: Polarity = Polarity.POSITIVE, *, named: bool = True) -> Document:
    """Somebody accuses these words."""
    ann = person(TEXT, "Ann Poe", named=named)
    ron, norvia = person(TEXT, "Ron Lee"), person(TEXT, "Norvia")
    act = Frame(
        act=Act.ACCUSATION,
        trigger=span(TEXT, "accused"),
        agent=span(TEXT, "Ann Poe"),
        speaker=ann,
        target=span(TEXT, target),
        content=(),
        basis=Basis.EXPLICIT,
        polarity=polarity,
    )
    return Document(TEXT, speakers=(ann, norvia, ron), frames=(act,))


def test_speakers_are_one_over_all_documents() -> None:
    """Speakers of one name are added up; the neutral statement is left out unless it is asked for."""
    assert acts_by_speaker([ferry(), budget()]) == {
        "Ann Poe": {Act.ACCUSATION: 1, Act.DENIAL: 1},
        "Norvia": {Act.DENIAL: 1},
        "Ron Lee": {Act.PROMISE: 1},
    }
    assert acts_by_speaker(ferry(), acts="statement") == {"Ann Poe": {Act.STATEMENT: 1}}


@pytest.mark.parametrize("polarity", [Polarity.NEGATED, Polarity.HYPOTHETICAL])
def test_what_is_not_done_does_not_count(polarity: Polarity) -> None:
    """An act that did not happen, or has not yet, is none."""
    assert not acts_by_speaker(told("Norvia", polarity))
    assert not acts_between(told("Norvia", polarity))


def test_unnamed_speakers_do_not_count() -> None:
    """Who speaks anonymously cannot be told from others who do."""
    assert not acts_by_speaker(told("Norvia", named=False))
    assert not acts_between(told("Norvia", named=False))


@pytest.mark.parametrize(
    ("target", "party"),
    [
        ("Norvia", Party("Norvia", "person")),
        ("harbour master Ron Lee", Party("Ron Lee", "person")),
        ("the Port Authority", Party("Port Authority", "unknown")),
        ("her critics", None),
        ("Ann Poe", None),
    ],
)
def test_targets(target: str, party: Party | None) -> None:
    """A target is the speaker mentioned by its last words, or a name of its own, but not oneself."""
    ann = Party("Ann Poe", "person")
    assert acts_between(told(target)) == ({(ann, party, Act.ACCUSATION): 1} if party else {})


def test_a_name_is_one_party() -> None:
    """A name that is a mere target in one document and speaks in another is one, of the kind it has there."""
    text = "Eva Moss praised Ann Poe."
    eva = person(text, "Eva Moss")
    praise = frame(text, Act.PRAISE, eva, "praised", None, "Ann Poe")
    praised = Document(text, speakers=(eva,), frames=(praise,))
    for order in ([praised, ferry()], [ferry(), praised]):
        parties = {party for *pair, _ in acts_between(order) for party in pair}
        assert parties == {
            Party("Eva Moss", "person"), Party("Ann Poe", "person"), Party("Norvia", "person"),
        }  # fmt: skip


DAYS = ["2024-01-30", "2024-02-01", "2024-02-29"]


@pytest.mark.parametrize(
    ("every", "starts", "counts"),
    [
        ("week", [(1, 29), (2, 5), (2, 12), (2, 19), (2, 26)], (4, 0, 0, 0, 2)),
        ("month", [(1, 1), (2, 1)], (2, 4)),
        ("year", [(1, 1)], (6,)),
    ],
)
def test_periods(every: str, starts: list[tuple[int, int]], counts: tuple[int, ...]) -> None:
    """Periods begin with their calendar's, empty ones are kept, and all acts stand in theirs."""
    timeline = acts_by_period([(ferry(), {"date": day}) for day in DAYS], every=every)  # type: ignore[arg-type]
    assert timeline.starts == tuple(date(2024, *start) for start in starts)
    summed = tuple(map(sum, zip(*timeline.counts.values(), strict=True)))
    assert summed == counts
    assert timeline.documents == tuple(count // 2 for count in counts)


@given(st.lists(st.dates(), min_size=1, max_size=5))
def test_any_dates_fit(days: list[date]) -> None:
    """Whatever the dates, each document stands in one period, and there are not too many of these."""
    timeline = acts_by_period([(ferry(), {"date": day}) for day in days])
    assert sum(timeline.documents) == len(days)
    assert list(timeline.starts) == sorted(set(timeline.starts))
    assert timeline.documents[0] > 0
    assert timeline.documents[-1] > 0
    assert len(timeline.starts) <= MOST_PERIODS + 1 or timeline.every == "year"


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 5, 1),
        datetime(2024, 5, 1, 23, 59, tzinfo=timezone.utc),
        "2024-05-01",
        "2024-05-01T23:59:00+02:00",
    ],
)
def test_forms_of_dates(day: object) -> None:
    """Dates, datetimes and ISO 8601 text are the same day; other columns may hold it."""
    assert acts_by_period([(ferry(), {"published": day})], column="published").starts == (
        date(2024, 5, 1),
    )


def test_missing_dates_are_left_out() -> None:
    """A document without a date is no error as long as others have one."""
    timeline = acts_by_period(
        [(ferry(), {"date": None}), (ferry(), {"date": "2024-05-01"}), (ferry(), "a")]
    )
    assert timeline.documents == (1,)


@pytest.mark.parametrize(
    ("context", "every", "message"),
    [
        ({}, None, "no document has a 'date' in its context"),
        (
            {"doc_id": "a", "date": "May 1"},
            None,
            "the 'date' of document a is 'May 1': give a date",
        ),
        (
            {"date": "2024-05-01"},
            "decade",
            "every must be one of day, week, month, year, not 'decade'",
        ),
    ],
)
def test_mistaken_dates(context: dict[str, object], every: str | None, message: str) -> None:
    """What is no date, or no period, is named."""
    with pytest.raises(ParameterError, match=message):
        acts_by_period([(ferry(), context)], every=every)  # type: ignore[arg-type]


def test_unknown_act_is_named() -> None:
    """An act that there is not is an error that lists those there are."""
    with pytest.raises(RecordError, match="'threats' is no Act"):
        acts_by_speaker(ferry(), acts=["threats"])


@given(documents())
def test_any_document_can_be_counted(document: Document) -> None:
    """No document makes the counting fail, and nothing is counted twice."""
    done = [frame for frame in document.frames if frame.polarity is Polarity.POSITIVE]
    by_speaker = acts_by_speaker(document, acts=Act)
    assert sum(sum(acts.values()) for acts in by_speaker.values()) <= len(done)
    assert sum(acts_between(document, acts=Act).values()) <= len(done)
