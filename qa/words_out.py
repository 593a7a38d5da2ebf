"""How values are written out in answers: names, places, lists."""

from __future__ import annotations

from collections.abc import Sequence

from qa.atlas import nation
from qa.entrant import Entrant, EntrantKind

MEDALS = {1: "gold", 2: "silver", 3: "bronze"}
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
CITY_OF_MEDALS = frozenset({"Olympic", "World Championships"})


def ordinal(rank: int) -> str:
    """Write a place: "second", "19th"."""
    if 0 < rank < len(ORDINALS):
        return ORDINALS[rank]
    suffix = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{suffix}"


def listed(items: Sequence[str]) -> str:
    """Write a list: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def with_nation(entrant: Entrant, code: str | None) -> str:
    """Write a person with the nation, where one is stated."""
    code = entrant.nation or code
    if entrant.kind is EntrantKind.PERSON and code:
        return f"{entrant.name} ({nation(code).name})"
    return entrant.name


def capital(text: str) -> str:
    """Begin with a capital letter, leaving the rest."""
    return text[:1].upper() + text[1:]
