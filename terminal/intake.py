"""Takes files into a library one by one, whatever may be wrong with some. What the command says is left to `shelf`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.library import Library
from index.records import Change
from qa import bundled
from sources import readers
from sources.errors import UnreadableFile
from sources.records import Article
from terminal.entry import waits

if TYPE_CHECKING:
    from qa.desk import Desk

BLOCK = 50_000  # characters that are embedded together, some fifty passages


@dataclass(slots=True)
class Taken:
    """What became of the files: articles by what they did to the library, files that could not be read by reason."""

    changes: Counter[Change] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Read:
    """A file and the articles in it."""

    file: Path
    digest: bytes
    articles: Sequence[Article]


class Intake:
    """Adds to the library in a folder, which is begun with the first article: without any, there is none."""

    def __init__(self, folder: Path) -> None:
        self.taken = Taken()
        self._folder = folder
        self._open = ExitStack()
        self._desk: Desk | None = None

    def __enter__(self) -> Self:
        if bundled.is_library(self._folder):
            self.desk()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def desk(self) -> Desk:
        """Return the desk of the library, which is made if there was none."""
        if self._desk is None:
            from qa.desk import Desk

            self._desk = Desk(self._open.enter_context(Library.open(self._folder, waiting=waits)))
        return self._desk

    def take(self, files: Iterable[Path], *, report: Callable[[str], None]) -> None:
        """Read files and add their articles; what was added stays, whatever comes later.

        A file that cannot be read is reported and left out. One that has not changed since it was added costs no
        more than its hash.
        """
        for block in self._blocks(files, report):
            desk = self.desk()
            desk.library.embed_ahead([article for read in block for article in read.articles])
            for read in block:
                for article in read.articles:
                    self.taken.changes[desk.add(article)] += 1
                desk.library.note_file(str(read.file), read.digest, [article.id for article in read.articles])

    def _blocks(self, files: Iterable[Path], report: Callable[[str], None]) -> Iterator[list[Read]]:
        """Read files, and give them in blocks that are worth embedding together."""
        block: list[Read] = []
        for file in files:
            try:
                read = self._read(file)
            except UnreadableFile as error:
                report(str(error))
                self.taken.unreadable[error.reason] += 1
                continue
            if read is not None:
                block.append(read)
            if sum(len(article.text) for each in block for article in each.articles) >= BLOCK:
                yield block
                block = []
        if block:
            yield block

    def _read(self, file: Path) -> Read | None:
        """Read a file, unless it is unchanged."""
        digest = readers.fingerprint(file)
        if self._desk is not None:
            unchanged = self._desk.library.count_of_file(str(file), digest)
            if unchanged:
                self.taken.changes[Change.UNCHANGED] += unchanged
                return None
        return Read(file, digest, readers.read(file))
