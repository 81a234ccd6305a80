"""Acts over time: a line for each act, named at its end."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quotelib.export.contexts import Documents
from quotelib.export.plots.canvas import COLORS, check_any, label, new_axes
from quotelib.export.tallies import TELLING, Period, Timeline, acts_by_period
from quotelib.taxonomy import Act

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINES = len(COLORS)
"""Lines that can be told apart in one picture."""

_MARKERS = "osD^vP"
"""A shape for each line, for those who see no colours."""

_LINE_HEIGHT = 0.055
"""Least distance of two names, in heights of the axes."""


def plot_acts_over_time(
    documents: Documents,
    *,
    date: str = "date",
    every: Period | None = None,
    acts: Collection[Act | str] = TELLING,
    per_document: bool = False,
    ax: "Axes | None" = None,
) -> "Axes":
    """How often acts are done over time: a line for each of the six most frequent.

    Only acts reported as done count, whoever does them.

    Args:
        documents: Pairs of a document and its context, which holds its date.
        date: The column of the contexts that holds it: a date, a datetime, or ISO 8601 text.
        every: "day", "week", "month" or "year"; by default the shortest that stays readable.
        acts: Which acts to choose from; by default all but the neutral statement.
        per_document: Whether to divide by the number of documents of each period, where some periods
            have more texts than others.
        ax: Where to draw; by default in a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
        ParameterError: no document has a date, or there is nothing to draw.
    """
    timeline = acts_by_period(documents, column=date, every=every, acts=acts)
    check_any(timeline.counts, "none of these acts is done in these documents")
    shown = sorted(timeline.counts, key=lambda act: -sum(timeline.counts[act]))[:LINES]
    ax = ax or new_axes(9, 4.2)
    days = _day_numbers(timeline.starts)
    lines = [_heights(timeline, act, per_document=per_document) for act in shown]
    for act, heights, color, marker in zip(shown, lines, COLORS, _MARKERS, strict=False):
        ax.plot(
            days,
            heights,
            color=color,
            marker=marker,
            markersize=5,
            linewidth=1.8,
            label=label(act),
        )
    ax.set_ylim(bottom=0)
    _dress(ax, timeline, "acts per document" if per_document else "acts")
    _name_lines(ax, shown, [heights[-1] for heights in lines])
    return ax


def _heights(timeline: Timeline, act: Act, *, per_document: bool) -> list[float]:
    counts = timeline.counts[act]
    if not per_document:
        return list(counts)
    # A period without documents has no acts, and no rate: a gap in the line.
    return [
        count / documents if documents else float("nan")
        for count, documents in zip(counts, timeline.documents, strict=True)
    ]


def _day_numbers(days: Sequence[date]) -> Sequence[float]:
    """Dates as matplotlib's axes count them."""
    import matplotlib.dates

    untyped: Any = matplotlib.dates
    numbers: Sequence[float] = untyped.date2num(days)
    return numbers


def _dress(ax: "Axes", timeline: Timeline, what: str) -> None:
    import matplotlib.dates
    from matplotlib.ticker import MaxNLocator

    ax.set_ylabel(f"{what}, by {timeline.every}")
    if what == "acts":
        ax.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    if len(timeline.starts) == 1:
        (only,) = _day_numbers(timeline.starts)
        ax.set_xlim(only - 1, only)  # So that the names tie on to the points.
        ax.set_xticks([only], [timeline.starts[0].isoformat()])
    else:
        untyped: Any = matplotlib.dates
        locator = untyped.AutoDateLocator(maxticks=9)
        ax.xaxis.set_major_locator(locator)
        ax.xaxis.set_major_formatter(untyped.ConciseDateFormatter(locator))
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="y", alpha=0.25)
    ax.set_axisbelow(True)


def _name_lines(ax: "Axes", acts: Sequence[Act], ends: Sequence[float]) -> None:
    """Each line's name beside its end, tied to it in its colour; names that would overlap move apart."""
    top = ax.get_ylim()[1]
    wanted = [end / top for end in ends]
    heights = _apart(wanted, _LINE_HEIGHT)
    ax.margins(x=0.0)
    for act, color, end, height in zip(acts, COLORS, wanted, heights, strict=False):
        ax.annotate(
            label(act),
            (1, end),
            xytext=(1.04, height),
            xycoords="axes fraction",
            textcoords="axes fraction",
            va="center",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-",
                "color": color,
                "linewidth": 1.8,
                "relpos": (0, 0.5),
                "shrinkA": 1,
                "shrinkB": 0,
            },
        )


def _apart(wanted: Sequence[float], distance: float) -> list[float]:
    """Heights from 0 to 1 near the wanted ones, in the same order, no two nearer than `distance`."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    heights = list(wanted)
    for lower, upper in pairwise(order):
        heights[upper] = max(heights[upper], heights[lower] + distance)
    # What was pushed out at the top pushes back.
    highest = 1.0
    for index in reversed(order):
        heights[index] = min(heights[index], highest)
        highest = heights[index] - distance
    return heights
