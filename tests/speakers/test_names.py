"""Names of a document: what is a name, what belongs to it, what kind it is."""

from itertools import pairwise

import pytest

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.lexicon import lexicon, singular
from quotelib.speakers.name_kinds import kind_of_name
from quotelib.speakers.name_runs import take_apart
from quotelib.speakers.names import find_names
from quotelib.text import analyse

RUNS = [
    ("Ann Lee", "Ann Lee", "", 0),
    ("President Ann Lee", "Ann Lee", "president", 0),
    ("Vice President Ann Lee", "Ann Lee", "vice president", 0),
    ("Texas Sen. Ann Lee", "Ann Lee", "senator", 1),
    ("House Judiciary Committee Chairman Ann Lee", "Ann Lee", "chairman", 3),
    ("Secretary of State Ann Lee", "Ann Lee", "secretary of state", 0),
    ("Poor Ann", "Ann", "", 0),
    ("Steve King", "Steve King", "", 0),
    ("Teacher Exchange Fellowship", "Teacher Exchange Fellowship", "", 0),
]


@pytest.mark.parametrize(("run", "name", "title", "affiliation"), RUNS, ids=[r[0] for r in RUNS])
def test_run(run: str, name: str, title: str, affiliation: int) -> None:
    """A run is affiliation, title and bare name."""
    forms = run.split()
    parts = take_apart(forms, lexicon())
    assert parts is not None
    assert " ".join(forms[parts.begin :]) == name
    assert (parts.title, parts.affiliation, parts.office) == (title, affiliation, False)


@pytest.mark.parametrize("run", ["President", "Vice President", "Speaker of the House"])
def test_office(run: str) -> None:
    """A title alone is an office, no name."""
    parts = take_apart(run.split(), lexicon())
    assert parts is not None
    assert parts.office


@pytest.mark.parametrize("run", ["Monday", "April 3", "Chapter Two"])
def test_dates_and_headings(run: str) -> None:
    """Days, months and headings name nobody."""
    assert take_apart(run.split(), lexicon()) is None


KINDS = [
    ("Ann Lee", SpeakerKind.PERSON),
    ("T. Voss", SpeakerKind.PERSON),
    ("Harbor Commission", SpeakerKind.ORGANIZATION),
    ("Avon Herald", SpeakerKind.ORGANIZATION),
    ("University of Avon", SpeakerKind.ORGANIZATION),
    ("HWU", SpeakerKind.ORGANIZATION),
    ("avon.com", SpeakerKind.ORGANIZATION),
    ("New Zealand", SpeakerKind.PLACE),
    ("Harbour Street", SpeakerKind.PLACE),
    ("U.S.", SpeakerKind.PLACE),
    ("Norwegians", SpeakerKind.GROUP),
    ("House Republicans", SpeakerKind.GROUP),
    ("Brandt", SpeakerKind.UNKNOWN),
]


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=[k[0] for k in KINDS])
def test_kind(name: str, kind: SpeakerKind) -> None:
    """The words of a name tell its kind, or that they do not."""
    assert kind_of_name(name.split(), lexicon()) is kind


PLURALS = [
    ("women", "woman"),
    ("spokesmen", "spokesman"),
    ("deputies", "deputy"),
    ("witnesses", "witness"),
    ("Iraqis".lower(), "iraqi"),
    ("analysis", "analysis"),
    ("people", "people"),
    ("boss", "boss"),
]


@pytest.mark.parametrize(("plural", "noun"), PLURALS, ids=[p[0] for p in PLURALS])
def test_singular(plural: str, noun: str) -> None:
    """Plurals lose their ending, words that only look like plurals keep it."""
    assert singular(plural) == noun


def test_names_do_not_overlap_and_are_in_order() -> None:
    """Names are disjoint ranges in text order."""
    analysis = analyse(
        "Port Avon Mayor Carl Dietz met Ms. Ida Lund of the Harbor Workers Union in Avon."
    )
    names = find_names(analysis, lexicon())
    assert names
    assert all(one.last <= other.start for one, other in pairwise(names))


def test_headline_makes_no_long_names() -> None:
    """A headline in title case yields the names that it holds, not itself."""
    analysis = analyse("Carl Dietz Rejects Harbor Plan After Long Debate\n\nThe plan is dead.")
    names = find_names(analysis, lexicon())
    assert names[0].words == ("carl", "dietz")
    assert all(len(name.words) <= 2 for name in names)
