"""What every command begins and ends with: the library it works on, the exit codes, one line for what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

import typer

from index.library import Library
from qa import bundled
from qa.reader import Reader
from terminal import screen

READER = "podium.reader"  # where commands find the reader that the global option names
FAILED, MISUSED = 1, 2  # exit codes; 0 is an answer, or the honest lack of one


def stop(message: str, *, code: int) -> NoReturn:
    """Say what went wrong and end with an exit code."""
    screen.complain(message)
    raise typer.Exit(code)


def library_of(ctx: typer.Context) -> Path:
    """Return the folder of the library to read; where there is none yet, first build that of the bundled reports."""
    folder: Path = ctx.obj or bundled.default_folder()
    if not bundled.is_library(folder):
        screen.complain(f"no library yet; building one of the bundled reports in {folder}")
        bundled.build(folder, watch=partial(screen.watch, doing="Reading"))
    return folder


def reader_of(ctx: typer.Context) -> Reader | None:
    """Return the reader named by the global option, None for none."""
    reader: Reader | None = ctx.meta.get(READER)
    return reader


@contextmanager
def opened(ctx: typer.Context) -> Iterator[Library]:
    """Open the library to read."""
    with Library.open(library_of(ctx)) as library:
        yield library
