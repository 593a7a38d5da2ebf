"""Reads what a page sent to a server function, trusting nothing: what is missing or of another kind counts as empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def text_of(sent: object, name: str) -> str:
    """Return a text, empty for anything else."""
    value = sent.get(name) if isinstance(sent, Mapping) else None
    return value if isinstance(value, str) else ""


def number_of(sent: object, name: str) -> int:
    """Return a whole number, 0 for anything else and for what is below."""
    value = sent.get(name) if isinstance(sent, Mapping) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def day_of(sent: object, name: str) -> date | None:
    """Return a date written as 2022-02-15, None for anything else."""
    try:
        return date.fromisoformat(text_of(sent, name))
    except ValueError:
        return None
