"""Questions that the library at hand can answer, made from its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qa.archive import Archive
from qa.facts import Fact, Incident, LineUp, Quote, RecordSet, Result
from qa.race import is_blank, the_race
from qa.words_out import named

FEW = 6  # suggestions, from which on there are two of a kind


def suggest(archive: Archive, count: int) -> list[str]:
    """Return at most `count` questions, of different kinds and races, in the order of the articles."""
    found: dict[str, None] = {}
    for make in (_winner, _incident, _quote, _line_up, _record, _time):
        made = _questions(archive, make)
        for _ in range(2 if count > FEW else 1):
            if question := next(made, None):
                found[question] = None
    return list(found)[:count]


def _questions(archive: Archive, make: Callable[[Fact], str | None]) -> Iterator[str]:
    for known in archive.told:
        if not is_blank(known.fact.race) and (question := make(known.fact)):
            yield question


def _winner(fact: Fact) -> str | None:
    if (
        not isinstance(fact, Result)
        or fact.rank is None
        or fact.rank.value != 1
        or not fact.race.decides
        or fact.revision
    ):
        return None
    return f"Who won {the_race(fact.race)}?"


def _incident(fact: Fact) -> str | None:
    if not isinstance(fact, Incident) or fact.entrant is None:
        return None
    return f"What happened to {named(fact.entrant.value)}?"


def _quote(fact: Fact) -> str | None:
    if not isinstance(fact, Quote) or fact.speaker is None:
        return None
    return f"What did {named(fact.speaker.value)} say?"


def _line_up(fact: Fact) -> str | None:
    if not isinstance(fact, LineUp) or fact.team is None:
        return None
    return f"Who raced for {named(fact.team.value)} in {the_race(fact.race)}?"


def _record(fact: Fact) -> str | None:
    if not isinstance(fact, RecordSet) or fact.action != "set" or fact.holder is None:
        return None
    return f"Who set the {fact.kind.value} in {the_race(fact.race)}?"


def _time(fact: Fact) -> str | None:
    if not isinstance(fact, Result) or fact.mark is None:
        return None
    return f"What was {fact.entrant.value.name}'s time in {the_race(fact.race)}?"
