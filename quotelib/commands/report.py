"""``quotelib report``: read texts, and write one page that shows what was found in them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from quotelib.commands.inputs import Lines, items_of, listed, number_of
from quotelib.commands.options import INPUT, runs, takes_inputs
from quotelib.commands.running import Run
from quotelib.errors import QuotelibError
from quotelib.export.contexts import Pair
from quotelib.export.plain import FIELDS


@click.command(
    short_help="Make one page to read and search in.",
    help="Write one HTML page to read, filter and search in what is found in each INPUT: who says"
    " what, by speaker and by act. The page is one file; it needs a browser and nothing else.\n\n"
    + INPUT,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The page to write, such as report.html.",
)
@click.option("--title", help="The heading of the page.")
@click.option(
    "--extracted",
    is_flag=True,
    help="Every INPUT is a file that 'quotelib extract -o FILE.jsonl' wrote: show what is in it.",
)
@takes_inputs
@runs
def command(
    inputs: tuple[str, ...],
    output: Path,
    title: str | None,
    text_field: str,
    id_field: str,
    keep: tuple[str, ...],
    minimum_confidence: float,
    jobs: int,
    *,
    extracted: bool,
    all_lines: bool,
    progress: bool | None,
) -> None:
    """Write a report of the inputs; see the help above."""
    paths = listed(inputs)
    number = None if extracted else number_of(paths, all_lines=all_lines)
    run = Run(jobs=jobs, minimum_confidence=minimum_confidence, progress=progress, total=number)
    if extracted:
        documents = run.read(paths)
    else:
        lines = Lines(text_field, id_field, keep or None, FIELDS)
        documents = run.documents(items_of(paths, lines, all_lines=all_lines))
    try:
        _write(documents, output, title)
    except QuotelibError as error:
        run.fail_at_all(str(error))
    except OSError as error:
        run.fail_at_all(f"{output}: cannot be written: {(error.strerror or str(error)).lower()}")
    sys.exit(run.finish())


def _write(documents: Iterator[Pair], output: Path, title: str | None) -> None:
    from quotelib.export.report import TITLE, report_parts

    with output.open("w", encoding="utf-8", newline="\n") as file:
        for part in report_parts(documents, title=title or TITLE):
            file.write(part)
