"""``quotelib extract``: read texts, and print or write what was found in them."""

import errno
import os
import sys
from pathlib import Path
from typing import get_args

import click

from quotelib.commands.formats import FORMS, NEED_A_PATH, TABULAR, Output, form_of, write
from quotelib.commands.inputs import Lines, items_of, listed, number_of
from quotelib.commands.options import INPUT, runs, takes_inputs
from quotelib.commands.resuming import left_to_do
from quotelib.commands.running import Run
from quotelib.errors import InputError, QuotelibError
from quotelib.export.columns import TableName

INTERRUPTED = 130
"""The exit code after Ctrl-C: as shells have it, 128 and the number of the signal."""


@click.command(
    short_help="Find who said what in texts.",
    help=f"Find the quotations, speakers, frames and devices of each INPUT.\n\n{INPUT}",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where to write, by default standard output; the suffix tells the format.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="text, the default, is to be read; json is one array; jsonl has one document a line; csv"
    " and parquet hold one table; brat is a folder; w3c is an array of Web Annotation pages;"
    " label-studio is an array of tasks.",
)
@click.option(
    "--table",
    type=click.Choice(get_args(TableName)),
    default="quotations",
    show_default=True,
    help="The table that csv and parquet hold.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with an interrupted run: what OUTPUT, a .jsonl file, has is not done again.",
)
@takes_inputs
@runs
def command(
    inputs: tuple[str, ...],
    output: Path | None,
    form: str | None,
    table: TableName,
    text_field: str,
    id_field: str,
    keep: tuple[str, ...],
    minimum_confidence: float,
    jobs: int,
    *,
    all_lines: bool,
    resume: bool,
    progress: bool | None,
) -> None:
    """Find what is in the inputs; see the help above."""
    paths = [path for path in listed(inputs) if not _same(path, output)]
    number = number_of(paths, all_lines=all_lines)
    shape = Output(form_of(form, output), table, path=output, resumed=resume, headed=number != 1)
    _check(shape)
    lines = Lines(text_field, id_field, keep or None, shape.taken, is_table=shape.form in TABULAR)
    items = items_of(paths, lines, all_lines=all_lines)
    run = Run(
        jobs=jobs,
        minimum_confidence=minimum_confidence,
        progress=progress,
        total=number,
        is_among_results=output is None and sys.stdout.isatty(),
    )
    try:
        if resume and output is not None:
            items = left_to_do(items, output, run.pass_over)
        write(run.documents(items), shape)
    except QuotelibError as error:
        run.fail_at_all(str(error))
    except OSError as error:
        if (
            error.errno == errno.EPIPE
        ):  # Who read it has enough, as "head" has: click ends in silence.
            raise
        cause = os.strerror(error.errno).lower() if error.errno else str(error)
        run.fail_at_all(f"{output or 'standard output'}: cannot be written: {cause}")
    except KeyboardInterrupt:
        run.fail_at_all("interrupted" + (", --resume goes on with it" if _resumable(shape) else ""))
        run.finish()
        sys.exit(INTERRUPTED)
    sys.exit(run.finish())


def _check(shape: Output) -> None:
    """Refuse what cannot be done, before anything is."""
    if shape.form in NEED_A_PATH and shape.path is None:
        raise click.UsageError(f"{shape.form} cannot go to standard output: name an --output")
    if shape.resumed and not _resumable(shape):
        raise click.UsageError(
            "--resume needs an --output in JSON Lines that is not compressed: name a .jsonl file"
        )


def _resumable(shape: Output) -> bool:
    return shape.form == "jsonl" and shape.path is not None and shape.path.suffix != ".gz"


def _same(path: str | InputError, output: Path | None) -> bool:
    """Whether an input is the output, as it is when both are in one folder."""
    return output is not None and isinstance(path, str) and Path(path).resolve() == output.resolve()
