"""``quotelib completion``: the script with which a shell completes the command's words."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_QUOTELIB_COMPLETE"
"""The variable through which the shell asks; click makes it from the program's name."""


@click.command(short_help="Print a script for a shell's completion.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    r"""Print the script that completes commands and options in SHELL.

    \b
    bash: quotelib completion bash > ~/.local/share/bash-completion/completions/quotelib
    zsh:  quotelib completion zsh > ~/.zfunc/_quotelib    (with ~/.zfunc in fpath)
    fish: quotelib completion fish > ~/.config/fish/completions/quotelib.fish
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"this version of click knows nothing of {shell}")
    click.echo(completion(ctx.find_root().command, {}, "quotelib", VARIABLE).source())
