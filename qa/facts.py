"""The kinds of fact that are read from articles. Every slot carries the span it was read from.

How they are read is left to `extract`, how they are kept to `store`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from qa.entrant import Entrant
from qa.measures import Duration, Length
from qa.race import Race

T = TypeVar("T")
Mark = Duration | Length
# What a revised result is: as it was before a disqualification, protest or correction, as after it, or not yet final.
BEFORE, AFTER, PROVISIONAL = "before", "after", "provisional"


@dataclass(frozen=True, slots=True)
class Slot(Generic[T]):
    """A value and the characters `article.text[start:end]` it was read from."""

    value: T
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Result:
    """One entrant's result in one race; `status` is dnf, dns, dsq or None, `detail` is the
    number of penalty loops as a row gives it, `laps` what someone completed who did not finish. `revision` says
    that the place was lost or gained when the result was revised, or is provisional, and is None for most."""

    race: Race
    start: int
    end: int
    entrant: Slot[Entrant]
    rank: Slot[int] | None = None
    medal: Slot[str] | None = None
    mark: Slot[Mark] | None = None
    gap: Slot[str] | None = None
    team: Slot[str] | None = None
    status: Slot[str] | None = None
    detail: Slot[str] | None = None
    laps: Slot[str] | None = None
    revision: Slot[str] | None = None


@dataclass(frozen=True, slots=True)
class Duel:
    """One entrant finished before another (None: before all others); `gap` is the margin as written, `score` that of
    a match, `half_time` the score at the interval, `decided` how it came about: after extra time, on penalties."""

    race: Race
    start: int
    end: int
    winner: Slot[Entrant]
    loser: Slot[Entrant] | None
    gap: Slot[str] | None = None
    score: Slot[str] | None = None
    half_time: Slot[str] | None = None
    decided: Slot[str] | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead or deficit during a race: no margin of victory."""

    race: Race
    start: int
    end: int
    entrant: Slot[Entrant] | None
    gap: Slot[str]
    behind: bool = False


@dataclass(frozen=True, slots=True)
class LineUp:
    """Who raced for a team; where the article leaves the team open, other articles may tell."""

    race: Race
    start: int
    end: int
    team: Slot[Entrant] | None
    members: tuple[Slot[Entrant], ...]


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The nation, club, car or team of a person."""

    race: Race
    start: int
    end: int
    person: Slot[Entrant]
    team: Slot[Entrant]


@dataclass(frozen=True, slots=True)
class Role:
    """Who rode, trained, coxed, piloted … whom; `of` is None for "the winning jockey", whose horse is not named."""

    race: Race
    start: int
    end: int
    member: Slot[Entrant]
    role: Slot[str]
    of: Slot[Entrant] | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What one scorer scored: `kind` is goal, try, points …, `when` the minute or period as written, `order` one of
    first, equaliser, winner …, `way` penalty or own goal, `score` the score after it."""

    race: Race
    start: int
    end: int
    scorer: Slot[Entrant]
    kind: Slot[str]
    team: Slot[Entrant] | None = None
    when: Slot[str] | None = None
    count: Slot[int] | None = None
    order: Slot[str] | None = None
    way: Slot[str] | None = None
    score: Slot[str] | None = None


@dataclass(frozen=True, slots=True)
class RecordSet:
    """A record: who holds or set it, its value, and what it replaced. `action` is set, held or missed."""

    race: Race
    start: int
    end: int
    kind: Slot[str]
    action: str
    holder: Slot[Entrant] | None = None
    mark: Slot[Mark] | None = None
    old_mark: Slot[Mark] | None = None
    old_holder: Slot[Entrant] | None = None
    gap: Slot[str] | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """A fall, crash, penalty, disqualification or retirement, as the sentence tells it."""

    race: Race
    start: int
    end: int
    kind: Slot[str]
    entrant: Slot[Entrant] | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in quotation marks and who said them."""

    race: Race
    start: int
    end: int
    words: Slot[str]
    speaker: Slot[Entrant] | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Something said of a person: `topic` is age, club, trainer …"""

    race: Race
    start: int
    end: int
    person: Slot[Entrant]
    topic: str
    value: Slot[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of a table that is no race: season points, overall, medal table."""

    race: Race
    start: int
    end: int
    table: str
    rank: Slot[int]
    entrant: Slot[Entrant]
    value: Slot[str] | None = None
    team: Slot[str] | None = None


Fact = Result | Duel | Lead | LineUp | Affiliation | Role | Goal | RecordSet | Incident | Quote | Profile | Standing
FACT_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind
    for kind in (Result, Duel, Lead, LineUp, Affiliation, Role, Goal, RecordSet, Incident, Quote, Profile, Standing)
}
