"""Speakers by act: a table of numbers, shaded."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from quotelib.export.contexts import Documents
from quotelib.export.plots.canvas import check_any, cut, label, new_axes
from quotelib.export.tallies import TELLING, acts_by_speaker
from quotelib.taxonomy import Act

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHADE = (0.12, 0.47, 0.82)
"""Red, green and blue of a full cell; emptier ones let the ground through."""

_FAINTEST, _FULLEST = 0.12, 0.62
"""Opacities of one act and of the most: below text of either colour, numbers stay readable."""


def plot_speakers_by_act(
    documents: Documents,
    *,
    speakers: int = 15,
    acts: Collection[Act | str] = TELLING,
    ax: "Axes | None" = None,
) -> "Axes":
    """Who does which acts how often: a row for each of the busiest speakers, a column for each act.

    Only acts reported as done count, and only speakers who are named.

    Args:
        documents: One document, many, or pairs with contexts.
        speakers: How many speakers to show.
        acts: Which acts to count; by default all but the neutral statement.
        ax: Where to draw; by default in a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
        ParameterError: there is nothing to draw.
    """
    counts = acts_by_speaker(documents, acts)
    check_any(counts, "no named speaker does any of these acts")
    names = sorted(counts, key=lambda name: (-sum(counts[name].values()), name))[:speakers]
    columns = [act for act in Act if any(counts[name][act] for name in names)]
    ax = ax or new_axes(3.2 + 0.42 * len(columns), 1.9 + 0.36 * len(names))
    most = max(count for name in names for count in counts[name].values())
    for row, name in enumerate(names):
        for column, act in enumerate(columns):
            if counts[name][act]:
                _draw_cell(ax, column, row, counts[name][act], most)
    _name_rows_and_columns(ax, [cut(name) for name in names], columns)
    _rule_between_classes(ax, columns, len(names))
    return ax


def _draw_cell(ax: "Axes", column: int, row: int, count: int, most: int) -> None:
    # The root, because counts have long tails: one act shall differ from none, and ten from five.
    opacity = _FAINTEST + (_FULLEST - _FAINTEST) * (count / most) ** 0.5
    ax.bar(column, 1, 1, row - 0.5, color=(*SHADE, opacity), linewidth=0)
    ax.text(column, row, f"{count:,}", ha="center", va="center", fontsize="small")


def _name_rows_and_columns(ax: "Axes", names: Sequence[str], columns: Sequence[Act]) -> None:
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_yticks(range(len(names)), names)
    ax.set_xticks(
        range(len(columns)),
        [label(act) for act in columns],
        rotation=50,
        ha="left",
        rotation_mode="anchor",
    )
    ax.tick_params(length=0, bottom=False, labelbottom=False, top=False, labeltop=True)
    ax.spines[:].set_visible(False)


def _rule_between_classes(ax: "Axes", columns: Sequence[Act], rows: int) -> None:
    """Thin rules between rows, and the classes of acts below their columns, set apart."""
    for row in range(1, rows):
        ax.axhline(row - 0.5, color="gray", alpha=0.25, linewidth=0.6)
    start = 0
    for act_class, group in groupby(columns, key=lambda act: act.act_class):
        width = len(list(group))
        if start:
            ax.axvline(start - 0.5, color="gray", alpha=0.6, linewidth=0.8)
        name = act_class.value if width > 1 else f"{act_class.value[:5]}."
        ax.annotate(
            name,
            (start + (width - 1) / 2, rows - 0.5),
            xytext=(0, -4),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize="small",
            alpha=0.7,
            annotation_clip=False,
        )
        start += width
