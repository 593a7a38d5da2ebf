"""Says where libraries lie, and builds the one of the bundled reports. Reading and finding are left to their rooms."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import platformdirs

from index.errors import LibraryError
from index.layout import Layout
from index.library import Library
from sources import readers

ARTICLES = Path(readers.__file__).parent / "articles"

Watch = Callable[[Sequence[Path]], Iterable[Path]]


def default_folder(*, to_add: bool = False) -> Path:
    """Return the user's own library, or until it exists (and nothing is to be added) the one of the bundled reports.

    Two folders, so that the samples never answer for the user's own articles.
    """
    own = _data() / "library"
    return own if to_add or is_library(own) else _data() / "bundled"


def _data() -> Path:
    return platformdirs.user_data_path("podium", appauthor=False)


def folder_to_add(folder: Path) -> Path:
    """Return where articles go that are added to the library in a folder: beside the bundled reports, not to them."""
    return default_folder(to_add=True) if folder == _data() / "bundled" else folder


def is_library(folder: Path) -> bool:
    """Tell whether a library was built in this folder."""
    return Layout(folder).database.is_file()


def refresh(folder: Path) -> None:
    """Read the bundled reports anew where another version of Podium kept facts of them that this one cannot read.

    Of any other library nothing is touched: its owner is told what to do.
    """
    if folder_to_add(folder) == folder or not os.access(Layout(folder).database, os.W_OK):
        return
    from qa.checkup import examine_facts, read_again

    with Library.open(folder) as library:
        for misread in list(examine_facts(library)):
            read_again(library, misread.article)


def build(folder: Path, *, watch: Watch = iter) -> None:
    """Build the library of the bundled reports in a folder that is new or empty, whole or not at all.

    `watch` is handed the files and gives them back one by one, to show how far it is.
    Raise LibraryError where other files lie.
    """
    from qa.desk import Desk

    if folder.exists() and any(folder.iterdir()):
        raise LibraryError(f"{folder} holds other files, but no library: name a new or an empty folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as workshop:
        made = Path(workshop) / "library"
        with Library.open(made) as library:
            desk = Desk(library)
            for path in watch(readers.find_files([ARTICLES])):
                for article in readers.read(path, source=path.name):
                    desk.add(article)
        try:
            made.replace(folder)
        except OSError:
            if not is_library(folder):  # otherwise another process was quicker, with the same library
                raise
