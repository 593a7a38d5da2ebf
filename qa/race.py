"""What identifies a race: sport, event, sex, round, competition, day. Which race is meant is left to `extract`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

DECIDING_ROUNDS = frozenset({None, "final"})
ROUND_NAMES = {
    "bronze-final": "bronze race",
    "b-final": "B final",
    "c-final": "C final",
    "d-final": "D final",
    "medal-race": "medal race",
}
NUMBERED_ROUND = "race-"  # "race-3": one of a series, with places of its own
SEXES = frozenset({"men", "women"})
MILES = {"1609m": "mile", "3219m": "two miles", "16093m": "ten miles"}  # which nobody gives in metres
WITH_HYPHEN = frozenset({"super-g", "all-around"})  # the others join words for the program only: "stage-2"
NUMBERED = re.compile(r"(?:stage|race|leg|heat|round) \d")
# The order of an event's components in English: distance, these, any other, and what it is at last.
FIRST_PARTS = tuple("u j mixed team individual single double quadruple coxed coxless giant parallel half".split())
LAST_PARTS = frozenset("relay hurdles pursuit sprint sculls slalom".split())
OTHER_PART, LAST_PART = 50, 99


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
        return self.round in DECIDING_ROUNDS or self.is_one_of_series

    @property
    def is_one_of_series(self) -> bool:
        """Whether it is a numbered race of a series, beside which the series has a result of its own."""
        return self.round is not None and self.round.startswith(NUMBERED_ROUND)


def is_blank(race: Race) -> bool:
    """Tell whether nothing says which race it is."""
    return not (race.event or race.sport or race.competition)


def event_name(race: Race) -> str:
    """Return the event in words: "team pursuit", "60m hurdles", "stage 2"; else the competition or the sport."""
    parts = sorted(race.event, key=_word_order)
    name = " ".join(part if part in WITH_HYPHEN else MILES.get(part, part).replace("-", " ") for part in parts)
    return name or race.competition or race.sport or "race"


def describe(race: Race, *, with_year: bool = True) -> str:
    """Return the race in words without an article: "women's team pursuit semi-final in 2022"."""
    words = [f"{race.sex}'s"] if race.sex in SEXES else []
    words.append(event_name(race))
    if race.round and race.round != "final":
        words.append(race.round.replace("-", " ") if race.is_one_of_series else ROUND_NAMES.get(race.round, race.round))
    text = " ".join(words)
    return f"{text} in {race.year}" if with_year and race.year and str(race.year) not in text else text


def the_race(race: Race, *, with_year: bool = True) -> str:
    """Return the race as a sentence names it: "the women's team pursuit in 2022", "stage 2 in 1996"."""
    text = describe(race, with_year=with_year)
    return text if NUMBERED.match(text) or text.lower().startswith("the ") else f"the {text}"


def in_race(race: Race, *, with_year: bool = True) -> str:
    """Return " in the women's team pursuit in 2022" to end a sentence with; nothing where the race is unknown."""
    if is_blank(race) and race.sex is None and race.round is None:
        return f" in {race.year}" if with_year and race.year else ""
    return f" in {the_race(race, with_year=with_year)}"


def _word_order(part: str) -> tuple[int, str]:
    if part[0].isdigit():
        return 0, part
    if part in FIRST_PARTS:
        return 1 + FIRST_PARTS.index(part), part
    return LAST_PART if part in LAST_PARTS else OTHER_PART, part
