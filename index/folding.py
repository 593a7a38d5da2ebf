"""Folds text to plain ASCII, for the embedding model and the full-text index alike. Offsets do not survive it."""

from __future__ import annotations

from anyascii import anyascii


def fold(text: str) -> str:
    """Return the text in ASCII, case kept: ø, ł and đ too, which stripping accents leaves as they are."""
    return text if text.isascii() else anyascii(text)
