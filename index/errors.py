"""What can go wrong with a library or its model. Every message names the thing and the remedy."""

from __future__ import annotations

from pathlib import Path


class LibraryError(Exception):
    """Any trouble with a library."""


class LibraryMissing(LibraryError):
    """There is no library in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no library in {folder}: `podium --library {folder} add PATH` makes one.")
        self.folder = folder


class LibraryBusy(LibraryError):
    """Another process holds the library for longer than the caller wanted to wait."""

    def __init__(self, path: Path, wait_s: float) -> None:
        super().__init__(
            f"{path} is in use by another process, {wait_s:g} seconds were not enough: try again when it is done."
        )
        self.path = path


class LibraryDamaged(LibraryError):
    """The file is not a library, or no longer a whole one."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be read as a library ({reason}): "
            "restore a copy, or move it away and add the articles again."
        )
        self.path = path


class LibraryTooNew(LibraryError):
    """A newer Podium wrote the library."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a newer Podium (layout {found}, this one reads up to {known}): "
            "`pip install --upgrade podium`."
        )
        self.path = path


class LibraryTooOld(LibraryError):
    """An older Podium wrote the library, and it may only be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was written by an older Podium, and cannot be brought up to date where it may not be written: "
            "open it once where it may, or copy its folder to such a place."
        )
        self.path = path


class OtherModel(LibraryError):
    """The library's vectors come from another embedding model than the one asked for."""

    def __init__(self, folder: Path, built_with: str, asked: str) -> None:
        super().__init__(
            f"The library in {folder} was built with the model {built_with}, not with {asked}: "
            f"open it with {built_with}, or embed it anew by `podium --library {folder} reindex --model {asked}`."
        )
        self.built_with = built_with
        self.asked = asked


class ModelMissing(LibraryError):
    """The embedding model, or what runs it, cannot be loaded."""

    def __init__(self, model: str, reason: str, remedy: str) -> None:
        super().__init__(f"The embedding model {model} cannot be loaded ({reason}): {remedy}.")
        self.model = model


class UnknownArticle(LibraryError, KeyError):
    """No article, or more than one, has this id or an id that begins so."""

    def __init__(self, article_id: str, candidates: tuple[str, ...] = ()) -> None:
        message = (
            f"Several articles have ids that begin with {article_id!r} ({', '.join(candidates)}): write more of it."
            if candidates
            else f"The library has no article {article_id!r}: `podium list` shows the ids."
        )
        super().__init__(message)
        self.candidates = candidates

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError would show the message in quotation marks
