"""Options that commands share: how texts are taken from the inputs, and how they are worked on."""

from collections.abc import Callable
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., None])

INPUT = (
    "An INPUT is a text file in UTF-8, a file of JSON Lines (.jsonl, .ndjson), a folder that holds"
    " such files, a pattern such as 'texts/**/*.txt', or - for standard input. A name in .gz is of a"
    " compressed file. One INPUT that cannot be read does not stop the others."
)
"""What the help says of the arguments; commands that read texts end their description with it."""

_INPUT_OPTIONS = (
    click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
    click.option("--lines", "all_lines", is_flag=True, help="Read every INPUT as JSON Lines."),
    click.option(
        "--text-field",
        default="text",
        show_default=True,
        help="The field of JSON Lines that holds the text.",
    ),
    click.option(
        "--id-field",
        default="id",
        show_default=True,
        help="The field that identifies it; it becomes doc_id.",
    ),
    click.option(
        "--keep",
        multiple=True,
        metavar="FIELD",
        help="A field of JSON Lines to pass through; repeat it for more. By default all are, in a"
        " table those of the first line. Where the output has one of that name, 'input_' is put"
        " before it.",
    ),
)

_RUN_OPTIONS = (
    click.option(
        "--minimum-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        show_default=True,
        help="Leave out what is less certain.",
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1),
        default=1,
        show_default=True,
        help="Processes to work in.",
    ),
    click.option(
        "--progress/--no-progress",
        default=None,
        help="Show progress on standard error; by default, if it is a terminal.",
    ),
)


def takes_inputs(command: Command) -> Command:
    """Give a command the parameters ``inputs``, ``all_lines``, ``text_field``, ``id_field``, ``keep``."""
    return _with(_INPUT_OPTIONS, command)


def runs(command: Command) -> Command:
    """Give a command the parameters ``minimum_confidence``, ``jobs`` and ``progress``."""
    return _with(_RUN_OPTIONS, command)


def _with(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    # click shows options in the order in which decorators stand, which is the reverse of the calls.
    for option in reversed(options):
        command = option(command)
    return command
