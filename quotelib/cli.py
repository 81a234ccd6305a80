"""The command ``quotelib``: a group of the commands in `quotelib.commands`.

Results go to standard output, errors to standard error, one line each. The exit code is 0 if every
input was read, 1 if some was not (the others are done all the same), 2 for a mistake in the command.
"""

from importlib import import_module

import click

import quotelib

COMMANDS = ("extract", "report", "evaluate", "schema", "info", "completion")
"""Names of the commands, which are those of their modules, in the order of the list in the help."""


class _Commands(click.Group):
    """A group that loads a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"quotelib.commands.{cmd_name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(quotelib.__version__, prog_name="quotelib")
def main() -> None:
    """Who said what, to whom, and what they did by saying it."""
