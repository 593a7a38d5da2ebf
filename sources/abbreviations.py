"""The word lists of `abbreviations.txt`, which tell whether a full stop ends a sentence."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")  # importlib.resources takes as long to import as half of this room


def load_lists() -> dict[str, frozenset[str]]:
    """Return the words of each `[name]` of the file."""
    words: dict[str, set[str]] = {}
    name = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            words.setdefault(name, set()).update(line.split())
    return {name: frozenset(members) for name, members in words.items()}


LISTS = load_lists()
