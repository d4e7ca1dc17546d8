"""``dragoman review``."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from aligner.cli.console import DONE, common_options, print_text, say


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address of this computer to serve on.")
@click.option("--port", default=0, show_default=True, type=click.IntRange(0, 65535), help="0 takes any that is free.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@common_options
def command(folder: Path, host: str, port: int, no_browser: bool, quiet: bool, verbose: bool) -> int:
    """Correct and confirm in the browser what 'build' wrote into DIR.

    Decisions are written at once into the corpora folder; the next 'build' obeys them. Ctrl+C ends the server.
    """
    from aligner.pipeline.results import load
    from aligner.review.decisions import FILE, DecisionFile
    from aligner.review.desk import Desk
    from aligner.review.pages import application
    from aligner.review.server import listen

    built = load(folder)
    desk = Desk(built.bitexts, DecisionFile(built.corpora / FILE))
    desk.documents()
    server = listen(application(desk), host, port)
    address = f"http://{host}:{server.server_address[1]}/"
    print_text(address + "\n")
    say(f"decisions are kept in {built.corpora / FILE}; Ctrl+C ends")
    if not no_browser:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("ended")
    finally:
        server.server_close()
    return DONE
