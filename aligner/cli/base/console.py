"""What every command shares: exit codes, errors as one clear line, payload to standard output.

Payload goes to standard output, all else to standard error; progress only where standard error is a terminal.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeVar

import click

from aligner import __version__
from aligner.errors import AlignerError
from tmx.errors import TmxError, one_line
from tmx.files import encoded

DONE = 0
"""Nothing found, nothing wrong."""
FINDINGS = 1
"""Findings, or below a threshold that was asked for."""
USAGE = 2
"""Wrong usage or unreadable input."""
INTERRUPTED = 130
"""Stopped by Ctrl-C: 128 and the number of the signal, as shells have it."""

REFRESH = 0.1
"""Seconds between two states of a line of progress."""

F = TypeVar("F", bound=Callable[..., Any])


@contextlib.contextmanager
def failing_clearly() -> Iterator[None]:
    """Turn the errors a user can cause into one line on standard error and exit code 2."""
    try:
        yield
        sys.stdout.flush()
    except (AlignerError, TmxError) as error:
        end_with(str(error), USAGE)
    except BrokenPipeError:
        # the reader of our output has gone; keep the interpreter from complaining at shutdown
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        end_with(one_line(f"{name}{error.strerror or error}"), USAGE)
    except MemoryError:
        end_with("there is not enough memory for this; give it less at once", USAGE)
    except KeyboardInterrupt:
        end_with("interrupted", INTERRUPTED)


def end_with(message: str, code: int) -> NoReturn:
    """Say what went wrong in one line on standard error, and end the process with this exit code."""
    # libraries complain while their half-done work is thrown away; the one line says what it comes from
    sys.unraisablehook = lambda _: None
    click.echo(f"dragoman: {message}", err=True)
    sys.exit(code)


def print_json(value: object) -> None:
    """Print ``value`` as UTF-8 JSON, keys in the order given, text unescaped, whatever the locale."""
    print_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_text(text: str) -> None:
    """Write payload to standard output as UTF-8, whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(encoded(text))
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """Tell the user something on standard error, unless ``--quiet`` was given."""
    context = click.get_current_context(silent=True)
    while context is not None:
        if context.params.get("quiet"):
            return
        context = context.parent
    click.echo(message, err=True)


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Yield what shows how far a step is, in one line that is taken away in the end.

    Only where standard error is a terminal, and not with ``--quiet``.
    """
    context = click.get_current_context(silent=True)
    if not sys.stderr.isatty() or (context is not None and context.params.get("quiet")):
        yield lambda step, done, of: None
        return
    shown = 0.0

    def show(step: str, done: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done == of or now - shown >= REFRESH:
            shown = now
            click.echo(f"\r\x1b[K{step}: {done:,} of {of:,}", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def compile_first() -> None:
    """Compile the aligner where that has not been done on this machine, and say so."""
    from aligner.alignment.compiled import compile_needed, warm

    if compile_needed():
        say("compiling the aligner for this machine: some seconds, once")
        warm()


def common_options(function: F) -> F:
    """Add the options every command has: ``--quiet``, ``--verbose``, ``--version``."""
    for option in (
        click.version_option(__version__, prog_name="dragoman"),
        click.option("--verbose", "-v", is_flag=True, help="Say more on standard error."),
        click.option("--quiet", "-q", is_flag=True, help="Say nothing on standard error but errors."),
    ):
        function = option(function)
    return function
