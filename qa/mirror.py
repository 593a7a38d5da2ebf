"""Keeps a library in step with a folder: what each file gave it, and what comes and goes. Waiting is left to others.

What a file gave is noted in the library itself, so that a removed file takes its articles along even if nobody watched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qa.desk import Desk
from sources import readers
from sources.errors import UnreadableFile


class Step(StrEnum):
    """What became of a file's articles."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Moved:
    """A file whose articles came, changed or went; of an unreadable one `why` says the reason, and nothing changed."""

    step: Step
    path: str
    articles: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was read last: time of change in ns, bytes, and the ids of the articles it gave."""

    changed: int
    size: int
    ids: tuple[str, ...] = ()


class FolderMissing(OSError):
    """The folder to keep in step with is not there; the library is left as it is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is no folder: name the folder that holds the reports")


def bring_in_step(desk: Desk, folder: Path) -> Iterator[Moved]:
    """Add, replace and remove until the library holds what the files of a folder hold; yield each file that moved.

    Articles that came from elsewhere are left alone. Raise FolderMissing, before anything is removed.
    """
    if not folder.is_dir():
        raise FolderMissing(folder)
    seen = _recall(desk, folder)
    present = {str(path): path for path in readers.find_files([folder])}
    for name, path in present.items():
        stamp = _stamp(path)
        if stamp is None or (name in seen and (seen[name].changed, seen[name].size) == stamp):
            continue  # gone again since it was listed, or as it was
        yield _take(desk, seen, name, path, stamp)
        _note(desk, folder, seen)
    for name in [name for name in seen if name not in present]:
        gone = seen.pop(name)
        removed = _remove(desk, gone.ids, seen)
        _note(desk, folder, seen)
        if removed:
            yield Moved(Step.REMOVED, name, removed)


def _take(desk: Desk, seen: dict[str, Seen], name: str, path: Path, stamp: tuple[int, int]) -> Moved:
    former = seen.get(name, Seen(0, 0))
    try:
        articles = readers.read(path)
    except UnreadableFile as error:  # perhaps half written: what it held before stays until it can be read
        seen[name] = Seen(*stamp, former.ids)
        return Moved(Step.UNREADABLE, name, why=str(error))
    for article in articles:
        desk.add(article)
    seen[name] = Seen(*stamp, tuple(article.id for article in articles))
    _remove(desk, tuple(id for id in former.ids if id not in seen[name].ids), seen)
    return Moved(Step.REPLACED if former.ids else Step.ADDED, name, len(articles))


def _remove(desk: Desk, ids: tuple[str, ...], seen: dict[str, Seen]) -> int:
    """Take out the articles that no other file holds; return how many there were."""
    held = {id for one in seen.values() for id in one.ids}
    return sum(desk.library.remove(id) for id in ids if id not in held)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def _recall(desk: Desk, folder: Path) -> dict[str, Seen]:
    noted = json.loads(desk.library.meta(_key(folder)) or "{}")
    return {name: Seen(changed, size, tuple(ids)) for name, (changed, size, ids) in noted.items()}


def _note(desk: Desk, folder: Path, seen: dict[str, Seen]) -> None:
    noted = {name: (one.changed, one.size, one.ids) for name, one in seen.items()}
    desk.library.set_meta(_key(folder), json.dumps(noted))


def _key(folder: Path) -> str:
    return f"watched {folder.resolve()}"
