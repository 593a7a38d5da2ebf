"""The one error that reading raises: a file that cannot become an article, why, and what to do about it."""

from __future__ import annotations


class UnreadableFile(ValueError):
    """Say which file (or pasted text) is unreadable, the reason, and the remedy."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        super().__init__(path, reason, remedy)
        self.path = path
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}; {self.remedy}"
