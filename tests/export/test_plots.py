"""The pictures: what is in them; a person has looked at how they look."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from samples import budget, ferry, frame, person

import quotelib
from quotelib import Act, Document, MissingExtraError, ParameterError

matplotlib = pytest.importorskip(
    "matplotlib", reason="needs matplotlib: pip install 'quotelib[plot]'"
)
networkx = pytest.importorskip("networkx", reason="needs networkx: pip install 'quotelib[plot]'")
matplotlib.use("agg")

DATED = [(ferry(), {"date": "2024-05-01"}), (budget(), {"date": "2024-06-01"})]


@pytest.fixture(autouse=True)
def closed():
    """Close the figures of each test."""
    from matplotlib import pyplot

    yield
    pyplot.close("all")


def texts(ax) -> set[str]:
    """Everything written in a picture."""
    from matplotlib.text import Text

    return {text.get_text() for text in ax.figure.findobj(Text)}


def test_speakers_by_act() -> None:
    """Rows are speakers, the busiest first; columns are acts in the order of the taxonomy; cells are counts."""
    ax = quotelib.plot_speakers_by_act(DATED)
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["Ann Poe", "Norvia", "Ron Lee"]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["denial", "accusation", "promise"]
    places = {text.get_position() for text in ax.texts if text.get_text() == "1"}
    assert places == {(0, 0), (1, 0), (0, 1), (2, 2)}


def test_speakers_by_act_are_cut() -> None:
    """Only as many speakers as asked for, and only acts of theirs."""
    ax = quotelib.plot_speakers_by_act(DATED, speakers=2)
    assert len(ax.get_yticklabels()) == 2
    assert "promise" not in texts(ax)


def test_acts_over_time() -> None:
    """A line for each act, a point for each period, each line named."""
    ax = quotelib.plot_acts_over_time(DATED, every="month")
    heights = {line.get_label(): list(line.get_ydata()) for line in ax.lines}
    assert heights == {"denial": [1, 1], "accusation": [1, 0], "promise": [0, 1]}
    assert set(heights) <= texts(ax)
    assert ax.get_ylabel() == "acts, by month"


def test_acts_per_document() -> None:
    """Rates count for each document, with a gap where there is none."""
    ax = quotelib.plot_acts_over_time(
        [*DATED, (budget(), {"date": "2024-06-02"}), (budget(), {"date": "2024-08-01"})],
        every="month",
        acts=["promise"],
        per_document=True,
    )
    (line,) = ax.lines
    assert [str(float(height)) for height in line.get_ydata()] == ["0.0", "1.0", "nan", "1.0"]


def test_names_of_lines_keep_apart() -> None:
    """Names of lines that end at one height do not hide each other."""
    ax = quotelib.plot_acts_over_time(DATED, every="year")
    heights = sorted(text.xyann[1] for text in ax.texts)
    assert len(heights) == 3
    assert all(upper - lower > 0.05 for lower, upper in pairwise(heights))


def test_who_to_whom() -> None:
    """Parties at the ends of arrows, acts on them, classes in the legend."""
    ax = quotelib.plot_who_to_whom(ferry())
    assert {"Ann Poe", "Norvia", "accusation", "assertive"} <= texts(ax)
    assert len(ax.patches) == 1


def test_names_of_arrows_leave_parties_in_sight() -> None:
    """No name of an arrow hides the dot of a party."""
    names = [f"Party {letter}" for letter in "ABCDEFGHIJ"]
    pairs = [(one, other) for one in names for other in names if one != other]
    text = " ".join(f"{one} accused {other}." for one, other in pairs)
    people = {name: person(text, name) for name in names}
    frames = tuple(
        frame(text, Act.ACCUSATION, people[one], "accused", None, other) for one, other in pairs
    )
    ax = quotelib.plot_who_to_whom(Document(text, (), tuple(people.values()), frames))
    dots = [tuple(drawn.get_offsets()[0]) for drawn in ax.collections]
    assert len(dots) == len(names)
    named = [text.get_position() for text in ax.texts if text.get_text() == "accusation"]
    assert len(named) > len(names)
    assert [
        (x, y) for x, y in named for dx, dy in dots if abs(x - dx) < 0.2 and abs(y - dy) < 0.06
    ] == []


def test_graph_can_be_written(tmp_path: Path) -> None:
    """The graph has names as nodes and acts as edges, and goes to GraphML and back."""
    graph = quotelib.to_networkx([ferry(), ferry()])
    assert dict(graph.nodes(data=True)) == {
        "Ann Poe": {"kind": "person"},
        "Norvia": {"kind": "person"},
    }
    assert list(graph.edges(keys=True, data=True)) == [
        ("Ann Poe", "Norvia", "accusation",
         {"act": "accusation", "act_class": "assertive", "weight": 2}),
    ]  # fmt: skip
    networkx.write_graphml(graph, tmp_path / "graph.xml")
    again = networkx.read_graphml(tmp_path / "graph.xml", force_multigraph=True)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))


PICTURES = [quotelib.plot_speakers_by_act, quotelib.plot_acts_over_time, quotelib.plot_who_to_whom]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.__name__)
def test_given_axes_are_used(picture, tmp_path: Path) -> None:
    """A picture goes into the axes it is given, and can be saved without a warning."""
    from matplotlib import pyplot

    figure, ax = pyplot.subplots()
    assert picture(DATED, ax=ax) is ax
    figure.savefig(tmp_path / "picture.png")


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.__name__)
def test_nothing_to_draw_is_said(picture) -> None:
    """Where there is nothing to draw there is an error, not an empty picture."""
    with pytest.raises(ParameterError, match="there is nothing to draw"):
        picture([(Document("No one spoke."), {"date": "2024-05-01"})])


def test_names_are_no_formulas(tmp_path: Path) -> None:
    """Dollar signs in a name are shown, not read as mathematics."""
    from samples import frame, person

    text = r"A$\frac$B praised C$\undefined$D."
    speaker, other = person(text, r"A$\frac$B"), person(text, r"C$\undefined$D")
    act = frame(text, quotelib.Act.PRAISE, speaker, "praised", None, other.name)
    document = Document(text, speakers=(speaker, other), frames=(act,))
    for picture in (quotelib.plot_speakers_by_act, quotelib.plot_who_to_whom):
        picture(document).figure.savefig(tmp_path / "picture.png")


@pytest.mark.parametrize(
    ("missing", "call"),
    [
        ("matplotlib", "plot_speakers_by_act"),
        ("matplotlib", "plot_who_to_whom"),
        ("networkx", "to_networkx"),
    ],
)
def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, missing: str, call: str) -> None:
    """Without the package the error names the command that installs it."""
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'quotelib\[plot\]'"):
        getattr(quotelib, call)(DATED)


def test_core_does_not_load_it() -> None:
    """Importing the modules of the pictures loads neither matplotlib nor networkx."""
    script = (
        "import sys, quotelib.export.graph, quotelib.export.plots.arrows, quotelib.export.plots.matrix,"
        " quotelib.export.plots.timeline; print({'matplotlib', 'networkx'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"
