"""The command that keeps a library in step with a folder. What has to come and go is left to qa.mirror."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.library import Library
from qa import bundled
from terminal import screen

if TYPE_CHECKING:
    from qa.mirror import Moved


def watch(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder with the reports.", show_default=False)],
    once: Annotated[bool, typer.Option("--once", help="Bring the library in step, and leave.")] = False,
) -> None:
    """Keep the library in step with a folder.

    First with what changed since the last time, then with each change, until Ctrl+C: new files are added, changed ones
    replaced, and the articles of removed ones taken out. A file that cannot be read is reported, and what it held
    before stays. Articles that came from elsewhere are left alone.

    \b
    Examples:
      podium watch reports/
      podium --library races watch --once reports/
    """
    from qa.desk import Desk
    from qa.mirror import FolderMissing, bring_in_step

    if not folder.is_dir():
        raise FolderMissing(folder)
    with Library.open(ctx.obj or bundled.default_folder(to_add=True)) as library:
        desk = Desk(library)
        for moved in bring_in_step(desk, folder):
            say(moved)
        if once:
            return
        from watchfiles import watch as changes

        screen.complain(f"watching {folder} (Ctrl+C ends it)")
        for _ in changes(folder, watch_filter=None, raise_interrupt=False):
            for moved in bring_in_step(desk, folder):
                say(moved)


def say(moved: Moved) -> None:
    """Print what became of a file."""
    if moved.why:
        screen.complain(moved.why)
    else:
        screen.say(f"{moved.step.value} {moved.path} ({screen.articles(moved.articles)})")
