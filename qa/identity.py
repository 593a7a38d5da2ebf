"""Whether two descriptions are of one race, two names of one entrant, and two fields evidently one race."""

from __future__ import annotations

from qa.archive import Known
from qa.atlas import related
from qa.disagreement import Difference, mark_difference
from qa.entrant import Entrant, EntrantKind
from qa.facts import Result
from qa.matching import BRONZE_ROUNDS, FINAL_ROUNDS, SKATING
from qa.names import same_person
from qa.race import Race
from qa.runner import Field, Runner

SAME_RACE = 3  # days that reports may differ about one race
# Differences of two marks that one performance may have.
CLOSE = frozenset({Difference.NOTATION, Difference.ROUNDING, Difference.SLIP})


def same_race(one: Race, other: Race) -> bool:
    """Tell whether two descriptions may be of one race."""
    if _differ(one.sport, other.sport) or _differ(one.sex, other.sex) or _differ(one.year, other.year):
        return False
    if round_class(one) != round_class(other):
        return False
    if not one.event or not other.event:
        alike = one == other and one.sport is not None
        return alike or (one.competition is not None and one.competition == other.competition)
    if not _holds_other(one.event, other.event):
        return False
    if one.day is not None and other.day is not None and abs((one.day - other.day).days) > SAME_RACE:
        return False
    return one.day is not None or one.year is not None or one == other


def same_entrant(one: Entrant, other: Entrant) -> bool:
    """Tell whether two names are of one entrant."""
    if one.kind is EntrantKind.NATION and other.kind is EntrantKind.NATION:
        return (
            one.nation is not None and other.nation is not None and one.nation in {other.nation, *related(other.nation)}
        )
    if one.kind is EntrantKind.PERSON and other.kind is EntrantKind.PERSON:
        return one.name == other.name or same_person(one.name, other.name)
    return one.name == other.name


def evidently_same(one: Field, other: Field) -> bool:
    """Tell whether two fields whose descriptions leave it open are one race: the same entrants have the same results.

    Two rounds, two events and two years stay apart whatever their results. A mark that differs by a slip or by
    rounding counts only beside an equal place, or with the event, and where days far apart are named two entrants
    have to agree.
    """
    if not _may_be_same(one.race, other.race):
        return False
    pairs = [
        (runner, twin) for runner in one.runners for twin in other.runners if same_entrant(runner.entrant, twin.entrant)
    ]
    equal = sum(_shares_mark(runner, twin) for runner, twin in pairs)
    placed = [(runner, twin) for runner, twin in pairs if not runner.ranks().keys().isdisjoint(twin.ranks())]
    places = sum(runner.entrant.kind is EntrantKind.PERSON for runner, _ in placed)  # nations race in many events
    close = any(close_marks(runner, twin) for runner, twin in placed)
    if _days_apart(one.race, other.race) > SAME_RACE:
        return equal > 1 or (equal > 0 and places > 1)
    if not one.race.event or not other.race.event:
        return equal > 0 or close or places > 2
    return equal > 0 or close or places > 1


def close_marks(runner: Runner, twin: Runner) -> list[Known[Result]]:
    """Return the twin's results whose marks one performance may have been given beside the runner's."""
    return [
        known
        for mark, facts in twin.marks().items()
        if any(str(mark) == str(other) or mark_difference(mark, other) in CLOSE for other in runner.marks())
        for known in facts
    ]


def _may_be_same(one: Race, other: Race) -> bool:
    """Tell whether nothing contradicts that two descriptions are of one race."""
    is_same_round = one.round == other.round or {one.round, other.round} <= FINAL_ROUNDS
    return is_same_round and _may_be_same_event(one, other)


def _may_be_same_event(one: Race, other: Race) -> bool:
    """Tell whether nothing but perhaps their rounds contradicts that two descriptions are of one race."""
    if _differ(one.sex or None, other.sex or None) or _differ(one.year or None, other.year or None):
        return False
    if one.sport and other.sport and one.sport != other.sport and {one.sport, other.sport} != SKATING:
        return False
    return _holds_other(one.event, other.event)


def _differ(one: str | int | None, other: str | int | None) -> bool:
    """Tell whether two descriptions contradict each other; what either leaves open does not."""
    return one is not None and other is not None and one != other


def _holds_other(event: tuple[str, ...], another: tuple[str, ...]) -> bool:
    """Tell whether one of two events has every component of the other."""
    return event == another or set(event) <= set(another) or set(another) <= set(event)


def _days_apart(one: Race, other: Race) -> int:
    return abs((one.day - other.day).days) if one.day is not None and other.day is not None else 0


def _shares_mark(one: Runner, other: Runner) -> bool:
    return not {str(mark) for mark in one.marks()}.isdisjoint(str(mark) for mark in other.marks())


def may_be_bronze_race(one: Race, other: Race) -> bool:
    """Tell the race for third from the event that it belongs to, where a report names no round."""
    rounds = {one.round, other.round}
    return bool(rounds & FINAL_ROUNDS) and bool(rounds & BRONZE_ROUNDS) and _may_be_same_event(one, other)


def round_class(race: Race) -> str:
    """Return the round, of which two descriptions of one race never differ: the final where none is named."""
    return "bronze-final" if race.round == "b-final" else race.round or "final"
