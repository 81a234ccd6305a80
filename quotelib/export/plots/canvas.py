"""What the pictures share: axes to draw in, colours, and how acts are named."""

from collections.abc import Sized
from typing import TYPE_CHECKING

from quotelib.errors import MissingExtraError, ParameterError
from quotelib.taxonomy import Act, ActClass

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLORS = ("#1f77d0", "#c8385a", "#b87100", "#1b8a6b", "#8a63d2", "#7f7f7f")
"""Lines and arrows: at least 3:1 against white and against black, and apart to colour-blind eyes."""

CLASS_COLORS = dict(
    zip(ActClass, (COLORS[0], COLORS[2], COLORS[1], COLORS[4], COLORS[3]), strict=True)
)


def new_axes(width: float, height: float) -> "Axes":
    """Axes in a new figure of this size in inches.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise MissingExtraError.of("matplotlib", "plot", "drawing a picture") from error
    _, axes = pyplot.subplots(figsize=(width, height), layout="constrained")
    return axes


def check_any(found: Sized, what: str) -> None:
    """Raise `ParameterError` where there is nothing to draw."""
    if not len(found):
        raise ParameterError(f"there is nothing to draw: {what}")


def label(act: Act) -> str:
    """The act in words."""
    return act.replace("_", " ")


def dollars_escaped(name: str) -> str:
    """A name as matplotlib shall show it: a pair of dollar signs would begin a formula."""
    return name.replace("$", r"\$")


def cut(name: str, length: int = 32) -> str:
    """A name as long as there is room for."""
    short = name if len(name) <= length else f"{name[: length - 1].rstrip()}…"
    return dollars_escaped(" ".join(short.split()))
