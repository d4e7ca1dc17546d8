"""``dragoman completion``."""

from __future__ import annotations

import click

from aligner.cli.base.console import common_options, print_text

VARIABLE = "_DRAGOMAN_COMPLETE"
"""What the shell sets when it asks the program for completions."""


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@common_options
def command(shell: str, quiet: bool, verbose: bool) -> None:
    """Print what makes SHELL complete commands, options and file names.

    \b
    bash   eval "$(dragoman completion bash)"        in ~/.bashrc
    zsh    eval "$(dragoman completion zsh)"         in ~/.zshrc
    fish   dragoman completion fish | source         in ~/.config/fish/config.fish
    """  # noqa: D301  (click wants the character itself)
    from click.shell_completion import ShellComplete, get_completion_class

    from aligner.cli import dragoman

    form = get_completion_class(shell)
    assert form is not None
    complete = form(dragoman, {}, "dragoman", VARIABLE)
    # the class of bash would first start bash to ask for its version
    print_text(ShellComplete.source(complete) + "\n")
