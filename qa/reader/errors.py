"""What can go wrong with a reader. The message names the reader and the remedy."""

from __future__ import annotations

from index.errors import LibraryError


class ReaderMissing(LibraryError):
    """The reader, or what runs it, cannot be loaded."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(f"The reader {name} cannot be loaded ({reason}): {remedy}.")
        self.name = name
