"""The files of a library on disk. What stands in them is left to `database` and `generation`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DATABASE = "library.db"
GENERATIONS = "vectors-*.faiss*"  # the finished ones and those being written
PART = ".part"  # ends the name of a generation that is being written


@dataclass(frozen=True, slots=True)
class Layout:
    """One folder: the database, which is the truth, and the vector files derived from it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The one file that matters."""
        return self.folder / DATABASE

    def generation(self, last_id: int, token: str) -> Path:
        """A vector file over every passage up to `last_id`; the token keeps two writers apart."""
        return self.folder / f"vectors-{last_id}-{token}.faiss"
