"""One race with its entrants, and what the articles say of each. Bringing them together is left to `field`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from qa.archive import Known
from qa.entrant import Entrant
from qa.facts import Mark, Result, Slot
from qa.race import Race

V = TypeVar("V")


@dataclass(slots=True)
class Runner:
    """One entrant of a race with everything the articles say of its result.

    `superseded` are the places that it lost or left when the result was revised, `is_out` says that it was
    disqualified for good.
    """

    entrant: Entrant
    facts: list[Known[Result]] = field(default_factory=list)
    superseded: list[Known[Result]] = field(default_factory=list)
    is_out: bool = False

    @property
    def rank(self) -> int | None:
        """The best supported place."""
        return next(iter(self.ranks()), None)

    @property
    def mark(self) -> Mark | None:
        """The best supported time, distance or height."""
        return next(iter(self.marks()), None)

    def copy(self) -> Runner:
        """Return another that can be changed without this one."""
        return Runner(self.entrant, list(self.facts), list(self.superseded), self.is_out)

    def ranks_before(self) -> dict[int, list[Known[Result]]]:
        """Return the places that no longer stand, the best supported first."""
        found = _by_value(self.superseded, lambda fact: fact.rank)
        return {rank: facts for rank, facts in found.items() if rank not in self.ranks()}

    def ranks(self) -> dict[int, list[Known[Result]]]:
        """Return the stated places, the best supported first."""
        return _by_value(self.facts, lambda fact: fact.rank)

    def marks(self) -> dict[Mark, list[Known[Result]]]:
        """Return the stated marks, the best supported first."""
        return _by_value(self.facts, lambda fact: fact.mark)

    def medals(self) -> dict[str, list[Known[Result]]]:
        """Return the stated medals, the best supported first."""
        return _by_value(self.facts, lambda fact: fact.medal)

    def gaps(self) -> dict[str, list[Known[Result]]]:
        """Return the stated gaps to the winner, the best supported first."""
        return _by_value(self.facts, lambda fact: fact.gap)


@dataclass(slots=True)
class Field:
    """One race with its entrants."""

    race: Race
    runners: list[Runner] = field(default_factory=list)

    def copy(self) -> Field:
        """Return another that can be changed without this one."""
        return Field(self.race, [runner.copy() for runner in self.runners])

    def placed(self, rank: int) -> list[Runner]:
        """Return the entrants at a place, the best supported first."""
        found = [runner for runner in self.runners if runner.rank == rank]
        return sorted(found, key=lambda runner: -_weight(runner.ranks()[rank]))

    def placed_before(self, rank: int) -> list[Runner]:
        """Return the entrants who were at a place before the result was revised."""
        return [runner for runner in self.runners if rank in runner.ranks_before()]


def is_row(fact: Result) -> bool:
    """Tell a row of a result list, where the place stands before the name, from prose."""
    return fact.rank is not None and fact.rank.start < fact.entrant.start


def _by_value(facts: Iterable[Known[Result]], pick: Callable[[Result], Slot[V] | None]) -> dict[V, list[Known[Result]]]:
    found: dict[V, list[Known[Result]]] = {}
    for known in facts:
        slot = pick(known.fact)
        if slot is not None:
            found.setdefault(slot.value, []).append(known)
    return dict(sorted(found.items(), key=lambda item: -_weight(item[1])))


def _weight(facts: list[Known[Result]]) -> int:
    """Weigh support: articles first, then facts; result rows count for more."""
    rows = sum(is_row(known.fact) for known in facts)
    return len({known.article.id for known in facts}) * 10 + len(facts) + 2 * rows
