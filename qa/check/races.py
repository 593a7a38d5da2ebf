"""The races in the articles that a claim may be about, and who in them may be whom the claim names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from qa.archive import Archive, Known
from qa.check.scope import Scope
from qa.concepts import alike
from qa.entrant import Entrant, EntrantKind
from qa.facts import Fact, LineUp
from qa.field import Field, Runner, fields
from qa.identity import same_entrant, same_race
from qa.matching import BRONZE_ROUNDS, FINAL_ROUNDS, is_entrant, race_fits
from qa.query import Query
from sources.records import Article

K = TypeVar("K", bound=Fact)


@dataclass
class Races:
    """The races of an archive by the conditions of claims; each set of conditions is looked up once."""

    archive: Archive
    quotations: list[Any] | None = field(default=None, init=False, repr=False)
    _fields: dict[tuple[Query, bool], list[Field]] = field(default_factory=dict, init=False, repr=False)

    def of(self, scope: Scope, *, every_round: bool = False) -> list[Field]:
        """Return the races that meet the conditions, with their entrants."""
        query = replace(scope.query, text="")
        if (query, every_round) not in self._fields:
            self._fields[query, every_round] = fields(query, self.archive, every_round=every_round)
        return [item for item in self._fields[query, every_round] if self._is_named(scope, item)]

    def placing(self, scope: Scope) -> list[Field]:
        """Return the races that tell of places: beside those of an event, the race for its third place."""
        query = scope.query
        if query.round is not None and query.round not in BRONZE_ROUNDS | FINAL_ROUNDS:
            return self.of(scope)
        other = None if query.round in BRONZE_ROUNDS else "bronze-final"
        return [*self.of(scope), *self.of(replace(scope, query=replace(query, round=other)))]

    def told(self, scope: Scope, kind: type[K]) -> Iterator[Known[K]]:
        """Yield the facts of a kind about races that meet the conditions."""
        query = scope.query
        event = replace(query, round=None)  # reports often leave it open that it was the race for third
        for known in self.archive.of(kind):
            race, article = known.fact.race, known.article
            is_open = query.round in BRONZE_ROUNDS and race.round is None
            if race_fits(event if is_open else query, race, article, self.archive) and self.holds(scope, (article,)):
                yield known

    def _is_named(self, scope: Scope, item: Field) -> bool:
        return self.holds(scope, [known.article for runner in item.runners for known in runner.facts])

    def holds(self, scope: Scope, articles: Sequence[Article]) -> bool:
        """Tell whether one of the articles holds all that the draft calls the race."""
        ids = {article.id for article in articles}
        return any(
            all(not alike(name).isdisjoint(self.archive.article_words(article)) for name in scope.names)
            for article in ids
        )

    def runners(self, entrant: Entrant, item: Field) -> list[Runner]:
        """Return the entrants of a race that a name in a draft may stand for: also the team of a member."""
        found = [runner for runner in item.runners if same_entrant(entrant, runner.entrant)]
        if found or entrant.kind is EntrantKind.CLUB:
            return found
        if entrant.kind is EntrantKind.NATION:
            return [runner for runner in item.runners if is_entrant(entrant, runner.entrant, self.archive)]
        teams = [crew.fact.team.value for crew in self.crews(entrant, item) if crew.fact.team is not None]
        return [runner for runner in item.runners if any(same_entrant(team, runner.entrant) for team in teams)]

    def crews(self, person: Entrant, item: Field) -> list[Known[LineUp]]:
        """Return the line-ups in a race that hold a person."""
        return [
            known
            for known in self.archive.of(LineUp)
            if same_race(replace(known.fact.race, round=None), replace(item.race, round=None))
            and any(same_entrant(person, member.value) for member in known.fact.members)
        ]

    def is_known(self, entrant: Entrant) -> bool:
        """Tell whether an article names the entrant."""
        if entrant.kind is EntrantKind.PERSON:
            return any(same_entrant(entrant, other) for other in self._entrants)
        return True

    @property
    def _entrants(self) -> tuple[Entrant, ...]:
        names = {name for names in self.archive.people.values() for name in names}
        return tuple(Entrant(EntrantKind.PERSON, name) for name in sorted(names))
