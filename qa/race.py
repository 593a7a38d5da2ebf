"""What identifies a race: sport, event, sex, round, competition, day. Which race a sentence speaks of is left to `context`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DECIDING_ROUNDS = frozenset({None, "final"})


@dataclass(frozen=True, slots=True)
class Race:
    """One race as far as an article identifies it; what it leaves open is None or empty.

    `event` holds sorted components such as ("4x100m", "relay"); `year` is the edition's, `day` the day it was raced.
    """

    event: tuple[str, ...] = ()
    sport: str | None = None
    sex: str | None = None
    round: str | None = None
    competition: str | None = None
    place: str | None = None
    year: int | None = None
    day: date | None = None

    @property
    def decides(self) -> bool:
        """Whether its places are places of the event (a final, or a race without rounds)."""
        return self.round in DECIDING_ROUNDS


def is_blank(race: Race) -> bool:
    """Tell whether nothing says which race it is."""
    return not (race.event or race.sport or race.competition)


def event_name(race: Race) -> str:
    """Return the event in words: "team pursuit", "60m hurdles", "stage 2"."""
    order = sorted(race.event, key=_word_order)
    name = " ".join(part.replace("-", " ") if part not in {"super-g", "all-around"} else part for part in order)
    return name or (race.competition or race.sport or "race")


_ORDER = (
    "u",
    "j",
    "mixed",
    "team",
    "individual",
    "single",
    "double",
    "quadruple",
    "coxed",
    "coxless",
    "giant",
    "parallel",
    "half",
)


def _word_order(part: str) -> tuple[int, str]:
    if part[0].isdigit():
        return 0, part
    if part in _ORDER:
        return 1 + _ORDER.index(part), part
    return (99 if part in {"relay", "hurdles", "pursuit", "sprint", "sculls", "slalom"} else 50), part


def describe(race: Race, *, with_year: bool = True) -> str:
    """Return the race in words: "the women's team pursuit semi-final at the Olympic Games, 2022"."""
    words = [f"{race.sex}'s" if race.sex in {"men", "women"} else "", event_name(race)]
    if race.round and race.round != "final":
        words.append(race.round.replace("bronze-final", "bronze race").replace("b-final", "B final"))
    text = " ".join(word for word in words if word)
    if with_year and race.year:
        text += f" in {race.year}"
    return text
