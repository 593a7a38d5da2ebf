"""The races in the articles that a claim may be about, and who in them may be whom the claim names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

from qa.archive import Archive, Known
from qa.check.scope import Scope
from qa.concepts import alike
from qa.entrant import Entrant, EntrantKind
from qa.facts import Fact, LineUp, Result
from qa.field import Field, Runner, fields
from qa.identity import same_entrant, same_race
from qa.matching import BRONZE_ROUNDS, FINAL_ROUNDS, is_entrant, race_fits
from qa.people import name_parts
from qa.race import Race
from sources.records import Article

FEW_DAYS = timedelta(days=3)
K = TypeVar("K", bound=Fact)


@dataclass
class Races:
    """The races of an archive by the conditions of claims; each set of conditions is looked up once."""

    archive: Archive
    quotations: list[Any] | None = field(default=None, init=False, repr=False)
    _fields: dict[tuple[object, ...], list[Field]] = field(default_factory=dict, init=False, repr=False)
    _articles: dict[str, set[str]] | None = field(default=None, init=False, repr=False)

    def of(self, scope: Scope, *, every_round: bool = False) -> list[Field]:
        """Return the races that meet the conditions, with their entrants; a race without a name has to have its own."""
        query = replace(scope.query, text="")
        who = None if scope.names_race or scope.who is None else scope.who.name
        key = (query, scope.names, scope.days, who, every_round)
        if key not in self._fields:
            found = fields(query, self._part(scope), every_round=every_round)
            self._fields[key] = [item for item in found if self._is_named(scope, item)]
        return self._fields[key]

    def _part(self, scope: Scope) -> Archive:
        """Return what may tell of the race: a large archive has too many races to bring together for each claim."""
        if scope.query.event:
            return self.archive
        if scope.names:
            kept = {id for id, article in self.archive.articles.items() if self.holds(scope, (article,))}
        elif scope.who is not None:
            kept = self._by_name(scope.who)
        else:
            kept = set()
        return self.archive.part(kept)

    def _by_name(self, who: Entrant) -> set[str]:
        """Return the articles with results of an entrant, by a part of the name."""
        if self._articles is None:
            self._articles = defaultdict(set)
            for known in self.archive.of(Result):
                for part in _name_keys(known.fact.entrant.value):
                    self._articles[part].add(known.article.id)
        return {id for part in _name_keys(who) for id in self._articles.get(part, ())}

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
            fits = race_fits(event if is_open else query, race, article, self.archive)
            if fits and _may_be_on(scope, race) and self.holds(scope, (article,)):
                yield known

    def _is_named(self, scope: Scope, item: Field) -> bool:
        if not _may_be_on(scope, item.race):
            return False
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


def _may_be_on(scope: Scope, race: Race) -> bool:
    """Tell whether a race may have been on the days that the draft names: reports may be wrong about one by a few."""
    if scope.days is None or race.day is None:
        return True
    first, last = scope.days
    return first - FEW_DAYS <= race.day <= last + FEW_DAYS


def _name_keys(entrant: Entrant) -> list[str]:
    return [*name_parts(entrant.name), *([entrant.nation] if entrant.nation else [])]
