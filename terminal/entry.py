"""What every command begins and ends with: the library it works on, the exit codes, one line for what went wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

import typer

from index.layout import DATABASE
from index.library import Library
from qa import bundled
from qa.reader import Reader
from terminal import screen

READER = "podium.reader"  # where commands find the reader that the global option names
FAILED, MISUSED = 1, 2  # exit codes; 0 is an answer, or the honest lack of one
INTERRUPTED = 130  # as a shell has it for Ctrl+C


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
    else:
        bundled.refresh(folder)
    return folder


def reader_of(ctx: typer.Context) -> Reader | None:
    """Return the reader named by the global option, None for none."""
    reader: Reader | None = ctx.meta.get(READER)
    return reader


def waits() -> None:
    """Say why nothing happens while another process writes."""
    screen.complain("another process is writing to the library; waiting for it")


def may_be_written(folder: Path) -> bool:
    """Tell whether a library's folder may be written; a question needs no more than reading."""
    return os.access(folder, os.W_OK) and os.access(folder / DATABASE, os.W_OK)


@contextmanager
def opened(ctx: typer.Context) -> Iterator[Library]:
    """Open the library, only to read where it may not be written."""
    folder = library_of(ctx)
    with Library.open(folder, read_only=not may_be_written(folder), waiting=waits) as library:
        yield library
