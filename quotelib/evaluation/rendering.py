"""Evaluations and agreements as plain text to be read in a terminal."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from quotelib.evaluation.scores import Score
from quotelib.export.text import printable
from quotelib.records import counted

if TYPE_CHECKING:
    from quotelib.evaluation.agreement import Agreement
    from quotelib.evaluation.evaluating import Evaluation

_LABEL_WIDTH = 24
"""Columns of the first column: the longest label with its margin."""


def evaluation_text(evaluation: "Evaluation", *, most: int | None = None) -> str:
    """The figures as a table, in percent, and at most so many differences below them."""
    lines = [f"{counted(evaluation.documents, 'document')}, figures in percent", ""]
    measure = f"overlap (at least {evaluation.minimum_overlap:g})"
    lines.append(f"{'':{_LABEL_WIDTH}}{'exact':^21}   {measure:^21}      gold  found".rstrip())
    lines.append(f"{'':{_LABEL_WIDTH}}" + f"{'P':>7}{'R':>7}{'F1':>7}   " * 2)
    for layer, scores in evaluation.layers.items():
        lines.append(_row(layer, scores.exact, scores.overlap))
        if len(scores.by_label) > 1:
            lines += [_row(f"  {label}", None, score) for label, score in scores.by_label.items()]
    if evaluation.left_out:
        lines += ["", f"Not scored, as the gold has none: {', '.join(evaluation.left_out)}."]
    lines += _differences(evaluation, most)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _row(label: str, exact: Score | None, overlap: Score) -> str:
    cells = _figures(exact) if exact else " " * 21
    name = label.replace("_", " ")
    return f"{name:{_LABEL_WIDTH}}{cells}   {_figures(overlap)}   {overlap.gold:>7}{overlap.predicted:>7}"


def _figures(score: Score) -> str:
    return "".join(_percent(figure) for figure in (score.precision, score.recall, score.f1))


def _percent(figure: float | None) -> str:
    return f"{'–' if figure is None else f'{100 * figure:.1f}':>7}"


def _differences(evaluation: "Evaluation", most: int | None) -> Iterator[str]:
    everything = evaluation.differences
    shown = everything if most is None else everything[:most]
    yield ""
    yield f"{counted(len(everything), 'difference')}{':' if shown else ''}"
    for document, differences in groupby(shown, lambda difference: difference.document):
        yield ""
        yield printable(document)
        yield from (f"  {difference}" for difference in differences)
    if len(shown) < len(everything):
        yield ""
        yield f"… and {len(everything) - len(shown):,} more"


def agreement_text(agreement: "Agreement") -> str:
    """The coefficients as a table."""
    header = f"{'':{_LABEL_WIDTH}}{'items':>9}{'observed':>10}{'kappa':>9}{'alpha':>9}"
    lines = [counted(len(agreement.annotators), "annotator"), "", header]
    for layer, figures in agreement.layers.items():
        cells = "".join(
            f"{'–' if figure is None else f'{figure:.3f}':>{width}}"
            for figure, width in ((figures.observed, 10), (figures.kappa, 9), (figures.alpha, 9))
        )
        lines.append(f"{layer:{_LABEL_WIDTH}}{figures.items:>9}{cells}")
    return "\n".join(lines) + "\n"
