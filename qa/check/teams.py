"""Judge claims about who belongs together: line-ups, the nation, club or car of a person, roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.archive import Known
from qa.check.judgement import SILENT, Judgement, contradicted, disagreed, supported, told
from qa.check.races import Races
from qa.check.scope import Scope
from qa.check.statements import Statement
from qa.entrant import Entrant, EntrantKind
from qa.facts import Affiliation, Fact, LineUp, Role
from qa.identity import same_entrant
from qa.matching import is_entrant
from qa.words_out import listed, named


def judge_line_up(statement: Statement, races: Races) -> Judgement:
    """Judge who raced for a team."""
    members = statement.value
    if not isinstance(members, tuple):
        return SILENT
    crews = [known for known in _crews(statement.scope, races) if _is_meant(statement.entrant, members, known, races)]
    right = [known for known in crews if all(_is_in(member, known) for member in members)]
    full = [known for known in crews if len(known.fact.members) >= len(members)]
    others = [known for known in full if known not in right]
    if right:
        same_race = [known for known in others if known.fact.race.year == right[0].fact.race.year]
        if same_race and statement.scope.has_edition:
            return disagreed(told(_names(right[0]), right), *(told(_names(known), [known]) for known in same_race))
        return supported(_names(right[0]), right)
    years = {known.fact.race.year for known in full}
    if full and len(years) == 1 and statement.scope.names_race and not statement.scope.is_uncertain:
        return contradicted(_names(full[0]), [known for known in full if _names(known) == _names(full[0])])
    return SILENT


def _crews(scope: Scope, races: Races) -> list[Known[LineUp]]:
    open_round = replace(scope, query=replace(scope.query, round=None))
    return list(races.told(open_round, LineUp))


def _is_meant(team: Entrant | None, members: Sequence[Entrant], known: Known[LineUp], races: Races) -> bool:
    """Tell whether it is the team that the draft names, or where it names none, that of most of the members."""
    if team is not None:
        return _is_team(team, known, races)
    return sum(_is_in(member, known) for member in members) * 2 > len(members)


def _is_team(team: Entrant, known: Known[LineUp], races: Races) -> bool:
    own = known.fact.team
    return own is not None and (same_entrant(team, own.value) or is_entrant(team, own.value, races.archive))


def _is_in(member: Entrant, known: Known[LineUp]) -> bool:
    return any(same_entrant(member, other.value) for other in known.fact.members)


def _names(known: Known[LineUp]) -> str:
    return listed(member.value.name for member in known.fact.members)


def judge_team(statement: Statement, races: Races) -> Judgement:
    """Judge for which nation, club or car someone races."""
    person, team = statement.entrant, statement.value
    if person is None or not isinstance(team, Entrant) or person.kind is not EntrantKind.PERSON:
        return SILENT
    is_nation = team.kind is EntrantKind.NATION
    scope = replace(statement.scope, query=replace(statement.scope.query, round=None))
    where = None if is_nation else scope
    found = _teams(person, where, is_nation, races)
    right = [known for side, known in found if _is_same(team, side, races)]
    if right:
        return supported(named(team), right)
    if not found or len({side.name for side, _ in found}) > 1 or statement.scope.is_uncertain:
        return SILENT
    side, known = found[0]
    if not is_nation and not (scope.names_race and _is_team_of_another(team, known, races)):
        return SILENT
    return contradicted(named(side), [item for _, item in found])


def _teams(person: Entrant, scope: Scope | None, is_nation: bool, races: Races) -> list[tuple[Entrant, Known[Fact]]]:
    """Return what a person races for; a nation is the same in every race."""
    affiliations = races.told(scope, Affiliation) if scope is not None else races.archive.of(Affiliation)
    found: list[tuple[Entrant, Known[Fact]]] = [
        (known.fact.team.value, known)
        for known in affiliations
        if same_entrant(person, known.fact.person.value)
        and (known.fact.team.value.kind is EntrantKind.NATION) == is_nation
    ]
    if is_nation:
        found += [
            (known.fact.team.value, known)
            for known in races.archive.of(LineUp)
            if known.fact.team is not None and known.fact.team.value.nation and _is_in(person, known)
        ]
    return found


def _is_same(team: Entrant, side: Entrant, races: Races) -> bool:
    if team.kind is EntrantKind.NATION:
        return is_entrant(team, side, races.archive)
    one, other = (set(entrant.name.casefold().split()) for entrant in (team, side))
    return one <= other or other <= one


def _is_team_of_another(team: Entrant, known: Known[Fact], races: Races) -> bool:
    """Tell whether an article has another person in that team: only then is it surely the name of one."""
    return any(
        other.article.id == known.article.id and _is_same(team, other.fact.team.value, races)
        for other in races.archive.of(Affiliation)
    )


def judge_role(statement: Statement, races: Races) -> Judgement:
    """Judge who rode, trained, coached … whom."""
    fact = statement.fact
    if not isinstance(fact, Role) or fact.of is None:
        return SILENT
    same = [
        known
        for known in races.told(statement.scope, Role)
        if known.fact.role.value == fact.role.value
        and known.fact.of is not None
        and same_entrant(known.fact.of.value, fact.of.value)
    ]
    right = [known for known in same if same_entrant(known.fact.member.value, fact.member.value)]
    if right:
        return supported(_members(right), right)
    if len({known.fact.member.value.name for known in same}) == 1 and not statement.scope.is_uncertain:
        return contradicted(_members(same), same)
    return SILENT


def _members(found: Sequence[Known[Role]]) -> str:
    return listed(known.fact.member.value.name for known in found)
