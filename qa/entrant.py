"""Who races: a nation's team, a person, a crew or club."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntrantKind(StrEnum):
    """What an entrant is."""

    NATION = "nation"
    PERSON = "person"
    CLUB = "club"


@dataclass(frozen=True, slots=True)
class Entrant:
    """A racing nation, person or club by its canonical name; `nation` is the IOC code where stated."""

    kind: EntrantKind
    name: str
    nation: str | None = None
    sex: str | None = None
