"""``dragoman review``."""

from __future__ import annotations

import os
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aligner.cli.base.console import DONE, common_options, print_text, say
from aligner.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    from aligner.review.workspace import Desks

EXTRA = ("starlette", "uvicorn", "jinja2", "markupsafe", "anyio", "tomlkit", "h11")
"""What the extra brings."""
WARM = 1.5
"""Seconds after which what a first search and decision need is made: the first rows come before."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address of this computer to serve on.")
@click.option("--port", default=0, show_default=True, type=click.IntRange(0, 65535), help="0 takes any that is free.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--export", type=click.Path(path_type=Path), metavar="OUT.xlsx", help="Write the alignment, to be decided there."
)
@click.option(
    "--import", "filled", type=click.Path(path_type=Path), metavar="IN.xlsx", help="Take over a workbook's decisions."
)
@common_options
def command(
    folder: Path,
    host: str,
    port: int,
    no_browser: bool,
    export: Path | None,
    filled: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Correct and confirm in the browser what 'build' wrote into DIR.

    Alignment, glossary, findings and a concordance. Decisions are written at once into the corpora folder; the next
    'build' obeys them. Ctrl+C ends the server. Where --host lets other computers in, they are asked for a token: the
    one in the address that is printed, or what the variable DRAGOMAN_REVIEW_TOKEN holds. --export and --import work
    without the browser: the same decisions, made in a spreadsheet.
    """
    from aligner.pipeline import results

    try:
        from aligner.review.pages import LARGE, addresses
        from aligner.review.serving import access, listen, server
        from aligner.review.site import site
        from aligner.review.workspace import Workspace
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in EXTRA:
            raise
        raise UsageError(
            f"the pages need the extra 'review' ({missing} is not installed)",
            advice="pip install 'dragoman[review]'",
        ) from error

    workspace = Workspace(lambda: results.load(folder), lambda: results.version(folder))
    desks = workspace.desks()
    desks.alignment.documents()
    if export or filled:
        return _workbooks(desks, export, filled)
    opened = listen(host, port)
    number = opened.getsockname()[1]
    let_in = access(host, number, LARGE, os.environ.get("DRAGOMAN_REVIEW_TOKEN", ""))
    served = server(site(addresses(workspace), let_in))
    address = f"http://{f'[{host}]' if ':' in host else host}:{number}/"
    address += f"?token={let_in.key}" if let_in.key else ""
    try:
        print_text(address + "\n")
        say(f"decisions are kept in {desks.alignment.file.path.parent}; Ctrl+C ends")
        later = threading.Timer(WARM, workspace.warm)
        later.daemon = True
        later.start()
        if not no_browser:
            webbrowser.open(address)
        served.run(sockets=[opened])
    except KeyboardInterrupt:
        say("ended")
    return DONE


def _workbooks(desks: Desks, export: Path | None, filled: Path | None) -> int:
    """Take over what was decided in a workbook, write one to decide in, or both, in this order."""
    from aligner.review import exports
    from tmx.files import write_bytes

    if filled:
        try:
            taken = exports.take_over(desks, filled.read_bytes())
        except UnreadableDocument as error:
            error.source = str(filled)
            raise
        say(f"{filled}: {taken['decisions']} decisions about the {taken['about']} taken over")
    if export:
        write_bytes(export, exports.alignment(desks.alignment).body)
    return DONE
