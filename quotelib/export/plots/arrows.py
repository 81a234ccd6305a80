"""Who to whom: parties around a circle, arrows between them."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from quotelib.export.contexts import Documents
from quotelib.export.plots.canvas import CLASS_COLORS, check_any, cut, label, new_axes
from quotelib.export.tallies import TELLING, acts_between
from quotelib.taxonomy import Act, ActClass

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Point = tuple[float, float]

_BEND, _BEND_MORE = 0.14, 0.16
"""Of an arrow, and of each further one between the same two, as a share of the distance."""

_NAME_AT = (0.4, 0.55, 0.28, 0.68)
"""Where on an arrow its name may stand, as shares of its length: the first place that is free."""

_LETTER, _LINE = 0.037, 0.062
"""Width of a letter and height of a line of these names, in radii of the circle."""

_DOT = 0.12
"""Width of the dot of a party, in the same measure."""


@attrs.frozen
class Arrow:
    """All acts of one class from one party to another.

    Attributes:
        source: The name of who does them.
        target: The name of whom they are directed at.
        act_class: Their class.
        act: The most frequent one.
        count: How many they are.
        bend: How far the arrow is bent, as a share of the distance.
    """

    source: str
    target: str
    act_class: ActClass
    act: Act
    count: int
    bend: float


def plot_who_to_whom(
    documents: Documents,
    *,
    parties: int = 14,
    acts: Collection[Act | str] = TELLING,
    ax: "Axes | None" = None,
) -> "Axes":
    """Who does what to whom: arrows between the busiest parties, thicker where more often.

    An arrow stands for all acts of one class, has its colour, and is named after the most frequent
    one. Only acts reported as done count, by named speakers to named targets. `to_networkx` gives all
    of them as a graph.

    Args:
        documents: One document, many, or pairs with contexts.
        parties: How many speakers and targets to show at most.
        acts: Which acts to take; by default all but the neutral statement.
        ax: Where to draw; by default in a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
        ParameterError: there is nothing to draw.
    """
    counts = Counter(
        {
            (agent.name, target.name, act): count
            for (agent, target, act), count in acts_between(documents, acts).items()
        }
    )
    check_any(counts, "no named speaker does any of these acts to anybody who is named")
    busiest = _busiest(counts, parties)
    arrows = _arrows({key: n for key, n in counts.items() if {key[0], key[1]} <= busiest.keys()})
    places = _places(_in_circle(arrows))
    ax = ax or new_axes(10, 7.5)
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.set_xlim(-1.75, 1.75)
    ax.set_ylim(-1.2, 1.2)
    most = max(arrow.count for arrow in arrows)
    for arrow in arrows:
        _draw_arrow(ax, arrow, places, most)
    _name_arrows(ax, arrows, places)
    for name, place in places.items():
        _draw_party(ax, name, place, busiest[name] / max(busiest.values()))
    _explain_colors(ax, arrows)
    return ax


def _busiest(counts: Mapping[tuple[str, str, Act], int], parties: int) -> dict[str, int]:
    """How many acts each of the busiest parties does or suffers.

    Each pair comes in whole, the busiest pair first, so that nobody stands alone.
    """
    pairs: Counter[frozenset[str]] = Counter()
    for (source, target, _), count in counts.items():
        pairs[frozenset((source, target))] += count
    chosen: set[str] = set()
    for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], sorted(item[0]))):
        if len(chosen | pair) <= max(parties, 2):
            chosen |= pair
    sums: Counter[str] = Counter()
    for (source, target, _), count in counts.items():
        if source in chosen and target in chosen:
            sums[source] += count
            sums[target] += count
    return dict(sums)


def _arrows(counts: Mapping[tuple[str, str, Act], int]) -> list[Arrow]:
    """An arrow for each pair, direction and class, the thickest first."""
    acts: dict[tuple[str, str, ActClass], Counter[Act]] = {}
    for (source, target, act), count in counts.items():
        acts.setdefault((source, target, act.act_class), Counter())[act] += count
    ordered = sorted(acts.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    bends: Counter[tuple[str, str]] = Counter()
    arrows = []
    for (source, target, act_class), tally in ordered:
        act = min(tally, key=lambda act: (-tally[act], act))
        bend = _BEND + _BEND_MORE * bends[source, target]
        arrows.append(Arrow(source, target, act_class, act, sum(tally.values()), bend))
        bends[source, target] += 1
    return arrows


def _in_circle(arrows: Sequence[Arrow]) -> list[str]:
    """The parties in an order that puts those with much between them side by side, if greedily."""
    between: dict[str, Counter[str]] = {}
    for arrow in arrows:
        between.setdefault(arrow.source, Counter())[arrow.target] += arrow.count
        between.setdefault(arrow.target, Counter())[arrow.source] += arrow.count
    left = sorted(between, key=lambda name: (-sum(between[name].values()), name))
    order = [left.pop(0)]
    while left:
        last = between[order[-1]]
        nearest = max(
            left, key=lambda name: last[name]
        )  # of equals the busiest, which stands first
        left.remove(nearest)
        order.append(nearest)
    return order


def _places(names: Sequence[str]) -> dict[str, Point]:
    """Points on a circle around the origin, clockwise from the top."""
    step = 2 * math.pi / len(names)
    return {name: (math.sin(i * step), math.cos(i * step)) for i, name in enumerate(names)}


def _draw_arrow(ax: "Axes", arrow: Arrow, places: Mapping[str, Point], most: int) -> None:
    from matplotlib.patches import FancyArrowPatch

    share = (arrow.count / most) ** 0.5
    ax.add_patch(
        FancyArrowPatch(
            places[arrow.source],
            places[arrow.target],
            arrowstyle="-|>",
            mutation_scale=9 + 8 * share,
            connectionstyle=f"arc3,rad={arrow.bend}",
            shrinkA=9,
            shrinkB=11,
            linewidth=0.9 + 3.1 * share,
            color=CLASS_COLORS[arrow.act_class],
            alpha=0.75,
        )
    )


def _name_arrows(ax: "Axes", arrows: Sequence[Arrow], places: Mapping[str, Point]) -> None:
    """Write the acts onto the arrows, the thickest first, wherever no other name is in the way."""
    from matplotlib.patheffects import withStroke

    ground = ax.figure.get_facecolor()
    taken: list[tuple[Point, float]] = []
    for arrow in arrows:
        name = label(arrow.act) + (f" {arrow.count:,}" if arrow.count > 1 else "")
        width = _LETTER * len(name)
        start, end = places[arrow.source], places[arrow.target]
        spots = [_on_arc(start, end, arrow.bend, share) for share in _NAME_AT]
        # Between neighbours there is no room but near their own dots.
        others = [
            (place, _DOT)
            for party, place in places.items()
            if party not in {arrow.source, arrow.target}
        ]
        free = [spot for spot in spots if not _in_the_way(spot, width, [*taken, *others])]
        if free:
            taken.append((free[0], width))
            ax.text(
                *free[0],
                name,
                fontsize=8,
                ha="center",
                va="center",
                zorder=3,
                path_effects=[withStroke(linewidth=3, foreground=ground)],
            )


def _in_the_way(spot: Point, width: float, taken: Sequence[tuple[Point, float]]) -> bool:
    return any(
        abs(spot[0] - x) < (width + other) / 2 and abs(spot[1] - y) < _LINE
        for (x, y), other in taken
    )


def _on_arc(start: Point, end: Point, bend: float, share: float) -> Point:
    """A point of the curve that matplotlib's "arc3" draws: a quadratic one, its middle pulled aside."""
    (x0, y0), (x2, y2) = start, end
    x1 = (x0 + x2) / 2 + bend * (y2 - y0)
    y1 = (y0 + y2) / 2 - bend * (x2 - x0)
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2


def _draw_party(ax: "Axes", name: str, place: Point, share: float) -> None:
    x, y = place
    ax.scatter([x], [y], s=50 + 190 * share, color="gray", zorder=2)
    ax.text(
        x * 1.09,
        y * 1.09,
        cut(name, 26),
        ha="center" if abs(x) < 0.15 else "left" if x > 0 else "right",
        va="center" if abs(y) < 0.93 else "bottom" if y > 0 else "top",
    )


def _explain_colors(ax: "Axes", arrows: Sequence[Arrow]) -> None:
    from matplotlib.lines import Line2D

    classes = {arrow.act_class for arrow in arrows}
    ax.legend(
        handles=[
            Line2D([], [], color=color, linewidth=3, label=act_class.value)
            for act_class, color in CLASS_COLORS.items()
            if act_class in classes
        ],
        loc="lower left",
        frameon=False,
        fontsize="small",
    )
